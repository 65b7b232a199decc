import { GrammyError } from "grammy";
import { Precedence } from "./first-poller.ts";
import { bounded } from "./one-call.ts";
import type { Log } from "../house/house.ts";
import type { MessengerKind } from "../school/messenger.ts";
import type { Silence } from "../house/lights.ts";

/** How the line to the messenger is. */
export interface Connection {
  /** When it was heard last (ISO), or null. */
  heardAt: string | null;
  /** What is wrong with it, and since when (ISO), or null. */
  trouble: { why: Silence; since: string } | null;
}

const second = 1000;
const minute = 60 * second;
/** Said at once, and again after these: whoever reads the log later sees how long it was. */
const saidAgainAfter = [minute, 5 * minute, 15 * minute];
const longestSilence = 60 * minute;
/** So long (ms) after another one polled it is not said that it is over: that one comes again. */
const maybeBack = minute;

const advice: Record<MessengerKind, Record<Silence, string>> = {
  telegram: {
    unreachable:
      "the messenger is not reached: look at the network, TELEGRAM_API_ROOT and its own status; it is tried on",
    "token refused": "BOT_TOKEN is refused: get the right one from @BotFather and start anew; it is tried on",
    "another poller":
      "another process polls with this BOT_TOKEN: stop one of them; this one gives way, and takes over when it is gone",
    webhook:
      "what is written to this BOT_TOKEN goes to a webhook: stop the program that has set it, or, where none is to " +
      "listen there, call TELEGRAM_API_ROOT/bot<BOT_TOKEN>/deleteWebhook; this one takes over when it is gone",
  },
  matrix: {
    unreachable:
      "the Matrix server is not reached: look at the network, MATRIX_HOMESERVER and its own status; it is tried on",
    "token refused":
      "the Matrix server does not let the bot in: look at MATRIX_USER and MATRIX_PASSWORD or MATRIX_TOKEN, and " +
      "whether the account is still there; it is tried on",
    "another poller":
      "another process reads with this account: stop one of them; this one gives way, and takes over when it is gone",
    webhook: "another program is told of what is written to this account",
  },
};

/**
 * Watches the line: says once what is wrong, at growing intervals that it still is, and that it is over.
 * In: whether nobody else can poll there. Out: who hears of each poll; `failed` says how long to wait (ms) before the
 * next, `looked` who is the first of those who poll, or, where it is another one, how long to wait (ms).
 */
export function watchConnection(
  { log, now }: { log: Log; now: () => Date },
  kind: MessengerKind = "telegram",
  isAlone = false,
) {
  let [heardAt, trouble]: [string | null, Connection["trouble"]] = [null, null];
  let [failures, said, saidAt] = [0, 0, 0];
  const precedence = new Precedence({ clocks: [() => performance.now(), () => now().getTime()], isAlone });

  function tell(why: Silence, code: string): void {
    const at = now().getTime();
    if (trouble?.why !== why) [trouble, said] = [{ why, since: now().toISOString() }, 0];
    if (said > 0 && at - saidAt < (saidAgainAfter[said - 1] ?? longestSilence)) return;
    [said, saidAt] = [said + 1, at];
    log.error({ since: trouble.since, code }, advice[kind][why]);
  }

  function isOver(): void {
    if (trouble) log.info({ since: trouble.since, was: trouble.why }, "the messenger is heard again");
    [trouble, said] = [null, 0];
  }

  return {
    state: (): Connection => ({ heardAt, trouble }),

    precedence,

    /** Out: whether it was away before. */
    heard(): boolean {
      [heardAt, failures] = [now().toISOString(), 0];
      const stands = trouble?.why === "another poller" && precedence.undisturbedFor < maybeBack;
      if (trouble === null || stands) return false;
      isOver();
      return true;
    },

    /** In: the trace of whoever has polled last; null where none is shown. */
    looked(trace: number | null): "this one" | "nobody yet" | number {
      const isNew = !precedence.isInDoubt;
      const first = precedence.looked(trace);
      if (first === "another") {
        tell("another poller", "trace");
        return precedence.disturbed();
      }
      if (isNew && first === "this one" && trouble?.why === "another poller") isOver();
      return first;
    },

    failed(error: unknown): number {
      failures += 1;
      const code = error instanceof GrammyError ? error.error_code : 0;
      const growing = Math.min(second * 2 ** (failures - 1), 30 * second);
      if (code === 409) {
        tell(isOfWebhook(error) ? "webhook" : "another poller", String(code));
        return precedence.disturbed();
      }
      precedence.failed();
      if (code === 401 || code === 404) {
        tell("token refused", String(code));
        return Math.min(30 * second * failures, 10 * minute);
      }
      tell("unreachable", code === 0 ? nameOf(error) : String(code));
      return (error instanceof GrammyError ? bounded(error.parameters.retry_after) : null) ?? growing;
    },
  };
}

// The messenger tells the two apart by its words alone.
const isOfWebhook = (error: unknown) => error instanceof GrammyError && /webhook/i.test(error.description);

/** The name of an error, and of what caused it. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const inner = "error" in error ? error.error : error.cause;
  return inner instanceof Error ? `${error.name}: ${nameOf(inner)}` : "code" in error ? String(error.code) : error.name;
}
