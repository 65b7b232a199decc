import type { Context } from "grammy";
import { namedChildren, newRun, withChild } from "./child.ts";
import { marks } from "../src/consent/shown.ts";
import type { Typed } from "./question.ts";
import { readSteering } from "./reading.ts";
import { say } from "./say.ts";
import { ask, type Talk } from "./steps.ts";
import type { OwnChild, World } from "./world.ts";

/** For whom the chat speaks; `shared`: another person of the chat may declare for the same child. */
export type Speaker = OwnChild & { shared: boolean };

/** What is known of whom a conversation is about: the child that was named; the person who has just joined. */
export interface About {
  flow: "give" | "withdraw";
  childId: string | null;
  joined?: string | null;
}

/** For more children nobody answers in one go: the others are asked about afterwards. */
const mostAtOnce = 8;

/**
 * Which children it is about, and who speaks for each: the child that is named, the only one, all of them where
 * nothing has been answered yet, or those that are chosen; where two guardians share the chat, whoever has not answered
 * yet comes first, else it is asked. Out: empty where there is no child.
 */
export async function chooseChildren(talk: Talk, ctx: Context, world: World, about: About): Promise<Speaker[]> {
  const kept = await talk.external(async () => ({ own: await world.keptChildren(ctx.chatId ?? 0) }));
  const everybody = await world.recall(kept.own);
  const own = about.joined ? everybody.filter(({ personId }) => personId === about.joined) : everybody;
  // An old button of a child who is no longer theirs must not become a question about another one.
  const lost = about.childId !== null && !own.some(({ child }) => child.id === about.childId);
  if (own.length === 0 || lost) {
    await say(ctx, { html: world.speak(own.length === 0 ? "child.none" : "refused.child") });
    return [];
  }
  const speakers: Speaker[] = [];
  for (const id of await idsOf(talk, ctx, world, own, about)) {
    const speaker = await whoSpeaks(talk, ctx, world, ofChild(own, id), about.flow);
    if (speaker) speakers.push({ ...speaker, shared: ofChild(everybody, id).length > 1 });
  }
  return speakers;
}

const ofChild = (own: readonly OwnChild[], id: string) => own.filter(({ child }) => child.id === id);
const idsIn = (own: readonly OwnChild[]) => [...new Set(own.map(({ child }) => child.id))];

async function idsOf(
  talk: Talk,
  ctx: Context,
  world: World,
  own: readonly OwnChild[],
  { flow, childId, joined }: About,
): Promise<string[]> {
  const ids = idsIn(own);
  if (childId !== null) return [childId];
  if (ids.length === 1) return ids;
  if (flow === "give") {
    const open = await openAmong(talk, world, own, ids);
    if (open.length === ids.length || (joined && open.length > 0)) return open.slice(0, mostAtOnce);
  }
  return (await whichChildren(talk, ctx, world, own, flow)).slice(0, flow === "give" ? mostAtOnce : undefined);
}

/** The children for whom nobody of this chat has answered yet. */
async function openAmong(talk: Talk, world: World, own: readonly OwnChild[], ids: string[]): Promise<string[]> {
  const { answered } = await talk.external(async () => {
    const has = await Promise.all(
      own.map(async ({ child, personId }) => (await world.haveAnswered(child.id)).includes(personId)),
    );
    return { answered: idsIn(own.filter((_, at) => has[at])) };
  });
  return ids.filter((id) => !answered.includes(id));
}

/** Out: ids. Each of several is asked about by itself (Art. 7(2) GDPR); consent may be taken back for all at once. */
async function whichChildren(
  talk: Talk,
  ctx: Context,
  world: World,
  own: readonly OwnChild[],
  flow: About["flow"],
): Promise<string[]> {
  const run = await newRun(talk, world);
  const children = idsIn(own).flatMap((id) => ofChild(own, id).slice(0, 1));
  const each = children.map(({ child }) => ({
    key: child.id,
    value: child.id,
    label: world.speak.plain("child.inClass", { child: world.nameOf(child), className: child.className }),
  }));
  const { value } = await ask<string | string[]>(talk, ctx, world, () => ({
    id: `${flow}:child:${run}`,
    html: world.speak(flow === "withdraw" ? "child.whichToWithdraw" : "child.which"),
    choices: [...each, { key: "all", value: idsIn(own), label: world.speak.plain("withdraw.forAll") }],
    read: (text) => readChildren(world, text, children) ?? readSteering(world, text, children),
    unclear: world.speak("step.pressOne"),
  }));
  return typeof value === "string" ? [value] : value;
}

/** The child or children of a typed answer; who says "the big one" is asked for a name. */
function readChildren(world: World, text: string, children: readonly OwnChild[]): Typed<string | string[]> {
  const spoken = world.speaksOfChildren(text);
  const meant = idsIn(spoken === "every child" ? children : namedChildren(text, children));
  const [one, ...others] = meant;
  if (one !== undefined) return { value: others.length === 0 ? one : meant };
  return spoken ? { says: world.speak("child.byName") } : null;
}

async function whoSpeaks(
  talk: Talk,
  ctx: Context,
  world: World,
  speakers: readonly OwnChild[],
  flow: About["flow"],
): Promise<OwnChild | null> {
  const [first = null] = speakers;
  if (!first || speakers.length === 1) return first;
  const { answered } = await talk.external(async () => ({ answered: await world.haveAnswered(first.child.id) }));
  const open = speakers.filter(({ personId }) => answered.includes(personId) === (flow === "withdraw"));
  if (open.length > 0 && (flow === "give" || open.length === 1)) return open[0] ?? null;
  const run = await newRun(talk, world);
  const { value } = await ask<string>(talk, ctx, world, () => ({
    id: `${flow}:who:${run}`,
    html: withChild(world, first, world.speak("child.whoSpeaks", marks)),
    choices: speakers.map((one) => ({ key: one.personId, value: one.personId, label: one.personName })),
    read: (text) => readSteering(world, text, speakers),
    unclear: world.speak("step.pressOne"),
  }));
  return speakers.find(({ personId }) => personId === value) ?? null;
}
