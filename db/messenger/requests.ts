import { and, asc, eq, inArray, notInArray } from "drizzle-orm";
import { isClosed, type RequestStep, type Right, type RightsRequest, type Step } from "../../src/consent/rights.ts";
import type { Person } from "../../src/school/people.ts";
import { fullName } from "../../src/school/planning/import-plan.ts";
import { announce } from "./announce.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import { person, requestStep, rightsRequest } from "../schema.ts";

/** What the office must see of a request. */
export type RequestOfPerson = RightsRequest & { name: string; role: Person["role"] };

/** A request as it is on record; `already`: the school has heard nothing new. */
export interface Asked {
  request: RightsRequest;
  taken: "received" | "already";
}

/** Requests for one's rights, each with its steps. */
export function openRequests(database: Database) {
  return {
    /**
     * Takes a request. In: an id (the same again changes nothing), what is asked for, by whom, in which words;
     * whether it was served at once. Out: the request as it is on record.
     */
    async receive(
      request: { id: string; right: Right; personId: string; words: string },
      now: Date,
      servedAtOnce = false,
    ): Promise<RightsRequest> {
      return inOneTransaction(database, (tx) => {
        return requestWith(tx, request.id) ?? begin(tx, request, now, servedAtOnce);
      });
    },

    /**
     * Takes a request that the school is to answer. What the same person has asked for and is not answered yet is the
     * same request; its words grow up to so many letters. Out: the request as it is on record, and whether the
     * school has heard anything new.
     */
    async ask(
      request: { id: string; right: Right; personId: string; words: string },
      now: Date,
      mostLetters: number,
    ): Promise<Asked> {
      return inOneTransaction(database, (tx) => ask(tx, request, now, mostLetters));
    },

    /** The office takes a step, and the person is told of it. Out: false for a request that is closed or not there. */
    async step(id: string, step: Exclude<Step, "received">, by: string, note: string, now: Date): Promise<boolean> {
      return inOneTransaction(database, (tx) => {
        const request = requestWith(tx, id);
        if (!request || isClosed(request)) return false;
        put(tx, id, { step, at: now.toISOString(), by, note });
        announce(tx, { kind: "request", about: id, at: now.toISOString() }, [request.personId]);
        return true;
      });
    },

    /** Every request, oldest first. */
    async all(): Promise<RequestOfPerson[]> {
      const rows = database.select().from(rightsRequest).innerJoin(person, eq(person.id, rightsRequest.personId)).all();
      const histories = stepsOf(
        database,
        rows.map((row) => row.rights_request.id),
      );
      return rows
        .map((row) => ({
          ...row.rights_request,
          name: fullName(row.person),
          role: row.person.role,
          history: histories.get(row.rights_request.id) ?? [],
        }))
        .toSorted((a, b) => ((a.history[0]?.at ?? "") < (b.history[0]?.at ?? "") ? -1 : 1));
    },

    /** The requests of these persons. */
    async of(personIds: readonly string[]): Promise<RightsRequest[]> {
      const rows = database
        .select()
        .from(rightsRequest)
        .where(inArray(rightsRequest.personId, [...personIds]))
        .all();
      const histories = stepsOf(
        database,
        rows.map((row) => row.id),
      );
      return rows.map((row) => ({ ...row, history: histories.get(row.id) ?? [] }));
    },
  };
}

export type Requests = ReturnType<typeof openRequests>;

/** One request with its steps. */
export function requestWith(db: Transaction | Database, id: string): RightsRequest | null {
  const row = db.select().from(rightsRequest).where(eq(rightsRequest.id, id)).get();
  return row ? { ...row, history: stepsOf(db, [id]).get(id) ?? [] } : null;
}

/** The requests on which something is left to be done, each with its steps. */
export function requestsLeftOpen(db: Transaction | Database): Pick<RightsRequest, "id" | "history">[] {
  const isClosing = inArray(requestStep.step, ["answered", "declined"] satisfies Step[]);
  const closed = db.select({ id: requestStep.requestId }).from(requestStep).where(isClosing);
  const rows = db
    .select()
    .from(requestStep)
    .where(notInArray(requestStep.requestId, closed))
    .orderBy(asc(requestStep.id))
    .all();
  return [...Map.groupBy(rows, ({ requestId }) => requestId)].map(([id, history]) => ({ id, history }));
}

function begin(
  tx: Transaction,
  request: Omit<RightsRequest, "history">,
  now: Date,
  servedAtOnce: boolean,
): RightsRequest {
  tx.insert(rightsRequest).values(request).run();
  const at = now.toISOString();
  const history: RequestStep[] = [
    { step: "received", at, by: request.personId, note: "" },
    ...(servedAtOnce ? [{ step: "answered" as const, at, by: "JaNein", note: "" }] : []),
  ];
  for (const step of history) put(tx, request.id, step);
  return { ...request, history };
}

function ask(tx: Transaction, request: Omit<RightsRequest, "history">, now: Date, mostLetters: number): Asked {
  const known = requestWith(tx, request.id);
  if (known) return { request: known, taken: "received" };
  const open = openOne(tx, request.personId, request.right);
  if (!open) return { request: begin(tx, request, now, false), taken: "received" };
  const words = [open.words, request.words].filter((some) => some !== "").join("\n");
  const isNew = request.words !== "" && !`\n${open.words}\n`.includes(`\n${request.words}\n`);
  if (!isNew || words.length > mostLetters) return { request: open, taken: "already" };
  tx.update(rightsRequest).set({ words }).where(eq(rightsRequest.id, open.id)).run();
  return { request: { ...open, words }, taken: "received" };
}

/** What this person has asked for already and the school has not answered. */
function openOne(tx: Transaction, personId: string, right: Right): RightsRequest | undefined {
  const own = and(eq(rightsRequest.personId, personId), eq(rightsRequest.right, right));
  const rows = tx.select({ id: rightsRequest.id }).from(rightsRequest).where(own).all();
  return rows.flatMap(({ id }) => requestWith(tx, id) ?? []).find((request) => !isClosed(request));
}

function stepsOf(db: Transaction | Database, ids: readonly string[]): Map<string, RequestStep[]> {
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

function put(tx: Transaction, requestId: string, step: RequestStep): void {
  tx.insert(requestStep)
    .values({ requestId, ...step })
    .run();
}
