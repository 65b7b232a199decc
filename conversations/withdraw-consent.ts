import type { Context } from "grammy";
import { type Answer, type Purpose, purposes } from "../src/consent/event.ts";
import type { ChildStanding, Standing } from "../src/consent/standing.ts";
import type { Scope } from "../src/answers/understanding.ts";
import { marks } from "../src/consent/shown.ts";
import { chooseChild, evidenceFor, idOf, withChild } from "./child.ts";
import { ask, begin, type Talk } from "./steps.ts";
import { say } from "./say.ts";
import type { OpenWorld, World } from "./world.ts";

type Choice = Exclude<Scope, "unspecified"> | "leave";

/**
 * Withdraws consent for one child with one choice: no reason asked, no "are you sure" (Art. 7(3) GDPR).
 * In: the child and what is withdrawn, as far as the parent has said it.
 */
export const withdrawConsent = (openWorld: OpenWorld) =>
  async function withdrawConsent(talk: Talk, ctx: Context, childId: string | null, scope: Scope): Promise<void> {
    const world = await begin(talk, ctx, openWorld);
    const own = await chooseChild(talk, ctx, world, childId, "withdraw");
    if (!own) return;
    const run = (await talk.external(() => world.newId())).slice(0, 4);
    const { stands, open } = await talk.external(async () =>
      standingOf((await world.standings([own.child.id])).get(own.child.id)),
    );
    const offered = choices(stands, open, scope);
    const what = () => world.speak(stands.length > 0 ? "withdraw.what" : "withdraw.nothingStands", marks);
    const { value, evidence } = await ask<Choice>(talk, ctx, world, () => ({
      id: idOf("withdraw", own, "what", run),
      html: withChild(world, own, what()),
      choices: [...offered, "leave" as const].map((choice) => ({
        value: choice,
        label: world.speak.plain(`withdraw.${choice}`),
      })),
      read: (text) => readChoice(world, text, offered),
      unclear: world.speak("step.pressOne"),
    }));
    if (value === "leave") return void (await say(ctx, { html: world.speak("step.left") }));
    const declared = {
      child: own.child.id,
      person: own.personId,
      role: own.role,
      answers: answersOf(value),
      shownText: what(),
      evidence: evidenceFor(world, own, evidence),
    };
    const events = await talk.external(() => world.record(declared));
    if (events === 0) await say(ctx, { html: world.speak("withdraw.unchanged", { child: world.nameOf(own.child) }) });
  };

/** What is allowed, and whether a yes may be waiting or in conflict beside it. */
function standingOf(standing: ChildStanding | undefined): { stands: Purpose[]; open: boolean } {
  const of = (...wanted: Standing[]) =>
    purposes.filter((purpose) => wanted.includes(standing?.[purpose].standing ?? "not_asked"));
  return { stands: of("yes"), open: of("conflict", "not_asked").length > 0 };
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

function readChoice(world: World, text: string, offered: Choice[]): Choice | null {
  const scope = world.readScope(text);
  const named = offered.find((choice) => choice === scope);
  if (named) return named;
  const reply = world.readReply(text);
  if (reply === "no") return "leave";
  return reply === "yes" && offered.length === 1 ? (offered[0] ?? null) : null;
}

function answersOf(choice: Exclude<Choice, "leave">): Partial<Record<Purpose, Answer>> {
  if (choice === "both") return { audio: "no", video: "no" };
  return { [choice]: "no" };
}
