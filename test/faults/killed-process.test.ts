import Sqlite from "better-sqlite3";
import { afterEach, expect, test } from "vitest";
import { campaign } from "../kills/campaign.ts";
import { compared, told } from "../kills/oracle.ts";
import type { Decided } from "../kills/parent.ts";
import { FakeApi } from "../support/fake-api/fake-api.ts";
import { Person } from "../support/fake-api/person.ts";
import { freshDatabase } from "../support/process.ts";

test("a busy bot that is killed a dozen times loses nothing, doubles nothing, tells the teacher, and leaves nobody stuck", async () => {
  const { wrong, decisions, kills, onTheLine, putAside } = await campaign({
    kills: 12,
    families: 12,
    seed: 20261123,
    delay: 5,
  });
  expect(wrong).toEqual([]);
  expect(putAside).toBe(0);
  expect(Object.values(kills).reduce((sum, count) => sum + count, 0)).toBe(12);
  expect(onTheLine).toBeGreaterThan(6);
  expect(kills.before + kills.after + kills.answered).toBeGreaterThan(2);
  expect(decisions).toBeGreaterThanOrEqual(12);
});

const mia = { id: "mia", label: "Mia H.", className: "1a" };
const decided = (audio: "JA" | "NEIN", video: "JA" | "NEIN"): Decided => ({
  parent: "Eva",
  child: mia,
  audio,
  video,
  sent: 1,
  code: "X",
});
const yesThenNo = [decided("JA", "JA"), decided("JA", "NEIN")];

/** A record of these events: decision, child, purpose, kind. */
function recordOf(...events: [string, string, string, string][]): string {
  const path = freshDatabase();
  const client = new Sqlite(path);
  client.exec("create table consent_event (seq integer primary key, decision, child_id, purpose, kind)");
  for (const event of events)
    client.prepare("insert into consent_event (decision, child_id, purpose, kind) values (?, ?, ?, ?)").run(...event);
  client.close();
  return path;
}

const first: [string, string, string, string][] = [
  ["d1", "mia", "audio", "given"],
  ["d1", "mia", "video", "given"],
];

test.each([
  ["as it was decided", [...first, ["d2", "mia", "video", "withdrawn"]], 0],
  ["a lost decision", first, 1],
  ["a doubled one", [...first, ["d2", "mia", "video", "withdrawn"], ["d3", "mia", "video", "withdrawn"]], 1],
  ["another answer", [...first, ["d2", "mia", "audio", "withdrawn"]], 1],
  ["another child", [...first, ["d2", "mia", "video", "withdrawn"], ["d3", "jo", "video", "given"]], 1],
] as [string, [string, string, string, string][], number][])(
  "the oracle sees in the record: %s",
  (_, events, wrong) => {
    expect(compared(recordOf(...events), yesThenNo)).toHaveLength(wrong);
  },
);

let api: FakeApi;
afterEach(() => api?.close());

test.each([
  ["what holds now", ["Teilnahme mit Ton und Bild", "Teilnahme nur mit Ton"], 0, 0],
  ["an older answer last", ["Teilnahme nur mit Ton", "Teilnahme mit Ton und Bild"], 1, 0],
  ["nothing", [], 1, 0],
  ["more than was decided", ["Teilnahme nur mit Ton", "Teilnahme nur mit Ton", "Teilnahme nur mit Ton"], 1, 0],
  ["twice, and said so", ["Teilnahme nur mit Ton", "Teilnahme nur mit Ton", "!Teilnahme nur mit Ton"], 0, 1],
])("the oracle sees what the teacher was told: %s", async (_, says, wrong, marked) => {
  const token = "1:a-token-for-the-oracle";
  api = await FakeApi.open({ token });
  new Person(api, 7, "Lea");
  for (const one of says) {
    const mark = one.startsWith("!") ? "(Vielleicht schon einmal angekommen: …)\n" : "";
    const text = `${mark}Klasse 1a: Mia H.\nGeändert: Bild – NEIN\nJetzt erlaubt: ${one.replace("!", "")}`;
    await api.box.answer("sendMessage", { chat_id: 7, text });
  }
  const town = { codeKey: "", parents: [], teachers: [{ chat: 7, className: "1a" }] };
  const found = told((chat) => new Person(api, chat, "Lea"), town, yesThenNo);
  expect([found.wrong.length, found.marked]).toEqual([wrong, marked]);
});
