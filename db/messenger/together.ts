import { and, asc, eq, isNull, like, sql } from "drizzle-orm";
import type { Person } from "../../src/school/people.ts";
import type { Transaction } from "../file/database.ts";
import { prepared } from "../file/prepared.ts";
import { isTeacherOf } from "./change-news.ts";
import { announcement, child } from "../schema.ts";

type Row = typeof announcement.$inferSelect;

/** What has changed on a teacher's list for a child who was on it and is. */
export const isChanged = and(eq(announcement.kind, "change"), like(announcement.about, "changed%"));

/** What is told to this person with this announcement, oldest first: of the same kind, and about the same. */
export function together(tx: Transaction, first: Row): Row[] {
  const classOf = ({ about }: Row) => about.split(" ")[1];
  const same: Record<string, (one: Row) => boolean> = {
    decision: ({ childId }) => childId === first.childId,
    request: ({ about }) => about === first.about,
    class: (one) => classOf(one) === classOf(first),
    change: () => true,
  };
  const isSame = first.kind === "decision" && first.childId === null ? undefined : same[first.kind];
  if (!isSame) return [first];
  const rows = waiting(tx, first, first.kind, first.kind === "decision" ? first.childId : null).filter(isSame);
  return first.kind === "change" ? withoutDecided(tx, first, rows) : rows;
}

/** Without what the message about a decision for the same child will say, as far as it is not its own turn. */
function withoutDecided(tx: Transaction, first: Row, rows: Row[]): Row[] {
  const decided = new Set(waiting(tx, first, "decision").map(({ childId }) => childId));
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
    const rows = waiting(tx, row, "change", row.childId);
    // That a child is new in the class is said only on the list.
    return rows[0]?.about === "joined" ? rows.filter(({ about }) => about.startsWith("changed")) : rows;
  }
  if (row.kind !== "class") return [];
  const all = inClass(tx).all({ class: row.about.split(" ")[1] ?? "" });
  const ids = new Set<string | null>(all.map(({ id }) => id));
  return waiting(tx, row, "change").filter(({ childId }) => ids.has(childId));
}

const inClass = prepared((db) =>
  db
    .select({ id: child.id })
    .from(child)
    .where(eq(child.classId, sql.placeholder("class")))
    .prepare(),
);

/** What of a kind (and about a child) is still to be told to the same person, oldest first. */
const waiting = (tx: Transaction, { personId }: Row, kind: Row["kind"], child: string | null = null): Row[] =>
  waitingOf(tx).all({ person: personId, kind, child });

const waitingOf = prepared((db) =>
  db
    .select()
    .from(announcement)
    .where(
      and(
        eq(announcement.personId, sql.placeholder("person")),
        eq(announcement.kind, sql.placeholder("kind")),
        sql`(cast(${sql.placeholder("child")} as text) is null
          or ${announcement.childId} = ${sql.placeholder("child")})`,
        isNull(announcement.sentAt),
      ),
    )
    .orderBy(asc(announcement.id))
    .prepare(),
);
