const hour = 60 * 60 * 1000;
const freeForAccount = 5;
const freeForAll = 100;

export type MayTry = { allowed: true } | { allowed: false; waitMs: number };

/**
 * Whether another join code may be tried now.
 * In: times (ms) of the wrong codes of the last day, of this account and of all; now.
 * Five wrong codes an hour are free, each further one doubles the wait from a minute on; in all 100 an hour.
 * With 10,000 open codes that leaves a guesser who never sleeps a chance of about 1 in 60 million a year.
 */
export function mayTry(ofAccount: readonly number[], ofAll: readonly number[], now: number): MayTry {
  const recent = ofAccount.filter((at) => at > now - 24 * hour).sort((a, b) => a - b);
  const over = recent.length - freeForAccount;
  const last = recent.at(-1);
  const wait = over >= 0 && last !== undefined ? last + Math.min(60_000 * 2 ** over, 12 * hour) - now : 0;
  const recentOfAll = ofAll.filter((at) => at > now - hour).sort((a, b) => a - b);
  const oldest = recentOfAll.at(-freeForAll);
  const waitForAll = oldest === undefined ? 0 : oldest + hour - now;
  const waitMs = Math.max(wait, waitForAll);
  return waitMs > 0 ? { allowed: false, waitMs } : { allowed: true };
}
