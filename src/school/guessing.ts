const hour = 60 * 60 * 1000;
const freeForAccount = 5;

export type MayTry = { allowed: true } | { allowed: false; waitMs: number };

/**
 * Whether an account that has typed wrong codes may hear of another one now.
 * In: times (ms) of its wrong codes of the last day; now.
 * Five wrong codes are free, each further one doubles the wait from a minute on. Nobody else waits for that, and a
 * right code is never asked about here: it has 58.9 bits, which nobody guesses.
 */
export function mayTry(ofAccount: readonly number[], now: number): MayTry {
  const recent = ofAccount.filter((at) => at > now - 24 * hour).sort((a, b) => a - b);
  const over = recent.length - freeForAccount;
  const last = recent.at(-1);
  const waitMs = over >= 0 && last !== undefined ? last + Math.min(60_000 * 2 ** over, 12 * hour) - now : 0;
  return waitMs > 0 ? { allowed: false, waitMs } : { allowed: true };
}
