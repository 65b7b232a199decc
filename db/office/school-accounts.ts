import { and, eq, isNull } from "drizzle-orm";
import { inOneTransaction } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import { officePerson, officeSchoolAccount } from "../schema.ts";
import { begin, type NewSession } from "./sessions.ts";
import { asPerson, type OfficePerson, personWith } from "./staff.ts";

export type SchoolAccount = Pick<typeof officeSchoolAccount.$inferSelect, "tiedAt" | "usedAt">;

/**
 * Which account of the school's own sign-in belongs to whom of the office. In: a hash of what the school calls the
 * account, never a name or an address.
 */
export function openSchoolAccounts(database: Database) {
  const also = { evenInDoubt: true };
  return {
    /** The account that is tied to a person, or null. */
    async schoolAccountOf(personId: string): Promise<SchoolAccount | null> {
      const own = eq(officeSchoolAccount.personId, personId);
      const row = database.select().from(officeSchoolAccount).where(own).get();
      return row ? { tiedAt: row.tiedAt, usedAt: row.usedAt } : null;
    },

    /** Ties an account to a person, once. Out: false where either is tied already, or the person has left. */
    async tieAccount(personId: string, subject: string, now: Date): Promise<boolean> {
      const { personId: whose, subject: whom } = officeSchoolAccount;
      const tied = (tx: Transaction) => {
        const taken = [eq(whose, personId), eq(whom, subject)].some(
          (one) => tx.select().from(officeSchoolAccount).where(one).get() !== undefined,
        );
        if (taken || personWith(tx, personId) === null) return false;
        tx.insert(officeSchoolAccount).values({ personId, subject, tiedAt: now.toISOString() }).run();
        return true;
      };
      return inOneTransaction(database, tied, also);
    },

    /** Takes the account of a person away. Out: false where there was none. */
    async untieAccount(personId: string): Promise<boolean> {
      const own = eq(officeSchoolAccount.personId, personId);
      const untied = (tx: Transaction) => tx.delete(officeSchoolAccount).where(own).run().changes > 0;
      return inOneTransaction(database, untied, also);
    },

    /** Begins a session for whoever the school says has signed in. Out: null where the account is nobody's here. */
    async signInWithAccount(subject: string, session: NewSession, now: Date): Promise<OfficePerson | null> {
      return inOneTransaction(database, (tx) => signIn(tx, subject, session, now), also);
    },
  };
}

function signIn(tx: Transaction, subject: string, session: NewSession, now: Date): OfficePerson | null {
  const row = tx
    .select()
    .from(officeSchoolAccount)
    .innerJoin(officePerson, eq(officePerson.id, officeSchoolAccount.personId))
    .where(and(eq(officeSchoolAccount.subject, subject), isNull(officePerson.goneAt)))
    .get();
  if (!row) return null;
  const person = asPerson(row.office_person);
  const used = { usedAt: now.toISOString() };
  tx.update(officeSchoolAccount).set(used).where(eq(officeSchoolAccount.subject, subject)).run();
  begin(tx, person, { ...session, how: "account" }, now);
  return person;
}
