import type { Context } from "grammy";
import { type Right, rights, servedAtOnce } from "../src/consent/rights.ts";
import { namedIn } from "./child.ts";
import { wayOutOf } from "./reading.ts";
import { ask, begin, type Talk } from "./steps.ts";
import { say } from "./say.ts";
import { withdrawConsent } from "./withdraw-consent.ts";
import type { OpenWorld, World } from "./world.ts";

/**
 * Takes a request for one of the person's rights (Art. 15–22, 77 GDPR). Access and portability are served at once;
 * an objection to taking part is a withdrawal, and the person is told so;
 * everything else goes to the office with its due date.
 * In: the right and the person's own words, as far as they are known.
 */
export const requestRight = (open: OpenWorld) =>
  async function requestRight(talk: Talk, ctx: Context, asked: Right | null, words: string): Promise<void> {
    const world = await begin(talk, ctx, open);
    const chatId = ctx.chatId ?? 0;
    if (!(await talk.external(() => world.isKnown(chatId))))
      return void (await say(ctx, { html: world.speak("child.none") }));
    const id = await talk.external(() => world.newId());
    const run = id.slice(-6);
    const right = asked ?? (await askRight(talk, ctx, world, run));
    if (right === "leave") return void (await say(ctx, { html: world.speak("step.left") }));
    const own = right === "objection" ? await talk.external(() => world.ownChildren(chatId)) : [];
    if (own.length > 0) {
      await say(ctx, { html: world.speak("request.objection") });
      return withdrawConsent(open)(talk, ctx, namedIn(words, own)?.child.id ?? null, world.readScope(words));
    }
    if (servedAtOnce.includes(right)) {
      await say(ctx, { html: world.speak("request.served") });
      return void (await talk.external(() => world.serveOwnData({ id, chatId, right })));
    }
    const wanted = await askWords(talk, ctx, world, right, words, run);
    if (wanted === null) return void (await say(ctx, { html: world.speak("step.left") }));
    const due = await talk.external(() => world.request({ id, chatId, right, words: wanted }));
    await say(ctx, {
      html: world.speak("request.received", { right: world.speak.plain(`right.${right}`), due, context: right }),
    });
  };

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

/** What the person wants to say to it; nothing has to be said. Out: null: not after all. */
async function askWords(
  talk: Talk,
  ctx: Context,
  world: World,
  right: Right,
  words: string,
  run: string,
): Promise<string | null> {
  let typed = "";
  const { value } = await ask<"send" | "leave">(talk, ctx, world, () => ({
    id: `request:${right}:${run}`,
    html: world.speak(words === "" ? "request.words" : "request.theseWords", {
      right: world.speak.plain(`right.${right}`),
      words,
    }),
    choices: [
      { key: "send", value: "send", label: world.speak.plain("request.send") },
      { key: "leave", value: "leave", label: world.speak.plain("request.leave") },
    ],
    read: (text) => {
      if (text === "") return null;
      // A sentence is what the person wants to say, also with a "nicht" in it.
      const reply = world.readReply(text, "audio");
      const short = text.trim().split(/\s+/).length <= 3;
      if (short && wayOutOf(reply)) return wayOutOf(reply);
      if (short && reply.meaning === "no") return { value: "leave" };
      typed = short && reply.meaning === "yes" ? "" : text;
      return { value: "send" };
    },
    unclear: world.speak("step.pressOne"),
  }));
  if (value === "leave") return null;
  return [words, typed].filter((text) => text !== "").join("\n");
}
