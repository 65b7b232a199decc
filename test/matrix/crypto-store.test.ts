import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CryptoRows } from "../../db/file/crypto-rows.ts";
import { type DeviceFile, openDeviceFile } from "../../db/file/device-file.ts";
import { type CryptoStore, openCryptoStore } from "../../src/matrix/crypto-store.ts";
import { openSecrecy } from "../../src/matrix/secrecy.ts";
import type { Order } from "./bot-device.ts";
import { KeyServer } from "./key-server.ts";
import { eventOf, Phone } from "./parents-phone.ts";

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "device-"));
  path = join(folder, "school.sqlite.device");
});

afterEach(() => rmSync(folder, { recursive: true }));

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error!);
  });

const ended = (transaction: IDBTransaction): Promise<string> =>
  new Promise((resolve) => {
    transaction.oncomplete = () => resolve("complete");
    transaction.onabort = () => resolve("aborted");
  });

/** A base as the crypto module has them: values by their keys, an index over a field. */
function base({ name }: CryptoStore, version = 1, upgrade = plain): Promise<IDBDatabase> {
  const opening = indexedDB.open(`${name}::base`, version);
  opening.onupgradeneeded = () => upgrade(opening.result, opening.transaction!);
  return done(opening);
}

function plain(made: IDBDatabase, _: IDBTransaction): void {
  made.createObjectStore("sessions").createIndex("by_room", "room", { unique: false });
  made.createObjectStore("numbered", { autoIncrement: true });
  made.createObjectStore("named", { keyPath: "id" });
}

/** Works in a store, closes it, and says what stands in a place after opening it anew. */
async function keptAfter(work: (made: IDBDatabase) => Promise<unknown>, place = "sessions") {
  const first = openDeviceFile(path);
  const store = await openCryptoStore(first.store);
  const made = await base(store);
  await work(made);
  made.close();
  await store.close();
  first.close();
  return standing(place);
}

async function standing(place: string, version?: number): Promise<[IDBValidKey, unknown][]> {
  const file = openDeviceFile(path);
  const store = await openCryptoStore(file.store);
  const again = await base(store, version);
  const inside = again.transaction(place).objectStore(place);
  const [keys, values] = await Promise.all([done(inside.getAllKeys()), done(inside.getAll() as IDBRequest<unknown[]>)]);
  again.close();
  await store.close();
  file.close();
  return keys.map((key, at) => [key, values[at]]);
}

const writing = (made: IDBDatabase, place = "sessions") => made.transaction(place, "readwrite").objectStore(place);

test("what was put, changed and taken away stands so after a new start, by index too", async () => {
  const kept = await keptAfter(async (made) => {
    const place = writing(made);
    place.put({ room: "a", bytes: new Uint8Array([1, 2]) }, "one");
    place.add({ room: "b" }, "two");
    place.put({ room: "c" }, ["three", 3]);
    place.put({ room: "d" }, "vier – четыре");
    place.put({ room: "e" }, "one");
    place.delete("two");
    await ended(place.transaction);
  });
  expect(kept).toEqual([
    ["one", { room: "e" }],
    ["vier – четыре", { room: "d" }],
    [["three", 3], { room: "c" }],
  ]);
  const file = openDeviceFile(path);
  const store = await openCryptoStore(file.store);
  const again = await base(store);
  expect(await done(again.transaction("sessions").objectStore("sessions").index("by_room").getKey("d"))).toBe(
    "vier – четыре",
  );
  again.close();
  await store.close();
  file.close();
});

test("keys that the place makes itself stay what they were", async () => {
  const numbered = await keptAfter(async (made) => {
    const place = writing(made, "numbered");
    place.add("first");
    place.add("second");
    place.delete(1);
    await ended(place.transaction);
    const named = writing(made, "named");
    named.put({ id: "x", value: 1 });
    await ended(named.transaction);
  }, "numbered");
  expect(numbered).toEqual([[2, "second"]]);
  expect(await standing("named")).toEqual([["x", { id: "x", value: 1 }]]);
});

