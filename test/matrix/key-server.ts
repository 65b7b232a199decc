import type { SyncKeys } from "../../src/matrix/sync-keys.ts";

type Signed = { signatures?: Record<string, Record<string, string>> };
type Json = Record<string, unknown>;

/** What a homeserver answers instead, as the client's calls throw it. */
export class Refused extends Error {
  readonly status: number;
  readonly errcode: string;
  readonly body: Json;
  constructor(status: number, errcode: string, body: Json = {}) {
    super(`${status} ${errcode}`);
    this.status = status;
    this.errcode = errcode;
    this.body = body;
  }
}

interface Device {
  keys?: Signed & Json;
  oneTime: Map<string, unknown>;
  fallback?: [string, unknown];
  isFallbackUsed: boolean;
  inbox: unknown[];
  /** Persons whose keys changed since this device last heard. */
  changed: Set<string>;
}

/** The part of a homeserver that knows keys, in memory. Rooms and their events are the test's own business. */
export class KeyServer {
  private readonly devices = new Map<string, Map<string, Device>>();
  private readonly identities = new Map<string, Record<string, Signed & Json>>();
  private readonly done = new Set<string>();
  /** Persons who must say their password once more before they publish an identity. */
  readonly asked = new Map<string, string>();
  /** All calls, as "POST /_matrix/…". */
  readonly calls: string[] = [];

  /** The calls of one device. */
  callOf(user: string, device: string) {
    return async (method: string, path: string, body: object = {}): Promise<unknown> => {
      this.calls.push(`${method} ${path}`);
      // As over a network: each call has its own body.
      return structuredClone(this.answer(user, device, path, structuredClone(body) as Json));
    };
  }

  /** What a sync of this device would bring; it is brought again until it is taken. */
  sync(user: string, device: string): Required<SyncKeys> {
    const { inbox, changed, oneTime, fallback, isFallbackUsed } = this.device(user, device);
    return structuredClone({
      to_device: { events: inbox },
      device_lists: { changed: [...changed], left: [] },
      device_one_time_keys_count: { signed_curve25519: oneTime.size },
      device_unused_fallback_key_types: fallback && !isFallbackUsed ? ["signed_curve25519"] : [],
    });
  }

  /** The device has done what a sync brought. */
  taken(user: string, device: string, { to_device }: SyncKeys): void {
    const own = this.device(user, device);
    own.inbox.splice(0, to_device?.events?.length ?? 0);
    own.changed.clear();
  }

  identityOf = (user: string) => this.identities.get(user)?.["master_key"];

  private answer(user: string, device: string, path: string, body: Json): unknown {
    const [, door = "", rest = ""] =
      /^\/_matrix\/client\/v3\/(keys\/[a-z_]+(?:\/upload)?|sendToDevice)(.*)$/.exec(path) ?? [];
    if (door === "keys/upload") return this.upload(user, device, body);
    if (door === "keys/query") return this.query(body);
    if (door === "keys/claim") return this.claim(body);
    if (door === "keys/signatures/upload") return this.sign(body);
    if (door === "keys/device_signing/upload") return this.publish(user, body);
    if (door === "sendToDevice") return this.deliver(user, device, rest, body);
    throw new Refused(404, "M_UNRECOGNIZED");
  }

  private device(user: string, id: string): Device {
    const own = this.devices.get(user) ?? new Map<string, Device>();
    this.devices.set(user, own);
    const device = own.get(id) ?? { oneTime: new Map(), isFallbackUsed: false, inbox: [], changed: new Set() };
    own.set(id, device);
    return device;
  }

  private everyoneHears(user: string): void {
    for (const own of this.devices.values()) for (const device of own.values()) device.changed.add(user);
  }

  private upload(user: string, id: string, body: Json): unknown {
    const device = this.device(user, id);
    if (body["device_keys"]) {
      device.keys = body["device_keys"] as Signed & Json;
      this.everyoneHears(user);
    }
    for (const [key, value] of Object.entries((body["one_time_keys"] ?? {}) as Json)) device.oneTime.set(key, value);
    const fallback = Object.entries((body["fallback_keys"] ?? {}) as Json)[0];
    if (fallback) {
      device.fallback = fallback;
      device.isFallbackUsed = false;
    }
    return { one_time_key_counts: { signed_curve25519: device.oneTime.size } };
  }

  private query(body: Json): unknown {
    const answer: Record<string, Json> = {
      device_keys: {},
      master_keys: {},
      self_signing_keys: {},
      user_signing_keys: {},
    };
    for (const user of Object.keys(body["device_keys"] as Json)) {
      const known = [...(this.devices.get(user) ?? [])].flatMap(([id, { keys }]) =>
        keys ? [[id, keys] as const] : [],
      );
      answer["device_keys"]![user] = Object.fromEntries(known);
      for (const [kind, key] of Object.entries(this.identities.get(user) ?? {})) answer[`${kind}s`]![user] = key;
    }
    return { ...answer, failures: {} };
  }

  private claim(body: Json): unknown {
    const answer: Record<string, Json> = {};
    for (const [user, wanted] of Object.entries(body["one_time_keys"] as Record<string, Json>))
      for (const id of Object.keys(wanted)) {
        const device = this.device(user, id);
        const [next] = device.oneTime;
        if (next) device.oneTime.delete(next[0]);
        else device.isFallbackUsed = true;
        const given = next ?? device.fallback;
        if (given) (answer[user] ??= {})[id] = { [given[0]]: given[1] };
      }
    return { one_time_keys: answer, failures: {} };
  }

  private sign(body: Json): unknown {
    for (const [user, signed] of Object.entries(body as Record<string, Record<string, Signed>>))
      for (const [id, { signatures = {} }] of Object.entries(signed)) {
        const keys = this.devices.get(user)?.get(id)?.keys ?? this.identityOf(user);
        if (keys)
          for (const [by, made] of Object.entries(signatures))
            keys.signatures = { ...keys.signatures, [by]: { ...keys.signatures?.[by], ...made } };
        this.everyoneHears(user);
      }
    return { failures: {} };
  }

  private publish(user: string, { auth, ...keys }: Json): unknown {
    const password = this.asked.get(user);
    if (password !== undefined && (auth as { password?: string } | undefined)?.password !== password)
      throw new Refused(401, "M_UNAUTHORIZED", {
        session: "s1",
        flows: [{ stages: ["m.login.password"] }],
        params: {},
      });
    this.identities.set(user, keys as Record<string, Signed & Json>);
    this.everyoneHears(user);
    return {};
  }

  private deliver(sender: string, device: string, rest: string, body: Json): unknown {
    const [, type = ""] = rest.split("/").map(decodeURIComponent);
    if (this.done.has(`${sender} ${device} ${rest}`)) return {};
    this.done.add(`${sender} ${device} ${rest}`);
    for (const [user, contents] of Object.entries(body["messages"] as Record<string, Json>))
      for (const [id, content] of Object.entries(contents)) {
        const own = this.devices.get(user) ?? new Map<string, Device>();
        const meant = id === "*" ? [...own.values()] : [own.get(id)].filter((one) => one !== undefined);
        for (const one of meant) one.inbox.push({ sender, type, content });
      }
    return {};
  }
}
