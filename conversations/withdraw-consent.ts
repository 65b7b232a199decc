import type { Context } from "grammy";
import type { Answer, Purpose } from "../src/consent/event.ts";
import type { ChildStanding } from "../src/consent/standing.ts";
import type { Scope } from "../src/answers/understanding.ts";
import { marks } from "../src/consent/shown.ts";
import { chooseChild, evidenceFor, idOf, withChild } from "./child.ts";
import { ask, say, type Talk } from "./steps.ts";
import type { World } from "./world.ts";

type Choice = Exclude<Scope, "unspecified"> | "leave";

/**
 * Withdraws consent for one child with one choice: no reason asked, no "are you sure" (Art. 7(3) GDPR).
 * In: the child and what is withdrawn, as far as the parent has said it.
 */
export const withdrawConsent = (world: World) => async function withdrawConsent(talk: Talk, ctx: Context, childId: string | null, scope: Scope): Promise<void> {
  const own = await chooseChild(talk, ctx, world, childId, "withdraw");
  if (!own) return;
  const run = (await talk.external(() => world.newId())).slice(0, 4);
  const stands = await talk.external(async () => allowed((await world.standings([own.child.id])).get(own.child.id)));
  const text = world.speak(stands.length > 0 ? "withdraw.what" : "withdraw.nothingStands", marks);
  const { value, evidence } = await ask<Choice>(talk, ctx, world, {
    id: idOf("withdraw", own, "what", run), html: withChild(world, own, text),
    choices: [...choices(stands, scope), "leave" as const].map((choice) => ({ value: choice, label: world.speak.plain(`withdraw.${choice}`) })),
    read: (text) => readChoice(world, text, choices(stands, scope)), unclear: world.speak("step.pressOne"),
  });
  if (value === "leave") return void (await say(ctx, { html: world.speak("step.left") }));
  const declared = { child: own.child.id, person: own.personId, role: own.role, answers: answersOf(value), shownText: text, evidence: evidenceFor(world, own, evidence) };
  const events = await talk.external(() => world.record(declared));
  if (events === 0) await say(ctx, { html: world.speak("withdraw.unchanged", { child: world.nameOf(own.child) }) });
};

function allowed(standing: ChildStanding | undefined): Purpose[] {
  return (["audio", "video"] as const).filter((purpose) => standing?.[purpose].standing === "yes");
}

/** What can be chosen: what the parent has named, or what stands; picture goes first, for sound alone is what the form offers after it. */
function choices(stands: Purpose[], scope: Scope): Exclude<Choice, "leave">[] {
  if (scope === "audio") return stands.includes("video") ? ["both", "audio"] : ["audio"];
  if (scope === "video" || scope === "both") return [scope];
  if (stands.length === 1 && stands[0]) return [stands[0]];
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

