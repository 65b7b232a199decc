/**
 * What is looked for once until this process turns to something else, or it is forgotten: whoever asks again before
 * that could have heard of nobody who has changed it. What fails is looked for again.
 */
export function onceATurn<T>(look: () => T): { get: () => T; forget: () => void } {
  let seen: { it: T } | null = null;
  const forget = () => void (seen = null);
  return {
    get() {
      if (seen === null) {
        seen = { it: look() };
        setImmediate(forget);
      }
      return seen.it;
    },
    forget,
  };
}
