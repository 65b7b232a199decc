import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type DeviceFile, openDeviceFile, type Seeds } from "../../db/file/device-file.ts";
import { decryptAttachment, encryptAttachment } from "../../src/matrix/attachments.ts";
import { openSecrecy, type Secrecy } from "../../src/matrix/secrecy.ts";
import { KeyServer, Refused } from "./key-server.ts";
import { eventOf, Phone } from "./parents-phone.ts";

const bot = "@janein:schule.test";
const mother = "@amal:schule.test";
const id = "!r:schule.test";
const room = { id, members: [bot, mother], encryption: { algorithm: "m.megolm.v1.aes-sha2" } };
const text = (body: string) => ({ type: "m.room.message", content: { msgtype: "m.text", body } });

let folder: string;
let server: KeyServer;
let warnings: string[];
const left: (() => unknown)[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "secrecy-"));
  server = new KeyServer();
  warnings = [];
});

afterEach(async () => {
  for (const leave of left.splice(0).reverse()) await leave();
  rmSync(folder, { recursive: true });
});

interface Opening {
  device?: string;
  password?: string;
  seeds?: Seeds;
  call?: ReturnType<KeyServer["callOf"]>;
}

/** The bot's device, in a file of its own name. */
async function opens({ device = "BOT", call, ...how }: Opening = {}): Promise<Secrecy & { file: DeviceFile }> {
  const file = openDeviceFile(join(folder, `${device}.device`));
  const log = { warn: (_: object, outcome: string) => void warnings.push(outcome) };
  const calls = call ?? server.callOf(bot, device);
  const opening = openSecrecy({ userId: bot, deviceId: device, file, call: calls, log, ...how });
  const secrecy = await opening.catch((error: unknown) => {
    file.close();
    throw error;
  });
  const close = async () => {
    await secrecy.close();
    file.close();
  };
  left.push(() => close().catch(() => undefined));
  const { heard, encrypt, decrypt, seeds } = secrecy;
  const bound = { heard: heard.bind(secrecy), encrypt: encrypt.bind(secrecy), decrypt: decrypt.bind(secrecy), seeds };
  return { ...bound, close, file };
}

async function phoneOf(how?: Parameters<typeof Phone.of>[2]): Promise<Phone> {
  const phone = await Phone.of(server, mother, how);
  left.push(phone.close);
  return phone;
}

/** The bot hears what its sync brings, and takes it. */
async function hears(secrecy: Secrecy, device = "BOT"): Promise<void> {
  const sync = server.sync(bot, device);
  await secrecy.heard(sync);
  server.taken(bot, device, sync);
}

async function says(secrecy: Secrecy, body: string): Promise<object> {
  const { type, content } = text(body);
  return eventOf(bot, id, await secrecy.encrypt(room, type, content), "$bot");
}

test("the bot's message is read by a phone that reads only devices signed by their owners", async () => {
  const [phone, secrecy] = [await phoneOf(), await opens()];
  const event = await says(secrecy, "Guten Abend");
  expect(JSON.stringify(event)).not.toContain("Guten Abend");
  await phone.sync();
  expect(await phone.reads(id, event)).toMatchObject(text("Guten Abend"));
  expect(warnings).toEqual([]);
});

test("a phone that gives keys only to signed devices gives them to the bot, and the bot reads it, also a second time", async () => {
  const [phone, secrecy] = [await phoneOf(), await opens()];
  const event = await phone.says(bot, id, "JA");
  await hears(secrecy);
  expect(await secrecy.decrypt(id, event)).toEqual(text("JA"));
  expect(await secrecy.decrypt(id, event)).toEqual(text("JA"));
});

test("a sync that comes twice changes nothing", async () => {
  const [phone, secrecy] = [await phoneOf(), await opens()];
  const event = await phone.says(bot, id, "JA");
  const sync = server.sync(bot, "BOT");
  await secrecy.heard(sync);
  await secrecy.heard(sync);
  expect(await secrecy.decrypt(id, event)).toEqual(text("JA"));
});

test("a device made anew from its file reads the old and the new, and is signed without being published again", async () => {
  const [phone, first] = [await phoneOf(), await opens()];
  const before = await phone.says(bot, id, "JA");
  await hears(first);
  await phone.sync();
  await first.close();
  server.calls.length = 0;
  const second = await opens();
  expect(server.calls.filter((call) => call.includes("device_signing") || call.includes("signatures"))).toEqual([]);
  const after = await phone.says(bot, id, "NEIN");
  await hears(second);
  expect(await second.decrypt(id, before)).toEqual(text("JA"));
  expect(await second.decrypt(id, after)).toEqual(text("NEIN"));
  const answer = await says(second, "Danke");
  await phone.sync();
  expect(await phone.reads(id, answer)).toMatchObject(text("Danke"));
});

