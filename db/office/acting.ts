import { AsyncLocalStorage } from "node:async_hooks";
import { sql } from "drizzle-orm";
import { type ActDetails, keptDetails } from "../../src/school/act-details.ts";
import type { Database, Transaction } from "../file/database.ts";
import { markOfAct, officeAction } from "../schema.ts";

/** What a person of the office is doing: it goes into the log of actions. `about`: an id, never a name. */
export interface Act {
  by: string;
  what: string;
  about: string;
  at: string;
  details?: ActDetails;
}

const acting = new AsyncLocalStorage<{ act: Act; noted: boolean }>();

/**
 * Does a piece of work for a person of the office:
 * the first unit of work in it that changes anything puts the act down, in its own transaction.
 * In: also what to do once it is done and was put down.
 */
export function actingFor<T>(act: Act, work: () => Promise<T>, then: () => void = () => undefined): Promise<T> {
  const pending = { act, noted: false };
  return acting.run(pending, async () => {
    const result = await work();
    if (pending.noted) then();
    return result;
  });
}

/** Does work for which nothing is put down, whoever is acting. */
export const asNobodysAct = <T>(work: () => Promise<T>): Promise<T> => acting.exit(work);

/**
 * Adds to what is put down of the act: whoever changes something knows best what it was before.
 * In: within a unit of work; where nobody of the office is acting, it is for nobody.
 */
export function inDetail(details: ActDetails): void {
  const pending = acting.getStore();
  if (pending && !pending.noted) pending.act = { ...pending.act, details: { ...pending.act.details, ...details } };
}

/**
 * A unit of work; where somebody of the office is acting, with the note of it.
 * One without the other would be a secret or a lie.
 */
export function withNote<T>(database: Database, tx: Transaction, work: (tx: Transaction) => T): T {
  const pending = acting.getStore();
  if (!pending || pending.noted) return work(tx);
  const changes = () => database.$client.prepare("select total_changes()").pluck().get();
  const before = changes();
  const result = work(tx);
  if (changes() === before) return result;
  putDown(tx, pending.act);
  pending.noted = true;
  return result;
}

/**
 * Does what a form asks for that is sent once, and puts its mark down with the act. Out: null where that was done
 * before, by whomever, and nothing is changed. In: within a unit of work in which somebody of the office is acting; the
 * mark, which the form has from its page.
 */
export function onceFor<T>(tx: Transaction, mark: string, work: () => T): T | null {
  if (putDownWith(tx, mark) !== null) return null;
  inDetail({ act: mark });
  return work();
}

/** The act that was put down with this mark of a form, or null. */
export function putDownWith(db: Database | Transaction, mark: string): Omit<Act, "details"> | null {
  const found = db.get<Omit<Act, "details"> | undefined>(
    sql`select "by", at, what, about from office_action where ${markOfAct} = ${mark}`,
  );
  return found ?? null;
}

/** Puts an act down, in the transaction of what was done. */
export function putDown(tx: Transaction, { details = {}, ...act }: Act): void {
  tx.insert(officeAction)
    .values({ ...act, details: keptDetails(details) })
    .run();
}
