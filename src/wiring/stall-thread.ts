import { writeSync } from "node:fs";
import { workerData } from "node:worker_threads";

/** The thread that looks whether the process moves: see `watchStall`. */
const { beats, everyMs, looks } = workerData as { beats: Int32Array; everyMs: number; looks: number };
const advice =
  "nothing has moved for minutes: the process is ended, and whoever watches over it starts it anew; " +
  "what it was at is tried once more, alone, and put aside if it does so again and again";

let [last, same] = [0, 0];
const looking = setInterval(() => {
  const now = Atomics.load(beats, 0);
  if (now === -1) return clearInterval(looking);
  // Its own looks are counted, not the time: while the whole machine sleeps nobody is to blame.
  same = now === last ? same + 1 : 0;
  last = now;
  if (same < looks) return;
  writeSync(1, `${JSON.stringify({ level: "fatal", time: new Date().toISOString(), msg: advice })}\n`);
  process.kill(process.pid, "SIGKILL");
}, everyMs);
