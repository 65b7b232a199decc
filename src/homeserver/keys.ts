/** A device of an account: what it has sent by which transaction, and what other devices have for it. */
export interface Device {
  userId: string;
  deviceId: string;
  token: string;
  sent: Map<string, string>;
  inbox: { at: number; event: object }[];
  /** Since which token it waits for something to happen, and what it has seen of all that has; or null. */
  waits: { since: string; at: number } | null;
}

type Json = Record<string, unknown>;
type ByUser = Record<string, Record<string, Json>>;

/** The keys of devices, as the specification's end-to-end encryption wants them kept; nothing is checked. */
export class Keys {
  private readonly device = new Map<string, Json>();
  private readonly cross = new Map<string, Json>();
  private readonly oneTime = new Map<string, [string, unknown][]>();
  private readonly fallback = new Map<string, [string, unknown]>();
  /** When the keys of a person changed last. */
  readonly changedAt = new Map<string, number>();

  upload({ userId, deviceId }: Device, body: Json, at: number): object {
    const id = `${userId} ${deviceId}`;
    if (body.device_keys) {
      this.device.set(id, body.device_keys as Json);
      this.changedAt.set(userId, at);
    }
    const more = Object.entries((body.one_time_keys ?? {}) as Json);
    this.oneTime.set(id, [...(this.oneTime.get(id) ?? []), ...more]);
    for (const one of Object.entries((body.fallback_keys ?? {}) as Json)) this.fallback.set(id, one);
    return { one_time_key_counts: this.counts(userId, deviceId) };
  }

  counts(userId: string, deviceId: string): Record<string, number> {
    return { signed_curve25519: (this.oneTime.get(`${userId} ${deviceId}`) ?? []).length };
  }

  uploadCross(userId: string, body: Json, at: number): void {
    for (const kind of ["master_key", "self_signing_key", "user_signing_key"])
      if (body[kind]) this.cross.set(`${userId} ${kind}`, body[kind] as Json);
    this.changedAt.set(userId, at);
  }

  hasCross(userId: string): boolean {
    return this.cross.has(`${userId} master_key`);
  }

  /** Signatures are added to what is known of the device or key that they stand under. */
  sign(body: ByUser, at: number): void {
    for (const [userId, signed] of Object.entries(body))
      for (const [name, object] of Object.entries(signed)) {
        const known = this.device.get(`${userId} ${name}`) ?? this.crossBy(userId, name);
        if (known) known.signatures = merged(known.signatures as ByUser, object.signatures as ByUser);
        this.changedAt.set(userId, at);
      }
  }

  private crossBy(userId: string, publicKey: string): Json | undefined {
    const all = ["master_key", "self_signing_key", "user_signing_key"].map((kind) =>
      this.cross.get(`${userId} ${kind}`),
    );
    return all.find((one) => one && Object.values(one.keys as object).includes(publicKey));
  }

  query({ device_keys: asked }: Json, by: string): object {
    const answer = {
      device_keys: {} as ByUser,
      master_keys: {} as Json,
      self_signing_keys: {} as Json,
      user_signing_keys: {} as Json,
    };
    for (const userId of Object.keys(asked as object)) {
      const own = [...this.device].filter(([id]) => id.startsWith(`${userId} `));
      answer.device_keys[userId] = Object.fromEntries(own.map(([id, keys]) => [id.split(" ")[1] ?? "", keys]));
      for (const kind of ["master_key", "self_signing_key", ...(userId === by ? ["user_signing_key"] : [])] as const) {
        const key = this.cross.get(`${userId} ${kind}`);
        if (key) answer[`${kind}s` as "master_keys"][userId] = key;
      }
    }
    return { ...answer, failures: {} };
  }

  claim({ one_time_keys: asked }: { one_time_keys?: Record<string, Record<string, string>> }): object {
    const given: ByUser = {};
    for (const [userId, devices] of Object.entries(asked ?? {}))
      for (const deviceId of Object.keys(devices)) {
        const id = `${userId} ${deviceId}`;
        const key = this.oneTime.get(id)?.shift() ?? this.fallback.get(id);
        if (key) (given[userId] ??= {})[deviceId] = { [key[0]]: key[1] };
      }
    return { one_time_keys: given, failures: {} };
  }
}

function merged(known: ByUser = {}, more: ByUser = {}): ByUser {
  const all = { ...known };
  for (const [userId, signatures] of Object.entries(more)) all[userId] = { ...all[userId], ...signatures };
  return all;
}
