import { conversations, createConversation } from "@grammyjs/conversations";
import { type Api, type ApiClientOptions, Bot, type Context } from "grammy";
import { giveConsent } from "../../conversations/give-consent.ts";
import { requestRight } from "../../conversations/request.ts";
import { say } from "../../conversations/say.ts";
import { withdrawConsent } from "../../conversations/withdraw-consent.ts";
import type { OwnChild, World } from "../../conversations/world.ts";
import { languageOf } from "./language.ts";
import { understood } from "./answer.ts";
import type { Ctx } from "./ctx.ts";
import { interrupting, noneMeant, passingOn, showing, starting } from "./commands.ts";
import { answerTo, wordlessIn } from "../../conversations/typed.ts";
import { whoAnswered } from "../consent/withdrawing.ts";
import { editedCountsForNothing } from "./edited.ts";
import { withdrawalIn } from "./withdrawal-in.ts";
import { afterWithdrawing } from "./formless.ts";
import { everydayBetween } from "./everyday.ts";
import { freeText } from "./free-text.ts";
import { privateOnly } from "./groups.ts";
import type { House } from "../house/house.ts";
import { periodRuns, unlessInDoubt } from "../house/in-doubt.ts";
import { normalJoinCode } from "../school/join-code.ts";
import { spellingsOf } from "../school/named-child.ts";
import type { NameOf } from "../school/shown-name.ts";
import { joining } from "./join.ts";
import { keptChildren, recalled, whomSpokenOf } from "./kept-children.ts";
import { leaving } from "./leave.ts";
import { namesAnother } from "./names-another.ts";
import { once } from "./once.ts";
import { mayServe, serveOwnData, takeRequest } from "./requests.ts";
import { standsIn, yesOfOwn } from "./withdrawing.ts";
import { onlyOnceBegun } from "./not-begun.ts";
import { nothingTooLong } from "./too-long.ts";
import { staleTap } from "./stale.ts";
import { status, stillStands } from "./status.ts";
import { wishToSeeStatus } from "./what-holds.ts";
import { shownOfNotice } from "./whole-notice.ts";

/** The bot. The order of its parts is the order in which an update meets them, and it matters. */
export function buildBot(house: House, token: string, client: ApiClientOptions, closing: AbortSignal): Bot<Ctx> {
  const bot = new Bot<Ctx>(token, { client });
  const { eachUpdateOnce, keepStateOfFailed, tellOfChangedSteps, storage, plugins } = once(house, closing);
  bot.use(eachUpdateOnce, privateOnly(house), async (ctx, next) => {
    ctx.speak = house.texts.speak(await languageOf(house, ctx));
    await next();
  });
  bot.use(onlyOnceBegun(house));
  bot.use(nothingTooLong(house), editedCountsForNothing(house), reachableAgain(house), tellOfChangedSteps);
  bot.use(conversations<Ctx, Context>({ storage, plugins }), keepStateOfFailed);
  showing(house, bot);
  passingOn(house, bot);
  noneMeant(house, bot);
  afterWithdrawing(house, bot);
  interrupting(house, bot);
  const world = () => worldOf(house, bot.api);
  bot.use(
    createConversation(giveConsent(world), "giveConsent"),
    createConversation(withdrawConsent(world), "withdrawConsent"),
    createConversation(requestRight(world), "requestRight"),
  );
  joining(house, bot);
  leaving(house, bot);
  starting(house, bot);
  bot.on("message", async (ctx) => {
    const wordless = wordlessIn(ctx.message);
    if (wordless) await say(ctx, { html: ctx.speak(answerTo(wordless)) });
    else await freeText(house, ctx);
  });
  bot.on("callback_query:data", (ctx) => staleTap(house, ctx));
  return bot;
}

const calledOf = (own: readonly OwnChild[]) => own.flatMap(({ child }) => spellingsOf(child.givenName));

