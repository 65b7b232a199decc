import type { ProgramTexts } from "./program.ts";
import { reading } from "./wrong-text.ts";

/**
 * Reads what is read only when somebody needs it: a translation that cannot be used would otherwise be found by a
 * parent. Errors: WrongText.
 */
export async function readToTheEnd(texts: ProgramTexts): Promise<void> {
  await reading(() => {
    for (const language of texts.languages) void [texts.programHelp(language), texts.headWords(language)];
    texts.readReply("ja", "audio");
    texts.withdrawsPlainly("nein", ["de"], []);
    texts.readScope("ton");
    texts.everydayIn("hallo", "de");
    texts.plainWords();
  });
}
