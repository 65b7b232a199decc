import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { keptState, keptUpdate } from "../../conversations/kept.ts";
import { backUp } from "../../db/file/backup.ts";
import { dailyRounds } from "../../src/house/rounds.ts";
import { Phone } from "../support/phone.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

/** Names that only the messenger knows, and words that are nobody's answer. */
const messengersNames = ["Zzvorname", "Zznachname", "zzuser"];
const typed = [
  "Wo liegen die Daten und wer ist zzfrager@example.org 0176-5550001?",
  "hallo ich bin zzmail@example.org 0176-5550002 und habe eine frage dazu",
  "Kann mein Kind Zzkind ohne Kamera mitmachen, Tel. 0176-5550003?",
  "zzwort zzsatz",
];
const markers = [...messengersNames, "zzfrager", "zzmail", "Zzkind", "zzwort", "zzsatz", "0176-555", "ZZZZ-ZZZ2-ZZZ3"];

async function open(): Promise<string> {
  const path = join(mkdtempSync(join(tmpdir(), "janein-kept-")), "school.sqlite");
  school = await School.open({ joined: ["mother", "grandfather", "teacher"], path });
  for (const chatId of [101, 103, 201]) named(chatId);
  return path;
}

/** The messenger sends these with every update and with every message. */
function named(chatId: number): void {
  const place = school.box.place(chatId);
  const names = { first_name: "Zzvorname", last_name: "Zznachname", username: "zzuser" };
  Object.assign(place.user, names);
  Object.assign(place.chat, names);
}

/** Which of these stand in the file, in the log beside it, or in another file. */
function found(path: string, words: readonly string[]): string[] {
  const files = [path, `${path}-wal`].filter((file) => existsSync(file)).map((file) => readFileSync(file));
  return words.filter((word) => files.some((bytes) => bytes.includes(word)));
}

async function asks(phone: Phone): Promise<void> {
  for (const text of typed) await phone.says(text);
}

async function strangerTalks(): Promise<Phone> {
  const stranger = new Phone("Zzvorname", 987654321, school.box, () => school.quiet());
  named(stranger.chatId);
  await stranger.says("/start");
  await stranger.says("/sprache");
  await stranger.presses("Türkçe");
  await stranger.says("ZZZZ-ZZZ2-ZZZ3");
  await asks(stranger);
  return stranger;
}

test("a day of talk leaves no word of it on the disk: not in the file, not in the log beside it, not in a backup", async () => {
  const path = await open();
  const [mother, grandfather] = [school.phone("mother"), school.phone("grandfather")];
  await strangerTalks();
  await asks(mother);
  for (const command of ["/einwilligung", "/widerruf", "/rechte"]) {
    await grandfather.says(command);
    await asks(grandfather);
    expect(await school.house.talks.conversationOf(103)).toBeDefined();
    expect(found(path, markers)).toEqual([]);
    await grandfather.says("/abbrechen");
  }
  await mother.says("/einwilligung Mila");
  await asks(mother);
  await mother.presses("JA");
  await asks(mother);
  await mother.presses("NEIN");
  await mother.sends({ text: "zzwort ja", forward_origin: { type: "hidden_user", sender_user_name: "Zzvorname" } });
  expect(found(path, markers)).toEqual([]);
  await mother.presses("Absenden");
  await mother.says("/einwilligung");
  await asks(mother);
  await mother.says("/verlassen");
  await mother.presses("Trennen");
  await school.days(1);
  await backUp(path, `${path}.backup`);
  expect(found(path, markers)).toEqual([]);
  expect(found(`${path}.backup`, markers)).toEqual([]);
  expect(await school.events("Mila")).toBe("audio given, video refused");
});

test("an open question holds no name of a child, of a person, of the messenger, and no birth date", async () => {
  await open();
  const mother = school.phone("mother");
  for (const step of ["/einwilligung Mila", "ja", "was wird gespeichert?", "nein danke", "/status"]) {
    await mother.says(step);
    const state = (await school.house.talks.conversationOf(101)) ?? "";
    expect(state).not.toBe("");
    expect(state).not.toMatch(/Mila|Jonas|Beispiel|Nadja|Zz|20\d\d-\d\d-\d\d|gespeichert|3a/);
  }
  expect(await school.house.talks.conversationOf(101)).toContain("nein danke");
  await mother.presses("Absenden");
  const [audio] = await school.house.ledger.eventsOf((await school.child("Mila")).id);
  expect(audio?.evidence).toMatch(/audio: update \d+, typed „ja“; video: update \d+, typed „nein danke“/);
  expect(audio?.evidence).toContain("⟨Kind⟩ = Mila B.; ⟨Klasse⟩ = 3a");
});

test("after the daily round nothing that was erased stands in the log beside the database, whatever was erased", async () => {
  const path = await open();
  const mother = school.phone("mother");
  await mother.says("/rechte");
  await mother.presses("Löschung");
  await mother.says("zzwort bitte alles");
  await mother.presses("So beantragen");
  await mother.says("/einwilligung");
  expect(found(path, ["zzwort"])).toEqual(["zzwort"]);
  const { $client: client } = school.database;
  client.exec("drop trigger request_step_stays_for_its_time; delete from request_step; delete from rights_request");
  await dailyRounds(school.house, 14);
  expect(found(path, ["zzwort"])).toEqual([]);
  expect(readFileSync(`${path}-wal`).length).toBe(0);
});

