import { type Order, printer } from "../print/printer.ts";
import { readTexts } from "../texts.ts";
import { answering } from "./apart.ts";

/** What the process says to an order: the PDF, or why there is none. */
export type Printed = { bytes: Uint8Array } | { fault: unknown };

// It has no database and no messenger, and reads texts and fonts once.
const texts = await readTexts();
const print = printer((language) => texts.speak(language));

answering(async (order: Order): Promise<Printed> => {
  try {
    return { bytes: await print(order) };
  } catch (fault) {
    return { fault };
  }
});
