import { desc } from "drizzle-orm";
import { isBelievable } from "../../src/consent/retention.ts";
import { inOneLightTransaction, inOneTransaction } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import { consentEvent } from "../schema.ts";
import { LedgerRefused } from "./append.ts";
import { putRound, roundAt } from "./round-times.ts";

/** The daily rounds, and the clock that they believe: one that has gone far ahead would erase what is proof. */
export function openRounds(database: Database) {
  return {
    /**
     * Begins a round, unless the clock stands implausibly far from the last one; whoever runs the server may say
     * that it is right all the same. Out: whether it has begun.
     */
    async begin(now: Date, clockIsRight = false): Promise<boolean> {
      return inOneTransaction(database, (tx) => {
        if (!clockIsRight && !isBelievable(now, lastSeen(tx, now))) return false;
        putRound(tx, "round", now);
        return true;
      });
    },

    /** A round came to its end, and nothing went wrong in it. */
    async finish(now: Date): Promise<void> {
      await inOneLightTransaction(database, (tx) => putRound(tx, "finished", now));
    },

    /** When a round came to its end last (ISO); null before the first. */
    async lastFinished(): Promise<string | null> {
      return roundAt(database, "finished") ?? null;
    },

    /** When the last round was (ISO), if the clock is implausibly far from it, so that none is made; else null. */
    async standStillSince(now: Date): Promise<string | null> {
      const last = lastSeen(database, now);
      return isBelievable(now, last) ? null : (last ?? now.toISOString());
    },
  };
}

export type Rounds = ReturnType<typeof openRounds>;

/** Errors: LedgerRefused where no round was begun at about this time: then nothing of the proof may be erased. */
export function refuseOutsideRound(tx: Transaction, now: Date): void {
  const last = storedRound(tx, now);
  if (last === null || !isBelievable(now, last))
    throw new LedgerRefused(`No daily round was begun at ${now.toISOString()}: nothing was erased`);
}

/** The time of the last round; before the first, when birthdays were looked at last, or of the newest event. */
function lastSeen(db: Database | Transaction, now: Date): string | null {
  return (
    storedRound(db, now) ??
    // Versions from before there were such rounds have looked at birthdays every day.
    storedRound(db, now, "standing") ??
    db.select({ at: consentEvent.at }).from(consentEvent).orderBy(desc(consentEvent.seq)).limit(1).get()?.at ??
    null
  );
}

function storedRound(db: Database | Transaction, now: Date, name: "round" | "standing" = "round"): string | null {
  const at = roundAt(db, name);
  return at !== undefined && isPast(at, now) ? at : null;
}

/** A round that is still to come was made while the clock was wrong: it says nothing. */
const isPast = (at: string, now: Date): boolean => Date.parse(at) <= now.getTime() + 24 * 60 * 60 * 1000;