test("what was said before the bot's device was there cannot be read: no key", async () => {
  const phone = await phoneOf();
  const event = await phone.says(bot, id, "JA");
  const secrecy = await opens();
  await hears(secrecy);
  expect(await secrecy.decrypt(id, event)).toEqual({ unreadable: "no key" });
});

test("a device that its owner has not signed is not read until it is", async () => {
  const [phone, secrecy] = [await phoneOf({ isSigned: false }), await opens()];
  const event = await phone.says(bot, id, "JA");
  await hears(secrecy);
  expect(await secrecy.decrypt(id, event)).toEqual({ unreadable: "unsigned" });
  await phone.publishIdentity();
  await hears(secrecy);
  expect(await secrecy.decrypt(id, event)).toEqual(text("JA"));
});

test("what is no encrypted event, or one of another person, is malformed and harms nothing", async () => {
  const [phone, secrecy] = [await phoneOf(), await opens()];
  const event = (await phone.says(bot, id, "JA")) as { content: object };
  await hears(secrecy);
  const malformed = { unreadable: "malformed" };
  expect(await secrecy.decrypt(id, {})).toEqual(malformed);
  expect(await secrecy.decrypt(id, { ...event, content: { algorithm: "m.megolm.v1.aes-sha2" } })).toEqual(malformed);
  expect(await secrecy.decrypt(id, { ...event, content: { ...event.content, ciphertext: "AwgAEh" } })).toEqual(
    malformed,
  );
  expect(await secrecy.decrypt(id, { ...event, sender: "@other:schule.test" })).toEqual(malformed);
  expect(await secrecy.decrypt("no room", event)).toEqual(malformed);
  expect(await secrecy.decrypt(id, event)).toEqual(text("JA"));
});

test("a message that the server shows again as another event is not read a second time", async () => {
  const [phone, first] = [await phoneOf(), await opens()];
  const events = [];
  for (let said = 0; said < 130; said += 1) events.push(await phone.says(bot, id, `JA ${said}`));
  await hears(first);
  for (const event of events) expect(await first.decrypt(id, event)).toHaveProperty("content");
  await first.close();
  const secrecy = await opens();
  for (const event of [events[0]!, events[99]!, events[129]!]) {
    expect(await secrecy.decrypt(id, { ...event, event_id: "$again" })).toEqual({ unreadable: "malformed" });
    expect(await secrecy.decrypt(id, event)).toHaveProperty("content");
  }
});

test("a new device with the old seeds is trusted by the phone, and nothing new is published", async () => {
  const [phone, first] = [await phoneOf(), await opens()];
  await says(first, "Hallo");
  const seeds = first.seeds()!;
  expect(seeds).toEqual(first.file.seeds());
  const identity = server.identityOf(bot);
  await first.close();
  const second = await opens({ device: "SECOND", seeds });
  expect(second.seeds()).toEqual(seeds);
  expect(server.identityOf(bot)).toEqual(identity);
  const event = await says(second, "Guten Tag");
  await phone.sync();
  expect(await phone.reads(id, event)).toMatchObject(text("Guten Tag"));
  const answer = await phone.says(bot, id, "JA");
  await hears(second, "SECOND");
  expect(await second.decrypt(id, answer)).toEqual(text("JA"));
});

test("a file that forgot its device keeps the seeds, and its next device is signed with them", async () => {
  const first = await opens();
  first.file.keepSession({ userId: bot, deviceId: "BOT", token: "t" });
  first.file.keepSyncToken("s1");
  const seeds = first.seeds();
  await first.close();
  const file = openDeviceFile(join(folder, "BOT.device"));
  file.forget();
  expect([file.session(), file.syncToken(), file.seeds()]).toEqual([null, null, seeds]);
  const call = server.callOf(bot, "NEXT");
  const log = { warn: () => undefined };
  const next = await openSecrecy({ userId: bot, deviceId: "NEXT", file, call, log });
  expect(next.seeds()).toEqual(seeds);
  await next.close();
  file.close();
});

test("a server that asks once more who is there gets the password", async () => {
  server.asked.set(bot, "geheim");
  const [phone, secrecy] = [await phoneOf(), await opens({ password: "geheim" })];
  expect(secrecy.seeds()).not.toBeNull();
  const event = await says(secrecy, "Hallo");
  await phone.sync();
  expect(await phone.reads(id, event)).toMatchObject(text("Hallo"));
});

test("where the server asks and no password is known, one line says so; the next start signs if it then may", async () => {
  server.asked.set(bot, "geheim");
  const phone = await phoneOf();
  for (const device of ["BOT", "BOT"]) {
    const secrecy = await opens({ device });
    expect(secrecy.seeds()).toBeNull();
    await secrecy.close();
  }
  expect(warnings).toHaveLength(2);
  expect(warnings[0]).toContain("MATRIX_PASSWORD");
  const secrecy = await opens({ password: "geheim" });
  const event = await says(secrecy, "Hallo");
  await phone.sync();
  expect(await phone.reads(id, event)).toMatchObject(text("Hallo"));
});

