import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Child, ChildInClass, SchoolClass } from "../../src/school/people.ts";
import { folded } from "../../src/school/folded.ts";
import type { Named } from "../../src/school/shown-name.ts";
import type { ImportPlan, SchoolRoll } from "../../src/school/plan-import.ts";
import { carryOut, concernedBy } from "./carry-out.ts";
import { rehearse, type Rehearsed } from "./rehearsal.ts";
import { rollOf } from "./roll.ts";
import { asChild, byClassAndName, childIn, inClass } from "./children.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import { prepared } from "../file/prepared.ts";
import { readOnce } from "../file/read-once.ts";
import type { Database } from "../file/database.ts";
import { childrenDeclaredBy, informedChildren, type OwnChild, ownChildren } from "./own-children.ts";
import { openFinding } from "./finding.ts";
import { openPeople } from "./people.ts";
import { tellingChanges } from "../messenger/telling.ts";
import { account, child, classTeacher, schoolClass } from "../schema.ts";

export type { OwnChild } from "./own-children.ts";

const taughtClasses = prepared((db) =>
  db
    .select({ id: schoolClass.id, name: schoolClass.name })
    .from(account)
    .innerJoin(classTeacher, eq(classTeacher.teacherId, account.personId))
    .innerJoin(schoolClass, eq(schoolClass.id, classTeacher.classId))
    .where(eq(account.chatId, sql.placeholder("chat")))
    .orderBy(asc(schoolClass.name))
    .prepare(),
);

/**
 * Children, classes, guardians and teachers; the only door to whose child is whose.
 * In: the age from which a pupil must agree as well.
 */
export function openRoster(database: Database, pupilAge: number) {
  return {
    ...openPeople(database),
    ...openFinding(database),

    /** All that is stored of the school, for planning an import. */
    async roll(): Promise<SchoolRoll> {
      return rollOf(database);
    },

    /**
     * Carries out a plan whole or not at all. Consents and links to accounts stay as they are;
     * whatever it changes of what may be done is put down to be told.
     */
    async carryOut(plan: ImportPlan, now: Date): Promise<void> {
      await inOneTransaction(database, (tx) =>
        tellingChanges(tx, concernedBy(plan), { now, pupilAge }, () => carryOut(tx, plan, now)),
      );
    },

    /** What carrying out a plan would change of what stands; nothing of it stays. */
    async wouldChange(plan: ImportPlan, now: Date): Promise<Rehearsed[]> {
      return rehearse(database, plan, now, pupilAge);
    },

    /** For whom somebody in this chat may declare: each child with each person of the chat who may. */
    async ownChildren(chatId: number): Promise<OwnChild[]> {
      return ownChildren(database, chatId);
    },

    /** The children of whom somebody in this chat is only informed. */
    async informedChildren(chatId: number): Promise<ChildInClass[]> {
      return informedChildren(database, chatId);
    },

    /** One child with its class, also one that has left. */
    async child(id: string): Promise<ChildInClass | null> {
      return childIn(database, id);
    },

    /** The classes of the teacher who is in this chat. */
    async classesOf(chatId: number): Promise<SchoolClass[]> {
      return taughtClasses(database).all({ chat: String(chatId) });
    },

    /** The children at the school for whom one of these persons may declare, or who it is itself. */
    async childrenDeclaredBy(personIds: readonly string[]): Promise<ChildInClass[]> {
      return childrenDeclaredBy(database, personIds);
    },

    /** The classes that one of these persons teaches. */
    async classesTaughtBy(personIds: readonly string[]): Promise<SchoolClass[]> {
      return classesTaughtBy(database, personIds);
    },

    /** The children of a class, by name. */
    async childrenIn(classId: string): Promise<Child[]> {
      return childrenOfClass(database).all({ class: classId }).map(asChild);
    },

    /** The children at the school who are called like this one, itself among them. */
    async namesakesOf(named: Named): Promise<Named[]> {
      const wanted = folded(named);
      // It is asked for every receipt: the query builder would need longer to hand over the school than to ask for it.
      const all = everybody(database).all() as Named[];
      return all.filter((one) => folded(one) === wanted);
    },

    /** Every child who is at the school, by class and name. */
    async everyChild(): Promise<ChildInClass[]> {
      const rows = database
        .select()
        .from(child)
        .innerJoin(schoolClass, eq(schoolClass.id, child.classId))
        .where(isNull(child.goneAt))
        .orderBy(...byClassAndName)
        .all();
      return rows.map((row) => inClass(row.child, row.school_class));
    },
  };
}

function classesTaughtBy(database: Database, personIds: readonly string[]): SchoolClass[] {
  return database
    .selectDistinct({ id: schoolClass.id, name: schoolClass.name })
    .from(classTeacher)
    .innerJoin(schoolClass, eq(schoolClass.id, classTeacher.classId))
    .where(inArray(classTeacher.teacherId, [...personIds]))
    .orderBy(asc(schoolClass.name))
    .all();
}

const everybody = readOnce(
  `select id, given_name as "givenName", family_name as "familyName", birth_date as "birthDate"
   from child where gone_at is null`,
);

export type Roster = ReturnType<typeof openRoster>;

const childrenOfClass = prepared((db) =>
  db
    .select()
    .from(child)
    .where(and(eq(child.classId, sql.placeholder("class")), isNull(child.goneAt)))
    .orderBy(asc(child.givenName), asc(child.familyName))
    .prepare(),
);
