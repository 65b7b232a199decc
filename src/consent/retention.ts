import { type ConsentEvent, type Purpose, purposes } from "./event.ts";
import { answersThatCount } from "./standing.ts";

/**
 * Which events of a child may lose what identifies: those that are over, for so many years after the end of the year in which they ended (Art. 17 GDPR).
 * An answer is over when it was withdrawn, lapsed, voided or said anew; one that counts is never over while the child is at the school, so that nobody is asked again after a NEIN.
 * In: the child's events, oldest first; whether it has left; now; the years. Out: ids; what stands is the same without them.
 */
export function erasable(history: readonly ConsentEvent[], gone: boolean, now: Date, years: number): string[] {
  const before = Date.UTC(now.getUTCFullYear() - years, 0, 1);
  return purposes.flatMap((purpose) => endings(history, purpose, gone)).filter(({ end }) => end !== null && Date.parse(end) < before).map(({ id }) => id);
}

/** Whether nothing of a child that has left needs to be kept: the child and who belongs to it alone may be forgotten. */
export function mayForget(history: readonly ConsentEvent[], goneAt: string, now: Date, years: number): boolean {
  return erasable(history, true, now, years).length === history.length && Date.parse(goneAt) < Date.UTC(now.getUTCFullYear() - years, 0, 1);
}

function endings(history: readonly ConsentEvent[], purpose: Purpose, gone: boolean): { id: string; end: string | null }[] {
  const own = history.filter((event) => event.purpose === purpose);
  const { answers, lapse } = answersThatCount(history, purpose);
  const counts = new Set([...answers.values()].map((event) => event.id));
  // Where nothing else counts, the last lapse is why it stands so.
  if (answers.size === 0 && lapse) counts.add(lapse.id);
  return own.map((event, at) => {
    if (counts.has(event.id)) return { id: event.id, end: gone && event.kind !== "given" ? event.at : null };
    return { id: event.id, end: endOf(event, own.slice(at + 1)) };
  });
}

/** When an event that no longer counts came to its end; what voids it goes with it. */
function endOf(event: ConsentEvent, later: readonly ConsentEvent[]): string {
  const voiding = later.find((one) => one.voids === event.id);
  if (voiding) return voiding.at;
  if (event.kind === "voided" || event.kind === "lapsed") return event.at;
  const ending = later.find((one) => one.kind !== "voided" && (one.person === event.person || one.person === null));
  return ending?.at ?? later.at(-1)?.at ?? event.at;
}
