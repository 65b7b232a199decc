import { matrixNumbers } from "../school/messenger.ts";
import { type Content, type Event, isObject, isText } from "./events.ts";
import { inRoom, MatrixRefusal, segment, type Server } from "./server.ts";

/** A room in which the bot is. */
export interface Room {
  id: string;
  /** Who has joined, the bot among them. */
  joined: Set<string>;
  /** Who is invited and has not come yet: they are to read what is written meanwhile. */
  invited: Set<string>;
  /** How it is encrypted; null where it is not. What was encrypted once never is in clear again. */
  encryption: Content | null;
}

/** Of so many events it is known without asking into which room they were sent. */
const mostKnown = 10_000;

/** The rooms of the bot as far as they are known; what is not is asked for when it is needed. */
export function openRooms(server: Server, me: () => string) {
  const known = new Map<string, Promise<Room>>();
  const numberOf = new Map<string, number>();
  const sentInto = new Map<string, string>();

  function of(id: string): Promise<Room> {
    const room = known.get(id) ?? asked(id);
    known.set(id, room);
    // What could not be learnt is asked for again.
    room.catch(() => known.get(id) === room && known.delete(id));
    return room;
  }

  async function asked(id: string): Promise<Room> {
    const room: Room = { id, joined: new Set(), invited: new Set(), encryption: null };
    const { chunk } = await server.call<{ chunk?: unknown[] }>("GET", inRoom(id, "members"));
    for (const event of chunk ?? []) if (isObject(event)) note(room, event as unknown as Event);
    room.encryption = await encryptionOf(server, id);
    return room;
  }

  return {
    of,

    /** A state event of a room in which the bot is. */
    async heard(roomId: string, event: Event): Promise<void> {
      note(await of(roomId), event);
    },

    /** The bot has left it, or was sent away. */
    left: (roomId: string): void => void known.delete(roomId),

    /** The only other one who is in it; null in a room of more, or of none. */
    async otherIn(roomId: string): Promise<string | null> {
      const others = [...(await of(roomId)).joined].filter((userId) => userId !== me());
      return others.length === 1 ? (others[0] ?? null) : null;
    },

    /** The bot has sent an event into a room. */
    sent(roomId: string, eventId: string): void {
      sentInto.set(eventId, roomId);
      const [oldest = ""] = sentInto.keys();
      if (sentInto.size > mostKnown) sentInto.delete(oldest);
    },

    /** Whether an event stands in this room: a person may have another one with the bot. */
    async holds(roomId: string, eventId: string): Promise<boolean> {
      const known = sentInto.get(eventId);
      if (known !== undefined) return known === roomId;
      try {
        return isObject(await server.call("GET", inRoom(roomId, `event/${segment(eventId)}`)));
      } catch (error) {
        if (error instanceof MatrixRefusal && error.status !== 401) return false;
        throw error;
      }
    },

    /** The number of a room of more: good while this process lives, for the bot does not stay there. */
    groupNumber(roomId: string): number {
      const number = numberOf.get(roomId) ?? -(matrixNumbers + numberOf.size + 1);
      numberOf.set(roomId, number);
      return number;
    },

    /** The room of such a number, or null. */
    groupOf: (number: number): string | null => [...numberOf].find(([, one]) => one === number)?.[0] ?? null,
  };
}

export type Rooms = ReturnType<typeof openRooms>;

function note(room: Room, { type, state_key: whose, content }: Event): void {
  if (type === "m.room.encryption" && whose === "" && isText(content?.algorithm)) room.encryption = content;
  if (type !== "m.room.member" || whose === undefined) return;
  for (const [membership, set] of [
    ["join", room.joined],
    ["invite", room.invited],
  ] as const)
    if (content?.membership === membership) set.add(whose);
    else set.delete(whose);
}

async function encryptionOf(server: Server, roomId: string): Promise<Content | null> {
  try {
    return await server.call("GET", inRoom(roomId, "state/m.room.encryption/"));
  } catch (error) {
    if (error instanceof MatrixRefusal && error.status === 404) return null;
    throw error;
  }
}
