import type { Look } from "../../db/file/look.ts";
import { readNotice } from "../answers/notice.ts";
import { neededFacts } from "../school/facts.ts";
import type { ProgramTexts } from "../texts.ts";
import { germanIn, oddFieldsOf } from "../texts/noticed.ts";
import type { Config } from "../wiring/config.ts";
import { openSchoolFolder, schoolFolderOf } from "../wiring/school-folder.ts";
import { keptDraft, keptText } from "../wiring/school-text-files.ts";
import type { Found } from "./check-files.ts";

/** Whether the school has begun, and its folder says what is in force. */
export function checkSchool(config: Config, look: Look | null, texts: ProgramTexts): Found {
  const what = "school";
  const files = openSchoolFolder(schoolFolderOf(config));
  if (look === null || look.notice === null)
    return {
      what,
      isRight: false,
      says: "it has not begun: janein setup, or the page /office/setup, asks for its facts",
    };
  const [made, draft] = [keptText(files), keptDraft(files)];
  if (made === null)
    return { what, isRight: true, says: `${files.place} is made of the notice in force at the next start` };
  try {
    readNotice(made.template);
  } catch (error) {
    const says = `${files.place}/${error instanceof Error ? error.message : "notice.md"}: put it right`;
    return { what, isRight: false, says };
  }
  const lacking = neededFacts.filter((name) => made.facts[name] === "");
  if (lacking.length > 0)
    return { what, isRight: false, says: `${files.place}/facts.json lacks ${lacking.join(", ")}: see /office/notice` };
  const german = germanIn(texts, made);
  const odd = german === look.notice ? [] : oddFieldsOf(texts, made);
  if (odd.length > 0)
    return {
      what,
      isRight: false,
      says:
        `${files.place}/notice.md names ${odd.join(", ")}, which is no fact of a school: ` +
        "put it right, or make a draft of it on /office/notice",
    };
  if (german !== look.notice)
    return {
      what,
      isRight: false,
      says:
        `${files.place} was changed by hand, and is not what is in force: that is what parents read. ` +
        "Put it back, or make a draft of it on /office/notice",
    };
  return { what, isRight: true, says: `${files.place}${draft ? "; a draft waits to be put in force" : ""}` };
}
