import type { Context } from "grammy";
import { type Answer, type Purpose, purposes } from "../src/consent/event.ts";
import type { ChildStanding, Standing } from "../src/consent/standing.ts";
import type { Scope } from "../src/answers/understanding.ts";
import { marks } from "../src/consent/shown.ts";
import {
  childrenToWithdraw,
  chooseChild,
  evidenceFor,
  idOf,
  newRun,
  refusalKey,
  sayWhatStands,
  withChild,
} from "./child.ts";
import { replyOf, wayOutOf } from "./reading.ts";
import { say } from "./say.ts";
import type { Typed } from "./question.ts";
import { ask, begin, type Talk } from "./steps.ts";
import type { OpenWorld, OwnChild, World } from "./world.ts";

type Choice = Exclude<Scope, "unspecified"> | "leave";

/**
 * Withdraws consent with one choice for each child: no reason asked, no "are you sure" (Art. 7(3) GDPR).
 * In: the child and what is withdrawn, as far as the parent has said it.
 */
export const withdrawConsent = (openWorld: OpenWorld) =>
  async function withdrawConsent(talk: Talk, ctx: Context, childId: string | null, scope: Scope): Promise<void> {
    const world = await begin(talk, openWorld);
    for (const one of await childrenToWithdraw(talk, ctx, world, childId)) {
      const own = await chooseChild(talk, ctx, world, one, "withdraw");
      if (own) await withdrawForOne(talk, ctx, world, own, scope);
    }
  };

async function withdrawForOne(talk: Talk, ctx: Context, world: World, own: OwnChild, scope: Scope): Promise<void> {
  const run = await newRun(talk, world);
  const { stands, open } = await talk.external(async () =>
    standingOf((await world.standings([own.child.id])).get(own.child.id), await world.yesOf(own)),
  );
  const offered = choices(stands, open, scope);
  const what = () => world.speak(stands.length > 0 ? "withdraw.what" : "withdraw.nothingStands", marks);
  const { value, act } = await ask<Choice>(talk, ctx, world, () => ({
    id: idOf("withdraw", own, "what", run),
    html: withChild(world, own, what()),
    choices: [...offered, "leave" as const].map((choice) => ({
      key: choice,
      value: choice,
      label: world.speak.plain(`withdraw.${choice}`),
    })),
    declares: true,
    read: (text) => readChoice(world, text, offered, own),
    unclear: world.speak("step.pressOne"),
  }));
  await talk.external(() => world.closeMatters(ctx.chatId ?? 0));
  if (value === "leave") return void (await say(ctx, { html: world.speak("step.left") }));
  await record(talk, ctx, world, own, value, { shownText: what(), act });
}

async function record(
  talk: Talk,
  ctx: Context,
  world: World,
  own: OwnChild,
  choice: Exclude<Choice, "leave">,
  { shownText, act }: { shownText: string; act: string },
): Promise<void> {
  const declared = {
    child: own.child.id,
    person: own.personId,
    role: own.role,
    chatId: ctx.chatId ?? 0,
    answers: answersOf(choice),
    shownText,
    evidence: evidenceFor(world, own, [act]),
  };
  const recorded = await talk.external(() => world.record(declared));
  if ("refused" in recorded) return void (await say(ctx, { html: world.speak(refusalKey(recorded.refused)) }));
  if (recorded.events > 0) return;
  await sayWhatStands(talk, world, own, "withdraw");
}

/** What is allowed or agreed to by this person, and whether a yes may be waiting or in conflict beside it. */
function standingOf(standing: ChildStanding | undefined, yes: Purpose[]): { stands: Purpose[]; open: boolean } {
  const is = (purpose: Purpose, ...wanted: Standing[]) => wanted.includes(standing?.[purpose].standing ?? "not_asked");
  return {
    stands: purposes.filter((purpose) => is(purpose, "yes") || yes.includes(purpose)),
    open: purposes.some((purpose) => is(purpose, "conflict", "not_asked")),
  };
}

/**
 * What can be chosen: what the parent has named, or what stands;
 * picture goes first, for sound alone is what the form offers after it.
 */
function choices(stands: Purpose[], open: boolean, scope: Scope): Exclude<Choice, "leave">[] {
  if (scope === "audio") return stands.includes("video") ? ["both", "audio"] : ["audio"];
  if (scope === "video" || scope === "both") return [scope];
  if (stands.length === 1 && stands[0]) return open ? [stands[0], "both"] : [stands[0]];
  return ["video", "both"];
}

/**
 * Named purposes, or a yes where there is but one thing to say it to. A bare no could mean either, so it is
 * asked again.
 */
function readChoice(world: World, text: string, offered: Choice[], own: OwnChild): Typed<Choice> {
  const reply = replyOf(world, text, "withdraw", own);
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
