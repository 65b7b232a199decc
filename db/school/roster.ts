import { and, asc, eq, isNull, ne } from "drizzle-orm";
import type { Child, ChildInClass, SchoolClass } from "../../src/school/people.ts";
import type { ImportPlan, SchoolRoll } from "../../src/school/plan-import.ts";
import { carryOut } from "./carry-out.ts";
import { asChild, childIn, inClass } from "./children.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import type { Database } from "../file/database.ts";
import { openPeople } from "./people.ts";
import type { Role } from "../../src/consent/event.ts";
import { account, child, classTeacher, guardianship, person, schoolClass } from "../schema.ts";

/** A child with the person of a chat who may declare for it: a guardian, or the pupil itself. */
export interface OwnChild {
  child: ChildInClass;
  personId: string;
  role: Exclude<Role, "office">;
}

/** Children, classes, guardians and teachers; the only door to whose child is whose. */
export function openRoster(database: Database) {
  return {
    ...openPeople(database),

    /** All that is stored of the school, for planning an import. */
    async roll(): Promise<SchoolRoll> {
      return rollOf(database);
    },

    /** Carries out a plan whole or not at all. Consents and links to accounts stay as they are. */
    async carryOut(plan: ImportPlan, now: Date): Promise<void> {
      inOneTransaction(database, (tx) => carryOut(tx, plan, now));
    },

    /** The children for whom somebody in this chat may declare: each once. */
    async ownChildren(chatId: number): Promise<OwnChild[]> {
      const own = [...asGuardian(database, chatId), ...asPupil(database, chatId)];
      return own.filter((one, at) => own.findIndex((other) => other.child.id === one.child.id) === at);
    },

    /** One child with its class, also one that has left. */
    async child(id: string): Promise<ChildInClass | null> {
      return childIn(database, id);
    },

    /** The classes of the teacher who is in this chat. */
    async classesOf(chatId: number): Promise<SchoolClass[]> {
      return database
        .select({ id: schoolClass.id, name: schoolClass.name })
        .from(account)
        .innerJoin(classTeacher, eq(classTeacher.teacherId, account.personId))
        .innerJoin(schoolClass, eq(schoolClass.id, classTeacher.classId))
        .where(eq(account.chatId, String(chatId)))
        .orderBy(asc(schoolClass.name))
        .all();
    },

    /** The children of a class, by name. */
    async childrenIn(classId: string): Promise<Child[]> {
      return database
        .select()
        .from(child)
        .where(and(eq(child.classId, classId), isNull(child.goneAt)))
        .orderBy(asc(child.givenName), asc(child.familyName))
        .all()
        .map(asChild);
    },

    /** Every child who is at the school, by class and name. */
    async everyChild(): Promise<ChildInClass[]> {
      const rows = database
        .select()
        .from(child)
        .innerJoin(schoolClass, eq(schoolClass.id, child.classId))
        .where(isNull(child.goneAt))
        .orderBy(asc(schoolClass.name), asc(child.familyName), asc(child.givenName))
        .all();
      return rows.map((row) => inClass(row.child, row.school_class));
    },
  };
}

export type Roster = ReturnType<typeof openRoster>;

function rollOf(database: Database): SchoolRoll {
  const children = database.select().from(child).all();
  const people = database.select().from(person).where(ne(person.role, "pupil")).all();
  return {
    classes: database.select().from(schoolClass).all(),
    children: children.map(({ goneAt, pupilId: _, ...one }) => ({ ...one, gone: goneAt !== null })),
    people: people.map(({ goneAt, ...one }) => ({ ...one, gone: goneAt !== null })),
    guardianships: database.select().from(guardianship).all(),
    classTeachers: database.select().from(classTeacher).all(),
  };
}

function asGuardian(database: Database, chatId: number): OwnChild[] {
  const rows = database
    .select({ child, schoolClass, personId: account.personId })
    .from(account)
    .innerJoin(guardianship, eq(guardianship.guardianId, account.personId))
    .innerJoin(child, eq(child.id, guardianship.childId))
    .innerJoin(schoolClass, eq(schoolClass.id, child.classId))
    .where(and(eq(account.chatId, String(chatId)), isNull(child.goneAt)))
    .orderBy(asc(child.birthDate), asc(child.givenName))
    .all();
  return rows.map((row) => ({
    child: inClass(row.child, row.schoolClass),
    personId: row.personId,
    role: "guardian",
  }));
}

function asPupil(database: Database, chatId: number): OwnChild[] {
  const rows = database
    .select({ child, schoolClass, personId: account.personId })
    .from(account)
    .innerJoin(child, eq(child.pupilId, account.personId))
    .innerJoin(schoolClass, eq(schoolClass.id, child.classId))
    .where(and(eq(account.chatId, String(chatId)), isNull(child.goneAt)))
    .all();
  return rows.map((row) => ({ child: inClass(row.child, row.schoolClass), personId: row.personId, role: "pupil" }));
}
