import type { EventKind } from "../../src/consent/event.ts";
import { asLookedAt } from "../file/guarded.ts";
import type { Database } from "../file/database.ts";
import { readOnce } from "../file/read-once.ts";

/** How many events of a kind were put down in an hour: "2026-11-23T17". */
export interface InHour {
  hour: string;
  kind: EventKind;
  count: number;
}

/** How much was declared when. */
export function openOverTime(database: Database) {
  return {
    /** The events since a moment, counted by kind and hour, so that a day is one in any time zone. */
    async declaredSince(from: Date): Promise<InHour[]> {
      return asLookedAt(database, () => byHour(database).all(from.toISOString()) as InHour[]);
    },
  };
}

const byHour = readOnce(
  `select substr(at, 1, 13) as hour, kind, count(*) as count from consent_event
   where at >= ? group by hour, kind order by hour`,
);
