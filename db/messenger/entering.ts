import { and, desc, eq } from "drizzle-orm";
import { isClosed, receivedAt, type EntryRoute, type Right, type RightsRequest } from "../../src/consent/rights.ts";
import { tellOfArrival } from "./arrivals.ts";
import { addWords, openOne, putStep, requestWith } from "./request-rows.ts";
import type { Database, Transaction } from "../file/database.ts";
import { person, requestEntry, rightsRequest } from "../schema.ts";

/** A request as the office puts it down. */
export interface Entering {
  /** Of the form: sent twice it is one request. */
  id: string;
  right: Right;
  /** Whose it is; or, of somebody of whom nothing is stored, the name alone and an id for it. */
  whose: { personId: string } | { name: string; newId: string };
  words: string;
  receivedOn: string;
  /** When it came, as a moment (ISO): the month counts from it. */
  receivedAt: string;
  route: EntryRoute;
  place: string;
  by: string;
}

/** `again`: the form was sent before; `open`: the person has asked for it, and it is not answered yet. */
export interface EnteredRequest {
  request: RightsRequest;
  how: "received" | "again" | "open";
}

/** As `requests.enter` says, in a unit of work. Errors: an error where nobody has that id. */
export function enter(tx: Transaction, entering: Entering, now: Date): EnteredRequest {
  const known = tx.select().from(requestEntry).where(eq(requestEntry.id, entering.id)).get();
  if (known) return { request: requestOf(tx, known.requestId), how: "again" };
  const personId = idOf(tx, entering);
  const open = openOne(tx, personId, entering.right);
  const request = open ?? begin(tx, entering, personId);
  if (open) joinTo(tx, open, entering);
  const { id, receivedOn, route, place, by } = entering;
  tx.insert(requestEntry)
    .values({ id, requestId: request.id, receivedOn, route, place, by, at: now.toISOString() })
    .run();
  if (!open) tellOfArrival(tx, request.id, now.toISOString());
  return { request: requestOf(tx, request.id), how: open ? "open" : "received" };
}

/** As `requests.before` says. */
export function openOf(
  db: Database | Transaction,
  personId: string,
  right: Right,
): { open?: RightsRequest; closed?: RightsRequest } {
  const own = and(eq(rightsRequest.personId, personId), eq(rightsRequest.right, right));
  const rows = db.select({ id: rightsRequest.id }).from(rightsRequest).where(own).orderBy(desc(rightsRequest.id)).all();
  const all = rows.flatMap(({ id }) => requestWith(db, id) ?? []);
  const lastStep = (one: RightsRequest) => one.history.at(-1)?.at ?? "";
  const closed = all.filter(isClosed).toSorted((a, b) => lastStep(b).localeCompare(lastStep(a)))[0];
  const open = all.find((one) => !isClosed(one));
  return { ...(open ? { open } : {}), ...(closed ? { closed } : {}) };
}

function begin(tx: Transaction, { id, right, words, receivedAt: at }: Entering, personId: string): RightsRequest {
  tx.insert(rightsRequest).values({ id, right, personId, words }).run();
  putStep(tx, id, { step: "received", at, by: personId, note: "" });
  return requestOf(tx, id);
}

/** It came once more, another way: what it says is added, and the month counts from the first of the days. */
function joinTo(tx: Transaction, open: RightsRequest, { words, receivedAt: at }: Entering): void {
  // Each letter that came has its own bound; none may be lost because others came before it.
  addWords(tx, open, words, Infinity);
  if (at < receivedAt(open)) putStep(tx, open.id, { step: "received", at, by: open.personId, note: "" });
}

/** Whoever is on no file gets a person of their own, who belongs to nobody and goes with the request. */
function idOf(tx: Transaction, { whose }: Entering): string {
  if ("name" in whose) {
    const stranger = { id: whose.newId, role: "stranger" as const, givenName: "", familyName: whose.name };
    tx.insert(person).values(stranger).run();
    return stranger.id;
  }
  const found = tx.select({ id: person.id, role: person.role }).from(person).where(eq(person.id, whose.personId)).get();
  if (!found || found.role === "office") throw new Error("nobody has that id of whom a request could be");
  return found.id;
}

function requestOf(tx: Transaction, id: string): RightsRequest {
  const request = requestWith(tx, id);
  if (!request) throw new Error(`there is no request ${id}`);
  return request;
}
