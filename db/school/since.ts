import { childStanding } from "../../src/consent/standing.ts";
import { eventsOfChildren } from "../proof/events.ts";
import { mustAgreeOf } from "../proof/standings.ts";
import { asLookedAt } from "../file/guarded.ts";
import { inPortions } from "../file/in-portions.ts";
import type { Database, Transaction } from "../file/database.ts";
import { connectionOf } from "../file/prepared.ts";
import type Sqlite from "better-sqlite3";

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
 * What has become different. Looked at are children about whom something was declared, settled or put right since.
 * In: since when (ISO); the age from which a pupil must agree as well.
 */
export function changesSince(db: Database | Transaction, since: string, now: Date, pupilAge: number): Since {
  const client = connectionOf(db) as Sqlite.Database;
  return asLookedAt(db, () => {
    const declared = (kinds: string) =>
      client
        .prepare(
          `select distinct child_id from consent_event join child on child.id = child_id
           where at >= ? and kind in (${kinds}) and child.gone_at is null`,
        )
        .pluck()
        .all(since) as string[];
    const touched = client.prepare(whereItMayDiffer).pluck().all(since, since) as string[];
    return {
      answered: declared("'given', 'refused'"),
      withdrawn: declared("'withdrawn'"),
      ...conflicts(db, touched, since, now, pupilAge),
      left: client.prepare("select id from child where gone_at >= ? order by gone_at").pluck().all(since) as string[],
    };
  });
}

/** Only where more than one has declared can declarations differ. */
const whereItMayDiffer = `
  select id from child where gone_at is null
    and id in (select child_id from consent_event where at >= ? union select about from office_action where at >= ?)
    and (select count(distinct person_id) from consent_event where child_id = child.id) > 1`;

function conflicts(
  db: Database | Transaction,
  ids: readonly string[],
  since: string,
  now: Date,
  pupilAge: number,
): Pick<Since, "conflictsCome" | "conflictsGone"> {
  const [come, gone]: [string[], string[]] = [[], []];
  for (const some of inPortions(ids)) {
    const who = mustAgreeOf(db, some, now, pupilAge);
    for (const [id, events] of eventsOfChildren(db, some)) {
      const differs = (upTo: typeof events) => {
        const { audio, video } = childStanding(upTo, who.get(id));
        return audio.standing === "conflict" || video.standing === "conflict";
      };
      const [did, does] = [differs(events.filter(({ at }) => at < since)), differs(events)];
      if (does && !did) come.push(id);
      if (did && !does) gone.push(id);
    }
  }
  return { conflictsCome: come, conflictsGone: gone };
}
