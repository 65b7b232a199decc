import { and, eq, gt, lt, lte } from "drizzle-orm";
import type { Person } from "../../src/school/people.ts";
import { type CodeMaking, keepCodes, lookUp, makeCodes, type NewCodes, type Redeemed, redeem } from "./join-codes.ts";
import { asPerson } from "../school/person.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import type { Database } from "../file/database.ts";
import { account, failedJoin, person } from "../schema.ts";

const day = 24 * 60 * 60 * 1000;

/** Who is tied to which messenger account, and the one-time codes that tie them. */
export function openAccounts(database: Database) {
  return {
    /**
     * A new code for each of these persons, for all of them or for none; their older codes are void from now on.
     * Out: the codes by person, which are kept nowhere, and when they expire.
     */
    async newCodes(personIds: readonly string[], making: CodeMaking): Promise<NewCodes> {
      const made = makeCodes(personIds, making);
      inOneTransaction(database, (tx) => keepCodes(tx, made, making));
      return made;
    },

    /** Looks at a code without using it. */
    async whose(hash: string, chatId: number, now: Date): Promise<Redeemed> {
      return lookUp(database, hash, chatId, now);
    },

    /**
     * Ties the code's person to the chat. A person has one account: an older one is let go.
     * The same code again in the same chat is no error.
     */
    async redeem(hash: string, chatId: number, now: Date): Promise<Redeemed> {
      return inOneTransaction(database, (tx) => redeem(tx, hash, chatId, now));
    },

    /** A wrong code was typed. */
    async rememberFailure(chatId: number, now: Date): Promise<void> {
      database
        .delete(failedJoin)
        .where(lt(failedJoin.at, new Date(now.getTime() - day).toISOString()))
        .run();
      database
        .insert(failedJoin)
        .values({ chatId: String(chatId), at: now.toISOString() })
        .run();
    },

    /** Times (ms) of the wrong codes of the last day: of this account, and of all. */
    async failures(chatId: number, now: Date): Promise<{ ofAccount: number[]; ofAll: number[] }> {
      const since = new Date(now.getTime() - day).toISOString();
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
