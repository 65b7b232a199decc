import type { SchoolRoll } from "../../src/school/plan-import.ts";
import { everyCustody } from "../proof/custody.ts";
import { everyRestricted } from "../proof/restriction.ts";
import type { Database, Transaction } from "../file/database.ts";
import { everyRow } from "../file/prepared.ts";
import { child, classTeacher, guardianship, person, schoolClass } from "../schema.ts";

/** All that is stored of the school, read inside a unit of work or outside of one. */
export function rollOf(db: Transaction | Database): SchoolRoll {
  const children = everyChild(db);
  const restricted = everyRestricted(db);
  const people = everyPerson(db).filter(({ role }) => isListed(role));
  return {
    classes: db.select().from(schoolClass).all(),
    children: children.map(({ goneAt, pupilId: _, ...one }) => ({ ...one, gone: goneAt !== null })),
    people: people.map(({ goneAt, ...one }) => ({ ...one, gone: goneAt !== null })),
    guardianships: everyGuardianship(db),
    classTeachers: everyClassTeacher(db),
    custody: everyCustody(db),
    restricted: {
      people: [...restricted],
      children: children.filter(({ pupilId }) => pupilId !== null && restricted.has(pupilId)).map(({ id }) => id),
    },
  };
}

/** Whether the office's files name such people. */
const isListed = (role: string) => !["pupil", "office", "stranger"].includes(role);

const everyChild = everyRow(child);
const everyPerson = everyRow(person);
const everyGuardianship = everyRow(guardianship);
const everyClassTeacher = everyRow(classTeacher);
