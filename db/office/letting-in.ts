import { and, desc, eq, gt, isNull, lt } from "drizzle-orm";
import { mayLetIn, proposalLasts } from "../../src/school/letting-in.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import { officeLettingIn, officeLink } from "../schema.ts";
import { inDetail } from "./acting.ts";
import { keepLink, personWith } from "./staff.ts";

export type LettingIn = typeof officeLettingIn.$inferSelect;

const month = 30 * 24 * 60 * 60 * 1000;

/** Two of the office let a third back in: one proposes, another confirms, and gives the link on. */
export function openLettingIn(database: Database, newId: () => string) {
  const also = { evenInDoubt: true };
  return {
    /** What waits for a second person, the newest first. */
    async lettingIn(now: Date): Promise<LettingIn[]> {
      return database
        .select()
        .from(officeLettingIn)
        .where(stillOpen(now))
        .orderBy(desc(officeLettingIn.proposedAt))
        .all();
    },

    /** Who was let in for a person in the last month: who proposed and who confirmed, the newest first. */
    async letInBefore(personId: string, now: Date): Promise<LettingIn[]> {
      const since = new Date(now.getTime() - month).toISOString();
      const own = and(eq(officeLettingIn.personId, personId), gt(officeLettingIn.confirmedAt, since));
      return database.select().from(officeLettingIn).where(own).orderBy(desc(officeLettingIn.confirmedAt)).all();
    },

    /**
     * Proposes to let a person in. Out: false where somebody of them has left, it is oneself, or it is proposed
     * already: then it is to be confirmed.
     */
    async proposeLettingIn(personId: string, by: string, now: Date): Promise<boolean> {
      const proposed = (tx: Transaction) => {
        const isOpen = and(eq(officeLettingIn.personId, personId), stillOpen(now));
        if (personId === by || !personWith(tx, personId) || !personWith(tx, by)) return false;
        if (tx.select().from(officeLettingIn).where(isOpen).get()) return false;
        const expiresAt = new Date(now.getTime() + proposalLasts).toISOString();
        const times = { proposedAt: now.toISOString(), expiresAt };
        tx.insert(officeLettingIn)
          .values({ id: newId(), personId, proposedBy: by, ...times })
          .run();
        return true;
      };
      return inOneTransaction(database, proposed, also);
    },

    /**
     * Confirms what another has proposed: the person gets a link, older ones are void. Asked in this unit of work, for
     * tasks may have changed since, and two may confirm at the same moment.
     * Out: whom it is for, and whether it was confirmed now; null where it may not be, or is over. Once more by the
     * same person, while the same link is still unused: the same.
     */
    async confirmLettingIn(
      id: string,
      by: string,
      linkHash: string,
      now: Date,
    ): Promise<{ personId: string; isNew: boolean } | null> {
      return inOneTransaction(database, (tx) => confirm(tx, { id, by, linkHash }, now), also);
    },

    /** Whoever is to be let in, or has proposed it, takes it back. Out: false where there is nothing to take back. */
    async refuseLettingIn(id: string, by: string, now: Date): Promise<boolean> {
      const refused = (tx: Transaction) => {
        const open = tx
          .select()
          .from(officeLettingIn)
          .where(and(eq(officeLettingIn.id, id), stillOpen(now)))
          .get();
        if (!open || ![open.personId, open.proposedBy].includes(by)) return false;
        return tx.delete(officeLettingIn).where(eq(officeLettingIn.id, id)).run().changes > 0;
      };
      return inOneTransaction(database, refused, also);
    },
  };
}

const stillOpen = (now: Date) =>
  and(isNull(officeLettingIn.confirmedAt), gt(officeLettingIn.expiresAt, now.toISOString()));

function confirm(
  tx: Transaction,
  { id, by, linkHash }: { id: string; by: string; linkHash: string },
  now: Date,
): { personId: string; isNew: boolean } | null {
  const asked = tx.select().from(officeLettingIn).where(eq(officeLettingIn.id, id)).get();
  if (!asked) return null;
  const { personId, proposedBy, confirmedBy } = asked;
  if (confirmedBy !== null) {
    const link = tx.select().from(officeLink).where(eq(officeLink.hash, linkHash)).get();
    return confirmedBy === by && link?.personId === personId ? { personId, isNew: false } : null;
  }
  const [proposer, second, whom] = [proposedBy, by, personId].map((one) => personWith(tx, one));
  if (asked.expiresAt <= now.toISOString() || !proposer || !second || !whom) return null;
  if (!mayLetIn(proposer, second, whom)) return null;
  tx.update(officeLettingIn)
    .set({ confirmedBy: by, confirmedAt: now.toISOString() })
    .where(eq(officeLettingIn.id, id))
    .run();
  keepLink(tx, personId, linkHash, now);
  inDetail({ proposed: proposer.name });
  return { personId, isNew: true };
}

/** Forgets what was proposed or confirmed more than a month ago. */
export function forgetLettingIn(tx: Transaction, now: Date): void {
  const before = new Date(now.getTime() - month).toISOString();
  tx.delete(officeLettingIn).where(lt(officeLettingIn.expiresAt, before)).run();
}
