import { isSecondHand, isStruck, textOf } from "../../conversations/typed.ts";
import { say } from "../../conversations/say.ts";
import type { Understood } from "../../conversations/world.ts";
import { namesIn } from "./withdrawal-in.ts";
import { decliningIn } from "./declining.ts";
import type { Wish } from "../answers/understanding.ts";
import { notInNotice, understood } from "./answer.ts";
import { aboutCircumstance } from "./circumstances.ts";
import type { Ctx } from "./ctx.ts";
import type { House } from "../house/house.ts";
import { answerEveryday } from "./everyday.ts";
import { rememberTyped } from "./language.ts";
import { typedToJoin } from "./join.ts";
import { help, mainMenu } from "./menu.ts";
import { keepUnclear, typedWhom } from "./whom.ts";
import { withdrawInFreeWords } from "./formless.ts";
import { spokenOf, whomOf } from "./kept-children.ts";
import { answerWhatHolds, showWhatStands } from "./what-holds.ts";
import type { Speak } from "../texts.ts";
import { plainWithdrawal } from "../texts/meaning.ts";

/** Free text outside of any question: a code, a wish, a question, or nothing of these. */
export async function freeText(house: House, ctx: Ctx): Promise<void> {
  const text = textOf(ctx.message);
  if (await typedToJoin(house, ctx, text)) return;
  const ownWords = !isSecondHand(ctx.message) && !isStruck(ctx.message);
  if (ownWords && ((await withdrawInFreeWords(house, ctx, text)) || (await typedWhom(house, ctx, text)))) return;
  if ((await answerEveryday(house, ctx, text)) || (await answerWhatHolds(house, ctx, text))) return;
  if (house.texts.answersNothing(text)) return await mainMenu(house, ctx);
  const meant = aboutCircumstance(house, ctx.speak, text) ?? (await wishOrMeaning(house, ctx, text, ownWords));
  if (meant) await rememberTyped(house, ctx, meant.language);
  if (meant && "wish" in meant && !ownWords) return void (await say(ctx, { html: ctx.speak("menu.forwarded") }));
  if (meant && "wish" in meant)
    return meant.objects
      ? ctx.conversation.enter("requestRight", "objection")
      : follow(house, ctx, house.texts.speak(meant.language), meant.wish, text);
  if (meant) {
    for (const said of meant.say) await say(ctx, said);
    if (meant.unanswered) await house.questions.countUnanswered(meant.unanswered.topicGuess, meant.language);
  } else if (house.texts.readReply(text, "audio", ctx.speak.language).meaning !== "unclear" || text.trim().length < 3)
    await mainMenu(house, ctx);
  else await say(ctx, notInNotice(house, ctx.speak));
}

/**
 * What a text means; words that withdraw by rule alone, the whole of it or one clear sentence beside anything else,
 * are a wish to do so, which is asked about.
 */
async function wishOrMeaning(house: House, ctx: Ctx, text: string, ownWords: boolean): Promise<Understood> {
  const meant = understood(house, ctx.speak, text);
  if (!ownWords || (meant && "wish" in meant)) return meant;
  const { language: written, onlyToday } = house.understand(text);
  if (onlyToday) return meant;
  const declining = decliningIn(house, [ctx.speak.language, written.id]);
  const own = await house.roster.ownChildren(ctx.chatId ?? 0);
  const { languages } = declining;
  const names = namesIn(
    text,
    own.map(({ child }) => child),
    declining,
  );
  const wish = plainWithdrawal(house.texts, text, languages, names);
  return wish ? { wish, objects: false, language: ctx.speak.language } : meant;
}

async function follow(house: House, ctx: Ctx, speak: Speak, { action, scope }: Wish, text: string): Promise<void> {
  if (action === "status") return await showWhatStands(house, ctx, speak);
  const own = await house.roster.ownChildren(ctx.chatId ?? 0);
  const teaches = (await house.roster.classesOf(ctx.chatId ?? 0)).length > 0;
  if (teaches && own.length === 0) return await help(house, ctx);
  const { childId, but } = whomOf(spokenOf(house, ctx.speak.language, text, own));
  if (action === "give") await ctx.conversation.enter("giveConsent", childId, null, but);
  else {
    await keepUnclear(house, ctx, text);
    await ctx.conversation.enter("withdrawConsent", childId, scope, but);
  }
}