test("ranges, cursors and emptying take away what they take away in memory, and nothing else", async () => {
  const kept = await keptAfter(async (made) => {
    const place = writing(made);
    for (const key of ["a", "b", "c", "d", "e", "f"]) place.put({ room: key }, key);
    place.delete(IDBKeyRange.bound("b", "c"));
    place.openCursor("d").onsuccess = ({ target }) =>
      (target as IDBRequest<IDBCursorWithValue>).result.update({ room: "changed" });
    place.index("by_room").openCursor("e").onsuccess = ({ target }) =>
      (target as IDBRequest<IDBCursorWithValue>).result.delete();
    await ended(place.transaction);
    const numbered = writing(made, "numbered");
    numbered.add("gone");
    numbered.clear();
    await ended(numbered.transaction);
  });
  expect(kept.map(([key]) => key)).toEqual(["a", "d", "f"]);
  expect(kept[1]).toEqual(["d", { room: "changed" }]);
  expect(await standing("numbered")).toEqual([]);
});

test("of a transaction that is given up nothing is kept", async () => {
  const kept = await keptAfter(async (made) => {
    const place = writing(made);
    place.put({ room: "a" }, "one");
    await ended(place.transaction);
    const given = writing(made);
    given.put({ room: "b" }, "one");
    given.put({ room: "b" }, "two");
    given.transaction.abort();
    expect(await ended(given.transaction)).toBe("aborted");
    const twice = writing(made);
    const refused = twice.add({ room: "c" }, "one");
    refused.onerror = (event) => event.preventDefault();
    twice.put({ room: "c" }, "three");
    await ended(twice.transaction);
  });
  expect(kept).toEqual([
    ["one", { room: "a" }],
    ["three", { room: "c" }],
  ]);
});

test("a newer module that rebuilds its places finds them rebuilt at the next start", async () => {
  await keptAfter(async (made) => {
    const place = writing(made);
    place.put({ room: "a" }, "one");
    await ended(place.transaction);
  });
  const older = openDeviceFile(path);
  const store = await openCryptoStore(older.store);
  const upgraded = await base(store, 2, (anew, upgrade) => {
    anew.deleteObjectStore("numbered");
    anew.createObjectStore("fresh").put("inside", "key");
    upgrade.objectStore("sessions").deleteIndex("by_room");
    upgrade.objectStore("sessions").createIndex("by_more", ["room", "more"]);
  });
  upgraded.close();
  await store.close();
  older.close();
  expect(await standing("fresh", 2)).toEqual([["key", "inside"]]);
  expect(await standing("sessions", 2)).toEqual([["one", { room: "a" }]]);
  const file = openDeviceFile(path);
  const [kept] = file.store.bases();
  expect(JSON.parse(kept!.shape)).toMatchObject({ version: 2, places: { sessions: { indexes: { by_more: {} } } } });
  expect(Object.keys((JSON.parse(kept!.shape) as { places: object }).places)).toEqual(["sessions", "named", "fresh"]);
  file.close();
});

test("who hears that a transaction is complete finds all of it in the file", async () => {
  const file = openDeviceFile(path);
  const store = await openCryptoStore(file.store);
  const made = await base(store);
  const transaction = made.transaction(["sessions", "numbered"], "readwrite");
  transaction.objectStore("sessions").put({ room: "a" }, "one");
  transaction.objectStore("numbered").add("first");
  const places = await new Promise((resolve) => {
    transaction.oncomplete = () => resolve([...file.store.rows("::base")].map(({ place }) => place));
  });
  expect(places).toEqual(["numbered", "sessions"]);
  made.close();
  await store.close();
  file.close();
});

test("how far it has read need not wait for the disk; what comes behind it does, also where that could not be kept", () => {
  openDeviceFile(path).close();
  const raw = new Sqlite(path);
  raw.exec(
    "create trigger full before insert on kept when new.name = 'sync token' begin select raise(fail, 'full'); end",
  );
  raw.close();
  const file = openDeviceFile(path);
  const pragmas = vi.spyOn(Sqlite.prototype, "pragma");
  expect(() => file.keepSyncToken("s1")).toThrow("full");
  expect(pragmas.mock.lastCall).toEqual(["synchronous = FULL"]);
  expect(file.syncToken()).toBeNull();
  pragmas.mockRestore();
  file.close();
});

