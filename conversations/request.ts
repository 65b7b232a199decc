import type { Context } from "grammy";
import { type Right, rights, servedAtOnce } from "../src/consent/rights.ts";
import type { Scope } from "../src/answers/understanding.ts";
import { HeldWords, longestWords } from "./held-words.ts";
import type { Typed } from "./question.ts";
import { wayOutOf } from "./reading.ts";
import { ask, begin, type Talk } from "./steps.ts";
import { say } from "./say.ts";
import { withdrawConsent } from "./withdraw-consent.ts";
import type { OpenWorld, World } from "./world.ts";

/** A request while it is made. */
interface Asking {
  talk: Talk;
  ctx: Context;
  world: World;
  right: Right;
  id: string;
  /** The message with the person's own words, if there is one. */
  about: number | undefined;
  held: HeldWords;
}

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
      return { run, known: await world.isKnown(chatId), about: held.take(run, outside) };
    });
    if (!known) return void (await say(ctx, { html: world.speak("child.none") }));
    const right = asked ?? (await askRight(talk, ctx, world, id));
    if (right === "leave") return void (await say(ctx, { html: world.speak("step.left") }));
    const asking = { talk, ctx, world, right, id, about, held };
    if (right === "objection") {
      const against = await takingPart(asking);
      if (against) return withdrawConsent(open)(talk, ctx, against.childId, against.scope);
    }
    await (servedAtOnce.includes(right) ? serve(asking) : putBeforeSchool(asking));
  };

/** Against what of whose taking part it is an objection; null where the chat has nobody who takes part. */
async function takingPart({
  talk,
  ctx,
  world,
  id,
  held,
}: Asking): Promise<{ childId: string | null; scope: Scope } | null> {
  const chatId = ctx.chatId ?? 0;
  const { objects, childId, scope } = await talk.external(async () => {
    const words = held.of(id) ?? "";
    const named = await world.childNamedIn(chatId, words);
    return { objects: (await world.keptChildren(chatId)).length > 0, childId: named, scope: world.readScope(words) };
  });
  if (!objects) return null;
  held.drop(id);
  await say(ctx, { html: world.speak("request.objection") });
  return { childId, scope };
}

async function serve({ talk, ctx, world, right, id }: Asking): Promise<void> {
  const wanted = { id, chatId: ctx.chatId ?? 0, right };
  await talk.external(async (outside) => {
    const may = await world.mayServe(wanted);
    await say(outside, { html: world.speak(may ? "request.served" : "request.servedToday") });
    if (may) await world.serveOwnData(wanted);
  });
}

async function putBeforeSchool(asking: Asking): Promise<void> {
  const { talk, ctx, world, right, id, held } = asking;
  const typed = await askWords(asking);
  if (typed === null) {
    held.drop(id);
    return void (await say(ctx, { html: world.speak("step.left") }));
  }
  const { due, taken } = await talk.external((outside) => {
    const words = [held.again(id, outside), typed.words].filter((text) => text !== "").join("\n");
    held.drop(id);
    return world.request({ id, chatId: ctx.chatId ?? 0, right, words });
  });
  const values = { right: world.speak.plain(`right.${right}`), due, context: right };
  await say(ctx, { html: world.speak(`request.${taken}`, values) });
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

/** What the person wants to say to it; nothing has to be said. Out: the words typed now; null: not after all. */
async function askWords({ talk, ctx, world, right, id, about, held }: Asking): Promise<{ words: string } | null> {
  const typed = { words: "" };
  const { value } = await ask<"send" | "leave">(talk, ctx, world, () => ({
    id: `request:${right}:${id}`,
    html: world.speak(held.of(id) ? "request.theseWords" : "request.words", {
      right: world.speak.plain(`right.${right}`),
      words: held.of(id) ?? "",
    }),
    choices: [
      { key: "send", value: "send", label: world.speak.plain("request.send") },
      { key: "leave", value: "leave", label: world.speak.plain("request.leave") },
    ],
    ...(about === undefined ? {} : { toQuestion: about }),
    read: (text) => {
      const read = readWords(world, text);
      if (!read || !("value" in read) || read.value === "leave") return read;
      if (about !== undefined && held.isLost(id)) {
        // What is typed from here on is all that goes along, and the person knows it.
        held.hold(id, "");
        return { says: world.speak("request.wordsLost") };
      }
      typed.words = isBareYes(world, text) ? "" : text;
      return read;
    },
    unclear: world.speak("step.pressOne"),
  }));
  return value === "leave" ? null : typed;
}

/** A sentence is what the person wants to say, also with a "nicht" in it. */
function readWords(world: World, text: string): Typed<"send" | "leave"> {
  if (text === "") return null;
  const reply = world.readReply(text, "audio");
  if (isShort(text) && wayOutOf(reply)) return wayOutOf(reply);
  if (isShort(text) && reply.meaning === "no") return { value: "leave" };
  if (text.length > longestWords) return { says: world.speak("step.tooLong", { most: longestWords }) };
  return { value: "send" };
}

const isShort = (text: string) => text.trim().split(/\s+/).length <= 3;
const isBareYes = (world: World, text: string) => isShort(text) && world.readReply(text, "audio").meaning === "yes";
