import { Hono } from "hono";
import { hostOf } from "./schools.ts";

/** A school with its pages. */
export interface Door {
  key: string | null;
  /** Its own address, where it has one: it is then reached by that host alone. */
  publicUrl: string | undefined;
  pages: Hono;
}

/**
 * The pages of all schools on one port: each by its host, where it has one of its own, else at `/s/KEY`; the only one
 * at the root. In: the schools that are open, whenever it is asked.
 */
export function schoolDoors(open: () => readonly Door[]): Hono {
  return new Hono().all("*", async (ctx) => {
    const [, key, rest = ""] = /^\/s\/([^/]+)(\/.*)?$/.exec(ctx.req.path) ?? [];
    const host = ctx.req.header("host");
    const named = open().find((one) => one.key !== null && one.key === key);
    if (named && hostOf(named.publicUrl) !== null) return ctx.redirect(new URL(rest, named.publicUrl).href, 302);
    const own = open().find((one) => one.key === null || (host !== undefined && hostOf(one.publicUrl) === host));
    const school = named ?? own;
    if (!school) return ctx.text("There is no school at this address.\n", 404);
    return await school.pages.fetch(ctx.req.raw, ctx.env);
  });
}
