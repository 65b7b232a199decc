import type { Context } from "grammy";
import { type Answer, type Answers, type Purpose, purposes } from "../src/consent/event.ts";
import { marks } from "../src/consent/shown.ts";
import { chooseChild, evidenceFor, idOf, newRun, refusalKey, sayWhatStands, type Speaker, withChild } from "./child.ts";
import { replyOf, wayOutOf } from "./reading.ts";
import { say } from "./say.ts";
import type { Typed } from "./question.ts";
import { ask, begin, type Talk } from "./steps.ts";
import type { OpenWorld, OwnChild, World } from "./world.ts";

/** The form for one child while it is filled in: who fills it in, what was shown and what was done, for the proof. */
interface Form {
  talk: Talk;
  ctx: Context;
  world: World;
  own: Speaker;
  run: string;
  shown: string[];
  acts: string[];
}

/**
 * Asks for consent to audio and video for one child: summary, two questions, review, send (Art. 4(11), 7(2) GDPR).
 * Nothing is recorded before the parent sends it.
 */
export const giveConsent = (open: OpenWorld) =>
  async function giveConsent(talk: Talk, ctx: Context, childId: string | null): Promise<void> {
    const world = await begin(talk, open);
    const own = await chooseChild(talk, ctx, world, childId, "give");
    if (!own) return;
    const { runs } = await talk.external(async () => ({ runs: await world.periodRuns() }));
    if (!runs) return void (await say(ctx, { html: world.speak("give.noPeriod") }));
    const run = await newRun(talk, world);
    const form: Form = { talk, ctx, world, own, run, shown: [], acts: [] };
    await showSummary(form);
    let answers = await bothAnswers({ ...form, run: `${run}1` });
    for (let round = 2; ; round += 1) {
      const reviewed = await askReview({ ...form, run: `${run}${round}` }, answers);
      if (reviewed === "send") return await send(form, answers);
      if (reviewed === "leave") return void (await say(ctx, { html: world.speak("step.left") }));
      const again = { ...form, run: `${run}${round}` };
      answers = typeof reviewed === "object" ? await asTheFormKnows(again, reviewed) : await bothAnswers(again);
    }
  };

async function showSummary(form: Form): Promise<void> {
  const { ctx, world, own } = form;
  const summary = world
    .speak("give.summary", { ...marks, version: world.notice.number })
    .replace("@passages", () => world.notice.summary);
  await say(ctx, {
    html: withChild(world, own, keep(form, spokenFor(form, summary))),
    buttons: [[{ text: world.speak.plain("give.fullText"), data: "show:notice" }]],
  });
}

/** Where two guardians share the chat, each text says whose answer it is. */
function spokenFor({ world, own }: Form, text: string): string {
  return own.shared ? `${text}\n\n${world.speak("give.speaksFor", { name: own.personName })}` : text;
}

/** An answer to each purpose: one after the other, or to both in one sentence. */
async function bothAnswers(form: Form): Promise<Answers> {
  const given: Partial<Answers> = {};
  for (let at = 0; at < purposes.length;) {
    const purpose = purposes[at] ?? "audio";
    const said = await askPurpose({ ...form, run: `${form.run}${at}` }, purpose);
    if (typeof said === "object") return await asTheFormKnows(form, said);
    if (said !== "back") given[purpose] = said;
    at = said === "back" ? Math.max(0, at - 1) : at + 1;
  }
  return await asTheFormKnows(form, { audio: given.audio ?? "no", video: given.video ?? "no" });
}

/** The form knows "nicht oder nur über Ton": picture without sound is asked back. */
async function asTheFormKnows(form: Form, answers: Answers): Promise<Answers> {
  return answers.audio === "no" && answers.video === "yes" ? await askBack(form) : answers;
}

type Said = Answer | Answers | "back";

async function askPurpose(form: Form, purpose: Purpose): Promise<Said> {
  const { talk, ctx, world, own, run } = form;
  const { value, act } = await ask<Said>(talk, ctx, world, () => ({
    id: idOf("give", own, purpose, run),
    html: withChild(world, own, keep(form, spokenFor(form, world.speak(`give.${purpose}`, marks)))),
    beside: true,
    choices: [
      { key: "yes", value: "yes", label: world.speak.plain("word.yes") },
      { key: "no", value: "no", label: world.speak.plain("word.no") },
    ],
    declares: true,
    read: (text) => readPurpose(world, text, purpose, own),
    unclear: world.speak("step.unclear"),
  }));
  form.acts.push(`${purpose}: ${act}`);
  return value;
}

