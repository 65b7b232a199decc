import type { OlmMachine } from "@matrix-org/matrix-sdk-crypto-wasm";
import type { DeviceFile, Seeds } from "../../db/file/device-file.ts";
import { loadCrypto } from "./crypto-module.ts";
import { type CryptoStore, openCryptoStore } from "./crypto-store.ts";
import { signDevice } from "./device-keys.ts";
import { type Call, type Crypto, type Log, send, sendAll, sharingOf, type Wire } from "./key-requests.ts";
import { type Decrypted, type ReadAs, readEvent } from "./secret-event.ts";
import { bringsKeys, type SyncKeys } from "./sync-keys.ts";

/** An encrypted room: who is joined or invited, and the content of its m.room.encryption. */
export type SecretRoom = { id: string; members: readonly string[]; encryption: object };

export interface Secrecy {
  /**
   * Hears what a sync brought beside the rooms, BEFORE its timelines are read; sends what must be sent.
   * A sync may come twice. In: the whole sync answer. Errors: of calls; the same sync must then be heard again.
   */
  heard(sync: SyncKeys): Promise<void>;
  /**
   * Makes the content of an m.room.encrypted event, and gives its key to all devices of the members first.
   * Errors: of calls; of an encryption that nobody here knows. Nothing was made then: it may be tried again.
   */
  encrypt(room: SecretRoom, type: string, content: object): Promise<object>;
  /** What an m.room.encrypted event says, each time it comes, or why it cannot be read. Errors: of calls. */
  decrypt(roomId: string, event: object): Promise<Decrypted>;
  /** The seeds of the identity that signed this device, to be kept apart for a device after it; null: unsigned. */
  seeds(): Seeds | null;
  /** Lets what has begun come to its end; afterwards the file may be closed. */
  close(): Promise<void>;
}

export interface How {
  userId: string;
  deviceId: string;
  file: DeviceFile;
  call: Call;
  password?: string;
  /** Of the identity of an earlier device; without them those in the file. */
  seeds?: Seeds;
  log: Log;
}

/**
 * Opens the encryption of a device whose session stands in the file: loads its keys, publishes what is new,
 * has it signed by the bot's identity. Loads the crypto module only now.
 * Errors: of calls; of a file that holds another device; a unit that cannot be written (disk full) breaks every
 * promise from then on: close it and open it again, what was not kept did not happen.
 */
export async function openSecrecy(how: How): Promise<Secrecy> {
  const crypto = await loadCrypto();
  const store = await openCryptoStore(how.file.store);
  // Nothing leaves the process before all that led to it is on the disk.
  const call: Call = async (...given) => {
    store.flush();
    return how.call(...given);
  };
  let machine: OlmMachine | undefined;
  try {
    machine = await machineOf(crypto, how, store);
    const device = new Device(how, { crypto, machine, call, log: how.log }, store);
    await device.begin();
    return device;
  } catch (error) {
    machine?.close();
    await store.close();
    throw error;
  }
}

async function machineOf(crypto: Crypto, { userId, deviceId }: How, store: CryptoStore): Promise<OlmMachine> {
  const [user, device] = [new crypto.UserId(userId), new crypto.DeviceId(deviceId)];
  const machine = await Promise.race([crypto.OlmMachine.initialize(user, device, store.name), store.broken]);
  // Nobody else has the keys that are missing here: the bot has one device.
  machine.roomKeyRequestsEnabled = false;
  machine.roomKeyForwardingEnabled = false;
  return machine;
}

