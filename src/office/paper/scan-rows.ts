import type { ChildNow } from "../../../db/school/view.ts";
import { type Answer, type ConsentEvent, type Purpose, purposes } from "../../consent/event.ts";
import { scanIn } from "../../consent/taken.ts";
import { isAnswer, type ReadAnswer, type SheetFound } from "../../paper/sheets.ts";
import type { OfficeParts } from "../page/parts.ts";
import type { Row, ScanBeside } from "./entries.ts";
import type { HeldScans } from "./held-scans.ts";

/** Lines of a class for what was scanned: a line a sheet, in the place of the child's own. */
export async function scanRowsOf(
  { house }: OfficeParts,
  held: HeldScans,
  rowsByChild: ReadonlyMap<string, Row>,
): Promise<Map<string, Row[]>> {
  const rows = new Map<string, Row[]>();
  const children = new Set([...held.sheets.values()].map(({ form }) => form.child));
  const events = await house.ledger.eventsOfChildren([...children].filter((id) => rowsByChild.has(id)));
  for (const [key, sheet] of held.sheets) {
    const row = rowsByChild.get(sheet.form.child);
    if (!row) continue;
    const { number } = house.notice;
    const otherVersion = sheet.form.notice === number ? null : sheet.form.notice;
    const scanned = { sheet, otherVersion, notProposed: notProposed(row, sheet, events.get(row.child.id) ?? []) };
    rows.set(row.child.id, [...(rows.get(row.child.id) ?? []), { ...row, key, scanned }]);
  }
  return rows;
}

function notProposed(
  { people }: Row,
  { form }: SheetFound,
  events: readonly ConsentEvent[],
): ScanBeside["notProposed"] {
  if (!people.some(({ id }) => id === form.person)) return { why: "mayNot" };
  const before = events.find(({ evidence, person }) => {
    const scan = scanIn(evidence);
    return scan !== null && scan.form === form.sheet && person === form.person;
  });
  return before ? { why: "recorded", at: before.at } : null;
}

/** Of a purpose, why nothing was read of it. */
type Unread = [Purpose, Exclude<ReadAnswer, Answer>];

/** What of a sheet was not read, and why. */
export const unread = ({ sheet }: ScanBeside): Unread[] =>
  purposes.flatMap((purpose): Unread[] => {
    const read = sheet.answers[purpose];
    return isAnswer(read) ? [] : [[purpose, read]];
  });

/** A sheet that does not belong to this class: whose it is now. */
export type Elsewhere = { sheet: SheetFound } & (
  { where: "class"; classId: string; className: string } | { where: "left" | "unknown" }
);

/** The sheets of children who are not in this class. In: every child of the school now. */
export async function elsewhere(
  { house }: OfficeParts,
  held: HeldScans,
  classId: string,
  everyone: ReadonlyMap<string, ChildNow>,
): Promise<Elsewhere[]> {
  const found: Elsewhere[] = [];
  for (const sheet of held.sheets.values()) {
    const now = everyone.get(sheet.form.child);
    if (now?.classId === classId) continue;
    if (now) found.push({ sheet, where: "class", classId: now.classId, className: now.className });
    else found.push({ sheet, where: (await house.roster.child(sheet.form.child)) ? "left" : "unknown" });
  }
  return found;
}
