import { and, asc, eq, inArray, isNull, lte, or } from "drizzle-orm";
import { ageOn } from "../../src/school/age.ts";
import type { Addressee, ChildInClass, Person } from "../../src/school/people.ts";
import { inClass } from "./children.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import type { Database } from "../file/database.ts";
import { account, child, classTeacher, guardianship, joinCode, person, schoolClass } from "../schema.ts";

/** Guardians, teachers and pupils of age. */
export function openPeople(database: Database) {
  return {
    /** Pupils who have come of the age in the setting get a person of their own, so that they can be given a code. Out: how many are new. */
    async bringPupilsOfAge(age: number, newId: () => string, now: Date): Promise<number> {
      return inOneTransaction(database, (tx) => {
        // Not a year younger: the others need not be looked at.
        const bornBy = `${now.getUTCFullYear() - age}-12-31`;
        const young = tx
          .select()
          .from(child)
          .where(and(isNull(child.pupilId), isNull(child.goneAt), lte(child.birthDate, bornBy)))
          .all()
          .filter((one) => (ageOn(one.birthDate, now) ?? 0) >= age);
        for (const { id: childId, givenName, familyName } of young) {
          const { id } = tx
            .insert(person)
            .values({ id: newId(), role: "pupil", givenName, familyName })
            .returning()
            .get();
          tx.update(child).set({ pupilId: id }).where(eq(child.id, childId)).run();
        }
        return young.length;
      });
    },

    /** One person, also one who has left. */
    async person(id: string): Promise<Person | undefined> {
      const row = database.select().from(person).where(eq(person.id, id)).get();
      return row && { id, role: row.role, givenName: row.givenName, familyName: row.familyName };
    },

    /** The guardians of a child, and the pupil where it is of age. */
    async peopleOf(childId: string): Promise<Person[]> {
      const guardians = database
        .select({ person })
        .from(guardianship)
        .innerJoin(person, eq(person.id, guardianship.guardianId))
        .where(eq(guardianship.childId, childId))
        .orderBy(asc(person.givenName))
        .all();
      const pupils = database
        .select({ person })
        .from(child)
        .innerJoin(person, eq(person.id, child.pupilId))
        .where(eq(child.id, childId))
        .all();
      return [...guardians, ...pupils].map(({ person: { id, role, givenName, familyName } }) => ({
        id,
        role,
        givenName,
        familyName,
      }));
    },

    /** The children for whom this person may declare: as a guardian, or as the pupil itself. */
    async childrenOf(personId: string): Promise<ChildInClass[]> {
      const own = database
        .select({ id: guardianship.childId })
        .from(guardianship)
        .where(eq(guardianship.guardianId, personId));
      const rows = database
        .select()
        .from(child)
        .innerJoin(schoolClass, eq(schoolClass.id, child.classId))
        .where(and(isNull(child.goneAt), or(inArray(child.id, own), eq(child.pupilId, personId))))
        .orderBy(asc(child.birthDate))
        .all();
      return rows.map((row) => inClass(row.child, row.school_class));
    },

    /** Persons who belong to a child or a class and have neither an account nor a code that still runs, with those they belong to. */
    async withoutCode(now: Date): Promise<(Person & { belongsTo: string[] })[]> {
      const joined = new Set(
        database
          .select({ id: account.personId })
          .from(account)
          .all()
          .map((row) => row.id),
      );
      const coded = new Set(
        database
          .select()
          .from(joinCode)
          .where(isNull(joinCode.usedAt))
          .all()
          .filter((row) => row.expiresAt > now.toISOString())
          .map((row) => row.personId),
      );
      return everybody(database).filter((one) => !joined.has(one.id) && !coded.has(one.id));
    },

    /** Guardians, and pupils of age, each once with every child they may declare for. In: a class that one of the children is in, or nothing for all. */
    async addressees(classId?: string): Promise<Addressee[]> {
      return addressees(database, classId);
    },

    /** Everyone who belongs to a child or a class. */
    async everybody(): Promise<(Person & { belongsTo: string[] })[]> {
      return everybody(database);
    },
  };
}

function everybody(database: Database): (Person & { belongsTo: string[] })[] {
  const people = database
    .select()
    .from(person)
    .where(isNull(person.goneAt))
    .orderBy(asc(person.role), asc(person.familyName), asc(person.givenName))
    .all();
  const children = database
    .select({
      personId: guardianship.guardianId,
      given: child.givenName,
      family: child.familyName,
      className: schoolClass.name,
    })
    .from(guardianship)
    .innerJoin(child, eq(child.id, guardianship.childId))
    .innerJoin(schoolClass, eq(schoolClass.id, child.classId))
    .where(isNull(child.goneAt))
    .all();
  const pupils = database
    .select({ personId: child.pupilId, given: child.givenName, family: child.familyName, className: schoolClass.name })
    .from(child)
    .innerJoin(schoolClass, eq(schoolClass.id, child.classId))
    .where(isNull(child.goneAt))
    .all()
    .filter((row) => row.personId !== null);
  const classes = database
    .select({ personId: classTeacher.teacherId, className: schoolClass.name })
    .from(classTeacher)
    .innerJoin(schoolClass, eq(schoolClass.id, classTeacher.classId))
    .all();
  const belongsTo = Map.groupBy(
    [
      ...[...children, ...pupils].map((row) => ({
        id: row.personId ?? "",
        to: `${row.given} ${row.family} (${row.className})`,
      })),
      ...classes.map((row) => ({ id: row.personId, to: row.className })),
    ],
    (row) => row.id,
  );
  return people
    .filter((one) => belongsTo.has(one.id))
    .map(({ id, role, givenName, familyName }) => ({
      id,
      role,
      givenName,
      familyName,
      belongsTo: (belongsTo.get(id) ?? []).map((row) => row.to),
    }));
}

function addressees(database: Database, classId?: string): Addressee[] {
  const inThisClass = and(isNull(child.goneAt), classId === undefined ? undefined : eq(child.classId, classId));
  const theirGuardians = database
    .select({ id: guardianship.guardianId })
    .from(guardianship)
    .innerJoin(child, eq(child.id, guardianship.childId))
    .where(inThisClass);
  const guardians = database
    .select({ person, child, schoolClass })
    .from(guardianship)
    .innerJoin(person, eq(person.id, guardianship.guardianId))
    .innerJoin(child, eq(child.id, guardianship.childId))
    .innerJoin(schoolClass, eq(schoolClass.id, child.classId))
    .where(and(inArray(guardianship.guardianId, theirGuardians), isNull(person.goneAt), isNull(child.goneAt)))
    .all();
  const pupils = database
    .select({ person, child, schoolClass })
    .from(child)
    .innerJoin(person, eq(person.id, child.pupilId))
    .innerJoin(schoolClass, eq(schoolClass.id, child.classId))
    .where(and(inThisClass, isNull(person.goneAt)))
    .all();
  return [...Map.groupBy([...guardians, ...pupils], (row) => row.person.id).values()].flatMap((own) =>
    own.slice(0, 1).map(({ person: { id, role, givenName, familyName } }) => ({
      id,
      role,
      givenName,
      familyName,
      children: own.map((row) => inClass(row.child, row.schoolClass)),
    })),
  );
}
