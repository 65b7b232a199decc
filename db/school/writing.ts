import { sql } from "drizzle-orm";
import type { Child, SchoolClass } from "../../src/school/people.ts";
import type { ImportPlan } from "../../src/school/plan-import.ts";
import type { Transaction } from "../file/database.ts";
import { inPortions } from "../file/in-portions.ts";

type Person = ImportPlan["newPeople"][number];
type Guardianship = ImportPlan["newGuardianships"][number];

/**
 * As many rows as go in one statement: a town is written in seconds, while nobody else is answered. In a thread of its
 * own it would be no better: the bot puts down each update, and would stand still until it may write.
 */
const atOnce = 5000;

/** Rows as one value, which the statement takes apart: no value of its own for each cell. */
function asJson<Row>(rows: readonly Row[], cells: (row: Row) => (string | number | null)[]): string[] {
  return inPortions(rows, atOnce).map((some) => JSON.stringify(some.map(cells)));
}

const cellsOf = (one: Child) => [
  one.id,
  one.givenName,
  one.familyName,
  one.birthDate,
  one.classId,
  Number(one.bothMustAgree),
  one.key,
  one.language,
];

export function addClasses(tx: Transaction, classes: readonly SchoolClass[]): void {
  for (const rows of asJson(classes, ({ id, name }) => [id, name]))
    tx.run(sql`insert into school_class (id, name) select value ->> 0, value ->> 1 from json_each(${rows})`);
}

export function addPeople(tx: Transaction, people: readonly Person[]): void {
  for (const rows of asJson(people, (one) => [one.id, one.role, one.givenName, one.familyName, one.key]))
    tx.run(sql`insert into person (id, role, given_name, family_name, key)
      select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 from json_each(${rows})`);
}

export function addChildren(tx: Transaction, children: readonly Child[]): void {
  for (const rows of asJson(children, cellsOf))
    tx.run(sql`insert into child
      (id, given_name, family_name, birth_date, class_id, both_must_agree, key, family_language)
      select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, cast(value ->> 5 as integer), value ->> 6,
        value ->> 7
      from json_each(${rows})`);
}

/** One that is there already stays as it is. */
export function addGuardianships(tx: Transaction, guardianships: readonly Guardianship[]): void {
  for (const rows of asJson(guardianships, ({ guardianId, childId }) => [guardianId, childId]))
    tx.run(sql`insert into guardianship (guardian_id, child_id)
      select value ->> 0, value ->> 1 from json_each(${rows}) where true on conflict do nothing`);
}

/** Names and keys of people who are stored. */
export function changePeople(tx: Transaction, people: readonly Person[]): void {
  for (const rows of asJson(people, (one) => [one.id, one.givenName, one.familyName, one.key]))
    tx.run(sql`update person set given_name = new.given, family_name = new.family, key = new.key
      from (select value ->> 0 as id, value ->> 1 as given, value ->> 2 as family, value ->> 3 as key
        from json_each(${rows})) as new
      where person.id = new.id`);
}

/** Children who are stored and in a list: whoever had left is there again. */
export function changeChildren(tx: Transaction, children: readonly Child[]): void {
  for (const rows of asJson(children, cellsOf))
    tx.run(sql`update child set given_name = new.given, family_name = new.family, birth_date = new.born,
      class_id = new.class, both_must_agree = new.both_agree, key = new.key, family_language = new.language,
      gone_at = null
      from (select value ->> 0 as id, value ->> 1 as given, value ->> 2 as family, value ->> 3 as born,
        value ->> 4 as class, cast(value ->> 5 as integer) as both_agree, value ->> 6 as key, value ->> 7 as language
        from json_each(${rows})) as new
      where child.id = new.id`);
}

/** Whoever belongs to a child or a class again. */
export function bringBack(tx: Transaction, personIds: readonly string[]): void {
  for (const rows of inPortions(personIds, atOnce).map((some) => JSON.stringify(some)))
    tx.run(sql`update person set gone_at = null
      where gone_at is not null and id in (select value from json_each(${rows}))`);
}
