import type { Config } from "./config.ts";
import { facts as invented } from "../demo/invented-facts.ts";
import type { ProgramTexts, Texts } from "../texts.ts";
import { germanOf, withNotice } from "../texts/noticed.ts";
import { openSchoolFolder, schoolFolderOf } from "./school-folder.ts";
import { keptText, keptTranslations } from "./school-text-files.ts";

/** The texts for whoever only tries the answers: with what stands in the school's folder, or an invented school. */
export async function triedTexts(
  config: Pick<Config, "DATABASE_PATH" | "SCHOOL_PATH">,
  program: ProgramTexts,
): Promise<Texts> {
  const files = openSchoolFolder(schoolFolderOf(config));
  const made = keptText(files) ?? { facts: invented, template: program.template };
  const translations = keptTranslations(files, program.languages);
  const inForce = { ...made, translations, text: germanOf(program, made.template, made.facts) };
  return withNotice(program, () => inForce);
}
