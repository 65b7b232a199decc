import { and, asc, eq, gt, isNull, max, or } from "drizzle-orm";
import type { OfficeRole } from "../../src/school/office-roles.ts";
import { linkLasts, sessionLives } from "../../src/school/office-sessions.ts";
import { inDetail, onceFor } from "./acting.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import {
  officeLettingIn,
  officeLink,
  officePasskey,
  officePerson,
  officeSchoolAccount,
  officeSession,
  person,
} from "../schema.ts";
import { partFromChat } from "./staff-chat.ts";

export interface OfficePerson {
  id: string;
  name: string;
  role: OfficeRole;
}

/** Somebody of the office, with what is open for them. */
export type OfficePersonNow = OfficePerson & { sessions: number; lastSeen: string | null; linkUntil: string | null };

/**
 * Who belongs to the office, and the links with which they sign in. Of links only hashes come in. The doors are opened
 * and closed also in doubt: somebody must put a NEIN down, and whoever must not come in any more must not wait.
 */
export function openOfficePeople(database: Database, newId: () => string) {
  const evenInDoubt = <T>(work: (tx: Transaction) => T) => inOneTransaction(database, work, { evenInDoubt: true });
  return {
    /**
     * A new link for this name: for the person who is known by it, in the role that is given,
     * or for a new one (with the id, where one is given). Older links of the person are void. Out: the person's id.
     */
    async invite(
      { id = newId(), ...whom }: { name: string; role: OfficeRole; id?: string },
      linkHash: string,
      now: Date,
    ): Promise<string> {
      return evenInDoubt((tx) => invite(tx, { ...whom, id }, linkHash, now));
    },

    /** As `invite`, by a form that is sent once. In: its mark. Out: null where it was sent before. */
    async inviteOnce(whom: OfficePerson, linkHash: string, mark: string, now: Date): Promise<string | null> {
      return evenInDoubt((tx) => onceFor(tx, mark, () => invite(tx, whom, linkHash, now)));
    },

    /**
     * A new link for somebody who is known, by a form that is sent once. In: its mark. Out: false where nobody is;
     * null where it was sent before.
     */
    async newLinkOnce(personId: string, linkHash: string, mark: string, now: Date): Promise<boolean | null> {
      const given = (tx: Transaction) => personWith(tx, personId) !== null && keepLink(tx, personId, linkHash, now);
      return evenInDoubt((tx) => onceFor(tx, mark, () => given(tx)));
    },

    /** Somebody no longer belongs to the office: sessions and links end, what they did stays on record. */
    async letGo(personId: string, now: Date): Promise<void> {
      await evenInDoubt((tx) => letGo(tx, personId, now));
    },

    /** Names by id, of everybody who belongs or has belonged to the office. */
    async namesOfAll(): Promise<Map<string, string>> {
      return new Map(
        database
          .select()
          .from(officePerson)
          .all()
          .map(({ id, name }) => [id, name]),
      );
    },

    /** Everybody who belongs to the office now, by name. */
    async everybody(now: Date): Promise<OfficePersonNow[]> {
      const rows = database
        .select()
        .from(officePerson)
        .where(isNull(officePerson.goneAt))
        .orderBy(asc(officePerson.name))
        .all();
      return rows.map((row) => ({ ...asPerson(row), ...open(database, row, now) }));
    },
  };
}

/** What is open for a person of the office. */
function open(
  database: Database,
  { id: personId, role }: Pick<OfficePerson, "id" | "role">,
  now: Date,
): Omit<OfficePersonNow, keyof OfficePerson> {
  const sessions = database
    .select()
    .from(officeSession)
    .where(eq(officeSession.personId, personId))
    .all()
    .filter((one) => sessionLives(one, now, role));
  const link = database
    .select({ until: max(officeLink.expiresAt) })
    .from(officeLink)
    .where(and(eq(officeLink.personId, personId), gt(officeLink.expiresAt, now.toISOString())))
    .get();
  const seen = sessions.map(({ seenAt }) => seenAt).sort();
  return { sessions: sessions.length, lastSeen: seen.at(-1) ?? null, linkUntil: link?.until ?? null };
}

function invite(tx: Transaction, { name, role, id: newOne }: OfficePerson, linkHash: string, now: Date): string {
  const known = tx
    .select()
    .from(officePerson)
    .where(and(eq(officePerson.name, name), isNull(officePerson.goneAt)))
    .get();
  const id = known?.id ?? newOne;
  if (!known) tx.insert(officePerson).values({ id, name, role, madeAt: now.toISOString() }).run();
  else changeRole(tx, known, role);
  inDetail(known && known.role !== role ? { before: known.role, after: role } : { role });
  keepLink(tx, id, linkHash, now);
  return id;
}

/** Whoever signed in as somebody with another task signs in anew. */
function changeRole(tx: Transaction, { id, role: before }: OfficePerson, role: OfficeRole): void {
  if (before === role) return;
  tx.update(officePerson).set({ role }).where(eq(officePerson.id, id)).run();
  tx.delete(officeSession).where(eq(officeSession.personId, id)).run();
}

function letGo(tx: Transaction, personId: string, now: Date): void {
  for (const table of [officeSession, officeLink, officePasskey, officeSchoolAccount])
    tx.delete(table).where(eq(table.personId, personId)).run();
  const { personId: whom, proposedBy, confirmedAt } = officeLettingIn;
  const open = and(or(eq(whom, personId), eq(proposedBy, personId)), isNull(confirmedAt));
  tx.delete(officeLettingIn).where(open).run();
  partFromChat(tx, personId, now);
  tx.update(person).set({ goneAt: now.toISOString() }).where(eq(person.id, personId)).run();
  tx.update(officePerson).set({ goneAt: now.toISOString() }).where(eq(officePerson.id, personId)).run();
}

/** A new link for a person; older ones are void. */
export function keepLink(tx: Transaction, personId: string, hash: string, now: Date): true {
  tx.delete(officeLink).where(eq(officeLink.personId, personId)).run();
  tx.insert(officeLink)
    .values({ hash, personId, madeAt: now.toISOString(), expiresAt: new Date(now.getTime() + linkLasts).toISOString() })
    .run();
  return true;
}

/** Somebody who belongs to the office now, or null. */
export function personWith(tx: Transaction, id: string): OfficePerson | null {
  const row = tx
    .select()
    .from(officePerson)
    .where(and(eq(officePerson.id, id), isNull(officePerson.goneAt)))
    .get();
  return row ? asPerson(row) : null;
}

/** A row without what only the database needs. */
export function asPerson({ id, name, role }: typeof officePerson.$inferSelect): OfficePerson {
  return { id, name, role };
}
