import type { Bot } from "grammy";
import { rights } from "../consent/rights.ts";
import { longestWords } from "../../conversations/held-words.ts";
import { quietly, say } from "../../conversations/say.ts";
import { answer, moreOf, notInNotice } from "./answer.ts";
import { closeQuestion } from "./closing.ts";
import type { Ctx } from "./ctx.ts";
import { classLists } from "./class-list.ts";
import type { House } from "../house/house.ts";
import { choosingLanguage } from "./language.ts";
import { whomNamedIn } from "./kept-children.ts";
import { help } from "./menu.ts";
import { mornings } from "./mornings.ts";
import { showPrivacy } from "./privacy.ts";
import { showStatus } from "./status.ts";
import { showWhatStands } from "./what-holds.ts";
import { wholeNotice } from "./whole-notice.ts";

/** What only shows something: a conversation goes on behind it and asks its question again. */
export function showing(house: House, bot: Bot<Ctx>): void {
  const goOn = (ctx: Ctx, next: () => Promise<void>) =>
    Object.keys(ctx.conversation.active()).length > 0 ? next() : undefined;
  bot.command("status", async (ctx, next) => {
    await showWhatStands(house, ctx);
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
  classLists(house, bot, goOn);
  mornings(house, bot, goOn);
  choosingLanguage(house, bot, goOn);
  bot.callbackQuery(/^show:more:(\w+):([\w-]+)$/, async (ctx, next) => {
    await quietly(() => ctx.answerCallbackQuery());
    await say(ctx, moreOf(house, house.texts.speak(ctx.match[2]), ctx.match[1] ?? ""));
    await goOn(ctx, next);
  });
  bot.callbackQuery(/^show:(notice|status|topic):?(\w*)$/, async (ctx, next) => {
    await quietly(() => ctx.answerCallbackQuery());
    if (ctx.match[1] === "status") await showStatus(house, ctx);
    else
      for (const said of ctx.match[1] === "notice"
        ? wholeNotice(house, ctx.match[2] === "de" ? house.texts.speak("de") : ctx.speak)
        : [answer(house, ctx.speak, ctx.match[2] ?? "")])
        await say(ctx, said);
    await goOn(ctx, next);
  });
}

/**
 * The question stands in the message that was answered:
 * the messenger hands it back with the tap, nothing was kept meanwhile.
 */
export function passingOn(house: Pick<House, "accounts" | "questions" | "now">, bot: Bot<Ctx>): void {
  bot.callbackQuery("ask:pass", async (ctx, next) => {
    await quietly(() => ctx.answerCallbackQuery());
    await quietly(() => ctx.editMessageReplyMarkup());
    await say(ctx, { html: await passedOn(house, ctx) });
    if (Object.keys(ctx.conversation.active()).length > 0) await next();
  });
}

/** So many questions a person passes on in a day. */
const questionsInADay = 5;

/** What is said to it. */
async function passedOn(
  { accounts, questions, now }: Pick<House, "accounts" | "questions" | "now">,
  { chatId = 0, msgId, callbackQuery, speak }: Ctx,
): Promise<string> {
  const [person] = await accounts.personsOf(chatId);
  const text = callbackQuery?.message?.reply_to_message?.text;
  if (!person) return speak("child.none");
  if (!text) return speak("answer.notPassedOn");
  if (text.length > longestWords) return speak("step.tooLong", { most: longestWords });
  const question = { id: `${chatId}-${msgId}`, text, personId: person.id, language: speak.language };
  return speak((await questions.passOn(question, now(), questionsInADay)) ? "answer.passedOn" : "answer.passedEnough");
}

/** None of the offered topics was meant: the honest answer, tied to the question as it would have been at once. */
export function noneMeant(house: Pick<House, "texts" | "questions">, bot: Bot<Ctx>): void {
  bot.callbackQuery("ask:none", async (ctx, next) => {
    await quietly(() => ctx.answerCallbackQuery());
    await quietly(() => ctx.editMessageReplyMarkup());
    const question = ctx.callbackQuery.message?.reply_to_message?.message_id;
    const { html, buttons = [] } = notInNotice(house, ctx.speak);
    await say(ctx, question === undefined ? { html } : { html, buttons, toQuestion: question });
    await house.questions.countUnanswered("", ctx.speak.language);
    if (Object.keys(ctx.conversation.active()).length > 0) await next();
  });
}

/** What begins something else: the open question is closed, nothing of it is recorded. */
export function interrupting(house: Pick<House, "talks">, bot: Bot<Ctx>): void {
  bot.command("abbrechen", async (ctx) => {
    const open = await closeQuestion(house, ctx);
    await say(ctx, { html: ctx.speak(open ? "step.left" : "menu.nothingOpen") });
  });
  const closing = async (ctx: Ctx, next: () => Promise<void>) => {
    await closeQuestion(house, ctx);
    await next();
  };
  bot.command(["start", "einwilligung", "widerruf", "rechte"], closing);
  // Whoever leaves cannot take up the open question any more, so a word about it.
  const parting = async (ctx: Ctx, next: () => Promise<void>) => {
    if (await closeQuestion(house, ctx)) await say(ctx, { html: ctx.speak("step.otherWish") });
    await next();
  };
  bot.command("verlassen", parting);
  bot.callbackQuery("leave:yes", parting);
  bot.callbackQuery(/^(start|leave|join):/, closing);
}

/** What begins a conversation. */
export function starting(house: Pick<House, "roster">, bot: Bot<Ctx>): void {
  const named = (ctx: Ctx & { match: string }) => whomNamedIn(house, ctx.chatId ?? 0, ctx.match, ctx.speak.language);
  bot.command("einwilligung", async (ctx) => {
    const { childId, but } = await named(ctx);
    await ctx.conversation.enter("giveConsent", childId, null, but);
  });
  bot.command("widerruf", async (ctx) => {
    const { childId, but } = await named(ctx);
    await ctx.conversation.enter("withdrawConsent", childId, "unspecified", but);
  });
  bot.command("rechte", (ctx) => ctx.conversation.enter("requestRight", null));
  bot.callbackQuery(/^start:request:?(\w*)$/, async (ctx) => {
    await quietly(() => ctx.answerCallbackQuery());
    const right = rights.find((one) => one === ctx.match[1]) ?? null;
    await ctx.conversation.enter("requestRight", right);
  });
  bot.callbackQuery(/^start:(give|withdraw):?(\w*):?(\w*)$/, async (ctx) => {
    await quietly(() => ctx.answerCallbackQuery());
    const [childId, personId] = [ctx.match[2] || null, ctx.match[3] || null];
    if (ctx.match[1] === "give") await ctx.conversation.enter("giveConsent", childId, childId && personId);
    else await ctx.conversation.enter("withdrawConsent", childId, "unspecified");
  });
}
