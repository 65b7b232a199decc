import { randomBytes } from "node:crypto";
import type { ImportProgress, TellProgress } from "../school/import-progress.ts";
import { type Lists, type LookAtLists, type Looked, notLookedAt } from "../school/look-at-lists.ts";
import { problem } from "../school/problem.ts";
import { GivenUp, startApart } from "./apart.ts";
import type { Given } from "./lists-process.ts";

/** How long looking at the office's files may take, and how much memory: far more than the largest list needs. */
export const patience = { seconds: 60, megabytes: 1536 };

const here = { file: "", row: 1 };
const nothing = () => undefined;

/**
 * Looks at the office's files in a process of its own, one after another, so that the bot and every page answer
 * meanwhile and a signal to stop is heard. In: the school's secret ("": hashes of addresses get one that is thrown
 * away, so that nobody can try addresses against them). What takes too long or too much is ended, and the plan says so.
 */
export function openLists(secret: string, { seconds, megabytes } = patience): LookAtLists {
  let before: Promise<unknown> = Promise.resolve();
  return (lists, tell) => {
    const until = performance.now() + seconds * 1000;
    const looked = before.then(() => inTurn(lists, secret || randomBytes(32).toString("hex")));
    // Only that it is over: the plan of a whole town would stay in memory until the next one.
    before = looked.then(nothing, nothing);
    return looked;

    function inTurn(given: Lists, key: string): Promise<Looked> {
      const left = until - performance.now();
      return left > 0 ? look({ lists: given, secret: key }, left, tell) : Promise.resolve(tookTooLong());
    }
  };

  async function look(given: Given, left: number, tell?: TellProgress): Promise<Looked> {
    const apart = startApart<Given, Looked, ImportProgress>(new URL("./lists-process.ts", import.meta.url), {
      megabytes,
    });
    try {
      return await apart.ask(given, left, tell);
    } catch (error) {
      if (!(error instanceof GivenUp) || error.why === "ended") throw error;
      return error.why === "too long" ? tookTooLong() : notLookedAt(problem("tookTooMuch", here));
    } finally {
      apart.end();
    }
  }

  function tookTooLong(): Looked {
    return notLookedAt(problem("tookTooLong", here, { seconds }));
  }
}
