import type { Bot, Context } from "grammy";
import { quietly, say } from "../../conversations/say.ts";
import type { Understanding } from "../answers/understanding.ts";
import type { Speak, Texts } from "../texts.ts";
import type { Ctx } from "./ctx.ts";
import type { House } from "../house/house.ts";

/** The language of a chat: chosen, typed, or what the messenger suggests; else German. */
export async function languageOf(
  house: Pick<House, "languages" | "texts">,
  { chatId, from }: Pick<Context, "chatId" | "from">,
): Promise<string> {
  const kept = chatId === undefined ? undefined : await house.languages.of(chatId);
  return kept && house.texts.languages.includes(kept.language)
    ? kept.language
    : (house.texts.supported(from?.language_code) ?? "de");
}

const sure = 0.9;

/** The language that a question is answered in: its own, where that is sure. Plain German stays where it was chosen. */
export function languageOfQuestion(
  texts: Pick<Texts, "languages">,
  speak: Speak,
  text: string,
  { id, score }: Understanding["language"],
): string {
  const enough = (text.match(/\p{L}/gu) ?? []).length >= 10 && score >= sure && texts.languages.includes(id);
  return enough && !(id === "de" && speak.language === "de-simple") ? id : speak.language;
}

/**
 * Whoever has joined and writes in a language of their own is spoken to in it from now on, unless they have chosen one;
 * where the messenger says nothing of languages, so is whoever has not joined yet.
 */
export async function rememberTyped(
  house: Pick<House, "accounts" | "languages">,
  ctx: Ctx,
  language: string,
): Promise<void> {
  const { chatId, from } = ctx;
  if (language === ctx.speak.language || chatId === undefined) return;
  if (from?.language_code === undefined || (await house.accounts.personsOf(chatId)).length > 0)
    await house.languages.keep(chatId, language, "typed");
}

/**
 * `/sprache`: every language by its own name.
 * It can change in the middle of a conversation, which then asks its question again.
 */
export function choosingLanguage(
  house: Pick<House, "texts" | "languages">,
  bot: Bot<Ctx>,
  goOn: (ctx: Ctx, next: () => Promise<void>) => Promise<void> | undefined,
): void {
  bot.command(["sprache", "language"], async (ctx, next) => {
    const buttons = house.texts.languages.map((language) => [
      { text: house.texts.speak(language).plain("language.name"), data: `show:language:${language}` },
    ]);
    await say(ctx, { html: ctx.speak("language.which"), buttons });
    await goOn(ctx, next);
  });
  bot.callbackQuery(/^show:language:([\w-]+)$/, async (ctx, next) => {
    await quietly(() => ctx.answerCallbackQuery());
    const language = house.texts.languages.find((one) => one === ctx.match[1]) ?? "de";
    await house.languages.keep(ctx.chatId ?? 0, language, "chosen");
    ctx.speak = house.texts.speak(language);
    await say(ctx, { html: ctx.speak("language.set") });
    await goOn(ctx, next);
  });
}
