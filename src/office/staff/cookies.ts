import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { sessionLasts } from "../../school/office-sessions.ts";

/** What a browser keeps for us. */
export interface Kept {
  of(ctx: Context): string | undefined;
  /** In: for how long, in seconds, where it is not as usual. */
  keep(ctx: Context, value: string, seconds?: number): void;
  drop(ctx: Context): void;
}

const minute = 60;
const hour = 60 * minute;

/**
 * Our cookies: who is signed in, which browser has opened the page of a link, and where somebody wanted to who signs in
 * elsewhere meanwhile.
 * In: our address, for with TLS they never leave it, and no neighbour of our name can set them (`__Host-`); where it
 * has a path, other schools are on the same name, and each has cookies of its own.
 */
export function cookies(publicUrl: string): { session: Kept; door: Kept; wanted: Kept } {
  const secure = publicUrl.startsWith("https:");
  const how = { path: "/", secure, ...(secure ? { prefix: "host" as const } : {}) };
  const ofSchool = new URL(publicUrl).pathname.replaceAll("/", "-").replace(/-$/, "");
  const kept = (what: string, usual: number): Kept => {
    const name = `${what}${ofSchool}`;
    return {
      of: (ctx) => (secure ? getCookie(ctx, name, "host") : getCookie(ctx, name)),
      keep: (ctx, value, maxAge = usual) =>
        setCookie(ctx, name, value, { ...how, httpOnly: true, sameSite: "Lax", maxAge }),
      drop: (ctx) => void deleteCookie(ctx, name, how),
    };
  };
  return {
    session: kept("janein-office", sessionLasts / 1000),
    door: kept("janein-door", hour),
    wanted: kept("janein-wanted", 10 * minute),
  };
}
