import type { User } from "grammy/types";
import type { MatrixRooms } from "../../db/messenger/matrix.ts";
import type { Event } from "./events.ts";

/** A person's room, and what is known of the messages in it. */
export interface Place {
  chatId: number;
  userId: string;
  bot: User;
  numbers: Pick<MatrixRooms, "numberedBefore" | "wordBefore" | "optionsOf" | "messageOf" | "chosenBy" | "chooses">;
  /** What was written in an event of this room; null where it is gone or cannot be read. */
  textAt: (eventId: string) => Promise<string | null>;
  /** Whether an event stands in this room. */
  holds: (eventId: string) => Promise<boolean>;
}

/** Nobody's name is taken along: what counts is whom the school's code has tied to the chat. */
export const chatIn = ({ chatId }: Place) => ({ id: chatId, type: "private" as const, first_name: "" });
export const personIn = ({ chatId }: Place): User => ({ id: chatId, is_bot: false, first_name: "" });
export const secondsOf = ({ origin_server_ts: at }: Event) => Math.floor(at / 1000);
