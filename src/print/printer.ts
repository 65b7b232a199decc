import type { Receipt } from "../consent/receipt.ts";
import type { OwnData } from "../consent/own-data.ts";
import type { Speak } from "../texts.ts";
import { printOwnData } from "./own-data.ts";
import { printReceipt } from "./receipt.ts";

/** What is to be printed, and the time zone in which its times are read. Plain data: it can go to another thread. */
export type Order = ({ receipt: Receipt } | { ownData: OwnData }) & { timeZone: string };

/**
 * Prints pages as PDF, in German; a receipt explains itself in the language that was shown.
 * In: the voices. Out: what makes the PDF of an order.
 */
export function printer(voice: (language?: string) => Speak): (order: Order) => Promise<Uint8Array> {
  const speak = voice("de");
  return (order) =>
    "receipt" in order
      ? printReceipt(order.receipt, speak, voice(order.receipt.language), order.timeZone)
      : printOwnData(order.ownData, speak, order.timeZone);
}
