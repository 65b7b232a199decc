import { type ConsentEvent, type Purpose, purposes } from "./event.ts";
import { answersThatCount, type MustAgree, notVoided, standing } from "./standing.ts";

/** How often a guardian may be reminded of one child in one period. */
export const mostReminders = 2;

/**
 * Whether a guardian may be reminded: there is something to answer,
 * this guardian has not answered it, nobody who may declare has said NEIN (Art. 7(4) GDPR),
 * and it is not the third time.
 * In: the child's events, oldest first; who must agree; the guardian; how many reminders there were.
 */
export function mayRemind(
  history: readonly ConsentEvent[],
  mustAgree: MustAgree,
  guardian: string,
  reminded: number,
): boolean {
  return reminded < mostReminders && isOpenTo(history, mustAgree, { personId: guardian, role: "guardian" });
}

/** Whether an answer of this person is still waited for. */
export function isOpenTo(history: readonly ConsentEvent[], mustAgree: MustAgree, who: Asked): boolean {
  return openPurposes(history, mustAgree, who).length > 0;
}

interface Asked {
  personId: string;
  role: "guardian" | "pupil";
}

/**
 * For what an answer of this person is still waited for: the person may declare, there is something to answer, the
 * person has not answered it,
 * and nobody who may declare has said NEIN (Art. 7(4) GDPR).
 */
export function openPurposes(
  history: readonly ConsentEvent[],
  mustAgree: MustAgree,
  { personId, role }: Asked,
): Purpose[] {
  if (mustAgree.mayDeclare && !mustAgree.mayDeclare.includes(personId)) return [];
  // What only the pupil has still to say is no guardian's to answer.
  const mine = { ...mustAgree, pupil: mustAgree.pupil && role === "pupil" };
  if (purposes.some((purpose) => anyoneSaidNo(history, purpose, mustAgree.mayDeclare))) return [];
  return purposes.filter((purpose) => {
    const open = standing(history, purpose, mine).standing;
    return (
      (open === "not_asked" || open === "lapsed") &&
      !answersThatCount(history, purpose, mustAgree.mayDeclare).answers.has(personId)
    );
  });
}

/** Whether anybody's last word is a NEIN; also where the office has settled otherwise, and that has lapsed. */
function anyoneSaidNo(history: readonly ConsentEvent[], purpose: Purpose, mayDeclare?: readonly string[]): boolean {
  const said = notVoided(history, purpose).filter(
    ({ kind, person }) =>
      kind !== "lapsed" && kind !== "upheld" && (!mayDeclare || person === null || mayDeclare.includes(person)),
  );
  return [...new Map(said.map((event) => [event.person, event.kind])).values()].some((kind) => kind !== "given");
}
