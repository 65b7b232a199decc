import { randomBytes } from "node:crypto";
import { Worker } from "node:worker_threads";
import { type Lists, type Looked, notLookedAt } from "../school/look-at-lists.ts";
import { problem } from "../school/problem.ts";

/** How long looking at the office's files may take, and how much memory: far more than the largest list needs. */
export const patience = { seconds: 60, megabytes: 1536 };

const here = { file: "", row: 1 };
const nothing = () => undefined;

/**
 * Looks at the office's files in a thread of its own, one after another, so that the bot and every page answer
 * meanwhile and a signal to stop is heard. In: the school's secret ("": hashes of addresses get one that is thrown
 * away, so that nobody can try addresses against them). What takes too long or too much is ended, and the plan says so.
 */
export function openLists(secret: string, { seconds, megabytes } = patience): (lists: Lists) => Promise<Looked> {
  let before: Promise<unknown> = Promise.resolve();
  return (lists) => {
    const until = performance.now() + seconds * 1000;
    const looked = before.then(() => inThread(lists, secret || randomBytes(32).toString("hex")));
    // Only that it is over: the plan of a whole town would stay in memory until the next one.
    before = looked.then(nothing, nothing);
    return looked;

    function inThread(given: Lists, key: string): Promise<Looked> {
      const left = until - performance.now();
      return left > 0 ? look(given, key, left) : Promise.resolve(tookTooLong());
    }
  };

  function look(lists: Lists, key: string, left: number): Promise<Looked> {
    const thread = new Worker(new URL("./lists-thread.ts", import.meta.url), {
      workerData: { lists, secret: key },
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
      // The thread needs nothing of what the process was started with.
      env: {},
      execArgv: [],
    });
    return new Promise<Looked>((resolve, reject) => {
      const late = setTimeout(() => resolve(tookTooLong()), left);
      thread.once("message", resolve);
      thread.once("error", (error: Error) =>
        "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY"
          ? resolve(notLookedAt(problem("tookTooMuch", here)))
          : reject(error),
      );
      thread.once("exit", () => {
        clearTimeout(late);
        reject(new Error("the thread that looks at the office's files has ended without a word"));
      });
    }).finally(() => thread.terminate());
  }

  function tookTooLong(): Looked {
    return notLookedAt(problem("tookTooLong", here, { seconds }));
  }
}
