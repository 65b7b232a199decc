import { and, asc, eq, inArray, isNull, like, type SQL } from "drizzle-orm";
import type { Person } from "../../src/school/people.ts";
import type { Transaction } from "../file/database.ts";
import { isTeacherOf } from "./change-news.ts";
import { announcement, child } from "../schema.ts";

type Row = typeof announcement.$inferSelect;

/** What has changed on a teacher's list for a child who was on it and is. */
export const isChanged = and(eq(announcement.kind, "change"), like(announcement.about, "changed%"));

/** What is told to this person with this announcement, oldest first: of the same kind, and about the same. */
export function together(tx: Transaction, first: Row): Row[] {
  const same =
    first.kind === "decision" && first.childId !== null
      ? eq(announcement.childId, first.childId)
      : first.kind === "request"
        ? eq(announcement.about, first.about)
        : first.kind === "class"
          ? like(announcement.about, `% ${first.about.split(" ")[1]}`)
          : first.kind === "change"
            ? eq(announcement.kind, first.kind)
            : null;
  if (!same) return [first];
  const rows = waiting(tx, first, and(eq(announcement.kind, first.kind), same));
  return first.kind === "change" ? withoutDecided(tx, first, rows) : rows;
}

/** Without what the message about a decision for the same child will say, as far as it is not its own turn. */
function withoutDecided(tx: Transaction, first: Row, rows: Row[]): Row[] {
  const decided = new Set(waiting(tx, first, eq(announcement.kind, "decision")).map(({ childId }) => childId));
  return rows.filter(
    ({ about, childId }) =>
      childId === first.childId || !about.startsWith("changed") || childId === null || !decided.has(childId),
  );
}

/** The changes that a teacher reads of in this message anyway: of the child that was decided for, of the new class. */
export function coveredBy(tx: Transaction, row: Row, role: Person["role"]): Row[] {
  if (role !== "teacher") return [];
  if (row.kind === "decision" && row.childId !== null) {
    if (!isTeacherOf(tx, row.personId, row.childId)) return [];
    const rows = waiting(tx, row, and(eq(announcement.kind, "change"), eq(announcement.childId, row.childId)));
    // That a child is new in the class is said only on the list.
    return rows[0]?.about === "joined" ? rows.filter(({ about }) => about.startsWith("changed")) : rows;
  }
  if (row.kind !== "class") return [];
  const inClass = tx
    .select({ id: child.id })
    .from(child)
    .where(eq(child.classId, row.about.split(" ")[1] ?? ""));
  return waiting(tx, row, and(eq(announcement.kind, "change"), inArray(announcement.childId, inClass)));
}

/** What is still to be told to the same person, oldest first. */
const waiting = (tx: Transaction, { personId }: Row, which: SQL | undefined): Row[] =>
  tx
    .select()
    .from(announcement)
    .where(and(eq(announcement.personId, personId), isNull(announcement.sentAt), which))
    .orderBy(asc(announcement.id))
    .all();
