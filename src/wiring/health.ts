import { Hono } from "hono";
import type { Look } from "./lights.ts";
import { version } from "./version.ts";

/** `GET /health`: 200 while all is well, else 503 with what is wrong, the worst first. It names nobody. */
export function healthOf(look: Look): Hono {
  return new Hono().get("/health", async (ctx) => {
    const { wrong, ...seen } = await look();
    const [status = "ok"] = wrong;
    return ctx.json({ status, wrong, version, ...seen }, wrong.length === 0 ? 200 : 503);
  });
}
