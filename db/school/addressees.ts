import { and, asc, eq, gt, inArray, isNotNull, isNull } from "drizzle-orm";
import type { Addressee, Person } from "../../src/school/people.ts";
import { mayBeAskedNow, mayJoinNow, mayKnowNow, withoutAny } from "../proof/custody.ts";
import { everyRestricted } from "../proof/restriction.ts";
import { inClass } from "./children.ts";
import { asPerson } from "./person.ts";
import type { Database } from "../file/database.ts";
import { account, child, classTeacher, guardianship, joinCode, person, schoolClass } from "../schema.ts";

/** A person with the children and classes, in words, that make the person known to the school. */
export type Belonging = Person & { belongsTo: string[] };

/** Everyone who belongs to a child or a class; a guardian only to a child of whom they may know. */
export function everybody(database: Database): Belonging[] {
  const people = database
    .select()
    .from(person)
    .where(isNull(person.goneAt))
    .orderBy(asc(person.role), asc(person.familyName), asc(person.givenName))
    .all();
  const belongsTo = Map.groupBy([...toChildren(database), ...toClasses(database)], (row) => row.id);
  return people
    .filter((one) => belongsTo.has(one.id))
    .map((one) => ({ ...asPerson(one), belongsTo: (belongsTo.get(one.id) ?? []).map((row) => row.to) }));
}

/**
 * Who has neither an account nor a code that still runs, and is not held back until custody is decided. Beside them,
 * how many there are whose data are only kept, so that none is made for them.
 */
export function withoutCode(database: Database, now: Date): { people: Belonging[]; restricted: number } {
  const joined = database.select({ id: account.personId }).from(account).all();
  const coded = database
    .select({ id: joinCode.personId })
    .from(joinCode)
    .where(and(isNull(joinCode.usedAt), gt(joinCode.expiresAt, now.toISOString())))
    .all();
  const reached = new Set([...joined, ...coded].map((row) => row.id));
  const [held, kept] = [withoutAny(database, mayJoinNow), everyRestricted(database)];
  const without = everybody(database).filter((one) => !reached.has(one.id) && !held.has(one.id));
  const people = without.filter((one) => !kept.has(one.id));
  return { people, restricted: without.length - people.length };
}

function toChildren(database: Database): { id: string; to: string }[] {
  const named = { given: child.givenName, family: child.familyName, className: schoolClass.name };
  const guardians = database
    .select({ id: guardianship.guardianId, ...named })
    .from(guardianship)
    .innerJoin(child, eq(child.id, guardianship.childId))
    .innerJoin(schoolClass, eq(schoolClass.id, child.classId))
    .where(and(isNull(child.goneAt), mayKnowNow))
    .all();
  const pupils = database
    .select({ id: child.pupilId, ...named })
    .from(child)
    .innerJoin(schoolClass, eq(schoolClass.id, child.classId))
    .where(and(isNull(child.goneAt), isNotNull(child.pupilId)))
    .all();
  return [...guardians, ...pupils].map((row) => ({
    id: row.id ?? "",
    to: `${row.given} ${row.family} (${row.className})`,
  }));
}

function toClasses(database: Database): { id: string; to: string }[] {
  return database
    .select({ id: classTeacher.teacherId, to: schoolClass.name })
    .from(classTeacher)
    .innerJoin(schoolClass, eq(schoolClass.id, classTeacher.classId))
    .all();
}

/**
 * Guardians and pupils of age, each once, with their children: those for whom they may declare, and of whom that is not
 * open. In: a class of one of these, or nothing for all.
 */
export function addressees(database: Database, classId?: string): Addressee[] {
  const inThisClass = and(isNull(child.goneAt), classId === undefined ? undefined : eq(child.classId, classId));
  const theirGuardians = database
    .select({ id: guardianship.guardianId })
    .from(guardianship)
    .innerJoin(child, eq(child.id, guardianship.childId))
    .where(and(inThisClass, mayBeAskedNow));
  const guardians = database
    .select({ person, child, schoolClass })
    .from(guardianship)
    .innerJoin(person, eq(person.id, guardianship.guardianId))
    .innerJoin(child, eq(child.id, guardianship.childId))
    .innerJoin(schoolClass, eq(schoolClass.id, child.classId))
    .where(
      and(inArray(guardianship.guardianId, theirGuardians), isNull(person.goneAt), isNull(child.goneAt), mayBeAskedNow),
    )
    .all();
  const pupils = database
    .select({ person, child, schoolClass })
    .from(child)
    .innerJoin(person, eq(person.id, child.pupilId))
    .innerJoin(schoolClass, eq(schoolClass.id, child.classId))
    .where(and(inThisClass, isNull(person.goneAt)))
    .all();
  return [...Map.groupBy([...guardians, ...pupils], (row) => row.person.id).values()].flatMap((own) =>
    own.slice(0, 1).map((row) => ({
      ...asPerson(row.person),
      children: own.map((one) => inClass(one.child, one.schoolClass)),
    })),
  );
}
