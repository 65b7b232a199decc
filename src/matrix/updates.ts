import type { MessageEntity, Update } from "grammy/types";
import type { Numbered } from "../../db/messenger/matrix.ts";
import { chosen } from "./choosing.ts";
import { commands } from "../school/commands.ts";
import { type Event, isText, relationOf, textOf } from "./events.ts";
import { chatIn, personIn, type Place, secondsOf } from "./place.ts";

/**
 * What a person has done in a room, as the Bot API says it; null for what is no word of theirs.
 * In: the event, in clear; its numbers; where it stands.
 */
export async function updateOf(event: Event, numbered: Numbered, place: Place): Promise<Update | null> {
  const { replaces, under, answers } = relationOf(event.content);
  // A sign under a message is one, whatever the event calls itself.
  if (under !== undefined) return await sign(event, numbered, place, under);
  if (event.type === "m.sticker") return message(event, numbered, place, { sticker: {} });
  if (pollTypes.has(event.type)) return message(event, numbered, place, { poll: {} });
  if (event.type !== "m.room.message") return null;
  if (replaces !== undefined) return await edited(event, numbered, place, replaces);
  const content = carried(event);
  if (content === null) return null;
  if (!isText(content.text))
    return message(event, numbered, place, { ...content, ...(await answered(place, answers)) });
  const isPlain = content.entities === undefined;
  return (
    (isPlain ? await chosen(event, numbered, place, content.text, answers) : null) ??
    message(event, numbered, place, { ...content, ...(await answered(place, answers)) })
  );
}

/** That somebody has begun to talk with the bot. */
export const begun = (event: Event, numbered: Numbered, place: Place): Update =>
  message(event, numbered, place, { text: "/start", entities: commandAt("/start") });

/** That the other has gone, or has come back. */
export function moved(event: Event, { updateId }: Numbered, place: Place, isHere: boolean): Update {
  const [user, status] = [personIn(place), isHere ? "member" : "kicked"];
  return {
    update_id: updateId,
    my_chat_member: {
      ...{ chat: chatIn(place), from: user, date: secondsOf(event) },
      old_chat_member: { status: isHere ? "kicked" : "member", user: place.bot },
      new_chat_member: { status, user: place.bot },
    },
  } as unknown as Update;
}

/** That something was said where more than two can read it. In: the room's number; nobody is named. */
export function inGroup(event: Event, { updateId, messageId }: Numbered, groupNumber: number): Update {
  const chat = { id: groupNumber, type: "group", title: "" };
  return { update_id: updateId, message: { message_id: messageId, date: secondsOf(event), chat } } as Update;
}

const pollTypes = new Set([
  ...["m.poll.start", "org.matrix.msc3381.poll.start", "m.poll.response", "org.matrix.msc3381.poll.response"],
]);

/** What a message holds, as the Bot API names it; null for what no person says. */
function carried({ content }: Event): Record<string, unknown> | null {
  const kind = textOf(content.msgtype);
  const name = textOf(content.filename);
  const caption = name !== "" && name !== content.body ? { caption: textOf(content.body) } : {};
  if (kind === "m.text") return said(withoutFallback(textOf(content.body)), content.formatted_body);
  if (kind === "m.image" || kind === "m.video") return { photo: [], ...caption };
  if (kind === "m.audio") return { voice: {}, ...caption };
  if (kind === "m.file") return { document: {}, ...caption };
  if (kind === "m.location") return { location: {} };
  // Programs speak so, and what devices have to say to each other.
  return kind === "m.notice" || kind === "" || kind.startsWith("m.key.") ? null : {};
}

/** A client that is older repeats the answered message before the answer. */
const withoutFallback = (body: string) => (body.startsWith("> ") ? body.replace(/^(?:>.*\n)+\n?/, "") : body);

function said(text: string, formatted: unknown): Record<string, unknown> {
  const command = commandIn(text);
  if (command !== null) return { text: command, entities: commandAt(command) };
  const own = textOf(formatted).replace(/<mx-reply>.*?<\/mx-reply>/su, "");
  const type = /<(?:del|s|strike)\b/i.test(own) ? "strikethrough" : /<blockquote\b/i.test(own) ? "blockquote" : null;
  return { text, ...(type === null ? {} : { entities: [{ type, offset: 0, length: text.length }] }) };
}

/** A command's name is one also without a sign: what begins with a slash, many phones do not send. */
const bareWords = new Set<string>(commands);
const commandNames = new Set([...bareWords, "start", "help"]);

/** A text that is a command, as the Bot API has it: "!status", "//status", "/status mila", "Hilfe"; or null. */
function commandIn(text: string): string | null {
  const [, signs, name = "", rest = ""] = /^\s*(!|\/{1,2})?\s?(\p{L}{4,})([\s\S]*)$/u.exec(text) ?? [];
  if (!commandNames.has(name.toLowerCase())) return null;
  const isBare = signs === undefined;
  if (isBare && !(bareWords.has(name.toLowerCase()) && /^[\s.!]*$/.test(rest))) return null;
  return `/${name.toLowerCase()}${isBare ? "" : rest}`;
}

const commandAt = (text: string): MessageEntity[] => [
  { type: "bot_command", offset: 0, length: /^\/\w+/.exec(text)?.[0].length ?? 0 },
];

async function answered({ numbers, chatId, bot }: Place, eventId: string | undefined) {
  if (eventId === undefined) return {};
  // What has no number any more is older than every open question.
  const messageId = (await numbers.messageOf(chatId, eventId)) ?? 0;
  const chat = { id: chatId, type: "private" as const, first_name: "" };
  return { reply_to_message: { message_id: messageId, date: 0, chat, from: bot } };
}

/** A sign under a question that is open is no answer, and is answered so; elsewhere it means nothing. */
async function sign(event: Event, numbered: Numbered, place: Place, under: string): Promise<Update | null> {
  const options = await place.numbers.optionsOf(place.chatId, under);
  return options && options.choices.length > 0 ? message(event, numbered, place, { reaction: {} }) : null;
}

async function edited(event: Event, numbered: Numbered, place: Place, replaces: string): Promise<Update> {
  const { update_id, message: said } = message(event, numbered, place, { text: "" });
  const message_id = (await place.numbers.messageOf(place.chatId, replaces)) ?? 0;
  return { update_id, edited_message: { ...said, message_id, edit_date: secondsOf(event) } } as Update;
}

function message(event: Event, { updateId, messageId }: Numbered, place: Place, content: object): Update {
  const base = { message_id: messageId, date: secondsOf(event), chat: chatIn(place), from: personIn(place) };
  return { update_id: updateId, message: { ...base, ...content } };
}
