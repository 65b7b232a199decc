import type { Context } from "grammy";
import { type Answer, type Purpose, purposes } from "../src/consent/event.ts";
import type { Reply } from "../src/answers/reply.ts";
import type { Scope } from "../src/answers/understanding.ts";
import { idOf } from "./child.ts";
import { aboutAll, type Entry, type Form, inList, newForm, nextRun, sayingForWhom } from "./form.ts";
import { readAbout, wayOutOf } from "./reading.ts";
import { say } from "./say.ts";
import { type Standing, standingsOf } from "./standing.ts";
import { send } from "./send.ts";
import type { Typed } from "./question.ts";
import { ask, begin, type Talk } from "./steps.ts";
import { chooseChildren } from "./whose.ts";
import type { OpenWorld } from "./world.ts";

type Choice = Exclude<Scope, "unspecified"> | "leave";

/**
 * Withdraws consent with one choice, for one child or for several: no reason asked, no "are you sure" (Art. 7(3) GDPR).
 * In: the child and what is withdrawn, as far as the parent has said it; the children whom it is not about.
 */
export const withdrawConsent = (openWorld: OpenWorld) =>
  async function withdrawConsent(
    talk: Talk,
    ctx: Context,
    childId: string | null,
    scope: Scope,
    but: readonly string[] = [],
  ): Promise<void> {
    const world = await begin(talk, openWorld);
    const speakers = await chooseChildren(talk, ctx, world, { flow: "withdraw", childId, but });
    if (speakers.length === 0) return;
    const every = await newForm(talk, ctx, world, speakers);
    const { concerned, ...standing } = await standingIn(every);
    const form = { ...every, entries: every.entries.filter(({ own }) => concerned.includes(own.child.id)) };
    const value = await askWhat(form, choices(standing, scope), standing.stands.length > 0);
    const isAnswered = () => talk.external(() => world.closeMatters(ctx.chatId ?? 0));
    if (value === "leave") {
      await isAnswered();
      return void (await say(ctx, { html: world.speak("step.left") }));
    }
    for (const entry of form.entries) entry.answers = answersOf(value);
    // Until it is recorded, the words that asked for it wait: what cannot be recorded comes before the office.
    if (await send(form, "withdraw")) await isAnswered();
  };

async function askWhat(form: Form, offered: Exclude<Choice, "leave">[], stands: boolean): Promise<Choice> {
  const { talk, ctx, world, entries } = form;
  const run = nextRun(form);
  const what = stands ? "withdraw.what" : "withdraw.nothingStands";
  const [{ own }] = entries as [Entry];
  const text = () => sayingForWhom(world, own, world.speak(what, { children: "@children" }));
  const { value, act } = await ask<Choice>(talk, ctx, world, () => ({
    id: idOf("withdraw", own, "what", run),
    html: aboutAll(form, text(), () => inList(world), ", "),
    choices: [...offered, "leave" as const].map((choice) => ({
      key: choice,
      value: choice,
      label: world.speak.plain(`withdraw.${choice}`),
    })),
    declares: true,
    read: (typed) => readChoice(form, typed, offered),
    unclear: world.speak("step.pressOne"),
  }));
  for (const entry of entries) entry.acts.push(act);
  return value;
}

/**
 * What stands for any of the children, whether a yes may be waiting or in conflict beside it, and for which of them
 * anything stands: the others are not asked about, unless nothing stands for any.
 */
async function standingIn({ talk, world, entries }: Form): Promise<Standing & { concerned: string[] }> {
  const ids = entries.map(({ own }) => own.child.id);
  return await talk.external(async () => {
    const each = await standingsOf(
      world,
      entries.map(({ own }) => own),
    );
    const standing = ids.filter((_, at) => each[at]?.stands.length);
    return {
      stands: purposes.filter((purpose) => each.some(({ stands }) => stands.includes(purpose))),
      open: each.some(({ open }) => open),
      concerned: standing.length > 0 ? standing : ids,
    };
  });
}

/**
 * What can be chosen: what the parent has named, or what stands;
 * picture goes first, for sound alone is what the form offers after it.
 */
function choices({ stands, open }: Standing, scope: Scope): Exclude<Choice, "leave">[] {
  if (scope === "audio") return stands.includes("video") ? ["both", "audio"] : ["audio"];
  if (scope === "video" || scope === "both") return [scope];
  if (stands.length === 1 && stands[0]) return open ? [stands[0], "both"] : [stands[0]];
  return ["video", "both"];
}

function readChoice({ world, entries }: Form, text: string, offered: Choice[]): Typed<Choice> {
  const [only, ...others] = entries.map(({ own }) => own);
  const take = (reply: Reply) => choiceIn(reply, offered);
  return only && others.length === 0
    ? readAbout(world, text, "withdraw", only, take)
    : take(world.readReply(text, "withdraw"));
}

/**
 * Named purposes, or a yes where there is but one thing to say it to. A bare no could mean either, so it is
 * asked again.
 */
function choiceIn(reply: Reply, offered: Choice[]): Typed<Choice> {
  if (reply.meaning === "both") {
    const named = purposes.filter((purpose) => reply.answers[purpose] === "no");
    const other = purposes.some((purpose) => reply.answers[purpose] === "yes");
    const choice = offered.find((one) => one === (named.length === 2 ? "both" : named[0]));
    return choice && !other ? { value: choice } : null;
  }
  if (reply.meaning === "yes" && offered.length === 1 && offered[0]) return { value: offered[0] };
  return reply.meaning === "back" ? { leads: "stop" } : wayOutOf(reply);
}

function answersOf(choice: Exclude<Choice, "leave">): Partial<Record<Purpose, Answer>> {
  if (choice === "both") return { audio: "no", video: "no" };
  return { [choice]: "no" };
}
