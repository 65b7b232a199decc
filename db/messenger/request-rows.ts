import { and, asc, eq, inArray, notInArray } from "drizzle-orm";
import {
  isClosed,
  type RequestEntry,
  type RequestStep,
  type Right,
  type RightsRequest,
} from "../../src/consent/rights.ts";
import type { Database, Transaction } from "../file/database.ts";
import { requestEntry, requestStep, rightsRequest } from "../schema.ts";

/** One request with its steps. */
export function requestWith(db: Transaction | Database, id: string): RightsRequest | null {
  const row = db.select().from(rightsRequest).where(eq(rightsRequest.id, id)).get();
  return row ? { ...row, history: stepsOf(db, [id]).get(id) ?? [] } : null;
}

/** What this person has asked for already and the school has not answered. */
export function openOne(db: Transaction | Database, personId: string, right: Right): RightsRequest | undefined {
  const own = and(eq(rightsRequest.personId, personId), eq(rightsRequest.right, right));
  const rows = db.select({ id: rightsRequest.id }).from(rightsRequest).where(own).all();
  return rows.flatMap(({ id }) => requestWith(db, id) ?? []).find((request) => !isClosed(request));
}

/**
 * Adds words to an open request while there is room for so many letters. Out: the request with them; null where they
 * say nothing new, or too much.
 */
export function addWords(
  tx: Transaction,
  open: RightsRequest,
  further: string,
  mostLetters: number,
): RightsRequest | null {
  const words = [open.words, further].filter((some) => some !== "").join("\n");
  const isNew = further !== "" && !`\n${open.words}\n`.includes(`\n${further}\n`);
  if (!isNew || words.length > mostLetters) return null;
  tx.update(rightsRequest).set({ words }).where(eq(rightsRequest.id, open.id)).run();
  return { ...open, words };
}

/** The steps of these requests, oldest first. */
export function stepsOf(db: Transaction | Database, ids: readonly string[]): Map<string, RequestStep[]> {
  const rows = db
    .select()
    .from(requestStep)
    .where(inArray(requestStep.requestId, [...ids]))
    .orderBy(asc(requestStep.id))
    .all();
  return Map.groupBy(
    rows.map(({ id: _, ...row }) => row),
    (row) => row.requestId,
  );
}

/** How these requests came, where it was not by chat; oldest first. */
export function entriesOf(db: Transaction | Database, ids: readonly string[]): Map<string, RequestEntry[]> {
  const rows = db
    .select()
    .from(requestEntry)
    .where(inArray(requestEntry.requestId, [...ids]))
    .orderBy(asc(requestEntry.at))
    .all();
  const entries = Map.groupBy(rows, (row) => row.requestId);
  return new Map([...entries].map(([id, own]) => [id, own.map(({ requestId: _, ...entry }) => entry)]));
}

/** Puts a step down. */
export function putStep(tx: Transaction, requestId: string, { step, at, by, note }: RequestStep): void {
  tx.insert(requestStep).values({ requestId, step, at, by, note }).run();
}

/** The requests on which something is left to be done, each with its steps. */
export function requestsLeftOpen(db: Transaction | Database): Pick<RightsRequest, "id" | "history">[] {
  const isClosing = inArray(requestStep.step, ["answered", "declined"]);
  const closed = db.select({ id: requestStep.requestId }).from(requestStep).where(isClosing);
  const rows = db
    .select()
    .from(requestStep)
    .where(notInArray(requestStep.requestId, closed))
    .orderBy(asc(requestStep.id))
    .all();
  return [...Map.groupBy(rows, ({ requestId }) => requestId)].map(([id, history]) => ({ id, history }));
}
