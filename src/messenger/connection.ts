import { GrammyError } from "grammy";
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
/** More than two long polls without a word. */
const away = 2 * minute;

const advice: Record<MessengerKind, Record<Silence, string>> = {
  telegram: {
    unreachable:
      "the messenger is not reached: look at the network, TELEGRAM_API_ROOT and its own status; it is tried on",
    "token refused": "BOT_TOKEN is refused: get the right one from @BotFather and start anew; it is tried on",
    "another poller":
      "another process polls with this BOT_TOKEN: stop one of them; this one gives way, and takes over when it is gone",
  },
  matrix: {
    unreachable:
      "the Matrix server is not reached: look at the network, MATRIX_HOMESERVER and its own status; it is tried on",
    "token refused":
      "the Matrix server does not let the bot in: look at MATRIX_USER and MATRIX_PASSWORD or MATRIX_TOKEN, and " +
      "whether the account is still there; it is tried on",
    "another poller": "another process reads with this account: stop one of them",
  },
};

/**
 * Watches the line: says once what is wrong, at growing intervals that it still is, and that it is over.
 * Out: who hears of each poll; `failed` says how long to wait (ms) before the next.
 */
export function watchConnection({ log, now }: { log: Log; now: () => Date }, kind: MessengerKind = "telegram") {
  let [heardAt, trouble]: [string | null, Connection["trouble"]] = [null, null];
  let [failures, said, saidAt] = [0, 0, 0];
  // Since when it polls and nobody else does; whether it was so for long enough to be who was there first.
  let [undisturbedSince, isFirst]: [number | null, boolean] = [null, false];

  function tell(why: Silence, code: string): void {
    const at = now().getTime();
    if (trouble?.why !== why) {
      trouble = { why, since: now().toISOString() };
      said = 0;
    }
    if (said > 0 && at - saidAt < (saidAgainAfter[said - 1] ?? longestSilence)) return;
    [said, saidAt] = [said + 1, at];
    log.error({ since: trouble.since, code }, advice[kind][why]);
  }

  return {
    state: (): Connection => ({ heardAt, trouble }),

    /** Out: whether it was away before. */
    heard(): boolean {
      const wasAway = trouble !== null;
      if (trouble) log.info({ since: trouble.since, was: trouble.why }, "the messenger is heard again");
      const at = now().getTime();
      // Whoever was away for long does not know who has come meanwhile.
      if (heardAt !== null && at - Date.parse(heardAt) > away) [undisturbedSince, isFirst] = [null, false];
      undisturbedSince ??= at;
      isFirst ||= at - undisturbedSince > minute;
      [heardAt, trouble, failures, said] = [now().toISOString(), null, 0, 0];
      return wasAway;
    },

    failed(error: unknown): number {
      failures += 1;
      const code = error instanceof GrammyError ? error.error_code : 0;
      const growing = Math.min(second * 2 ** (failures - 1), 30 * second);
      if (code === 401 || code === 404) {
        tell("token refused", String(code));
        return Math.min(30 * second * failures, 10 * minute);
      }
      if (code === 409) {
        tell("another poller", String(code));
        undisturbedSince = null;
        // Whoever was there first goes on; whoever came second gives way.
        return isFirst ? 3 * second : Math.min(30 * second * failures, 5 * minute);
      }
      tell("unreachable", code === 0 ? nameOf(error) : String(code));
      return (error instanceof GrammyError ? bounded(error.parameters.retry_after) : null) ?? growing;
    },
  };
}

/** The name of an error, and of what caused it. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const inner = "error" in error ? error.error : error.cause;
  return inner instanceof Error ? `${error.name}: ${nameOf(inner)}` : "code" in error ? String(error.code) : error.name;
}
