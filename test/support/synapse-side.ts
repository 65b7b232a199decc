import { setTimeout as sleep } from "node:timers/promises";
import { type Call, clientOf } from "./matrix-client.ts";
import { serverName, type Side, type Written } from "./matrix-sides.ts";
import { Synapse } from "./synapse.ts";

let shared: Promise<Synapse> | null = null;
let schools = 0;

type Timeline = { timeline?: { events: (Omit<Written, "bytes"> & { type: string; sender: string })[] } };
interface Sync {
  next_batch: string;
  rooms?: { join?: Record<string, Timeline>; leave?: Record<string, Timeline> };
}

/** A Synapse, one for all schools of a process; it ends with it. */
export const sharedSynapse = (): Promise<Synapse> => (shared ??= Synapse.open({ name: serverName }));

/** Rooms of that Synapse. */
export function synapseSide(): Side {
  const suffix = `x${(schools += 1)}`;
  return new OnSynapse(suffix, sharedSynapse());
}

/** So long (ms) at most until what the server has taken stands in the room. */
const longestUnseen = 2000;
/** What the bot is told is there after so long (ms), as a rule: whoever asks earlier asks twice. */
const soon = 15;

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
  /** What the bot has written: what of it has been seen in the room, and what has not. */
  private readonly seen = new Set<string>();
  private readonly unseen = new Set<string>();
  /** How many things have been done, by persons or the bot; and as of which of them the bot was idle. */
  private at = 0;
  private idleAt = -1;
  private isLooking = false;
  private waitsSince: string | null = null;

  constructor(suffix: string, synapse: Promise<Synapse>) {
    [this.suffix, this.synapse] = [suffix, synapse];
    this.bot = { user: `janein${suffix}`, password: `the password of janein${suffix}` };
    this.ready = synapse.then(async (server) => {
      const { userId, token } = await server.account(this.bot.user);
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
      const answer = await fetch(url, init);
      if (url.includes("/send/m.room.message/") && answer.ok) {
        const { event_id: eventId } = (await answer.clone().json()) as { event_id: string };
        if (!this.seen.has(eventId)) this.unseen.add(eventId);
      }
      return answer;
    } finally {
      this.at += 1;
      if (since !== null) this.waitsSince = null;
      if (this.unseen.size > 0) this.look();
    }
  };

  opens(name: string): void {
    const opened = this.ready.then(async ({ root, botId }) => {
      const { token } = await (await this.synapse).account(name);
      const call = clientOf(root, token);
      const how = { is_direct: true, preset: "trusted_private_chat", invite: [botId] };
      const { room_id: roomId } = await call<{ room_id: string }>("POST", "createRoom", how);
      this.names.set(roomId, name);
      return { call, roomId };
    });
    this.persons.set(name, opened);
    void this.does(() => opened);
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
      await sleep(soon);
      const { at } = this;
      if (this.waitsSince !== token) return;
      const news = await this.sync(token);
      const isNew = Object.keys(news.rooms ?? {}).length > 0;
      await this.looks;
      if (isNew) await sleep(5);
      else if (at === this.at) this.idleAt = at;
    } finally {
      this.isLooking = false;
    }
  }

  /** What has come since; where nothing has, waits for it no longer than that (ms). */
  private async sync(since: string | null, timeout = 0): Promise<Sync> {
    const { call } = await this.ready;
    // Each time another question: to the same one the server has kept its answer.
    const filter = JSON.stringify({ room: { timeline: { limit: 500 + (this.count += 1) } } });
    const from = since === null ? {} : { since };
    return call<Sync>("GET", `sync?${new URLSearchParams({ filter, timeout: String(timeout), ...from })}`);
  }

  /** Looks into the rooms until all that the bot has written was seen there. */
  private async looked(): Promise<{ name: string; written: Written }[]> {
    const { botId } = await this.ready;
    const news: { name: string; written: Written }[] = [];
    for (const end = performance.now() + longestUnseen; this.unseen.size > 0 && performance.now() < end;) {
      const sync = await this.sync(this.since, 100);
      this.since = sync.next_batch;
      for (const [roomId, { timeline }] of Object.entries({ ...sync.rooms?.leave, ...sync.rooms?.join }))
        for (const event of timeline?.events ?? []) {
          if (event.sender !== botId || event.type !== "m.room.message") continue;
          this.unseen.delete(event.event_id);
          this.seen.add(event.event_id);
          const name = this.names.get(roomId);
          if (name !== undefined) news.push({ name, written: { ...event, bytes: await this.file(event.content.url) } });
        }
    }
    this.unseen.clear();
    return news;
  }

  private async file(url: unknown): Promise<Uint8Array | null> {
    if (typeof url !== "string") return null;
    const { root, token } = await this.ready;
    const at = url.replace("mxc://", `${root}/_matrix/client/v1/media/download/`);
    const answer = await fetch(at, { headers: { authorization: `Bearer ${token}` } });
    return new Uint8Array(await answer.arrayBuffer());
  }
}
