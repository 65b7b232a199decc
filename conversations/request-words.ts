import type { Context } from "grammy";
import type { Right } from "../src/consent/rights.ts";
import { type HeldWords, longestInAll, longestWords } from "./held-words.ts";
import type { Typed } from "./question.ts";
import { wayOutOf } from "./reading.ts";
import { ask, type Talk } from "./steps.ts";
import type { World } from "./world.ts";

/** A request while it is made. */
export interface Asking {
  talk: Talk;
  ctx: Context;
  world: World;
  right: Right;
  id: string;
  /** The message with the person's own words, if there is one. */
  about: number | undefined;
  held: HeldWords;
}

type Next = "send" | "leave" | "words";

/**
 * What the person wants to say to it; nothing has to be said. In: whether there are words already.
 * Out: that it is to be sent, that it is not, or that there are more words now.
 */
export async function askWords(asking: Asking, { run, worded }: { run: string; worded: boolean }): Promise<Next> {
  const { talk, ctx, world, right, about } = asking;
  const { value } = await ask<Next>(talk, ctx, world, () => ({
    id: `request:${right}:${run}`,
    html: wordsText(asking),
    choices: [
      { key: "send", value: "send", label: sendLabel(asking) },
      { key: "leave", value: "leave", label: world.speak.plain("request.leave") },
    ],
    ...(about === undefined ? {} : { toQuestion: about }),
    read: (text) => readWords(asking, text, worded),
    unclear: world.speak("step.pressOne"),
  }));
  return value;
}

const sendLabel = ({ world, right }: Asking) =>
  world.speak.plain(right === "complaint" ? "request.sendComplaint" : "request.send");

/** All that goes along, as it would be sent; of a complaint, which nobody has to make here, how else it is made. */
function wordsText(asking: Asking): string {
  const { world, right, id, held } = asking;
  const words = held.of(id) ?? "";
  const values = { right: world.speak.plain(`right.${right}`), words, button: sendLabel(asking) };
  if (words !== "") return world.speak("request.theseWords", values);
  if (right !== "complaint") return world.speak("request.words", values);
  return world.speak("request.complaint", values).replace("@passages", () => world.notice.complaint);
}

/** A sentence is what the person wants to say, also with a "nicht" in it; a question is one, and is answered. */
function readWords(asking: Asking, text: string, worded: boolean): Typed<Next> {
  const { world, id, held } = asking;
  if (text === "") return null;
  const reply = world.readReply(text, "review");
  if (isShort(text) && wayOutOf(reply) && !world.asks(text)) return wayOutOf(reply);
  if (isShort(text) && world.readReply(text, "audio").meaning === "no") return { value: "leave" };
  if (isShort(text) && reply.meaning === "send") return { value: "send" };
  if (world.asks(text))
    return answered(world, text) ? null : { says: world.speak("request.then", { button: sendLabel(asking) }) };
  const whole = [held.of(id) ?? "", text].join("\n");
  if (text.length > longestWords) return { says: world.speak("step.tooLong", { most: longestWords }) };
  if (whole.length > longestInAll) return { says: world.speak("step.tooLong", { most: longestInAll }) };
  if (worded && held.isLost(id)) {
    // What is typed from here on is all that goes along, and the person knows it.
    held.hold(id, "");
    return { says: world.speak("request.wordsLost") };
  }
  held.add(id, text);
  return { value: "words" };
}

/** Whether there is something to say to a question; of a short one that may well be what happens here. */
function answered(world: World, text: string): boolean {
  const understood = world.understand(text);
  if (understood && "say" in understood && !understood.unanswered) return true;
  return text.trim().split(/\s+/).length > 5;
}

const isShort = (text: string) => text.trim().split(/\s+/).length <= 3;
