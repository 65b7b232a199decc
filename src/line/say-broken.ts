import type { BegunEvenBroken } from "../../db/file/even-broken.ts";
import { placeOf } from "../../db/proof/verify.ts";

/** Where it is broken, and what that means. */
export function sayBroken({ found, isCutOff, children }: BegunEvenBroken): void {
  for (const one of found) console.error(`${placeOf(one)}: ${one.fault}.`);
  if (isCutOff) console.error("The newest were cut off: what was sealed of them is not there.");
  if (found.length === 0 && !isCutOff) return;
  console.error(
    "What stood at these places, or was taken away before them, cannot be proven any more. They stay as they are, " +
      "marked: janein verify names them from now on, and any further change is found. Whoever they may be about is " +
      `asked anew: the yes of ${children.length} ${children.length === 1 ? "child" : "children"} has lapsed` +
      (children.length > 0 ? `: ${children.join(", ")}.` : "."),
  );
}
