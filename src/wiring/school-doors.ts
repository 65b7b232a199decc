import { Hono } from "hono";
import { hostOf } from "./host.ts";

/** A school with its pages. */
export interface Door {
  key: string | null;
  /** Its own address, under whose name it alone is reached; null where it has a path on the address of all. */
  own: URL | null;
  pages: Hono;
}

/**
 * The pages of all schools on one port: each by its host, where it has one of its own, else at `/s/KEY`; the only one
 * at the root. In: the schools that are open, whenever it is asked.
 */
export function schoolDoors(open: () => readonly Door[]): Hono {
  return new Hono().all("*", async (ctx) => {
    const [doors, host = ""] = [open(), ctx.req.header("host")];
    const isAt = (own: URL) => hostOf(`${own.protocol}//${host}`) === hostOf(own.href);
    const [, key, rest = ""] = /^\/s\/([^/]+)(\/.*)?$/.exec(ctx.req.path) ?? [];
    const named = doors.find((one) => one.key !== null && one.key === key);
    // Under a school's own name there is no other: the browser takes what comes from there for that school's.
    const school = doors.find((one) => one.key === null || (one.own !== null && isAt(one.own))) ?? named;
    if (!school) return ctx.text("There is no school at this address.\n", 404);
    if (school === named && school.own) return ctx.redirect(onIts(school.own, rest, ctx.req.url), 302);
    return await school.pages.fetch(ctx.req.raw, ctx.env);
  });
}

/** Put into the address piece by piece: what begins with two slashes would be read as that of another host. */
function onIts(own: URL, path: string, asked: string): string {
  const to = new URL(own);
  [to.pathname, to.search] = [path, new URL(asked).search];
  return to.href;
}
