import type { PutDown } from "../../../db/proof/settling.ts";
import type { SheetRehearsed } from "../../../db/proof/sheets.ts";
import { purposes } from "../../consent/event.ts";
import { laterSentences } from "../children/answer-forms.ts";
import type { Desk } from "../page/layout.ts";
import type { OfficeKey } from "../page/words.ts";
import type { NotPutDown, Outcome } from "./putting-down.ts";

/** Why a sheet is not put down, in the words of the office. */
export const whyNot: Record<NotPutDown, OfficeKey> = {
  notEntitled: "paper.notEntitled",
  left: "paper.left",
  inDoubt: "paper.inDoubt",
  failed: "paper.failed",
  day: "answer.dayWrong",
  notice: "answer.noticeWrong",
  noticeLater: "answer.noticeLater",
  noPeriod: "answer.noPeriod",
  periodOver: "answer.periodOver",
  noticeOver: "answer.noticeOver",
};

/** What has to be looked at before a sheet is put down; nothing where all is as it should be. */
export function remarksOn(desk: Desk, outcome: Outcome<SheetRehearsed>, day: string): string[] {
  const { say } = desk;
  if ("refused" in outcome) return [say(whyNot[outcome.refused])];
  const { answers, own } = outcome.entry;
  const { made, before, after, later } = outcome.put;
  const withdrawn = made.filter(({ kind }) => kind === "withdrawn").map(({ purpose }) => say(`purpose.${purpose}`));
  const becomes = (standing: "conflict" | "not_asked") =>
    purposes.some((purpose) => after[purpose].standing === standing && made.some((event) => event.purpose === purpose));
  const differs = becomes("conflict");
  const standsOdd = after.video.standing === "yes" && ["no", "withdrawn"].includes(after.audio.standing);
  const isOdd = standsOdd || (answers.audio === "no" && answers.video === "yes");
  const differed = purposes.some((purpose) => before[purpose].standing === "conflict");
  return [
    ...againstIt(desk, later, own.day ?? day),
    ...(withdrawn.length > 0 ? [say("paper.withdraws", { purposes: withdrawn.join(", ") })] : []),
    ...(differs ? [say(differed ? "paper.conflictStays" : "paper.conflict")] : []),
    ...(isOdd ? [say("child.onlyVideo")] : []),
    ...(becomes("not_asked") ? [say("child.waits")] : []),
  ];
}

/** What was declared later and stands against it, a sentence each. */
export function againstIt(desk: Desk, later: ReadonlyMap<string, PutDown["later"]>, day: string): string[] {
  return [...new Set([...later.values()].flatMap((one) => laterSentences(desk, one, day)))];
}
