import { courseOf, type Going, type Wrong } from "../house/lights.ts";
import type { Log } from "../house/house.ts";
import { momentIn } from "../office/page/said.ts";
import { sentences } from "../office/page/lights-words.ts";
import type { Say } from "../office/page/words.ts";
import type { Looked } from "./lights.ts";

interface Watching {
  look: () => Promise<Pick<Looked, "wrong">>;
  log: Log;
  now: () => Date;
  /** What is called while all is well. */
  heartbeat?: Heartbeat;
  /** Who hears of what is long wrong. */
  operator?: Operator;
}

interface Heartbeat {
  url: string;
  fetch: typeof globalThis.fetch;
}

interface Operator {
  /** Sends a message to the operator's chat. */
  tell: (text: string) => Promise<unknown>;
  /** What goes on, from one process to the next. */
  kept: { read(): readonly Going[]; write(going: readonly Going[]): void };
  say: Say;
  timeZone: string;
}

const everyMs = 5 * 60 * 1000;
const heartbeatLimitMs = 10_000;

/** One round of looking: the heartbeat where all is well, and a word to the operator where it is long not. */
export function watchRound(watching: Watching): () => Promise<void> {
  const { look, log, heartbeat, operator } = watching;
  const beat = heartbeat && openHeartbeat(heartbeat, log);
  return async () => {
    try {
      const { wrong } = await look();
      if (wrong.length === 0) await beat?.();
      if (operator) await tellCourse(watching, operator, wrong);
    } catch (error) {
      log.error({ error: error instanceof Error ? error.name : "unknown" }, "the look at how everything is has failed");
    }
  };
}

/** Looks every five minutes. Out: how to stop it. */
export function keepWatch(watching: Watching): () => void {
  const round = watchRound(watching);
  void round();
  const timer = setInterval(() => void round(), everyMs);
  return () => clearInterval(timer);
}

/** Calls the address; that it does not answer is said once, and that it does again. */
function openHeartbeat({ url, fetch }: Heartbeat, log: Log): () => Promise<void> {
  let isSaid = false;
  return async () => {
    const code = await fetch(url, { signal: AbortSignal.timeout(heartbeatLimitMs) }).then(
      async (answer) => {
        await answer.body?.cancel();
        return answer.ok ? null : String(answer.status);
      },
      (error: unknown) => (error instanceof Error ? error.name : "unknown"),
    );
    if (code !== null && !isSaid) log.warn({ code }, "HEARTBEAT_URL does not take the heartbeat: look at its address");
    if (code === null && isSaid) log.info({}, "HEARTBEAT_URL takes the heartbeat again");
    isSaid = code !== null;
  };
}

/** What could not be said is said in the next round: the messenger itself may be what is wrong. */
async function tellCourse(
  { log, now }: Watching,
  { tell, kept, say, timeZone }: Operator,
  wrong: Wrong[],
): Promise<void> {
  const { goesOn, toTell, over } = courseOf(kept.read(), wrong, now());
  const isTold = async (how: "wrong" | "over", all: readonly Going[]) => {
    const sentence = (going: Going) => say(sentences[going.wrong][how], { since: momentIn(timeZone, going.since) });
    try {
      if (all.length > 0) await tell(all.map(sentence).join("\n"));
      return true;
    } catch (error) {
      log.warn(
        { code: codeOf(error) },
        "OPERATOR_CHAT is not reached: whoever it is must have written to the bot once",
      );
      return false;
    }
  };
  const saysWrong = await isTold("wrong", toTell);
  const after = goesOn.map((one) => (saysWrong && toTell.includes(one) ? { ...one, told: true } : one));
  kept.write((await isTold("over", over)) ? after : [...after, ...over]);
}

const codeOf = (error: unknown) =>
  typeof error === "object" && error !== null && "error_code" in error ? error.error_code : "no answer";
