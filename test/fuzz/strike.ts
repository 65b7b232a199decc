import type { Update } from "grammy/types";
import type { Phone } from "../support/phone.ts";
import type { School } from "../support/school.ts";
import type { Parent } from "./cast.ts";
import { type Twist, twisted } from "./hostile.ts";

export const people = {
  mother: 101,
  father: 102,
  frauke: 104,
  teacher: 201,
  stranger: 666,
  other: 667,
  group: -900,
} as const;
export type Chat = keyof typeof people;
export const strangers = ["stranger", "other", "group"] as const;
export type Stranger = (typeof strangers)[number];

export type Way = "forwarded" | "via bot" | "edited" | "early";

/** One hostile update. `twists`: what is wrong with its form; without any, the messenger could deliver it. */
export type Hostile =
  | { sends: "text"; chat: Chat; text: string; date: number; extra: Record<string, unknown>; twists: Twist[] }
  | { sends: "second hand"; chat: Chat; text: string; way: Way }
  | { sends: "tap"; chat: Chat; data: string; under: "own" | "old" | "nothing" | "other"; twists: Twist[] }
  | { sends: "seen tap"; chat: Stranger; pick: number; of: Parent }
  | { sends: "words of others"; chat: Stranger; text: string }
  | { sends: "thing"; chat: Chat; kind: string; content: unknown }
  | { sends: "again"; text: string };

/** Puts the update before the bot. The one that the box has made is filled with something else. */
export function strike(school: School, step: Hostile): Update {
  const { box } = school;
  // The bot leaves a group at the first word.
  if (!box.chats.has(people.group)) box.open({ id: -people.group, first_name: "Mallory" }, "group");
  if (step.sends === "again") {
    // The id of what was done already, and twice in one answer.
    const first = box.says(people.stranger, "x");
    box.queue.push({ ...first }, twisted(first, [], []));
    return fill(box.queue.at(-1)!, { message: { ...message(school, "mother"), text: step.text } });
  }
  const update = box.says(people[step.chat], "x");
  if (step.sends === "words of others") fill(update, { message: { ...message(school, step.chat), text: step.text } });
  if (step.sends === "thing") {
    const content = step.content;
    const whole = typeof content === "object" && content !== null && !Array.isArray(content);
    const chat = { chat: message(school, step.chat).chat, from: message(school, step.chat).from };
    fill(update, { [step.kind]: whole ? { ...chat, ...content } : content });
  }
  if (step.sends === "text") {
    const sent = { ...message(school, step.chat), text: step.text, date: step.date, ...step.extra };
    // Who and where is the messenger's own word: it is not forged by what somebody sends.
    fill(update, twisted({ message: sent }, step.twists, ["id", "type"]));
  }
  if (step.sends === "second hand") fill(update, secondHand(school, step));
  if (step.sends === "tap")
    fill(update, twisted({ callback_query: tap(school, step) }, step.twists, ["id", "type", "data"]));
  if (step.sends === "seen tap") {
    const seen = buttonsOf(school.phone(step.of));
    const { chat, from } = message(school, step.chat);
    const taken = seen[step.pick % Math.max(1, seen.length)] ?? "start:give";
    const under = { message_id: 1, date: 1, chat, text: "x" };
    fill(update, { callback_query: { id: "f", from, chat_instance: "1", data: taken, message: under } });
  }
  return update;
}

function message({ box }: School, where: Chat) {
  const place = box.place(people[where]);
  return {
    message_id: place.messages.at(-1)?.id ?? 1,
    date: Math.floor(box.now() / 1000),
    chat: place.chat,
    from: place.user,
  };
}

function secondHand(school: School, { chat, text, way }: Extract<Hostile, { sends: "second hand" }>) {
  const sent = { ...message(school, chat), text };
  if (way === "edited") return { edited_message: { ...sent, message_id: 1, edit_date: 2 } };
  if (way === "via bot") return { message: { ...sent, via_bot: { id: 5, is_bot: true, first_name: "x" } } };
  const forward_origin = { type: "hidden_user", sender_user_name: "x", date: 1 };
  return { message: way === "forwarded" ? { ...sent, forward_origin } : { ...sent, text: `> ${text} ?` } };
}

function tap(school: School, { chat: where, data: sent, under }: Extract<Hostile, { sends: "tap" }>) {
  const { chat, from } = message(school, where);
  const own = school.box.place(people[where]).messages.findLast((one) => one.from === "bot");
  const places = {
    own: { message_id: own?.id ?? 1, date: 1, chat, from: school.box.bot, text: "x" },
    old: { message_id: 1, date: 0, chat },
    nothing: undefined,
    other: { message_id: 3, date: 1, chat, from: school.box.bot, reply_markup: { inline_keyboard: [] } },
  };
  const message_ = places[under];
  return { id: "forged", from, chat_instance: "1", data: sent, ...(message_ ? { message: message_ } : {}) };
}

const buttonsOf = ({ messages }: Phone) =>
  messages.flatMap(({ buttons }) => buttons.flat().map((one) => ("callback_data" in one ? one.callback_data : "")));

function fill(update: Update, content: object): Update {
  for (const name of Object.keys(update)) if (name !== "update_id") Reflect.deleteProperty(update, name);
  return Object.assign(update, content);
}
