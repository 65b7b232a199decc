import { and, eq, isNull } from "drizzle-orm";
import { byCustody, type ByCustody, type Custody } from "../../src/consent/custody.ts";
import { type ChildStanding, childStanding, type MustAgree, oneGuardian } from "../../src/consent/standing.ts";
import { ofAgeOn } from "../../src/school/age.ts";
import { custodyNow, factsOf } from "./custody.ts";
import { eventsOfChildren } from "./events.ts";
import { inPortions } from "../file/in-portions.ts";
import { among, prepared } from "../file/prepared.ts";
import type { Database, Transaction } from "../file/database.ts";
import { child, guardianship, person } from "../schema.ts";

/** Who must agree for a child, who may declare for it now, and who hears of it. */
export type Agreeing = Required<MustAgree> & Pick<ByCustody, "undecided" | "informed">;

/** Who must agree for a child that is not there. */
export const nobody: Agreeing = { ...oneGuardian, mayDeclare: [], undecided: [], informed: [] };

/** What stands for these children. Out: a map by child id; every child that was asked for is in it. */
export function standingsOf(
  db: Transaction | Database,
  childIds: readonly string[],
  now: Date,
  pupilAge: number,
): Map<string, ChildStanding> {
  const standings = new Map<string, ChildStanding>();
  for (const some of inPortions(childIds)) {
    const events = eventsOfChildren(db, some);
    const agree = mustAgreeOf(db, some, now, pupilAge);
    for (const id of some) standings.set(id, childStanding(events.get(id) ?? [], agree.get(id)));
  }
  return standings;
}

/**
 * Who must agree for these children: every guardian who may declare where the office has marked it,
 * the pupil from the age in the setting; and who may declare for them now, by what is decided on custody.
 */
export function mustAgreeOf(
  db: Transaction | Database,
  childIds: readonly string[],
  now: Date,
  pupilAge: number,
): Map<string, Agreeing> {
  return agreeing(familiesOf(db, childIds), now, pupilAge);
}

/**
 * As `mustAgreeOf`, of a moment that has been: by what was put down of custody before it, and the pupils' age then.
 * Who belongs to whom, and whether all must agree, is read as it is now: that is not kept over time.
 */
export function mustAgreeThen(
  db: Transaction | Database,
  childIds: readonly string[],
  then: Date,
  pupilAge: number,
): Map<string, Agreeing> {
  const facts = factsOf(db, { childIds }).filter(({ at }) => at < then.toISOString());
  const held = new Map(facts.map((fact) => [`${fact.child} ${fact.guardian}`, fact.custody]));
  const custodyThen = (row: Family) => held.get(`${row.id} ${row.guardian}`) ?? null;
  const rows = familiesOf(db, childIds).map((row) => ({ ...row, custody: custodyThen(row) }));
  return agreeing(rows, then, pupilAge);
}

/** As it is read, in the order of `families`. */
type FamilyRow = [
  ...[id: string, birthDate: string | null, both: number, pupilId: string | null],
  ...[guardian: string | null, custody: Custody | null],
];

/** A child with one of its guardians, or with none. */
type Family = ReturnType<typeof familiesOf>[number];

const familiesOf = (db: Transaction | Database, childIds: readonly string[]) =>
  (families(db).values({ children: JSON.stringify(childIds) }) as FamilyRow[]).map(
    ([id, birthDate, both, pupilId, guardian, custody]) => ({
      ...{ id, birthDate, both: both === 1, pupilId },
      ...{ guardian, custody },
    }),
  );

function agreeing(rows: readonly Family[], now: Date, pupilAge: number): Map<string, Agreeing> {
  const isOfAge = ofAgeOn(now, pupilAge);
  return new Map(
    [...Map.groupBy(rows, (row) => row.id)].map(([id, own]) => {
      const guardians = own.flatMap(({ guardian, custody }) => (guardian === null ? [] : [{ guardian, custody }]));
      const { mayDeclare: declaring, undecided, informed, ofAll } = byCustody(guardians);
      const [{ birthDate, both, pupilId }] = own as [(typeof own)[number]];
      const pupil = isOfAge(birthDate);
      const mayDeclare = pupil && pupilId !== null ? [...declaring, pupilId] : declaring;
      return [id, { guardians: both ? ofAll : [], pupil, mayDeclare, undecided, informed }];
    }),
  );
}

const { id, birthDate, bothMustAgree: both, pupilId } = child;
const families = prepared((db) =>
  db
    .select({ id, birthDate, both, pupilId, guardian: person.id, custody: custodyNow })
    .from(child)
    .leftJoin(guardianship, eq(guardianship.childId, child.id))
    .leftJoin(person, and(eq(person.id, guardianship.guardianId), isNull(person.goneAt)))
    .where(among(child.id, "children"))
    .prepare(),
);
