import type { Context } from "grammy";
import { namedChildren, newRun, withChild } from "./child.ts";
import { marks } from "../src/consent/shown.ts";
import { namedAlone } from "../src/school/named-child.ts";
import type { Typed } from "./question.ts";
import { readSteering } from "./reading.ts";
import { say } from "./say.ts";
import { anyStands } from "./standing.ts";
import { ask, type Talk } from "./steps.ts";
import type { Whom } from "./whom.ts";
import type { OwnChild, World } from "./world.ts";

/** For whom the chat speaks; `shared`: other persons may declare in this chat as well. */
export type Speaker = OwnChild & { shared: boolean };

/**
 * What is known of whom a conversation is about: the child that was named; the person who answers, because they have
 * just joined or go on with their next child.
 */
export interface About extends Whom {
  flow: "give" | "withdraw";
  personId?: string | null;
}

/** For more children nobody answers in one go: the others are asked about afterwards. */
const mostAtOnce = 8;

/**
 * Which children it is about, and who speaks for them: the child that is named, the only one, all of them where
 * nothing has been answered yet, or those that are chosen. One person speaks in one conversation, for what is sent is
 * that person's act alone (Art. 4(11), 7(1) GDPR). Out: empty where there is no child, or none but those whom it is not
 * about: then it is said what stands.
 */
export async function chooseChildren(talk: Talk, ctx: Context, world: World, about: About): Promise<Speaker[]> {
  const kept = await talk.external(async () => ({ own: await world.keptChildren(ctx.chatId ?? 0) }));
  const everyChild = await world.recall(kept.own);
  const everybody = everyChild.filter(({ child }) => !about.but.includes(child.id));
  const own = about.personId ? everybody.filter(({ personId }) => personId === about.personId) : everybody;
  // An old button of a child who is no longer theirs must not become a question about another one.
  const lost = about.childId !== null && !own.some(({ child }) => child.id === about.childId);
  if (everybody.length === 0 && everyChild.length > 0) {
    await talk.external(async (outside) => {
      for (const said of await world.status(outside.chatId ?? 0)) await say(outside, said);
    });
    return [];
  }
  if (own.length === 0 || lost) {
    const { known } = await talk.external(async () => ({ known: await world.isKnown(ctx.chatId ?? 0) }));
    await say(ctx, { html: world.speak(lost && known ? "refused.child" : "child.none") });
    return [];
  }
  const ids = await idsOf(talk, ctx, world, own, about);
  const concerned = ids.flatMap((id) => ofChild(own, id));
  const person = await whoSpeaks(talk, ctx, world, concerned, about.flow);
  const shared = everybody.some(({ personId }) => personId !== person);
  return concerned.filter(({ personId }) => personId === person).map((one) => ({ ...one, shared }));
}

const ofChild = (own: readonly OwnChild[], id: string) => own.filter(({ child }) => child.id === id);
const idsIn = (own: readonly OwnChild[]) => [...new Set(own.map(({ child }) => child.id))];

async function idsOf(
  talk: Talk,
  ctx: Context,
  world: World,
  own: readonly OwnChild[],
  { flow, childId, personId }: About,
): Promise<string[]> {
  const ids = idsIn(own);
  if (childId !== null) return [childId];
  if (ids.length === 1) return ids;
  if (flow === "withdraw") return await whichChildren(talk, ctx, world, own, flow);
  const open = await openAmong(talk, world, own, ids);
  if (open.length === ids.length || (personId && open.length > 0)) return open.slice(0, mostAtOnce);
  const chosen = await whichChildren(talk, ctx, world, own, flow);
  const first = chosen.filter((id) => open.includes(id));
  return (chosen.length > mostAtOnce && first.length > 0 ? first : chosen).slice(0, mostAtOnce);
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
  const which =
    flow === "give"
      ? "child.which"
      : (await anyStands(talk, world, own))
        ? "child.whichToWithdraw"
        : "child.whichToRefuse";
  const { value } = await ask<string | string[]>(talk, ctx, world, () => ({
    id: `${flow}:child:${run}`,
    html: world.speak(which),
    choices: [...each, { key: "all", value: idsIn(own), label: world.speak.plain("withdraw.forAll") }],
    read: (text) => readChildren(world, text, children) ?? readSteering(world, text, children),
    unclear: world.speak("step.pressOne"),
  }));
  return typeof value === "string" ? [value] : value;
}

/** The children that a typed answer names and says nothing else of; "the big one" and "not Mila" are asked back. */
function readChildren(world: World, text: string, children: readonly OwnChild[]): Typed<string | string[]> {
  const spoken = world.speaksOfChildren(text);
  const declining = { languages: [world.speak.language] };
  const alone = namedAlone(
    text,
    children.map(({ child }) => child),
    declining,
  );
  const meant = spoken === "every child" ? idsIn(children) : alone.map(({ id }) => id);
  const [one, ...others] = meant;
  if (one !== undefined) return { value: others.length === 0 ? one : meant };
  const named = namedChildren(text, children, declining).length > 0 && !world.asks(text);
  return spoken || named ? { says: world.speak("child.byName") } : null;
}

/**
 * The one person who speaks for these children: the only one, the one who has something to answer or to take back, or
 * whoever it is asked for. In: each child with each person who may declare for it. Out: the person's id.
 */
async function whoSpeaks(
  talk: Talk,
  ctx: Context,
  world: World,
  concerned: readonly OwnChild[],
  flow: About["flow"],
): Promise<string> {
  const persons = [...new Map(concerned.map((one) => [one.personId, one])).values()];
  const [first] = persons;
  if (!first || persons.length === 1) return first?.personId ?? "";
  const { persons: open } = await talk.external(async () => ({ persons: await openTo(world, concerned, flow) }));
  if (open.length === 1 && open[0]) return open[0];
  const among = persons.filter(({ personId }) => open.length === 0 || open.includes(personId));
  const run = await newRun(talk, world);
  const names = [...new Map(concerned.map((one) => [one.child.id, withChild(world, one, marks.child)])).values()];
  const { value } = await ask<string>(talk, ctx, world, () => ({
    id: `${flow}:who:${run}`,
    html: world.speak("child.whoSpeaks", { child: "@children" }).replace("@children", () => names.join(", ")),
    choices: among.map((one) => ({ key: one.personId, value: one.personId, label: one.personName })),
    read: (text) => readSteering(world, text, among),
    unclear: world.speak("step.pressOne"),
  }));
  return value;
}

/** Who has still to answer for one of these children; in withdrawing, who has answered. */
async function openTo(world: World, concerned: readonly OwnChild[], flow: About["flow"]): Promise<string[]> {
  const open = await Promise.all(
    concerned.map(
      async ({ child, personId }) => (await world.haveAnswered(child.id)).includes(personId) === (flow === "withdraw"),
    ),
  );
  return [...new Set(concerned.filter((_, at) => open[at]).map(({ personId }) => personId))];
}
