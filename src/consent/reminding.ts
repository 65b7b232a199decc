import { type ConsentEvent, purposes } from "./event.ts";
import { answersThatCount, type MustAgree, standing } from "./standing.ts";

/** How often a guardian may be reminded of one child in one period. */
export const mostReminders = 2;

/**
 * Whether a guardian may be reminded: there is something to answer, this guardian has not answered it, nobody has said NEIN (Art. 7(4) GDPR), and it is not the third time.
 * In: the child's events, oldest first; who must agree; the guardian; how many reminders there were.
 */
export function mayRemind(history: readonly ConsentEvent[], mustAgree: MustAgree, guardian: string, reminded: number): boolean {
  if (reminded >= mostReminders) return false;
  const counting = purposes.map((purpose) => answersThatCount(history, purpose).answers);
  if (counting.some((answers) => [...answers.values()].some((event) => event.kind !== "given"))) return false;
  return purposes.some((purpose, at) => {
    const open = standing(history, purpose, mustAgree).standing;
    return (open === "not_asked" || open === "lapsed") && !counting[at]?.has(guardian);
  });
}
