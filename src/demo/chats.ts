import { type Context, Hono, type MiddlewareHandler } from "hono";
import type { SeenMessage } from "../bot-api/chat.ts";
import { players } from "./cast.ts";
import type { VisitEnv } from "./cookie.ts";
import { asJson, fieldsOf, fromOurPage } from "./gate.ts";
import { attachment, phoneOf } from "./phone.ts";

/** What a message may be long. */
export const mostText = 4096;

const own = [fromOurPage(), asJson()] as const;

/** The chats of the visitor's school: what a phone shows, and what a person does on it. */
export function chats(): Hono<VisitEnv> {
  const app = new Hono<VisitEnv>();
  const known: MiddlewareHandler<VisitEnv, "/:id/*"> = async (ctx, next) =>
    players.some(({ chatId }) => String(chatId) === ctx.req.param("id")) ? await next() : ctx.notFound();
  app.use("/:id/*", known);
  app.get("/:id", (ctx) => ctx.json(phoneOf(ctx.var.school, Number(ctx.req.param("id")))));
  app.get("/:id/files/:message", (ctx) => {
    const { box } = ctx.var.school;
    const message = messageOf(box.place(ctx.req.param("id")).messages, Number(ctx.req.param("message")));
    return message?.document ? asDocument(ctx, message.document) : ctx.notFound();
  });
  app.post("/:id/says", ...own, async (ctx) => {
    const [{ text, replyTo }, { box, heard }] = [await fieldsOf(ctx.req), ctx.var.school];
    const id = Number(ctx.req.param("id"));
    if (typeof text !== "string" || text.trim() === "") return ctx.body(null, 400);
    const answered = messageOf(box.place(id).messages, replyTo);
    box.says(id, text.slice(0, mostText), answered ? { replyTo: answered.id } : {});
    heard(id, text.slice(0, mostText));
    return ctx.body(null, 204);
  });
  onMessages(app);
  return app;
}

/** What is no text, and what is done with a message that is there. */
function onMessages(app: Hono<VisitEnv>): void {
  app.post("/:id/sends", ...own, async (ctx) => {
    const { what, caption } = await fieldsOf(ctx.req);
    const content = attachment(what, caption);
    if (!content) return ctx.body(null, 400);
    ctx.var.school.box.sends(Number(ctx.req.param("id")), content);
    return ctx.body(null, 204);
  });
  app.post("/:id/edits", ...own, async (ctx) => {
    const [{ message, text }, { box }] = [await fieldsOf(ctx.req), ctx.var.school];
    const place = box.place(ctx.req.param("id"));
    const mine = messageOf(place.messages, message);
    if (mine?.from !== "person" || mine.attached || typeof text !== "string" || text.trim() === "")
      return ctx.body(null, 400);
    if (text !== mine.text) box.edits(place.chat.id, mine.id, text.slice(0, mostText));
    return ctx.body(null, 204);
  });
  app.post("/:id/forwards", ...own, async (ctx) => {
    const [{ message }, { box }] = [await fieldsOf(ctx.req), ctx.var.school];
    const { chat, user, messages } = box.place(ctx.req.param("id"));
    const passed = messageOf(messages, message);
    if (!passed || passed.text.trim() === "") return ctx.body(null, 400);
    const from = passed.from === "bot" ? box.bot.first_name : user.first_name;
    box.says(chat.id, passed.text, { forwardedFrom: passed.forwardedFrom ?? from });
    return ctx.body(null, 204);
  });
  app.post("/:id/presses", ...own, async (ctx) => {
    const [{ message, data }, { box }] = [await fieldsOf(ctx.req), ctx.var.school];
    const place = box.place(ctx.req.param("id"));
    const pressed = messageOf(place.messages, message);
    if (!pressed || typeof data !== "string") return ctx.body(null, 400);
    box.presses(place.chat.id, pressed.id, data);
    return ctx.body(null, 204);
  });
}

/** A file that the bot has sent. */
export function asDocument(ctx: Context, { name, bytes }: { name: string; bytes: Uint8Array }): Response {
  const type = name.endsWith(".pdf") ? "application/pdf" : "application/json; charset=utf-8";
  return ctx.body(new Uint8Array(bytes), 200, {
    "content-type": type,
    "content-disposition": `inline; filename="${name}"`,
  });
}

const messageOf = (messages: readonly SeenMessage[], id: unknown): SeenMessage | undefined =>
  messages.find((one) => one.id === id);
