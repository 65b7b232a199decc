import { Knocking } from "./knocking.ts";
import { Once } from "./once.ts";
import { type Following, followingSecrets } from "./secrets.ts";
import type { OfficeParts } from "../page/parts.ts";

/** What the ways in share beside what every page has. */
export interface DoorParts extends OfficeParts {
  once: Once;
  following: Following;
  knocking: Knocking;
}

/** The parts with what the ways in share, made anew for this process. */
export function doorParts(parts: OfficeParts): DoorParts {
  const { randomBytes } = parts;
  return { ...parts, once: new Once(randomBytes), following: followingSecrets(randomBytes), knocking: new Knocking() };
}
