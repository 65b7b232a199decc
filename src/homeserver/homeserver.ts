import { AccountData } from "./account-data.ts";
import { type Device, Keys } from "./keys.ts";
import { Room, type Kept } from "./room.ts";

/** What the server shall do wrong, and how often. */
export interface Fault {
  /** What stands in the path of the call. */
  path?: RegExp;
  method?: string;
  times: number;
  /** A status with a body; no connection; the call carried out and its answer lost. */
  with: { status: number; body?: object; headers?: Record<string, string> } | "no connection" | "answer lost";
}

/** A refusal as the specification has it. */
export class NotDone extends Error {
  readonly status: number;
  readonly errcode: string;

  constructor(status: number, errcode: string) {
    super(errcode);
    [this.status, this.errcode] = [status, errcode];
  }
}

export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  body: Record<string, unknown>;
  bytes: Uint8Array;
  type: string;
  signal: AbortSignal | undefined;
}

const forbidden = () => new NotDone(403, "M_FORBIDDEN");

/**
 * A Matrix server in a box: accounts, rooms and their order, transaction ids, files, keys of devices; in memory. Its
 * mount carries calls to it; persons act by the same calls, or at once through `acts`.
 */
export class Homeserver {
  readonly name: string;
  readonly rooms = new Map<string, Room>();
  readonly media = new Map<string, { bytes: Uint8Array; type: string }>();
  readonly calls: { method: string; path: string; user: string | null }[] = [];
  readonly faults: Fault[] = [];
  readonly keys = new Keys();
  readonly accountData = new AccountData();
  readonly now: () => number;
  /** How many things have happened. */
  at = 0;
  private readonly passwords = new Map<string, string>();
  private readonly devices = new Map<string, Device>();
  private readonly watchers = new Set<() => void>();
  private count = 0;

  constructor(name = "schule.example", now: () => number = Date.now) {
    [this.name, this.now] = [name, now];
  }

  /** Calls back after everything that happens. Out: the end of it. */
  watch(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  happened(): void {
    this.at += 1;
    for (const watcher of this.watchers) watcher();
  }

  next(what: string): string {
    this.count += 1;
    return `${what}${this.count}`;
  }

  /** An account. In: its name, or the whole address of one on another server. Out: its address. */
  account(name: string, password = `password of ${name}`): string {
    const userId = name.startsWith("@") ? name : `@${name}:${this.name}`;
    this.passwords.set(userId, password);
    return userId;
  }

  signIn(user: string, password: unknown, deviceId = this.next("DEVICE")): Device {
    const userId = user.startsWith("@") ? user : `@${user}:${this.name}`;
    if (!this.passwords.has(userId) || this.passwords.get(userId) !== password) throw forbidden();
    const device: Device = { userId, deviceId, token: this.next("token"), sent: new Map(), inbox: [], waits: null };
    for (const [token, one] of this.devices)
      if (one.userId === userId && one.deviceId === deviceId) this.devices.delete(token);
    this.devices.set(device.token, device);
    return device;
  }

  /** Whose call it is. Errors: M_UNKNOWN_TOKEN. */
  deviceOf(token: string): Device {
    const device = this.devices.get(token);
    if (!device) throw new NotDone(401, "M_UNKNOWN_TOKEN");
    return device;
  }

  /** The token is good no more, as where an administrator ends a session. */
  signOut(userId: string): void {
    for (const [token, one] of this.devices) if (one.userId === userId) this.devices.delete(token);
  }

  devicesOf(userId: string): Device[] {
    return [...this.devices.values()].filter((one) => one.userId === userId);
  }

  room(id: string): Room {
    const room = this.rooms.get(id);
    if (!room) throw forbidden();
    return room;
  }

  /** Puts an event into a room, whoever may do so. Out: its id. */
  put(roomId: string, sender: string, type: string, content: object, more: Partial<Kept> = {}): string {
    const room = this.room(roomId);
    const event: Kept = {
      ...{ type, sender, room_id: roomId, event_id: `$${this.next("event")}`, origin_server_ts: this.now() },
      ...{ content: { ...content }, unsigned: {}, at: this.at + 1, ...more },
    };
    room.put(event);
    this.happened();
    return event.event_id;
  }

  member(roomId: string, userId: string, membership: string, by = userId, more: object = {}): string {
    return this.put(roomId, by, "m.room.member", { membership, ...more }, { state_key: userId });
  }

  /** A room of whoever opens it. In: who is invited; whether it is for two; whether it is encrypted. */
  opens(userId: string, { invites = [] as string[], isDirect = true, encrypted = false } = {}): string {
    const id = `!${this.next("room")}:${this.name}`;
    this.rooms.set(id, new Room(id));
    this.put(id, userId, "m.room.create", { room_version: "11" }, { state_key: "" });
    this.member(id, userId, "join");
    if (encrypted) this.put(id, userId, "m.room.encryption", { algorithm: "m.megolm.v1.aes-sha2" }, { state_key: "" });
    for (const invited of invites) this.member(id, invited, "invite", userId, isDirect ? { is_direct: true } : {});
    return id;
  }

  joins(roomId: string, userId: string): void {
    if (this.room(roomId).membershipOf(userId) === "join") return;
    if (this.room(roomId).membershipOf(userId) !== "invite") throw forbidden();
    this.member(roomId, userId, "join");
  }

  /** One event sent by a device; the same transaction again is the same event. */
  sends(device: Device, roomId: string, type: string, transaction: string, content: Record<string, unknown>): string {
    const key = `${roomId} ${type} ${transaction}`;
    const known = device.sent.get(key);
    if (known !== undefined) return known;
    const room = this.room(roomId);
    if (room.membershipOf(device.userId) !== "join" || room.muted.has(device.userId)) throw forbidden();
    const eventId = this.put(roomId, device.userId, type, content);
    device.sent.set(key, eventId);
    return eventId;
  }

  /** A person takes an event back. */
  redacts(roomId: string, userId: string, eventId: string): void {
    this.put(roomId, userId, "m.room.redaction", { redacts: eventId }, { redacts: eventId });
    const taken = this.room(roomId).events.find((one) => one.event_id === eventId);
    if (taken) taken.content = {};
  }

  faultFor(method: string, path: string): Fault["with"] | null {
    const fault = this.faults.find(
      (one) => one.times > 0 && (one.method ?? method) === method && (one.path ?? /./).test(path),
    );
    if (!fault) return null;
    fault.times -= 1;
    return fault.with;
  }
}
