import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { Order } from "../print/printer.ts";
import type { Printed } from "./press-thread.ts";

/** How long one page may take and how much memory: far more than any needs. After so long without a page it rests. */
export const patience = { seconds: 30, megabytes: 256, idleSeconds: 600 };

/** MB of what a page throws away at once; left alone, the thread keeps 40 MB more. */
const young = 16;

/** A page that takes longer holds up those behind it no more (ms). */
const slowMs = 2000;

/** How long a page that is being printed is waited for at the end. */
const patienceAtTheEnd = 1000;

/** Prints pages, one after another. */
export interface Press {
  /**
   * Out: the PDF. Errors: NotPrinted for a page that takes too long or too much, or when the press is closed; what
   * printing itself says of data that are none.
   */
  print(order: Order): Promise<Uint8Array>;
  /** Begins the thread and reads the fonts, so that the first page is printed as quickly as the next. */
  warm(): Promise<void>;
  /** Takes no more orders, and ends the threads. */
  close(): Promise<void>;
}

/** A page that was given up; all others are printed. */
export class NotPrinted extends Error {
  override name = "NotPrinted";
}

interface Waiting {
  order: Order | "warm";
  on: PromiseWithResolvers<Uint8Array>;
}

/**
 * Opens the press: a thread that prints receipts and own data, so that nobody waits for a page but whoever gets it.
 * It begins with the first page, reads its fonts once, and holds up no process that wants to end. A page that takes too
 * long or too much ends its thread and nothing else: the next page gets a new one. While a page takes long, a second
 * thread prints those behind it.
 */
export function openPress(limits = patience): Press {
  const [usual, beside] = [openMachine(limits), openMachine(limits)];
  const waiting: Waiting[] = [];
  let closed = false;

  function goOn(): void {
    const free =
      usual.state() === "free" ? usual : usual.state() === "slow" && beside.state() === "free" ? beside : null;
    const next = free && waiting.shift();
    if (!free || !next) return;
    const page = closed ? Promise.reject(closedNow()) : free.print(next.order, goOn);
    page.then(next.on.resolve, next.on.reject).finally(goOn);
    goOn();
  }

  function put(order: Waiting["order"]): Promise<Uint8Array> {
    const on = Promise.withResolvers<Uint8Array>();
    waiting.push({ order, on });
    goOn();
    return on.promise;
  }

  return {
    print: put,
    async warm() {
      await put("warm");
    },
    async close() {
      closed = true;
      const all = Promise.allSettled([usual.idle(), beside.idle()]);
      await Promise.race([all, sleep(patienceAtTheEnd, undefined, { ref: false })]);
      await Promise.all([usual.end(), beside.end()]);
      for (const { on } of waiting.splice(0)) on.reject(closedNow());
    },
  };
}

const closedNow = () => new NotPrinted("The press is closed: pages are printed after the next start.");

/** A thread that prints one page at a time; there is none while nothing is printed for a while. */
function openMachine(limits: typeof patience) {
  const { seconds, megabytes, idleSeconds } = limits;
  let thread: Worker | null = null;
  let state: "free" | "busy" | "slow" = "free";
  let page: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;

  /** In: who wants to know that the page takes long. */
  function print(order: Waiting["order"], onSlow: () => void): Promise<Uint8Array> {
    state = "busy";
    const slow = setTimeout(() => {
      state = "slow";
      onSlow();
    }, slowMs).unref();
    const printed = onPaper(order).finally(() => {
      clearTimeout(slow);
      state = "free";
    });
    page = printed.catch(() => undefined);
    return printed;
  }

  async function onPaper(order: Waiting["order"]): Promise<Uint8Array> {
    clearTimeout(idle);
    thread ??= started(megabytes, (ended) => {
      if (thread === ended) thread = null;
    });
    const printed = await said(thread, order).finally(rest);
    if ("fault" in printed) throw printed.fault;
    return printed.bytes;
  }

  async function said(press: Worker, order: Waiting["order"]): Promise<Printed> {
    press.ref();
    press.postMessage(order);
    try {
      return ((await once(press, "message", { signal: AbortSignal.timeout(seconds * 1000) })) as [Printed])[0];
    } catch (error) {
      await end();
      throw givenUp(error, limits);
    }
  }

  /** Between pages the thread holds up nobody, and after a while its memory is given back. */
  function rest(): void {
    thread?.unref();
    idle = setTimeout(() => void end(), idleSeconds * 1000).unref();
  }

  async function end(): Promise<void> {
    const last = thread;
    thread = null;
    await last?.terminate();
  }

  return { print, end, state: () => state, idle: () => page };
}

/** A thread that prints. In: its memory; who wants to know that it has ended. */
function started(megabytes: number, onEnd: (thread: Worker) => void): Worker {
  const thread = new Worker(new URL("./press-thread.ts", import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: young },
    // The thread needs nothing of what the process was started with.
    env: {},
    execArgv: [],
  });
  // Who waits for a page hears of it; while nobody waits, nobody need.
  thread.on("error", () => undefined);
  thread.on("exit", () => {
    onEnd(thread);
    thread.emit("error", new NotPrinted("The thread that prints has ended without a word."));
  });
  return thread;
}

function givenUp(error: unknown, { seconds, megabytes }: typeof patience): unknown {
  const code = error instanceof Error && "code" in error ? error.code : "";
  if (code === "ABORT_ERR") return new NotPrinted(`A page took more than ${seconds} seconds and was given up.`);
  if (code === "ERR_WORKER_OUT_OF_MEMORY")
    return new NotPrinted(`A page took more than ${megabytes} MB and was given up.`);
  return error;
}
