import { type Place, problem, type Problem } from "../problem.ts";
import { isAboutCustody, isAboutDeath } from "./custody.ts";
import type { Line } from "./lines.ts";

/** What comments at the cells of a line say that a person must decide. What they say is not kept. */
export function notedIn({ notes = [] }: Pick<Line, "notes">, place: Place): Problem[] {
  return [
    ...(notes.some(isAboutCustody) ? [problem("custodyNote", place)] : []),
    ...(notes.some(isAboutDeath) ? [problem("deathNote", place)] : []),
  ];
}
