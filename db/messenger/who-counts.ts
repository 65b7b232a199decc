import { type Moment, standingAt } from "../../src/consent/changes.ts";
import { childStanding } from "../../src/consent/standing.ts";
import { inPortions } from "../file/in-portions.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import { childrenWithEvents, eventsOfChildren } from "../proof/events.ts";
import { momentsOf } from "../proof/moments.ts";
import { putRound, roundAt } from "../proof/round-times.ts";
import { teachersByClass } from "./class-telling.ts";
import { type Telling, tellDifferences } from "./telling.ts";

/** Where it is put down that this has been done. */
const name = "who counts";

/**
 * In former versions a declaration counted for ever; now whoever may not declare any more does not count any more.
 * What that has changed in a file of a former version is told once, as any change of who may declare.
 * Out: how many children it was.
 */
export async function tellWhoCounts(database: Database, { now, pupilAge }: Telling): Promise<number> {
  if (isTold(database)) return 0;
  return inOneTransaction(database, (tx) => {
    // Another process may have come first.
    if (isTold(tx)) return 0;
    putRound(tx, name, now);
    const children = childrenWithEvents(tx);
    let changed = 0;
    for (const some of inPortions(children)) changed += tellOf(tx, some, { now, pupilAge });
    return changed;
  });
}

const isTold = (db: Database | Transaction): boolean => roundAt(db, name) !== undefined;

function tellOf(tx: Transaction, childIds: readonly string[], { now, pupilAge }: Telling): number {
  const after = momentsOf(tx, childIds, now, pupilAge);
  const events = eventsOfChildren(tx, childIds);
  const before = new Map<string, Moment>();
  for (const [id, moment] of after) {
    const history = events.get(id) ?? [];
    const { guardians, pupil, mayDeclare } = moment.who;
    const everybody = [...mayDeclare, ...history.map(({ person }) => person).filter((person) => person !== null)];
    const who = { ...moment.who, mayDeclare: [...new Set(everybody)] };
    const standing = childStanding(history, { guardians, pupil });
    if (JSON.stringify(standing) !== JSON.stringify(moment.standing)) before.set(id, { ...moment, who, standing });
  }
  const taught = teachersByClass(tx);
  tellDifferences(tx, before, after, { before: taught, after: taught }, now);
  return [...before.values()].filter((one) => standingAt(one) !== null).length;
}
