import { and, asc, eq, isNull } from "drizzle-orm";
import { counterGoesOn } from "../../src/school/passkey.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import { officePasskey, officePerson } from "../schema.ts";
import { inDetail, putDown } from "./acting.ts";
import { begin, type NewSession } from "./sessions.ts";
import { asPerson, type OfficePerson, personWith } from "./staff.ts";

export type Passkey = typeof officePasskey.$inferSelect;

/** No person has more: whoever adds one after the other fills nothing. */
export const mostPasskeys = 20;

/** The passkeys of the office's people; only public keys come in. Doors are opened and closed also in doubt. */
export function openPasskeys(database: Database) {
  const also = { evenInDoubt: true };
  return {
    /** A person's passkeys, the oldest first. */
    async passkeysOf(personId: string): Promise<Passkey[]> {
      const own = eq(officePasskey.personId, personId);
      return database.select().from(officePasskey).where(own).orderBy(asc(officePasskey.madeAt)).all();
    },

    /** A passkey of somebody who belongs to the office now, or null. */
    async passkey(id: string): Promise<Passkey | null> {
      const row = database
        .select()
        .from(officePasskey)
        .innerJoin(officePerson, eq(officePerson.id, officePasskey.personId))
        .where(and(eq(officePasskey.id, id), isNull(officePerson.goneAt)))
        .get();
      return row?.office_passkey ?? null;
    },

    /** Adds a passkey for its person. Out: false where it is there already, or the person has too many or has left. */
    async addPasskey(
      passkey: Pick<Passkey, "id" | "personId" | "name" | "publicKey" | "counter" | "site">,
      now: Date,
    ): Promise<boolean> {
      const { id, personId, name } = passkey;
      const added = (tx: Transaction) => {
        const own = tx.select().from(officePasskey).where(eq(officePasskey.personId, personId)).all();
        const isKnown = tx.select().from(officePasskey).where(eq(officePasskey.id, id)).get() !== undefined;
        if (isKnown || own.length >= mostPasskeys || personWith(tx, personId) === null) return false;
        inDetail({ passkey: name });
        tx.insert(officePasskey)
          .values({ ...passkey, madeAt: now.toISOString() })
          .run();
        return true;
      };
      return inOneTransaction(database, added, also);
    },

    /** Takes a passkey of a person away. Out: false where there is none such. */
    async removePasskey(personId: string, id: string): Promise<boolean> {
      const own = and(eq(officePasskey.personId, personId), eq(officePasskey.id, id));
      const removed = (tx: Transaction) => {
        const passkey = tx.select().from(officePasskey).where(own).get();
        if (!passkey) return false;
        inDetail({ passkey: passkey.name });
        return tx.delete(officePasskey).where(own).run().changes > 0;
      };
      return inOneTransaction(database, removed, also);
    },

    /**
     * Begins a session for whoever has shown a passkey, whose signature has been looked at.
     * In: the passkey's id; how often its device says that it was used.
     * Out: who has signed in; `twice` where it was used elsewhere as well: then it is refused from now on; or null.
     */
    async signInWithPasskey(
      id: string,
      counter: number,
      session: NewSession,
      now: Date,
    ): Promise<OfficePerson | "twice" | null> {
      const begun = (tx: Transaction) => signIn(tx, { id, counter }, session, now);
      return inOneTransaction(database, begun, also);
    },
  };
}

function signIn(
  tx: Transaction,
  { id, counter }: Pick<Passkey, "id" | "counter">,
  session: NewSession,
  now: Date,
): OfficePerson | "twice" | null {
  const row = tx
    .select()
    .from(officePasskey)
    .innerJoin(officePerson, eq(officePerson.id, officePasskey.personId))
    .where(and(eq(officePasskey.id, id), isNull(officePasskey.refusedAt), isNull(officePerson.goneAt)))
    .get();
  if (!row) return null;
  const [known, person] = [row.office_passkey, asPerson(row.office_person)];
  const at = now.toISOString();
  if (!counterGoesOn(known.counter, counter)) {
    tx.update(officePasskey).set({ refusedAt: at }).where(eq(officePasskey.id, id)).run();
    putDown(tx, { by: "JaNein", what: "passkeyTwice", about: person.id, at, details: { passkey: known.name } });
    return "twice";
  }
  tx.update(officePasskey).set({ counter, usedAt: at }).where(eq(officePasskey.id, id)).run();
  begin(tx, person, { ...session, how: "passkey" }, now);
  return person;
}
