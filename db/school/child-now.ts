import { and, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { ChildStanding, Participation, Standing } from "../../src/consent/standing.ts";
import { folded } from "../../src/school/folded.ts";
import { mayHaveASayNow } from "../proof/custody.ts";
import { standingsOf } from "../proof/standings.ts";
import type { Database } from "../file/database.ts";
import { account, child, guardianship, joinCode, person, schoolClass } from "../schema.ts";

/** A child at the school, as the lists of the office show it. */
export interface ChildNow {
  id: string;
  givenName: string;
  familyName: string;
  /** Its name without case and diacritics, then those of whoever may declare for it, a line each: for searching. */
  folded: string;
  /** The office program's own number, or null. */
  key: string | null;
  birthDate: string | null;
  classId: string;
  className: string;
  bothMustAgree: boolean;
  /** How many may declare for it, or perhaps, once custody is decided, and how many of them are tied to an account. */
  people: number;
  joined: number;
  /** Somebody has a code or an account, or has answered. */
  asked: boolean;
  audio: Standing;
  video: Standing;
  participation: Participation;
}

type Ties = Pick<ChildNow, "people" | "joined" | "asked"> & { names: string };

/**
 * Looks at these children: what stands for each, but in doubt, and who is reached. Who has left the school is not among
 * them.
 */
export function childrenNow(
  database: Database,
  ids: readonly string[],
  now: Date,
  pupilAge: number,
  inDoubt = false,
): ChildNow[] {
  const rows = database
    .select()
    .from(child)
    .innerJoin(schoolClass, eq(schoolClass.id, child.classId))
    .where(and(inArray(child.id, [...ids]), isNull(child.goneAt)))
    .all();
  const standings = inDoubt ? new Map<string, ChildStanding>() : standingsOf(database, ids, now, pupilAge);
  const ties = tiesOf(database, ids);
  return rows.map(({ child: one, school_class: { name } }) =>
    childNow(one, name, standings.get(one.id) ?? unasked, ties.get(one.id) ?? untied),
  );
}

const unasked: ChildStanding = {
  audio: { standing: "not_asked", by: null },
  video: { standing: "not_asked", by: null },
  participation: "none",
};
const untied: Ties = { people: 0, joined: 0, asked: false, names: "" };

function childNow(
  { id, givenName, familyName, birthDate, classId, bothMustAgree, key }: typeof child.$inferSelect,
  className: string,
  { audio, video, participation }: ChildStanding,
  { people, joined, asked, names }: Ties,
): ChildNow {
  return {
    id,
    givenName,
    familyName,
    folded: folded({ givenName, familyName }) + names,
    key,
    birthDate,
    classId,
    className,
    bothMustAgree,
    people,
    joined,
    asked: asked || joined > 0 || audio.by !== null || video.by !== null,
    audio: audio.standing,
    video: video.standing,
    participation,
  };
}

/** Who belongs to these children, and whether they have joined or have ever been given a code. */
function tiesOf(database: Database, ids: readonly string[]): Map<string, Ties> {
  const { givenName, familyName } = person;
  const guardians = database
    .select({
      childId: guardianship.childId,
      personId: guardianship.guardianId,
      givenName,
      familyName,
      hasASay: sql<number>`${mayHaveASayNow}`,
    })
    .from(guardianship)
    .innerJoin(person, eq(person.id, guardianship.guardianId))
    .where(inArray(guardianship.childId, [...ids]))
    .all();
  const pupils = database
    .select({ childId: child.id, personId: child.pupilId })
    .from(child)
    .where(and(inArray(child.id, [...ids]), isNotNull(child.pupilId)))
    .all();
  // A pupil of age is called as the child is.
  const themselves = pupils.map(({ childId, personId }) => ({ childId, personId: personId ?? "", hasASay: 1 }));
  const all = [...guardians, ...themselves].filter(({ hasASay }) => hasASay === 1);
  const people = [...new Set(all.map(({ personId }) => personId))];
  const joined = joinedOf(database, people);
  const asked = codedOf(database, people);
  const byChild = Map.groupBy(all, ({ childId }) => childId);
  // Also whoever has no say telephones, and is found.
  const names = Map.groupBy(guardians, ({ childId }) => childId);
  const ties = (childId: string): [string, Ties] => {
    const own = byChild.get(childId) ?? [];
    return [
      childId,
      {
        people: own.length,
        joined: own.filter(({ personId }) => joined.has(personId)).length,
        asked: own.some(({ personId }) => asked.has(personId)),
        names: (names.get(childId) ?? []).map((one) => `\n${folded(one)}`).join(""),
      },
    ];
  };
  return new Map([...new Set([...byChild.keys(), ...names.keys()])].map(ties));
}

function joinedOf(database: Database, personIds: string[]): Set<string> {
  const rows = database
    .select({ id: account.personId })
    .from(account)
    .where(inArray(account.personId, personIds))
    .all();
  return new Set(rows.map((row) => row.id));
}

function codedOf(database: Database, personIds: string[]): Set<string> {
  const rows = database
    .select({ id: joinCode.personId })
    .from(joinCode)
    .where(inArray(joinCode.personId, personIds))
    .all();
  return new Set(rows.map((row) => row.id));
}
