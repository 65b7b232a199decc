import type { IncomingMessage, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { bad, Refusal } from "../../../src/bot-api/refusal.ts";
import type { Wrong } from "./faults.ts";

/** What is answered: a status, and a body that goes out as JSON. */
export interface Answer {
  status: number;
  body: unknown;
}

export const refusedWith = (refusal: Refusal): Answer => ({ status: refusal.code, body: refusal.body() });

/** The parameters of a call: JSON, or a form with files. Errors: Refusal. */
export async function payloadOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const bytes = await buffer(request);
  const type = request.headers["content-type"] ?? "";
  if (bytes.length === 0) return {};
  try {
    if (type.startsWith("multipart/form-data"))
      return Object.fromEntries(await new Response(bytes, { headers: { "content-type": type } }).formData());
    return JSON.parse(bytes.toString()) as Record<string, unknown>;
  } catch {
    throw bad("the body cannot be read");
  }
}

export function send(response: ServerResponse, { status, body }: Answer): void {
  put(response, status, "application/json", JSON.stringify(body));
}

function put(response: ServerResponse, status: number, type: string, text: string): void {
  const bytes = Buffer.from(text);
  response.writeHead(status, { "content-type": type, "content-length": bytes.length }).end(bytes);
}

const page = (title: string) =>
  `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;

/** Settles when the caller has gone. */
export async function untilGone(gone: AbortSignal): Promise<void> {
  await sleep(2 ** 31 - 1, undefined, { signal: gone, ref: false }).catch(() => undefined);
}

/**
 * Answers wrongly, where something is wrong at this moment. In: the answer that there would be, once there is one.
 * Out: whether the caller has had all that it will get.
 */
export async function wentWrong(
  response: ServerResponse,
  wrong: Wrong | null,
  gone: AbortSignal,
  answer?: Answer,
): Promise<boolean> {
  const when = answer ? "after" : "before";
  if (wrong === null || wrong.is === "slow") return false;
  if ((wrong.is === "broken" || wrong.is === "hanging") && wrong.when !== when) return false;
  if (wrong.is === "broken") response.destroy();
  else if (wrong.is === "hanging") await untilGone(gone);
  else if (wrong.is === "cut off" && answer) {
    const text = JSON.stringify(answer.body);
    put(response, answer.status, "application/json", text.slice(0, Math.floor(text.length / 2)));
  } else if (wrong.is === "captive portal") put(response, 200, "text/html", page("Willkommen im WLAN"));
  else if (wrong.is === "refused") refuse(response, wrong);
  else return false;
  return true;
}

function refuse(response: ServerResponse, wrong: Extract<Wrong, { is: "refused" }>): void {
  const { code, retryAfter, words = wordsFor(code, retryAfter) } = wrong;
  if (retryAfter !== undefined) response.setHeader("retry-after", retryAfter);
  if (wrong.page) put(response, code, "text/html", page(`${code} ${words}`));
  else send(response, refusedWith(new Refusal(code, words, retryAfter)));
}

function wordsFor(code: number, retryAfter: number | undefined): string {
  if (code === 401) return "Unauthorized";
  if (code === 403) return "Forbidden: bot was blocked by the user";
  if (code === 409)
    return "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";
  if (code === 429) return `Too Many Requests: retry after ${retryAfter ?? 1}`;
  return code === 502 ? "Bad Gateway" : "Internal Server Error";
}
