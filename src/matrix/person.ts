import type { Update } from "grammy/types";
import type { Numbered } from "../../db/messenger/matrix.ts";
import { because } from "./cause.ts";
import { type Event, eventsIn, isObject, isText, textOf } from "./events.ts";
import { botOf, type Hands } from "./hands.ts";
import { escaped } from "./html.ts";
import { methods } from "./methods.ts";
import { inRoom, MatrixRefusal, segment } from "./server.ts";
import type { Place } from "./place.ts";
import { begun, moved, updateOf } from "./updates.ts";

/** What happened in the room of a person, as updates. In: whether the bot has only come into it. */
export async function ofPerson(
  hands: Hands,
  { chatId, userId }: Pick<Place, "chatId" | "userId">,
  roomId: string,
  events: readonly Event[],
  isNew: boolean,
): Promise<Update[]> {
  const { numbers, me, now } = hands;
  const place: Place = {
    chatId,
    userId,
    bot: botOf(me()),
    numbers,
    textAt: (id) => textAt(hands, roomId, id),
    holds: (id) => hands.rooms.holds(roomId, id),
  };
  await closeTakenBack(hands, chatId, events);
  const isWord = ({ state_key, type }: Event) => state_key === undefined && type !== "m.room.redaction";
  const said = events.filter(
    (one) => isWord(one) || isMove(one, userId) || isThirdGone(one, userId, me()) || (isNew && isOwnJoin(one, me())),
  );
  const byId = new Map(
    (
      await numbers.number(
        chatId,
        said.map(({ event_id }) => event_id),
        now(),
      )
    ).map((one) => [one.eventId, one]),
  );
  const speaks = said.some((one) => isWord(one) && one.sender === userId);
  const updates: Update[] = [];
  for (const event of said) {
    const numbered = byId.get(event.event_id);
    if (!numbered) continue;
    if (isOwnJoin(event, me())) updates.push(...(speaks ? [] : [begun(event, numbered, place)]));
    else if (event.state_key !== undefined)
      updates.push(moved(event, numbered, place, event.state_key !== userId || event.content.membership === "join"));
    else if (event.sender === userId) updates.push(...(await ofWord(hands, roomId, event, numbered, place)));
  }
  return updates;
}

async function ofWord(hands: Hands, roomId: string, event: Event, numbered: Numbered, place: Place): Promise<Update[]> {
  const opened = await hands.shutter.opened(roomId, event);
  if (opened === null) {
    await sayUnreadable(hands, place.chatId, event.event_id);
    return [];
  }
  const update = await updateOf(opened, numbered, place);
  return update ? [update] : [];
}

/** A bot that is silent in an encrypted room is what people complain of most. */
async function sayUnreadable(hands: Hands, chatId: number, eventId: string): Promise<void> {
  hands.warn({ chat: chatId }, "a message could not be decrypted: the person was asked to write it again");
  const say = await hands.sayIn(chatId);
  const payload = { chat_id: chatId, text: escaped(say("options.unreadable")), parse_mode: "HTML" };
  await because(`unreadable ${eventId}`, async () => methods.sendMessage?.(hands, payload)).catch(() => undefined);
}

const isOwnJoin = ({ type, state_key: whose, content }: Event, me: string) =>
  type === "m.room.member" && whose === me && content.membership === "join";

/** Whether the other has come or gone; a new name or picture is no move. */
const isMove = (event: Event, userId: string) =>
  event.type === "m.room.member" &&
  event.state_key === userId &&
  (event.content.membership === "join" ? before(event) !== "join" : event.content.membership !== "invite");

/** Whoever was written to no more while a third could read it, is again when that one has gone. */
const isThirdGone = ({ type, state_key: whose, content }: Event, userId: string, me: string) =>
  type === "m.room.member" &&
  whose !== undefined &&
  whose !== userId &&
  whose !== me &&
  (content.membership === "leave" || content.membership === "ban");

/** A question that somebody has taken out of the room is read by nobody any more. */
async function closeTakenBack({ numbers }: Hands, chatId: number, events: readonly Event[]): Promise<void> {
  for (const { type, redacts, content } of events) {
    const taken = type === "m.room.redaction" ? (redacts ?? content.redacts) : undefined;
    const options = isText(taken) ? await numbers.optionsOf(chatId, taken) : null;
    if (options) await numbers.close(chatId, options.messageId);
  }
}

/** What a member was before. */
export function before(event: Event): string {
  const { unsigned } = event as { unsigned?: unknown };
  const content = isObject(unsigned) ? unsigned.prev_content : null;
  return isObject(content) ? textOf(content.membership) : "";
}

async function textAt(hands: Hands, roomId: string, eventId: string): Promise<string | null> {
  try {
    const [event] = eventsIn([await hands.server.call("GET", inRoom(roomId, `event/${segment(eventId)}`))]);
    const opened = event ? await hands.shutter.opened(roomId, event) : null;
    return opened && isText(opened.content.body) ? opened.content.body : null;
  } catch (error) {
    if (error instanceof MatrixRefusal) return null;
    throw error;
  }
}