test("after a full disk nothing is believed kept: every promise breaks, and a new start is whole", async () => {
  const server = new KeyServer();
  const file = openDeviceFile(path);
  let isFull = false;
  const write: CryptoRows["write"] = (units) => {
    if (isFull) throw new Error("database or disk is full");
    file.store.write(units);
  };
  const full: DeviceFile = { ...file, store: { ...file.store, write } };
  const opening = { userId: "@janein:schule.test", deviceId: "BOT", log: { warn: () => undefined } };
  const call = server.callOf("@janein:schule.test", "BOT");
  const secrecy = await openSecrecy({ ...opening, file: full, call });
  const phone = await Phone.of(server, "@amal:schule.test");
  const event = await phone.says("@janein:schule.test", "!r:schule.test", "JA");
  isFull = true;
  await expect(secrecy.heard(server.sync("@janein:schule.test", "BOT"))).rejects.toThrow("disk is full");
  isFull = false;
  await expect(secrecy.decrypt("!r:schule.test", event)).rejects.toThrow("disk is full");
  await secrecy.close();
  const again = await openSecrecy({ ...opening, file, call });
  await again.heard(server.sync("@janein:schule.test", "BOT"));
  expect(await again.decrypt("!r:schule.test", event)).toHaveProperty("content");
  await again.close();
  file.close();
  phone.close();
});

test("the file is its owner's alone, one process's, and not taken for another", async () => {
  const file = openDeviceFile(path);
  file.keepSession({ userId: "@a:b", deviceId: "D", token: "t" });
  if (process.platform !== "win32") expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(() => openDeviceFile(path)).toThrow("in use by another process");
  file.close();
  const again = openDeviceFile(path);
  expect(again.session()).toEqual({ userId: "@a:b", deviceId: "D", token: "t" });
  again.close();
  const other = join(folder, "other.sqlite");
  const school = new Sqlite(other);
  school.exec("create table children (name text)");
  school.close();
  expect(() => openDeviceFile(other)).toThrow("not the file of a Matrix device");
  writeFileSync(other, "this is no database, but long enough to be looked at by one".repeat(20));
  expect(() => openDeviceFile(other)).toThrow("damaged");
});

const bot = "@janein:schule.test";
const mother = "@amal:schule.test";
const id = "!r:schule.test";
/** A key for two messages, so that each round makes new ones. */
const encryption = { algorithm: "m.megolm.v1.aes-sha2", rotation_period_msgs: 2 };

interface Call {
  call: number;
  method: string;
  door: string;
  body: object;
}

/** The bot's device in a process of its own. What it is told is done in the order in which it is told. */
class Process {
  private readonly child: ChildProcess;
  private readonly orders = new Map<number, (out: unknown) => void>();
  private told = 0;
  readonly ready: Promise<unknown>;
  readonly ended: Promise<unknown>;

  /** It kills itself (kill -9) at a moment of its opening, or after it. */
  constructor(server: KeyServer, dies: { inOpening?: number; afterwards?: number } = {}) {
    const moments = [dies.inOpening ?? 0, dies.afterwards ?? 0].map(String);
    this.child = fork(join(import.meta.dirname, "bot-device.ts"), [path, bot, "BOT", ...moments], { execArgv: [] });
    this.ended = once(this.child, "exit");
    const call = server.callOf(bot, "BOT");
    this.ready = new Promise((resolve) => {
      this.child.on("message", (message: Record<string, never>) => {
        if ("ready" in message) resolve(true);
        else if ("done" in message) this.orders.get(message["done"])?.(message["out"]);
        else void this.answer(call, message as unknown as Call);
      });
      void this.ended.then(() => resolve(false));
    });
  }

