import type Sqlite from "better-sqlite3";
import { and, asc, eq, sql } from "drizzle-orm";
import { fold, folded } from "../../src/school/folded.ts";
import type { Person } from "../../src/school/people.ts";
import type { Database } from "../file/database.ts";
import { among, prepared } from "../file/prepared.ts";
import { readOnce } from "../file/read-once.ts";
import { mayDeclareNow } from "../proof/custody.ts";
import { child, guardianship, person } from "../schema.ts";

/** A child as it is looked for. */
export interface FindableChild {
  id: string;
  givenName: string;
  familyName: string;
  /** Its name without case and diacritics, then those of whoever could declare for it, a line each. */
  folded: string;
  birthDate: string | null;
  key: string | null;
  /** The class that it is in, or was in last. */
  className: string;
  /** When it left the school (ISO time), or null. */
  goneAt: string | null;
}

/** A child who has left the school. */
export type FormerChild = FindableChild & { goneAt: string };

/** What a child is called. */
export type ChildName = Pick<FindableChild, "id" | "givenName" | "familyName">;

/** Whose parent somebody is: the name of each person of these children. */
export interface ParentName {
  id: string;
  childId: string;
  givenName: string;
  familyName: string;
  /** Whether a declaration of this person for the child is heard. */
  mayDeclare: boolean;
}

/** Finding children by those who belong to them, and children who have left. */
export function openFinding(database: Database) {
  return {
    /**
     * Every child who has left and is not forgotten yet; read each time, so that nobody who was erased is found.
     */
    async former(): Promise<FormerChild[]> {
      return found(everyFormer(database)) as FormerChild[];
    },

    /** Every child, whether it is at the school or has left. */
    async everybodyEver(): Promise<FindableChild[]> {
      return found(everyone(database));
    },

    /** The names of these children by their ids, also of those who have left. */
    async namesOfChildren(ids: readonly string[]): Promise<Map<string, ChildName>> {
      const rows = childrenCalled(database).all({ children: JSON.stringify(ids) });
      return new Map(rows.map((row) => [row.id, row]));
    },

    /** When (ISO) this child left the school, or null. */
    async goneAt(childId: string): Promise<string | null> {
      return (whenGone(database).get(childId) as { goneAt: string | null } | undefined)?.goneAt ?? null;
    },

    /** The guardians of these children, by name. */
    async parents(childIds: readonly string[]): Promise<ParentName[]> {
      const rows = parentsOf(database).all({ children: JSON.stringify(childIds) });
      return rows.map(({ mayDeclare, ...row }) => ({ ...row, mayDeclare: mayDeclare === 1 }));
    },

    /** Who may declare for these children: guardians, by name, and pupils of age themselves. */
    async whoMayDeclare(childIds: readonly string[]): Promise<(Person & { childId: string })[]> {
      const children = JSON.stringify(childIds);
      return [...guardiansWhoMay(database).all({ children }), ...pupilsOf(database).all({ children })];
    },
  };
}

export type Finding = ReturnType<typeof openFinding>;

function found(all: Sqlite.Statement<unknown[]>): FindableChild[] {
  const rows = all.all() as (Omit<FindableChild, "folded"> & { people: string | null })[];
  return rows.map(({ people, ...row }) => ({ ...row, folded: folded(row) + linesOf(people) }));
}

/** Between names and between their parts stands what no name has in it. */
/** Nobody has them in a name. */
const [unit, record] = ["\u001f", "\u001e"];

const linesOf = (people: string | null) =>
  (people ?? "")
    .split(record)
    .filter((name) => name !== "")
    .map((name) => `\n${name.split(unit).map(fold).join(" ")}`)
    .join("");

const everyChild = `
  select child.id, child.given_name as "givenName", child.family_name as "familyName", child.birth_date as "birthDate",
     child.key, school_class.name as "className", child.gone_at as "goneAt",
     (select string_agg(person.given_name || '${unit}' || person.family_name, '${record}') from guardianship
      join person on person.id = guardianship.guardian_id where guardianship.child_id = child.id) as people
   from child join school_class on school_class.id = child.class_id`;
const everyone = readOnce(`${everyChild} order by school_class.name, child.family_name, child.given_name`);
const everyFormer = readOnce(`${everyChild} where child.gone_at is not null`);

const childrenCalled = prepared((db) =>
  db
    .select({ id: child.id, givenName: child.givenName, familyName: child.familyName })
    .from(child)
    .where(among(child.id, "children"))
    .prepare(),
);

const whenGone = readOnce(`select gone_at as "goneAt" from child where id = ?`);

const parentsOf = prepared((db) =>
  db
    .select({
      id: person.id,
      childId: guardianship.childId,
      givenName: person.givenName,
      familyName: person.familyName,
      mayDeclare: sql<number>`${mayDeclareNow}`,
    })
    .from(guardianship)
    .innerJoin(person, eq(person.id, guardianship.guardianId))
    .where(among(guardianship.childId, "children"))
    .orderBy(asc(person.familyName), asc(person.givenName))
    .prepare(),
);

const names = { id: person.id, role: person.role, givenName: person.givenName, familyName: person.familyName };

const guardiansWhoMay = prepared((db) =>
  db
    .select({ ...names, childId: guardianship.childId })
    .from(guardianship)
    .innerJoin(person, eq(person.id, guardianship.guardianId))
    .where(and(among(guardianship.childId, "children"), mayDeclareNow))
    .orderBy(asc(person.givenName))
    .prepare(),
);

const pupilsOf = prepared((db) =>
  db
    .select({ ...names, childId: child.id })
    .from(child)
    .innerJoin(person, eq(person.id, child.pupilId))
    .where(among(child.id, "children"))
    .prepare(),
);
