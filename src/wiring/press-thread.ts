import { parentPort } from "node:worker_threads";
import { type Order, printer } from "../print/printer.ts";
import { sheet } from "../print/sheet.ts";
import { readTexts } from "../texts.ts";

/** What the thread says to an order: the PDF, or why there is none. */
export type Printed = { bytes: Uint8Array<ArrayBuffer> } | { fault: unknown };

/** The thread in which pages are printed: it has no database and no messenger, and reads texts and fonts once. */
const texts = await readTexts();
const print = printer((language) => texts.speak(language));

parentPort?.on("message", (order: Order | "warm") => {
  void printed(order).then((said) => parentPort?.postMessage(said, "bytes" in said ? [said.bytes.buffer] : []));
});

async function printed(order: Order | "warm"): Promise<Printed> {
  try {
    const page = order === "warm" ? sheet("JaNein", "", (blank) => blank.text("JaNein")) : print(order);
    return { bytes: Uint8Array.from(await page) };
  } catch (fault) {
    return { fault };
  }
}