  /** Out: what came of it, or undefined where the process died before. */
  tell(order: Order extends infer One ? (One extends Order ? Omit<One, "order"> : never) : never): Promise<unknown> {
    const number = (this.told += 1);
    const out = new Promise((resolve) => this.orders.set(number, resolve));
    if (this.child.connected) this.child.send({ ...order, order: number }, () => undefined);
    return Promise.race([out, this.ended.then(() => undefined)]);
  }

  isAlive = () => this.child.exitCode === null && this.child.signalCode === null;

  async dies(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.ended;
  }

  private async answer(call: ReturnType<KeyServer["callOf"]>, { call: number, method, door, body }: Call) {
    const answer = await call(method, door, body);
    if (this.child.connected) this.child.send({ answered: number, answer }, () => undefined);
  }
}

test("killed at each moment of its traffic, the device reads all and is read", async () => {
  const server = new KeyServer();
  const phone = await Phone.of(server, mother);
  const said: { event: object; body: string }[] = [];
  const answers: { event: object; body: string }[] = [];
  const room = { id, members: [bot, mother], encryption };
  const first = new Process(server);
  await first.ready;
  await first.dies();
  for (let round = 1; round <= 24; round += 1) {
    await phone.sync();
    if (round % 2 === 0) await phone.turnsKey(id);
    for (let count = 0; count < 2; count += 1) {
      const body = `JA ${round} ${count}`;
      said.push({ event: await phone.says(bot, id, body), body });
    }
    const device = new Process(server, { afterwards: round });
    expect(await device.ready).toBe(true);
    const sync = server.sync(bot, "BOT");
    const heard = device.tell({ hear: sync }).then(() => (device.isAlive() ? server.taken(bot, "BOT", sync) : null));
    const read = said.slice(-2).map(({ event }) => device.tell({ read: event, room: id }));
    await Promise.all([heard, ...read]);
    for (let count = 0; device.isAlive(); count += 1) {
      const body = `Danke ${round} ${count}`;
      const content = (await device.tell({ say: { msgtype: "m.text", body }, room })) as object | undefined;
      if (content) answers.push({ event: eventOf(bot, id, content, `$${body}`), body });
    }
  }
  await phone.sync();
  const last = new Process(server);
  expect(await last.ready).toBe(true);
  await last.tell({ hear: server.sync(bot, "BOT") });
  const heard = [];
  for (const { event } of said) heard.push(await last.tell({ read: event, room: id }));
  expect(heard).toMatchObject(said.map(({ body }) => ({ content: { body } })));
  const places = answers.map(({ event }) => {
    const { session_id, ciphertext } = (event as { content: { session_id: string; ciphertext: string } }).content;
    return `${session_id} ${Buffer.from(ciphertext, "base64")[2]}`;
  });
  // The same place of a session used twice would give both messages away.
  expect(new Set(places).size).toBe(places.length);
  for (const { event, body } of answers) expect((await phone.reads(id, event)).content["body"]).toBe(body);
  expect(answers.length).toBeGreaterThan(10);
  await last.dies();
  phone.close();
});

test("killed at any moment of its first opening, the device is signed by one identity at the next", async () => {
  const server = new KeyServer();
  const phone = await Phone.of(server, mother);
  let deaths = 0;
  const identities = new Set<string>();
  for (let moment = 1; ; moment += 2) {
    const device = new Process(server, { inOpening: moment });
    const isReady = await device.ready;
    identities.add(JSON.stringify(server.identityOf(bot)?.["keys"]));
    await device.dies();
    if (isReady) break;
    deaths += 1;
  }
  expect(deaths).toBeGreaterThan(5);
  expect([...identities].filter((one) => one !== undefined)).toHaveLength(1);
  const device = new Process(server);
  expect(await device.ready).toBe(true);
  const event = await phone.says(bot, id, "JA");
  await device.tell({ hear: server.sync(bot, "BOT") });
  expect(await device.tell({ read: event, room: id })).toMatchObject({ content: { body: "JA" } });
  await device.dies();
  phone.close();
});
