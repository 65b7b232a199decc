import { randomBytes } from "node:crypto";
import { and, eq, gt, isNull, or } from "drizzle-orm";
import { type HowSignedIn, linkLives, onShown, sessionLives, type Shown } from "../../src/school/office-sessions.ts";
import { putDown } from "./acting.ts";
import { asPerson, type OfficePerson } from "./staff.ts";
import { inOneLightTransaction, inOneTransaction } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import { officeLink, officePerson, officeSession } from "../schema.ts";

const seenEvery = 5 * 60 * 1000;
/** For how long the same link with the same secret for the session is the same sign-in: a slow phone's patience. */
const sameSignIn = 60 * 1000;

type Row = typeof officeSession.$inferSelect;

/**
 * A session that is to begin: the hash of its cookie; and that of the session in whose place it comes in this browser,
 * which ends. Where that was the same person's, the device keeps its name.
 */
export interface NewSession {
  hash: string;
  instead?: string;
}

/** Who is signed in, and with which session. `isDue`: its cookie is to be followed by a new one. */
export type SignedIn = OfficePerson & {
  session: Pick<Row, "id" | "device" | "how" | "startedAt"> & { isDue: boolean };
};

/** Who is signed in, and how a link becomes a session. Of links and cookies only hashes come in. */
export function openSessions(database: Database) {
  return {
    /**
     * Uses a link up and begins a session; sent again within a minute, it is the same sign-in.
     * Out: who has signed in, or null.
     */
    async signIn(linkHash: string, sessionHash: string, now: Date, instead?: string): Promise<OfficePerson | null> {
      const session = { hash: sessionHash, ...(instead === undefined ? {} : { instead }) };
      // Also in doubt somebody must be able to put a NEIN down.
      return inOneTransaction(database, (tx) => signIn(tx, linkHash, session, now), { evenInDoubt: true });
    },

    /** Who is signed in with this cookie; null where the session is unknown or over. */
    async signedIn(sessionHash: string, now: Date): Promise<SignedIn | null> {
      const found = database
        .select()
        .from(officeSession)
        .innerJoin(officePerson, eq(officePerson.id, officeSession.personId))
        .where(and(byCookie(sessionHash), isNull(officePerson.goneAt)))
        .get();
      if (!found) return null;
      const { office_session: row, office_person: person } = found;
      if (!sessionLives(row, now, person.role)) return over(database, row);
      const shown: Shown = row.hash === sessionHash ? "now" : row.next === sessionHash ? "next" : "previous";
      const todo = onShown(shown, row, now);
      if (todo === "twice") return await seenTwice(database, row, now);
      if (todo === "follow") follow(database, row, now);
      else touch(database, row, now);
      const { id, device, how, startedAt } = row;
      return { ...asPerson(person), session: { id, device, how, startedAt, isDue: todo === "renew" } };
    },

    /**
     * Keeps the cookie that is given out to follow one; until it has arrived, both are good.
     * Out: false where the session has ended meanwhile.
     */
    async renew(sessionHash: string, nextHash: string): Promise<boolean> {
      const renewed = (tx: Transaction) =>
        tx.update(officeSession).set({ next: nextHash }).where(eq(officeSession.hash, sessionHash)).run();
      return (await inOneLightTransaction(database, renewed)).changes > 0;
    },

    /** Ends a session, by any of its cookies, also in doubt: what only closes a door is done then too. */
    async signOut(sessionHash: string): Promise<void> {
      const ended = (tx: Transaction) => tx.delete(officeSession).where(byCookie(sessionHash)).run();
      await inOneTransaction(database, ended, { evenInDoubt: true });
    },
  };
}

/** The session of a cookie: of the one in force, of the one that follows it, of the one before. */
function byCookie(hash: string) {
  return or(...[officeSession.hash, officeSession.next, officeSession.previous].map((one) => eq(one, hash)));
}

