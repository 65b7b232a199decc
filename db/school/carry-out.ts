import { and, eq, inArray } from "drizzle-orm";
import { type ImportPlan, mayCarryOut } from "../../src/school/plan-import.ts";
import { endTalkOf } from "../messenger/account-changes.ts";
import type { Transaction } from "../file/database.ts";
import { account, child, classTeacher, guardianship, person, schoolClass } from "../schema.ts";

/** The children for whom a plan may change what stands, who hears of it, or who may declare. */
export function concernedBy(plan: ImportPlan): string[] {
  return [
    ...new Set([
      ...[...plan.changedChildren, ...plan.goneChildren].map(({ id }) => id),
      ...[...plan.newGuardianships, ...plan.endedGuardianships].map(({ childId }) => childId),
    ]),
  ];
}

/**
 * Carries out the plan of an import, inside a unit of work: nobody is deleted, who left is marked,
 * and what is open in the chats of those who may declare for another child than before ends.
 * Errors: a plan with something to repair first.
 */
export function carryOut(tx: Transaction, plan: ImportPlan, now: Date): void {
  if (!mayCarryOut(plan)) throw new Error("an import with something to repair in its file is not carried out");
  for (const some of inParts(plan.newClasses)) tx.insert(schoolClass).values(some).run();
  for (const some of inParts(plan.newPeople)) tx.insert(person).values(some).run();
  for (const one of plan.changedPeople) tx.update(person).set(one).where(eq(person.id, one.id)).run();
  for (const some of inParts(plan.newChildren)) tx.insert(child).values(some).run();
  for (const one of plan.changedChildren)
    tx.update(child)
      .set({ ...one, goneAt: null })
      .where(eq(child.id, one.id))
      .run();
  for (const some of inParts(plan.goneChildren))
    tx.update(child)
      .set({ goneAt: now.toISOString() })
      .where(
        inArray(
          child.id,
          some.map(({ id }) => id),
        ),
      )
      .run();
  endTalks(tx, plan);
  relate(tx, plan);
}

/** An open question may be about a child for whom its person may not declare any more. */
function endTalks(
  tx: Transaction,
  { newChildren, goneChildren, endedGuardianships, newGuardianships }: ImportPlan,
): void {
  const unknown = new Set(newChildren.map(({ id }) => id));
  const begun = newGuardianships.filter(({ childId }) => !unknown.has(childId));
  const people = [...endedGuardianships, ...begun].map(({ guardianId }) => guardianId);
  for (const some of inParts(goneChildren.map(({ id }) => id))) {
    const mine = tx.select().from(guardianship).where(inArray(guardianship.childId, some)).all();
    const themselves = tx.select({ id: child.pupilId }).from(child).where(inArray(child.id, some)).all();
    people.push(...mine.map(({ guardianId }) => guardianId), ...themselves.map(({ id }) => id ?? ""));
  }
  for (const some of inParts([...new Set(people)]))
    for (const { chatId } of tx.select().from(account).where(inArray(account.personId, some)).all())
      endTalkOf(tx, chatId);
}

function relate(tx: Transaction, plan: ImportPlan): void {
  for (const some of inParts(plan.newGuardianships)) tx.insert(guardianship).values(some).onConflictDoNothing().run();
  const back = [
    ...plan.newGuardianships.map((one) => one.guardianId),
    ...plan.newClassTeachers.map((one) => one.teacherId),
  ];
  for (const some of inParts(back)) tx.update(person).set({ goneAt: null }).where(inArray(person.id, some)).run();
  for (const one of plan.endedGuardianships)
    tx.delete(guardianship)
      .where(and(eq(guardianship.guardianId, one.guardianId), eq(guardianship.childId, one.childId)))
      .run();
  for (const one of plan.newClassTeachers) tx.insert(classTeacher).values(one).onConflictDoNothing().run();
  for (const one of plan.endedClassTeachers)
    tx.delete(classTeacher)
      .where(and(eq(classTeacher.teacherId, one.teacherId), eq(classTeacher.classId, one.classId)))
      .run();
}

/** Rows in parts that fit into one statement each: a school of thousands is written in a moment. */
function inParts<Row>(rows: readonly Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / 500) }, (_, part) => rows.slice(part * 500, (part + 1) * 500));
}
