import { eq, inArray } from "drizzle-orm";
import {
  isCarriedOut,
  isClosed,
  type RequestEntry,
  type RequestStep,
  type Right,
  type RightsRequest,
  type TakenStep,
} from "../../src/consent/rights.ts";
import { fullName, type Person } from "../../src/school/people.ts";
import { announce } from "./announce.ts";
import { tellOfArrival } from "./arrivals.ts";
import { type EnteredRequest, enter, type Entering, openOf } from "./entering.ts";
import { addWords, entriesOf, openOne, putStep, requestWith, stepsOf } from "./request-rows.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import { personWith } from "../school/person.ts";
import { person, rightsRequest } from "../schema.ts";

/** What the office must see of a request. */
export type RequestOfPerson = RightsRequest & { name: string; role: Person["role"]; entries: RequestEntry[] };

/** A request as it is on record; `already`: the school has heard nothing new. */
export interface Asked {
  request: RightsRequest;
  taken: "received" | "already";
}

/** A request as somebody makes it. */
interface Made {
  id: string;
  right: Right;
  personId: string;
  words: string;
}

/** Requests for one's rights, each with its steps. */
export function openRequests(database: Database) {
  return {
    /**
     * Takes a request. In: an id (the same again changes nothing), what is asked for, by whom, in which words;
     * whether it was served at once. Out: the request as it is on record.
     */
    async receive(request: Made, now: Date, servedAtOnce = false): Promise<RightsRequest> {
      return inOneTransaction(database, (tx) => {
        return requestWith(tx, request.id) ?? begin(tx, request, now, servedAtOnce);
      });
    },

    /**
     * Takes a request that the school is to answer. What the same person has asked for and is not answered yet is the
     * same request; its words grow up to so many letters. Out: the request as it is on record, and whether the
     * school has heard anything new.
     */
    async ask(request: Made, now: Date, mostLetters: number): Promise<Asked> {
      return inOneTransaction(database, (tx) => ask(tx, request, now, mostLetters));
    },

    /**
     * Puts down a request that came by letter, by telephone or in person. The same form again changes nothing, and
     * what the person has asked for and is not answered yet is the same request. Out: the request, and which it was.
     */
    async enter(entering: Entering, now: Date): Promise<EnteredRequest> {
      return inOneTransaction(database, (tx) => enter(tx, entering, now));
    },

    /** What this person has asked for of a right: what is open, and the last that is closed. */
    async before(personId: string, right: Right): Promise<{ open?: RightsRequest; closed?: RightsRequest }> {
      return openOf(database, personId, right);
    },

    /**
     * The office takes a step, and the person is told of it. Out: false for a request that is closed or not there, and
     * for one that is answered only by being carried out.
     */
    async step(id: string, step: TakenStep, by: string, note: string, now: Date): Promise<boolean> {
      return inOneTransaction(database, (tx) => {
        const request = requestWith(tx, id);
        if (!request || isClosed(request)) return false;
        const role = personWith(tx, request.personId)?.role;
        if (step === "answered" && isCarriedOut(request.right, role)) return false;
        putStep(tx, id, { step, at: now.toISOString(), by, note });
        announce(tx, { kind: "request", about: id, at: now.toISOString() }, [request.personId]);
        return true;
      });
    },

    /** Every request, oldest first. */
    async all(): Promise<RequestOfPerson[]> {
      const rows = database.select().from(rightsRequest).innerJoin(person, eq(person.id, rightsRequest.personId)).all();
      const ids = rows.map((row) => row.rights_request.id);
      const [histories, entries] = [stepsOf(database, ids), entriesOf(database, ids)];
      return rows
        .map((row) => ({
          ...row.rights_request,
          name: fullName(row.person),
          role: row.person.role,
          history: histories.get(row.rights_request.id) ?? [],
          entries: entries.get(row.rights_request.id) ?? [],
        }))
        .toSorted((a, b) => ((a.history[0]?.at ?? "") < (b.history[0]?.at ?? "") ? -1 : 1));
    },

    /** The requests of these persons. */
    async of(personIds: readonly string[]): Promise<(RightsRequest & { entries: RequestEntry[] })[]> {
      const rows = database
        .select()
        .from(rightsRequest)
        .where(inArray(rightsRequest.personId, [...personIds]))
        .all();
      const ids = rows.map((row) => row.id);
      const [histories, entries] = [stepsOf(database, ids), entriesOf(database, ids)];
      return rows.map((row) => ({
        ...row,
        history: histories.get(row.id) ?? [],
        entries: entries.get(row.id) ?? [],
      }));
    },
  };
}

export type Requests = ReturnType<typeof openRequests>;

function begin(tx: Transaction, request: Made, now: Date, servedAtOnce: boolean): RightsRequest {
  tx.insert(rightsRequest).values(request).run();
  const at = now.toISOString();
  const history: RequestStep[] = [
    { step: "received", at, by: request.personId, note: "" },
    ...(servedAtOnce ? [{ step: "answered" as const, at, by: "JaNein", note: "" }] : []),
  ];
  for (const step of history) putStep(tx, request.id, step);
  if (!servedAtOnce) tellOfArrival(tx, request.id, at);
  return { ...request, history };
}

function ask(tx: Transaction, request: Made, now: Date, mostLetters: number): Asked {
  const known = requestWith(tx, request.id);
  if (known) return { request: known, taken: "received" };
  const open = openOne(tx, request.personId, request.right);
  if (!open) return { request: begin(tx, request, now, false), taken: "received" };
  const grown = addWords(tx, open, request.words, mostLetters);
  return grown ? { request: grown, taken: "received" } : { request: open, taken: "already" };
}
