import type { Receipt } from "../consent/receipt.ts";
import type { OwnData } from "../consent/own-data.ts";
import type { Speak } from "../texts.ts";
import { printOwnData } from "./own-data.ts";
import { printReceipt } from "./receipt.ts";

/**
 * Prints pages as PDF, in German; a receipt explains itself in the language that was shown.
 * In: the voices; the school's time zone.
 */
export function printer(voice: (language?: string) => Speak, timeZone: string) {
  const speak = voice("de");
  return {
    receipt: (receipt: Receipt) => printReceipt(receipt, speak, voice(receipt.language), timeZone),
    ownData: (data: OwnData) => printOwnData(data, speak, timeZone),
  };
}
