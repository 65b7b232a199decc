import type { Open } from "./held-up.ts";
import type { watchUnderWay } from "./under-way.ts";

/** What has come and is not done, what is done and not confirmed, and whether something was let go. */
export function openList(underWay: ReturnType<typeof watchUnderWay>) {
  const open = new Map<number, Open>();
  const [done, suspected] = [new Set<number>(), new Set<number>()];
  const perLane = new Map<string, number>();
  let hasLetGo = false;
  let moved = Promise.withResolvers<void>();

  function remove({ update, lane }: Open): void {
    const left = (perLane.get(lane) ?? 1) - 1;
    open.delete(update.update_id);
    if (left > 0) perLane.set(lane, left);
    else perLane.delete(lane);
  }

  return {
    open: open as ReadonlyMap<number, Open>,
    inLane: (lane: string): number => perLane.get(lane) ?? 0,

    put(one: Open): void {
      open.set(one.update.update_id, one);
      perLane.set(one.lane, (perLane.get(one.lane) ?? 0) + 1);
    },

    finish(one: Open): void {
      remove(one);
      done.add(one.update.update_id);
      moved.resolve();
    },

    /**
     * Leaves to the messenger what is its still, and not begun; all of it at once: what comes again then is behind what
     * is begun, in its order.
     */
    letGo(): void {
      for (const one of [...open.values()].filter(({ isKept, isWorkedOn }) => !isKept && !isWorkedOn)) {
        remove(one);
        hasLetGo = true;
        if (one.isSuspect) suspected.add(one.update.update_id);
        underWay.letGo(one.update.update_id);
      }
    },

    /** Whether something is the messenger's again that may be before what this process has confirmed. */
    hasLetGo: (): boolean => hasLetGo,
    /** All that is the messenger's has come again. */
    hasComeAgain: (): void => void (hasLetGo = false),
    /** Whether one that comes again was a suspect when it was let go. */
    wasSuspect: (id: number): boolean => suspected.delete(id),
    isKnown: (id: number): boolean => open.has(id) || done.has(id),

    /** The ids that are the messenger's still. */
    withMessenger: (): number[] =>
      [...open.values()].filter(({ isKept }) => !isKept).map(({ update }) => update.update_id),

    /** What is done before this id does not come again. */
    forgetBefore(offset: number): void {
      for (const id of done) if (id < offset) done.delete(id);
    },

    /** Out: settles when the next one is done. */
    nextDone(): Promise<void> {
      moved = Promise.withResolvers();
      return moved.promise;
    },
  };
}
