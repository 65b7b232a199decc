import type { MatrixRooms } from "../../db/messenger/matrix.ts";
import { matrixNumbers } from "../school/messenger.ts";
import { reason } from "./cause.ts";
import { type Content, type Event, isText } from "./events.ts";

/** Under this each message of the bot names the event that it was sent for; "" where nobody had asked for it. */
const sentFor = "de.janein.answers";

/** What tells another process of the bot, with another database, for which event something is sent. */
export async function answering(numbers: Pick<MatrixRooms, "eventOf">): Promise<Content> {
  const [kind = "", what = ""] = reason()?.split(" ") ?? [];
  if (kind === "update") return { [sentFor]: (await numbers.eventOf(Number(what) - matrixNumbers)) ?? "" };
  return { [sentFor]: kind === "unreadable" ? what : "" };
}

/**
 * What stands in a room behind the last event that the bot has answered, whichever of its processes it was: in each
 * room one event is worked on after the other. In: what is shown of the room, the oldest first; who the bot is.
 */
export function unanswered(events: readonly Event[], me: string): Event[] {
  const own = events.filter(({ sender, state_key }) => sender === me && state_key === undefined);
  const named = own.findLast(({ content }) => isText(content[sentFor]) && content[sentFor] !== "");
  // An older version has named nothing: whatever stood before its words was answered.
  const last = named ? named.content[sentFor] : own.findLast(({ content }) => content[sentFor] === undefined)?.event_id;
  return events.slice(events.findIndex(({ event_id: id }) => id === last) + 1);
}
