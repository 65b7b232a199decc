import { actsIn } from "../consent/act.ts";
import { dayIn } from "../consent/day.ts";
import { hashBeginning, type Receipt, receiptCode } from "../consent/receipt.ts";
import { asShown } from "../consent/shown.ts";
import { type Named, shownName } from "../school/shown-name.ts";
import type { House } from "./house.ts";

/** What receipts are made from. */
export type Papers = Pick<House, "ledger" | "roster" | "notices">;

/**
 * The receipt of a decision, from what is on record. In: the decision's id, or a receipt code as somebody typed it;
 * how people are called on it: in full, but for what goes through a messenger (Art. 25 GDPR).
 * Out: null where there is none, or where what identifies was erased.
 */
export async function receiptOf(
  { ledger, roster, notices }: Papers,
  of: { decision: string } | { code: string },
  nameOf = (one: Named, among: readonly Named[]) => shownName(one, "full", among),
): Promise<Receipt | null> {
  const beginning = "code" in of ? hashBeginning(of.code) : null;
  if ("code" in of && beginning === null) return null;
  const events = await ledger.decisionOf("decision" in of ? of : { hashBeginning: beginning ?? "" });
  const last = events.at(-1);
  const child = last ? await roster.child(last.child) : null;
  if (!last || !child) return null;
  const by = last.person === null ? undefined : await roster.person(last.person);
  const version = (await notices.all()).find(({ number }) => number === last.notice);
  const text = last.shown === null ? null : await ledger.textShown(last.shown);
  return {
    code: receiptCode(last.hash),
    child: { name: nameOf(child, await roster.namesakesOf(child)), className: child.className },
    by: by ? nameOf(by, []) : "",
    decided: events.map(({ purpose, kind }) => ({ purpose, kind })),
    at: last.at,
    day: dayIn(last.evidence),
    route: last.route,
    recordedBy: last.recordedBy === last.person ? "" : last.recordedBy,
    notice: { number: last.notice, sha256: version?.sha256 ?? "" },
    language: last.language,
    acts: actsIn(last.evidence),
    shown: text === null ? null : asShown(text, last.evidence),
  };
}
