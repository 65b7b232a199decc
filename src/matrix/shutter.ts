import type { Content, Event, Sync } from "./events.ts";
import { isObject, isText } from "./events.ts";
import type { Room } from "./rooms.ts";
import type { Server } from "./server.ts";
import type { Secrecy } from "./secrecy.ts";

/** A file on its way into a room. */
export interface Enclosed {
  name: string;
  type: string;
  bytes: Uint8Array;
}

/** Shuts what goes into a room that is encrypted, and opens what comes from one; elsewhere all is in clear. */
export interface Shutter {
  heard(sync: Sync): Promise<void>;
  shut(room: Room, type: string, content: Content): Promise<{ type: string; content: Content }>;
  /** Out: what an event says; null where it is encrypted and cannot be read. */
  opened(roomId: string, event: Event): Promise<Event | null>;
  /** Puts a file on the server. Out: what a message says of where it is. */
  put(room: Room, file: Enclosed): Promise<Content>;
  close(): Promise<void>;
}

/** In: what encrypts, opened when a room is the first to need it; who encrypts files. */
export function openShutter(
  server: Server,
  secrecy: Secrecy,
  enclose: typeof import("./attachments.ts").encryptAttachment,
): Shutter {
  return {
    heard: (sync) => secrecy.heard(sync),

    async shut({ id, joined, invited, encryption }, type, content) {
      if (encryption === null) return { type, content };
      const room = { id, members: [...joined, ...invited], encryption };
      const shut = (await secrecy.encrypt(room, type, content)) as Content;
      // A server or a client that cannot read it is to know what it answers all the same.
      return { type: "m.room.encrypted", content: { ...shut, ...relationIn(content) } };
    },

    async opened(roomId, event) {
      if (event.type !== "m.room.encrypted") return event;
      const read = await secrecy.decrypt(roomId, event);
      if ("unreadable" in read) return null;
      return { ...event, type: read.type, content: { ...relationIn(event.content), ...read.content } };
    },

    async put({ encryption }, { name, type, bytes }) {
      if (encryption === null) return { url: await server.upload(bytes, type, name) };
      const { bytes: hidden, file } = await enclose(bytes);
      return { file: { ...file, url: await server.upload(hidden, "application/octet-stream", "") } };
    },

    close: () => secrecy.close(),
  };
}

/** For a server on which nobody encrypts: no keys, and no crypto module. Errors: of a room that is encrypted. */
export function openClearShutter(server: Server): Shutter {
  return {
    heard: async () => undefined,

    async shut({ encryption }, type, content) {
      if (encryption !== null) throw new Error("the room is encrypted, and this line has no keys");
      return { type, content };
    },

    opened: async (_, event) => (event.type === "m.room.encrypted" ? null : event),

    put: async (_, { name, type, bytes }) => ({ url: await server.upload(bytes, type, name) }),

    close: async () => undefined,
  };
}

/** What an event refers to stands in clear, so that servers can tell who has answered what. */
function relationIn(content: Content): Content {
  const relation = content["m.relates_to"];
  return isObject(relation) && (isText(relation.event_id) || isObject(relation["m.in_reply_to"]))
    ? { "m.relates_to": relation }
    : {};
}
