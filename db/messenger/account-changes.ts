import { and, desc, eq, gt, isNull, like, ne, or } from "drizzle-orm";
import { fullName } from "../../src/school/people.ts";
import type { Database, Transaction } from "../file/database.ts";
import { account, announcement, child, conversationState, guardianship, joinCode, person } from "../schema.ts";
import { announce } from "./announce.ts";
import { noteChanged } from "./bell.ts";

/** How a chat loses a person against whom another account speaks, or the school. */
export type Parting = "moved" | "cut";

/** What a chat hears that has lost a person. `open`: a question was open there, and is closed. */
export interface PartingNews {
  kind: "account";
  /** Whom it has lost. */
  name: string;
  how: Parting;
  open: boolean;
}

/** What the office sees of an account: it has moved to another chat, or a used code was typed once more. */
export interface AccountChange {
  personId: string;
  name: string;
  what: "moved" | "tried";
  at: string;
  /** A child of this person, or null: a teacher. */
  childId: string | null;
}

const day = 24 * 60 * 60 * 1000;

/** Ends what is open in a chat: whoever it speaks for has changed. Out: whether anything was. */
export function endTalkOf(tx: Transaction, chatId: string): boolean {
  return tx.delete(conversationState).where(eq(conversationState.chatId, chatId)).run().changes > 0;
}

/** A chat has lost this person: what is open there ends, and the chat is told, although nobody there belongs to it. */
export function partFrom(
  tx: Transaction,
  { personId, chatId }: Pick<typeof account.$inferSelect, "personId" | "chatId">,
  how: Parting,
  at: string,
): void {
  const about = endTalkOf(tx, chatId) ? `${how} open` : how;
  noteChanged(tx, chatId);
  announce(tx, { kind: "account", about, chatId, at }, [personId]);
}

/**
 * Takes a person's account away: what is open there ends, unused codes are void, the chat is told.
 * Out: false where this person has none.
 */
export function cutOff(tx: Transaction, personId: string, now: Date): boolean {
  const tied = tx.select().from(account).where(eq(account.personId, personId)).get();
  if (!tied) return false;
  tx.delete(account).where(eq(account.personId, personId)).run();
  tx.delete(joinCode)
    .where(and(eq(joinCode.personId, personId), isNull(joinCode.usedAt)))
    .run();
  partFrom(tx, tied, "cut", now.toISOString());
  return true;
}

/**
 * What a chat is told that has lost this person, as it stands now.
 * Out: null where the person is back in it, and for what only the office sees.
 */
export function partingNews(
  tx: Transaction,
  { about, personId, chatId }: Pick<typeof announcement.$inferSelect, "about" | "personId" | "chatId">,
): PartingNews | null {
  const [how, open] = about.split(" ");
  if (how !== "moved" && how !== "cut") return null;
  const who = tx
    .select()
    .from(person)
    .leftJoin(account, eq(account.personId, person.id))
    .where(eq(person.id, personId))
    .get();
  if (!who || who.account?.chatId === chatId) return null;
  return { kind: "account", how, open: open === "open", name: fullName(who.person) };
}

/** A used code was typed in another chat: the office sees it, once a day for each person. The chat is not put down. */
export function noteUsedCode(tx: Transaction, hash: string, now: Date): void {
  const personId = tx.select().from(joinCode).where(eq(joinCode.hash, hash)).get()?.personId;
  if (personId === undefined) return;
  const since = new Date(now.getTime() - day).toISOString();
  const tried = and(eq(announcement.kind, "account"), eq(announcement.about, "tried"), gt(announcement.bornAt, since));
  if (
    tx
      .select()
      .from(announcement)
      .where(and(tried, eq(announcement.personId, personId)))
      .get()
  )
    return;
  const at = now.toISOString();
  // Nobody is told: whoever holds the account now may be the one who should not.
  tx.insert(announcement)
    .values({ kind: "account", about: "tried", personId, bornAt: at, dueAt: at, sentAt: at })
    .run();
}

/** What has happened to accounts since that time, newest first; each person once for each. In: perhaps one person. */
export function accountChanges(db: Database, since: string, personId?: string): AccountChange[] {
  const seen = or(like(announcement.about, "moved%"), eq(announcement.about, "tried"));
  const rows = db
    .select({ row: announcement, person, ofGuardian: guardianship.childId, ofPupil: child.id })
    .from(announcement)
    .innerJoin(person, eq(person.id, announcement.personId))
    .leftJoin(guardianship, eq(guardianship.guardianId, person.id))
    .leftJoin(child, eq(child.pupilId, person.id))
    .where(
      and(
        eq(announcement.kind, "account"),
        // An account of the office's own is no family's.
        ne(person.role, "office"),
        seen,
        gt(announcement.bornAt, since),
        personId === undefined ? undefined : eq(announcement.personId, personId),
      ),
    )
    .orderBy(desc(announcement.id))
    .all();
  const found = rows.map(({ row, person: who, ofGuardian, ofPupil }) => ({
    personId: who.id,
    name: fullName(who),
    what: row.about === "tried" ? ("tried" as const) : ("moved" as const),
    at: row.bornAt,
    childId: ofGuardian ?? ofPupil,
  }));
  // Of a person's changes of one sort the newest, with one of the children.
  return found.filter(
    (one, at) => found.findIndex((other) => other.personId === one.personId && other.what === one.what) === at,
  );
}
