import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";

/** What is asked of the thread that speaks with PostgreSQL. */
export type Asked = { id: number; number: number } & (
  | { what: "connect"; url: string; first: string }
  | { what: "query"; text: string; values: readonly unknown[]; name?: string | undefined }
  | { what: "end" }
);

/** What it answers: rows; what the server refuses; or that there is no server. */
export type Answer =
  | { rows: unknown[][]; columns: string[]; changes: number }
  | { failed: string; code: string; constraint: string }
  | { lost: string; hadBegun?: boolean };

/** PostgreSQL refuses what was asked. `code`: its own, of five signs. */
export class PostgresRefused extends Error {
  override name = "PostgresRefused";
  readonly code: string;
  readonly sqlstate: string;
  constructor(message: string, sqlstate: string, constraint: string) {
    super(constraint && !message.includes(constraint) ? `${message} (${constraint})` : message);
    this.sqlstate = sqlstate;
    this.code = asSqliteSays[sqlstate] ?? `POSTGRES_${sqlstate}`;
  }
}

/** PostgreSQL cannot be reached, or has not answered in time. */
export class PostgresLost extends Error {
  override name = "PostgresLost";
  private readonly why: string;
  /** Whether something may have been done, and only the server knows: what could not begin may be begun again. */
  readonly hadBegun: boolean;

  constructor(why: string, hadBegun = true) {
    super(`PostgreSQL ${hadBegun ? "has not answered" : "does not answer"}: ${why}`);
    [this.why, this.hadBegun] = [why, hadBegun];
  }

  /** The same of what had not begun. */
  notBegun(): PostgresLost {
    return new PostgresLost(this.why, false);
  }
}

/** What could not connect. Whoever is not let in (a wrong password, too many connections) is as far away; else null. */
export function asFarAway(error: unknown): PostgresLost | null {
  if (error instanceof PostgresRefused) return new PostgresLost(error.message, false);
  return error instanceof PostgresLost ? error.notBegun() : null;
}

/** Whoever else writes at the same time: the unit of work is done again, as where SQLite is busy. */
const asSqliteSays: Readonly<Record<string, string>> = {
  "40001": "SQLITE_BUSY_SNAPSHOT",
  "40P01": "SQLITE_BUSY_SNAPSHOT",
  "55P03": "SQLITE_BUSY",
};

/** One thread for all connections of a process: whoever asks waits anyway. */
interface Thread {
  port: MessagePort;
  signal: Int32Array;
  worker: Worker;
}

let thread: Thread | undefined;
let [lastId, lastNumber] = [0, 0];

function begun(): Thread {
  const { port1: port, port2 } = new MessageChannel();
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL("./bridge-thread.ts", import.meta.url), {
    workerData: { port: port2, signal },
    transferList: [port2],
    // Of the options that the process was begun with some make a thread of a file impossible, and none is for it.
    execArgv: [],
  });
  // It keeps no process alive.
  worker.unref();
  port.unref();
  return { port, signal, worker };
}

/** How long an answer is waited for (ms). */
export const waits = { connect: 6000, query: 20_000, long: 600_000 };

type Question = Asked extends infer One ? (One extends Asked ? Omit<One, "number"> : never) : never;

/**
 * Asks PostgreSQL, and waits for the answer: nothing else happens in this thread until it is there.
 * Errors: PostgresRefused where the server says no; PostgresLost where there is none, or its answer is late.
 */
export function ask(question: Question, patience: number): Extract<Answer, { rows: unknown }> {
  const { port, signal } = (thread ??= begun());
  const number = (lastNumber += 1);
  let seen = Atomics.load(signal, 0);
  port.postMessage({ ...question, number });
  for (const until = performance.now() + patience; ; seen = Atomics.load(signal, 0)) {
    const left = until - performance.now();
    const said = receiveMessageOnPort(port)?.message as (Answer & { number: number }) | undefined;
    if (said?.number === number) return given(said);
    if (said) continue;
    if (left <= 0) throw new PostgresLost(`not within ${Math.round(patience / 1000)} seconds`);
    Atomics.wait(signal, 0, seen, left);
  }
}

function given(said: Answer): Extract<Answer, { rows: unknown }> {
  if ("rows" in said) return said;
  if ("lost" in said) throw new PostgresLost(said.lost, said.hadBegun);
  throw new PostgresRefused(said.failed, said.code, said.constraint);
}

/** A connection that is told apart from all others of this process. */
export const nextId = (): number => (lastId += 1);
