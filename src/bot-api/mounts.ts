import { Hono } from "hono";
import type { BotApiBox } from "./box.ts";

/**
 * The box as a Bot API server: `POST /bot<token>/<method>` with JSON or a form, as grammY sends it.
 * Another token is "Unauthorized".
 */
export function boxOverHttp(box: BotApiBox, token: string): Hono {
  return new Hono().all("/:bot{bot[^/]+}/:method", async (ctx) => {
    if (ctx.req.param("bot") !== `bot${token}`)
      return ctx.json({ ok: false, error_code: 401, description: "Unauthorized" }, 401);
    const { status, body } = await box.answer(
      ctx.req.param("method"),
      await payloadOf(ctx.req.raw),
      ctx.req.raw.signal,
    );
    return ctx.json(body as object, status as 200);
  });
}

/** The box as grammY's `client.fetch`: no network at all. */
export function boxAsFetch(box: BotApiBox): typeof fetch {
  return async (url, init) => {
    // The signal of grammY is of another kind than the platform's; the box gets it beside the request.
    const request = new Request("http://box.invalid/", {
      ...init,
      method: "POST",
      signal: null,
      ...(init?.body ? { duplex: "half" } : {}),
    });
    const method = (url instanceof Request ? url.url : String(url)).split("/").at(-1) ?? "";
    const { status, body } = await box.answer(method, await payloadOf(request), init?.signal ?? undefined);
    return Response.json(body, { status });
  };
}

async function payloadOf(request: Request): Promise<Record<string, unknown>> {
  const type = request.headers.get("content-type") ?? "";
  if (type.startsWith("multipart/") || type.startsWith("application/x-www-form"))
    return Object.fromEntries(await request.formData());
  const text = await request.text();
  return text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
}
