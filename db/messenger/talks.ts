import { and, eq, inArray, lt, notExists, sql } from "drizzle-orm";
import { matrixNumbers } from "../../src/school/messenger.ts";
import { noticed } from "../file/guarded.ts";
import { sayingPutIn } from "../file/not-ours.ts";
import { inOneLightTransaction, inOneTransaction } from "../file/unit-of-work.ts";
import { dropPutIn, isSeen, markSeen } from "./seen-updates.ts";
import { prepared } from "../file/prepared.ts";
import type { Database, Transaction } from "../file/database.ts";
import { emptyLog } from "../file/empty-log.ts";
import { conversationState, matrixEvent, seenUpdate, waitingUpdate } from "../schema.ts";

const day = 24 * 60 * 60 * 1000;

const talkOf = prepared((db) =>
  db
    .select()
    .from(conversationState)
    .where(eq(conversationState.chatId, sql.placeholder("chat")))
    .prepare(),
);
const keeping = prepared((db) =>
  db
    .insert(conversationState)
    .values({
      chatId: sql.placeholder("chat"),
      state: sql.placeholder("state"),
      changedAt: sql.placeholder("at"),
    })
    .onConflictDoUpdate({
      target: conversationState.chatId,
      set: { state: sql`excluded.state`, changedAt: sql`excluded.changed_at` },
    })
    .prepare(),
);
const dropping = prepared((db) =>
  db
    .delete(conversationState)
    .where(eq(conversationState.chatId, sql.placeholder("chat")))
    .prepare(),
);

/** The open conversation of each chat, and the updates that have had their effect. */
export function openTalks(database: Database) {
  return {
    /** The state of the chat's conversation, as the conversations plugin wrote it. */
    async conversationOf(chatId: number): Promise<string | undefined> {
      return talkOf(database).get({ chat: String(chatId) })?.state;
    },

    /**
     * Keeps (or, with null, drops) the state and marks the update as done:
     * one without the other would answer the next question with the last answer.
     * What went on before (`goesOn`) and has been ended meanwhile, because the chat has lost a person, stays ended.
     */
    async keepConversation(
      chatId: number,
      state: string | null,
      updateId: number,
      now: Date,
      goesOn = false,
    ): Promise<void> {
      await inOneLightTransaction(database, (tx) => {
        const chat = String(chatId);
        const ended = goesOn && talkOf(tx).get({ chat }) === undefined;
        if (state === null) dropping(tx).run({ chat });
        else if (!ended) keeping(tx).run({ chat, state, at: now.toISOString() });
        markSeen(tx, updateId, now);
      });
    },

    /** Forgets the state of a conversation that cannot go on. */
    async dropConversation(chatId: number): Promise<void> {
      await inOneLightTransaction(database, (tx) => dropping(tx).run({ chat: String(chatId) }));
    },

    async hasSeen(updateId: number): Promise<boolean> {
      return isSeen(database, updateId);
    },

    async markSeen(updateId: number, now: Date): Promise<void> {
      await inOneLightTransaction(database, (tx) => markSeen(tx, updateId, now));
    },

    /**
     * Of conversations of another version nothing is needed but which it was: an older one kept more than may be
     * kept. Out: how many.
     */
    async bareOthers(version: string): Promise<number> {
      return inOneTransaction(database, (tx) => bareOthers(tx, version));
    },

    /**
     * Empties the log beside the file: what was erased or overwritten would go on standing in it.
     * Out: false where somebody else is reading; then it is done the next time.
     */
    async emptyLog(): Promise<boolean> {
      return emptyLog(database);
    },

    /**
     * Drops conversation states that nobody has touched since, and updates that the messenger no longer repeats; of
     * those that were put down to wait, what has had its effect and was not erased because the process died then.
     * What somebody else has put down as done, so that it would never be answered, goes, and the operator hears it.
     * Out: how many states.
     */
    async sweep(now: Date, abandonedAfterDays: number): Promise<number> {
      return inOneTransaction(database, (tx) =>
        sweep(tx, now, abandonedAfterDays, (putIn) => noticed(database.$client, sayingPutIn(putIn))),
      );
    },
  };
}

export type Talks = ReturnType<typeof openTalks>;

function sweep(tx: Transaction, now: Date, abandonedAfterDays: number, onNotOurs: (putIn: number) => void): number {
  const before = (days: number) => new Date(now.getTime() - days * day).toISOString();
  const putIn = dropPutIn(tx);
  if (putIn > 0) onNotOurs(putIn);
  const hadEffect = tx.select({ id: seenUpdate.updateId }).from(seenUpdate);
  tx.delete(waitingUpdate).where(inArray(waitingUpdate.updateId, hadEffect)).run();
  // What has a number may be shown again for as long as it has: whoever starts anew reads from where all was done.
  const event = sql`${seenUpdate.updateId} - cast(${matrixNumbers} as integer)`;
  const numbered = tx.select().from(matrixEvent).where(eq(matrixEvent.id, event));
  tx.delete(seenUpdate)
    .where(and(lt(seenUpdate.at, before(3)), notExists(numbered)))
    .run();
  return tx
    .delete(conversationState)
    .where(lt(conversationState.changedAt, before(abandonedAfterDays)))
    .run().changes;
}

function bareOthers(tx: Transaction, version: string): number {
  const of = (state: string) => stateIn(state)?.version?.[1];
  const bare = (state: string) => JSON.stringify({ version: [0, of(state) ?? "another"], state: {} });
  const others = tx
    .select()
    .from(conversationState)
    .all()
    .filter(({ state }) => of(state) !== version && state !== bare(state));
  for (const { chatId, state } of others)
    tx.update(conversationState)
      .set({ state: bare(state) })
      .where(eq(conversationState.chatId, chatId))
      .run();
  return others.length;
}

/** What somebody else has put there, and is no state, is of no version: whose talk it was is told so by their bot. */
function stateIn(state: string): { version?: [number, string | number] } | null {
  try {
    return JSON.parse(state) as { version?: [number, string | number] } | null;
  } catch {
    return null;
  }
}
