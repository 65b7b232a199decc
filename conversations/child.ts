import type { Context } from "grammy";
import { escaped, evidenceOf, marks } from "../src/consent/shown.ts";
import { namedChildren as namedAmong } from "../src/school/named-child.ts";
import { readSteering } from "./reading.ts";
import type { Typed } from "./question.ts";
import { say } from "./say.ts";
import { ask, type Talk } from "./steps.ts";
import type { TextKey } from "../src/texts.ts";
import type { OwnChild, Recorded, World } from "./world.ts";

/** For whom the chat speaks; `shared`: another person of the chat may declare for the same child. */
export type Speaker = OwnChild & { shared: boolean };

/**
 * Which child it is about, and who speaks: the child that is named, the only one, or the one that is chosen;
 * where two guardians share the chat, whoever has not answered yet comes first, else it is asked.
 * Out: null where there is no child.
 */
export async function chooseChild(
  talk: Talk,
  ctx: Context,
  world: World,
  childId: string | null,
  flow: string,
): Promise<Speaker | null> {
  const kept = await talk.external(async () => ({ own: await world.keptChildren(ctx.chatId ?? 0) }));
  const own = await world.recall(kept.own);
  // An old button of a child who is no longer theirs must not become a question about another one.
  const lost = childId !== null && !own.some(({ child }) => child.id === childId);
  if (own.length === 0 || lost) {
    await say(ctx, { html: world.speak(own.length === 0 ? "child.none" : "refused.child") });
    return null;
  }
  const children = eachOnce(own);
  const named = children.find(({ child }) => child.id === childId) ?? (children.length === 1 ? children[0] : undefined);
  const chosen = named ?? (await whichOne(talk, ctx, world, children, flow));
  const speakers = own.filter(({ child }) => child.id === chosen?.child.id);
  const speaker = await whoSpeaks(talk, ctx, world, speakers, flow);
  return speaker && { ...speaker, shared: speakers.length > 1 };
}

const eachOnce = (own: readonly OwnChild[]) => [...new Map(own.map((one) => [one.child.id, one])).values()];

async function whichOne(
  talk: Talk,
  ctx: Context,
  world: World,
  children: readonly OwnChild[],
  flow: string,
): Promise<OwnChild | undefined> {
  const [chosen] = await whichChildren(talk, ctx, world, children, flow);
  return children.find(({ child }) => child.id === chosen);
}

/**
 * For which children somebody withdraws: the one that is known, or those that are named, one or several.
 * Out: ids; null where nothing has to be asked yet.
 */
export async function childrenToWithdraw(
  talk: Talk,
  ctx: Context,
  world: World,
  childId: string | null,
): Promise<readonly (string | null)[]> {
  if (childId !== null) return [childId];
  const kept = await talk.external(async () => ({ own: await world.keptChildren(ctx.chatId ?? 0) }));
  const children = eachOnce(await world.recall(kept.own));
  return children.length < 2 ? [null] : await whichChildren(talk, ctx, world, children, "withdraw");
}

/** Out: ids. Consent is given for each child alone (Art. 7(2) GDPR); it may be taken back for several at once. */
async function whichChildren(
  talk: Talk,
  ctx: Context,
  world: World,
  children: readonly OwnChild[],
  flow: string,
): Promise<string[]> {
  const run = await newRun(talk, world);
  const { value } = await ask<string | string[]>(talk, ctx, world, () => ({
    id: `${flow}:child:${run}`,
    html: world.speak(flow === "withdraw" ? "child.whichToWithdraw" : "child.which"),
    choices: children.map((one) => ({
      key: one.child.id,
      value: one.child.id,
      label: world.speak.plain("child.inClass", { child: world.nameOf(one.child), className: one.child.className }),
    })),
    read: (text) => readChildren(world, text, children, flow) ?? readSteering(world, text, children),
    unclear: world.speak("step.pressOne"),
  }));
  return typeof value === "string" ? [value] : value;
}

