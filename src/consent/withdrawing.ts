import { type ConsentEvent, type Purpose, purposes } from "./event.ts";
import { answersThatCount } from "./standing.ts";

/** The purposes to which this person's yes counts; a guardian's also where the school has settled it before. */
export function yesOf(events: readonly ConsentEvent[], person: string, role: "guardian" | "pupil"): Purpose[] {
  return purposes.filter((purpose) => {
    const { answers } = answersThatCount(events, purpose);
    const own = answers.get(person) ?? (role === "guardian" ? answers.get(null) : undefined);
    return own?.kind === "given";
  });
}

/** For so long a withdrawal in free words has a way back. */
const wayBackMs = 24 * 60 * 60 * 1000;

/**
 * What a person's withdrawal, made by this act, has ended: what its way back brings again.
 * In: the child's events; the person; how the evidence of the act begins; now.
 * Out: nothing where the person has declared anything since, or a day has passed.
 */
export function endedBy(events: readonly ConsentEvent[], person: string, act: string, now: Date): Purpose[] {
  const last = events.findLast((event) => event.person === person);
  const fresh = last && last.evidence.startsWith(act) && now.getTime() - Date.parse(last.at) < wayBackMs;
  if (!fresh) return [];
  return purposes.filter((purpose) => {
    const own = answersThatCount(events, purpose).answers.get(person);
    return own?.kind === "withdrawn" && own.decision === last.decision;
  });
}

/** The persons whose answer counts. */
export function whoAnswered(events: readonly ConsentEvent[]): string[] {
  const persons = purposes.flatMap((purpose) => [...answersThatCount(events, purpose).answers.keys()]);
  return [...new Set(persons)].filter((person) => person !== null);
}
