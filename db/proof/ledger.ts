import { and, eq, gte, lt } from "drizzle-orm";
import type { ConsentEvent } from "../../src/consent/event.ts";
import type { ChildStanding, MustAgree } from "../../src/consent/standing.ts";
import { declare, declareMistaken, type Recording, type ShownDeclaration } from "./declaring.ts";
import { eventsOfChild, eventsOfDecisions } from "./events.ts";
import { mustAgreeOf, standingsOf } from "./standings.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import type { Database } from "../file/database.ts";
import { consentEvent, shownText } from "../schema.ts";

/** The events of consent, and who is to be told of them. In: ids; the age from which a pupil must agree as well. */
export function openLedger(database: Database, newId: () => string, pupilAge: number) {
  const recording: Recording = { newId, pupilAge };
  return {
    /**
     * Records what a guardian, a pupil or (settling a conflict) the office declares and, in the same transaction,
     * whom it is announced to: the person, the class teachers when what stands has changed,
     * the other guardians when a conflict has come or gone.
     * Out: how many events it made (0: all of it stood already).
     * A repeated call with the same evidence changes nothing and answers the same.
     * Errors: LedgerRefused where the clock has jumped back.
     */
    async recordDecision(shown: ShownDeclaration, now: Date): Promise<number> {
      return inOneTransaction(database, (tx) => declare(tx, shown, now, recording));
    },

    /**
     * Declares an event a mistake of the office; it is as if it had never happened, and both stay on record.
     * In: the event's id; who says so and why. Out: false where it was voided already.
     * Errors: LedgerRefused for an event that is not there.
     */
    async voidEvent(eventId: string, by: { recordedBy: string; why: string }, now: Date): Promise<boolean> {
      return inOneTransaction(database, (tx) => declareMistaken(tx, eventId, by, now, recording));
    },

    /** The events of one child, oldest first. */
    async eventsOf(childId: string): Promise<ConsentEvent[]> {
      return eventsOfChild(database, childId);
    },

    /** What stands for these children. Out: a map by child id; every child that was asked for is in it. */
    async standings(childIds: readonly string[], now: Date): Promise<Map<string, ChildStanding>> {
      return standingsOf(database, childIds, now, pupilAge);
    },

    /** Who must agree for these children. */
    async mustAgree(childIds: readonly string[], now: Date): Promise<Map<string, MustAgree>> {
      return mustAgreeOf(database, childIds, now, pupilAge);
    },

    /**
     * The events of one decision, with their hashes.
     * In: its id, or the beginning of the hash of its last event (a receipt code).
     */
    async decisionOf(
      found: { decision: string } | { hashBeginning: string },
    ): Promise<(ConsentEvent & { hash: string })[]> {
      if ("decision" in found) return eventsOfDecisions(database, [found.decision]);
      const row = database
        .select({ decision: consentEvent.decision })
        .from(consentEvent)
        .where(and(gte(consentEvent.hash, found.hashBeginning), lt(consentEvent.hash, `${found.hashBeginning}g`)))
        .get();
      return row ? eventsOfDecisions(database, [row.decision]) : [];
    },

    /** The exact text with this sha256 that was shown. */
    async textShown(hash: string): Promise<string | null> {
      return database.select().from(shownText).where(eq(shownText.sha256, hash)).get()?.text ?? null;
    },
  };
}

export type Ledger = ReturnType<typeof openLedger>;
