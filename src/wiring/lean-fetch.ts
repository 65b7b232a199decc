import { Agent, type IncomingMessage, request as overHttp, type RequestOptions } from "node:http";
import { Agent as SecureAgent, request as overHttps } from "node:https";
import { Readable } from "node:stream";

/** An idle connection is let go before whoever is at the other end does it (ms). */
const idle = 4000;
/** So long a connection may take to come about (ms); what waits longer has not been sent. */
const connecting = 10_000;

/**
 * As much of `fetch` as a call to the Bot API needs, for a third of its time: a web standard's streams around each
 * short answer take longer than all else that a tap needs. What it says of a broken connection is as `fetch` says it.
 * Out: answers with `ok`, `status`, `headers.get`, `text` and `json`; nothing is followed, nothing unpacked.
 */
export function openLeanFetch(): typeof fetch {
  const agents = {
    "http:": new Agent({ keepAlive: true, timeout: idle }),
    "https:": new SecureAgent({ keepAlive: true, timeout: idle }),
  };
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const isSecure = url.protocol === "https:";
    const agent = agents[isSecure ? "https:" : "http:"];
    try {
      const answer = await sent(isSecure ? overHttps : overHttp, url, { ...wanted(init), agent }, init);
      return answerOf(answer, await textOf(answer));
    } catch (error) {
      init.signal?.throwIfAborted();
      throw new TypeError("fetch failed", { cause: error });
    }
  };
}

function wanted({ method = "GET", headers, body }: RequestInit): RequestOptions {
  const own = headers instanceof Headers || Array.isArray(headers) ? Object.fromEntries(headers) : headers;
  const length = typeof body === "string" ? { "content-length": Buffer.byteLength(body) } : {};
  return { method, headers: { ...own, ...length } };
}

/** Sends it. Out: its answer, as soon as that begins. */
function sent(
  request: typeof overHttp | typeof overHttps,
  url: URL,
  options: RequestOptions,
  { body, signal }: RequestInit,
): Promise<IncomingMessage> {
  const answer = Promise.withResolvers<IncomingMessage>();
  const sending = request(url, { ...options, ...(signal ? { signal } : {}) });
  sending.once("response", answer.resolve).on("error", answer.reject);
  sending.once("socket", (socket) => {
    if (!socket.connecting) return;
    const late = setTimeout(() => sending.destroy(new NotConnected()), connecting);
    for (const end of ["connect", "close"]) socket.once(end, () => clearTimeout(late));
  });
  if (typeof body === "string" || !body) sending.end(body ?? undefined);
  else {
    const stream = Readable.from(body as unknown as AsyncIterable<Uint8Array>);
    stream.on("error", (error) => sending.destroy(error)).pipe(sending);
    sending.once("close", () => stream.destroy());
  }
  return answer.promise;
}

class NotConnected extends Error {
  code = "UND_ERR_CONNECT_TIMEOUT";
}

async function textOf(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

function answerOf({ statusCode: status = 0, headers }: IncomingMessage, text: string): Response {
  return {
    ok: status >= 200 && status < 300,
    status,
    headers: { get: (name: string) => headers[name.toLowerCase()] ?? null },
    text: async () => text,
    json: async () => JSON.parse(text) as unknown,
  } as Response;
}
