import { type Bot, InlineKeyboard } from "grammy";
import type { Ctx } from "./ctx.ts";
import { quietly, say } from "../../conversations/say.ts";
import { mayTry } from "../school/guessing.ts";
import { joinCodeHash, normalJoinCode } from "../school/join-code.ts";
import type { Person } from "../school/people.ts";
import { dateAndTime } from "../school/dates.ts";
import { mainMenu } from "./menu.ts";
import type { House } from "../house/house.ts";

/** A code, by link or typed: the bot says what it stores before anything is asked, and ties the account on a tap. */
export function joining(house: House, bot: Bot<Ctx>): void {
  bot.command("start", async (ctx) => {
    const code = normalJoinCode(ctx.match);
    if (code) return offer(house, ctx, code);
    await say(ctx, { html: ctx.speak("join.about") });
    const known = (await house.accounts.personsOf(ctx.chatId)).length > 0;
    await (known
      ? mainMenu(house, ctx)
      : say(ctx, { html: ctx.speak(ctx.match ? "join.wrongCode" : "join.askForCode") }));
  });
  bot.callbackQuery(/^join:link:([\w-]+)$/, async (ctx) => {
    await quietly(() => ctx.answerCallbackQuery());
    await quietly(() => ctx.editMessageReplyMarkup());
    await link(house, ctx, ctx.match[1] ?? "");
  });
  bot.callbackQuery("join:paper", async (ctx) => {
    await quietly(() => ctx.answerCallbackQuery());
    await quietly(() => ctx.editMessageReplyMarkup());
    await say(ctx, { html: ctx.speak("join.paperThen") });
  });
}

/** What a typed or linked code leads to. Guessing is slowed per account and in all. */
export async function offer(house: House, ctx: Ctx, code: string): Promise<void> {
  const chatId = ctx.chatId ?? 0;
  const now = house.now();
  const { ofAccount, ofAll } = await house.accounts.failures(chatId, now);
  const may = mayTry(ofAccount, ofAll, now.getTime());
  if (!may.allowed) {
    house.log.warn({ chat: chatId }, "join slowed");
    return void (await say(ctx, {
      html: ctx.speak("join.tooManyTries", {
        at: dateAndTime(
          new Date(now.getTime() + may.waitMs + 59_999).toISOString(),
          house.timeZone,
          ctx.speak.language,
        ),
      }),
    }));
  }
  const hash = joinCodeHash(code, house.codeKey);
  const found = await house.accounts.whose(hash, chatId, now);
  if ("refused" in found) {
    await house.accounts.rememberFailure(chatId, now);
    house.log.warn({ chat: chatId }, `join refused: ${found.refused}`);
    return void (await say(ctx, { html: ctx.speak("join.wrongCode") }));
  }
  const keyboard = new InlineKeyboard()
    .text(ctx.speak.plain("join.link"), `join:link:${hash}`)
    .text(ctx.speak.plain("join.paper"), "join:paper");
  await say(ctx, { html: ctx.speak("join.about") });
  await ctx.reply(ctx.speak("join.askToLink"), { parse_mode: "HTML", reply_markup: keyboard });
}

async function link(house: House, ctx: Ctx, hash: string): Promise<void> {
  const chatId = ctx.chatId ?? 0;
  const found = await house.accounts.redeem(hash, chatId, house.now());
  if ("refused" in found) return void (await say(ctx, { html: ctx.speak("join.wrongCode") }));
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
  if (person.role === "pupil") {
    await say(ctx, { html: ctx.speak("join.welcomePupil", { name }) });
    return await mainMenu(house, ctx);
  }
  const own = await house.roster.ownChildren(ctx.chatId ?? 0);
  const children = own
    .map(({ child }) => ctx.speak.plain("child.inClass", { child: house.nameOf(child), className: child.className }))
    .join("\n");
  await say(ctx, { html: ctx.speak("join.welcomeGuardian", { name, children }) });
  await mainMenu(house, ctx);
}
