import type { User } from "grammy/types";
import type { MatrixRooms } from "../../db/messenger/matrix.ts";
import { bad, blocked, Refusal } from "../bot-api/refusal.ts";
import { answering } from "./answered.ts";
import { transactionId } from "./cause.ts";
import type { Content } from "./events.ts";
import type { Say } from "./options.ts";
import type { Room, Rooms } from "./rooms.ts";
import { inRoom, MatrixRefusal, segment, type Server } from "./server.ts";
import type { Shutter } from "./shutter.ts";

/** What the methods of the Bot API are done with. */
export interface Hands {
  server: Server;
  rooms: Rooms;
  numbers: MatrixRooms;
  shutter: Omit<Shutter, "close">;
  me: () => string;
  /** In which language a chat is spoken to. */
  sayIn: (chatId: number) => Promise<Say>;
  /** Whether words that choose an option are read by whoever has asked, and not as the choice. */
  readsWords: (leadsTo: string) => boolean;
  now: () => Date;
  newId: () => string;
  /** Hears, in one line, what only an administrator of the server can mend. */
  warn: (what: Record<string, unknown>, outcome: string) => void;
}

/** Where a chat is. */
export interface Where {
  chatId: number;
  room: Room;
  isPrivate: boolean;
}

/** Where a chat is. Errors: the Bot API's refusals where nobody is to be found there any more. */
export async function whereIs(hands: Hands, payload: Record<string, unknown>): Promise<Where> {
  const chatId = Number(payload.chat_id);
  if (chatId < 0) {
    const group = hands.rooms.groupOf(chatId);
    if (group === null) throw bad("chat not found");
    return { chatId, room: await hands.rooms.of(group), isPrivate: false };
  }
  const chat = await hands.numbers.chat(chatId);
  if (!chat) throw bad("chat not found");
  const room = await unlessSentAway(() => hands.rooms.of(chat.roomId));
  // What is sent into a room that everybody has left, the server takes; and what is meant for one is for one alone.
  if ((await hands.rooms.otherIn(chat.roomId)) !== chat.userId) throw blocked();
  return { chatId, room, isPrivate: true };
}

async function unlessSentAway<Out>(ask: () => Promise<Out>): Promise<Out> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof MatrixRefusal && (error.status === 403 || error.status === 404)) throw blocked();
    throw error;
  }
}

/** In: what tells it from what else is said at the same time. Out: the event's id. */
export async function send(hands: Hands, { room, chatId }: Where, content: Content, what?: string): Promise<string> {
  const id = transactionId(room.id, what ?? JSON.stringify(content), hands.newId);
  try {
    const shut = await hands.shutter.shut(room, "m.room.message", content);
    const path = inRoom(room.id, `send/${segment(shut.type)}/${segment(id)}`);
    const said = { ...shut.content, ...(await answering(hands.numbers)) };
    const { event_id: eventId } = await hands.server.call<{ event_id: string }>("PUT", path, said);
    hands.rooms.sent(room.id, eventId);
    return eventId;
  } catch (error) {
    throw error instanceof MatrixRefusal ? await refusalOf(hands, room, chatId, error) : error;
  }
}

/** Whether the bot may not write in a room, or is not in it any more, the server says with the same word. */
async function refusalOf(hands: Hands, room: Room, chatId: number, error: MatrixRefusal): Promise<Error> {
  if (error.status === 401) return new Refusal(401, "Unauthorized");
  if (error.status !== 403 && error.status !== 404) return bad(error.message);
  hands.rooms.left(room.id);
  try {
    await hands.server.call("GET", inRoom(room.id, "joined_members"));
  } catch {
    return blocked();
  }
  hands.warn(
    { chat: chatId },
    "the bot may not write in a room of the messenger: give it back the right to speak there",
  );
  return bad("not enough rights to send text messages to the chat");
}

/** Leaves a room, or refuses to come; one that is gone is left. */
export async function leave(server: Server, roomId: string): Promise<void> {
  for (const way of ["leave", "forget"])
    await server.call("POST", inRoom(roomId, way), {}).catch((error: unknown) => {
      if (!(error instanceof MatrixRefusal)) throw error;
    });
}

/** The bot, as the Bot API names it. In: its address. */
export const botOf = (me: string): User => ({ id: 0, is_bot: true, first_name: "JaNein", username: me.slice(1) });
