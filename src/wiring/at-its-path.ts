import { Hono } from "hono";
import { getPath } from "hono/utils/url";

/**
 * An app that stands at a path of its own, and knows nothing of it: what it is asked there reaches it as at the root,
 * and where its pages and redirects lead to `/office`, they lead there. In: the path, such as `/s/nordschule`, or "".
 */
export function atItsPath(path: string, build: (app: Hono) => Hono): Hono {
  if (path === "") return build(new Hono());
  const app = new Hono({ getPath: (request) => getPath(request).slice(path.length) || "/" });
  app.use(async (ctx, next) => {
    await next();
    const to = ctx.res.headers.get("location");
    if (to !== null && isOffice.test(to)) ctx.res.headers.set("location", `${path}${to}`);
    if (ctx.res.headers.get("content-type")?.startsWith("text/html") && ctx.res.body !== null)
      ctx.res = new Response(leading(await ctx.res.text(), path), ctx.res);
  });
  return build(app);
}

const isOffice = /^\/office(?=[/?#]|$)/;

/** In a page's text every quote is escaped: one behind an equals sign is the page's own. */
const leading = (page: string, path: string) => page.replaceAll(/="\/office(?=[/?#"])/g, `="${path}/office`);
