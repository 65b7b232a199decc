import type { Conversation } from "@grammyjs/conversations";
import type { Context } from "grammy";
import type { Wish } from "../src/answers/understanding.ts";
import { actOf } from "../src/consent/act.ts";
import { escaped } from "../src/consent/shown.ts";
import { quietly, type Place, say } from "./say.ts";
import { isStruck, strayed, textOf } from "./typed.ts";
import type { OpenWorld, World } from "./world.ts";

export type Talk = Conversation<Context, Context>;

/**
 * One question of a conversation.
 * Its buttons carry flow, child, step and run, so that a tap answers exactly this question.
 */
export interface Question<Value> {
  /** `flow:child:step:run`, short: callback data may have 64 bytes. */
  id: string;
  html: string;
  /** `key`: how the button calls its value. */
  choices: { key: string; value: Value; label: string }[];
  /** Buttons beside each other instead of below each other. */
  beside?: boolean;
  read(text: string): Typed<Value>;
  /** What is said where the words are not clear. */
  unclear: string;
}

/** What typed words are to a question: an answer, a way out of it, or neither. */
export type Typed<Value> = { value: Value; loose?: true } | { leads: WayOut } | null;
export type WayOut = "stop" | "later" | "paper";

export interface Answered<Value> {
  value: Value;
  /** The act, for the proof: the update, and the words as typed or the label of the button as it was shown. */
  act: string;
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
 * Only what was sent after the question, by the person itself, answers it (Art. 4(11) GDPR).
 * In: how the question is put, in the language that the world speaks at that moment.
 * Out: the choice. A way out, a withdrawal, or a wish that belongs elsewhere ends the conversation.
 */
export async function ask<Value>(
  talk: Talk,
  ctx: Context,
  world: World,
  make: () => Question<Value>,
): Promise<Answered<Value>> {
  let question = make();
  let last = await put(ctx, question);
  const places = [last];
  let toldOfHaste = false;
  for (;;) {
    const next = await talk.wait();
    world.hear(await talk.external(() => world.languageOf(next)));
    if (next.callbackQuery && !shows(next)) {
      const tapped = await tappedIn(next, world, question);
      if (tapped) return await settle(next, last, question, tapped);
      continue;
    }
    const stray = next.message && strayed(next.message, places);
    if (stray === "early" && toldOfHaste) continue;
    toldOfHaste ||= stray === "early";
    if (stray) await say(next, { html: world.speak(`step.${stray}`) });
    else if (next.message) {
      const typed = await typedIn(talk, next, world, question, last);
      if (typed) return await settle(next, last, question, typed);
    }
    await quietly(() => next.api.editMessageReplyMarkup(last.chat, last.id));
    question = make();
    last = await put(next, question);
    places.push(last);
  }
}

/**
 * A button that only shows something:
 * it has been served before the conversation, which then asks its question again.
 */
const shows = (ctx: Context) => /^(show|ask):/.test(ctx.callbackQuery?.data ?? "");

/** An answer that was found, and how it looks under the question. */
type Found<Value> = Answered<Value> & { label: string };

async function tappedIn<Value>(next: Context, world: World, question: Question<Value>): Promise<Found<Value> | null> {
  const choice = question.choices.find(({ key }) => next.callbackQuery?.data === `${question.id}:${key}`);
  // An answer to the tap at once, or its button keeps spinning; a late one is no matter.
  await quietly(() => next.answerCallbackQuery(choice ? {} : { text: world.speak.plain("step.tooLate") }));
  if (!choice) return null;
  return { ...choice, act: actOf(next.update.update_id, { how: "button", words: choice.label }) };
}

/** Words that withdraw come first: they hold at once, from every state, and are recorded behind this conversation. */
async function typedIn<Value>(
  talk: Talk,
  next: Context,
  world: World,
  question: Question<Value>,
  last: Place,
): Promise<Found<Value> | null> {
  const text = textOf(next.message);
  if (text.startsWith("/")) return null;
  if (isStruck(next.message)) {
    await say(next, { html: question.unclear });
    return null;
  }
  if (world.withdraws(text)) return await elsewhere(talk, next, last);
  const read = question.read(text);
  if (read && "leads" in read) return await leave(talk, next, world, last, read.leads);
  if (read && !(read.loose && (await mayWithdraw(talk, next, world, text)))) {
    const label = question.choices.find(({ value }) => value === read.value)?.label ?? text;
    return { value: read.value, label, act: actOf(next.update.update_id, { how: "typed", words: text }) };
  }
  await answerBetween(talk, next, world, question, text);
  return null;
}

/** A loose no may be a wish to withdraw what stands: then it is followed as one. */
async function mayWithdraw(talk: Talk, next: Context, world: World, text: string): Promise<boolean> {
  const understood = world.understand(text);
  const wishes = understood && "wish" in understood && understood.wish.action === "withdraw";
  return wishes === true && (await talk.external(() => world.anythingStands(next.chatId ?? 0)));
}

async function elsewhere(talk: Talk, next: Context, last: Place): Promise<never> {
  await quietly(() => next.api.editMessageReplyMarkup(last.chat, last.id));
  return await talk.halt({ next: true });
}

/** Ends without anything recorded, and says how it can be taken up again, or how paper goes. */
async function leave(talk: Talk, next: Context, world: World, last: Place, way: WayOut): Promise<never> {
  await quietly(() => next.api.editMessageReplyMarkup(last.chat, last.id));
  await say(next, { html: world.speak(way === "stop" ? "step.left" : `step.${way}`) });
  return await talk.halt();
}

async function answerBetween(
  talk: Talk,
  next: Context,
  world: World,
  question: Question<unknown>,
  text: string,
): Promise<void> {
  const understood = text === "" ? null : world.understand(text);
  if (understood && "wish" in understood) return follow(talk, next, world, question, understood.wish);
  if (!understood) return void (await say(next, { html: question.unclear }));
  for (const said of understood.say) await say(next, said);
  const { unanswered } = understood;
  if (unanswered) await talk.external(() => world.countUnanswered(unanswered.topicGuess));
}

async function follow(talk: Talk, next: Context, world: World, question: Question<unknown>, wish: Wish): Promise<void> {
  if (wish.action === "status") {
    for (const said of await talk.external(() => world.status(next.chatId ?? 0))) await say(next, said);
    return;
  }
  // The wish that is being served already: its question stands.
  if (question.id.startsWith(`${wish.action}:`)) return void (await say(next, { html: question.unclear }));
  await say(next, { html: world.speak("step.otherWish") });
  return talk.halt({ next: true });
}

function put(ctx: Context, question: Question<unknown>): Promise<Place> {
  const buttons = question.choices.map(({ key, label }) => ({ text: label, data: `${question.id}:${key}` }));
  return say(ctx, { html: question.html, buttons: question.beside ? [buttons] : buttons.map((button) => [button]) });
}

async function settle<Value>(
  ctx: Context,
  place: Place,
  question: Question<Value>,
  { value, act, label }: Found<Value>,
): Promise<Answered<Value>> {
  const html = `${question.html}\n\n➡️ <b>${escaped(label)}</b>`;
  await quietly(() => ctx.api.editMessageText(place.chat, place.id, html, { parse_mode: "HTML" }));
  return { value, act };
}
