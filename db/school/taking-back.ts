import { and, eq, inArray, isNotNull, isNull, or } from "drizzle-orm";
import { type CustodyFact, isDecided } from "../../src/consent/custody.ts";
import { pair, type RollChange } from "../../src/school/by-hand/roll-change.ts";
import { takeBack } from "../../src/school/by-hand/take-back.ts";
import type { RollNow, TakenBack } from "../../src/school/by-hand/taken-back.ts";
import type { Transaction } from "../file/database.ts";
import { among, prepared } from "../file/prepared.ts";
import { type Telling, tellingChanges } from "../messenger/telling.ts";
import { factsOf } from "../proof/custody.ts";
import { dropChildren, dropPeople } from "../proof/forgetting.ts";
import {
  account,
  announcement,
  child,
  classTeacher,
  consentEvent,
  guardianship,
  passedQuestion,
  person,
  rightsRequest,
  schoolClass,
  withdrawalMatter,
} from "../schema.ts";
import { carryOut, concernedBy, endTalksOf } from "./carry-out.ts";
import { distinct, related } from "./touched.ts";
import { inPortions } from "../file/in-portions.ts";

/** What taking a change back would do now. */
export function takenBackNow(tx: Transaction, change: RollChange, now: Date): TakenBack {
  return takeBack(change, nowOf(tx, change), now.toISOString().slice(0, 10));
}

/**
 * Takes a change back, inside a unit of work: by the way on which it came, with whoever hears of it. What is not told
 * yet is not told any more, for nothing has changed for whoever has not heard of it.
 */
export function carryBack(tx: Transaction, back: TakenBack, { now, pupilAge }: Telling): void {
  tellingChanges(tx, concernedBy(back.plan), { now, pupilAge }, () => {
    for (const one of back.again) tx.insert(guardianship).values(one).onConflictDoNothing().run();
    carryOut(tx, back.plan, now);
    endTalksOf(tx, guardiansOf(tx, back.drops.children));
    for (const some of inPortions(back.drops.children)) dropChildren(tx, some);
    for (const some of inPortions(back.drops.people)) dropPeople(tx, some);
    for (const { id, goneAt } of back.gonePeople) tx.update(person).set({ goneAt }).where(eq(person.id, id)).run();
  });
  for (const id of back.drops.classes) dropClass(tx, id);
}

/** Whoever was about to declare for a child that goes has nothing more to declare for it. */
const guardiansOf = (tx: Transaction, childIds: readonly string[]) =>
  related(tx, { children: [...childIds], people: [] }).guardianships.map(({ guardianId }) => guardianId);

function nowOf(tx: Transaction, { was, became }: RollChange): RollNow {
  const children = distinct([...was.children, ...became.children].map(({ id }) => id));
  const people = distinct([...was.people, ...became.people].map(({ id }) => id));
  const before = new Set(was.children.map(({ id }) => id));
  const fresh = children.filter((id) => !before.has(id));
  const ofGuardians = distinct(became.guardianships.map(({ childId }) => childId));
  const facts = factsOf(tx, { childIds: fresh });
  const heard = heardOf(tx, people);
  return {
    ...related(tx, { children, people }),
    recorded: new Set([...withEvents(tx, fresh), ...withPupil(tx, fresh), ...decidedOf(facts)]),
    flagged: new Set(facts.map(({ child: id }) => id)),
    declared: new Set([...declarations(tx, ofGuardians), ...decidedPairs(factsOf(tx, { childIds: ofGuardians }))]),
    heard: new Set(heard),
    tied: new Set([...heard, ...factsOf(tx, { guardianIds: people }).map(({ guardian }) => guardian)]),
    stored: new Set(stored(tx, distinct(was.guardianships.map(({ childId }) => childId)))),
    classes: new Set(
      tx
        .select()
        .from(schoolClass)
        .all()
        .map(({ id }) => id),
    ),
  };
}

const idsIn = (rows: readonly { id: string | null }[]) => rows.map(({ id }) => id ?? "");
const asked = (ids: readonly string[]) => ({ of: JSON.stringify(ids) });

const stored = (tx: Transaction, ids: readonly string[]) => idsIn(childrenWith(tx).all(asked(ids)));
const withEvents = (tx: Transaction, ids: readonly string[]) => idsIn(declaredOf(tx).all(asked(ids)));
const withPupil = (tx: Transaction, ids: readonly string[]) => idsIn(ofAge(tx).all(asked(ids)));

const childrenWith = prepared((db) => db.select({ id: child.id }).from(child).where(among(child.id, "of")).prepare());
const ofAge = prepared((db) =>
  db
    .select({ id: child.id })
    .from(child)
    .where(and(among(child.id, "of"), isNotNull(child.pupilId)))
    .prepare(),
);
const declaredOf = prepared((db) =>
  db.selectDistinct({ id: consentEvent.childId }).from(consentEvent).where(among(consentEvent.childId, "of")).prepare(),
);

const isDecision = ({ custody }: CustodyFact) => isDecided(custody);
const decidedOf = (facts: readonly CustodyFact[]) => facts.filter(isDecision).map(({ child: id }) => id);
const decidedPairs = (facts: readonly CustodyFact[]) =>
  facts.filter(isDecision).map(({ child: childId, guardian: guardianId }) => pair({ childId, guardianId }));

function declarations(tx: Transaction, childIds: readonly string[]): string[] {
  const rows = declarers(tx).all(asked(childIds));
  return rows.map((one) => pair({ childId: one.childId ?? "", guardianId: one.guardianId ?? "" }));
}

const declarers = prepared((db) =>
  db
    .selectDistinct({ childId: consentEvent.childId, guardianId: consentEvent.personId })
    .from(consentEvent)
    .where(and(among(consentEvent.childId, "of"), isNotNull(consentEvent.personId)))
    .prepare(),
);

const heardOf = (tx: Transaction, ids: readonly string[]) =>
  lives.flatMap((withThem) => idsIn(withThem(tx).all(asked(ids))));

/** Where somebody stands who has joined, declared or asked anything. */
const lives = ([account, consentEvent, rightsRequest, passedQuestion, withdrawalMatter] as const).map((table) =>
  prepared((db) => db.selectDistinct({ id: table.personId }).from(table).where(among(table.personId, "of")).prepare()),
);

/** A class that nobody is in, and of which no teacher has been told. */
function dropClass(tx: Transaction, id: string): void {
  const inIt = tx.select({ id: child.id }).from(child).where(eq(child.classId, id)).get();
  const taught = tx.select().from(classTeacher).where(eq(classTeacher.classId, id)).get();
  const about = and(eq(announcement.kind, "class"), inArray(announcement.about, [`joined ${id}`, `left ${id}`]));
  const told = tx
    .select({ id: announcement.id })
    .from(announcement)
    .where(and(about, or(isNotNull(announcement.sentAt), isNotNull(announcement.claimedAt))))
    .get();
  if (inIt ?? taught ?? told) return;
  tx.delete(announcement)
    .where(and(about, isNull(announcement.sentAt)))
    .run();
  tx.delete(schoolClass).where(eq(schoolClass.id, id)).run();
}