/** The child or children of a typed answer; who says "both" or "the big one" is asked for a name where it needs one. */
function readChildren(
  world: World,
  text: string,
  children: readonly OwnChild[],
  flow: string,
): Typed<string | string[]> {
  const ids = (some: readonly OwnChild[]) => [...new Set(some.map(({ child }) => child.id))];
  const spoken = world.speaksOfChildren(text);
  const meant = ids(spoken === "every child" ? children : namedChildren(text, children));
  const [one] = meant;
  if (one && meant.length === 1) return { value: one };
  if (meant.length > 1 && flow === "withdraw") return { value: meant };
  return meant.length > 1 || spoken ? { says: world.speak("child.byName") } : null;
}

async function whoSpeaks(
  talk: Talk,
  ctx: Context,
  world: World,
  speakers: readonly OwnChild[],
  flow: string,
): Promise<OwnChild | null> {
  const [first = null] = speakers;
  if (!first || speakers.length === 1) return first;
  const { answered } = await talk.external(async () => ({ answered: await world.haveAnswered(first.child.id) }));
  const open = speakers.filter(({ personId }) => answered.includes(personId) === (flow === "withdraw"));
  if (open.length > 0 && (flow === "give" || open.length === 1)) return open[0] ?? null;
  const run = await newRun(talk, world);
  const { value } = await ask<string>(talk, ctx, world, () => ({
    id: `${flow}:who:${run}`,
    html: world.speak("child.whoSpeaks"),
    choices: speakers.map((one) => ({ key: one.personId, value: one.personId, label: one.personName })),
    read: (text) => readSteering(world, text, speakers),
    unclear: world.speak("step.pressOne"),
  }));
  return speakers.find(({ personId }) => personId === value) ?? null;
}

/** What tells the questions of this run of a conversation from those of every other one: it never comes again. */
export async function newRun(talk: Talk, world: World): Promise<string> {
  const { run } = await talk.external(() => ({ run: world.newId() }));
  return run;
}

/** Says what stands, which nobody needs again. */
export async function sayWhatStands(
  talk: Talk,
  world: World,
  own: OwnChild,
  after: "give" | "withdraw",
): Promise<void> {
  await talk.external(async (outside) => {
    for (const said of await world.stillStands(own, after)) await say(outside, said);
  });
}

/** The children that a text names, each clearly. */
export function namedChildren<Own extends Pick<OwnChild, "child">>(text: string, own: readonly Own[]): Own[] {
  const named = namedAmong(
    text,
    own.map(({ child }) => child),
  );
  return own.filter(({ child }) => named.some(({ id }) => id === child.id));
}

/** The one child that a text names; two named children are not clear. */
export function namedIn(text: string, own: readonly OwnChild[]): OwnChild | undefined {
  const [named, ...others] = namedChildren(text, own);
  return others.every(({ child }) => child.id === named?.child.id) ? named : undefined;
}

/** The id of a question: flow, child, step and run. */
export function idOf(flow: string, { child }: OwnChild, step: string, run: string): string {
  return `${flow}:${child.id}:${step}:${run}`;
}

/** A text with the child in it. In: a text in which marks stand for name and class, as it is kept. */
export function withChild(world: World, { child }: OwnChild, text: string): string {
  return text
    .replaceAll(marks.child, () => escaped(world.nameOf(child)))
    .replaceAll(marks.className, () => escaped(child.className));
}

/** What is on record of an act: what was tapped or typed in which update, and the names that stood in the text. */
export function evidenceFor(world: World, { child }: OwnChild, acts: readonly string[]): string {
  return evidenceOf(acts.join("; "), { child: world.nameOf(child), className: child.className });
}

/** One kind sentence for why nothing could be recorded. */
export function refusalKey(refused: Extract<Recorded, { refused: string }>["refused"]): TextKey {
  return refused === "period" ? "give.noPeriod" : `refused.${refused}`;
}
