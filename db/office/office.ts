import { and, count, desc, eq, gt, isNull, lt } from "drizzle-orm";
import { sessionLives } from "../../src/school/office-roles.ts";
import { type Act, actingFor } from "./acting.ts";
import { asPerson, type OfficePerson, openOfficePeople } from "./staff.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import { officeAction, officeLink, officePerson, officeSession } from "../schema.ts";

export type OfficeAction = typeof officeAction.$inferSelect;

const seenEvery = 5 * 60 * 1000;

/** Who may open the office's pages: people, one-time links, sessions, and the log of what they did. Of links and cookies only hashes come in. */
export function openOffice(database: Database, newId: () => string) {
  return {
    ...openOfficePeople(database, newId),

    /** Does a change for a person of the office; it is put down in the same transaction. */
    async acting<T>(act: Act, work: () => Promise<T>): Promise<T> {
      return actingFor(act, work);
    },

    /** Puts down what was done that changes nothing here: a list that was saved. */
    async note(act: Act): Promise<void> {
      database.insert(officeAction).values(act).run();
    },

    /** Whose link this is, without using it; null for one that is unknown, used or over. */
    async whoseLink(linkHash: string, now: Date): Promise<OfficePerson | null> {
      return whoseLink(database, linkHash, now);
    },

    /** Uses a link up and begins a session. Out: who has signed in, or null. */
    async signIn(linkHash: string, sessionHash: string, now: Date): Promise<OfficePerson | null> {
      return inOneTransaction(database, (tx) => {
        const person = whoseLink(tx, linkHash, now);
        if (!person) return null;
        const at = now.toISOString();
        tx.delete(officeLink).where(eq(officeLink.hash, linkHash)).run();
        tx.insert(officeSession).values({ hash: sessionHash, personId: person.id, startedAt: at, seenAt: at }).run();
        tx.insert(officeAction).values({ at, by: person.name, what: "signIn", about: person.id }).run();
        return person;
      });
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
      const touched = now.getTime() - Date.parse(row.office_session.seenAt) < seenEvery;
      if (!touched)
        database
          .update(officeSession)
          .set({ seenAt: now.toISOString() })
          .where(eq(officeSession.hash, sessionHash))
          .run();
      return asPerson(row.office_person);
    },

    async signOut(sessionHash: string): Promise<void> {
      database.delete(officeSession).where(eq(officeSession.hash, sessionHash)).run();
    },

    /** Ends every session of a person. Out: how many. */
    async endSessions(personId: string): Promise<number> {
      return inOneTransaction(
        database,
        (tx) => tx.delete(officeSession).where(eq(officeSession.personId, personId)).run().changes,
      );
    },

    /** What was done, newest first. In: where to begin (counted from the newest), how many. Out: these, and how many there are in all. */
    async actions(from: number, atMost: number): Promise<{ actions: OfficeAction[]; inAll: number }> {
      const inAll = database.select({ n: count() }).from(officeAction).get()?.n ?? 0;
      return {
        actions: database.select().from(officeAction).orderBy(desc(officeAction.id)).limit(atMost).offset(from).all(),
        inAll,
      };
    },

    /** Forgets links and sessions that are over, and what was done longer ago than proof is kept. */
    async sweep(now: Date, years: number): Promise<number> {
      database.delete(officeLink).where(lt(officeLink.expiresAt, now.toISOString())).run();
      for (const session of database.select().from(officeSession).all())
        if (!sessionLives(session, now))
          database.delete(officeSession).where(eq(officeSession.hash, session.hash)).run();
      return database
        .delete(officeAction)
        .where(lt(officeAction.at, new Date(Date.UTC(now.getUTCFullYear() - years, 0, 1)).toISOString()))
        .run().changes;
    },
  };
}

export type Office = ReturnType<typeof openOffice>;

function whoseLink(db: Database | Transaction, hash: string, now: Date): OfficePerson | null {
  const row = db
    .select()
    .from(officeLink)
    .innerJoin(officePerson, eq(officePerson.id, officeLink.personId))
    .where(and(eq(officeLink.hash, hash), gt(officeLink.expiresAt, now.toISOString()), isNull(officePerson.goneAt)))
    .get();
  return row ? asPerson(row.office_person) : null;
}
