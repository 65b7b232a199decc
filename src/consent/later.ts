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

/** What the school says: its today (ISO), its calendar day of a moment, who may declare for the child now. */
export interface Knowing {
  today: string;
  dayOf: DayOf;
  mayDeclare: readonly string[];
}

/**
 * What stands against putting down an older declaration: what was declared before a later withdrawal, or before the
 * person's own later declaration, does not undo it (Art. 7(3) GDPR); nor does it what has lapsed since,
 * or what the school has settled since.
 * Of a yes and a no of one day nobody knows which was first: the no stands.
 * In: the declaration; the child's history, oldest first; what the school says.
 * Out: by purpose, the later event; only purposes to which something stands in the way.
 */
export function laterThan(
  declared: Declared,
  history: readonly ConsentEvent[],
  school: Knowing,
): Partial<Record<Purpose, ConsentEvent>> {
  return Object.fromEntries(
    purposes.flatMap((purpose) => {
      const answer = declared.answers[purpose];
      const event =
        answer && notVoided(history, purpose).findLast((event) => standsAgainst(event, answer, declared, school));
      return event ? [[purpose, event] as const] : [];
    }),
  );
}

function standsAgainst(event: ConsentEvent, answer: Answer, declared: Declared, school: Knowing): boolean {
  const { person, role, day } = declared;
  if (event.kind === "upheld") return isSettledAgainst(event, declared, school);
  if (!concerns(event, person, role)) return false;
  if (event.kind === "lapsed" && answer === "no") return false;
  const since = dayDeclared(event, school.dayOf);
  if (since !== day) return since > day;
  // A lapse of today is over by the time at which a yes of today is told.
  return answer === "yes" && event.kind !== "given" && (event.kind !== "lapsed" || day < school.today);
}

/**
 * Whether the school has settled it after that day for somebody else, who still may declare.
 * Whose declaration it has upheld may always say otherwise, and a pupil speaks for itself.
 */
function isSettledAgainst(
  { person: upheld, at }: ConsentEvent,
  { person, role, day }: Declared,
  { dayOf, mayDeclare }: Knowing,
): boolean {
  const hasEffect = role === "guardian" && upheld !== null && upheld !== person && mayDeclare.includes(upheld);
  return hasEffect && dayOf(at) > day;
}

/** The person's own events and what lapsed for all; for a guardian also what the school once settled itself. */
const concerns = (event: ConsentEvent, person: string, role: Declared["role"]) =>
  event.person === person || (event.person === null && (role === "guardian" || event.kind === "lapsed"));
