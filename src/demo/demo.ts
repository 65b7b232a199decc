import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { streamSSE } from "hono/streaming";
import { players } from "./cast.ts";
import { chats } from "./chats.ts";
import { inSchool, remember, secretOf, type VisitEnv } from "./cookie.ts";
import { asJson, fromOurPage, onlyShort } from "./gate.ts";
import { page } from "./page.ts";
import { rooms } from "./rooms.ts";
import { readScripts } from "./scripts.ts";
import { phoneStylesheet } from "./stylesheet.ts";
import type { Visitors } from "./visitors.ts";

interface About {
  version: string;
  timeZone: string;
}

/**
 * The demo: a page with phones, each visitor's over a school of the visitor's own.
 * In: the visitors; what time it is; what the page and `/health` say of it.
 * Out: the app; it serves whoever asks, so it stands behind the gate.
 */
export function demo(visitors: Visitors, now: () => Date, { version, timeZone }: About): Hono<VisitEnv> {
  const app = new Hono<VisitEnv>();
  const mine = inSchool(visitors, now);
  const [stylesheet, scripts] = [phoneStylesheet(), readScripts()];
  app.use("/demo/*", onlyShort());
  app.get("/", (ctx) => ctx.html(page(players, timeZone)));
  app.get("/health", (ctx) => ctx.json({ status: "ok", wrong: [], version, demo: { schools: visitors.count() } }));
  app.get("/demo/phone.css", (ctx) => ctx.body(stylesheet, 200, { "content-type": "text/css; charset=utf-8" }));
  app.get("/demo/:script{[a-z]+\\.js}", (ctx) => {
    const script = scripts.get(ctx.req.param("script"));
    return script === undefined
      ? ctx.notFound()
      : ctx.body(script, 200, { "content-type": "text/javascript; charset=utf-8" });
  });
  app.get("/demo/school", mine, (ctx) => ctx.json({ school: ctx.var.school.id }));
  app.post("/demo/school", fromOurPage(), asJson(), async (ctx) => {
    const own = visitors.of(secretOf(ctx), now());
    return own ? ctx.json({ school: own.id }) : await begin(ctx);
  });
  app.post("/demo/school/again", fromOurPage(), asJson(), async (ctx) => {
    // The old one leaves its place first, then both go on at once.
    const [, answer] = await Promise.all([visitors.close(secretOf(ctx) ?? ""), begin(ctx)]);
    return answer;
  });
  app.get("/demo/changes", mine, changes);
  app.get("/demo/proof", mine, async (ctx) =>
    ctx.json({ school: ctx.var.school.id, ...(await ctx.var.school.proof()) }),
  );
  app.get("/demo/office", (ctx) =>
    ctx.text("The way into the office is a button of the demo page.", 405, { allow: "POST" }),
  );
  app.post("/demo/office", fromOurPage(), async (ctx) => {
    const school = visitors.of(secretOf(ctx), now()) ?? (await opened(ctx));
    return school ? ctx.redirect(await school.officeLink(ctx.req.header("origin") ?? ""), 303) : full(ctx);
  });
  app.use("/demo/chats/*", mine);
  app.route("/demo/chats", chats());
  app.use("/demo/rooms/*", mine);
  app.route("/demo/rooms", rooms());
  for (const path of ["/office", "/office/*"])
    app.all(path, (ctx) => visitors.of(secretOf(ctx), now())?.office(ctx.req.raw, ctx.env) ?? noOffice(ctx));

  async function opened(ctx: Context) {
    const made = await visitors.open(now());
    if (made) remember(ctx, made.secret);
    return made?.school ?? null;
  }

  async function begin(ctx: Context) {
    const school = await opened(ctx);
    return school ? ctx.json({ school: school.id }) : full(ctx);
  }

  return app;
}

const full = (ctx: Context) => ctx.json({ full: true }, 429);

/** Tells a page whose chat has changed, until page or school are gone. */
function changes(ctx: Context<VisitEnv>) {
  const { box, messenger, closing } = ctx.var.school;
  return streamSSE(ctx, async (stream) => {
    const tell = (chatId: number) => void stream.writeSSE({ data: String(chatId) });
    const ends = [box.watch(tell), messenger.watch(tell)];
    const beat = setInterval(() => void stream.writeSSE({ event: "beat", data: "" }), 20_000);
    const over = Promise.withResolvers<void>();
    const close = () => over.resolve();
    stream.onAbort(close);
    closing.addEventListener("abort", close);
    await over.promise;
    closing.removeEventListener("abort", close);
    clearInterval(beat);
    for (const end of ends) end();
  });
}

function noOffice(ctx: Context) {
  return ctx.html(
    html`<!doctype html><html lang="de"><meta charset="utf-8"><title>JaNein – zum Ausprobieren</title>
      <link rel="stylesheet" href="/demo/phone.css">
      <main class="note"><h1>Dieses Büro gibt es nicht (mehr)</h1>
      <p>Es gehört zu einer Schule zum Ausprobieren, die eine Stunde lang niemand benutzt hat oder neu begonnen wurde.
        <a href="/">Zur Demo</a>: dort führt ein Knopf in Ihr Büro.</p></main></html>`,
    410,
  );
}
