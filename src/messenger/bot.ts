import { type ConversationFlavor, conversations, createConversation } from "@grammyjs/conversations";
import { type ApiClientOptions, Bot, type Context } from "grammy";
import { giveConsent } from "../../conversations/give-consent.ts";
import { namedIn } from "../../conversations/child.ts";
import { quietly, say } from "../../conversations/steps.ts";
import { withdrawConsent } from "../../conversations/withdraw-consent.ts";
import type { World } from "../../conversations/world.ts";
import { readReply } from "../answers/reply.ts";
import type { Scope, Wish } from "../answers/understanding.ts";
import { normalJoinCode } from "../school/join-code.ts";
import { answer, notInNotice, summaryPassages, understood, wholeNotice } from "./answer.ts";
import { showClasses } from "./class-list.ts";
import { privateOnly } from "./groups.ts";
import type { House } from "./house.ts";
import { joining, offer } from "./join.ts";
import { leaving } from "./leave.ts";
import { help, mainMenu } from "./menu.ts";
import { once } from "./once.ts";
import { showPrivacy } from "./privacy.ts";
import { showStatus } from "./status.ts";

export type Ctx = ConversationFlavor<Context>;

/** The bot. The order of its parts is the order in which an update meets them, and it matters. `afterUpdate`: what is due then. */
export function buildBot(house: House, token: string, client: ApiClientOptions, afterUpdate: () => void): Bot<Ctx> {
  const bot = new Bot<Ctx>(token, { client });
  const { eachUpdateOnce, keepStateOfFailed, tellOfChangedSteps, storage } = once(house);
  bot.use(async (_ctx, next) => {
    await next();
    afterUpdate();
  });
  bot.use(eachUpdateOnce, privateOnly(house), reachableAgain(house), tellOfChangedSteps);
  bot.use(conversations<Ctx, Context>({ storage }), keepStateOfFailed);
  showing(house, bot);
  interrupting(house, bot);
  const world = worldOf(house);
  bot.use(createConversation(giveConsent(world), "giveConsent"), createConversation(withdrawConsent(world), "withdrawConsent"));
  joining(house, bot as unknown as Bot<Context>);
  leaving(house, bot as unknown as Bot<Context>);
  starting(bot);
  bot.on("message:text", (ctx) => freeText(house, ctx));
  bot.on("message", async (ctx) => void (await say(ctx, { html: house.speak("menu.onlyText") })));
  bot.on("callback_query:data", async (ctx) => {
    await quietly(() => ctx.answerCallbackQuery({ text: house.speak.plain("menu.stale") }));
    await mainMenu(house, ctx);
  });
  return bot;
}

function worldOf(house: House): World {
  return {
    speak: house.speak,
    nameOf: house.nameOf,
    ownChildren: (chatId) => house.roster.ownChildren(chatId),
    standings: (ids) => house.ledger.standings(ids),
    record: (declared) => house.ledger.recordDecision({ ...declared, route: "chat", recordedBy: declared.guardian, notice: house.notice.number, language: house.speak.language }, house.now()),
    notice: { number: house.notice.number, summary: summaryPassages(house) },
    understand: (text) => understood(house, text),
    newId: house.newId,
  };
}

/** Whoever writes or lets the bot in again gets what has waited. Blocking and unblocking is no word in a conversation. */
function reachableAgain(house: House) {
  return async (ctx: Ctx, next: () => Promise<void>) => {
    const gone = ctx.myChatMember?.new_chat_member.status === "kicked";
    if (ctx.chatId !== undefined && !gone) await house.outbox.reachable(ctx.chatId);
    if (!ctx.myChatMember) await next();
  };
}

/** What only shows something: a conversation goes on behind it and asks its question again. */
function showing(house: House, bot: Bot<Ctx>): void {
  const goOn = (ctx: Ctx, next: () => Promise<void>) => (Object.keys(ctx.conversation.active()).length > 0 ? next() : undefined);
  bot.command("status", async (ctx, next) => {
    await showStatus(house, ctx);
    await goOn(ctx, next);
  });
  bot.command(["hilfe", "help"], async (ctx, next) => {
    await help(house, ctx);
    await goOn(ctx, next);
  });
  bot.command("datenschutz", async (ctx, next) => {
    await showPrivacy(house, ctx);
    await goOn(ctx, next);
  });
  bot.command("klasse", async (ctx, next) => {
    await showClasses(house, ctx);
    await goOn(ctx, next);
  });
  bot.callbackQuery(/^show:(notice|status|topic):?(\w*)$/, async (ctx, next) => {
    await quietly(() => ctx.answerCallbackQuery());
    if (ctx.match[1] === "status") await showStatus(house, ctx);
    else for (const said of ctx.match[1] === "notice" ? wholeNotice(house.texts.notice) : [answer(house, ctx.match[2] ?? "")]) await say(ctx, said);
    await goOn(ctx, next);
  });
}

/** What begins something else: the open question is closed, nothing of it is recorded. */
function interrupting(house: House, bot: Bot<Ctx>): void {
  bot.command("abbrechen", async (ctx) => {
    const open = Object.keys(ctx.conversation.active()).length > 0;
    await ctx.conversation.exitAll();
    await say(ctx, { html: house.speak(open ? "step.left" : "menu.nothingOpen") });
  });
  bot.command(["start", "einwilligung", "widerruf", "verlassen"], async (ctx, next) => {
    await ctx.conversation.exitAll();
    await next();
  });
  bot.callbackQuery(/^(start|leave|join):/, async (ctx, next) => {
    await ctx.conversation.exitAll();
    await next();
  });
}

function starting(bot: Bot<Ctx>): void {
  bot.command("einwilligung", (ctx) => ctx.conversation.enter("giveConsent", null));
  bot.command("widerruf", (ctx) => ctx.conversation.enter("withdrawConsent", null, "unspecified"));
  bot.callbackQuery(/^start:(give|withdraw):?(\w*)$/, async (ctx) => {
    await quietly(() => ctx.answerCallbackQuery());
    const childId = ctx.match[2] || null;
    if (ctx.match[1] === "give") await ctx.conversation.enter("giveConsent", childId);
    else await ctx.conversation.enter("withdrawConsent", childId, "unspecified");
  });
}

/** Free text outside of any question: a code, a wish, a question, or nothing of these. */
async function freeText(house: House, ctx: Ctx): Promise<void> {
  const text = ctx.message?.text ?? "";
  const code = normalJoinCode(text);
  if (code) return offer(house, ctx, code);
  const meant = understood(house, text);
  if (meant && "wish" in meant) return follow(house, ctx, meant.wish, text);
  if (meant) for (const said of meant.say) await say(ctx, said);
  else if (readReply(text) !== "unclear" || text.trim().length < 3) await mainMenu(house, ctx);
  else await say(ctx, notInNotice(house));
}

async function follow(house: House, ctx: Ctx, { action, scope }: Wish, text: string): Promise<void> {
  if (action === "status") return showStatus(house, ctx);
  const named = namedIn(text, await house.roster.ownChildren(ctx.chatId ?? 0))?.child.id ?? null;
  if (action === "give") await ctx.conversation.enter("giveConsent", named);
  else await ctx.conversation.enter("withdrawConsent", named, scope satisfies Scope);
}
