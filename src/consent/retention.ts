import { type ConsentEvent, type Purpose, purposes } from "./event.ts";
import { answersThatCount, notVoided } from "./standing.ts";

/**
 * Which events of a child may lose what identifies:
 * those that are over, for so many years after the end of the year in which they ended (Art. 17 GDPR).
 * An answer is over when it was withdrawn, lapsed, voided or said anew;
 * one that counts is never over while the child is at the school, so that nobody is asked again after a NEIN.
 * In: the child's events, oldest first; when it left (ISO), or null; now; the years.
 * Out: ids; while the child is there, what stands is the same without them.
 */
export function erasable(history: readonly ConsentEvent[], goneAt: string | null, now: Date, years: number): string[] {
  return purposes
    .flatMap((purpose) => endings(history, purpose, goneAt))
    .filter(({ end }) => end !== null && isOver(end, now, years))
    .map(({ id }) => id);
}

/**
 * Whether nothing of a child that has left needs to be kept: the child and who belongs to it alone may be forgotten.
 */
export function mayForget(history: readonly ConsentEvent[], goneAt: string, now: Date, years: number): boolean {
  return erasable(history, goneAt, now, years).length === history.length && isOver(goneAt, now, years);
}

/** What came to its end before this time (ISO) is over; what is younger is proof. */
export const proofSince = (now: Date, years: number): string =>
  new Date(Date.UTC(now.getUTCFullYear() - years, 0, 1)).toISOString();

const mostAheadMs = 32 * 24 * 60 * 60 * 1000;
// A machine that has lost the time begins long before it.
const earliest = Date.UTC(2020, 0, 1);

/**
 * Whether the clock can be right: no more than a month ahead of the last time (ISO) that is known, if any is,
 * and not from before there was a JaNein. A clock that went ahead by years would erase what is proof; one that began
 * in 1970 would make the right time look like one that has.
 */
export const isBelievable = (now: Date, last: string | null): boolean =>
  now.getTime() >= earliest && (last === null || now.getTime() <= Date.parse(last) + mostAheadMs);

const isOver = (end: string, now: Date, years: number) => Date.parse(end) < Date.parse(proofSince(now, years));

function endings(
  history: readonly ConsentEvent[],
  purpose: Purpose,
  goneAt: string | null,
): { id: string; end: string | null }[] {
  const own = history.filter((event) => event.purpose === purpose);
  const counted = own.map((_, at) => thatCount(own.slice(0, at + 1), purpose));
  const counts = counted.at(-1) ?? new Set();
  const left = own.some((event) => event.kind === "given" && counts.has(event)) ? null : goneAt;
  return own.map((event) => ({
    id: event.id,
    end: counts.has(event) ? left && later(left, event.at) : endOf(event, own, counted),
  }));
}

/**
 * The answers that count, what the school has put down about them (it keeps the others from counting),
 * and, where no guardian's does, the last lapse: it is why it stands so.
 */
function thatCount(own: readonly ConsentEvent[], purpose: Purpose): Set<ConsentEvent> {
  const { answers, lapse } = answersThatCount(own, purpose);
  const counts = new Set(answers.values());
  for (const event of notVoided(own, purpose))
    if (event.kind === "upheld" && [...answers.values()].some(({ id }) => id === event.voids)) counts.add(event);
  return lapse && [...counts].every((event) => event.role === "pupil") ? counts.add(lapse) : counts;
}

/**
 * When an event that no longer counts came to its end.
 * In: it, all events of its purpose, and those that counted after each of them.
 */
function endOf(event: ConsentEvent, own: readonly ConsentEvent[], counted: readonly Set<ConsentEvent>[]): string {
  // What voids an event goes with it.
  const voiding = own.find((one) => one.kind === "voided" && one.voids === event.id);
  // One that was recorded while the clock was ahead is older than what voids it, and is kept until its own time.
  if (voiding) return later(voiding.at, event.at);
  if (event.kind === "voided" || event.kind === "lapsed") return event.at;
  const end = own[counted.findLastIndex((counting) => counting.has(event)) + 1]?.at ?? event.at;
  // What the school has upheld keeps the others from counting at least from then on.
  return event.kind === "upheld" ? later(end, event.at) : end;
}

const later = (one: string, other: string) => (Date.parse(one) > Date.parse(other) ? one : other);
