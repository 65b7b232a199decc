import { count, desc, eq, lt } from "drizzle-orm";
import { sessionLives } from "../../src/school/office-roles.ts";
import { type Act, actingFor } from "./acting.ts";
import { openSessions } from "./sessions.ts";
import { openOfficePeople } from "./staff.ts";
import type { Database } from "../file/database.ts";
import { officeAction, officeLink, officeSession } from "../schema.ts";

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
      database.insert(officeAction).values(act).run();
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
