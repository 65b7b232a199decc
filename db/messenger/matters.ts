import { and, asc, eq, gt, inArray, isNotNull, isNull, lt, or } from "drizzle-orm";
import { fullName } from "../../src/school/people.ts";
import type { Database, Transaction } from "../file/database.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import { child, guardianship, person, schoolClass, withdrawalMatter } from "../schema.ts";
import { announce } from "./announce.ts";

/** Words that withdraw, of which it is not clear whom they are about. */
export interface Matter {
  /** One for each message. */
  id: string;
  chatId: number;
  personId: string;
  words: string;
  language: string;
}

/** One that lies before the office: who said it and when, and the children whom it may be about. */
export type WaitingMatter = Matter & {
  name: string;
  saidAt: string;
  children: { id: string; name: string; className: string }[];
};

const day = 24 * 60 * 60 * 1000;
/** So long a closed matter can still be looked up. */
const keptDays = 30;

/**
 * Withdrawals that wait for somebody to say which child they mean (Art. 7(3) GDPR: they hold from when they were
 * said).
 */
export function openMatters(database: Database) {
  return {
    /** Puts one down. The same message again changes nothing. */
    async open({ chatId, ...matter }: Matter, now: Date): Promise<void> {
      const said = { ...matter, chatId: String(chatId), saidAt: now.toISOString() };
      const put = (tx: Transaction) => tx.insert(withdrawalMatter).values(said).onConflictDoNothing().run();
      await inOneTransaction(database, put, { evenInDoubt: true });
    },

    /** What is open in this chat, oldest first; also what was answered after that time, where it is given. */
    async ofChat(chatId: number, answeredAfter?: Date): Promise<Matter[]> {
      const open = isNull(withdrawalMatter.closedAt);
      const asked = answeredAfter ? or(open, gt(withdrawalMatter.closedAt, answeredAfter.toISOString())) : open;
      const here = and(eq(withdrawalMatter.chatId, String(chatId)), asked);
      const rows = database.select().from(withdrawalMatter).where(here).orderBy(asc(withdrawalMatter.saidAt)).all();
      return rows.map(({ id, personId, words, language }) => ({ id, chatId, personId, words, language }));
    },

    /** All that was open in this chat has been answered. */
    async closeOfChat(chatId: number, now: Date): Promise<void> {
      const open = and(eq(withdrawalMatter.chatId, String(chatId)), isNull(withdrawalMatter.closedAt));
      const close = (tx: Transaction) =>
        tx.update(withdrawalMatter).set({ closedAt: now.toISOString() }).where(open).run();
      await inOneTransaction(database, close, { evenInDoubt: true });
    },

    /** The office has dealt with one. Out: false where it was closed already. */
    async close(id: string, now: Date): Promise<boolean> {
      return inOneTransaction(database, (tx) => {
        const open = and(eq(withdrawalMatter.id, id), isNull(withdrawalMatter.closedAt));
        return tx.update(withdrawalMatter).set({ closedAt: now.toISOString() }).where(open).run().changes > 0;
      });
    },

    /**
     * What nobody has answered within a day comes before the office, and its person is reminded, once. Out: how
     * many.
     */
    async putBeforeOffice(now: Date): Promise<number> {
      return inOneTransaction(database, (tx) => putBeforeOffice(tx, now));
    },

    /** What lies before the office, oldest first, with who said it. */
    async beforeOffice(): Promise<WaitingMatter[]> {
      return waiting(database);
    },

    /** Forgets what was closed a month ago. Out: how many. */
    async forget(now: Date): Promise<number> {
      const before = new Date(now.getTime() - keptDays * day).toISOString();
      const closed = lt(withdrawalMatter.closedAt, before);
      return inOneTransaction(database, (tx) => tx.delete(withdrawalMatter).where(closed).run().changes);
    },
  };
}

export type Matters = ReturnType<typeof openMatters>;

function putBeforeOffice(tx: Transaction, now: Date): number {
  const before = new Date(now.getTime() - day).toISOString();
  const unanswered = and(isNull(withdrawalMatter.closedAt), isNull(withdrawalMatter.officeAt));
  const due = tx
    .select()
    .from(withdrawalMatter)
    .where(and(unanswered, lt(withdrawalMatter.saidAt, before)))
    .all();
  for (const { id, personId } of due) {
    tx.update(withdrawalMatter).set({ officeAt: now.toISOString() }).where(eq(withdrawalMatter.id, id)).run();
    announce(tx, { kind: "matter", about: id, at: now.toISOString() }, [personId]);
  }
  return due.length;
}

function waiting(database: Database): WaitingMatter[] {
  const rows = database
    .select()
    .from(withdrawalMatter)
    .innerJoin(person, eq(person.id, withdrawalMatter.personId))
    .where(and(isNotNull(withdrawalMatter.officeAt), isNull(withdrawalMatter.closedAt)))
    .orderBy(asc(withdrawalMatter.saidAt))
    .all();
  return rows.map(({ withdrawal_matter: { chatId, id, personId, words, language, saidAt }, person: by }) => ({
    ...{ id, chatId: Number(chatId), personId, words, language, saidAt },
    name: fullName(by),
    children: childrenOf(database, personId),
  }));
}

function childrenOf(database: Database, personId: string): WaitingMatter["children"] {
  const theirs = database.select({ id: guardianship.childId }).from(guardianship);
  const rows = database
    .select()
    .from(child)
    .innerJoin(schoolClass, eq(schoolClass.id, child.classId))
    .where(or(inArray(child.id, theirs.where(eq(guardianship.guardianId, personId))), eq(child.pupilId, personId)))
    .all();
  return rows.map(({ child: one, school_class: { name } }) => ({ id: one.id, className: name, name: fullName(one) }));
}

/** One that is still open. */
export function openMatter(tx: Transaction, id: string): typeof withdrawalMatter.$inferSelect | undefined {
  const open = and(eq(withdrawalMatter.id, id), isNull(withdrawalMatter.closedAt));
  return tx.select().from(withdrawalMatter).where(open).get();
}
