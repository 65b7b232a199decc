import type { Context } from "grammy";
import { ask, type Talk } from "./steps.ts";
import { say } from "./say.ts";
import { escaped, evidenceOf, marks } from "../src/consent/shown.ts";
import type { OwnChild, World } from "./world.ts";

/**
 * Which child it is about: the one that is named, the only one, or the one the guardian chooses.
 * Out: null where there is none.
 */
export async function chooseChild(
  talk: Talk,
  ctx: Context,
  world: World,
  childId: string | null,
  flow: string,
): Promise<OwnChild | null> {
  const own = await talk.external(() => world.ownChildren(ctx.chatId ?? 0));
  const named = own.find(({ child }) => child.id === childId) ?? (own.length === 1 ? own[0] : undefined);
  if (named) return named;
  if (own.length === 0) {
    await say(ctx, { html: world.speak("child.none") });
    return null;
  }
  const run = (await talk.external(() => world.newId())).slice(0, 4);
  const { value } = await ask(talk, ctx, world, () => ({
    id: `${flow}:child:${run}`,
    html: world.speak("child.which"),
    choices: own.map(({ child }) => ({
      value: child.id,
      label: world.speak.plain("child.inClass", { child: world.nameOf(child), className: child.className }),
    })),
    read: (text) => namedIn(text, own)?.child.id ?? null,
    unclear: world.speak("step.pressOne"),
  }));
  return own.find(({ child }) => child.id === value) ?? null;
}

/** The one child whose given name stands in the text; two named children are not clear. */
export function namedIn(text: string, own: readonly OwnChild[]): OwnChild | undefined {
  const said = new Set(text.toLowerCase().match(/[\p{L}-]+/gu) ?? []);
  const named = own.filter(({ child }) => said.has(child.givenName.toLowerCase()));
  return named.length === 1 ? named[0] : undefined;
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

/** What is on record of an act: which update it was, and the names that stood in the text. */
export function evidenceFor(world: World, { child }: OwnChild, act: string): string {
  return evidenceOf(act, { child: world.nameOf(child), className: child.className });
}
