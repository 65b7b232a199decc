import * as crypto from "@matrix-org/matrix-sdk-crypto-wasm";
import type { SyncKeys } from "../../src/matrix/sync-keys.ts";
import type { KeyServer } from "./key-server.ts";

/** Who carries a phone's calls and brings what has come for it: the server of these tests, or a real one. */
export type Keys = Pick<KeyServer, "callOf" | "sync" | "taken">;

interface Outgoing {
  id: string | undefined;
  type: crypto.RequestType;
  body: string;
  event_type?: string;
  txn_id?: string;
}

const nothingNew = {
  to_device: { events: [] as unknown[] },
  device_lists: {} as { changed?: string[] },
  device_one_time_keys_count: {},
  device_unused_fallback_key_types: ["signed_curve25519"],
};

const doors: Record<number, string> = {
  [crypto.RequestType.KeysUpload]: "keys/upload",
  [crypto.RequestType.KeysQuery]: "keys/query",
  [crypto.RequestType.KeysClaim]: "keys/claim",
  [crypto.RequestType.SignatureUpload]: "keys/signatures/upload",
};

/**
 * A parent's phone: a crypto module of its own, strict as clients are now. It gives room keys only to devices that
 * their owners have signed, and reads only what such devices wrote.
 */
export class Phone {
  readonly userId: string;
  private readonly server: Keys;
  private readonly device: string;
  private readonly machine: crypto.OlmMachine;
  private sent = 0;
  private isSigned = false;

  private constructor(server: Keys, userId: string, device: string, machine: crypto.OlmMachine) {
    this.server = server;
    this.userId = userId;
    this.device = device;
    this.machine = machine;
  }

  static async of(server: Keys, userId: string, how: { isSigned?: boolean; device?: string } = {}): Promise<Phone> {
    await crypto.initAsync();
    const device = how.device ?? "PHONE";
    const machine = await crypto.OlmMachine.initialize(new crypto.UserId(userId), new crypto.DeviceId(device));
    const phone = new Phone(server, userId, device, machine);
    await phone.sendAll();
    if (how.isSigned ?? true) await phone.publishIdentity();
    return phone;
  }

  /** Makes the identity of its owner and signs this phone with it. */
  async publishIdentity(): Promise<void> {
    const requests = await this.machine.bootstrapCrossSigning(true);
    if (requests.uploadKeysRequest) await this.send(requests.uploadKeysRequest as Outgoing);
    await this.call("POST", "keys/device_signing/upload", requests.uploadSigningKeysRequest.body);
    await this.send(requests.uploadSignaturesRequest);
    this.isSigned = true;
  }

  /** Takes what has come for it. In: what a sync brought; without it, what waits at the server of these tests. */
  async sync(brought: SyncKeys = this.server.sync(this.userId, this.device)): Promise<void> {
    const sync = { ...nothingNew, ...brought };
    await this.machine.receiveSyncChanges(
      JSON.stringify(sync.to_device.events ?? []),
      new crypto.DeviceLists(sync.device_lists.changed?.map((id) => new crypto.UserId(id))),
      new Map(Object.entries(sync.device_one_time_keys_count)),
      new Set(sync.device_unused_fallback_key_types),
      this.trust(),
    );
    this.server.taken(this.userId, this.device, sync);
    const senders = ((sync.to_device.events ?? []) as { sender: string }[]).map(
      ({ sender }) => new crypto.UserId(sender),
    );
    await this.machine.updateTrackedUsers(senders);
    await this.sendAll();
  }

  /** An encrypted event of this phone. In: the other's id, the room, what is said; as a text, or as a whole content. */
  async says(to: string, room: string, what: string | object): Promise<object> {
    const users = () => [new crypto.UserId(to), new crypto.UserId(this.userId)];
    await this.machine.updateTrackedUsers(users());
    await this.sendAll();
    const claim = await this.machine.getMissingSessions(users());
    if (claim) await this.send(claim);
    const settings = new crypto.EncryptionSettings();
    if (this.isSigned) settings.sharingStrategy = crypto.CollectStrategy.identityBasedStrategy();
    for (const share of await this.machine.shareRoomKey(new crypto.RoomId(room), users(), settings))
      await this.send(share);
    const content = typeof what === "string" ? { msgtype: "m.text", body: what } : what;
    const text = await this.machine.encryptRoomEvent(
      new crypto.RoomId(room),
      "m.room.message",
      JSON.stringify(content),
    );
    return eventOf(this.userId, room, JSON.parse(text) as object, `$${this.device}${(this.sent += 1)}`);
  }

  /** A room key for the next message that nobody has yet, as after a week. */
  async turnsKey(room: string): Promise<void> {
    await this.machine.invalidateGroupSession(new crypto.RoomId(room));
  }

  /** What an event says to it. Errors: where it cannot or will not read it. */
  async reads(room: string, event: object): Promise<{ type: string; content: Record<string, unknown> }> {
    const opened = await this.machine.decryptRoomEvent(JSON.stringify(event), new crypto.RoomId(room), this.trust());
    return JSON.parse(opened.event) as { type: string; content: Record<string, unknown> };
  }

  close = () => this.machine.close();

  private trust() {
    return new crypto.DecryptionSettings(crypto.TrustRequirement.CrossSigned);
  }

  private async sendAll(): Promise<void> {
    for (const request of (await this.machine.outgoingRequests()) as Outgoing[]) await this.send(request);
  }

  private async send(request: Outgoing): Promise<void> {
    const { type, id } = request;
    const isToDevice = type === crypto.RequestType.ToDevice;
    const door = isToDevice ? `sendToDevice/${request.event_type}/${request.txn_id}` : (doors[type] ?? "?");
    const answer = await this.call(isToDevice ? "PUT" : "POST", door, request.body);
    if (id !== undefined) await this.machine.markRequestAsSent(id, type, JSON.stringify(answer));
  }

  private call(method: string, door: string, body: string): Promise<unknown> {
    return this.server.callOf(this.userId, this.device)(
      method,
      `/_matrix/client/v3/${door}`,
      JSON.parse(body) as object,
    );
  }
}

/** An encrypted event as a room's timeline shows it. */
export function eventOf(sender: string, room: string, content: object, id: string): object {
  return { type: "m.room.encrypted", event_id: id, room_id: room, sender, origin_server_ts: 1, content };
}
