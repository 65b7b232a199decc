import { Homeserver } from "../homeserver/homeserver.ts";
import type { Device } from "../homeserver/keys.ts";
import type { Kept, Room } from "../homeserver/room.ts";
import { players } from "./cast.ts";
import { school } from "./invented-facts.ts";

/** Where a person of the demo talks with the bot. */
interface Place {
  device: Device;
  room: Room;
}

/**
 * The school's own messenger in the demo: a Matrix server in a box on which the bot and every family have an account.
 * A person's room is opened with the first thing that is said in it, as in a real client.
 */
export class SchoolMessenger {
  readonly server: Homeserver;
  /** The bot's address there, and what it signs in with: no call leaves the process, so it is nobody's secret. */
  readonly bot: string;
  readonly password = "nobody's secret";
  private readonly places = new Map<number, Place>();
  private readonly wanted: () => void;

  /** In: what is called whenever somebody says something: from then on the bot is wanted there. */
  constructor(wanted: () => void, now: () => number = Date.now) {
    this.wanted = wanted;
    this.server = new Homeserver(school.server, now);
    this.bot = this.server.account("janein", this.password);
  }

  /** Whether somebody can be played here. In: the number of a chat in the other messenger. */
  hasPhoneOf(chatId: number): boolean {
    return players.some((player) => player.chatId === chatId && player.role !== "teacher");
  }

  /** All that was said in somebody's room, oldest first; nothing where none was opened yet. */
  eventsOf(chatId: number): readonly Kept[] {
    return this.places.get(chatId)?.room.events.filter(({ state_key: key }) => key === undefined) ?? [];
  }

  /** A person writes. In: the event that it answers, if any. */
  says(chatId: number, body: string, answers?: Kept): void {
    const relation = answers ? { "m.relates_to": { "m.in_reply_to": { event_id: answers.event_id } } } : {};
    this.send(chatId, "m.room.message", { msgtype: "m.text", body, ...relation });
  }

  /** A person changes what they have written. */
  edits(chatId: number, event: Kept, body: string): void {
    this.send(chatId, "m.room.message", {
      ...{ msgtype: "m.text", body: `* ${body}`, "m.new_content": { msgtype: "m.text", body } },
      "m.relates_to": { rel_type: "m.replace", event_id: event.event_id },
    });
  }

  /** A person puts a sign under a message. */
  reacts(chatId: number, event: Kept, key: string): void {
    this.send(chatId, "m.reaction", { "m.relates_to": { rel_type: "m.annotation", event_id: event.event_id, key } });
  }

  /** Calls back with the number of whoever's room has changed. Out: the end of watching. */
  watch(watcher: (chatId: number) => void): () => void {
    const seen = new Map<number, number>();
    for (const [chatId, { room }] of this.places) seen.set(chatId, room.events.length);
    return this.server.watch(() => {
      for (const [chatId, { room }] of this.places) {
        if (seen.get(chatId) === room.events.length) continue;
        seen.set(chatId, room.events.length);
        watcher(chatId);
      }
    });
  }

  private send(chatId: number, type: string, content: Record<string, unknown>): void {
    const { device, room } = this.places.get(chatId) ?? this.opened(chatId);
    this.server.sends(device, room.id, type, this.server.next("said"), content);
    this.wanted();
  }

  private opened(chatId: number): Place {
    const name = `familie${chatId}`;
    const userId = this.server.account(name);
    const device = this.server.signIn(name, `password of ${name}`);
    const room = this.server.room(this.server.opens(userId, { invites: [this.bot] }));
    const place = { device, room };
    this.places.set(chatId, place);
    return place;
  }
}
