import { setTimeout as sleep } from "node:timers/promises";
import { bounded, type Fetch, isMessage, whole } from "./one-call.ts";

interface Patience {
  /** Ends all waiting when the process is to stop. */
  closing: AbortSignal;
  /** Waits so many ms; tests hand in one that does not. */
  pause?: (ms: number, closing: AbortSignal) => Promise<unknown>;
  /** Whether an answer to this chat is worth waiting for: a stranger who floods must not hold the others. */
  waitsFor?: (chatId: number) => Promise<boolean>;
  /** Waits until one more message may be sent: the messenger takes so many a second of the whole bot. */
  turn?: () => Promise<unknown>;
  /** Hears of each call before it is made. */
  calls?: () => Promise<void>;
  /** How often a 5xx is tried again. A broken connection and a 429 are tried until the process stops. */
  tries?: number;
}

/** A fetch that waits, and what it has not waited for. */
export interface Patient {
  fetch: Fetch;
  /** Settles when what was begun for this chat, and nobody waits for, is done. */
  settled(chatId: number): Promise<unknown>;
}

/** A fetch below which all is tried until it is answered: here nothing is tried again. */
export const below = (fetch: Fetch, calls: () => Promise<void>): Patient => ({
  async fetch(url, init) {
    if (!asked.test(String(url))) await calls();
    return await fetch(url, init);
  },
  settled: async () => undefined,
});

const longestPause = 60_000;

/** What only shows that a tap was heard, or how an old question was answered: the next does not wait for it. */
const comfort = /\/(answerCallbackQuery|editMessageText|editMessageReplyMarkup)$/;
/** That a tap was heard: after some seconds the messenger itself does not want to know any more. */
const heard = /\/answerCallbackQuery$/;
const triesOfHeard = 3;
/** Asked by whoever watches the line, and tries it again. */
const asked = /\/(get(Updates|Me|WebhookInfo)|(set|delete)Webhook)$/;

/**
 * grammY's `client.fetch` with bounded retry, the one seam that reaches into conversations too.
 * It waits in here, and so holds up nobody but whoever is answered. An answer that is no answer of the Bot API (a
 * proxy's page, or one that was cut off) is tried again like a 5xx. What whoever polls asks gets a time limit only:
 * it is tried again there.
 */
export function patientFetch(fetch: Fetch, how: Patience): Patient {
  const behind = new Map<number, Promise<unknown>>();
  return {
    async fetch(url, init) {
      const where = String(url);
      if (asked.test(where)) return await whole(fetch, url, init, how.closing, init?.signal);
      await how.calls?.();
      if (!comfort.test(where)) return await tried(fetch, url, init, how);
      const chatId = chatOf(init);
      const before = chatId === null ? undefined : behind.get(chatId);
      const done = Promise.resolve(before).then(() => tried(fetch, url, init, how));
      if (chatId !== null) putBehind(behind, chatId, done);
      else done.catch(() => undefined);
      return new Response('{"ok":true,"result":true}', { headers: { "content-type": "application/json" } });
    },
    settled: async (chatId) => behind.get(chatId),
  };
}

/** One after the other in each chat: the newest word is the last. */
function putBehind(behind: Map<number, Promise<unknown>>, chatId: number, done: Promise<unknown>): void {
  const last = done
    .catch(() => undefined)
    .finally(() => {
      if (behind.get(chatId) === last) behind.delete(chatId);
    });
  behind.set(chatId, last);
}

async function tried(
  fetch: Fetch,
  url: string | URL,
  init: RequestInit | undefined,
  { closing, pause = wait, waitsFor = everybody, turn, tries = 12 }: Patience,
): Promise<Response> {
  const mostTries = heard.test(String(url)) ? triesOfHeard : tries;
  const isLast = (attempt: number) => attempt >= mostTries;
  for (let attempt = 1; ; attempt += 1) {
    if (isMessage(url)) await turn?.();
    const answer = await once(fetch, url, init, closing);
    // What is streamed is gone once it was sent.
    const again = typeof init?.body === "string" || !init?.body;
    const backoff = Math.min(500 * 2 ** attempt, longestPause);
    if (!("error" in answer)) {
      const { status } = answer;
      if (!again || (status < 500 && status !== 429) || (status >= 500 && isLast(attempt))) return answer;
      if (status === 429 && !(await isWaitedFor(url, init, waitsFor))) return answer;
      await pause(status === 429 ? await retryAfter(answer, backoff) : backoff, closing);
    } else {
      const isOver = heard.test(String(url)) && isLast(attempt);
      if (!again || isOver || closing.aborted) throw answer.error;
      await pause(backoff, closing);
    }
  }
}

const everybody = async () => true;

/** Of a call that the messenger has put off. That a tap was heard is only comfort: it comes at once, or not at all. */
async function isWaitedFor(
  url: string | URL,
  init: RequestInit | undefined,
  waitsFor: (chatId: number) => Promise<boolean>,
): Promise<boolean> {
  if (heard.test(String(url))) return false;
  const chatId = chatOf(init);
  return chatId === null || (await waitsFor(chatId));
}

/** The chat that a call goes to, or null. */
function chatOf(init: RequestInit | undefined): number | null {
  const { chat_id: chatId } = JSON.parse(typeof init?.body === "string" ? init.body : "{}") as { chat_id?: unknown };
  return chatId === undefined ? null : Number(chatId);
}

async function once(
  fetch: Fetch,
  url: string | URL,
  init: RequestInit | undefined,
  closing: AbortSignal,
): Promise<Response | { error: unknown }> {
  try {
    return await whole(fetch, url, init, closing);
  } catch (error) {
    return { error };
  }
}

async function retryAfter(answer: Response, backoff: number): Promise<number> {
  const body = (await answer.json()) as { parameters?: { retry_after?: number } };
  return bounded(body.parameters?.retry_after) ?? backoff;
}

function wait(ms: number, closing: AbortSignal): Promise<unknown> {
  return sleep(ms, undefined, { signal: closing });
}
