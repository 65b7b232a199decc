/** A piece of work; what it throws is its own matter. */
type Work = () => Promise<void>;

/** Work in lanes: in each one after the other, side by side so many at once. */
export interface Lanes {
  put(name: string, work: Work): void;
  /** Done alone: after what is being worked on now, as far as that does not hang, and before anything else is begun. */
  putAlone(work: Work): void;
  /** Settles when nothing is left. */
  idle(): Promise<void>;
}

/**
 * Opens lanes, of which so many are worked on at once. A lane that has done one piece of work stands behind those
 * that wait for a place: none that is full keeps another from its turn.
 * In: how many at once; for how long (ms) what must be alone waits for whoever hangs.
 */
export function openLanes(most: number, { aloneAfter = 3000 } = {}): Lanes {
  const lanes = new Map<string, Work[]>();
  const ready: string[] = [];
  const alone: Work[] = [];
  let [running, isAlone] = [0, false];
  let waitsForAll: NodeJS.Timeout | undefined;
  let empty = Promise.withResolvers<void>();
  empty.resolve();

  const isIdle = () => running === 0 && ready.length === 0 && alone.length === 0;

  function goOn(): void {
    if (isAlone) return;
    if (alone.length > 0)
      return running === 0 ? beginAlone() : void (waitsForAll ??= setTimeout(beginAlone, aloneAfter));
    while (running < most && ready.length > 0) begin(ready.shift() ?? "");
    if (isIdle()) empty.resolve();
  }

  function beginAlone(): void {
    clearTimeout(waitsForAll);
    [isAlone, waitsForAll] = [true, undefined];
    run(alone.shift() ?? nothing, () => (isAlone = false));
  }

  function begin(name: string): void {
    const waiting = lanes.get(name);
    const work = waiting?.shift();
    if (!waiting || !work) return;
    run(work, () => {
      if (waiting.length > 0) ready.push(name);
      else lanes.delete(name);
    });
  }

  function run(work: Work, then: () => void): void {
    running += 1;
    work()
      .catch(() => undefined)
      .finally(() => {
        running -= 1;
        then();
        goOn();
      });
  }

  function fill(): void {
    if (isIdle()) empty = Promise.withResolvers<void>();
  }

  return {
    put(name, work) {
      fill();
      const waiting = lanes.get(name);
      if (waiting) return void waiting.push(work);
      lanes.set(name, [work]);
      ready.push(name);
      goOn();
    },
    putAlone(work) {
      fill();
      alone.push(work);
      goOn();
    },
    idle: () => empty.promise,
  };
}

const nothing: Work = async () => undefined;
