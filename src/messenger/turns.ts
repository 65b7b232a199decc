/** Lanes in which something is a suspect: what stands behind it waits until it is done. */
export function openTurns() {
  const last = new Map<string, Promise<void>>();
  return {
    has: (lane: string): boolean => last.has(lane),

    put(lane: string, turn: () => Promise<void>): void {
      const mine = (last.get(lane) ?? Promise.resolve())
        .then(turn)
        .catch(() => undefined)
        .finally(() => last.get(lane) === mine && last.delete(lane));
      last.set(lane, mine);
    },
  };
}
