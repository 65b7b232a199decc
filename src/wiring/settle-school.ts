import type { NoticeVersions } from "../../db/proof/notice-versions.ts";
import type { Periods } from "../../db/proof/periods.ts";
import { hasFields } from "../answers/fields.ts";
import { takenOver } from "../school/school-text.ts";
import type { Log } from "../house/house.ts";
import type { ProgramTexts } from "../texts.ts";
import { germanIn } from "../texts/noticed.ts";
import type { SchoolFiles } from "./school-folder.ts";
import { putInForce } from "./school-notice.ts";
import * as folder from "./school-text-files.ts";

interface Settling {
  files: SchoolFiles;
  texts: ProgramTexts;
  notices: NoticeVersions;
  periods: Periods;
  log: Log;
  now: Date;
}

/**
 * Brings the folder of the school in step with its database, before anything else is done. A draft that was put in
 * force and not yet written down is; a school from before there was a folder gets one, once: the facts are read from
 * its newest version, no new version comes of it, and its period goes on.
 */
export async function settleSchool({ files, texts, notices, periods, log, now }: Settling): Promise<void> {
  const newest = await notices.newest();
  if (newest === undefined) return;
  const kept = folder.keptDraft(files);
  if (kept !== null && germanIn(texts, kept.draft) === newest.text) putInForce(files, kept);
  if (folder.keptText(files) !== null) return;
  const head = texts.headWords("de");
  const own = takenOver(newest.text, texts.template, head);
  await periods.goOn(newest.publishedAt);
  folder.keepText(files, own);
  log.info({ folder: files.place, version: newest.number }, "the school's folder was made of its notice");
  // Without a field it is no notice of the program, but one that the school has changed where it was installed.
  if (hasFields(texts.template) || texts.template === newest.text) return;
  const changed = takenOver(texts.template, texts.template, head);
  const savedAt = now.toISOString();
  folder.keepDraft(files, { ...changed, upon: newest.number, savedAt, savedBy: "janein" });
  log.warn({ folder: files.place }, "the notice that was changed under locales/ is kept as a draft: publish it");
}
