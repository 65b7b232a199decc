import { and, eq, gt, lt, max, sql } from "drizzle-orm";
import { matrixNumbers } from "../../src/school/messenger.ts";
import type { Transaction } from "../file/database.ts";
import { matrixChat, matrixEvent } from "../schema.ts";

/** An event as everything else knows it. */
export interface Numbered {
  eventId: string;
  updateId: number;
  messageId: number;
}

/** What can be chosen at a message: what it leads to, and a hash of its word. */
export interface Choice {
  leadsTo: string;
  sounds: string;
}

/** A message that the bot has sent. */
export interface Sent {
  eventId: string;
  choices: readonly Choice[];
  answers: string | null;
}

export type Row = typeof matrixEvent.$inferSelect;

/** So many events of a person may turn up later that stood before a message of the bot. */
const room = 1000;
/** What was sent longer ago (ms) and never shown was lost with its room. */
const shownWithin = 10 * 60 * 1000;
const day = 24 * 60 * 60 * 1000;

/** Numbers events as they stand in a room, the oldest first. */
export function number(tx: Transaction, chatId: number, eventIds: readonly string[], now: Date): Numbered[] {
  const known = new Map(eventIds.map((eventId) => [eventId, eventOf(tx, eventId)]));
  // What the server has not shown yet stands behind all that it shows now.
  const notShown = firstNotShown(tx, chatId, eventIds, now);
  const numberOf = (eventId: string) => known.get(eventId)?.messageId ?? Infinity;
  let last = 0;
  return eventIds.map((eventId, at) => {
    const before = Math.min(notShown, ...eventIds.slice(at + 1).map(numberOf));
    const row = known.get(eventId) ?? put(tx, chatId, { eventId, messageId: placeFor(tx, chatId, last, before) }, now);
    last = Math.max(last, row.messageId);
    // What is shown again is kept as what is shown first: it would be another update with another number.
    const isOld = row.at < new Date(now.getTime() - day).toISOString();
    const shown = { isPlaced: true, ...(isOld ? { at: now.toISOString() } : {}) };
    if (!row.isPlaced || isOld) tx.update(matrixEvent).set(shown).where(eq(matrixEvent.id, row.id)).run();
    return { eventId, updateId: matrixNumbers + row.id, messageId: row.messageId };
  });
}

/** The number of the first message of the bot that was sent a moment ago, and is not among these; or infinity. */
function firstNotShown(tx: Transaction, chatId: number, eventIds: readonly string[], now: Date): number {
  const since = gt(matrixEvent.at, new Date(now.getTime() - shownWithin).toISOString());
  const sentOnly = and(eq(matrixEvent.chatId, chatId), eq(matrixEvent.isPlaced, false), since);
  const rows = tx.select().from(matrixEvent).where(sentOnly).all();
  return Math.min(Infinity, ...rows.filter((row) => !eventIds.includes(row.eventId)).map((row) => row.messageId));
}

/** The first free number behind one and before another; where nothing stands behind, behind all. */
function placeFor(tx: Transaction, chatId: number, last: number, before: number): number {
  if (before === Infinity) return Math.max(newestOf(tx, chatId), last) + 1;
  const lower = and(eq(matrixEvent.chatId, chatId), lt(matrixEvent.messageId, before));
  const most = tx
    .select({ id: max(matrixEvent.messageId) })
    .from(matrixEvent)
    .where(lower)
    .get()?.id;
  return Math.min(Math.max(most ?? 0, last) + 1, before - 1);
}

/** Numbers a message that the bot has sent. */
export function sent(tx: Transaction, chatId: number, { eventId, choices, answers }: Sent, now: Date): number {
  const options = choices.length > 0 ? JSON.stringify(choices) : null;
  const known = eventOf(tx, eventId);
  if (!known) {
    const messageId = newestOf(tx, chatId) + room;
    return put(tx, chatId, { eventId, messageId, options, answers, isPlaced: false }, now).messageId;
  }
  // The server has shown it before it has answered; or it was sent before, and its options may be closed since.
  if (known.options === null)
    tx.update(matrixEvent).set({ options, answers }).where(eq(matrixEvent.eventId, eventId)).run();
  return known.messageId;
}

interface Put {
  eventId: string;
  messageId: number;
  options?: string | null;
  answers?: string | null;
  isPlaced?: boolean;
}

function put(tx: Transaction, chatId: number, { isPlaced = true, ...event }: Put, now: Date): Row {
  tx.update(matrixChat)
    .set({ lastMessage: sql`max(${matrixChat.lastMessage}, ${event.messageId})` })
    .where(eq(matrixChat.id, chatId - matrixNumbers))
    .run();
  const values = { ...event, chatId, isPlaced, at: now.toISOString() };
  return tx.insert(matrixEvent).values(values).returning().get();
}

const newestOf = (tx: Transaction, chatId: number): number =>
  tx
    .select()
    .from(matrixChat)
    .where(eq(matrixChat.id, chatId - matrixNumbers))
    .get()?.lastMessage ?? 0;

const eventOf = (tx: Transaction, eventId: string): Row | undefined =>
  tx.select().from(matrixEvent).where(eq(matrixEvent.eventId, eventId)).get();
