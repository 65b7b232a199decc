import { setTimeout as sleep } from "node:timers/promises";
import type { Order } from "../print/printer.ts";
import { type Apart, GivenUp, startApart } from "./apart.ts";
import type { Printed } from "./press-process.ts";

/** How long one page may take and how much memory: far more than any needs. After so long without a page it rests. */
export const patience = { seconds: 30, megabytes: 256, idleSeconds: 60 };

/** MB of what a page throws away at once; left alone, the process keeps 50 MB more. */
const young = 4;

const printing = new URL("./press-process.ts", import.meta.url);

/** A page that takes longer holds up those behind it no more (ms). */
const slowMs = 2000;

/** How long pages that are being printed are waited for at the end. */
const patienceAtTheEnd = 1000;

/** Prints pages, one after another. */
export interface Press {
  /**
   * Out: the PDF. Errors: NotPrinted for a page that takes too long or too much, or when the press is closed; what
   * printing itself says of data that are none.
   */
  print(order: Order): Promise<Uint8Array>;
  /** Begins the process and reads the fonts, so that the first page is printed as quickly as the next. */
  warm(): Promise<void>;
  /** Takes no more orders, and ends the processes. */
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
 * Opens the press: a process that prints receipts and own data, so that nobody waits for a page but whoever gets it.
 * It begins with the first page, reads its fonts once, and holds up no process that wants to end. A page that takes too
 * long or too much ends its process and nothing else: the next page gets a new one. While a page takes long, a second
 * process prints those behind it.
 */
export function openPress(limits = patience): Press {
  const [usual, beside] = [openMachine(limits), openMachine(limits)];
  const waiting: Waiting[] = [];
  let closed = false;

  function free() {
    if (usual.state() === "free") return usual;
    return usual.state() === "slow" && beside.state() === "free" ? beside : null;
  }

  function goOn(): void {
    for (let machine = free(); machine && waiting.length > 0; machine = free()) {
      const { order, on } = waiting.shift() as Waiting;
      if (closed) on.reject(closedNow());
      else void machine.print(order, goOn).then(on.resolve, on.reject).finally(goOn);
    }
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
      const all = Promise.all([usual.page(), beside.page()]);
      await Promise.race([all, sleep(patienceAtTheEnd, undefined, { ref: false })]);
      for (const machine of [usual, beside]) machine.end();
      for (const { on } of waiting.splice(0)) on.reject(closedNow());
    },
  };
}

const closedNow = () => new NotPrinted("The press is closed: pages are printed after the next start.");

/** A process that prints one page at a time; there is none while nothing is printed for a while. */
function openMachine(limits: typeof patience) {
  const { seconds, megabytes, idleSeconds } = limits;
  let apart: Apart<Waiting["order"], Printed> | null = null;
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
    if (apart?.goesOn !== true) apart = startApart(printing, { megabytes, young });
    try {
      const printed = await apart.ask(order, seconds * 1000);
      if ("fault" in printed) throw printed.fault;
      return printed.bytes;
    } catch (error) {
      throw error instanceof GivenUp ? givenUp(error, limits) : error;
    } finally {
      // After a while its memory is given back.
      idle = setTimeout(end, idleSeconds * 1000).unref();
    }
  }

  function end(): void {
    apart?.end();
    apart = null;
  }

  return { print, end, state: () => state, page: () => page };
}

function givenUp({ why, message }: GivenUp, { seconds, megabytes }: typeof patience): NotPrinted {
  if (why === "too long") return new NotPrinted(`A page took more than ${seconds} seconds and was given up.`);
  if (why === "too much") return new NotPrinted(`A page took more than ${megabytes} MB and was given up. ${message}`);
  return new NotPrinted(`What prints has ended. ${message}`);
}