test("a session that the server has ended is said to be that, and no identity is blamed", async () => {
  const call = server.callOf(bot, "BOT");
  const ends = (method: string, path: string, body?: object) =>
    path.includes("device_signing") ? Promise.reject(new Refused(401, "M_UNKNOWN_TOKEN")) : call(method, path, body);
  await expect(opens({ call: ends, password: "geheim" })).rejects.toThrow("M_UNKNOWN_TOKEN");
  expect(warnings).toEqual([]);
});

test("a server that does not believe the password leaves the device unsigned, in one line", async () => {
  server.asked.set(bot, "geheim");
  const secrecy = await opens({ password: "falsch" });
  expect(secrecy.seeds()).toBeNull();
  expect(warnings).toHaveLength(1);
});

test("an identity whose seeds are lost is replaced only with the password", async () => {
  const first = await opens();
  await first.close();
  server.asked.set(bot, "geheim");
  const identity = server.identityOf(bot);
  const refused = await opens({ device: "SECOND" });
  expect(refused.seeds()).toBeNull();
  expect(server.identityOf(bot)).toEqual(identity);
  await refused.close();
  const again = await opens({ device: "SECOND" });
  expect(again.seeds()).toBeNull();
  await again.close();
  const [phone, allowed] = [await phoneOf(), await opens({ device: "SECOND", password: "geheim" })];
  expect(server.identityOf(bot)).not.toEqual(identity);
  const event = await says(allowed, "Hallo");
  await phone.sync();
  expect(await phone.reads(id, event)).toMatchObject(text("Hallo"));
});

test("a start that died before its identity was published publishes the same one at the next", async () => {
  const call = server.callOf(bot, "BOT");
  const dies = (method: string, path: string, body?: object) =>
    path.includes("device_signing") ? Promise.reject(new Refused(502, "M_UNKNOWN")) : call(method, path, body);
  await expect(opens({ call: dies })).rejects.toThrow("502");
  expect(server.identityOf(bot)).toBeUndefined();
  const secrecy = await opens();
  expect(secrecy.seeds()).not.toBeNull();
});

test("a call that fails loses no message: said again, it is read", async () => {
  const phone = await phoneOf();
  const call = server.callOf(bot, "BOT");
  let isDown = false;
  const secrecy = await opens({
    call: (method, path, body) => (isDown ? Promise.reject(new Refused(502, "M_UNKNOWN")) : call(method, path, body)),
  });
  isDown = true;
  await expect(says(secrecy, "Hallo")).rejects.toThrow("502");
  isDown = false;
  const event = await says(secrecy, "Hallo");
  await phone.sync();
  expect(await phone.reads(id, event)).toMatchObject(text("Hallo"));
});

test("a second phone of the parent, bought today, reads the next message", async () => {
  const [phone, secrecy] = [await phoneOf(), await opens()];
  await says(secrecy, "Gestern");
  await phone.sync();
  const second = await phoneOf({ device: "TABLET" });
  await hears(secrecy);
  const event = await says(secrecy, "Heute");
  await second.sync();
  expect(await second.reads(id, event)).toMatchObject(text("Heute"));
});

test("a room that is encrypted in an unknown way is refused, not written to in clear", async () => {
  const secrecy = await opens();
  const strange = { ...room, encryption: { algorithm: "rot13" } };
  await expect(secrecy.encrypt(strange, "m.room.message", text("Hallo").content)).rejects.toThrow("rot13");
});

test("a file goes both ways through an encrypted room, and one that was changed on the way is not opened", async () => {
  const [phone, secrecy] = [await phoneOf(), await opens()];
  const receipt = new TextEncoder().encode("%PDF-1.7 Quittung");
  const { bytes, file } = await encryptAttachment(receipt);
  expect(Buffer.from(bytes).includes("Quittung")).toBe(false);
  const content = { msgtype: "m.file", body: "quittung.pdf", file: { ...file, url: "mxc://schule.test/1" } };
  const sent = eventOf(bot, id, await secrecy.encrypt(room, "m.room.message", content), "$file");
  await phone.sync();
  const read = (await phone.reads(id, sent)).content["file"] as object;
  expect(await decryptAttachment(bytes, read)).toEqual(receipt);
  const answer = await phone.says(bot, id, { ...content, body: "zurueck.pdf" });
  await hears(secrecy);
  const { content: back } = (await secrecy.decrypt(id, answer)) as { content: Record<string, object> };
  expect(await decryptAttachment(bytes, back["file"]!)).toEqual(receipt);
  bytes[3]! ^= 1;
  expect(await decryptAttachment(bytes, read)).toBeNull();
  expect(await decryptAttachment(bytes, {})).toBeNull();
});
