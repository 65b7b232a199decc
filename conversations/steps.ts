import type { Conversation } from "@grammyjs/conversations";
import type { Context } from "grammy";
import type { Wish } from "../src/answers/understanding.ts";
import { quietly, say } from "./say.ts";
import type { OpenWorld, World } from "./world.ts";

export type Talk = Conversation<Context, Context>;

/**
 * One question of a conversation.
 * Its buttons carry flow, child, step and run, so that a tap answers exactly this question.
 */
export interface Question<Value extends string> {
  /** `flow:child:step:run`, short: callback data may have 64 bytes. */
  id: string;
  html: string;
  choices: { value: Value; label: string }[];
  /** Buttons beside each other instead of below each other. */
  beside?: boolean;
  /** A typed answer, or null where the words are not clear. */
  read(text: string): Value | null;
  /** What is said where the words are not clear. */
  unclear: string;
}

export interface Answered<Value extends string> {
  value: Value;
  /** What the act was, for the proof. */
  evidence: string;
}

/**
 * A world in the language of whoever begins to talk.
 * What was heard is kept with the conversation, so that a replay hears the same.
 */
export async function begin(talk: Talk, ctx: Context, open: OpenWorld): Promise<World> {
  const world = open();
  world.hear(await talk.external(() => world.languageOf(ctx)));
  return world;
}

/**
 * Asks until one of the choices is tapped or clearly typed; questions about data protection are answered in between.
 * In: how the question is put, in the language that the world speaks at that moment.
 * Out: the choice. A wish that belongs elsewhere, ends the conversation and goes on its way.
 */
export async function ask<Value extends string>(
  talk: Talk,
  ctx: Context,
  world: World,
  make: () => Question<Value>,
): Promise<Answered<Value>> {
  let question = make();
  let shown = await put(ctx, question);
  for (;;) {
    const next = await talk.wait();
    world.hear(await talk.external(() => world.languageOf(next)));
    const choice = await choiceIn(next, world, question);
    if (choice) {
      await settle(next, shown, question, choice.value);
      return choice;
    }
    if (next.callbackQuery && !shows(next)) continue;
    const text = next.message?.text ?? "";
    if (next.message && !text.startsWith("/")) await answerBetween(talk, next, world, question, text);
    await quietly(() => next.api.editMessageReplyMarkup(shown.chat, shown.id));
    question = make();
    shown = await put(next, question);
  }
}

/**
 * A button that only shows something:
 * it has been served before the conversation, which then asks its question again.
 */
const shows = (ctx: Context) => /^(show|ask):/.test(ctx.callbackQuery?.data ?? "");

async function choiceIn<Value extends string>(
  next: Context,
  world: World,
  question: Question<Value>,
): Promise<Answered<Value> | null> {
  const data = next.callbackQuery?.data;
  if (data === undefined) {
    const value = question.read(next.message?.text ?? "");
    return value ? { value, evidence: `update ${next.update.update_id}, typed` } : null;
  }
  if (shows(next)) return null;
  const choice = question.choices.find(({ value }) => data === `${question.id}:${value}`);
  // An answer to the tap at once, or its button keeps spinning; a late one is no matter.
  await quietly(() => next.answerCallbackQuery(choice ? {} : { text: world.speak.plain("step.tooLate") }));
  return choice ? { value: choice.value, evidence: `update ${next.update.update_id}, button` } : null;
}

async function answerBetween(
  talk: Talk,
  next: Context,
  world: World,
  question: Question<string>,
  text: string,
): Promise<void> {
  const understood = text === "" ? null : world.understand(text);
  if (understood && "wish" in understood) return follow(talk, next, world, question, understood.wish);
  if (!understood) return void (await say(next, { html: question.unclear }));
  for (const said of understood.say) await say(next, said);
  const { unanswered } = understood;
  if (unanswered) await talk.external(() => world.countUnanswered(unanswered.topicGuess));
}

async function follow(talk: Talk, next: Context, world: World, question: Question<string>, wish: Wish): Promise<void> {
  if (wish.action === "status")
    return void (await say(next, await talk.external(() => world.status(next.chatId ?? 0))));
  // The wish that is being served already: its question stands.
  if (question.id.startsWith(`${wish.action}:`)) return void (await say(next, { html: question.unclear }));
  await say(next, { html: world.speak("step.otherWish") });
  return talk.halt({ next: true });
}

function put<Value extends string>(ctx: Context, question: Question<Value>): Promise<{ chat: number; id: number }> {
  const buttons = question.choices.map(({ value, label }) => ({ text: label, data: `${question.id}:${value}` }));
  return say(ctx, { html: question.html, buttons: question.beside ? [buttons] : buttons.map((button) => [button]) });
}

async function settle<Value extends string>(
  ctx: Context,
  shown: { chat: number; id: number },
  question: Question<Value>,
  value: Value,
): Promise<void> {
  const label = question.choices.find((choice) => choice.value === value)?.label ?? value;
  await quietly(() =>
    ctx.api.editMessageText(shown.chat, shown.id, `${question.html}\n\n➡️ <b>${label}</b>`, { parse_mode: "HTML" }),
  );
}
