import type { Context } from "grammy";
import { type Answer, type Purpose, purposes } from "../src/consent/event.ts";
import { marks } from "../src/consent/shown.ts";
import { chooseChild, evidenceFor, idOf, withChild } from "./child.ts";
import { ask, begin, type Talk } from "./steps.ts";
import { say } from "./say.ts";
import type { OpenWorld, OwnChild, World } from "./world.ts";

type Answers = Record<Purpose, Answer>;

/**
 * Asks for consent to audio and video for one child: summary, two questions, review, send (Art. 4(11), 7(2) GDPR).
 * Nothing is recorded before the parent sends it.
 */
export const giveConsent = (open: OpenWorld) =>
  async function giveConsent(talk: Talk, ctx: Context, childId: string | null): Promise<void> {
    const world = await begin(talk, ctx, open);
    const own = await chooseChild(talk, ctx, world, childId, "give");
    if (!own) return;
    if (!(await talk.external(() => world.periodRuns())))
      return void (await say(ctx, { html: world.speak("give.noPeriod") }));
    const run = (await talk.external(() => world.newId())).slice(0, 4);
    const shown = [summary(world)];
    await say(ctx, {
      html: withChild(world, own, shown[0] ?? ""),
      buttons: [[{ text: world.speak.plain("give.fullText"), data: "show:notice" }]],
    });
    for (let round = 1; ; round += 1) {
      const answers = await bothAnswers(talk, ctx, world, own, `${run}${round}`, shown);
      const review = await askReview(talk, ctx, world, own, answers, `${run}${round}`, shown);
      if (review.value === "change") continue;
      if (review.value === "leave") return void (await say(ctx, { html: world.speak("step.left") }));
      return await send(talk, ctx, world, own, answers, [...new Set(shown)].join("\n\n"), review.evidence);
    }
  };

function summary(world: World): string {
  return world
    .speak("give.summary", { ...marks, version: world.notice.number })
    .replace("@passages", world.notice.summary);
}

async function bothAnswers(
  talk: Talk,
  ctx: Context,
  world: World,
  own: OwnChild,
  run: string,
  shown: string[],
): Promise<Answers> {
  const answers: Answers = { audio: "no", video: "no" };
  for (const purpose of purposes) answers[purpose] = await askPurpose(talk, ctx, world, own, purpose, run, shown);
  if (answers.audio === "no" && answers.video === "yes") return await askBack(talk, ctx, world, own, run, shown);
  return answers;
}

async function askPurpose(
  talk: Talk,
  ctx: Context,
  world: World,
  own: OwnChild,
  purpose: Purpose,
  run: string,
  shown: string[],
): Promise<Answer> {
  const { value } = await ask(talk, ctx, world, () => ({
    id: idOf("give", own, purpose, run),
    html: withChild(world, own, keep(shown, world.speak(`give.${purpose}`, marks))),
    beside: true,
    choices: [
      { value: "yes", label: world.speak.plain("word.yes") },
      { value: "no", label: world.speak.plain("word.no") },
    ],
    read: (text) => yesOrNo(world, text),
    unclear: world.speak("step.unclear"),
  }));
  return value;
}

function yesOrNo(world: World, text: string): Answer | null {
  const reply = world.readReply(text);
  return reply === "unclear" ? null : reply;
}

/**
 * The form knows "nicht oder nur über Ton":
 * picture without sound is asked back, neutrally, and may stay as it was said.
 */
async function askBack(
  talk: Talk,
  ctx: Context,
  world: World,
  own: OwnChild,
  run: string,
  shown: string[],
): Promise<Answers> {
  const { value } = await ask(talk, ctx, world, () => ({
    id: idOf("give", own, "back", run),
    html: withChild(world, own, keep(shown, world.speak("give.askBack", marks))),
    choices: (["both", "none", "keep"] as const).map((choice) => ({
      value: choice,
      label: world.speak.plain(`give.back.${choice}`),
    })),
    read: () => null,
    unclear: world.speak("step.pressOne"),
  }));
  if (value === "both") return { audio: "yes", video: "yes" };
  return { audio: "no", video: value === "none" ? "no" : "yes" };
}

function askReview(
  talk: Talk,
  ctx: Context,
  world: World,
  own: OwnChild,
  answers: Answers,
  run: string,
  shown: string[],
) {
  const review = () =>
    world.speak("give.review", {
      ...marks,
      audio: world.speak.plain(`word.${answers.audio}`),
      video: world.speak.plain(`word.${answers.video}`),
    });
  return ask(talk, ctx, world, () => ({
    id: idOf("give", own, "review", run),
    html: withChild(world, own, keep(shown, review())),
    choices: (["send", "change", "leave"] as const).map((choice) => ({
      value: choice,
      label: world.speak.plain(`give.reviewed.${choice}`),
    })),
    read: (text) => readReview(world, text),
    unclear: world.speak("step.pressOne"),
  }));
}

/** What is shown is put down, for the proof. */
function keep(shown: string[], text: string): string {
  shown.push(text);
  return text;
}

function readReview(world: World, text: string): "send" | "change" | null {
  if (/^\W*(ab)?(senden|schicken)\W*$/iu.test(text)) return "send";
  const reply = world.readReply(text);
  if (reply === "unclear") return null;
  return reply === "yes" ? "send" : "change";
}

async function send(
  talk: Talk,
  ctx: Context,
  world: World,
  own: OwnChild,
  answers: Answers,
  shownText: string,
  evidence: string,
): Promise<void> {
  // It may have ended while the question was open.
  if (!(await talk.external(() => world.periodRuns())))
    return void (await say(ctx, { html: world.speak("give.noPeriod") }));
  const declared = {
    child: own.child.id,
    person: own.personId,
    role: own.role,
    answers,
    shownText,
    evidence: evidenceFor(world, own, evidence),
  };
  const events = await talk.external(() => world.record(declared));
  if (events === 0) await say(ctx, { html: world.speak("give.unchanged", { child: world.nameOf(own.child) }) });
}
