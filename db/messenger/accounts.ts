import { and, eq, gt, isNull, lt, lte } from "drizzle-orm";
import { inOneTransaction } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import { account, failedJoin, joinCode, person } from "../schema.ts";
import { joinCodeHash, newJoinCode } from "../../src/school/join-code.ts";
import type { Person } from "../../src/school/people.ts";

/** What came of a code: whose it is, or why it is refused. The reasons are for the log; the person hears one sentence. */
export type Redeemed = { person: Person } | { refused: "unknown" | "expired" | "used" };

/** What new codes are made with: the school's key, for how many days they are valid, the clock, and a source of random bytes. */
export interface CodeMaking {
  key: string;
  days: number;
  now: Date;
  randomBytes: (count: number) => Uint8Array;
}

const hour = 60 * 60 * 1000;

/** Who is tied to which messenger account, and the one-time codes that tie them. */
export function openAccounts(database: Database) {
  return {
    /**
     * A new code for each of these persons, for all of them or for none; their older codes are void from now on.
     * Out: the codes by person, which are kept nowhere, and when they expire.
     */
    async newCodes(
      personIds: readonly string[],
      { key, days, now, randomBytes }: CodeMaking,
    ): Promise<{ codes: Map<string, string>; expires: Date }> {
      const expires = new Date(now.getTime() + days * 24 * hour);
      const codes = new Map(personIds.map((id) => [id, newJoinCode(randomBytes)]));
      inOneTransaction(database, (tx) =>
        codes.forEach((code, personId) => {
          tx.delete(joinCode)
            .where(and(eq(joinCode.personId, personId), isNull(joinCode.usedAt)))
            .run();
          tx.insert(joinCode)
            .values({
              hash: joinCodeHash(code, key),
              personId,
              madeAt: now.toISOString(),
              expiresAt: expires.toISOString(),
            })
            .run();
        }),
      );
      return { codes, expires };
    },

    /** Looks at a code without using it. */
    async whose(hash: string, chatId: number, now: Date): Promise<Redeemed> {
      return lookUp(database, hash, chatId, now);
    },

    /** Ties the code's person to the chat. A person has one account: an older one is let go. The same code again in the same chat is no error. */
    async redeem(hash: string, chatId: number, now: Date): Promise<Redeemed> {
      return inOneTransaction(database, (tx) => {
        const found = lookUp(tx, hash, chatId, now);
        if ("refused" in found) return found;
        const row = {
          personId: found.person.id,
          chatId: String(chatId),
          joinedAt: now.toISOString(),
          unreachableSince: null,
        };
        tx.update(joinCode)
          .set({ usedAt: now.toISOString() })
          .where(and(eq(joinCode.hash, hash), isNull(joinCode.usedAt)))
          .run();
        const known = tx
          .select()
          .from(account)
          .where(and(eq(account.personId, row.personId), eq(account.chatId, row.chatId)))
          .get();
        if (!known) tx.insert(account).values(row).onConflictDoUpdate({ target: account.personId, set: row }).run();
        return found;
      });
    },

    /** A wrong code was typed. */
    async rememberFailure(chatId: number, now: Date): Promise<void> {
      database
        .delete(failedJoin)
        .where(lt(failedJoin.at, new Date(now.getTime() - 24 * hour).toISOString()))
        .run();
      database
        .insert(failedJoin)
        .values({ chatId: String(chatId), at: now.toISOString() })
        .run();
    },

    /** Times (ms) of the wrong codes of the last day: of this account, and of all. */
    async failures(chatId: number, now: Date): Promise<{ ofAccount: number[]; ofAll: number[] }> {
      const since = new Date(now.getTime() - 24 * hour).toISOString();
      const rows = database
        .select()
        .from(failedJoin)
        .where(and(gt(failedJoin.at, since), lte(failedJoin.at, now.toISOString())))
        .all();
      const times = (some: typeof rows) => some.map((row) => Date.parse(row.at));
      return { ofAccount: times(rows.filter((row) => row.chatId === String(chatId))), ofAll: times(rows) };
    },

    /** The persons of a chat: usually one, two for a teacher who is a parent too. */
    async personsOf(chatId: number): Promise<(Person & { joinedAt: string })[]> {
      const rows = database
        .select()
        .from(account)
        .innerJoin(person, eq(person.id, account.personId))
        .where(eq(account.chatId, String(chatId)))
        .all();
      return rows.map((row) => ({ ...asPerson(row.person), joinedAt: row.account.joinedAt }));
    },

    /** Unlinks the account. Consents stay as they stand. Out: how many persons it was. */
    async leave(chatId: number): Promise<number> {
      return inOneTransaction(database, (tx) => {
        const { changes } = tx
          .delete(account)
          .where(eq(account.chatId, String(chatId)))
          .run();
        tx.delete(failedJoin)
          .where(eq(failedJoin.chatId, String(chatId)))
          .run();
        return changes;
      });
    },
  };
}

export type Accounts = ReturnType<typeof openAccounts>;

function lookUp(db: Database | Transaction, hash: string, chatId: number, now: Date): Redeemed {
  const row = db
    .select()
    .from(joinCode)
    .innerJoin(person, eq(person.id, joinCode.personId))
    .where(eq(joinCode.hash, hash))
    .get();
  if (!row || row.person.goneAt !== null) return { refused: "unknown" };
  const ties = db
    .select()
    .from(account)
    .where(and(eq(account.personId, row.person.id), eq(account.chatId, String(chatId))))
    .get();
  if (row.join_code.usedAt !== null && !ties) return { refused: "used" };
  if (row.join_code.usedAt === null && row.join_code.expiresAt <= now.toISOString()) return { refused: "expired" };
  return { person: asPerson(row.person) };
}

function asPerson({ id, role, givenName, familyName }: typeof person.$inferSelect): Person {
  return { id, role, givenName, familyName };
}
