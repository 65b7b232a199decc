import { setTimeout as sleep } from "node:timers/promises";

type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

interface Patience {
  /** Ends all waiting when the process is to stop. */
  closing: AbortSignal;
  /** Waits so many ms; tests hand in one that does not. */
  pause?: (ms: number, closing: AbortSignal) => Promise<unknown>;
  /** Whether an answer to this chat is worth waiting for: a stranger who floods must not hold the others. */
  waitsFor?: (chatId: number) => Promise<boolean>;
  /** How often a 5xx is tried again. A broken connection and a 429 are tried until the process stops. */
  tries?: number;
}

const oneTry = 40_000;
const longestPause = 60_000;

/**
 * grammY's `client.fetch` with bounded retry, the one seam that reaches into conversations too.
 * `getUpdates` gets a time limit only: grammY tries that again by itself.
 */
export function patientFetch(
  fetch: Fetch,
  { closing, pause = wait, waitsFor = everybody, tries = 5 }: Patience,
): Fetch {
  return async (url, init) => {
    if (String(url).endsWith("/getUpdates"))
      return fetch(url, { ...init, signal: within(oneTry, closing, init?.signal) });
    for (let attempt = 1; ; attempt += 1) {
      const answer = await once(fetch, url, init, closing);
      const again = typeof init?.body === "string" || !init?.body;
      const backoff = Math.min(500 * 2 ** attempt, longestPause);
      if (answer instanceof Response) {
        if (!again || (answer.status < 500 && answer.status !== 429) || (answer.status >= 500 && attempt >= tries))
          return answer;
        if (answer.status === 429 && !(await isWaitedFor(url, init, waitsFor))) return answer;
        await pause(answer.status === 429 ? await retryAfter(answer) : backoff, closing);
      } else {
        if (!again || closing.aborted) throw answer.error;
        await pause(backoff, closing);
      }
    }
  };
}

const everybody = async () => true;

/** Of a call that the messenger has put off. That a tap was heard is only comfort: it comes at once, or not at all. */
async function isWaitedFor(
  url: string | URL,
  init: RequestInit | undefined,
  waitsFor: (chatId: number) => Promise<boolean>,
): Promise<boolean> {
  if (String(url).endsWith("/answerCallbackQuery")) return false;
  const { chat_id: chatId } = JSON.parse(typeof init?.body === "string" ? init.body : "{}") as { chat_id?: unknown };
  return chatId === undefined || (await waitsFor(Number(chatId)));
}

async function once(
  fetch: Fetch,
  url: string | URL,
  init: RequestInit | undefined,
  closing: AbortSignal,
): Promise<Response | { error: unknown }> {
  try {
    return await fetch(url, { ...init, signal: within(oneTry, closing) });
  } catch (error) {
    return { error };
  }
}

function within(ms: number, ...signals: (AbortSignal | null | undefined)[]): AbortSignal {
  return AbortSignal.any([AbortSignal.timeout(ms), ...signals.filter((signal) => signal != null).map(native)]);
}

/** grammY brings its own kind of signal, which the platform's `fetch` and `any` refuse. */
function native(signal: AbortSignal): AbortSignal {
  if (signal instanceof AbortSignal) return signal;
  const own = new AbortController();
  const given = signal as AbortSignal;
  if (given.aborted) own.abort();
  else given.addEventListener("abort", () => own.abort(), { once: true });
  return own.signal;
}

async function retryAfter(answer: Response): Promise<number> {
  const body = (await answer.json()) as { parameters?: { retry_after?: number } };
  return (body.parameters?.retry_after ?? 1) * 1000;
}

function wait(ms: number, closing: AbortSignal): Promise<unknown> {
  return sleep(ms, undefined, { signal: closing });
}