test("a chat that belongs to nobody leaves no number behind: a stranger's language never, an account's when it goes", async () => {
  const path = await open();
  const chats = (table: string) =>
    school.database.$client.prepare(`select chat_id from ${table}`).pluck().all() as string[];
  const stranger = await strangerTalks();
  expect(stranger.last).not.toMatch(/Das steht nicht in/);
  expect(chats("chat_language")).not.toContain("987654321");
  expect(chats("failed_join")).toContain("987654321");
  await school.days(2);
  expect(found(path, ["987654321"])).toEqual([]);
  const mother = school.phone("mother");
  await mother.says("/sprache");
  await mother.presses("Türkçe");
  expect(chats("chat_language")).toContain("101");
  school.database.$client.exec("delete from account where chat_id = '101'");
  await school.days(1);
  expect(chats("chat_language")).not.toContain("101");
});

test("a language that was chosen before joining stays chosen", async () => {
  school = await School.open();
  const mother = school.phone("mother");
  await mother.says("/sprache");
  await mother.presses("Türkçe");
  await mother.says(`/start ${await school.letter("mother")}`);
  await mother.presses("Bağla");
  expect(await school.house.languages.of(101)).toEqual({ language: "tr", how: "chosen" });
});

test("a child, class or person that is called otherwise meanwhile closes the question, for what was shown is the proof", async () => {
  await open();
  const mother = school.phone("mother");
  for (const change of [
    "update child set given_name = 'Milena' where given_name = 'Mila'",
    "update school_class set name = '4a' where name = '3a'",
    "update person set family_name = 'Beispiel-Muster' where given_name = 'Nadja'",
  ]) {
    await mother.says(`/einwilligung ${(await school.house.roster.ownChildren(101))[0]?.child.givenName}`);
    await mother.presses("JA");
    await mother.presses("JA");
    school.database.$client.exec(change);
    mother.forget();
    await mother.presses("Absenden");
    expect(mother.transcript()).toContain(
      "An der Schule hat sich inzwischen etwas geändert, darum musste ich die offene Frage schließen.",
    );
  }
  expect((await school.house.ledger.eventsOf((await school.child("Milena")).id)).length).toBe(0);
});

test("what an older version has kept of an open question is gone with the first start of a new one, and the person still hears of it", async () => {
  const path = await open();
  const older = JSON.stringify({ version: [0, "4 sha"], state: { giveConsent: [{ name: "Zzvorname" }] } });
  await school.house.talks.keepConversation(103, older, 1, school.clock.now);
  expect(found(path, ["Zzvorname"])).toEqual(["Zzvorname"]);
  await school.restart();
  expect(found(path, ["Zzvorname"])).toEqual([]);
  const grandfather = school.phone("grandfather");
  await grandfather.says("ja");
  expect(grandfather.transcript()).toContain("musste die offene Frage schließen");
});

test("the words of a request are held until it is made, come back with the tap after a restart, and are asked for where they cannot", async () => {
  const path = await open();
  const grandfather = school.phone("grandfather");
  const words = "Leons Name ist falsch geschrieben, kann ich das berichtigen lassen?";
  const begins = async () => {
    await grandfather.says(words);
    await grandfather.presses("Bei der Schule beantragen");
    expect(found(path, ["falsch geschrieben"])).toEqual([]);
    await school.restart();
  };
  const requests = async () => (await school.house.requests.all()).map((one) => one.words);
  await begins();
  await grandfather.says("Leon mit zwei e");
  expect(grandfather.messages.at(-2)?.text).toContain("habe ich nicht gespeichert");
  await grandfather.says("/abbrechen");
  await begins();
  await grandfather.presses("So beantragen");
  expect(await requests()).toEqual([words]);
});

test("nothing but what is on the list can be kept: a fact without a place in it, an argument in words", () => {
  const state = (ret: unknown, args = "[]") => ({
    giveConsent: [
      {
        args,
        interrupts: [1],
        replay: { send: [{ payload: "external" }], receive: [{ send: 0, returnValue: { ok: true, ret } }] },
      },
    ],
  });
  expect(() => keptState(state({ language: "tr", own: [] }))).not.toThrow();
  for (const ret of [
    "Mila",
    ["Mila"],
    { givenName: "Mila" },
    { own: [{ childId: "c1", name: "Mila" }] },
    { value: "zzwort zz" },
  ])
    expect(() => keptState(state(ret))).toThrow("which is not on the list");
  expect(() => keptState(state(null, '["zzwort zzsatz"]'))).toThrow("which is not on the list");
  const from = { id: 1, is_bot: false, first_name: "Zz", username: "zz", language_code: "tr" };
  const chat = { id: 1, type: "private" as const, first_name: "Zz" };
  const update = keptUpdate({ update_id: 7, message: { message_id: 1, date: 1, chat, from, text: "zz" } });
  expect(JSON.stringify(update)).not.toMatch(/zz/i);
  expect(keptUpdate(update)).toEqual(update);
});
