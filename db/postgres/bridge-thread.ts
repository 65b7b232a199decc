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

/** How often (ms) a connection that is not asked anything says that it is there: the server lets go of a silent one. */
const lifeSigns = 2000;

/** A connection, and the end of what it is at: it is asked one thing after the other. */
interface Open {
  client: Client;
  done: Promise<unknown>;
  isBusy: boolean;
}

const open = new Map<number, Open>();

async function connect(id: number, url: string, first: string): Promise<Answer> {
  const client = new Client({
    ...{ connectionString: url, application_name: "janein", keepAlive: true, connectionTimeoutMillis: 2000 },
    types: asSqliteGives,
  });
  // A connection that breaks while nobody asks is met by whoever asks next.
  client.on("error", () => open.get(id)?.client === client && open.delete(id));
  try {
    await client.connect();
    await client.query(first);
  } catch (error) {
    // It may never have been one.
    void client.end().catch(() => undefined);
    throw error;
  }
  open.set(id, { client, done: Promise.resolve(), isBusy: false });
  return { rows: [], columns: [], changes: 0 };
}

async function answer(asked: Asked): Promise<Answer> {
  if (asked.what === "connect") return await connect(asked.id, asked.url, asked.first);
  const one = open.get(asked.id);
  if (asked.what === "end") {
    open.delete(asked.id);
    // Where the network is gone, the server's farewell would be waited for.
    await Promise.race([one?.client.end(), sleep(farewell, undefined, { ref: false })]);
    return { rows: [], columns: [], changes: 0 };
  }
  // What it said last of itself may have met that there is none any more.
  await one?.done;
  if (!one || open.get(asked.id) !== one) return { lost: "the connection has broken off", hadBegun: false };
  try {
    const { name, text, values } = asked;
    const how = { ...(name && { name }), text, values: values as unknown[], rowMode: "array" } as const;
    const result = await alone(one, () => one.client.query(how));
    // Several statements at once have an answer each: the last one counts.
    const last = Array.isArray(result) ? (result as (typeof result)[]).at(-1) : result;
    if (!last) return { rows: [], columns: [], changes: 0 };
    return { rows: last.rows, columns: last.fields.map((field) => field.name), changes: last.rowCount ?? 0 };
  } catch (error) {
    if (!isOfServer(error)) drop(asked.id, one);
    throw error;
  }
}

async function alone<Out>(one: Open, asks: () => Promise<Out>): Promise<Out> {
  one.isBusy = true;
  try {
    const done = asks();
    one.done = done.catch(() => undefined);
    return await done;
  } finally {
    one.isBusy = false;
  }
}

function drop(id: number, one: Open): void {
  if (open.get(id) === one) open.delete(id);
  void one.client.end().catch(() => undefined);
}

/** Whoever asks may compute for as long as it likes between two questions: this thread is there all the time. */
setInterval(() => {
  // An empty question begins nothing, and is answered also where what was begun has failed.
  for (const [id, one] of open) if (!one.isBusy) void alone(one, () => one.client.query("")).catch(() => drop(id, one));
}, lifeSigns);

/** What the server itself says has a code of five signs; in class 57 and 08, and for silence, it takes its leave. */
const isOfServer = (error: unknown): boolean => {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return /^[0-9A-Z]{5}$/.test(code) && !/^(57P0|08|25P03)/.test(code);
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
