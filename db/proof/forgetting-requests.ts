import { and, eq, inArray, lt, not, sql } from "drizzle-orm";
import { putOnRecord } from "./erasings.ts";
import { isRestrictedNow } from "./restriction.ts";
import type { Transaction } from "../file/database.ts";
import { requestEntry, requestStep, rightsRequest } from "../schema.ts";

/** More than that waits for the next round. */
const atOnce = 10_000;

/** Forgets requests that were closed before that time, with the words that came with them. In: ISO times. */
export function forgetRequests(tx: Transaction, at: string, before: string): void {
  const closed = tx
    .selectDistinct({ id: requestStep.requestId })
    .from(requestStep)
    .innerJoin(rightsRequest, eq(rightsRequest.id, requestStep.requestId))
    .where(
      and(
        inArray(requestStep.step, ["answered", "declined"]),
        lt(requestStep.at, before),
        not(isRestrictedNow("rights_request.person_id")),
        // A step or a letter of a clock that was ahead is younger than the answer: the database keeps it for its time.
        sql`not exists (select 1 from request_step as young
          where young.request_id = ${rightsRequest.id} and young.at >= ${before})`,
        sql`not exists (select 1 from request_entry as young
          where young.request_id = ${rightsRequest.id} and young.at >= ${before})`,
      ),
    )
    .limit(atOnce)
    .all()
    .map((row) => row.id);
  const steps = tx
    .select({ id: requestStep.id })
    .from(requestStep)
    .where(inArray(requestStep.requestId, closed))
    .all()
    .map((row) => row.id);
  const entries = tx
    .select({ id: requestEntry.id })
    .from(requestEntry)
    .where(inArray(requestEntry.requestId, closed))
    .all()
    .map((row) => row.id);
  const rows = { rights_request: closed, request_step: steps, request_entry: entries };
  putOnRecord(tx, { at, endedBefore: before, rows });
  tx.delete(requestEntry).where(inArray(requestEntry.requestId, closed)).run();
  tx.delete(requestStep).where(inArray(requestStep.requestId, closed)).run();
  tx.delete(rightsRequest).where(inArray(rightsRequest.id, closed)).run();
}