class Device implements Secrecy {
  private readonly how: How;
  private readonly wire: Wire;
  private readonly store: CryptoStore;
  private signed: Seeds | null = null;
  /** How many keys the server had left when it was heard last. */
  private counts = "";
  /** One conversation with the machine and the server after the other. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(how: How, wire: Wire, store: CryptoStore) {
    this.how = how;
    this.wire = wire;
    this.store = store;
  }

  begin(): Promise<void> {
    const { userId, password, file } = this.how;
    return this.alone(async () => {
      await sendAll(this.wire);
      const kept = this.how.seeds ?? file.seeds();
      this.signed = await signDevice({ ...this.wire, userId, password }, kept);
      if (this.signed) file.keepSeeds(this.signed);
    });
  }

  seeds = (): Seeds | null => this.signed;

  async heard(sync: SyncKeys): Promise<void> {
    const counts = JSON.stringify([sync.device_one_time_keys_count, sync.device_unused_fallback_key_types]);
    // Most syncs bring words alone: for those the machine would write all of its account anew.
    if (!bringsKeys(sync) && counts === this.counts && !this.store.isBroken()) return;
    await this.alone(async () => {
      await this.receive(sync);
      await sendAll(this.wire);
      // Sessions that another device has lost are made anew.
      await this.claimKeys([]);
      this.counts = counts;
    });
  }

  encrypt(room: SecretRoom, type: string, content: object): Promise<object> {
    const { RoomId } = this.wire.crypto;
    return this.alone(async () => {
      const settings = sharingOf(this.wire.crypto, room.encryption);
      await this.wire.machine.updateTrackedUsers(this.users(room.members));
      await sendAll(this.wire);
      await this.claimKeys(room.members);
      const shares = await this.wire.machine.shareRoomKey(new RoomId(room.id), this.users(room.members), settings);
      for (const share of shares) await send(this.wire, share);
      const text = await this.wire.machine.encryptRoomEvent(new RoomId(room.id), type, JSON.stringify(content));
      return JSON.parse(text) as object;
    });
  }

  decrypt(roomId: string, event: object): Promise<Decrypted> {
    const readAs: ReadAs = (...given) => this.how.file.readAs(...given);
    return this.alone(async () => {
      const first = await readEvent(this.wire, roomId, event, readAs);
      if (!("unreadable" in first) || first.unreadable !== "unsigned") return first;
      // Somebody who writes before being written to is not known yet: now the server is asked who that is.
      const { sender } = event as { sender?: unknown };
      const [user] = this.users([String(sender)]);
      if (!user) return { unreadable: "malformed" };
      await this.wire.machine.updateTrackedUsers(this.users([String(sender)]));
      await send(this.wire, this.wire.machine.queryKeysForUsers([user]));
      return await readEvent(this.wire, roomId, event, readAs);
    });
  }

  async close(): Promise<void> {
    await this.last;
    this.wire.machine.close();
    await this.store.close();
  }

  private async receive(sync: SyncKeys): Promise<void> {
    const { DecryptionSettings, DeviceLists, TrustRequirement } = this.wire.crypto;
    const { changed = [], left = [] } = sync.device_lists ?? {};
    const fallback = sync.device_unused_fallback_key_types;
    await this.wire.machine.receiveSyncChanges(
      JSON.stringify(sync.to_device?.events ?? []),
      new DeviceLists(this.users(changed), this.users(left)),
      new Map(Object.entries(sync.device_one_time_keys_count ?? {})),
      fallback && new Set(fallback),
      // A key is taken from anybody: who answers for its sender is asked when something is read with it.
      new DecryptionSettings(TrustRequirement.Untrusted),
    );
  }

  /** Ids of persons as the machine wants them, each time anew: it uses them up. What is no id is left out. */
  private users(ids: readonly string[]) {
    return ids.flatMap((id) => {
      try {
        return [new this.wire.crypto.UserId(id)];
      } catch {
        return [];
      }
    });
  }

  private async claimKeys(members: readonly string[]): Promise<void> {
    const claim = await this.wire.machine.getMissingSessions(this.users(members));
    if (claim) await send(this.wire, claim);
  }

  /**
   * The machine keeps what it hears in several steps: a kill between them would keep a session and lose the key that
   * came with it, which nobody would send again. So a turn is kept as one, or up to what it sends as one.
   */
  private alone<Out>(work: () => Promise<Out>): Promise<Out> {
    const turn = this.last.then(() => {
      const { broken } = this.store;
      return this.store.isBroken() ? broken : Promise.race([this.store.together(work), broken]);
    });
    this.last = turn.catch(() => undefined);
    return turn;
  }
}
