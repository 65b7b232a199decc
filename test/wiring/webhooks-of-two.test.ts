import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Sender } from "../support/fake-api/sender.ts";
import { freshAddress, postgresLeftOut, postgresUrl } from "../support/fresh-database.ts";
import { setUp } from "../support/process.ts";
import { SchoolsFolder, tokens } from "../support/schools-folder.ts";
import { until } from "../support/until.ts";

const keys = ["nord", "sued"] as const;
type Key = (typeof keys)[number];

let folder: SchoolsFolder;
let ends: (() => unknown)[];
beforeEach(async () => {
  [folder, ends] = [await SchoolsFolder.open(), []];
  folder.ofAll = { PUBLIC_URL: "https://janein.example" };
  for (const key of keys) folder.writeSettings(key, { ...folder.ownSettings(key), TELEGRAM_WEBHOOK: "yes" });
});
afterEach(async () => {
  for (const end of ends.reverse()) await end();
  await folder.close();
});

const updatesOf = (key: Key) => folder.apis[key].updates;
const words = (key: Key, chat: number) =>
  (folder.apis[key].box.chats.get(chat)?.messages ?? []).flatMap(({ from, text }) => (from === "bot" ? text : []));

/** Both are in one process. Out: where it is. */
async function begun(): Promise<string> {
  const { bot, address } = await folder.started();
  ends.push(() => bot.stop());
  return address;
}

async function bothAreSet(): Promise<void> {
  for (const key of keys) await setUp(folder.environment(), key);
}

/** Each is sent what is written to it, and answers it to whoever wrote; of the other one nobody hears. */
async function eachAnswersItsOwn(address: string): Promise<void> {
  for (const key of keys) {
    const sender = new Sender(updatesOf(key), { to: () => `${address}/s/${key}/telegram` });
    ends.push(() => sender.stop());
  }
  for (const [at, key] of keys.entries()) {
    const chat = 7000 + at;
    folder.apis[key].box.open({ id: chat, first_name: "Nadja", language_code: "de" });
    folder.apis[key].says(chat, "/start");
  }
  for (const [at, key] of keys.entries()) {
    await until(() => expect(words(key, 7000 + at)).toHaveLength(2));
    await until(() => expect(updatesOf(key).length).toBe(0));
    expect([...folder.apis[key].box.chats.keys()]).toEqual([7000 + at]);
  }
}

/** An update that comes with this word to the place of this school. Out: the answer. */
async function posted(address: string, path: string, secret?: string): Promise<number> {
  const from = { id: 7100, first_name: "Nadja", is_bot: false };
  const message = { message_id: 1, date: 0, chat: { ...from, type: "private" }, from, text: "/start" };
  const headers: Record<string, string> = secret === undefined ? {} : { "x-telegram-bot-api-secret-token": secret };
  const body = JSON.stringify({ update_id: 900, message });
  return (await fetch(`${address}${path}/telegram`, { method: "POST", headers, body })).status;
}

async function nobodyElseIsHeard(address: string): Promise<void> {
  const secrets = keys.map((key) => updatesOf(key).sends.secret);
  expect(new Set(secrets).size).toBe(2);
  for (const [at, key] of keys.entries())
    for (const secret of [undefined, "", secrets[1 - at], `${secrets[at]}x`, tokens[key]])
      expect(await posted(address, `/s/${key}`, secret)).toBe(401);
  for (const path of ["", "/s", "/s/west", "/s/nord/s/sued"])
    for (const secret of secrets) expect([404, 503]).toContain(await posted(address, path, secret));
  for (const key of keys) expect(words(key, 7100)).toEqual([]);
}

test("two schools in one process are each sent what is theirs, at their own path and with their own word", async () => {
  await bothAreSet();
  const address = await begun();
  for (const key of keys) expect(updatesOf(key).webhook).toBe(`https://janein.example/s/${key}/telegram`);
  await nobodyElseIsHeard(address);
  await eachAnswersItsOwn(address);
});

describe.runIf(postgresUrl)("in PostgreSQL", () => {
  test("what the process is sent that stands by is put down for the school that it was sent to", async () => {
    folder.ofAll.DATABASE_URL = freshAddress().split("#")[0]!;
    await bothAreSet();
    await begun();
    const standsBy = await begun();
    await nobodyElseIsHeard(standsBy);
    await eachAnswersItsOwn(standsBy);
  });
});

if (!postgresUrl) test.skip(postgresLeftOut, () => undefined);
