import type { Texts } from "../texts.ts";
import { reading } from "./wrong-text.ts";

/**
 * Reads what is read only when somebody needs it: a translation that cannot be used would otherwise be found by a
 * parent. Errors: WrongText.
 */
export async function readToTheEnd(texts: Texts): Promise<void> {
  await reading(() => {
    for (const language of texts.languages) texts.help(language);
    texts.readReply("ja", "audio");
    texts.withdrawsPlainly("nein", ["de"], []);
    texts.readScope("ton");
    texts.everydayIn("hallo", "de");
  });
}
