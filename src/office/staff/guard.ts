import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { csrf } from "hono/csrf";
import { secureHeaders } from "hono/secure-headers";
import { may, type OfficeTask } from "../../school/office-roles.ts";
import { notePage, page } from "../page/layout.ts";
import { deskOf } from "../page/desk.ts";
import type { OfficeEnv, OfficeParts } from "../page/parts.ts";
import { html } from "hono/html";

/** The largest form, and the largest file that an office has: a school of 100,000 children. */
export const mostForm = 100 * 1024;
export const mostUpload = 50 * 1024 * 1024;

/**
 * Headers of every answer: nothing from elsewhere, no script or style in the page itself, nobody may frame it,
 * nothing is kept by caches.
 */
export function headers({ publicUrl }: OfficeParts): MiddlewareHandler[] {
  const own = ["'self'"];
  return [
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: own,
        styleSrc: own,
        imgSrc: ["'self'", "data:"],
        connectSrc: own,
        formAction: own,
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      // With "no-referrer" a browser would hide the origin of our own forms.
      referrerPolicy: "same-origin",
      xFrameOptions: "DENY",
      strictTransportSecurity: publicUrl.startsWith("https:") ? "max-age=31536000" : false,
      permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
    }),
    async (ctx, next) => {
      await next();
      if (!ctx.res.headers.has("cache-control")) ctx.res.headers.set("cache-control", "no-store");
    },
  ];
}

/**
 * A change must come from a page of ours: the browser says where from, and where it says nothing, nothing is changed.
 */
export function ownForms(parts: OfficeParts): MiddlewareHandler[] {
  const ownOrigin = (origin: string, host: string | undefined) =>
    URL.canParse(origin) && (origin === new URL(parts.publicUrl).origin || new URL(origin).host === host);
  return [
    async (ctx, next) => {
      const origin = ctx.req.header("origin");
      const reads = ["GET", "HEAD"].includes(ctx.req.method);
      if (!reads && !(origin !== undefined && ownOrigin(origin, ctx.req.header("host"))))
        return ctx.html(notePage(parts.say, parts.say("fault.title"), html`<p>${parts.say("fault.foreign")}</p>`), 403);
      await next();
    },
    csrf({ origin: (origin, ctx) => ownOrigin(origin, ctx.req.header("host")) }),
  ];
}

/** Refuses bodies that no form of ours sends. */
export function limited({ say }: OfficeParts, most: number): MiddlewareHandler {
  const size = most < 1024 * 1024 ? `${Math.round(most / 1024)} KB` : `${Math.round(most / 1024 / 1024)} MB`;
  return bodyLimit({
    maxSize: most,
    onError: (ctx) =>
      ctx.html(notePage(say, say("fault.tooLargeTitle"), html`<p>${say("fault.tooLarge", { most: size })}</p>`), 413),
  });
}

/** Only for whom the task is. */
export function only(parts: OfficeParts, task: OfficeTask): MiddlewareHandler<OfficeEnv> {
  return async (ctx, next) => {
    const { role } = ctx.get("person");
    if (may(role, task)) return next();
    const { say } = parts;
    return ctx.html(
      page(
        deskOf(parts, ctx),
        say("fault.notAllowedTitle"),
        html`<p>${say("fault.notAllowed", { role: say(`role.${role}`) })}</p>`,
      ),
      403,
    );
  };
}

const patienceMs = 800;

/**
 * After a start a large school takes some seconds to be read:
 * until then a page says how far it is, and comes again by itself.
 */
export function whenRead({ school, house, say }: OfficeParts): MiddlewareHandler {
  return async (ctx, next) => {
    if (ctx.req.method !== "GET" || (await school.ready(house.now(), patienceMs))) return next();
    const percent = Math.floor(school.readSoFar() * 100);
    ctx.header("refresh", "1");
    return ctx.html(
      notePage(
        say,
        say("page.readingTitle"),
        html`<p>${say("page.reading", { percent })}</p>
          <p><progress max="100" value="${percent}" aria-label="${say("page.readingTitle")}"></progress></p>`,
      ),
      503,
    );
  };
}
