import type { MiddlewareHandler } from "hono";
import { csrf } from "hono/csrf";
import { secureHeaders } from "hono/secure-headers";
import { may, type OfficeTask } from "../../school/office-roles.ts";
import { upTo } from "../page/body.ts";
import { notePage, page } from "../page/layout.ts";
import { deskOf } from "../page/desk.ts";
import type { OfficeEnv, OfficeParts } from "../page/parts.ts";
import { html } from "hono/html";

/** The largest form, and the largest file that an office has: a school of 100,000 children. */
export const mostForm = 100 * 1024;
export const mostUpload = 50 * 1024 * 1024;
/** Photos of the sheets of a class, as a telephone takes them. */
export const mostScans = 150 * 1024 * 1024;

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
 * Without TLS, only under names that nobody else can point at us: a foreign page could otherwise open this one under
 * its own name and read it. With TLS a browser has compared the name with the certificate.
 */
export function ownName({ publicUrl, say }: OfficeParts): MiddlewareHandler {
  const own = new URL(publicUrl);
  const isAddress = (name: string) => name.startsWith("[") || /^[\d.]+$/.test(name) || name === "localhost";
  return async (ctx, next) => {
    const host = ctx.req.header("host") ?? own.host;
    const name = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : "";
    if (own.protocol === "https:" || host === own.host || isAddress(name)) return next();
    return ctx.html(
      notePage(say, say("fault.title"), html`<p>${say("fault.otherName", { address: own.origin })}</p>`),
      421,
    );
  };
}

/**
 * A change must come from a page of ours: the browser says where from, and where it says nothing, nothing is changed.
 */
export function ownForms(parts: OfficeParts): MiddlewareHandler[] {
  const own = new URL(parts.publicUrl);
  const ownOrigin = (origin: string, host: string | undefined) =>
    URL.canParse(origin) &&
    (origin === own.origin || (new URL(origin).host === host && new URL(origin).protocol === own.protocol));
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

/** How many lists are taken in at once, for each may need its 50 MB several times over. */
const listsAtOnce = 3;

/**
 * No more is read of a body than this, and nothing of it before somebody asks for it.
 * Errors, for whoever reads it: BodyRefused.
 */
export function limited(most: number): MiddlewareHandler {
  return async (ctx, next) => {
    const { body } = ctx.req.raw;
    if (body) ctx.req.raw = new Request(ctx.req.raw, { body: upTo(most, body), duplex: "half" } as RequestInit);
    await next();
  };
}

/** Only so many changes at once on these pages; whoever is one too many is asked to come again. */
export function fewAtOnce({ say }: OfficeParts): MiddlewareHandler {
  let open = 0;
  return async (ctx, next) => {
    if (ctx.req.method === "GET") return next();
    if (open >= listsAtOnce) {
      ctx.header("retry-after", "30");
      return ctx.html(notePage(say, say("fault.busyTitle"), html`<p>${say("fault.busy")}</p>`), 503);
    }
    open += 1;
    try {
      await next();
    } finally {
      open -= 1;
    }
  };
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
  // Where nothing can be read, each page says so for itself, and those that need nothing of it open.
  const isReady = () =>
    school.ready(house.now(), patienceMs).catch((error: unknown) => {
      if (house.isRefused(error)) return true;
      throw error;
    });
  return async (ctx, next) => {
    if (ctx.req.method !== "GET" || (await isReady())) return next();
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
