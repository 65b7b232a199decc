import { Homeserver } from "../../src/homeserver/homeserver.ts";
import type { Device } from "../../src/homeserver/keys.ts";
import { homeserverAsFetch } from "../../src/homeserver/mount.ts";
import { openClearShutter } from "../../src/matrix/shutter.ts";

/** An event of the bot, as the server has it. */
export interface Written {
  event_id: string;
  content: Record<string, unknown>;
  /** Of a file, what is in it. */
  bytes: Uint8Array | null;
}

/** The server under the phones of a dialogue: one in a box, or a real one. */
export interface Side {
  readonly address: string;
  readonly fetch: typeof fetch;
  /** Where all rooms are in clear, who needs no keys; without it, the bot's own device. */
  readonly shutter?: typeof openClearShutter;
  /** The bot's account, and how its persons' are told from those of others on the same server. */
  readonly bot: { user: string; password: string };
  readonly suffix: string;
  /** Somebody opens a room with the bot. */
  opens(name: string): void;
  send(name: string, type: string, content: Record<string, unknown>): string | Promise<string>;
  member(name: string, membership: "leave" | "join"): void;
  /** What the bot has written since it was asked last, in the order in which it stands in each room. */
  news(): { name: string; written: Written }[] | Promise<{ name: string; written: Written }[]>;
  /** Calls back when the bot may have written. */
  watch(look: () => void): void;
  /** Whether the bot has done all that has happened, and waits for more. In: up to where it has read. */
  isIdle(token: string | null): boolean;
  end(): void;
}

export const serverName = "schule.example";

/** The server in a box. */
export function boxedSide(now: () => number): Side {
  const server = new Homeserver(serverName, now);
  const bot = { user: "janein", password: "a password" };
  const botId = server.account(bot.user, bot.password);
  const rooms = new Map<string, { device: Device; roomId: string; seen: number }>();
  const of = (name: string) => {
    const room = rooms.get(name);
    if (!room) throw new Error(`${name} has no room`);
    return room;
  };
  return {
    ...{ address: "http://matrix.invalid", fetch: homeserverAsFetch(server), bot, suffix: "" },
    shutter: openClearShutter,
    opens(name) {
      const userId = server.account(name);
      const roomId = server.opens(userId, { invites: [botId] });
      rooms.set(name, { device: server.signIn(name, `password of ${name}`), roomId, seen: 0 });
    },
    send: (name, type, content) => server.sends(of(name).device, of(name).roomId, type, server.next("txn"), content),
    member: (name, membership) => void server.member(of(name).roomId, of(name).device.userId, membership),
    news: () =>
      [...rooms].flatMap(([name, room]) => {
        const { events } = server.room(room.roomId);
        const fresh = events.slice(room.seen).filter((one) => one.sender === botId && one.type === "m.room.message");
        room.seen = events.length;
        return fresh.map((written) => {
          const bytes = server.media.get(String(written.content.url))?.bytes ?? null;
          return { name, written: { ...written, bytes } };
        });
      }),
    watch: (look) => void server.watch(look),
    isIdle: (token) => server.devicesOf(botId).some(({ waits }) => waits?.at === server.at && waits.since === token),
    end: () => undefined,
  };
}
