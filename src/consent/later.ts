import { dayIn } from "./day.ts";
import { type Answer, type ConsentEvent, type Purpose, purposes } from "./event.ts";
import { notVoided } from "./standing.ts";

/** What somebody declared on a day, and the school puts down later. */
export interface Declared {
  person: string;
  role: "guardian" | "pupil";
  answers: Partial<Record<Purpose, Answer>>;
  /** ISO. */
  day: string;
}

/** The school's calendar day (ISO) of a moment (ISO). */
export type DayOf = (moment: string) => string;

/** The day on which an event was declared: the one in its evidence, or that of its recording. */
export const dayDeclared = ({ evidence, at }: Pick<ConsentEvent, "evidence" | "at">, dayOf: DayOf): string =>
  dayIn(evidence) ?? dayOf(at);

/**
 * What stands against putting down an older declaration: what was declared before a later withdrawal, or before the
 * person's own later declaration, does not undo it (Art. 7(3) GDPR); nor does it what has lapsed since.
 * Of a yes and a no of one day, told afterwards, nobody knows which was first: the no stands.
 * In: the declaration; the child's history, oldest first; the school's today (ISO).
 * Out: by purpose, the later event; only purposes to which something stands in the way.
 */
export function laterThan(
  { person, role, answers, day }: Declared,
  history: readonly ConsentEvent[],
  today: string,
  dayOf: DayOf,
): Partial<Record<Purpose, ConsentEvent>> {
  const later = (purpose: Purpose, answer: Answer) =>
    notVoided(history, purpose).findLast((event) => {
      if (event.kind === "upheld" || !concerns(event, person, role)) return false;
      if (event.kind === "lapsed" && answer === "no") return false;
      const since = dayDeclared(event, dayOf);
      return since > day || (since === day && day < today && answer === "yes" && event.kind !== "given");
    });
  return Object.fromEntries(
    purposes.flatMap((purpose) => {
      const answer = answers[purpose];
      const event = answer && later(purpose, answer);
      return event ? [[purpose, event] as const] : [];
    }),
  );
}

/** The person's own events and what lapsed for all; for a guardian also what the school once settled itself. */
const concerns = (event: ConsentEvent, person: string, role: Declared["role"]) =>
  event.person === person || (event.person === null && (role === "guardian" || event.kind === "lapsed"));
