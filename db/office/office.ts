import { count, desc, eq, inArray, lt } from "drizzle-orm";
import { proofSince } from "../../src/consent/retention.ts";
import { sessionLives } from "../../src/school/office-roles.ts";
import { type Act, actingFor } from "./acting.ts";
import { openSessions } from "./sessions.ts";
import { openOfficePeople } from "./staff.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import { putOnRecord } from "../proof/erasings.ts";
import { forgetChanges } from "../school/kept-changes.ts";
import { officeAction, officeLink, officeSession } from "../schema.ts";

/** More than that waits for the next round. */
const atOnce = 10_000;

export type OfficeAction = typeof officeAction.$inferSelect;

/**
 * Who may open the office's pages: people, one-time links, sessions, and the log of what they did.
 * Of links and cookies only hashes come in.
 */
export function openOffice(database: Database, newId: () => string) {
  return {
    ...openOfficePeople(database, newId),
    ...openSessions(database),

    /** Does a change for a person of the office; it is put down in the same transaction. */
    async acting<T>(act: Act, work: () => Promise<T>): Promise<T> {
      return actingFor(act, work);
    },

    /** Puts down what was done that changes nothing here: a list that was saved. */
    async note(act: Act): Promise<void> {
      await inOneTransaction(database, (tx) => tx.insert(officeAction).values(act).run());
    },

    /**
     * What was done, newest first. In: where to begin (counted from the newest), how many.
     * Out: these, and how many there are in all.
     */
    async actions(from: number, atMost: number): Promise<{ actions: OfficeAction[]; inAll: number }> {
      const inAll = database.select({ n: count() }).from(officeAction).get()?.n ?? 0;
      return {
        actions: database.select().from(officeAction).orderBy(desc(officeAction.id)).limit(atMost).offset(from).all(),
        inAll,
      };
    },

    /** Forgets links and sessions that are over, and what was done longer ago than proof is kept. */
    async sweep(now: Date, years: number): Promise<number> {
      return inOneTransaction(database, (tx) => {
        tx.delete(officeLink).where(lt(officeLink.expiresAt, now.toISOString())).run();
        for (const session of tx.select().from(officeSession).all())
          if (!sessionLives(session, now)) tx.delete(officeSession).where(eq(officeSession.hash, session.hash)).run();
        forgetChanges(tx, now, proofSince(now, years));
        return forgetActions(tx, now.toISOString(), proofSince(now, years));
      });
    },
  };
}

function forgetActions(tx: Transaction, at: string, before: string): number {
  const old = lt(officeAction.at, before);
  const ids = tx.select({ id: officeAction.id }).from(officeAction).where(old).limit(atOnce).all();
  const gone = ids.map(({ id }) => id);
  putOnRecord(tx, { at, endedBefore: before, rows: { office_action: gone } });
  tx.delete(officeAction).where(inArray(officeAction.id, gone)).run();
  return gone.length;
}

export type Office = ReturnType<typeof openOffice>;
