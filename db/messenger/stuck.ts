import { and, eq, inArray, isNotNull, isNull, lt } from "drizzle-orm";
import type { Database, Transaction } from "../file/database.ts";
import { account, announcement } from "../schema.ts";

/** Why a message could not be told: by the name of the error or in the messenger's words; how often it was tried. */
export interface Fault {
  error: string;
  tried: number;
}

/** What is put back, and whether it may have arrived by then: that it was once claimed says so to the next try. */
export interface Undelivered {
  ids: number[];
  repeated: boolean;
}

/** A claim that is given back; of what may have arrived it stays, whatever the last try has come to. */
export const givenBack = ({ repeated }: Pick<Undelivered, "repeated">) => (repeated ? {} : { claimedAt: null });

/** What stands there as the last error of what the messenger has not answered. */
export const noConnection = "no connection";

const hour = 60 * 60 * 1000;

/** How errors of a database are called: a unit of work does not go on after one. */
const ofDatabase: ReadonlySet<string> = new Set(["SqliteError", "PostgresRefused", "PostgresLost"]);

/**
 * What a message says, or why that cannot be looked up: it must not hold back the others.
 * Errors: those of the database itself.
 */
export function newsOrFault<News>(look: () => News | null): News | null | Error {
  try {
    return look();
  } catch (error) {
    if (!(error instanceof Error) || ofDatabase.has(error.name)) throw error;
    return error;
  }
}

/** Puts announcements back, each time for twice as long: from five seconds to six hours. */
export function putBack(
  db: Database | Transaction,
  { ids, repeated }: Undelivered,
  { error, tried }: Fault,
  now: Date,
): void {
  const wait = Math.min(5000 * 2 ** tried, 6 * hour);
  db.update(announcement)
    .set({
      ...givenBack({ repeated }),
      attempts: tried + 1,
      lastError: error,
      dueAt: new Date(now.getTime() + wait).toISOString(),
    })
    .where(inArray(announcement.id, ids))
    .run();
}

/** How many people wait for over an hour for a message that was not told, and can be reached: somebody must look. */
export function countStuck(database: Database | Transaction, now: Date): number {
  const waiting = and(isNull(announcement.sentAt), isNotNull(announcement.lastError));
  const old = lt(announcement.bornAt, new Date(now.getTime() - hour).toISOString());
  return database
    .selectDistinct({ id: announcement.personId })
    .from(announcement)
    .innerJoin(account, eq(account.personId, announcement.personId))
    .where(and(waiting, old, isNull(account.unreachableSince)))
    .all().length;
}
