import { and, asc, eq, ne } from "drizzle-orm";
import { sessionEnds, sessionLives } from "../../src/school/office-sessions.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import { officePerson, officeSession } from "../schema.ts";
import { inDetail } from "./acting.ts";

/** A device on which somebody is signed in. `until`: when that ends, if nobody uses it any more (ISO). */
export type Device = Pick<typeof officeSession.$inferSelect, "id" | "device" | "how" | "startedAt" | "seenAt"> & {
  until: string;
};

/** The devices on which a person of the office is signed in. All of it is done also in doubt: it closes doors. */
export function openDevices(database: Database) {
  const ending = async (which: (tx: Transaction) => number) => inOneTransaction(database, which, { evenInDoubt: true });
  return {
    /** Where a person is signed in now, the device that began first first. */
    async devicesOf(personId: string, now: Date): Promise<Device[]> {
      const rows = database
        .select()
        .from(officeSession)
        .innerJoin(officePerson, eq(officePerson.id, officeSession.personId))
        .where(eq(officeSession.personId, personId))
        .orderBy(asc(officeSession.startedAt))
        .all();
      return rows
        .filter((row) => sessionLives(row.office_session, now, row.office_person.role))
        .map(({ office_session: { id, device, how, startedAt, seenAt, ...row }, office_person: { role } }) => ({
          ...{ id, device, how, startedAt, seenAt },
          until: new Date(sessionEnds({ ...row, startedAt, seenAt, device }, role)).toISOString(),
        }));
    },

    /** Names the device of a session, so that its person stays signed in there. Out: false where it has ended. */
    async nameDevice(personId: string, sessionId: string, device: string): Promise<boolean> {
      const own = and(eq(officeSession.personId, personId), eq(officeSession.id, sessionId));
      return inOneTransaction(
        database,
        (tx) => {
          const before = tx.select().from(officeSession).where(own).get();
          if (!before) return false;
          inDetail(before.device === null ? { device } : { before: before.device, after: device });
          return tx.update(officeSession).set({ device }).where(own).run().changes > 0;
        },
        { evenInDoubt: true },
      );
    },

    /** Ends one session of a person. Out: false where it has ended already. */
    async endSession(personId: string, sessionId: string): Promise<boolean> {
      const own = and(eq(officeSession.personId, personId), eq(officeSession.id, sessionId));
      return (
        (await ending((tx) => {
          const { device } = tx.select().from(officeSession).where(own).get() ?? { device: null };
          if (device !== null) inDetail({ device });
          return tx.delete(officeSession).where(own).run().changes;
        })) > 0
      );
    },

    /** Ends every session of a person, or all but one. Out: how many. */
    async endSessions(personId: string, except = ""): Promise<number> {
      const own = and(eq(officeSession.personId, personId), ne(officeSession.id, except));
      return ending((tx) => {
        const ended = tx.delete(officeSession).where(own).run().changes;
        inDetail({ count: ended });
        return ended;
      });
    },
  };
}
