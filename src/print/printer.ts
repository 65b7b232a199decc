import type { Receipt } from "../consent/receipt.ts";
import type { OwnData } from "../consent/own-data.ts";
import type { Speak } from "../texts.ts";
import { printOwnData } from "./own-data.ts";
import { printReceipt } from "./receipt.ts";

/** Prints pages as PDF, in German. In: the German voice; the school's time zone. */
export function printer(speak: Speak, timeZone: string) {
  return {
    receipt: (receipt: Receipt) => printReceipt(receipt, speak, timeZone),
    ownData: (data: OwnData) => printOwnData(data, speak, timeZone),
  };
}
