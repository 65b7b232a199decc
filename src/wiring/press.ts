import { setTimeout as sleep } from "node:timers/promises";
import type { Order } from "../print/printer.ts";
import { type Apart, GivenUp, startApart } from "./apart.ts";
import type { Printed } from "./press-process.ts";

/** How long one page may take and how much memory: far more than any needs. After so long without a page it rests. */
export const patience = { seconds: 30, megabytes: 256, idleSeconds: 60 };

/** MB of what a page throws away at once; left alone, the process keeps 40 MB more. */
const young = 8;

const printing = new URL("./press-process.ts", import.meta.url);

/** How long a page that is being printed is waited for at the end. */
const patienceAtTheEnd = 1000;

/** Prints pages, one after another. */
export interface Press {
  /**
   * Out: the PDF. Errors: NotPrinted for a page that takes too long or too much, or when the press is closed; what
   * printing itself says of data that are none.
   */
  print(order: Order): Promise<Uint8Array>;
  /** Takes no more orders, and ends the process. */
  close(): Promise<void>;
}

/** A page that was given up; all others are printed. */
export class NotPrinted extends Error {
  override name = "NotPrinted";
}

/**
 * Opens the press: one process that prints receipts and own data, so that nobody waits for a page but whoever gets it.
 * It begins with the first page, reads its fonts once, and holds up no process that wants to end. A page that takes too
 * long or too much ends its process and nothing else: the next page gets a new one.
 */
export function openPress(limits = patience): Press {
  const { seconds, megabytes, idleSeconds } = limits;
  let closed = false;
  let apart: Apart<Order, Printed> | null = null;
  let before: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;

  return {
    print(order) {
      const page = before.then(() => onPaper(order));
      before = page.catch(() => undefined);
      return page;
    },
    async close() {
      closed = true;
      await Promise.race([before, sleep(patienceAtTheEnd, undefined, { ref: false })]);
      end();
    },
  };

  async function onPaper(order: Order): Promise<Uint8Array> {
    if (closed) throw new NotPrinted("The press is closed: pages are printed after the next start.");
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
}

function givenUp({ why, message }: GivenUp, { seconds, megabytes }: typeof patience): NotPrinted {
  if (why === "too long") return new NotPrinted(`A page took more than ${seconds} seconds and was given up.`);
  if (why === "too much") return new NotPrinted(`A page took more than ${megabytes} MB and was given up. ${message}`);
  return new NotPrinted(`What prints has ended. ${message}`);
}
