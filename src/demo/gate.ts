import type { HonoRequest, MiddlewareHandler } from "hono";

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** What every answer says, unless it says something of its own. */
const headers = {
  "content-security-policy": policy,
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "cross-origin-resource-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  // With "no-referrer" a browser would hide the origin of our own form.
  "referrer-policy": "same-origin",
  "cache-control": "no-store",
};

/**
 * In front of everything that the demo answers, for whoever opens it is let in as the head.
 * In: where the demo is. Only this machine is answered, under its own names (another name was bent to this address),
 * and no page of another origin, whatever it asks for.
 */
export function onlyThisMachine(address: string): MiddlewareHandler {
  const { host, port } = new URL(address);
  const names = ["127.0.0.1", "localhost", "[::1]"].map((name) => new URL(`http://${name}:${port || 80}`).host);
  const hosts = new Set([host, ...names]);
  return async (ctx, next) => {
    const refusal = whyNot(ctx.req, hosts, address);
    if (refusal) ctx.res = ctx.text(refusal.words, refusal.status);
    else await next();
    for (const [name, value] of Object.entries(headers))
      if (!ctx.res.headers.has(name)) ctx.res.headers.set(name, value);
  };
}

function whyNot(request: HonoRequest, hosts: ReadonlySet<string>, address: string) {
  const host = request.header("host")?.toLowerCase() ?? "";
  if (!hosts.has(host)) return { status: 421, words: `The demo answers at ${address} only.` } as const;
  const origin = request.header("origin");
  const site = request.header("sec-fetch-site");
  const foreign = site === "cross-site" || site === "same-site";
  // Following a link to the demo is no harm; what the page that has the link could read or change is.
  const followsLink = request.method === "GET" && request.header("sec-fetch-mode") === "navigate";
  if ((origin !== undefined && origin !== `http://${host}`) || (foreign && !followsLink))
    return { status: 403, words: "The demo is not there for the pages of others." } as const;
  return null;
}

/** What changes something comes from a page of ours: its browser says so (the gate has compared it). */
export function fromOurPage(): MiddlewareHandler {
  return async (ctx, next) => {
    if (ctx.req.header("origin") === undefined) return ctx.text("This is sent by the demo page only.", 403);
    await next();
  };
}

/** Far more than a message of 4,096 letters, or a button, needs as JSON; in bytes. */
const mostBody = 100 * 1024;

/** No body that is larger than anything of our page, and none that does not say how large it is: nothing is read. */
export function onlyShort(): MiddlewareHandler {
  return async (ctx, next) => {
    const saysSo = ctx.req.header("transfer-encoding") === undefined;
    if (!saysSo || Number(ctx.req.header("content-length") ?? 0) > mostBody)
      return ctx.text(`Send at most ${mostBody / 1024} KB, and say how much it is.`, 413);
    await next();
  };
}

/** A body that is JSON: no page of another origin can send that unasked. */
export function asJson(): MiddlewareHandler {
  return async (ctx, next) => {
    const type = ctx.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
    if (type !== "application/json") return ctx.text("Send application/json.", 415);
    await next();
  };
}

/** The fields of a JSON body; none where it is no object. */
export async function fieldsOf(request: HonoRequest): Promise<Record<string, unknown>> {
  const body = await request.json<unknown>().catch(() => null);
  return typeof body === "object" && body !== null ? { ...body } : {};
}
