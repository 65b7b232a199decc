import type { Context } from "grammy";
import { type Answer, type Answers, type Purpose, purposes } from "../src/consent/event.ts";
import { marks } from "../src/consent/shown.ts";
import { namedAlone } from "../src/school/named-child.ts";
import { idOf, withChild } from "./child.ts";
import { aboutAll, aboutOne, type Entry, type Form, inList, newForm, nextRun } from "./form.ts";
import { readAbout, toBoth, wayOutOf } from "./reading.ts";
import { askReview } from "./review.ts";
import { say } from "./say.ts";
import { send } from "./send.ts";
import type { Typed } from "./question.ts";
import { ask, begin, type Talk } from "./steps.ts";
import { chooseChildren, type Speaker } from "./whose.ts";
import type { OpenWorld, OwnChild, World } from "./world.ts";

/**
 * Asks for consent to audio and video for each child of a parent: one summary, two questions a child, one review, sent
 * once (Art. 4(11), 7(2) GDPR). Nothing is recorded before the parent sends it.
 * In: the child, where one is named; the person who answers, where that is known: who has just joined, and is greeted,
 * or who goes on with the next child; the children whom it is not about.
 */
export const giveConsent = (open: OpenWorld) =>
  async function giveConsent(
    talk: Talk,
    ctx: Context,
    childId: string | null,
    personId: string | null = null,
    but: readonly string[] = [],
  ): Promise<void> {
    const world = await begin(talk, open);
    const chosen = await chooseChildren(talk, ctx, world, { flow: "give", childId, but, personId });
    if (chosen.length === 0) return;
    // A talk that began with an older version has learnt nothing of custody.
    const { runs, undecided = [] } = await talk.external(async () => ({
      runs: await world.periodRuns(),
      undecided: await world.undecidedOf(chosen),
    }));
    if (!runs) return void (await say(ctx, { html: world.speak("give.noPeriod") }));
    const speakers = await withoutUndecided(ctx, world, chosen, undecided);
    if (speakers.length === 0) return;
    const form = await newForm(talk, ctx, world, speakers);
    await showSummary(form, personId !== null && childId === null);
    await askEach(form, form.entries);
    for (;;) {
      const reviewed = await askReview(form);
      if (reviewed.act === "send") return void (await send(form, "give"));
      if (reviewed.act === "leave") return void (await say(ctx, { html: world.speak("step.left") }));
      if (reviewed.act === "change") await askEach(form, reviewed.entries);
      else reviewed.entry.answers = await asTheFormKnows(form, reviewed.entry, reviewed.answers);
    }
  };

/** Nobody is asked for what could not be recorded: it is said for which children the school decides who may declare. */
async function withoutUndecided(
  ctx: Context,
  world: World,
  chosen: readonly Speaker[],
  undecided: readonly string[],
): Promise<Speaker[]> {
  const waiting = chosen.filter(({ child }) => undecided.includes(child.id));
  const names = waiting.map((own) => `<b>${withChild(world, own, inList(world))}</b>\n`);
  if (waiting.length > 0) await say(ctx, { html: names.join("") + world.speak("refused.undecided") });
  return chosen.filter((one) => !waiting.includes(one));
}

async function showSummary(form: Form, greets: boolean): Promise<void> {
  const { ctx, world, entries } = form;
  const summary = world
    .speak("give.summary", { children: "@children", version: world.notice.number })
    .replace("@passages", () => world.notice.summary);
  const html = aboutAll(form, summary, () => inList(world), ", ");
  const [{ own }] = entries as [Entry];
  const hello = own.role === "pupil" ? "join.welcomePupil" : "join.hello";
  const greeting = greets ? `${world.speak(hello, { name: own.personName })} ${world.speak("join.noTime")}\n\n` : "";
  await say(ctx, {
    html: greeting + html,
    buttons: [[{ text: world.speak.plain("give.fullText"), data: "show:notice" }]],
  });
}

/**
 * Both purposes for each of these children; who goes back before a child's first question is at the child before. Who
 * answers with nothing but a child's name goes on with that child, and with those whose answers are complete: the
 * others are offered afterwards.
 */
async function askEach(form: Form, some: readonly Entry[]): Promise<void> {
  for (let at = 0; at < some.length;) {
    const entry = some[at];
    if (!entry) return;
    const answers = await bothAnswers(form, entry);
    if (typeof answers === "string" && answers !== "back") {
      const isNamed = ({ own }: Entry) => nameOnly(own) === answers;
      form.entries = form.entries.filter((one) => isNamed(one) || isComplete(one));
      return await askEach(form, form.entries.filter(isNamed));
    }
    if (answers !== "back") entry.answers = answers;
    at = answers === "back" ? Math.max(0, at - 1) : at + 1;
  }
}

