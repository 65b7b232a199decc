/** Chance that can be had again: the same seed gives the same numbers from 0 up to 1. */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  // Mulberry32: short, and even enough for choosing moments.
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of these, by chance. Errors: where there is none. */
export function oneOf<T>(choices: readonly T[], chance: () => number): T {
  const chosen = choices[Math.floor(chance() * choices.length)];
  if (chosen === undefined) throw new Error("there is nothing to choose from");
  return chosen;
}
