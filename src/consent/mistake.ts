import { type ConsentEvent, waysToTheOffice } from "./event.ts";

/** The reason of a mistake has room for so many characters. */
export const mostOfWhy = 200;

/**
 * Whether the office itself has put an event down, so that it can have been the office's mistake:
 * an answer that came on paper, by telephone or in person, or whose declaration counts.
 * What a family has declared itself ends by its own word alone, and a lapse by a new answer (Art. 7(3) GDPR).
 */
export function isTheOffices({ kind, route }: Pick<ConsentEvent, "kind" | "route">): boolean {
  if (kind === "upheld") return true;
  return kind !== "lapsed" && kind !== "voided" && waysToTheOffice.some((way) => way === route);
}
