import type { Update } from "grammy/types";
import type { watchConnection } from "./connection.ts";

/** How it is asked for updates, and who is the first of those who ask. */
export interface Asking {
  /**
   * Asks the messenger for what comes from this id on, lets it wait so many seconds for the first, and leaves a trace.
   */
  ask: (offset: number, seconds: number, trace: number | null) => Promise<Update[]>;
  /** The trace of whoever has asked last; null where the messenger shows none. */
  look: () => Promise<number | null>;
  connection: ReturnType<typeof watchConnection>;
  /** Hears that the messenger is there again, or that this one is the first now. */
  back?: () => void;
  pause: (ms: number) => Promise<unknown>;
  leaving: AbortSignal;
}

/** So often (ms) an open poll is told that the process runs. */
const runsEvery = 200;

/** Asks, and is seen to run meanwhile. Out: what came. */
export async function asked({ ask, connection, back }: Asking, offset: number, seconds: number): Promise<Update[]> {
  const { precedence } = connection;
  const running = setInterval(() => precedence.runs(), runsEvery);
  try {
    const came = await ask(offset, seconds, precedence.asks(seconds));
    precedence.answered(came.length === 0);
    if (connection.heard()) back?.();
    return came;
  } finally {
    clearInterval(running);
  }
}

/**
 * Looks who has asked last, as often as it takes. Out: whether this one is the first; where not, it has waited as long
 * as it is to.
 */
export async function comesFirst({ look, connection, pause, leaving, back }: Asking): Promise<boolean> {
  const { precedence } = connection;
  while (!leaving.aborted) {
    const wait = precedence.untilLook;
    if (wait > 0) await pause(wait);
    precedence.looks();
    const found = connection.looked(await look());
    if (found === "this one") {
      back?.();
      return true;
    }
    if (found === "nobody yet") continue;
    await pause(found);
    break;
  }
  return false;
}
