import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { readFileSync } from "node:fs";
import type { BotApiBox } from "../bot-api/box.ts";
import { players } from "./cast.ts";
import { asJson, fieldsOf, fromOurPage, onlyShort } from "./gate.ts";
import { page } from "./page.ts";
import { phoneStylesheet } from "./stylesheet.ts";

/** What a phone shows, as the page gets it. */
function phone(box: BotApiBox, chatId: number, letters: ReadonlyMap<number, string>) {
  const language = players.find((player) => player.chatId === chatId)?.language ?? "de";
  const messages = box.chats.get(chatId)?.messages ?? [];
  return {
    letter: messages.length === 0 ? (letters.get(chatId) ?? null) : null,
    commands: box.chatCommands.get(chatId) ?? box.commands.get(language) ?? box.commands.get("de") ?? [],
    toasts: box.toasts.filter((toast) => toast.chatId === chatId).map(({ text }) => text),
    messages: messages.map(({ id, from, text, html, buttons, document, at, edited }) => ({
      id,
      from,
      text,
      html,
      buttons,
      document: document?.name ?? null,
      at,
      edited,
    })),
  };
}

/**
 * The demo: a page with two phones, over the box that the bot polls.
 * In: the box; the codes in the letters, by chat; a fresh link into the office at this origin.
 * Out: the app; it serves whoever asks, so it stands behind the gate.
 */
export function demo(
  box: BotApiBox,
  letters: ReadonlyMap<number, string>,
  officeLink: (origin: string) => Promise<string>,
): Hono {
  const app = new Hono();
  const script = () => readFileSync(new URL("./phone.js", import.meta.url), "utf8");
  const known = (id: string) => players.some((player) => player.chatId === Number(id));
  app.use("/demo/*", onlyShort());
  app.get("/", (ctx) => ctx.html(page(players)));
  app.get("/demo/office", (ctx) =>
    ctx.text("The way into the office is a button of the demo page.", 405, { allow: "POST" }),
  );
  app.post("/demo/office", fromOurPage(), async (ctx) =>
    ctx.redirect(await officeLink(ctx.req.header("origin") ?? ""), 303),
  );
  app.get("/demo/phone.css", (ctx) => ctx.body(phoneStylesheet(), 200, { "content-type": "text/css; charset=utf-8" }));
  app.get("/demo/phone.js", (ctx) => ctx.body(script(), 200, { "content-type": "text/javascript; charset=utf-8" }));
  app.get("/demo/changes", (ctx) =>
    streamSSE(ctx, async (stream) => {
      const end = box.watch((chatId) => void stream.writeSSE({ data: String(chatId) }));
      const beat = setInterval(() => void stream.writeSSE({ event: "beat", data: "" }), 20_000);
      await new Promise<void>((resolve) => stream.onAbort(resolve));
      clearInterval(beat);
      end();
    }),
  );
  app.get("/demo/chats/:id", (ctx) =>
    known(ctx.req.param("id")) ? ctx.json(phone(box, Number(ctx.req.param("id")), letters)) : ctx.notFound(),
  );
  app.get("/demo/chats/:id/files/:message", (ctx) => {
    const document = box.chats
      .get(Number(ctx.req.param("id")))
      ?.messages.find(({ id }) => id === Number(ctx.req.param("message")))?.document;
    if (!document) return ctx.notFound();
    const type = document.name.endsWith(".pdf") ? "application/pdf" : "application/json; charset=utf-8";
    return ctx.body(new Uint8Array(document.bytes), 200, {
      "content-type": type,
      "content-disposition": `inline; filename="${document.name}"`,
    });
  });
  app.post("/demo/chats/:id/says", fromOurPage(), asJson(), async (ctx) => {
    const { text } = await fieldsOf(ctx.req);
    if (!known(ctx.req.param("id")) || typeof text !== "string" || text.trim() === "") return ctx.body(null, 400);
    box.says(Number(ctx.req.param("id")), text.slice(0, 4096));
    return ctx.body(null, 204);
  });
  app.post("/demo/chats/:id/presses", fromOurPage(), asJson(), async (ctx) => {
    const { message, data } = await fieldsOf(ctx.req);
    const place = box.chats.get(Number(ctx.req.param("id")));
    if (!place?.messages.some((one) => one.id === message) || typeof data !== "string") return ctx.body(null, 400);
    box.presses(place.chat.id, Number(message), data);
    return ctx.body(null, 204);
  });
  return app;
}
