import { type ConsentEvent, type Purpose, purposes } from "./event.ts";
import { answersThatCount, saidLast } from "./standing.ts";

/**
 * The purposes to which this person has said yes, also one that the school has overruled: it counts again as soon as
 * the other one may not declare any more. A guardian's also where the school has settled it before with its own word.
 */
export function yesOf(events: readonly ConsentEvent[], person: string, role: "guardian" | "pupil"): Purpose[] {
  return purposes.filter((purpose) => {
    const answers = saidLast(events, purpose);
    const own = answers.get(person) ?? (role === "guardian" ? answers.get(null) : undefined);
    return own?.kind === "given";
  });
}

/** For so long a withdrawal in free words has a way back. */
const wayBackMs = 24 * 60 * 60 * 1000;

/** What may have changed since: the notice in force, and when a period has ended last (ISO, or null). */
interface Since {
  now: Date;
  notice: number;
  periodEnd: string | null;
}

/**
 * What a person's withdrawal, made by this act, has ended: what its way back brings again.
 * In: the child's events; the person; how the evidence of the act begins; what may have changed since.
 * Out: nothing where the person has declared anything since, a day has passed, the yes was given on another notice
 * than the one in force, or a period has ended: an old yes does not answer what was never shown.
 */
export function endedBy(
  events: readonly ConsentEvent[],
  person: string,
  act: string,
  { now, notice, periodEnd }: Since,
): Purpose[] {
  const last = events.findLast((event) => event.person === person);
  const fresh = last && last.evidence.startsWith(act) && now.getTime() - Date.parse(last.at) < wayBackMs;
  if (!fresh || (periodEnd !== null && periodEnd >= last.at)) return [];
  return purposes.filter((purpose) => {
    const own = answersThatCount(events, purpose).answers.get(person);
    const given = events.findLast(
      (event) => event.person === person && event.purpose === purpose && event.kind === "given",
    );
    return own?.kind === "withdrawn" && own.decision === last.decision && given?.notice === notice;
  });
}

/**
 * What a person has given again of what their withdrawal, made by this act, had ended, as the last thing they said:
 * a second tap on its way back finds it done. In: as of `endedBy`. Out: the events; none where not all of it was.
 */
export function givenAgain(events: readonly ConsentEvent[], person: string, act: string): ConsentEvent[] {
  const own = events.filter((event) => event.person === person);
  const last = own.filter(({ decision }) => decision === own.at(-1)?.decision);
  const before = own.slice(0, own.length - last.length);
  const ended = before.filter(({ decision }) => decision === before.at(-1)?.decision);
  const isBack = ({ purpose }: ConsentEvent) => last.some((one) => one.purpose === purpose && one.kind === "given");
  return ended.length > 0 && ended.every((one) => one.evidence.startsWith(act) && isBack(one)) ? last : [];
}

/** The persons whose answer counts. */
export function whoAnswered(events: readonly ConsentEvent[]): string[] {
  const persons = purposes.flatMap((purpose) => [...answersThatCount(events, purpose).answers.keys()]);
  return [...new Set(persons)].filter((person) => person !== null);
}