/** What a conversation knows of the house, in the language that was heard last. */
function worldOf(house: House, api: Api): World {
  // Another may be put in force between what is shown and what is recorded: on record is the one that was shown.
  const notice = house.notice.number;
  let speak = house.texts.speak();
  let names: Record<string, string> = {};
  let own: readonly OwnChild[] = [];
  const nameOf: NameOf = (child) => names[child.id ?? ""] ?? house.nameOf(child, []);
  return {
    get speak() {
      return speak;
    },
    get notice() {
      return shownOfNotice(house, speak);
    },
    hear: (language) => void (speak = house.texts.speak(language)),
    languageOf: (ctx) => languageOf(house, ctx),
    keptChildren: (chatId) => keptChildren(house, chatId),
    recall: async (kept) => {
      const called = await recalled(house, kept);
      names = called.names;
      own = called.own;
      return called.own;
    },
    nameOf,
    whomSpokenOf: (chatId, text) => whomSpokenOf(house, chatId, text, speak.language),
    status: (chatId) => status(house, speak, chatId),
    stillStands: (own, after) => stillStands(house, { speak, nameOf }, own, after),
    record: (declared) => {
      const shown = { notice, language: speak.language, route: "chat" as const };
      const all = declared.map((one) => ({ ...one, ...shown, recordedBy: one.person }));
      return house.ledger.recordInChat(all, house.now());
    },
    isKnown: async (chatId) => (await house.accounts.personsOf(chatId)).length > 0,
    request: (wanted) => takeRequest(house, wanted),
    mayServe: (wanted) => mayServe(house, wanted),
    serveOwnData: (wanted) => serveOwnData(house, api, wanted),
    understand: (text) =>
      everydayBetween(house, speak, text) ??
      wishToSeeStatus(house, speak, text, calledOf(own)) ??
      understood(house, speak, text),
    isServedAtOnce: (text) => normalJoinCode(text) !== null || withdrawalIn(house, speak, text, own) !== null,
    closeMatters: (chatId) => house.matters.closeOfChat(chatId, house.now()),
    ...provenIn(house),
    anythingStands: async (chatId) => (await standsIn(house, chatId)).length > 0,
    readReply: (text, step, names) => house.texts.readReply(text, step, speak.language, names),
    readScope: house.texts.readScope,
    asks: (text) => house.texts.asks(text, speak.language),
    hasOthers: (childId) => own.some(({ child }) => child.id !== childId),
    namesAnother: (text, childId) => namesAnother(house.texts, text, own, childId, speak.language),
    speaksOfChildren: house.texts.speaksOfChildren,
    countUnanswered: (topicGuess) => house.questions.countUnanswered(topicGuess, speak.language),
    newId: house.newId,
  };
}

/** What a conversation reads of the proof; where that does not hold, nothing stands, and a NEIN can be said. */
function provenIn(house: House): Pick<World, "standings" | "periodRuns" | "yesOf" | "haveAnswered" | "undecidedOf"> {
  const { ledger, now } = house;
  const answered = async (childId: string) => whoAnswered(await ledger.eventsOf(childId));
  const [nothing, nobody] = [() => new Map<string, never>(), () => []];
  return {
    standings: (ids) => unlessInDoubt(house, () => ledger.standings(ids, now()), nothing),
    periodRuns: () => periodRuns(house),
    yesOf: (own) => yesOfOwn(house, own),
    undecidedOf: (own) => undecidedOf(house, own),
    haveAnswered: (childId) => unlessInDoubt(house, () => answered(childId), nobody),
  };
}

/** For which of these children it is open whether this person may declare. */
async function undecidedOf({ ledger, now }: Pick<House, "ledger" | "now">, own: readonly OwnChild[]) {
  const ids = own.map(({ child }) => child.id);
  const agreeing = await ledger.mustAgree(ids, now());
  const waits = own.filter(({ child, personId }) => agreeing.get(child.id)?.undecided.includes(personId));
  return waits.map(({ child }) => child.id);
}

/**
 * Whoever writes or lets the bot in again gets what has waited. Blocking and unblocking is no word in a conversation.
 */
function reachableAgain(house: House) {
  return async (ctx: Ctx, next: () => Promise<void>) => {
    const gone = ctx.myChatMember?.new_chat_member.status === "kicked";
    if (ctx.chatId !== undefined && !gone) await house.outbox.reachable(ctx.chatId);
    if (!ctx.myChatMember) await next();
  };
}
