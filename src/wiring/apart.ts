import { type ChildProcess, fork } from "node:child_process";

/**
 * Work in a process of its own, for what may take too long or too much. A thread would not do: when its memory runs
 * out, or when it is ended in the middle, it can take the whole process with it.
 */
export interface Apart<Asked, Said, Told = never> {
  /**
   * Hands on plain data, one after another, never two at once. In: also who hears what the process tells meanwhile.
   * Out: what the process says to it.
   * Errors: GivenUp when it takes longer than `ms` or too much memory, or ends without a word: then it has ended.
   */
  ask(asked: Asked, ms: number, hears?: (told: Told) => void): Promise<Said>;
  /** Whether it can still be asked. */
  readonly goesOn: boolean;
  /** Ends it, whatever it does. */
  end(): void;
}

/** What was handed to a process of its own and did not come back. */
export class GivenUp extends Error {
  override name = "GivenUp";
  readonly why: "too long" | "too much" | "ended";

  constructor(why: GivenUp["why"], message: string) {
    super(message);
    this.why = why;
  }
}

/** How much of what it says at its end is read (characters). */
const lastWords = 2000;

/** Above this an exit code is a signal's, as a shell writes it. */
const signalCodes = 128;

/**
 * Starts a process of its own, which holds up nobody that wants to end, and ends with this one.
 * In: the module that it runs, which answers each message with one (see `answering`); its memory (MB): for what it
 * keeps, and for what it throws away at once.
 */
export function startApart<Asked, Said, Told = never>(
  module: URL,
  { megabytes, young = 16 }: { megabytes: number; young?: number },
): Apart<Asked, Said, Told> {
  const child = fork(module, {
    // It needs nothing of what this one was started with.
    env: {},
    execArgv: [
      `--max-old-space-size=${megabytes}`,
      `--max-semi-space-size=${young}`,
      "--disable-warning=ExperimentalWarning",
    ],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const end = () => void child.kill("SIGKILL");
  let [goesOn, said] = [true, ""];
  child.stderr?.on("data", (text: Buffer) => (said = (said + text.toString()).slice(-lastWords)));
  process.once("exit", end);
  child.once("exit", () => {
    goesOn = false;
    process.removeListener("exit", end);
  });
  // A process that could not begin, or to which nothing can be said any more, is one that has ended.
  child.on("error", end);
  holds(child, false);

  return {
    async ask(asked, ms, hears) {
      holds(child, true);
      try {
        return await answered<Said, Told>(child, asked as object, { ms, words: () => said, hears });
      } catch (error) {
        goesOn = false;
        end();
        throw error;
      } finally {
        holds(child, false);
      }
    },
    get goesOn() {
      return goesOn;
    },
    end() {
      goesOn = false;
      end();
    },
  };
}

interface Listening<Told> {
  ms: number;
  /** What it has said on its error stream so far. */
  words: () => string;
  hears: ((told: Told) => void) | undefined;
}

/** What a process says on the way to its answer, so that it is not taken for it. */
interface OnTheWay<Told> {
  apartTells: Told;
}

/** The next answer of a process, or GivenUp. */
function answered<Said, Told>(
  child: ChildProcess,
  asked: object,
  { ms, words, hears }: Listening<Told>,
): Promise<Said> {
  let settled = () => undefined as void;
  return new Promise<Said>((resolve, reject) => {
    const late = setTimeout(() => reject(new GivenUp("too long", `It took more than ${ms / 1000} seconds.`)), ms);
    const onClose = (code: number | null, signal: string | null) => reject(ended(code, signal, words()));
    const onMessage = (message: unknown) => {
      if (isOnTheWay<Told>(message)) hears?.(message.apartTells);
      else resolve(message as Said);
    };
    child.on("message", onMessage).once("close", onClose);
    child.send(asked, (error) => error && onClose(child.exitCode, child.signalCode));
    settled = () => {
      clearTimeout(late);
      child.off("message", onMessage).off("close", onClose);
    };
  }).finally(() => settled());
}

function isOnTheWay<Told>(message: unknown): message is OnTheWay<Told> {
  return typeof message === "object" && message !== null && "apartTells" in message;
}

/** Memory that ran out ends a process by a signal, as does whoever ends it from outside. */
function ended(code: number | null, signal: string | null, words: string): GivenUp {
  if (signal !== null || (code ?? 0) > signalCodes)
    return new GivenUp("too much", `It took too much memory, or was ended (${signal ?? code}).`);
  return new GivenUp("ended", `It ended with ${code} and without an answer. ${words.trim()}`.trim());
}

/**
 * In the process itself: answers each message by what the rule makes of it, which can tell of itself meanwhile.
 * Whether it ends is decided by whoever has started it: a signal for all the processes of a terminal or a unit is not
 * meant for this one.
 */
export function answering<Asked, Said extends object, Told = never>(
  rule: (asked: Asked, tell: (told: Told) => void) => Said | Promise<Said>,
): void {
  const tell = (told: Told) => void process.send?.({ apartTells: told } satisfies OnTheWay<Told>);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => undefined);
  process.on(
    "message",
    (asked) => void Promise.resolve(rule(asked as Asked, tell)).then((said) => process.send?.(said)),
  );
}

/** Whether this process goes on for as long as the other does. */
function holds(child: ChildProcess, isSo: boolean): void {
  const all = [child, child.channel, child.stderr as unknown as { ref(): void; unref(): void } | null];
  for (const one of all) {
    if (isSo) one?.ref();
    else one?.unref();
  }
}
