import { and, asc, eq, isNull } from "drizzle-orm";
import type { Child, ChildInClass, Person, SchoolClass } from "../src/school/people.ts";
import type { ImportPlan, SchoolRoll } from "../src/school/plan-import.ts";
import { type Database, inOneTransaction, type Transaction } from "./open.ts";
import { account, child, classTeacher, guardianship, joinCode, person, schoolClass } from "./schema.ts";

/** Children, classes, guardians and teachers; the only door to whose child is whose. */
export function openRoster(database: Database) {
  return {
    /** All that is stored of the school, for planning an import. */
    async roll(): Promise<SchoolRoll> {
      return {
        classes: database.select().from(schoolClass).all(),
        children: database.select().from(child).all().map(({ goneAt, ...one }) => ({ ...one, gone: goneAt !== null })),
        people: database.select().from(person).all().map(({ goneAt, ...one }) => ({ ...one, gone: goneAt !== null })),
        guardianships: database.select().from(guardianship).all(),
        classTeachers: database.select().from(classTeacher).all(),
      };
    },

    /** Carries out a plan whole or not at all. Consents and links to accounts stay as they are. */
    async carryOut(plan: ImportPlan, now: Date): Promise<void> {
      inOneTransaction(database, (tx) => {
        for (const one of plan.newClasses) tx.insert(schoolClass).values(one).run();
        for (const one of plan.newPeople) tx.insert(person).values(one).run();
        for (const one of plan.newChildren) tx.insert(child).values(one).run();
        for (const one of plan.changedChildren) tx.update(child).set({ ...one, goneAt: null }).where(eq(child.id, one.id)).run();
        for (const one of plan.goneChildren) tx.update(child).set({ goneAt: now.toISOString() }).where(eq(child.id, one.id)).run();
        relate(tx, plan);
      });
    },

    /** The children of the guardians who are in this chat. */
    async ownChildren(chatId: number): Promise<{ child: ChildInClass; guardianId: string }[]> {
      const rows = database.select().from(account)
        .innerJoin(guardianship, eq(guardianship.guardianId, account.personId))
        .innerJoin(child, eq(child.id, guardianship.childId))
        .innerJoin(schoolClass, eq(schoolClass.id, child.classId))
        .where(and(eq(account.chatId, String(chatId)), isNull(child.goneAt)))
        .orderBy(asc(child.birthDate), asc(child.givenName)).all();
      const first = new Map(rows.toReversed().map((row) => [row.child.id, row]));
      return rows.filter((row) => first.get(row.child.id) === row).map((row) => ({ child: inClass(row.child, row.school_class), guardianId: row.account.personId }));
    },

    /** The classes of the teacher who is in this chat. */
    async classesOf(chatId: number): Promise<SchoolClass[]> {
      return database.select({ id: schoolClass.id, name: schoolClass.name }).from(account)
        .innerJoin(classTeacher, eq(classTeacher.teacherId, account.personId))
        .innerJoin(schoolClass, eq(schoolClass.id, classTeacher.classId))
        .where(eq(account.chatId, String(chatId))).orderBy(asc(schoolClass.name)).all();
    },

    /** The children of a class, by name. */
    async childrenIn(classId: string): Promise<Child[]> {
      return database.select().from(child).where(and(eq(child.classId, classId), isNull(child.goneAt))).orderBy(asc(child.givenName), asc(child.familyName)).all();
    },

    /** Every child who is at the school, by class and name. */
    async everyChild(): Promise<ChildInClass[]> {
      const rows = database.select().from(child).innerJoin(schoolClass, eq(schoolClass.id, child.classId)).where(isNull(child.goneAt))
        .orderBy(asc(schoolClass.name), asc(child.familyName), asc(child.givenName)).all();
      return rows.map((row) => inClass(row.child, row.school_class));
    },

    /** Persons who belong to a child or a class and have neither an account nor a code that still runs, with those they belong to. */
    async withoutCode(now: Date): Promise<(Person & { belongsTo: string[] })[]> {
      const joined = new Set(database.select({ id: account.personId }).from(account).all().map((row) => row.id));
      const coded = new Set(database.select().from(joinCode).where(isNull(joinCode.usedAt)).all().filter((row) => row.expiresAt > now.toISOString()).map((row) => row.personId));
      return everybody(database).filter((one) => !joined.has(one.id) && !coded.has(one.id));
    },

    /** Everyone who belongs to a child or a class. */
    async everybody(): Promise<(Person & { belongsTo: string[] })[]> {
      return everybody(database);
    },
  };
}

export type Roster = ReturnType<typeof openRoster>;

function everybody(database: Database): (Person & { belongsTo: string[] })[] {
  const people = database.select().from(person).where(isNull(person.goneAt)).orderBy(asc(person.role), asc(person.familyName), asc(person.givenName)).all();
  const children = database.select({ personId: guardianship.guardianId, given: child.givenName, family: child.familyName, className: schoolClass.name }).from(guardianship)
    .innerJoin(child, eq(child.id, guardianship.childId)).innerJoin(schoolClass, eq(schoolClass.id, child.classId))
    .where(isNull(child.goneAt)).all();
  const classes = database.select({ personId: classTeacher.teacherId, className: schoolClass.name }).from(classTeacher)
    .innerJoin(schoolClass, eq(schoolClass.id, classTeacher.classId)).all();
  const belongsTo = Map.groupBy([...children.map((row) => ({ id: row.personId, to: `${row.given} ${row.family} (${row.className})` })), ...classes.map((row) => ({ id: row.personId, to: row.className }))], (row) => row.id);
  return people.filter((one) => belongsTo.has(one.id))
    .map(({ id, role, givenName, familyName }) => ({ id, role, givenName, familyName, belongsTo: (belongsTo.get(id) ?? []).map((row) => row.to) }));
}

function relate(tx: Transaction, plan: ImportPlan): void {
  for (const one of plan.newGuardianships) tx.insert(guardianship).values(one).onConflictDoNothing().run();
  for (const one of plan.endedGuardianships) tx.delete(guardianship).where(and(eq(guardianship.guardianId, one.guardianId), eq(guardianship.childId, one.childId))).run();
  for (const one of plan.newClassTeachers) tx.insert(classTeacher).values(one).onConflictDoNothing().run();
  for (const one of plan.endedClassTeachers) tx.delete(classTeacher).where(and(eq(classTeacher.teacherId, one.teacherId), eq(classTeacher.classId, one.classId))).run();
}

function inClass(row: typeof child.$inferSelect, { name }: { name: string }): ChildInClass {
  const { goneAt: _, ...rest } = row;
  return { ...rest, className: name };
}
