import type { Receipt } from "../consent/receipt.ts";
import type { OwnData } from "../consent/own-data.ts";
import type { MessengerKind } from "../school/messenger.ts";
import type { Speak } from "../texts.ts";
import type { DocumentsOrder } from "../school/documents/document.ts";
import { printDocuments } from "./documents.ts";
import { printOwnData } from "./own-data.ts";
import { printReceipt } from "./receipt.ts";

/**
 * What is to be printed, the time zone in which its times are read, and the messenger in whose words; Telegram's where
 * it names none. Plain data: it can go to another thread.
 */
export type Order = ({ receipt: Receipt } | { ownData: OwnData } | { documents: DocumentsOrder }) & {
  timeZone: string;
  messenger?: MessengerKind | undefined;
};

/**
 * Prints pages as PDF, in German; a receipt explains itself in the language that was shown.
 * In: the voices, in the words of a messenger. Out: what makes the PDF of an order.
 */
export function printer(
  voice: (language: string, messenger: MessengerKind) => Speak,
): (order: Order) => Promise<Uint8Array> {
  return (order) => {
    const { messenger = "telegram", timeZone } = order;
    const speak = voice("de", messenger);
    if ("documents" in order) return ofDocuments(order.documents, speak, timeZone);
    return "receipt" in order
      ? printReceipt(order.receipt, speak, voice(order.receipt.language, messenger), timeZone)
      : printOwnData(order.ownData, speak, timeZone);
  };
}

async function ofDocuments(order: DocumentsOrder, speak: Speak, timeZone: string): Promise<Uint8Array> {
  if (order.as === "pdf") return await printDocuments(order, speak, timeZone);
  // Read where they are wanted: few ever write one, and every receipt would wait for them.
  if (order.as === "zip") {
    const { packDocuments } = await import("./documents-zip.ts");
    return await packDocuments(order, (one) => ofDocuments(one, speak, timeZone), timeZone);
  }
  const { writeDocuments } = await import("./documents-docx.ts");
  return await writeDocuments(order, speak, timeZone);
}
