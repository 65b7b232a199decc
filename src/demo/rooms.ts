import { Hono, type MiddlewareHandler } from "hono";
import { asDocument, mostText } from "./chats.ts";
import type { VisitEnv } from "./cookie.ts";
import { asJson, fieldsOf, fromOurPage } from "./gate.ts";
import { isOwnText, messageIn, roomPhoneOf } from "./room-phone.ts";

const own = [fromOurPage(), asJson()] as const;
/** The sign that the page can put under a message. */
const thumb = "👍";

/** The rooms of the visitor's school in its own messenger: what a phone shows, and what a person does on it. */
export function rooms(): Hono<VisitEnv> {
  const app = new Hono<VisitEnv>();
  const known: MiddlewareHandler<VisitEnv, "/:id/*"> = async (ctx, next) =>
    ctx.var.school.messenger.hasPhoneOf(Number(ctx.req.param("id"))) ? await next() : ctx.notFound();
  app.use("/:id/*", known);
  app.get("/:id", (ctx) => ctx.json(roomPhoneOf(ctx.var.school, Number(ctx.req.param("id")))));
  app.get("/:id/files/:message", (ctx) => {
    const { messenger } = ctx.var.school;
    const message = messageIn(messenger.eventsOf(Number(ctx.req.param("id"))), Number(ctx.req.param("message")));
    const file = messenger.server.media.get(String(message?.content.url));
    return file ? asDocument(ctx, { name: String(message?.content.body), bytes: file.bytes }) : ctx.notFound();
  });
  app.post("/:id/says", ...own, async (ctx) => {
    const [{ text, replyTo }, { messenger, heard }] = [await fieldsOf(ctx.req), ctx.var.school];
    const id = Number(ctx.req.param("id"));
    if (typeof text !== "string" || text.trim() === "") return ctx.body(null, 400);
    messenger.says(id, text.slice(0, mostText), messageIn(messenger.eventsOf(id), replyTo));
    heard(id, text.slice(0, mostText));
    return ctx.body(null, 204);
  });
  app.post("/:id/edits", ...own, async (ctx) => {
    const [{ message, text }, { messenger }] = [await fieldsOf(ctx.req), ctx.var.school];
    const id = Number(ctx.req.param("id"));
    const mine = messageIn(messenger.eventsOf(id), message);
    if (!mine || !isOwnText(mine, messenger.bot) || typeof text !== "string" || text.trim() === "")
      return ctx.body(null, 400);
    messenger.edits(id, mine, text.slice(0, mostText));
    return ctx.body(null, 204);
  });
  app.post("/:id/signs", ...own, async (ctx) => {
    const [{ message }, { messenger }] = [await fieldsOf(ctx.req), ctx.var.school];
    const id = Number(ctx.req.param("id"));
    const under = messageIn(messenger.eventsOf(id), message);
    if (!under) return ctx.body(null, 400);
    messenger.reacts(id, under, thumb);
    return ctx.body(null, 204);
  });
  return app;
}
