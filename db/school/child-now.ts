import { and, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import type { ChildStanding, Participation, Standing } from "../../src/consent/standing.ts";
import { folded } from "../../src/school/folded.ts";
import { mayHaveASayNow } from "../proof/custody.ts";
import { standingsOf } from "../proof/standings.ts";
import type { Database } from "../file/database.ts";
import { account, child, guardianship, joinCode, schoolClass } from "../schema.ts";

/** A child at the school, as the lists of the office show it. */
export interface ChildNow {
  id: string;
  givenName: string;
  familyName: string;
  /** The name without case and diacritics, for searching. */
  folded: string;
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

type Ties = Pick<ChildNow, "people" | "joined" | "asked">;

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
const untied: Ties = { people: 0, joined: 0, asked: false };

function childNow(
  { id, givenName, familyName, birthDate, classId, bothMustAgree }: typeof child.$inferSelect,
  className: string,
  { audio, video, participation }: ChildStanding,
  { people, joined, asked }: Ties,
): ChildNow {
  return {
    id,
    givenName,
    familyName,
    folded: folded({ givenName, familyName }),
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
  const guardians = database
    .select({ childId: guardianship.childId, personId: guardianship.guardianId })
    .from(guardianship)
    .where(and(inArray(guardianship.childId, [...ids]), mayHaveASayNow))
    .all();
  const pupils = database
    .select({ childId: child.id, personId: child.pupilId })
    .from(child)
    .where(and(inArray(child.id, [...ids]), isNotNull(child.pupilId)))
    .all();
  const all = [...guardians, ...pupils.map(({ childId, personId }) => ({ childId, personId: personId ?? "" }))];
  const people = [...new Set(all.map(({ personId }) => personId))];
  const joined = joinedOf(database, people);
  const asked = codedOf(database, people);
  const ties = (own: typeof all): Ties => ({
    people: own.length,
    joined: own.filter(({ personId }) => joined.has(personId)).length,
    asked: own.some(({ personId }) => asked.has(personId)),
  });
  return new Map([...Map.groupBy(all, ({ childId }) => childId)].map(([childId, own]) => [childId, ties(own)]));
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
