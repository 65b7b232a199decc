import type { Bot } from "grammy";
import { quietly, say } from "../../conversations/say.ts";
import { changedSince, countClass } from "../consent/class-count.ts";
import { type ChildStanding, type Participation, participations } from "../consent/standing.ts";
import { changedMark, classLine, nameButtons } from "../house/class-line.ts";
import type { House } from "../house/house.ts";
import { namesIn } from "../house/seen-names.ts";
import { dateAndTime } from "../school/dates.ts";
import type { Child, SchoolClass } from "../school/people.ts";
import type { NameOf } from "../school/shown-name.ts";
import type { Speak } from "../texts.ts";
import type { Ctx } from "./ctx.ts";

type Listing = Pick<House, "roster" | "ledger" | "accounts" | "classLists" | "nameOf" | "timeZone" | "now">;

/** A class as it stands now, and as its teacher has seen it. */
interface Seen {
  children: Child[];
  standings: Map<string, ChildStanding>;
  changed: Set<string>;
  /** When the teacher looked last (ISO), or null. */
  at: string | null;
}

/** The list for the lesson: the command, and the way to the names. */
export function classLists(house: Listing, bot: Bot<Ctx>, goOn: GoOn): void {
  bot.command("klasse", async (ctx, next) => {
    await showClasses(house, ctx);
    await goOn(ctx, next);
  });
  bot.callbackQuery(/^show:class:(\w+)$/, async (ctx, next) => {
    await quietly(() => ctx.answerCallbackQuery());
    const classes = await house.roster.classesOf(ctx.chatId ?? 0);
    const own = classes.find(({ id }) => id === ctx.match[1]);
    if (own) await showNames(house, ctx, own);
    else await say(ctx, { html: ctx.speak("class.noClass") });
    await goOn(ctx, next);
  });
}

/** Goes on with the open question, where there is one. */
export type GoOn = (ctx: Ctx, next: () => Promise<void>) => Promise<void> | undefined;

/** For each of the own classes one line of figures; the names come on a tap. */
export async function showClasses(house: Listing, ctx: Ctx): Promise<void> {
  const classes = await house.roster.classesOf(ctx.chatId ?? 0);
  if (classes.length === 0) return void (await say(ctx, { html: ctx.speak("class.noClass") }));
  const teacherId = await teacherIn(house, ctx);
  const lines: string[] = [];
  const first: Seen["standings"][] = [];
  for (const schoolClass of classes) {
    const { standings, changed, at } = await seenOf(house, teacherId, schoolClass);
    if (at === null) first.push(standings);
    lines.push(classLine(ctx.speak, { schoolClass, count: countClass(standings, changed) }));
  }
  await say(ctx, { html: lines.join("\n\n"), buttons: nameButtons(ctx.speak, classes) });
  // Who looks for the first time sees nothing that has changed; from here on it is known what was there.
  for (const standings of first) await house.classLists.look(teacherId, participationsIn(standings), house.now());
}

/**
 * The names: picture and sound, sound only, not at all; own classes only, no reasons, no word on which parent.
 * Marked is what has changed since they were shown last.
 */
async function showNames(house: Listing, ctx: Ctx, schoolClass: SchoolClass): Promise<void> {
  const teacherId = await teacherIn(house, ctx);
  const seen = await seenOf(house, teacherId, schoolClass);
  const nameOf = await namesIn(house, ctx.chatId ?? 0);
  await say(ctx, {
    html: [heading(house, ctx.speak, schoolClass), ...lists(house, ctx.speak, seen, nameOf)].join("\n\n"),
  });
  await house.classLists.look(teacherId, participationsIn(seen.standings), house.now());
}

/** One line for one child of a class: what holds, and no word on why. */
export async function showChild(house: Listing, ctx: Ctx, schoolClass: SchoolClass, child: Child): Promise<void> {
  const nameOf = await namesIn(house, ctx.chatId ?? 0);
  const standing = (await house.ledger.standings([child.id], house.now())).get(child.id);
  const participation = ctx.speak.plain(`participation.${standing?.participation ?? "none"}`);
  const line = ctx.speak("class.child", { child: nameOf(child), participation });
  await say(ctx, { html: `${heading(house, ctx.speak, schoolClass)}\n${line}` });
}

function heading({ now, timeZone }: Listing, speak: Speak, { name }: SchoolClass): string {
  return speak("class.heading", { className: name, at: dateAndTime(now().toISOString(), timeZone) });
}

async function teacherIn({ accounts }: Listing, { chatId = 0 }: Ctx): Promise<string> {
  return (await accounts.personsOf(chatId)).find(({ role }) => role === "teacher")?.id ?? "";
}

async function seenOf(house: Listing, teacherId: string, { id }: SchoolClass): Promise<Seen> {
  const children = await house.roster.childrenIn(id);
  const ids = children.map((child) => child.id);
  const standings = await house.ledger.standings(ids, house.now());
  const { of, at } = await house.classLists.seen(teacherId, ids);
  return { children, standings, changed: changedSince(standings, of), at };
}

const participationsIn = (standings: ReadonlyMap<string, ChildStanding>): Map<string, Participation> =>
  new Map([...standings].map(([id, { participation }]) => [id, participation]));

function lists(
  { timeZone }: Listing,
  speak: Speak,
  { children, standings, changed, at }: Seen,
  nameOf: NameOf,
): string[] {
  const marked = (child: Child) => (changed.has(child.id) ? `${changedMark} ${nameOf(child)}` : nameOf(child));
  const groups = participations.map((group) => {
    const names = children.filter(({ id }) => standings.get(id)?.participation === group).map(marked);
    return speak(`class.${group}`, { count: names.length, children: names.join("\n") || speak.plain("class.nobody") });
  });
  if (changed.size === 0 || at === null) return groups;
  return [...groups, speak("class.since", { mark: changedMark, at: dateAndTime(at, timeZone) })];
}
