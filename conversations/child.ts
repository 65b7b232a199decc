import { escaped, evidenceOf, marks } from "../src/consent/shown.ts";
import {
  type Declining,
  type Meant,
  meantChildren as meantAmong,
  namedChildren as namedAmong,
} from "../src/school/named-child.ts";
import { say } from "./say.ts";
import type { Talk } from "./steps.ts";
import type { TextKey } from "../src/texts.ts";
import type { OwnChild, Recorded, World } from "./world.ts";

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
export function namedChildren<Own extends Pick<OwnChild, "child">>(
  text: string,
  own: readonly Own[],
  declining?: Declining,
): Own[] {
  const children = own.map(({ child }) => child);
  const named = namedAmong(text, children, declining);
  return own.filter(({ child }) => named.some(({ id }) => id === child.id));
}

/** The children whom a text means: those that it names, or all but those whom it leaves out. */
export function meantChildren<Own extends Pick<OwnChild, "child">>(
  text: string,
  own: readonly Own[],
  declining?: Declining,
): Meant<Own> {
  const children = own.map(({ child }) => child);
  const { meant, excepted } = meantAmong(text, children, declining);
  const of = (some: typeof children) => own.filter(({ child }) => some.some(({ id }) => id === child.id));
  return { meant: of(meant), excepted: of(excepted) };
}

/** The one child that a text names; two named children are not clear. */
export const namedIn = <Own extends Pick<OwnChild, "child">>(
  text: string,
  own: readonly Own[],
  declining?: Declining,
): Own | undefined => theOnly(namedChildren(text, own, declining));

/** The one child of whom all these are, where it is one. */
export function theOnly<Own extends Pick<OwnChild, "child">>([named, ...others]: readonly Own[]): Own | undefined {
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
