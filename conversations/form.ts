import type { Context } from "grammy";
import type { Answers } from "../src/consent/event.ts";
import { marks } from "../src/consent/shown.ts";
import { newRun, withChild } from "./child.ts";
import type { Talk } from "./steps.ts";
import type { Speaker } from "./whose.ts";
import type { World } from "./world.ts";

/** What is filled in for one child: who speaks, what was shown of it and what was done, for the proof. */
export interface Entry {
  own: Speaker;
  answers: Partial<Answers>;
  shown: string[];
  acts: string[];
}

/** The form while it is filled in, with an entry for each child. */
export interface Form {
  talk: Talk;
  ctx: Context;
  world: World;
  run: string;
  /** How many questions it has put. */
  asked: number;
  entries: readonly Entry[];
}

/** An empty form for these children. */
export async function newForm(talk: Talk, ctx: Context, world: World, speakers: readonly Speaker[]): Promise<Form> {
  const run = await newRun(talk, world);
  return {
    ...{ talk, ctx, world, run, asked: 0 },
    entries: speakers.map((own) => ({ own, answers: {}, shown: [], acts: [] })),
  };
}

/** What tells the next question from every other one: also a question that is put again is a new one. */
export function nextRun(form: Form): string {
  form.asked += 1;
  return `${form.run}${form.asked}`;
}

/** A text about one child as it is read; with marks it is put down as shown. */
export function aboutOne({ world }: Form, entry: Entry, text: string): string {
  const spoken = sayingForWhom(world, entry.own, text);
  putDown(entry, spoken);
  return withChild(world, entry.own, spoken);
}

/** Where several persons may declare in the chat, each text says for whom it speaks. In: what stands between. */
export function sayingForWhom(world: World, own: Speaker, text: string, between = "\n\n"): string {
  return own.shared ? `${text}${between}${world.speak("give.speaksFor", { name: own.personName })}` : text;
}

/**
 * A text about all of them as it is read. In: the text, with "@children" in it; what stands there for each, with marks;
 * what stands between them. It is put down for each child as it was shown, with "…" for the other children: what was
 * asked and answered for them is no part of this child's proof.
 */
export function aboutAll(form: Form, text: string, of: (entry: Entry) => string, between: string): string {
  const { entries, world } = form;
  const others = entries.length > 1 ? `${between}…` : "";
  const within = (children: string) => text.replace("@children", () => children);
  for (const entry of entries) putDown(entry, within(of(entry) + others));
  return within(entries.map((entry) => withChild(world, entry.own, of(entry))).join(between));
}

/** How a child is called in a list, with marks. */
export const inList = (world: World): string => world.speak("child.inClass", marks);

/** Each text once, where it was shown last: a review that was changed and changed back is the last one again. */
function putDown(entry: Entry, text: string): void {
  entry.shown = [...entry.shown.filter((one) => one !== text), text];
}