const isComplete = ({ answers }: Entry) => purposes.every((purpose) => answers[purpose] !== undefined);

/** An answer to each purpose: one after the other, or to both in one sentence. */
async function bothAnswers(form: Form, entry: Entry): Promise<Answers | "back" | NameOnly> {
  const given: Partial<Answers> = {};
  for (let at = 0; at < purposes.length;) {
    const purpose = purposes[at] ?? "audio";
    const said = await askPurpose(form, entry, purpose);
    if (typeof said === "object") return await asTheFormKnows(form, entry, said);
    if (said === "yes" || said === "no") given[purpose] = said;
    else if (said !== "back" || at === 0) return said;
    at += said === "back" ? -1 : 1;
  }
  return await asTheFormKnows(form, entry, { audio: given.audio ?? "no", video: given.video ?? "no" });
}

/** The form knows "nicht oder nur über Ton": picture without sound is asked back. */
async function asTheFormKnows(form: Form, entry: Entry, answers: Answers): Promise<Answers> {
  return answers.audio === "no" && answers.video === "yes" ? await askBack(form, entry) : answers;
}

/** Nothing but the name of this child. */
type NameOnly = `only-${string}`;
const nameOnly = ({ child }: OwnChild): NameOnly => `only-${child.id}`;

type Said = Answer | Answers | "back" | NameOnly;

async function askPurpose(form: Form, entry: Entry, purpose: Purpose): Promise<Said> {
  const { talk, ctx, world } = form;
  const run = nextRun(form);
  const { value, act } = await ask<Said>(talk, ctx, world, () => ({
    id: idOf("give", entry.own, purpose, run),
    html: aboutOne(form, entry, world.speak(`give.${purpose}`, marks)),
    beside: true,
    choices: [
      { key: "yes", value: "yes", label: world.speak.plain("word.yes") },
      { key: "no", value: "no", label: world.speak.plain("word.no") },
    ],
    declares: true,
    read: (text) => readName(form, text) ?? readPurpose(world, text, purpose, entry.own),
    unclear: world.speak("step.unclear"),
  }));
  entry.acts.push(`${purpose}: ${act}`);
  return value;
}

/** A child may be called like an answer: then it is one about that child, and about another one it is asked back. */
function readName({ entries, world }: Form, text: string): Typed<NameOnly> {
  const own = entries.map((entry) => entry.own);
  const [named, ...more] = namedAlone(
    text,
    own.map(({ child }) => child),
    { languages: [world.speak.language] },
  );
  const one = own.find(({ child }) => child.id === named?.id);
  const answers = world.readReply(text, "audio").meaning !== "unclear";
  return one && more.length === 0 && !answers ? { value: nameOnly(one) } : null;
}

const readPurpose = (world: World, text: string, purpose: Purpose, own: OwnChild): Typed<Said> =>
  readAbout<Said>(world, text, purpose, own, (reply) => {
    if (reply.meaning === "yes") return { value: "yes" };
    if (reply.meaning === "no") return { value: "no", ...(reply.loose ? { loose: true } : {}) };
    if (reply.meaning === "back" || reply.meaning === "change") return { value: "back" };
    return toBoth(reply) ?? wayOutOf(reply);
  });

/** Neutrally, and it may stay as it was said. */
async function askBack(form: Form, entry: Entry): Promise<Answers> {
  const { talk, ctx, world } = form;
  const run = nextRun(form);
  const { value, act } = await ask<Answers>(talk, ctx, world, () => ({
    id: idOf("give", entry.own, "back", run),
    html: aboutOne(form, entry, world.speak("give.askBack", marks)),
    choices: [
      { key: "both", value: { audio: "yes", video: "yes" }, label: world.speak.plain("give.back.both") },
      { key: "none", value: { audio: "no", video: "no" }, label: world.speak.plain("give.back.none") },
      { key: "keep", value: { audio: "no", video: "yes" }, label: world.speak.plain("give.back.keep") },
    ],
    declares: true,
    read: (text) => readAbout(world, text, "review", entry.own, (reply) => toBoth(reply) ?? wayOutOf(reply)),
    unclear: world.speak("step.pressOne"),
  }));
  entry.acts.push(`asked back: ${act}`);
  return value;
}
