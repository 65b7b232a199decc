import { and, eq, inArray, isNull } from "drizzle-orm";
import { dueOn, isClosed, type Right } from "../../src/consent/rights.ts";
import { announce } from "./announce.ts";
import { requestWith } from "./request-rows.ts";
import type { Transaction } from "../file/database.ts";
import { account, officePerson } from "../schema.ts";

/** What the head and the officer hear at once: which right, until when, and where it lies; nobody's name and words. */
export interface ArrivalNews {
  kind: "arrived";
  id: string;
  right: Right;
  /** ISO date. */
  dueOn: string;
}

/**
 * Puts down that a request has come, for whoever answers requests and has connected a chat; each hears it once. Who has
 * none sees it on the overview.
 */
export function tellOfArrival(tx: Transaction, requestId: string, at: string): void {
  const answering = and(inArray(officePerson.role, ["head", "officer"]), isNull(officePerson.goneAt));
  const reached = tx
    .select({ id: officePerson.id })
    .from(officePerson)
    .innerJoin(account, eq(account.personId, officePerson.id))
    .where(answering)
    .all();
  announce(
    tx,
    { kind: "arrived", about: requestId, at },
    reached.map(({ id }) => id),
  );
}

/** What it says now. Out: null where it has become needless: it is answered, or the reader answers requests no more. */
export function arrivalNews(
  tx: Transaction,
  { about, personId }: { about: string; personId: string },
): ArrivalNews | null {
  const reader = tx.select().from(officePerson).where(eq(officePerson.id, personId)).get();
  const answers = reader !== undefined && reader.goneAt === null && reader.role !== "office";
  const request = requestWith(tx, about);
  if (!answers || !request || isClosed(request)) return null;
  return { kind: "arrived", id: request.id, right: request.right, dueOn: dueOn(request) };
}
