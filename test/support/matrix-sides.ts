import { setTimeout as sleep } from "node:timers/promises";
import { Homeserver } from "../../src/homeserver/homeserver.ts";
import type { Device } from "../../src/homeserver/keys.ts";
import { homeserverAsFetch } from "../../src/homeserver/mount.ts";
import { type Call, clientOf, signIn } from "./matrix-client.ts";
import { Synapse } from "./synapse.ts";

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

let shared: Promise<Synapse> | null = null;
let schools = 0;

interface Sync {
  next_batch: string;
  rooms?: {
    join?: Record<string, { timeline?: { events: (Omit<Written, "bytes"> & { type: string; sender: string })[] } }>;
  };
}

/** A Synapse, one for all schools of a test file; it ends with the process. */
export function synapseSide(): Side {
  const suffix = `x${(schools += 1)}`;
  return new OnSynapse(suffix, (shared ??= Synapse.open({ name: serverName })));
}

class OnSynapse implements Side {
  readonly address = "http://matrix.invalid";
  readonly suffix: string;
  readonly bot: Side["bot"];
  private readonly persons = new Map<string, Promise<{ call: Call; roomId: string }>>();
  private readonly names = new Map<string, string>();
  private readonly ready: Promise<{ root: string; token: string; call: Call; botId: string }>;
  private readonly synapse: Promise<Synapse>;
  /** What persons do, one after the other. */
  private acts: Promise<unknown> = Promise.resolve();
  private looks: Promise<unknown> = Promise.resolve();
  private look: () => void = () => undefined;
  private since: string | null = null;
  private count = 0;
  /** How many things have been done, by persons or the bot; and as of which of them the bot was idle. */
  private at = 0;
  private idleAt = -1;
  private isLooking = false;
  private waitsSince: string | null = null;

  constructor(suffix: string, synapse: Promise<Synapse>) {
    [this.suffix, this.synapse] = [suffix, synapse];
    this.bot = { user: `janein${suffix}`, password: `the password of janein${suffix}` };
    this.ready = synapse.then(async (server) => {
      const { userId } = await server.account(this.bot.user);
      const { token } = await signIn(server.address, this.bot.user, this.bot.password);
      return { root: server.address, token, call: clientOf(server.address, token), botId: userId };
    });
  }

  fetch: typeof fetch = async (input, init) => {
    const { root } = await this.ready;
    const url = (input instanceof Request ? input.url : String(input)).replace(this.address, root);
    const since = url.includes("/sync?") ? new URL(url).searchParams.get("since") : null;
    if (since === null) this.at += 1;
    this.waitsSince = since ?? this.waitsSince;
    try {
      return await fetch(url, init);
    } finally {
      this.at += 1;
      if (since !== null) this.waitsSince = null;
      this.look();
    }
  };

  opens(name: string): void {
    const opened = this.ready.then(async ({ root, botId }) => {
      const { password } = await (await this.synapse).account(name);
      const { token } = await signIn(root, name, password);
      const call = clientOf(root, token);
      const how = { is_direct: true, preset: "trusted_private_chat", invite: [botId] };
      const { room_id: roomId } = await call<{ room_id: string }>("POST", "createRoom", how);
      this.names.set(roomId, name);
      return { call, roomId };
    });
    this.persons.set(name, opened);
    this.does(() => opened);
  }

  send(name: string, type: string, content: Record<string, unknown>): Promise<string> {
    return this.does(async () => {
      const { call, roomId } = await this.of(name);
      const path = `rooms/${encodeURIComponent(roomId)}/send/${type}/t${(this.count += 1)}`;
      return (await call<{ event_id: string }>("PUT", path, content)).event_id;
    });
  }

  member(name: string, membership: "leave" | "join"): void {
    void this.does(async () => {
      const { call, roomId } = await this.of(name);
      await call("POST", `rooms/${encodeURIComponent(roomId)}/${membership}`, {});
    });
  }

  news(): Promise<{ name: string; written: Written }[]> {
    const looked = this.looks.then(() => this.looked());
    this.looks = looked.catch(() => undefined);
    return looked;
  }

  watch(look: () => void): void {
    this.look = look;
  }

  isIdle(token: string | null): boolean {
    if (this.idleAt === this.at && this.waitsSince === token) return true;
    if (!this.isLooking && token !== null && this.waitsSince === token) void this.tryIdle(token);
    return false;
  }

  end(): void {
    this.look = () => undefined;
  }

  private of(name: string) {
    const person = this.persons.get(name);
    if (!person) throw new Error(`${name} has no room`);
    return person;
  }

  private does<Out>(act: () => Promise<Out>): Promise<Out> {
    this.at += 1;
    const done = this.acts.then(act);
    this.acts = done.catch(() => undefined).then(() => void (this.at += 1));
    return done;
  }

  /** The bot has done all if nothing has come behind the place up to which it has read, and it waits for more. */
  private async tryIdle(token: string): Promise<void> {
    this.isLooking = true;
    try {
      await this.acts;
      const { at } = this;
      const { call } = await this.ready;
      // Each time another one: the server keeps the answer to the same question.
      const timeout = String((this.count += 1) % 50);
      const news = await call<Sync>("GET", `sync?${new URLSearchParams({ since: token, timeout })}`);
      const isNew = Object.keys(news.rooms ?? {}).length > 0;
      await this.looks;
      if (isNew) await sleep(5);
      else if (at === this.at) this.idleAt = at;
    } finally {
      this.isLooking = false;
    }
  }

  private async looked(): Promise<{ name: string; written: Written }[]> {
    const { call, root, token, botId } = await this.ready;
    const filter = JSON.stringify({ room: { timeline: { limit: 500 } } });
    const from = this.since === null ? {} : { since: this.since };
    const timeout = String((this.count += 1) % 50);
    const sync = await call<Sync>("GET", `sync?${new URLSearchParams({ filter, timeout, ...from })}`);
    this.since = sync.next_batch;
    const news: { name: string; written: Written }[] = [];
    for (const [roomId, { timeline }] of Object.entries(sync.rooms?.join ?? {}))
      for (const event of timeline?.events ?? []) {
        const name = this.names.get(roomId);
        if (name === undefined || event.sender !== botId || event.type !== "m.room.message") continue;
        const url = String(event.content.url).replace("mxc://", `${root}/_matrix/client/v1/media/download/`);
        const file = event.content.url ? await fetch(url, { headers: { authorization: `Bearer ${token}` } }) : null;
        news.push({ name, written: { ...event, bytes: file ? new Uint8Array(await file.arrayBuffer()) : null } });
      }
    return news;
  }
}
