import type { Conversation } from "@grammyjs/conversations";
import type { Context } from "grammy";
import { type Act, actOf } from "../src/consent/act.ts";
import { escaped } from "../src/consent/shown.ts";
import { hear, type Heard } from "./hearing.ts";
import type { Question, Value, WayOut } from "./question.ts";
import { quietly, type Place, say } from "./say.ts";
import { typedChoice } from "./typed-choice.ts";
import type { OpenWorld, World } from "./world.ts";

export type Talk = Conversation<Context, Context>;

export interface Answered<Given> {
  value: Given;
  /** The act, for the proof: the update, and the words as typed or the label of the button as it was shown. */
  act: string;
}

/**
 * A world in the language of whoever begins to talk.
 * What was heard is kept with the conversation, so that a replay hears the same.
 */
export async function begin(talk: Talk, open: OpenWorld): Promise<World> {
  const world = open();
  await listen(talk, world);
  return world;
}

async function listen(talk: Talk, world: World): Promise<void> {
  const { language } = await talk.external(async (outside) => ({ language: await world.languageOf(outside) }));
  world.hear(language);
}

/**
 * Asks until one of the choices is tapped or clearly typed; questions about data protection are answered in between.
 * Only what was sent after the question, by the person itself, answers it (Art. 4(11) GDPR).
 * In: how the question is put, in the language that the world speaks at that moment.
 * Out: the choice. A way out, a withdrawal, or a wish that belongs elsewhere ends the conversation.
 */
export async function ask<Given extends Value>(
  talk: Talk,
  ctx: Context,
  world: World,
  make: () => Question<Given>,
): Promise<Answered<Given>> {
  let question = make();
  let last = await put(ctx, question);
  const places = [last];
  let toldOfHaste = false;
  for (;;) {
    const next = await talk.wait();
    await listen(talk, world);
    if (next.callbackQuery && !shows(next)) {
      const tapped = await tappedIn(next, world, question);
      if (tapped) return await settle(next, last, question, tapped);
      continue;
    }
    // Words are heard outside, once: what they meant is kept, and they are not.
    const heard = await talk.external((outside) => hear(outside, world, question, { places, toldOfHaste }));
    if (heard.heard === "haste") continue;
    toldOfHaste ||= heard.heard === "early";
    if (heard.heard === "answer") return await settle(next, last, question, found(next, question, heard));
    if (heard.heard === "stop" || heard.heard === "later" || heard.heard === "paper")
      await leave(talk, next, world, last, heard.heard);
    // Whatever comes now, of this question no buttons stay behind that look alive.
    await quietly(() => next.api.editMessageReplyMarkup(last.chat, last.id));
    if (heard.heard === "elsewhere" || heard.heard === "wish") await talk.halt({ next: true });
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

/** An answer that was found, and how it looks under the question, where it looks like anything. */
type Found<Given> = Answered<Given> & { label?: string | undefined };

async function tappedIn<Given extends Value>(
  next: Context,
  world: World,
  question: Question<Given>,
): Promise<Found<Given> | null> {
  const choice = question.choices.find(({ key }) => next.callbackQuery?.data === `${question.id}:${key}`);
  // An answer to the tap at once, or its button keeps spinning; a late one is no matter.
  await quietly(() => next.answerCallbackQuery(choice ? {} : { text: world.speak.plain("step.tooLate") }));
  if (!choice) return null;
  const typed = typedChoice(next.callbackQuery);
  const act: Act =
    typed === null ? { how: "button", words: choice.label } : { how: "typed", words: typed, chose: choice.label };
  return { ...choice, act: actOf(next.update.update_id, act) };
}

function found<Given extends Value>(
  next: Context,
  question: Question<Given>,
  { value, typed }: Extract<Heard<Given>, { heard: "answer" }>,
): Found<Given> {
  const label = question.choices.find((choice) => choice.value === value)?.label ?? typed;
  return { value, label, act: actOf(next.update.update_id, { how: "typed", words: typed ?? "" }) };
}

/** Ends without anything recorded, and says how it can be taken up again, or how paper goes. */
async function leave(talk: Talk, next: Context, world: World, last: Place, way: WayOut): Promise<never> {
  await quietly(() => next.api.editMessageReplyMarkup(last.chat, last.id));
  await say(next, { html: world.speak(way === "stop" ? "step.left" : `step.${way}`) });
  return await talk.halt();
}

function put(ctx: Context, { id, html, choices, beside, toQuestion }: Question): Promise<Place> {
  const buttons = choices.map(({ key, label }) => ({ text: label, data: `${id}:${key}` }));
  const answering = toQuestion === undefined ? {} : { toQuestion };
  return say(ctx, { html, ...answering, buttons: beside ? [buttons] : buttons.map((button) => [button]) });
}

async function settle<Given extends Value>(
  ctx: Context,
  place: Place,
  question: Question<Given>,
  { value, act, label }: Found<Given>,
): Promise<Answered<Given>> {
  const html = `${question.html}\n\n➡️ <b>${escaped(label ?? "")}</b>`;
  await quietly(() =>
    label === undefined
      ? ctx.api.editMessageReplyMarkup(place.chat, place.id)
      : ctx.api.editMessageText(place.chat, place.id, html, { parse_mode: "HTML" }),
  );
  return { value, act };
}
