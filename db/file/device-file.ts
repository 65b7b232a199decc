import { existsSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite from "better-sqlite3";
import { type CryptoRows, rowsIn } from "./crypto-rows.ts";
import { closeToOthers, createOwnersOnly, folderOwnersOnly } from "./owners-only.ts";

/** Who the bot is on a Matrix server: the person it speaks as, its device there, and the token of that device. */
export interface Session {
  userId: string;
  deviceId: string;
  token: string;
}

/** What the bot's identity is made from, unpadded base64: whoever has them can sign devices in the bot's name. */
export interface Seeds {
  master: string;
  selfSigning: string;
  userSigning: string;
}

/** The life of a device that has worked last, among those that read with one account. */
export interface Reader {
  name: string;
  /** The one before it: it may have died before anybody else heard of the new one. */
  before: string | null;
  isBehind: boolean;
}

export interface DeviceFile {
  session(): Session | null;
  keepSession(session: Session): void;
  /** Up to where the server's events are done. */
  syncToken(): string | null;
  keepSyncToken(token: string): void;
  /** By whom was worked here last, and whether others with the account have done more; null where nobody has. */
  reader(): Reader | null;
  keepReader(reader: Reader): void;
  seeds(): Seeds | null;
  keepSeeds(seeds: Seeds): void;
  /**
   * Has a message of a session been read as this event? A server that shows it again as another event repeats a
   * declaration that was made once. In: the session, the place in it, the event. Out: false where it was another event.
   */
  readAs(session: string, place: number, event: string): boolean;
  /** Makes place for a new device: session, sync token and all keys leave, the seeds of the identity stay. */
  forget(): void;
  readonly store: CryptoRows;
  close(): void;
}

/** A file that this program must not use as its device; the message says what to do. */
export class DeviceFileRefused extends Error {}

/** "JNDV": so that another SQLite file is not taken for one of these. */
const ours = 0x4a4e4456;

const tables = `
  create table if not exists kept (name text primary key, value text not null) strict;
  create table if not exists crypto_base (base text primary key, shape text not null) strict;
  create table if not exists crypto_row (
    base text not null, place text not null, key text not null, value blob not null, primary key (base, place, key)
  ) strict;
  create table if not exists read_once (
    session text not null, place integer not null, event text not null, primary key (session, place)
  ) strict, without rowid;`;

/**
 * Opens the file in which the bot keeps what it is on a Matrix server: session, sync token, the seeds of its
 * identity, the keys of its device. Makes it where it is missing, for the owner alone (0600).
 * It is no part of `janein backup`, which copies the database only: keys run forward and never back, so a
 * device from an old copy could neither read nor be read. After a restore the bot becomes a new device.
 * Held by one process at a time, because two at one device destroy each other's keys.
 * In: a path. Errors: DeviceFileRefused where it is in use, damaged, or something else; it is left as it was.
 */
export function openDeviceFile(path: string): DeviceFile {
  folderOwnersOnly(dirname(path));
  if (!existsSync(path)) createOwnersOnly(path);
  closeToOthers(path);
  const client = new Sqlite(path, { timeout: 2000 });
  try {
    prepare(client, path);
  } catch (error) {
    client.close();
    throw refusal(error, path);
  }
  return { ...keptIn(client), store: rowsIn(client), close: () => void client.close() };
}

function prepare(client: Sqlite.Database, path: string): void {
  client.pragma("locking_mode = EXCLUSIVE");
  const mark = client.pragma("application_id", { simple: true });
  const isEmpty = client.prepare("select 1 from sqlite_master").get() === undefined;
  if (mark !== ours && !(mark === 0 && isEmpty))
    throw new DeviceFileRefused(`${path} is not the file of a Matrix device: move it away, or name another path.`);
  client.pragma("journal_mode = WAL");
  // A ratchet that ran forward before a power cut must not stand behind it: the other side would not follow.
  client.pragma("synchronous = FULL");
  // Keys that were given up must not go on standing in the free parts of the file.
  client.pragma("secure_delete = ON");
  client.pragma(`application_id = ${ours}`);
  client.exec(tables);
}

function refusal(error: unknown, path: string): unknown {
  const code = error instanceof Sqlite.SqliteError ? error.code : "";
  if (code.startsWith("SQLITE_BUSY"))
    return new DeviceFileRefused(`${path} is in use by another process: only one JaNein may be this Matrix device.`);
  if (code.startsWith("SQLITE_NOTADB") || code.startsWith("SQLITE_CORRUPT"))
    return new DeviceFileRefused(
      `${path} is damaged: move it away. JaNein then signs in as a new device and cannot read older messages.`,
    );
  return error;
}

function keptIn(client: Sqlite.Database): Omit<DeviceFile, "store" | "close"> {
  const value = client.prepare<[string], string>("select value from kept where name = ?").pluck();
  const write = client.prepare("insert into kept values (?, ?) on conflict do update set value = excluded.value");
  const object = <Kept>(name: string): Kept | null => {
    const text = value.get(name);
    return text === undefined ? null : (JSON.parse(text) as Kept);
  };
  const read = client.prepare("insert into read_once values (?, ?, ?) on conflict do nothing");
  const readAs = client.prepare<[string, number], string>(
    "select event from read_once where session = ? and place = ?",
  );
  const forget = client.transaction(() => {
    client.exec("delete from kept where name <> 'seeds'; delete from read_once");
    client.exec("delete from crypto_row; delete from crypto_base");
  });
  // Nobody else writes into the file.
  let token: string | null | undefined;
  return {
    session: () => object<Session>("session"),
    keepSession: (session) => void write.run("session", JSON.stringify(session)),
    syncToken: () => (token === undefined ? (token = value.get("sync token") ?? null) : token),
    keepSyncToken(newer) {
      // One that a power cut takes back shows again what is known already: it need not wait for the disk.
      client.pragma("synchronous = NORMAL");
      try {
        write.run("sync token", newer);
      } finally {
        client.pragma("synchronous = FULL");
      }
      token = newer;
    },
    reader: () => object<Reader>("reader"),
    keepReader: (reader) => void write.run("reader", JSON.stringify(reader)),
    seeds: () => object<Seeds>("seeds"),
    keepSeeds: (seeds) => void write.run("seeds", JSON.stringify(seeds)),
    readAs: (session, place, event) => {
      if (read.run(session, place, event).changes > 0) return true;
      return readAs.pluck().get(session, place) === event;
    },
    forget() {
      forget();
      token = undefined;
    },
  };
}
