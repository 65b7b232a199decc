import { GrammyError, type HttpError } from "grammy";

export type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

const oneTry = 40_000;

/** Whether a call sends a message: of those the messenger takes so many a second of the whole bot. */
export const isMessage = (url: string | URL): boolean => /\/send[A-Z]\w*$/.test(String(url));

/**
 * A fetch that tries once, with a time limit, when it is the message's turn: for whoever puts back what has failed,
 * and makes it anew when it is due.
 */
export const singleFetch =
  (fetch: Fetch, { closing, turn }: { closing: AbortSignal; turn?: () => Promise<unknown> }): Fetch =>
  async (url, init) => {
    if (isMessage(url)) await turn?.();
    return await whole(fetch, url, init, closing);
  };

/** Whether somebody in between has answered: nobody knows whether the messenger has heard it. */
export const isNoAnswer = (error: unknown): boolean => error instanceof GrammyError && error.description === noAnswer;
const noAnswer = "no answer of the Bot API";

/** Whether a call has surely never left this machine: there was nobody at the other end yet. */
export function isNotSent({ error }: HttpError): boolean {
  const cause = error instanceof Error ? error.cause : null;
  return typeof cause === "object" && cause !== null && "code" in cause && beforeSending.has(String(cause.code));
}
const beforeSending = new Set([
  ...["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ENETUNREACH", "EHOSTUNREACH", "UND_ERR_CONNECT_TIMEOUT"],
]);

/**
 * An answer read to its end: its `json` is what it says. What is none of the Bot API's counts as a fault of whoever
 * stands in between.
 */
export async function whole(
  fetch: Fetch,
  url: string | URL,
  init: RequestInit | undefined,
  ...signals: (AbortSignal | null | undefined)[]
): Promise<Response> {
  const response = await fetch(url, { ...init, signal: within(oneTry, ...signals) });
  const answer = answerIn(await response.text());
  const { headers } = response;
  // What was read is not read once more. Defined, not assigned: of some responses it may not be written.
  if (answer) return Object.defineProperty(response, "json", { value: async () => answer });
  const status = response.status === 429 || response.status >= 500 ? response.status : 502;
  const after = Number(headers.get("retry-after"));
  const parameters = after > 0 ? { parameters: { retry_after: after } } : {};
  const said = { ok: false, error_code: status, description: noAnswer, ...parameters };
  return Response.json(said, { status });
}

/** What the Bot API has said, or null where it was somebody else. */
function answerIn(text: string): { ok: boolean } | null {
  try {
    const answer = JSON.parse(text) as { ok?: unknown } | null;
    return typeof answer?.ok === "boolean" ? (answer as { ok: boolean }) : null;
  } catch {
    return null;
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

/** What the messenger asks for (seconds), within reason, in ms; null where it is no number. */
export const bounded = (seconds: unknown): number | null =>
  typeof seconds === "number" && Number.isFinite(seconds) ? Math.min(Math.max(seconds, 1), 3600) * 1000 : null;
