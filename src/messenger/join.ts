import type { Bot } from "grammy";
import type { Ctx } from "./ctx.ts";
import { quietly, say } from "../../conversations/say.ts";
import { mayTry } from "../school/guessing.ts";
import {
  hashInTicket,
  isJoinTicket,
  joinCodeFault,
  joinCodeHash,
  joinTicket,
  normalJoinCode,
} from "../school/join-code.ts";
import type { Person } from "../school/people.ts";
import { timeOf } from "../school/dates.ts";
import { mainMenu } from "./menu.ts";
import { showStatus } from "./status.ts";
import type { TextKey } from "../texts.ts";
import type { House } from "../house/house.ts";
import { warnSeldom } from "../house/warn-seldom.ts";
import { namesIn } from "../house/seen-names.ts";
import { stillAsked } from "../house/still-asked.ts";

/** A code, by link or typed: the bot says what it stores before anything is asked, and ties the account on a tap. */
export function joining(house: House, bot: Bot<Ctx>): void {
  bot.command("start", async (ctx) => {
    const code = normalJoinCode(ctx.match);
    await (code ? offer(house, ctx, code) : begin(house, ctx, ctx.match));
  });
  bot.callbackQuery(/^join:link:(.*)$/, async (ctx) => {
    await quietly(() => ctx.answerCallbackQuery());
    await quietly(() => ctx.editMessageReplyMarkup());
    await tapped(house, ctx, ctx.match[1] ?? "");
  });
  bot.callbackQuery("join:paper", async (ctx) => {
    await quietly(() => ctx.answerCallbackQuery());
    await quietly(() => ctx.editMessageReplyMarkup());
    await say(ctx, { html: ctx.speak("join.paperThen") });
  });
}

/** What the bot is and stores; then the menu, or how one joins. In: also what stood in the place of a code. */
export async function begin(house: House, ctx: Ctx, typed = ""): Promise<void> {
  await say(ctx, { html: ctx.speak("join.about") });
  const known = (await house.accounts.personsOf(ctx.chatId ?? 0)).length > 0;
  const next = almostKey(typed) ?? (typed ? "join.wrongCode" : "join.askForCode");
  await (known ? mainMenu(house, ctx) : say(ctx, { html: ctx.speak(next) }));
}

/** What is wrong with something that was meant as a code; null where it was not. */
function almostKey(typed: string): TextKey | null {
  const fault = joinCodeFault(typed);
  return fault && ({ short: "join.oneMissing", long: "join.oneTooMany", odd: "join.almostCode" } as const)[fault];
}

/**
 * What somebody typed in order to join: a code, something that was meant as one, or a yes instead of the button.
 * The code is not kept between the question and the tap. Out: false where it is nothing of these.
 */
export async function typedToJoin(house: House, ctx: Ctx, text: string): Promise<boolean> {
  const code = normalJoinCode(text);
  const almost = almostKey(text);
  if (code) await offer(house, ctx, code);
  else if (almost) await say(ctx, { html: ctx.speak(almost) });
  else if (await insteadOfTheButton(house, ctx, text))
    await say(ctx, { html: ctx.speak("join.pressButton", { button: ctx.speak.plain("join.link") }) });
  else return false;
  return true;
}

/** The word of the button; and, where nobody has joined, a bare yes, for there is nothing else to say it to. */
async function insteadOfTheButton({ accounts, texts }: House, ctx: Ctx, text: string): Promise<boolean> {
  const word = text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}' ]/gu, "")
    .trim();
  if ([ctx.speak, texts.speak("de")].some((speak) => word === speak.plain("join.link").toLowerCase())) return true;
  const reply = texts.readReply(text, "audio", ctx.speak.language);
  return reply.meaning === "yes" && (await accounts.personsOf(ctx.chatId ?? 0)).length === 0;
}

/** What a typed or linked code leads to. A right one always joins; who types wrong ones is slowed, and nobody else. */
async function offer(house: House, ctx: Ctx, code: string): Promise<void> {
  const chatId = ctx.chatId ?? 0;
  const hash = joinCodeHash(code, house.codeKey);
  const found = await house.accounts.whose(hash, chatId, house.now());
  if ("refused" in found) {
    if (await isSlowed(house, ctx)) return;
    if (found.refused === "used") await house.accounts.noteUsedCode(hash, house.now());
    return refuse(house, ctx, found.refused);
  }
  const { speak } = ctx;
  const ticket = joinTicket(hash, chatId, house.codeKey);
  await say(ctx, {
    html: `${speak("join.about")}\n\n${speak("join.askToLink")}`,
    buttons: [
      [
        { text: speak.plain("join.link"), data: `join:link:${ticket}` },
        { text: speak.plain("join.paper"), data: "join:paper" },
      ],
    ],
  });
}