/** Whose link this is; null for one that is unknown, used or over. */
function whoseLink(tx: Transaction, hash: string, now: Date): OfficePerson | null {
  const row = tx
    .select()
    .from(officeLink)
    .innerJoin(officePerson, eq(officePerson.id, officeLink.personId))
    .where(and(eq(officeLink.hash, hash), isNull(officePerson.goneAt)))
    .get();
  if (!row) return null;
  if (linkLives(row.office_link, now)) return asPerson(row.office_person);
  // Over is over: a clock that is set back brings nothing back.
  tx.delete(officeLink).where(eq(officeLink.hash, hash)).run();
  return null;
}

function signIn(tx: Transaction, linkHash: string, session: NewSession, now: Date): OfficePerson | null {
  const person = whoseLink(tx, linkHash, now);
  if (!person) return justSignedIn(tx, session.hash, now);
  tx.delete(officeLink).where(eq(officeLink.hash, linkHash)).run();
  begin(tx, person, { ...session, how: "link" }, now);
  return person;
}

/** Begins a session, and puts it down. */
export function begin(
  tx: Transaction,
  person: OfficePerson,
  { hash, how, instead }: NewSession & { how: HowSignedIn },
  now: Date,
): void {
  const device = instead === undefined ? null : ended(tx, instead, person, now);
  const [at, id] = [now.toISOString(), randomBytes(9).toString("base64url")];
  tx.insert(officeSession).values({ hash, id, personId: person.id, startedAt: at, seenAt: at, how, device }).run();
  const details = { how, ...(device === null ? {} : { device }) };
  putDown(tx, { at, by: person.name, what: "signIn", about: person.id, details });
}

/** Ends the session that this browser had. Out: what its device was called, where it was the same person's. */
function ended(tx: Transaction, cookie: string, { id, role }: OfficePerson, now: Date): string | null {
  const before = tx.select().from(officeSession).where(byCookie(cookie)).get();
  if (!before) return null;
  tx.delete(officeSession).where(eq(officeSession.hash, before.hash)).run();
  return before.personId === id && sessionLives(before, now, role) ? before.device : null;
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

function touch(database: Database, { hash, seenAt }: Row, now: Date): void {
  if (Math.abs(now.getTime() - Date.parse(seenAt)) < seenEvery) return;
  const seen = { seenAt: now.toISOString() };
  unheard(database, (tx) => tx.update(officeSession).set(seen).where(eq(officeSession.hash, hash)).run());
}

/** The cookie that follows has arrived, and takes its place. */
function follow(database: Database, { hash, next }: Row, now: Date): void {
  if (next === null) return;
  const at = now.toISOString();
  const followed = { hash: next, next: null, previous: hash, renewedAt: at, seenAt: at };
  unheard(database, (tx) => tx.update(officeSession).set(followed).where(eq(officeSession.next, next)).run());
}

/** Over is over: a clock that is set back brings nothing back. */
function over(database: Database, { hash }: Row): null {
  unheard(database, (tx) => tx.delete(officeSession).where(eq(officeSession.hash, hash)).run());
  return null;
}

/** A cookie that was replaced long ago: somebody has a copy, of the old one or of the new. */
async function seenTwice(database: Database, { hash, personId, device }: Row, now: Date): Promise<null> {
  const act = { by: "JaNein", what: "cookieTwice", about: personId, at: now.toISOString() };
  const ended = (tx: Transaction) => {
    if (tx.delete(officeSession).where(eq(officeSession.hash, hash)).run().changes === 0) return;
    putDown(tx, { ...act, details: device === null ? {} : { device } });
  };
  await inOneTransaction(database, ended, { evenInDoubt: true });
  return null;
}

/** Nobody waits for it: while another process holds the database, whoever only looks can look. */
function unheard(database: Database, work: (tx: Transaction) => unknown): void {
  inOneLightTransaction(database, work).catch(() => undefined);
}
