const second = 1000;
const minute = 60 * second;
/** So long (ms) nobody else may have asked: whoever was there first asks again sooner. */
const provesItself = second;
/** A second's waiting is cut short by a few milliseconds on the way. */
const nearly = 0.9;
/** The first one tries again so soon (ms) that nobody else proves to be alone meanwhile. */
const comesBackAfter = 300;
/** So long (ms) whoever came second waits, and then twice as long, and no longer than that. */
const [givesWayFor, longestGivingWay] = [3 * second, 30 * second];

/** So many disturbances (within ms) end the precedence: others have it too, or nobody can poll. */
const tooMany = { ofNew: { count: 6, within: 5 * second }, ofOld: { count: 24, within: 10 * second } };

/**
 * Of several processes that poll with one token, one is the first, and works; the others leave what comes where it is.
 * The first is who has asked for a second and was not disturbed. In: the clock; whether nobody else can poll.
 */
export function openPrecedence(now: () => Date, isAlone: boolean, chance: () => number = Math.random) {
  let firstSince: number | null = isAlone ? 0 : null;
  // What was left where it is, until nobody else has taken it for a second.
  let left: ReadonlySet<number> | null = null;
  let [disturbances, gaveWay]: [number[], number] = [[], 0];

  function becomeFirst(): void {
    [firstSince, left, disturbances, gaveWay] = [now().getTime(), null, [], 0];
  }

  return {
    isFirst: (): boolean => firstSince !== null,

    /** How long ago (ms) somebody else was noticed last. */
    undisturbedFor: (): number => now().getTime() - (disturbances.at(-1) ?? -Infinity),

    /** Nothing was heard for a moment, or for so long that somebody else may have come and be the first now. */
    interrupted(wasAway: boolean): void {
      left = null;
      if (wasAway && !isAlone) firstSince = null;
    },

    /** Somebody else polls. Out: how long to wait (ms) before the next poll. */
    disturbed(): number {
      const at = now().getTime();
      disturbances = [...disturbances, at].slice(-tooMany.ofOld.count);
      left = null;
      const { count, within } = firstSince !== null && at - firstSince > minute ? tooMany.ofOld : tooMany.ofNew;
      if (disturbances.filter((one) => at - one < within).length >= count) firstSince = isAlone ? firstSince : null;
      if (firstSince !== null) return comesBackAfter;
      gaveWay += 1;
      return Math.min(givesWayFor * 2 ** (gaveWay - 1), longestGivingWay);
    },

    /**
     * A poll was answered. In: the ids that came, how long it was waited for (ms). Out: 0 where they may be taken, or
     * how long (ms) they are left where they are, and "taken" where somebody else has taken what was left.
     */
    answered(ids: readonly number[], waited: number): number | "taken" {
      if (firstSince !== null) return 0;
      const [before, here] = [left, new Set(ids)];
      if (before && [...before].some((id) => !here.has(id))) return "taken";
      if (before || waited >= nearly * provesItself) {
        becomeFirst();
        return 0;
      }
      left = here;
      // Two that begin at the same moment do not ask again at the same moment.
      return provesItself * (0.8 + 0.6 * chance());
    },
  };
}