/** Whether this chat has to wait before it may try again; then it is told until when. */
async function isSlowed(house: House, ctx: Ctx): Promise<boolean> {
  const now = house.now();
  const may = mayTry(await house.accounts.failures(ctx.chatId ?? 0, now), now.getTime());
  if (may.allowed) return false;
  warnSeldom(house, "join slowed");
  const from = new Date(now.getTime() + may.waitMs + 59_999).toISOString();
  const at = timeOf(from, house.timeZone, ctx.speak.language);
  await say(ctx, { html: ctx.speak("join.tooManyTries", { at }) });
  return true;
}

async function refuse(house: House, ctx: Ctx, why: string): Promise<void> {
  await house.accounts.rememberFailure(ctx.chatId ?? 0, house.now());
  warnSeldom(house, `join refused: ${why}`);
  await say(ctx, { html: ctx.speak("join.wrongCode") });
}

/** Only a button that was made for this chat joins; a forged one is a wrong code. Older buttons carried no proof. */
async function tapped(house: House, ctx: Ctx, ticket: string): Promise<void> {
  if (/^[\w-]{43}$/.test(ticket)) return void (await say(ctx, { html: ctx.speak("join.typeAgain") }));
  const beginning = hashInTicket(ticket);
  const hash = beginning === null ? null : await house.accounts.hashBeginning(beginning);
  if (hash !== null && isJoinTicket(ticket, hash, ctx.chatId ?? 0, house.codeKey)) return link(house, ctx, hash);
  if (!(await isSlowed(house, ctx))) await refuse(house, ctx, "forged");
}

/** Where neither the messenger nor the person has said which, it is the family's, as the office knows it. */
async function languageAtJoining({ languages, roster, texts }: House, ctx: Ctx): Promise<string> {
  const { chatId = 0, from, speak } = ctx;
  if (from?.language_code !== undefined || (await languages.of(chatId)) !== undefined) return speak.language;
  const own = await roster.ownChildren(chatId);
  const [ofFamily] = own.map(({ child }) => texts.supported(child.language ?? undefined)).filter((one) => one !== null);
  return ofFamily ?? speak.language;
}

async function link(house: House, ctx: Ctx, hash: string): Promise<void> {
  const chatId = ctx.chatId ?? 0;
  const found = await house.accounts.redeem(hash, chatId, house.now());
  if ("refused" in found) return void (await say(ctx, { html: ctx.speak("join.wrongCode") }));
  ctx.speak = house.texts.speak(await languageAtJoining(house, ctx));
  await house.languages.keep(chatId, ctx.speak.language, "messenger");
  house.log.info({ chat: chatId, person: found.person.id }, "joined");
  await welcome(house, ctx, found.person);
}

async function welcome(house: House, ctx: Ctx, person: Person): Promise<void> {
  const name = `${person.givenName} ${person.familyName}`;
  if (person.role === "teacher") {
    const classes = (await house.roster.classesOf(ctx.chatId ?? 0)).map((one) => one.name).join(", ");
    return void (await say(ctx, { html: ctx.speak("join.welcomeTeacher", { name, classes }) }));
  }
  // Whoever has come with the letter came to answer it: the form is laid before them, and waits.
  if ((await stillAsked(house, ctx.chatId ?? 0, person.id)).length > 0)
    return await ctx.conversation.enter("giveConsent", null, person.id);
  if (person.role === "pupil") {
    await say(ctx, { html: ctx.speak("join.welcomePupil", { name }) });
    return await mainMenu(house, ctx);
  }
  const nameOf = await namesIn(house, ctx.chatId ?? 0);
  const informed = await house.roster.informedChildren(ctx.chatId ?? 0);
  const own = (await house.roster.ownChildren(ctx.chatId ?? 0)).filter(({ personId }) => personId === person.id);
  const children = [...own.map(({ child }) => child), ...informed]
    .map((child) => ctx.speak.plain("child.inClass", { child: nameOf(child), className: child.className }))
    .join("\n");
  await say(ctx, { html: ctx.speak("join.welcomeGuardian", { name, children }) });
  // Who declares for nobody has nothing to choose from, and is told what holds.
  await (own.length === 0 && informed.length > 0 ? showStatus(house, ctx) : mainMenu(house, ctx));
}
