/** How often it is looked whether whoever has started this process is still there (ms). */
const lookEvery = 250;

/**
 * Ends the process in order when it is told to. npm passes that on to a shell, which ends at once and tells nobody:
 * then the process has lost its parent, and would hold its port for ever.
 * In: how to end what is there, or still starts; whether npm has started it; the number of the parent, now.
 */
export function endWhenTold(stop: () => Promise<void>, isByNpm: boolean, parent = () => process.ppid): void {
  let isEnding = false;
  const end = () => {
    if (isEnding) return;
    isEnding = true;
    void stop()
      .catch(() => undefined)
      .finally(() => process.exit());
  };
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
  const first = parent();
  if (isByNpm) setInterval(() => parent() !== first && end(), lookEvery).unref();
}
