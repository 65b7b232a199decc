import type { Context } from "grammy";
import { type Right, rights, servedAtOnce } from "../src/consent/rights.ts";
import type { Scope } from "../src/answers/understanding.ts";
import { HeldWords } from "./held-words.ts";
import { newRun } from "./child.ts";
import { wayOutOf } from "./reading.ts";
import { type Asking, askWords } from "./request-words.ts";
import { ask, begin, type Talk } from "./steps.ts";
import { say } from "./say.ts";
import { withdrawConsent } from "./withdraw-consent.ts";
import type { Whom } from "./whom.ts";
import type { OpenWorld, TakenRequest, World } from "./world.ts";

/**
 * Takes a request for one of the person's rights (Art. 15–22, 77 GDPR). Access and portability are served at once;
 * an objection to taking part is a withdrawal, and the person is told so;
 * everything else goes to the office with its due date.
 * In: the right, as far as it is known. The person's own words stand in the message that began it: they are held in
 * memory until the request is made, and never kept with the conversation.
 */
export const requestRight = (open: OpenWorld, held = new HeldWords()) =>
  async function requestRight(talk: Talk, ctx: Context, asked: Right | null): Promise<void> {
    const world = await begin(talk, open);
    const chatId = ctx.chatId ?? 0;
    const {
      run: id,
      known,
      about,
    } = await talk.external(async (outside) => {
      const run = world.newId();
      const words = held.take(run, outside);
      // Who asks where one complains has not complained yet.
      const asksHow = asked === "complaint" && world.asks(held.of(run) ?? "");
      if (asksHow) held.drop(run);
      return { run, known: await world.isKnown(chatId), about: asksHow ? undefined : words };
    });
    if (!known) return void (await say(ctx, { html: world.speak("child.none") }));
    const right = asked ?? (await askRight(talk, ctx, world, id));
    if (right === "leave") return void (await say(ctx, { html: world.speak("step.left") }));
    const asking = { talk, ctx, world, right, id, about, held };
    if (right === "objection") {
      const against = await takingPart(asking);
      if (against) return withdrawConsent(open)(talk, ctx, against.childId, against.scope, against.but);
    }
    await (servedAtOnce.includes(right) ? serve(asking) : putBeforeSchool(asking));
  };

/** Against what of whose taking part it is an objection; null where the chat has nobody who takes part. */
async function takingPart({ talk, ctx, world, id, held }: Asking): Promise<(Whom & { scope: Scope }) | null> {
  const chatId = ctx.chatId ?? 0;
  // A talk that began with an older version has learnt nothing of whom it is not about.
  const {
    objects,
    childId,
    but = [],
    scope,
  } = await talk.external(async () => {
    const words = held.of(id) ?? "";
    const whom = await world.whomSpokenOf(chatId, words);
    return { objects: (await world.keptChildren(chatId)).length > 0, ...whom, scope: world.readScope(words) };
  });
  if (!objects) return null;
  held.drop(id);
  await say(ctx, { html: world.speak("request.objection") });
  return { childId, but, scope };
}

async function serve({ talk, ctx, world, right, id }: Asking): Promise<void> {
  const wanted = { id, chatId: ctx.chatId ?? 0, right };
  await talk.external(async (outside) => {
    const may = await world.mayServe(wanted);
    await say(outside, { html: world.speak(may ? "request.served" : "request.servedToday") });
    if (may) await world.serveOwnData(wanted);
  });
}

/**
 * Puts it before the school, and its officer. Whatever is written is shown once more, with all that goes along: only
 * the button, or the word for it, sends it.
 */
async function putBeforeSchool(asking: Asking): Promise<void> {
  const { talk, ctx, world, id, about, held } = asking;
  let worded = about !== undefined;
  let said = await askWords(asking, { run: id, worded });
  while (said !== "leave") {
    if (said === "send" && (await isSent(asking, worded))) return;
    worded = true;
    said = await askWords(asking, { run: await newRun(talk, world), worded });
  }
  held.drop(id);
  await say(ctx, { html: world.speak("step.left") });
}

/** Sends what was shown. Out: false where that cannot be found any more, for then it would be something else. */
async function isSent({ talk, ctx, world, right, id, held }: Asking, worded: boolean): Promise<boolean> {
  const { due, taken } = await talk.external(async (outside): Promise<Partial<TakenRequest>> => {
    const words = held.again(id, outside);
    const lost = worded && words === "" && held.isLost(id);
    if (lost) held.hold(id, "");
    else held.drop(id);
    return lost ? {} : await world.request({ id, chatId: ctx.chatId ?? 0, right, words });
  });
  if (!taken || !due) {
    await say(ctx, { html: world.speak("request.wordsLost") });
    return false;
  }
  const values = { right: world.speak.plain(`right.${right}`), due, context: right };
  await say(ctx, { html: world.speak(`request.${taken}`, values) });
  return true;
}

async function askRight(talk: Talk, ctx: Context, world: World, run: string): Promise<Right | "leave"> {
  const { value } = await ask<Right | "leave">(talk, ctx, world, () => ({
    id: `request:right:${run}`,
    html: world.speak("request.which"),
    choices: [
      ...rights.map((right) => ({ key: right, value: right, label: world.speak.plain(`right.${right}`) })),
      { key: "leave", value: "leave" as const, label: world.speak.plain("request.leave") },
    ],
    read: (text) => wayOutOf(world.readReply(text, "audio")),
    unclear: world.speak("step.pressOne"),
  }));
  return value;
}
