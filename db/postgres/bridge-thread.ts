import { setTimeout as sleep } from "node:timers/promises";
import { type MessagePort, workerData } from "node:worker_threads";
import { Client, types } from "pg";
import type { Answer, Asked } from "./bridge.ts";

// The thread that speaks with PostgreSQL: whoever asks waits for it, and it waits for nobody.
const { port, signal } = workerData as { port: MessagePort; signal: Int32Array };

const { INT8, INT4, INT2, NUMERIC, BOOL, BYTEA } = types.builtins;
const bytes = types.getTypeParser(BYTEA) as (said: string) => Buffer;

/** As SQLite gives them: numbers, bytes, 1 or 0 for yes or no; all else is text. */
const parsers = new Map<number, (said: string) => unknown>([
  ...[INT8, INT4, INT2, NUMERIC].map((id) => [id, Number] as const),
  [BOOL, (said) => (said === "t" ? 1 : 0)],
  [BYTEA, bytes],
]);
const asSqliteGives = { getTypeParser: (id: number) => parsers.get(id) ?? String };

/** So long (ms) the end of a connection is waited for. */
const farewell = 1000;

const open = new Map<number, Client>();

async function connect(id: number, url: string, first: string): Promise<Answer> {
  const client = new Client({
    ...{ connectionString: url, application_name: "janein", keepAlive: true, connectionTimeoutMillis: 2000 },
    types: asSqliteGives,
  });
  // A connection that breaks while nobody asks is met by whoever asks next.
  client.on("error", () => open.get(id) === client && open.delete(id));
  try {
    await client.connect();
    await client.query(first);
  } catch (error) {
    // It may never have been one.
    void client.end().catch(() => undefined);
    throw error;
  }
  open.set(id, client);
  return { rows: [], columns: [], changes: 0 };
}

async function answer(asked: Asked): Promise<Answer> {
  if (asked.what === "connect") return await connect(asked.id, asked.url, asked.first);
  const client = open.get(asked.id);
  if (asked.what === "end") {
    open.delete(asked.id);
    // Where the network is gone, the server's farewell would be waited for.
    await Promise.race([client?.end(), sleep(farewell, undefined, { ref: false })]);
    return { rows: [], columns: [], changes: 0 };
  }
  if (!client) return { lost: "the connection has broken off", hadBegun: false };
  try {
    const { name, text, values } = asked;
    const result = await client.query({ ...(name && { name }), text, values: values as unknown[], rowMode: "array" });
    // Several statements at once have an answer each: the last one counts.
    const last = Array.isArray(result) ? (result as (typeof result)[]).at(-1) : result;
    if (!last) return { rows: [], columns: [], changes: 0 };
    return { rows: last.rows, columns: last.fields.map((field) => field.name), changes: last.rowCount ?? 0 };
  } catch (error) {
    if (!isOfServer(error)) drop(asked.id, client);
    throw error;
  }
}

function drop(id: number, client: Client): void {
  open.delete(id);
  void client.end().catch(() => undefined);
}

/** What the server itself says has a code of five signs; in class 57 and 08 it takes its leave. */
const isOfServer = (error: unknown): boolean => {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return /^[0-9A-Z]{5}$/.test(code) && !/^(57P0|08)/.test(code);
};

function failed(error: unknown): Answer {
  const { message, code, constraint } = error as { message?: string; code?: string; constraint?: string };
  if (!isOfServer(error)) return { lost: message || String(code ?? error) };
  return { failed: message ?? "", code: code ?? "", constraint: constraint ?? "" };
}

port.on("message", (asked: Asked) => {
  void answer(asked)
    .catch(failed)
    .then((said) => {
      // The answer to a question that nobody waits for any more would pass for that to the next one: it has its number.
      port.postMessage({ ...said, number: asked.number });
      Atomics.add(signal, 0, 1);
      Atomics.notify(signal, 0);
    });
});
