import { isDay } from "../school/dates.ts";
import { type ConsentEvent, type Purpose, purposes } from "./event.ts";
import { saidLast } from "./standing.ts";

/** Why consents end without anybody's word, and who has set it off. */
export interface Ending {
  recordedBy: string;
  /** What the lapse follows from: the end of a period, a notice version, a child who left. */
  evidence: string;
  /** The notice version in force. */
  notice: number;
}

/**
 * All that lapses for a child at the end of the period or when it leaves:
 * one event a purpose in which somebody has said yes (the form: "für die Dauer der eingeschränkten Beschulung").
 */
export function lapseOfAll(
  history: readonly ConsentEvent[],
  child: string,
  ending: Ending,
  at: string,
  newId: () => string,
): ConsentEvent[] {
  const decision = newId();
  return purposes
    .filter((purpose) => everyYes(history, purpose).length > 0)
    .map((purpose) => lapse({ child, purpose, person: null, voids: null, decision, ending, at, id: newId() }));
}

/**
 * Whether older consents may lapse on this day (ISO): it lies in the future, for parents need time to answer.
 * In: the day; the school's today.
 */
export const mayLapseOn = (day: string, today: string): boolean => isDay(day) && day > today;

/**
 * What lapses when the notice has changed materially:
 * each yes that was given on a version before it (EDPB 05/2020 no. 110). Whoever has agreed anew keeps the yes.
 */
export function lapseOfOlder(
  history: readonly ConsentEvent[],
  child: string,
  since: number,
  ending: Ending,
  at: string,
  newId: () => string,
): ConsentEvent[] {
  const decision = newId();
  return purposes.flatMap((purpose) => {
    const yes = everyYes(history, purpose);
    const older = yes.filter((event) => event.notice < since);
    if (older.length === 0) return [];
    // Nobody has agreed anew: one event ends them all.
    const ended =
      older.length === yes.length
        ? [{ person: null, voids: null }]
        : older.map(({ id, person }) => ({ person, voids: person === null ? id : null }));
    return ended.map((one) => lapse({ ...one, child, purpose, decision, ending, at, id: newId() }));
  });
}

/** Also one that the school has overruled: with the other one gone it would count again, without a period. */
function everyYes(history: readonly ConsentEvent[], purpose: Purpose): ConsentEvent[] {
  return [...saidLast(history, purpose).values()].filter((event) => event.kind === "given");
}

interface Lapse extends Pick<ConsentEvent, "id" | "decision" | "child" | "purpose" | "person" | "voids" | "at"> {
  ending: Ending;
}

function lapse({ ending, ...rest }: Lapse): ConsentEvent {
  return { ...rest, ...ending, kind: "lapsed", role: "office", route: "note", language: "de", shown: null };
}
