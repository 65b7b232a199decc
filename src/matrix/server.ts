import { setTimeout as sleep } from "node:timers/promises";
import { isObject, isText } from "./events.ts";

/** What the server has said instead of doing it; `errcode` as the specification has it. */
export class MatrixRefusal extends Error {
  readonly status: number;
  readonly errcode: string;
  readonly body: Record<string, unknown>;

  constructor(status: number, body: Record<string, unknown>) {
    const errcode = isText(body.errcode) ? body.errcode : "M_UNKNOWN";
    super(`${status} ${errcode}`);
    [this.status, this.errcode, this.body] = [status, errcode, body];
  }
}

export interface Asking {
  /** Ends the call, beside the end of the line itself. */
  signal?: AbortSignal | undefined;
  /** Whether it is tried once only: for whoever asks again anyway. */
  once?: boolean;
  /** How long one try may take (ms). */
  limit?: number;
  /** Whether it belongs to signing in: then nobody signs in anew for it. */
  signsIn?: boolean;
}

interface How {
  /** The server's address, without a path. */
  address: string;
  fetch: typeof fetch;
  /** Ends all calls and all waiting. */
  closing: AbortSignal;
  /** Waits so many ms between tries; tests hand in one that does not. */
  pause?: (ms: number, closing: AbortSignal) => Promise<unknown>;
}

type Method = "GET" | "POST" | "PUT";

const oneTry = 40_000;
const longestPause = 60_000;

/**
 * The calls of the client-server API. Each is tried until the server has answered it, below all that anybody else
 * tries: what carries a transaction id arrives once, however often it is tried. Who is put off (429) waits as long as
 * the server asks, and nobody else with them. Errors: MatrixRefusal for a clear no; the platform's where the line ends.
 */
export function openServer({ address, fetch, closing, pause = waiting }: How) {
  let token: string | null = null;
  const renewal = openRenewal(() => token);

  async function tried<Said>(method: Method, path: string, init: RequestInit, asking: Asking): Promise<Said> {
    const signal = AbortSignal.any([closing, ...(asking.signal ? [asking.signal] : [])]);
    let hasRenewed = false;
    for (let attempt = 1; ; attempt += 1) {
      const used = token;
      const backoff = Math.min(250 * 2 ** attempt, longestPause);
      const said = await onceTried(
        method,
        path,
        init,
        AbortSignal.any([signal, AbortSignal.timeout(asking.limit ?? oneTry)]),
      );
      signal.throwIfAborted();
      if ("right" in said) return said.right as Said;
      let { error } = said;
      if (isSignedOut(error) && !asking.signsIn && !hasRenewed) {
        const fault = await renewal.renewed(used, error);
        hasRenewed = fault === null;
        if (hasRenewed) continue;
        error = fault;
      }
      if ((error instanceof MatrixRefusal && isClear(error)) || asking.once === true) throw error;
      await pause((error instanceof MatrixRefusal ? putOffFor(error) : null) ?? backoff, signal);
    }
  }

  async function onceTried(
    method: Method,
    path: string,
    init: RequestInit,
    signal: AbortSignal,
  ): Promise<{ right: unknown } | { error: unknown }> {
    try {
      const headers = { ...init.headers, ...(token === null ? {} : { authorization: `Bearer ${token}` }) };
      const answer = await fetch(address + path, { ...init, method, headers, signal });
      const body = bodyIn(await answer.text(), answer.headers.get("retry-after"));
      if (answer.ok && body) return { right: body };
      // A page of whoever stands in between is no answer of the server.
      return { error: new MatrixRefusal(body ? answer.status : 502, body ?? {}) };
    } catch (error) {
      return { error };
    }
  }

  return {
    /** In: the path from "/_matrix" on; what is sent as JSON. Out: what the server has said. */
    call: <Said = Record<string, unknown>>(method: Method, path: string, body?: object, asking: Asking = {}) => {
      const json =
        body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
      return tried<Said>(method, path, json, asking);
    },

    /** Puts a file there. Out: its address, mxc://… */
    async upload(bytes: Uint8Array, type: string, name: string): Promise<string> {
      const path = `/_matrix/media/v3/upload${name ? `?filename=${encodeURIComponent(name)}` : ""}`;
      const init = { body: bytes as Uint8Array<ArrayBuffer>, headers: { "content-type": type } };
      return (await tried<{ content_uri: string }>("POST", path, init, {})).content_uri;
    },

    /** From now on calls are made with this token. */
    as: (newToken: string | null): void => void (token = newToken),

    /** From now on this is done where the token is taken no more, before the call is made again. */
    renewsBy: renewal.by,
  };
}

export type Server = ReturnType<typeof openServer>;

/** Signs in anew where a token is taken no more. In: the token that is used now. */
function openRenewal(token: () => string | null) {
  let [signsIn, under]: [(() => Promise<unknown>) | null, Promise<unknown> | null] = [null, null];
  return {
    by: (signIn: () => Promise<unknown>): void => void (signsIn = signIn),

    /** Once for all who ask meanwhile. In: the token that was refused. Out: what went wrong, or null. */
    async renewed(old: string | null, refusal: MatrixRefusal): Promise<unknown> {
      if (signsIn === null) return refusal;
      try {
        if (under !== null || token() === old) await (under ??= signsIn().finally(() => (under = null)));
        return null;
      } catch (error) {
        // Whom the server does not let in is signed out, and has not been sent out of a room.
        return error instanceof MatrixRefusal && isClear(error) ? refusal : error;
      }
    },
  };
}

const isClear = ({ status }: MatrixRefusal) => status < 500 && status !== 429;
const isSignedOut = (error: unknown): error is MatrixRefusal =>
  error instanceof MatrixRefusal && error.status === 401 && error.errcode === "M_UNKNOWN_TOKEN";

function bodyIn(text: string, retryAfter: string | null): Record<string, unknown> | null {
  try {
    const body: unknown = JSON.parse(text);
    const after = Number(retryAfter) > 0 ? { retry_after_ms: Number(retryAfter) * 1000 } : {};
    return isObject(body) ? { ...body, ...after } : null;
  } catch {
    return null;
  }
}

/** How long the server wants to be left alone (ms), within reason; null where it does not say. */
function putOffFor({ status, body }: MatrixRefusal): number | null {
  const ms = body.retry_after_ms;
  return status === 429 && typeof ms === "number" && ms > 0 ? Math.min(Math.max(ms, 50), 3_600_000) : null;
}

const waiting = (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal });

export const segment = encodeURIComponent;
/** The path of a room's resource. */
export const inRoom = (roomId: string, rest: string): string => `/_matrix/client/v3/rooms/${segment(roomId)}/${rest}`;