function readPurpose(world: World, text: string, purpose: Purpose, own: OwnChild): Typed<Said> {
  const reply = replyOf(world, text, purpose, own);
  if (reply.meaning === "yes") return { value: "yes" };
  if (reply.meaning === "no") return { value: "no", ...(reply.loose ? { loose: true } : {}) };
  if (reply.meaning === "back" || reply.meaning === "change") return { value: "back" };
  return toBoth(reply.meaning === "both" ? reply.answers : {}) ?? wayOutOf(reply);
}

/** Both purposes in one sentence; of one alone the other is still to be asked. */
function toBoth({ audio, video }: Partial<Answers>): Typed<Answers> {
  return audio && video ? { value: { audio, video } } : null;
}

/** Neutrally, and it may stay as it was said. */
async function askBack(form: Form): Promise<Answers> {
  const { talk, ctx, world, own, run } = form;
  const { value, act } = await ask<Answers>(talk, ctx, world, () => ({
    id: idOf("give", own, "back", run),
    html: withChild(world, own, keep(form, world.speak("give.askBack", marks))),
    choices: [
      { key: "both", value: { audio: "yes", video: "yes" }, label: world.speak.plain("give.back.both") },
      { key: "none", value: { audio: "no", video: "no" }, label: world.speak.plain("give.back.none") },
      { key: "keep", value: { audio: "no", video: "yes" }, label: world.speak.plain("give.back.keep") },
    ],
    declares: true,
    read: (text) => {
      const reply = replyOf(world, text, "review", own);
      return toBoth(reply.meaning === "both" ? reply.answers : {}) ?? wayOutOf(reply);
    },
    unclear: world.speak("step.pressOne"),
  }));
  form.acts.push(`asked back: ${act}`);
  return value;
}

type Reviewed = "send" | "change" | "leave" | Answers;

async function askReview(form: Form, { audio, video }: Answers): Promise<Reviewed> {
  const { talk, ctx, world, own, run } = form;
  const review = () =>
    world.speak("give.review", {
      ...marks,
      audio: world.speak.plain(`word.${audio}`),
      video: world.speak.plain(`word.${video}`),
    });
  const { value, act } = await ask<Reviewed>(talk, ctx, world, () => ({
    id: idOf("give", own, "review", run),
    html: withChild(world, own, keep(form, spokenFor(form, review()))),
    choices: (["send", "change", "leave"] as const).map((choice) => ({
      key: choice,
      value: choice,
      label: world.speak.plain(`give.reviewed.${choice}`),
    })),
    declares: true,
    read: (text) => readReview(world, text, own),
    unclear: world.speak("step.pressOne"),
  }));
  form.acts.push(`review: ${act}`);
  return value;
}

/** What is shown is put down, for the proof. */
function keep({ shown }: Form, text: string): string {
  if (!shown.includes(text)) shown.push(text);
  return text;
}

/** Only a word for sending or a bare JA sends; whoever goes back answers again. */
function readReview(world: World, text: string, own: OwnChild): Typed<Reviewed> {
  const reply = replyOf(world, text, "review", own);
  if (reply.meaning === "send") return { value: "send" };
  if (reply.meaning === "change" || reply.meaning === "back") return { value: "change" };
  return toBoth(reply.meaning === "both" ? reply.answers : {}) ?? wayOutOf(reply);
}

async function send({ talk, ctx, world, own, shown, acts }: Form, answers: Answers): Promise<void> {
  const declared = {
    child: own.child.id,
    person: own.personId,
    role: own.role,
    chatId: ctx.chatId ?? 0,
    answers,
    shownText: shown.join("\n\n"),
    evidence: evidenceFor(world, own, acts),
  };
  const recorded = await talk.external(() => world.record(declared));
  if ("refused" in recorded) return void (await say(ctx, { html: world.speak(refusalKey(recorded.refused)) }));
  if (recorded.events > 0) return;
  await sayWhatStands(talk, world, own, "give");
}
