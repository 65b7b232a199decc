import { type ConversationFlavor, conversations, createConversation } from "@grammyjs/conversations";
import { type Api, type ApiClientOptions, Bot, type Context } from "grammy";
import { giveConsent } from "../../conversations/give-consent.ts";
import { requestRight } from "../../conversations/request.ts";
import { quietly, say } from "../../conversations/steps.ts";
import { withdrawConsent } from "../../conversations/withdraw-consent.ts";
import type { World } from "../../conversations/world.ts";
import { inLanguage, languageOf } from "./language.ts";
import { summaryPassages, understood } from "./answer.ts";
import { interrupting, noneMeant, passingOn, showing, starting } from "./commands.ts";
import { freeText } from "./free-text.ts";
import { privateOnly } from "./groups.ts";
import type { House } from "./house.ts";
import { joining } from "./join.ts";
import { leaving } from "./leave.ts";
import { mainMenu } from "./menu.ts";
import { once } from "./once.ts";
import { serveOwnData, takeRequest } from "./requests.ts";
import { status } from "./status.ts";

/** An update with the house as this chat hears it. */
export type Ctx = ConversationFlavor<Context> & { here: House };

/** The bot. The order of its parts is the order in which an update meets them, and it matters. `onUpdate` gets each update's work. */
export function buildBot(house: House, token: string, client: ApiClientOptions, closing: AbortSignal, onUpdate: (work: Promise<void>) => void): Bot<Ctx> {
  const bot = new Bot<Ctx>(token, { client });
  const { eachUpdateOnce, keepStateOfFailed, tellOfChangedSteps, storage } = once(house, closing);
  bot.catch(({ ctx }) => house.log.warn({ update: ctx.update.update_id }, "not finished: the bot is closing, it comes again"));
  bot.use((_ctx, next) => {
    const work = next();
    onUpdate(work);
    return work;
  });
  bot.use(eachUpdateOnce, privateOnly(house), async (ctx, next) => {
    ctx.here = inLanguage(house, await languageOf(house, ctx));
    await next();
  });
  bot.use(reachableAgain(house), tellOfChangedSteps);
  bot.use(conversations<Ctx, Context>({ storage }), keepStateOfFailed);
  showing(house, bot);
  passingOn(bot);
  noneMeant(bot);
  interrupting(bot);
  const world = () => worldOf(house, bot.api);
  bot.use(createConversation(giveConsent(world), "giveConsent"), createConversation(withdrawConsent(world), "withdrawConsent"), createConversation(requestRight(world), "requestRight"));
  joining(bot);
  leaving(bot);
  starting(bot);
  bot.on("message:text", (ctx) => freeText(ctx.here, ctx));
  bot.on("message", async (ctx) => void (await say(ctx, { html: ctx.here.speak("menu.onlyText") })));
  bot.on("callback_query:data", async (ctx) => {
    await quietly(() => ctx.answerCallbackQuery({ text: ctx.here.speak.plain("menu.stale") }));
    await mainMenu(ctx.here, ctx);
  });
  return bot;
}

/** What a conversation knows of the house, in the language that was heard last. */
function worldOf(house: House, api: Api): World {
  let here = house;
  return {
    get speak() {
      return here.speak;
    },
    get notice() {
      return { number: house.notice.number, summary: summaryPassages(here) };
    },
    hear: (language) => void (here = inLanguage(house, language)),
    languageOf: (ctx) => languageOf(house, ctx),
    nameOf: house.nameOf,
    ownChildren: (chatId) => house.roster.ownChildren(chatId),
    standings: (ids) => house.ledger.standings(ids, house.now()),
    status: (chatId) => status(here, chatId),
    record: (declared) => house.ledger.recordDecision({ ...declared, route: "chat", recordedBy: declared.person, notice: house.notice.number, language: here.speak.language }, house.now()),
    periodRuns: () => house.periods.running(),
    isKnown: async (chatId) => (await house.accounts.personsOf(chatId)).length > 0,
    request: (wanted) => takeRequest(house, wanted),
    serveOwnData: (wanted) => serveOwnData(house, api, wanted),
    understand: (text) => understood(here, text),
    readReply: (text) => house.texts.readReply(text, here.speak.language),
    readScope: house.texts.readScope,
    countUnanswered: (topicGuess) => house.questions.countUnanswered(topicGuess, here.speak.language),
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
