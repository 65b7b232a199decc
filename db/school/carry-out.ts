import { and, eq, inArray } from "drizzle-orm";
import { isDecided } from "../../src/consent/custody.ts";
import { type ImportPlan, mayCarryOut } from "../../src/school/plan-import.ts";
import { endTalkOf } from "../messenger/account-changes.ts";
import type { Transaction } from "../file/database.ts";
import { newestFact, putBeforeOffice } from "../proof/custody.ts";
import { account, child, classTeacher, guardianship, leftOpen } from "../schema.ts";
import { inPortions } from "../file/in-portions.ts";
import {
  addChildren,
  addClasses,
  addGuardianships,
  addPeople,
  bringBack,
  changeChildren,
  changePeople,
} from "./writing.ts";

/**
 * The children for whom a plan may change what stands, who hears of it, or who may declare;
 * of one that is new nothing stands.
 */
export function concernedBy(plan: ImportPlan): string[] {
  const unknown = new Set(plan.newChildren.map(({ id }) => id));
  const concerned = new Set([
    ...[...plan.changedChildren, ...plan.goneChildren].map(({ id }) => id),
    ...[...plan.newGuardianships, ...plan.endedGuardianships, ...plan.openCustody].map(({ childId }) => childId),
  ]);
  return [...concerned].filter((id) => !unknown.has(id));
}

/**
 * Carries out the plan of an import, inside a unit of work: nobody is deleted, who left is marked, what it says of
 * custody is put before the office and nothing that was decided of it is changed,
 * and what is open in the chats of those who may declare for another child than before ends.
 * Errors: a plan with something to repair first.
 */
export function carryOut(tx: Transaction, plan: ImportPlan, now: Date): void {
  if (!mayCarryOut(plan)) throw new Error("an import with something to repair in its file is not carried out");
  addClasses(tx, plan.newClasses);
  addPeople(tx, plan.newPeople);
  changePeople(tx, plan.changedPeople);
  addChildren(tx, plan.newChildren);
  changeChildren(tx, plan.changedChildren);
  leave(tx, plan, now);
  keepLeftOpen(tx, plan, now);
  endTalks(tx, plan);
  relate(tx, plan);
  putBeforeOffice(tx, plan.openCustody, now);
}

/** Marks who is gone: on the day that is known, else now. */
function leave(tx: Transaction, { goneChildren }: ImportPlan, now: Date): void {
  for (const [goneAt, children] of Map.groupBy(goneChildren, ({ on }) => on ?? now.toISOString()))
    for (const some of inPortions(children.map(({ id }) => id)))
      tx.update(child).set({ goneAt }).where(inArray(child.id, some)).run();
}

/** What a file leaves to be done for a child; what is done stays done, whatever the next file says. */
function keepLeftOpen(tx: Transaction, { leftOpen: open }: ImportPlan, now: Date): void {
  for (const one of open)
    tx.insert(leftOpen)
      .values({ ...one, at: now.toISOString() })
      .onConflictDoNothing()
      .run();
}

/** An open question may be about a child for whom its person may not declare any more. */
function endTalks(
  tx: Transaction,
  { newChildren, goneChildren, endedGuardianships, newGuardianships }: ImportPlan,
): void {
  const unknown = new Set(newChildren.map(({ id }) => id));
  const begun = newGuardianships.filter(({ childId }) => !unknown.has(childId));
  const people = [...endedGuardianships, ...begun].map(({ guardianId }) => guardianId);
  for (const some of inPortions(goneChildren.map(({ id }) => id))) {
    const mine = tx.select().from(guardianship).where(inArray(guardianship.childId, some)).all();
    const themselves = tx.select({ id: child.pupilId }).from(child).where(inArray(child.id, some)).all();
    people.push(...mine.map(({ guardianId }) => guardianId), ...themselves.map(({ id }) => id ?? ""));
  }
  endTalksOf(tx, people);
}

/** What is open in the chats of these people ends. */
export function endTalksOf(tx: Transaction, people: readonly string[]): void {
  for (const some of inPortions([...new Set(people)]))
    for (const { chatId } of tx.select().from(account).where(inArray(account.personId, some)).all())
      endTalkOf(tx, chatId);
}

function relate(tx: Transaction, plan: ImportPlan): void {
  addGuardianships(tx, plan.newGuardianships);
  bringBack(tx, [
    ...plan.newGuardianships.map((one) => one.guardianId),
    ...plan.newClassTeachers.map((one) => one.teacherId),
  ]);
  for (const one of plan.endedGuardianships)
    // Of whom it was decided since the plan was made, they stay: no list ends what a person has decided.
    if (!isDecided(newestFact(tx, one.childId, one.guardianId)?.custody ?? null))
      tx.delete(guardianship)
        .where(and(eq(guardianship.guardianId, one.guardianId), eq(guardianship.childId, one.childId)))
        .run();
  for (const one of plan.newClassTeachers) tx.insert(classTeacher).values(one).onConflictDoNothing().run();
  for (const one of plan.endedClassTeachers)
    tx.delete(classTeacher)
      .where(and(eq(classTeacher.teacherId, one.teacherId), eq(classTeacher.classId, one.classId)))
      .run();
}
