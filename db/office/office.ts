import { eq, inArray, lt } from "drizzle-orm";
import { proofSince } from "../../src/consent/retention.ts";
import { linkLives, sessionLives } from "../../src/school/office-sessions.ts";
import { type Act, actingFor, putDown, putDownWith } from "./acting.ts";
import { openActions } from "./actions.ts";
import { openDevices } from "./devices.ts";
import { forgetLettingIn, openLettingIn } from "./letting-in.ts";
import { forgetLooks, openLooks } from "./looks.ts";
import { openPasskeys } from "./passkeys.ts";
import { openSchoolAccounts } from "./school-accounts.ts";
import { openSessions } from "./sessions.ts";
import { openOfficePeople } from "./staff.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import { putOnRecord } from "../proof/erasings.ts";
import { forgetChanges } from "../school/kept-changes.ts";
import { officeAction, officeLink, officePerson, officeSession } from "../schema.ts";

export type { OfficeAction } from "./actions.ts";

/** More than that waits for the next round. */
const atOnce = 10_000;

/**
 * Who may open the office's pages: people, the ways in that each has, sessions, and the log of what they did.
 * Of links, cookies and accounts only hashes come in, of passkeys public keys.
 */
export function openOffice(database: Database, newId: () => string) {
  return {
    ...openOfficePeople(database, newId),
    ...openSessions(database),
    ...openDevices(database),
    ...openPasskeys(database),
    ...openSchoolAccounts(database),
    ...openLettingIn(database, newId),
    ...openLooks(database),
    ...openActions(database),

    /** Does a change for a person of the office; it is put down in the same transaction. In: also what follows then. */
    async acting<T>(act: Act, work: () => Promise<T>, then?: () => void): Promise<T> {
      return actingFor(act, work, then);
    },

    /**
     * Puts down what is done and changes nothing in the database: a list that was saved, a file of the school.
     * In: what does it, in the same unit of work: where either fails, neither is done.
     */
    async note<T = void>(act: Act, work?: () => T): Promise<T | undefined> {
      return await inOneTransaction(database, (tx) => {
        putDown(tx, act);
        return work?.();
      });
    },

    /** By whom, when and about what a form was carried out; null where it was not. In: the mark of the form. */
    async doneWith(mark: string): Promise<Omit<Act, "details"> | null> {
      return putDownWith(database, mark);
    },

    /**
     * Forgets links, sessions and proposals that are over, what was done longer ago than proof is kept, and who looked
     * at a child longer ago than so many days. Out: how much of what was done.
     */
    async sweep(now: Date, years: number, lookDays = Infinity): Promise<number> {
      return inOneTransaction(database, (tx) => {
        endWhatIsOver(tx, now);
        forgetLettingIn(tx, now);
        if (lookDays !== Infinity) forgetLooks(tx, now, lookDays);
        forgetChanges(tx, now, proofSince(now, years));
        return forgetActions(tx, now.toISOString(), proofSince(now, years));
      });
    },
  };
}

function endWhatIsOver(tx: Transaction, now: Date): void {
  for (const link of tx.select().from(officeLink).all())
    if (!linkLives(link, now)) tx.delete(officeLink).where(eq(officeLink.hash, link.hash)).run();
  const sessions = tx
    .select()
    .from(officeSession)
    .innerJoin(officePerson, eq(officePerson.id, officeSession.personId))
    .all();
  for (const { office_session: session, office_person: person } of sessions)
    if (!sessionLives(session, now, person.role))
      tx.delete(officeSession).where(eq(officeSession.hash, session.hash)).run();
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
