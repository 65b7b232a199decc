import type { Context } from "grammy";
import type { Wish } from "../src/answers/understanding.ts";
import type { Question, Value, WayOut } from "./question.ts";
import { type Place, say } from "./say.ts";
import { answerTo, isStruck, type Stray, strayed, textOf, wordlessIn } from "./typed.ts";
import type { World } from "./world.ts";

/**
 * All that a conversation learns of a message: the answer that it was to the question, a way out, that somebody else
 * serves it, or that the question is to be asked again. The words themselves only where they are part of a
 * declaration.
 */
export type Heard<Given> =
  | { heard: "answer"; value: Given; typed?: string }
  | { heard: WayOut | "elsewhere" | "wish" | "again" | "early" | "haste" };

/** Where the question stands in the chat, and whether the person has been told that something came too early. */
interface Asked {
  places: readonly Place[];
  toldOfHaste: boolean;
}

/**
 * Hears what somebody has written while a question is open, and says what there is to say about it.
 * In: the update as it came, which nobody behind this function ever sees.
 */
export async function hear<Given extends Value>(
  outside: Context,
  world: World,
  question: Question<Given>,
  { places, toldOfHaste }: Asked,
): Promise<Heard<Given>> {
  const { message } = outside;
  if (!message) return { heard: "again" };
  const stray = strayed(message, places);
  const withdraws = stray && (await withdrawsAstray(outside, world, question, stray));
  if (withdraws) return withdraws;
  if (stray === "early" && toldOfHaste) return { heard: "haste" };
  if (stray) {
    await say(outside, { html: world.speak(`step.${stray}`) });
    return { heard: stray === "early" ? "early" : "again" };
  }
  const wordless = wordlessIn(message);
  if (wordless) return await again(outside, world.speak(answerTo(wordless)));
  return await typedIn(outside, world, question, textOf(message));
}

/**
 * What is nobody's answer to the question may withdraw all the same: a person's own words do so from every state
 * (Art. 7(3) GDPR), whatever they stand before or answer. Null where they do not; a bare NEIN is said to something
 * else.
 */
async function withdrawsAstray(
  outside: Context,
  world: World,
  question: Pick<Question, "id" | "unclear">,
  stray: Stray,
): Promise<{ heard: "elsewhere" | "wish" | "again" } | null> {
  const text = textOf(outside.message);
  if (stray === "forwarded" || isStruck(outside.message) || text === "" || text.startsWith("/")) return null;
  if (world.isServedAtOnce(text)) return { heard: "elsewhere" };
  const reply = world.readReply(text, "audio");
  const isAnswer = reply.meaning !== "unclear" && !("loose" in reply && reply.loose);
  if (isAnswer || !question.id.startsWith("give:") || !(await mayWithdraw(outside, world, text))) return null;
  return await follow(outside, world, question, { action: "withdraw", scope: "unspecified" });
}

/** Words that withdraw, and a code, come first: they hold from every state, and are served behind this conversation. */
async function typedIn<Given extends Value>(
  outside: Context,
  world: World,
  question: Question<Given>,
  text: string,
): Promise<Heard<Given>> {
  if (text.startsWith("/")) return { heard: "again" };
  if (isStruck(outside.message)) return await again(outside, question.unclear);
  if (world.isServedAtOnce(text)) return { heard: "elsewhere" };
  const read = question.read(text);
  if (read && "leads" in read) return { heard: read.leads };
  if (read && "says" in read) return await again(outside, read.says);
  if (read && !(read.loose && (await mayWithdraw(outside, world, text))))
    return { heard: "answer", value: read.value, ...(question.declares ? { typed: text } : {}) };
  return await answerBetween(outside, world, question, text);
}

async function again(outside: Context, html: string): Promise<{ heard: "again" }> {
  await say(outside, { html });
  return { heard: "again" };
}

/** A loose no may be a wish to withdraw what stands: then it is followed as one. */
async function mayWithdraw(outside: Context, world: World, text: string): Promise<boolean> {
  const understood = world.understand(text);
  const wishes = understood && "wish" in understood && understood.wish.action === "withdraw";
  return wishes === true && (await world.anythingStands(outside.chatId ?? 0));
}

async function answerBetween(
  outside: Context,
  world: World,
  question: Pick<Question, "id" | "unclear">,
  text: string,
): Promise<{ heard: "again" | "wish" }> {
  const understood = text === "" ? null : world.understand(text);
  if (understood && "wish" in understood) return await follow(outside, world, question, understood.wish);
  if (!understood) return await again(outside, question.unclear);
  for (const said of understood.say) await say(outside, said);
  if (understood.unanswered) await world.countUnanswered(understood.unanswered.topicGuess);
  return { heard: "again" };
}

async function follow(
  outside: Context,
  world: World,
  question: Pick<Question, "id" | "unclear">,
  wish: Wish,
): Promise<{ heard: "again" | "wish" }> {
  if (wish.action === "status") {
    for (const said of await world.status(outside.chatId ?? 0)) await say(outside, said);
    return { heard: "again" };
  }
  if (await isNoOther(outside, world, question, wish)) return await again(outside, question.unclear);
  await say(outside, { html: world.speak("step.otherWish") });
  return { heard: "wish" };
}

/**
 * A wish that leads nowhere else: the one that is being served already; a withdrawal where nothing stands, for a NEIN
 * is an answer to the question; and no word leads from withdrawing to giving, for "Bild für alle" may mean either.
 */
async function isNoOther(
  outside: Context,
  world: World,
  { id }: Pick<Question, "id">,
  { action }: Wish,
): Promise<boolean> {
  if (id.startsWith(`${action}:`)) return true;
  if (id.startsWith("withdraw:")) return action === "give";
  return id.startsWith("give:") && !(await world.anythingStands(outside.chatId ?? 0));
}
