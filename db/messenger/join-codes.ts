import { and, eq, isNull, sql } from "drizzle-orm";
import { joinCodeHash, newJoinCode } from "../../src/school/join-code.ts";
import type { Person } from "../../src/school/people.ts";
import { noteChanged, ring } from "./bell.ts";
import { heldBack, isHeldBack } from "../proof/custody.ts";
import { partFrom } from "./account-changes.ts";
import { asPerson } from "../school/person.ts";
import type { Database, Transaction } from "../file/database.ts";
import { account, joinCode, person } from "../schema.ts";

/**
 * What came of a code: whose it is, or why it is refused. The reasons are for the log; the person hears one sentence.
 */
export type Redeemed = { person: Person } | { refused: "unknown" | "expired" | "used" };

/**
 * What new codes are made with: the school's key, for how many days they are valid,
 * the clock, and a source of random bytes.
 */
export interface CodeMaking {
  key: string;
  days: number;
  now: Date;
  randomBytes: (count: number) => Uint8Array;
}

/** The new codes by person, and when they expire. */
export interface NewCodes {
  codes: Map<string, string>;
  expires: Date;
}

const day = 24 * 60 * 60 * 1000;

/** New codes for these persons, not kept yet. */
export function makeCodes(personIds: readonly string[], { days, now, randomBytes }: CodeMaking): NewCodes {
  const expires = new Date(now.getTime() + days * day);
  return { codes: new Map(personIds.map((id) => [id, newJoinCode(randomBytes)])), expires };
}

/**
 * Keeps the hashes of new codes; the older codes of these persons are void. Whoever is held back until custody is
 * decided gets none: it is taken off the list. Nobody gets an answer meanwhile, so a whole school is written at once.
 */
export function keepCodes(tx: Transaction, { codes, expires }: NewCodes, { key, now }: CodeMaking): void {
  for (const personId of heldBack(tx, [...codes.keys()])) codes.delete(personId);
  const people = JSON.stringify([...codes.keys()]);
  const rows = JSON.stringify([...codes].map(([personId, code]) => [joinCodeHash(code, key), personId]));
  tx.run(sql`delete from join_code
    where used_at is null and person_id in (select value from json_each(${people}))`);
  tx.run(sql`insert into join_code (hash, person_id, made_at, expires_at)
    select value ->> 0, value ->> 1, ${now.toISOString()}, ${expires.toISOString()} from json_each(${rows})`);
}

/**
 * Looks at a code without using it. Whose custody is not decided, and who has no say, has none that is known: a letter
 * that is out works as soon as it is decided that they declare.
 */
export function lookUp(db: Database | Transaction, hash: string, chatId: number, now: Date): Redeemed {
  const row = db
    .select()
    .from(joinCode)
    .innerJoin(person, eq(person.id, joinCode.personId))
    .where(eq(joinCode.hash, hash))
    .get();
  if (!row || row.person.goneAt !== null || isHeldBack(db, row.person.id)) return { refused: "unknown" };
  const ties = db
    .select()
    .from(account)
    .where(and(eq(account.personId, row.person.id), eq(account.chatId, String(chatId))))
    .get();
  if (row.join_code.usedAt !== null && !ties) return { refused: "used" };
  if (row.join_code.usedAt === null && row.join_code.expiresAt <= now.toISOString()) return { refused: "expired" };
  return { person: asPerson(row.person) };
}

/** Uses a code up, where it is good, and ties its person to the chat. */
export function redeem(tx: Transaction, hash: string, chatId: number, now: Date): Redeemed {
  const found = lookUp(tx, hash, chatId, now);
  if ("refused" in found) return found;
  tx.update(joinCode)
    .set({ usedAt: now.toISOString() })
    .where(and(eq(joinCode.hash, hash), isNull(joinCode.usedAt)))
    .run();
  tie(tx, found.person.id, String(chatId), now.toISOString());
  return found;
}

function tie(tx: Transaction, personId: string, chatId: string, joinedAt: string): void {
  const known = tx.select().from(account).where(eq(account.personId, personId)).get();
  if (known?.chatId === chatId) return;
  if (known) partFrom(tx, known, "moved", joinedAt);
  const row = { personId, chatId, joinedAt, unreachableSince: null };
  tx.insert(account).values(row).onConflictDoUpdate({ target: account.personId, set: row }).run();
  ring(tx);
  noteChanged(tx, chatId);
}
