import { and, asc, eq, ne, or } from "drizzle-orm";
import type { PersonWith } from "../../src/school/found-people.ts";
import { byBirthDate } from "./children.ts";
import { asPerson } from "./person.ts";
import type { Database } from "../file/database.ts";
import { child, classTeacher, guardianship, person, schoolClass } from "../schema.ts";

/**
 * Everybody who can ask for a right: guardians, pupils of age, teachers, former ones as well, and whoever has asked
 * before and is on no list. Out: by name, once for each child or class.
 */
export function everyAsker(database: Database): PersonWith[] {
  const people = database
    .select({ person, child, className: schoolClass.name })
    .from(person)
    .leftJoin(guardianship, eq(guardianship.guardianId, person.id))
    .leftJoin(child, or(eq(child.id, guardianship.childId), eq(child.pupilId, person.id)))
    .leftJoin(schoolClass, eq(schoolClass.id, child.classId))
    .where(and(ne(person.role, "office"), ne(person.role, "teacher")))
    .orderBy(asc(person.familyName), asc(person.givenName), byBirthDate)
    .all();
  const teachers = database
    .select({ person, className: schoolClass.name })
    .from(person)
    .leftJoin(classTeacher, eq(classTeacher.teacherId, person.id))
    .leftJoin(schoolClass, eq(schoolClass.id, classTeacher.classId))
    .where(eq(person.role, "teacher"))
    .orderBy(asc(person.familyName), asc(person.givenName))
    .all();
  return [...people, ...teachers.map((row) => ({ ...row, child: null }))].map((row) => ({
    ...asPerson(row.person),
    goneAt: row.person.goneAt,
    child: row.child && { ...row.child, isGone: row.child.goneAt !== null },
    className: row.className ?? "",
  }));
}
