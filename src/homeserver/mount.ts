import { done } from "./calls.ts";
import { type Homeserver, NotDone } from "./homeserver.ts";

/** The server as a `fetch`: no network at all. */
export function homeserverAsFetch(server: Homeserver): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    const method = init?.method ?? "GET";
    const headers = new Headers(init?.headers);
    const token = headers.get("authorization")?.replace("Bearer ", "") ?? null;
    const bytes = new Uint8Array(await new Response(init?.body ?? "").arrayBuffer());
    const type = headers.get("content-type") ?? "";
    init?.signal?.throwIfAborted();
    const fault = server.faultFor(method, url.pathname);
    if (fault === "no connection") throw new TypeError("fetch failed");
    if (fault !== null && typeof fault === "object")
      return Response.json(fault.body ?? {}, { status: fault.status, headers: fault.headers ?? {} });
    const body =
      type === "application/json" ? (JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>) : {};
    const asked = {
      method,
      path: url.pathname,
      query: url.searchParams,
      body,
      bytes,
      type,
      signal: init?.signal ?? undefined,
    };
    server.calls.push({ method, path: url.pathname, user: token });
    const answer = await answered(server, token, asked);
    init?.signal?.throwIfAborted();
    if (fault === "answer lost") throw new TypeError("fetch failed");
    return answer;
  };
}

async function answered(
  server: Homeserver,
  token: string | null,
  asked: Parameters<typeof done>[2],
): Promise<Response> {
  try {
    return Response.json(await done(server, token, asked));
  } catch (error) {
    if (!(error instanceof NotDone)) throw error;
    return Response.json({ errcode: error.errcode, error: error.errcode }, { status: error.status });
  }
}
