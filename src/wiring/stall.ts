import { Worker } from "node:worker_threads";

/** How often it is looked whether anything moves (ms), and after how many looks at the same the process is ended. */
export const patience = { everyMs: 5000, looks: 36 };

/**
 * Ends the process where an endless loop has it: from inside nothing can be done or said any more, no page opens, and
 * nobody starts it anew, for it has not ended. What it was at comes again, is tried alone, and put aside if it loops
 * again and again. A thread looks; it never ends before the process, and holds up none that wants to end.
 * Out: how to stop looking.
 */
export function watchStall({ everyMs, looks } = patience): () => void {
  const beats = new Int32Array(new SharedArrayBuffer(4));
  const beating = setInterval(() => Atomics.add(beats, 0, 1), everyMs / 4).unref();
  const thread = new Worker(new URL("./stall-thread.ts", import.meta.url), {
    workerData: { beats, everyMs, looks },
    env: {},
    execArgv: [],
  });
  // Without it everything goes on as well.
  thread.on("error", () => undefined);
  thread.unref();
  return () => {
    // From here on the thread sees a beat at each look.
    Atomics.store(beats, 0, -1);
    clearInterval(beating);
  };
}
