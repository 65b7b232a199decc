import { and, asc, eq, isNull } from "drizzle-orm";
import { purposes } from "../../src/consent/event.ts";
import type { ChildStanding } from "../../src/consent/standing.ts";
import type { ChildInClass } from "../../src/school/people.ts";
import type { Transaction } from "../file/database.ts";
import { standingsOf } from "../proof/standings.ts";
import { inClass } from "../school/children.ts";
import { type announcement, child, classTeacher, schoolClass } from "../schema.ts";

type Row = typeof announcement.$inferSelect;

/** What a class is to a teacher now: the own one, with the children for whom something stands; or no longer. */
export interface ClassNews {
  kind: "class";
  className: string;
  isOwn: boolean;
  children: { child: ChildInClass; now: ChildStanding }[];
}

/**
 * What these announcements of one class to one teacher say now.
 * Out: null where it has come and gone again before it was told.
 */
export function classNews(tx: Transaction, rows: readonly Row[], now: Date, pupilAge: number): ClassNews | null {
  const [{ personId, about, claimedAt }] = rows as [Row];
  const [first, classId = ""] = about.split(" ");
  const className = classNamed(tx, classId);
  if (!teaches(tx, personId, classId))
    return first === "joined" && claimedAt === null ? null : { kind: "class", className, isOwn: false, children: [] };
  // A class that came back is told as well: what was said of it meanwhile went to others.
  if (rows.every((row) => row.about.startsWith("left "))) return null;
  return { kind: "class", className, isOwn: true, children: answeredIn(tx, classId, now, pupilAge) };
}

/** The children of a class about whom anything was ever said, with what stands for them, by name. */
function answeredIn(tx: Transaction, classId: string, now: Date, pupilAge: number): ClassNews["children"] {
  const rows = tx
    .select()
    .from(child)
    .innerJoin(schoolClass, eq(schoolClass.id, child.classId))
    .where(and(eq(child.classId, classId), isNull(child.goneAt)))
    .orderBy(asc(child.givenName), asc(child.familyName))
    .all();
  const ids = rows.map((row) => row.child.id);
  const standings = standingsOf(tx, ids, now, pupilAge);
  return rows.flatMap((row) => {
    const stands = standings.get(row.child.id);
    const said = stands && purposes.some((purpose) => stands[purpose].by !== null);
    return said ? [{ child: inClass(row.child, row.school_class), now: stands }] : [];
  });
}

/** Whether a class is this teacher's now. */
export function teaches(tx: Transaction, teacherId: string, classId: string): boolean {
  const own = and(eq(classTeacher.classId, classId), eq(classTeacher.teacherId, teacherId));
  return tx.select().from(classTeacher).where(own).get() !== undefined;
}

/** A class as the school writes it. */
export const classNamed = (tx: Transaction, classId: string): string =>
  tx.select().from(schoolClass).where(eq(schoolClass.id, classId)).get()?.name ?? "";
