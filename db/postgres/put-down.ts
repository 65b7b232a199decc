import { placeAt } from "./address.ts";
import { Connection } from "./connection.ts";

/** What is put down on behalf of schools that another process works on: one connection for each. */
const connections = new Map<string, Connection>();

/** So long (ms) the server has: whoever sent it sends it again. */
const patience = 5000;

/**
 * Puts down an update for the process that works on the school, and finds it among what waits there.
 * In: the address of the school; an update as the messenger gave it. Errors: PostgresLost, PostgresRefused; then it may
 * be put down or not, and does no harm twice.
 */
export function putDown(address: string, { id, update }: { id: number; update: string }): void {
  const connection = connections.get(address) ?? new Connection({ ...placeAt(address), isAlone: false });
  connections.set(address, connection);
  connection.ask(into, [id, update], { isKept: true, patience });
}

const into = "insert into waiting_update (update_id, update) values ($1, $2) on conflict do nothing";
