import { and, eq, gt, isNull } from "drizzle-orm";
import { sessionLives } from "../../src/school/office-roles.ts";
import { asPerson, type OfficePerson } from "./staff.ts";
import { inOneLightTransaction, inOneTransaction } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import { officeAction, officeLink, officePerson, officeSession } from "../schema.ts";

const seenEvery = 5 * 60 * 1000;
/** For how long the same link with the same secret for the session is the same sign-in: a slow phone's patience. */
const sameSignIn = 60 * 1000;

/** Who is signed in, and how a link becomes a session. Of links and cookies only hashes come in. */
export function openSessions(database: Database) {
  return {
    /**
     * Uses a link up and begins a session; sent again within a minute, it is the same sign-in.
     * Out: who has signed in, or null.
     */
    async signIn(linkHash: string, sessionHash: string, now: Date): Promise<OfficePerson | null> {
      // Also in doubt somebody must be able to put a NEIN down.
      return inOneTransaction(database, (tx) => signIn(tx, linkHash, sessionHash, now), { evenInDoubt: true });
    },

    /** Who is signed in with this cookie; null where the session is unknown or over. */
    async signedIn(sessionHash: string, now: Date): Promise<OfficePerson | null> {
      const row = database
        .select()
        .from(officeSession)
        .innerJoin(officePerson, eq(officePerson.id, officeSession.personId))
        .where(and(eq(officeSession.hash, sessionHash), isNull(officePerson.goneAt)))
        .get();
      if (!row || !sessionLives(row.office_session, now)) return null;
      touch(database, row.office_session, now);
      return asPerson(row.office_person);
    },

    /** Ends a session, also in doubt: what only closes a door is done then too. */
    async signOut(sessionHash: string): Promise<void> {
      const ended = (tx: Transaction) => tx.delete(officeSession).where(eq(officeSession.hash, sessionHash)).run();
      await inOneTransaction(database, ended, { evenInDoubt: true });
    },

    /** Ends every session of a person, also in doubt. Out: how many. */
    async endSessions(personId: string): Promise<number> {
      const ended = (tx: Transaction) => tx.delete(officeSession).where(eq(officeSession.personId, personId)).run();
      return (await inOneTransaction(database, ended, { evenInDoubt: true })).changes;
    },
  };
}

/** Whose link this is; null for one that is unknown, used or over. */
function whoseLink(tx: Transaction, hash: string, now: Date): OfficePerson | null {
  const row = tx
    .select()
    .from(officeLink)
    .innerJoin(officePerson, eq(officePerson.id, officeLink.personId))
    .where(and(eq(officeLink.hash, hash), gt(officeLink.expiresAt, now.toISOString()), isNull(officePerson.goneAt)))
    .get();
  return row ? asPerson(row.office_person) : null;
}

function signIn(tx: Transaction, linkHash: string, sessionHash: string, now: Date): OfficePerson | null {
  const person = whoseLink(tx, linkHash, now);
  if (!person) return justSignedIn(tx, sessionHash, now);
  const at = now.toISOString();
  tx.delete(officeLink).where(eq(officeLink.hash, linkHash)).run();
  tx.insert(officeSession).values({ hash: sessionHash, personId: person.id, startedAt: at, seenAt: at }).run();
  tx.insert(officeAction).values({ at, by: person.name, what: "signIn", about: person.id }).run();
  return person;
}

/** Whose session this is, where it has only just begun. */
function justSignedIn(tx: Transaction, sessionHash: string, now: Date): OfficePerson | null {
  const since = new Date(now.getTime() - sameSignIn).toISOString();
  const row = tx
    .select()
    .from(officeSession)
    .innerJoin(officePerson, eq(officePerson.id, officeSession.personId))
    .where(and(eq(officeSession.hash, sessionHash), gt(officeSession.startedAt, since), isNull(officePerson.goneAt)))
    .get();
  return row ? asPerson(row.office_person) : null;
}

function touch(database: Database, { hash, seenAt }: typeof officeSession.$inferSelect, now: Date): void {
  if (now.getTime() - Date.parse(seenAt) < seenEvery) return;
  const seen = { seenAt: now.toISOString() };
  // Nobody waits for it: while another process holds the database, whoever only looks can look.
  inOneLightTransaction(database, (tx) =>
    tx.update(officeSession).set(seen).where(eq(officeSession.hash, hash)).run(),
  ).catch(() => undefined);
}
