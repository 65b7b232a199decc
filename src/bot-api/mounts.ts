import type { BotApiBox } from "./box.ts";
import { bad, Refusal } from "./refusal.ts";

/** The box as grammY's `client.fetch`: no network at all. */
export function boxAsFetch(box: BotApiBox): typeof fetch {
  return async (url, init) => {
    const method = (url instanceof Request ? url.url : String(url)).split("/").at(-1) ?? "";
    const { status, body } = await answered(box, method, requestOf(init), init?.signal ?? undefined);
    return Response.json(body, { status });
  };
}

/** What a call of the Bot API carries, as grammY hands it to its `client.fetch`. Errors: a refusal of what is none. */
export async function payloadIn(init: RequestInit | undefined): Promise<Record<string, unknown>> {
  if (!init?.body) return {};
  const payload = await payloadOf(requestOf(init));
  if (payload instanceof Refusal) throw payload;
  return payload;
}

/** The signal of grammY is of another kind than the platform's: it goes beside the request. */
const requestOf = (init: RequestInit | undefined) =>
  new Request("http://box.invalid/", {
    ...init,
    method: "POST",
    signal: null,
    ...(init?.body ? { duplex: "half" } : {}),
  });

async function answered(box: BotApiBox, method: string, request: Request, signal: AbortSignal | undefined) {
  const payload = await payloadOf(request);
  return payload instanceof Refusal
    ? { status: payload.code, body: payload.body() }
    : await box.answer(method, payload, signal);
}

/** Plain text and simple forms are not read: any page can send those to any server. */
async function payloadOf(request: Request): Promise<Record<string, unknown> | Refusal> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  try {
    if (type === "multipart/form-data") return Object.fromEntries(await request.formData());
    if (type !== "application/json") return new Refusal(415, "Unsupported Media Type: send application/json");
    const payload: unknown = await request.json();
    if (typeof payload === "object" && payload !== null && !Array.isArray(payload)) return { ...payload };
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
  }
  return bad("the body cannot be read");
}
