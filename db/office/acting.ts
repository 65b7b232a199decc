import { AsyncLocalStorage } from "node:async_hooks";
import type { Database, Transaction } from "../file/database.ts";
import { officeAction } from "../schema.ts";

/** What a person of the office is doing: it goes into the log of actions. `about`: an id, never a name. */
export interface Act {
  by: string;
  what: string;
  about: string;
  at: string;
}

const acting = new AsyncLocalStorage<{ act: Act; noted: boolean }>();

/**
 * Does a piece of work for a person of the office:
 * the first unit of work in it that changes anything puts the act down, in its own transaction.
 */
export function actingFor<T>(act: Act, work: () => Promise<T>): Promise<T> {
  return acting.run({ act, noted: false }, work);
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
  tx.insert(officeAction).values(pending.act).run();
  pending.noted = true;
  return result;
}
