import type Sqlite from "better-sqlite3";
import { childStanding } from "../../src/consent/standing.ts";
import { eventsOfChildren } from "../proof/events.ts";
import { birthdaysSince } from "../proof/moments.ts";
import { mustAgreeOf, mustAgreeThen } from "../proof/standings.ts";
import { asLookedAt } from "../file/guarded.ts";
import { inPortions } from "../file/in-portions.ts";
import type { Database, Transaction } from "../file/database.ts";
import { connectionOf } from "../file/prepared.ts";
import { readOnce } from "../file/read-once.ts";

/** What has become different since a moment, as ids of children, each once. */
export interface Since {
  /** Somebody has given a JA or a NEIN. */
  answered: string[];
  withdrawn: string[];
  /** Declarations differ that did not, and those that did no longer differ. */
  conflictsCome: string[];
  conflictsGone: string[];
  /** Left the school. */
  left: string[];
}

/**
 * What has become different. Declarations may differ, or differ no longer, where something was declared, settled or put
 * right since, where something of custody was put down, and where a pupil has come of age.
 * In: since when (ISO); the age from which a pupil must agree as well.
 */
export function changesSince(db: Database | Transaction, since: string, now: Date, pupilAge: number): Since {
  const on = { $client: connectionOf(db) as Sqlite.Database };
  const ids = (statement: typeof answered) => statement(on).all({ since }) as string[];
  return asLookedAt(db, () => {
    const touched = [...ids(whereItMayDiffer), ...birthdaysSince(db, new Date(since), now, pupilAge)];
    const several = severalDeclared(on).all({ among: JSON.stringify(touched) }) as string[];
    return {
      answered: ids(answered),
      withdrawn: ids(withdrawn),
      ...conflicts(db, several, new Date(since), now, pupilAge),
      left: ids(left),
    };
  });
}

const pluck = (statement: Sqlite.Statement<unknown[]>) => statement.pluck();

const declared = (kinds: string) =>
  readOnce(
    `select distinct child_id from consent_event join child on child.id = child_id
     where at >= :since and kind in (${kinds}) and child.gone_at is null`,
    pluck,
  );
const [answered, withdrawn] = [declared("'given', 'refused'"), declared("'withdrawn'")];

const whereItMayDiffer = readOnce(
  `select child_id from consent_event where at >= :since
   union select about from office_action where at >= :since
   union select child_id from custody_fact where at >= :since`,
  pluck,
);

/** Only where more than one has declared can declarations differ. */
const severalDeclared = readOnce(
  `select child_id from consent_event join child on child.id = child_id where child.gone_at is null
     and child_id in (select value from json_each(:among))
   group by child_id having count(distinct person_id) > 1`,
  pluck,
);

/** Of whom the office has put it down, the day is known, and not the hour: it is new when it was put down. */
const left = readOnce(
  `select id from (
     select id, gone_at as at from child where gone_at >= :since
     union select child.id, roll_change.at from roll_change join child on child.id = roll_change.about
       where roll_change.what = 'leave' and roll_change.at >= :since and roll_change.undone_at is null
         and child.gone_at is not null) as gone
   group by id order by min(at), id`,
  pluck,
);

function conflicts(
  db: Database | Transaction,
  ids: readonly string[],
  since: Date,
  now: Date,
  pupilAge: number,
): Pick<Since, "conflictsCome" | "conflictsGone"> {
  const [come, gone]: [string[], string[]] = [[], []];
  for (const some of inPortions(ids)) {
    const [who, whoThen] = [mustAgreeOf(db, some, now, pupilAge), mustAgreeThen(db, some, since, pupilAge)];
    for (const [id, events] of eventsOfChildren(db, some)) {
      const differs = (upTo: typeof events, by: typeof who) => {
        const { audio, video } = childStanding(upTo, by.get(id));
        return audio.standing === "conflict" || video.standing === "conflict";
      };
      const before = events.filter(({ at }) => at < since.toISOString());
      const [did, does] = [differs(before, whoThen), differs(events, who)];
      if (does && !did) come.push(id);
      if (did && !does) gone.push(id);
    }
  }
  return { conflictsCome: come, conflictsGone: gone };
}
