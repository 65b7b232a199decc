import { Hono } from "hono";
import type { Look } from "./lights.ts";
import { version } from "./version.ts";

/** `GET /health`: 200 while all is well, else 503 with what is wrong, the worst first. It names nobody. */
export function healthOf(look: Look): Hono {
  return new Hono().get("/health", async (ctx) => {
    const said = await saidOf(look);
    return ctx.json(said, said.wrong.length === 0 ? 200 : 503);
  });
}

/**
 * The same of several schools: well while all are. In: those that are open, and the keys of those that are not, which
 * are tried again.
 */
export function healthOfAll(
  schools: () => { open: readonly { key: string | null; look: Look }[]; closed: string[] },
): Hono {
  return new Hono().get("/health", async (ctx) => {
    const { open, closed } = schools();
    const said = await Promise.all(open.map(async ({ key, look }) => [key ?? "", await saidOf(look)] as const));
    const unwell = [...closed, ...said.filter(([, { wrong }]) => wrong.length > 0).map(([key]) => key)];
    const status = unwell.length === 0 ? "ok" : "not all are well";
    return ctx.json(
      { status, version, unwell, closed, schools: Object.fromEntries(said) },
      unwell.length === 0 ? 200 : 503,
    );
  });
}

async function saidOf(look: Look) {
  const { wrong, ...seen } = await look();
  const [status = "ok"] = wrong;
  return { status, wrong, version, ...seen };
}
