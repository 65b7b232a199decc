import { and, eq, gt, gte, inArray, isNull, lt, lte, sql } from "drizzle-orm";
import type { Person } from "../../src/school/people.ts";
import { cutOff, endTalkOf, noteUsedCode } from "./account-changes.ts";
import { noteChanged, wasChanged } from "./bell.ts";
import { type CodeMaking, keepCodes, lookUp, makeCodes, type NewCodes, type Redeemed, redeem } from "./join-codes.ts";
import { chatOfPerson } from "./person-chat.ts";
import { asPerson } from "../school/person.ts";
import { onceFor } from "../office/acting.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import { prepared } from "../file/prepared.ts";
import type { Database, Transaction } from "../file/database.ts";
import { account, classListSeen, failedJoin, joinCode, morningLine, person } from "../schema.ts";

const day = 24 * 60 * 60 * 1000;

const personsIn = prepared((db) =>
  db
    .select()
    .from(account)
    .innerJoin(person, eq(person.id, account.personId))
    .where(eq(account.chatId, sql.placeholder("chat")))
    .prepare(),
);

/** Who is tied to which messenger account, and the one-time codes that tie them. */
export function openAccounts(database: Database) {
  return {
    /**
     * A new code for each of these persons, for all of them or for none; their older codes are void from now on.
     * Out: the codes by person, which are kept nowhere, and when they expire; none for whoever is held back until
     * custody is decided.
     */
    async newCodes(personIds: readonly string[], making: CodeMaking): Promise<NewCodes> {
      const made = makeCodes(personIds, making);
      await inOneTransaction(database, (tx) => keepCodes(tx, made, making));
      return made;
    },

    /**
     * The same for a form that is sent once: null where it was sent before, and nothing is changed then.
     * In: also the mark of the form, which is put down with the act.
     */
    async newCodesOnce(personIds: readonly string[], making: CodeMaking, mark: string): Promise<NewCodes | null> {
      const made = makeCodes(personIds, making);
      return inOneTransaction(database, (tx) =>
        onceFor(tx, mark, () => {
          keepCodes(tx, made, making);
          return made;
        }),
      );
    },

    /** Which of these hashes are of codes that nobody has used and that still run. */
    async stillGood(hashes: readonly string[], now: Date): Promise<Set<string>> {
      return stillGood(database, hashes, now);
    },

    /** Looks at a code without using it. */
    async whose(hash: string, chatId: number, now: Date): Promise<Redeemed> {
      return lookUp(database, hash, chatId, now);
    },

    /**
     * Ties the code's person to the chat. A person has one account: an older one is let go, and told so.
     * The same code again in the same chat is no error.
     */
    async redeem(hash: string, chatId: number, now: Date): Promise<Redeemed> {
      return inOneTransaction(database, (tx) => redeem(tx, hash, chatId, now));
    },

    /** The stored hash that begins so, or null: a button has room for its beginning only. */
    async hashBeginning(beginning: string): Promise<string | null> {
      // "~" comes after every letter of base64url.
      const begins = and(gte(joinCode.hash, beginning), lt(joinCode.hash, `${beginning}~`));
      return database.select({ hash: joinCode.hash }).from(joinCode).where(begins).get()?.hash ?? null;
    },

    /** A code that was used already was typed in another chat. */
    async noteUsedCode(hash: string, now: Date): Promise<void> {
      await inOneTransaction(database, (tx) => noteUsedCode(tx, hash, now));
    },

    /**
     * The school takes a person's account away, also in doubt; consents stay as they stand. Out: false where there is
     * none.
     */
    async disconnect(personId: string, now: Date): Promise<boolean> {
      return inOneTransaction(database, (tx) => cutOff(tx, personId, now), { evenInDoubt: true });
    },

    /** A wrong code was typed. */
    async rememberFailure(chatId: number, now: Date): Promise<void> {
      await rememberFailure(database, chatId, now);
    },

    /** Times (ms) of the wrong codes that this account has typed in the last day. */
    async failures(chatId: number, now: Date): Promise<number[]> {
      return failures(database, chatId, now);
    },

    /** The persons of a chat: usually one, two for a teacher who is a parent too. */
    async personsOf(chatId: number): Promise<(Person & { joinedAt: string })[]> {
      const rows = personsIn(database).all({ chat: String(chatId) });
      return rows.map((row) => ({ ...asPerson(row.person), joinedAt: row.account.joinedAt }));
    },

    /** The account of a person, or null; and whether somebody else is in the same chat. */
    async accountOf(personId: string): Promise<{ chatId: number; joinedAt: string; isShared: boolean } | null> {
      const own = chatOfPerson(database, personId);
      return own && { ...own, chatId: Number(own.chatId) };
    },

    /** Whether this process has changed since it was asked last who is in the chat, or how they are spoken to. */
    async hasChanged(chatId: number): Promise<boolean> {
      return wasChanged(database, String(chatId));
    },

    /**
     * Unlinks the account, also in doubt, and ends what is open there. Consents stay as they stand. Out: how many
     * persons it was.
     */
    async leave(chatId: number): Promise<number> {
      return inOneTransaction(database, (tx) => leave(tx, String(chatId)), { evenInDoubt: true });
    },
  };
}

export type Accounts = ReturnType<typeof openAccounts>;

async function rememberFailure(database: Database, chatId: number, now: Date): Promise<void> {
  const over = lt(failedJoin.at, new Date(now.getTime() - day).toISOString());
  await inOneTransaction(database, (tx) => {
    tx.delete(failedJoin).where(over).run();
    tx.insert(failedJoin)
      .values({ chatId: String(chatId), at: now.toISOString() })
      .run();
  });
}

function failures(database: Database, chatId: number, now: Date): number[] {
  const since = new Date(now.getTime() - day).toISOString();
  const inTheLastDay = and(gt(failedJoin.at, since), lte(failedJoin.at, now.toISOString()));
  const rows = database
    .select()
    .from(failedJoin)
    .where(and(eq(failedJoin.chatId, String(chatId)), inTheLastDay))
    .all();
  return rows.map((row) => Date.parse(row.at));
}

function leave(tx: Transaction, chatId: string): number {
  const here = tx.select({ id: account.personId }).from(account).where(eq(account.chatId, chatId));
  for (const table of [classListSeen, morningLine]) tx.delete(table).where(inArray(table.teacherId, here)).run();
  const { changes } = tx.delete(account).where(eq(account.chatId, chatId)).run();
  tx.delete(failedJoin).where(eq(failedJoin.chatId, chatId)).run();
  endTalkOf(tx, chatId);
  noteChanged(tx, chatId);
  return changes;
}

function stillGood(database: Database, hashes: readonly string[], now: Date): Set<string> {
  const good = and(isNull(joinCode.usedAt), gt(joinCode.expiresAt, now.toISOString()));
  const rows = database
    .select({ hash: joinCode.hash })
    .from(joinCode)
    .where(and(sql`${joinCode.hash} in (select value from json_each(${JSON.stringify(hashes)}))`, good))
    .all();
  return new Set(rows.map(({ hash }) => hash));
}
