import { randomBytes } from "node:crypto";
import { type AddressFiles, type FindAddresses, noAddresses } from "../school/find-addresses.ts";
import type { ImportProgress, TellProgress } from "../school/import-progress.ts";
import { type Lists, type LookAtLists, type Looked, notLookedAt } from "../school/look-at-lists.ts";
import { planIn } from "../school/packed-plan.ts";
import { type Problem, problem } from "../school/problem.ts";
import { GivenUp, startApart } from "./apart.ts";
import type { Given, PackedPlan } from "./lists-process.ts";

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
  const inTurn = openTurns<PackedPlan | Looked>(secret, { seconds, megabytes }, notLookedAt);
  return async (lists, tell) => {
    const said = await inTurn({ lists }, tell);
    return "plan" in said ? said : planIn(said.packed);
  };
}

/** Looks for addresses in the office's files in the same way. They come back, and stand nowhere else. */
export function openAddresses(secret: string, { seconds, megabytes } = patience): FindAddresses {
  const inTurn = openTurns(secret, { seconds, megabytes }, (why) => noAddresses([why]));
  return (addressesIn) => inTurn({ addressesIn });
}

type Asked = { lists: Lists } | { addressesIn: AddressFiles };

function openTurns<Out>(
  secret: string,
  { seconds, megabytes }: typeof patience,
  givenUp: (why: Problem) => Out,
): (asked: Asked, tell?: TellProgress) => Promise<Out> {
  let before: Promise<unknown> = Promise.resolve();
  return (asked, tell) => {
    const until = performance.now() + seconds * 1000;
    const looked = before.then(() => {
      const left = until - performance.now();
      return left > 0
        ? look({ ...asked, secret: secret || randomBytes(32).toString("hex") }, left, tell)
        : tookTooLong();
    });
    // Only that it is over: the plan of a whole town would stay in memory until the next one.
    before = looked.then(nothing, nothing);
    return looked;
  };

  async function look(given: Given, left: number, tell?: TellProgress): Promise<Out> {
    const apart = startApart<Given, Out, ImportProgress>(new URL("./lists-process.ts", import.meta.url), { megabytes });
    try {
      return await apart.ask(given, left, tell);
    } catch (error) {
      if (!(error instanceof GivenUp) || error.why === "ended") throw error;
      return error.why === "too long" ? tookTooLong() : givenUp(problem("tookTooMuch", here));
    } finally {
      apart.end();
    }
  }

  function tookTooLong(): Out {
    return givenUp(problem("tookTooLong", here, { seconds }));
  }
}
