import type { MiddlewareHandler } from "hono";
import { warnSeldom } from "../../house/warn-seldom.ts";
import type { OfficeEnv, OfficeParts } from "../page/parts.ts";

/** Puts down who has looked at a child's page, once it was shown. */
export function looks({ house }: OfficeParts): MiddlewareHandler<OfficeEnv> {
  return async (ctx, next) => {
    await next();
    const child = ctx.req.param("id");
    if (ctx.req.method !== "GET" || ctx.res.status !== 200 || child === undefined) return;
    // Nobody waits for it; where it cannot be kept, whoever runs the server hears so.
    house.office
      .lookedAt(child, ctx.get("person").id, house.now())
      .catch(() => warnSeldom(house, "office: who looked at a child could not be kept"));
  };
}
