import { type Order, printer } from "../print/printer.ts";
import { sheet } from "../print/sheet.ts";
import { readTexts } from "../texts.ts";
import { answering } from "./apart.ts";

/** What the process says to an order: the PDF, or why there is none. */
export type Printed = { bytes: Uint8Array } | { fault: unknown };

// It has no database and no messenger, and reads texts and fonts once.
const texts = await readTexts();
const print = printer((language, messenger) => texts.in(messenger).speak(language));

/** What is not asked for: it only reads what every page needs. */
const blank = () => sheet("JaNein", "", (page) => page.text("JaNein"));

answering(async (order: Order | "warm"): Promise<Printed> => {
  try {
    return { bytes: await (order === "warm" ? blank() : print(order)) };
  } catch (fault) {
    return { fault };
  }
});
