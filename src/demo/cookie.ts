import type { Context, MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { DemoSchool, Visitors } from "./visitors.ts";

/** What a request of a visitor brings along. */
export interface VisitEnv {
  Variables: { school: DemoSchool };
}

/** The cookie has the port in its name: cookies do not tell the ports of a machine apart. */
const nameOf = (ctx: Context) => `janein-demo-${new URL(ctx.req.url).port || "80"}`;

/** The secret in the visitor's cookie, if there is one. */
export const secretOf = (ctx: Context): string | undefined => getCookie(ctx, nameOf(ctx));

/** Leads back to the school: for this page alone, out of reach of script, and not sent along from elsewhere. */
export function remember(ctx: Context, secret: string): void {
  setCookie(ctx, nameOf(ctx), secret, { path: "/", httpOnly: true, sameSite: "Strict" });
}

/** Only for who has a school; others hear that there is none (any more): 410. In: what time it is. */
export function inSchool(visitors: Visitors, now: () => Date): MiddlewareHandler<VisitEnv> {
  return async (ctx, next) => {
    const school = visitors.of(secretOf(ctx), now());
    if (!school) return ctx.json({ gone: true }, 410);
    ctx.set("school", school);
    await next();
  };
}
