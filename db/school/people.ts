import { and, asc, eq, inArray, isNull, lte, or } from "drizzle-orm";
import type { Custody } from "../../src/consent/custody.ts";
import { ageOn } from "../../src/school/age.ts";
import type { PersonWith } from "../../src/school/found-people.ts";
import type { Addressee, ChildInClass, Person } from "../../src/school/people.ts";
import { everyAsker } from "./askers.ts";
import { addressees, type Belonging, everybody, withoutCode } from "./addressees.ts";
import { custodyNow } from "../proof/custody.ts";
import { byBirthDate, inClass } from "./children.ts";
import { asPerson, personWith } from "./person.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import { child, guardianship, person, schoolClass } from "../schema.ts";

/** Guardians, teachers and pupils of age. */
export function openPeople(database: Database) {
  return {
    /**
     * Pupils who have come of the age in the setting get a person of their own, so that they can be given a code.
     * Out: how many are new.
     */
    async bringPupilsOfAge(age: number, newId: () => string, now: Date): Promise<number> {
      return inOneTransaction(database, (tx) => {
        const young = withoutPerson(tx, age, now);
        for (const { id: childId, givenName, familyName } of young) {
          const id = newId();
          tx.insert(person).values({ id, role: "pupil", givenName, familyName }).run();
          tx.update(child).set({ pupilId: id }).where(eq(child.id, childId)).run();
        }
        return young.length;
      });
    },

    /** How many such pupils there are. In: the age in the setting; a class, or nothing for all. */
    async pupilsToBring(age: number, now: Date, classId?: string): Promise<number> {
      return withoutPerson(database, age, now).filter((one) => classId === undefined || one.classId === classId).length;
    },

    /** One person, also one who has left. */
    async person(id: string): Promise<Person | undefined> {
      return personWith(database, id);
    },

    /** The guardians of a child with what is decided on their custody, and the pupil where it is of age. */
    async peopleOf(childId: string): Promise<(Person & { custody: Custody | null })[]> {
      return peopleOf(database, childId);
    },

    /** The children whose guardian this person is, whatever is decided on custody, or who it is itself. */
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
        .orderBy(byBirthDate)
        .all();
      return rows.map((row) => inClass(row.child, row.school_class));
    },

    /**
     * Persons who belong to a child or a class and have neither an account nor a code that still runs,
     * with those they belong to; and how many more there would be, were their data not restricted.
     */
    async withoutCode(now: Date): Promise<ReturnType<typeof withoutCode>> {
      return withoutCode(database, now);
    },

    /**
     * Guardians, and pupils of age, each once with every child they may declare for.
     * In: a class that one of the children is in, or nothing for all.
     */
    async addressees(classId?: string): Promise<Addressee[]> {
      return addressees(database, classId);
    },

    /** Everybody who can ask for a right, former ones as well; once for each child or class. */
    async askers(): Promise<PersonWith[]> {
      return everyAsker(database);
    },

    /** Everyone who belongs to a child or a class. */
    async everybody(): Promise<Belonging[]> {
      return everybody(database);
    },
  };
}

/** As the function of the same name says. */
function peopleOf(database: Database, childId: string): (Person & { custody: Custody | null })[] {
  const guardians = database
    .select({ person, custody: custodyNow })
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
  return [...guardians, ...pupils.map((row) => ({ ...row, custody: null }))].map((row) => ({
    ...asPerson(row.person),
    custody: row.custody,
  }));
}

/** Children at the school who are of this age and are no person of their own yet. */
function withoutPerson(tx: Database | Transaction, age: number, now: Date) {
  // Not a year younger: the others need not be looked at.
  const bornBy = `${now.getUTCFullYear() - age}-12-31`;
  return tx
    .select()
    .from(child)
    .where(and(isNull(child.pupilId), isNull(child.goneAt), lte(child.birthDate, bornBy)))
    .all()
    .filter((one) => (ageOn(one.birthDate, now) ?? 0) >= age);
}
