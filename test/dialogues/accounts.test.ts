import { setImmediate } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { joinCodeHash, joinTicket } from "../../src/school/join-code.ts";
import { Phone } from "../support/phone.ts";
import { School } from "../support/school.ts";
import { testWithButtons } from "../support/with-buttons.ts";

let school: School;
afterEach(() => school.stop());

/** Another phone, of whom the school knows nothing. */
const strangersPhone = (name = "Fremd", chatId = 999) => new Phone(name, chatId, school.box, () => school.quiet());
const one = (sql: string) => school.database.$client.prepare(sql).pluck().get();
const all = (sql: string) => school.database.$client.prepare(sql).pluck().all();
const failures = () => one("select count(*) from failed_join");

/** Types a code and taps the button. */
async function joinsWith(phone: Phone, code: string): Promise<void> {
  await phone.says(code);
  await phone.presses("Verbinden");
}

async function idOf(child: string, givenName: string): Promise<string> {
  const people = await school.house.roster.peopleOf((await school.child(child)).id);
  return people.find((person) => person.givenName === givenName)?.id ?? "";
}

test("when another account takes a mother's place, the old chat hears it, and what was open there ends", async () => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  await mother.says("/einwilligung Mila");
  await mother.presses("JA");
  mother.forget();
  await joinsWith(strangersPhone(), await school.letter("mother"));
  expect(mother.transcript()).toMatchInlineSnapshot(`
    "JaNein: Für Nadja Beispiel ist jetzt ein anderes Konto verbunden. Waren Sie das nicht? Dann rufen Sie bitte das Schulbüro an.

        Die offene Frage ist damit geschlossen. Gespeichert ist davon nichts."
  `);
  expect(all("select chat_id from conversation_state")).not.toContain("101");
  await mother.says("JA");
  expect(await school.events("Mila")).toBe("");
});

test("where nothing was open, nothing is said of it; it is told once, in the language of the old chat", async () => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  await mother.says("/sprache");
  await mother.presses("Türkçe");
  mother.forget();
  await joinsWith(strangersPhone(), await school.letter("mother"));
  await school.quiet();
  expect(mother.transcript()).toBe(
    "JaNein: Nadja Beispiel için artık başka bir hesap bağlı. Bunu siz yapmadınız mı? O zaman lütfen okul sekreterliğini arayın.",
  );
});

test("killed between the change and the message, the old chat still hears it, once", async () => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  mother.forget();
  const code = await school.letter("mother");
  await school.bot.stop();
  const { accounts, codeKey, now } = school.house;
  await accounts.redeem(joinCodeHash(code, codeKey), 999, now());
  await school.start();
  for (const _ of [1, 2]) await school.quiet();
  expect(mother.transcript().match(/anderes Konto verbunden/g)).toHaveLength(1);
});

testWithButtons("whoever is back before it could be told is told nothing that is no longer true", async () => {
  school = await School.open({ joined: ["mother"] });
  const stranger = strangersPhone();
  await school.bot.stop();
  const { accounts, codeKey, now } = school.house;
  for (const chat of [999, 101])
    await accounts.redeem(joinCodeHash(await school.letter("mother"), codeKey), chat, now());
  const mother = school.phone("mother");
  mother.forget();
  await school.start();
  await school.quiet();
  expect(mother.transcript()).toBe("");
  expect(stranger.transcript()).toContain("Für Nadja Beispiel ist jetzt ein anderes Konto verbunden.");
});

test("an old chat that has blocked the bot holds nothing up, and a month later its number is gone", async () => {
  school = await School.open({ joined: ["mother", "teacher"] });
  school.box.place(101).blocked = true;
  await joinsWith(strangersPhone(), await school.letter("mother"));
  await school.records("Mila", "Nadja", { audio: "yes" }, "paper");
  expect(school.phone("teacher").last).toContain("Klasse 3a: Mila B.");
  expect(all("select chat_id from announcement where chat_id is not null and sent_at is null")).toEqual([]);
  await school.days(29);
  expect(all("select chat_id from announcement where chat_id is not null")).toEqual(["101"]);
  expect(all("select chat_id from chat_language order by 1")).toContain("101");
  await school.days(2);
  expect(all("select chat_id from announcement where kind = 'account'")).toEqual([]);
  expect(all("select chat_id from chat_language order by 1")).not.toContain("101");
});

test("the school takes an account away: open question, unused codes and account go, and the chat is told", async () => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  await mother.answers("Mila", "JA", "NEIN");
  await mother.says("/einwilligung");
  const code = await school.letter("mother");
  mother.forget();
  const nadja = await idOf("Mila", "Nadja");
  expect(await school.house.accounts.disconnect(nadja, school.clock.now)).toBe(true);
  expect(await school.house.accounts.disconnect(nadja, school.clock.now)).toBe(false);
  await school.quiet();
  expect(mother.transcript()).toMatchInlineSnapshot(`
    "JaNein: Die Schule hat die Verbindung für Nadja Beispiel getrennt. Ihre Antworten bleiben, wie sie sind.

        Die offene Frage ist damit geschlossen. Gespeichert ist davon nichts."
  `);
  expect(await school.participation("Mila")).toBe("audio_only");
  expect(all("select chat_id from conversation_state")).toEqual([]);
  await mother.says(code);
  expect(mother.last).toContain("Diesen Code kenne ich nicht");
});

test("a teacher who is a parent too keeps the other account, and can begin again", async () => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  await joinsWith(mother, await school.letter("teacher"));
  await mother.says("/einwilligung");
  const frauTafel = (await school.house.roster.everybody()).find(
    ({ role, familyName }) => role === "teacher" && familyName === "Tafel",
  );
  await school.house.accounts.disconnect(frauTafel?.id ?? "", school.clock.now);
  await school.quiet();
  expect(mother.last).toContain("Die offene Frage ist damit geschlossen.");
  await mother.answers("Mila", "JA", "JA");
  expect(await school.participation("Mila")).toBe("audio_and_video");
});

test("an update that is under way while the account is cut does not bring the open question back", async () => {
  school = await School.open({ joined: ["mother"] });
  await school.phone("mother").says("/einwilligung");
  const state = (await school.house.talks.conversationOf(101)) ?? "";
  await school.house.accounts.disconnect(await idOf("Mila", "Nadja"), school.clock.now);
  await school.house.talks.keepConversation(101, state, 7, school.clock.now, true);
  expect(await school.house.talks.conversationOf(101)).toBeUndefined();
  expect(await school.house.talks.hasSeen(7)).toBe(true);
});

test("whoever leaves in the middle of a question hears that it is closed", async () => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  await mother.says("/einwilligung");
  mother.forget();
  await mother.says("/verlassen");
  await mother.presses("Trennen");
  const said = mother.transcript();
  expect(said).toContain("Gut, ich lasse die offene Frage liegen. Gespeichert ist davon nichts.");
  expect(said).toContain("Das Konto ist getrennt.");
  expect(all("select chat_id from conversation_state")).toEqual([]);
});

testWithButtons("only the chat that typed the code can press its button; a forged one is a wrong code", async () => {
  school = await School.open();
  const code = await school.letter("mother");
  const stranger = strangersPhone();
  const presses = async (data: string) => {
    await stranger.says("hallo");
    stranger.forget();
    school.box.presses(stranger.chatId, stranger.messages.at(-1)?.id ?? 0, data);
    await school.quiet();
    return stranger.transcript();
  };
  const hash = joinCodeHash(code, school.house.codeKey);
  const mother = school.phone("mother");
  await mother.says(code);
  const button = mother.button("Verbinden")?.data ?? "";
  expect(Buffer.byteLength(button)).toBeLessThanOrEqual(64);
  for (const forged of [
    button,
    `join:link:${joinTicket(hash, 999, "another key")}`,
    "join:link:nonsense",
    "join:link:",
  ])
    expect(await presses(forged)).toContain("Diesen Code kenne ich nicht");
  expect(failures()).toBe(4);
  expect(await presses(`join:link:${hash}`)).toContain("Bitte schreiben Sie den Code aus dem Brief noch einmal");
  expect(failures()).toBe(4);
  await presses("join:link:x");
  expect(await presses("join:link:x")).toContain("Das waren zu viele Versuche. Ab 18:01 Uhr geht es wieder.");
  expect(failures()).toBe(5);
  expect(all("select chat_id from account")).toEqual([]);
  await mother.presses("Verbinden");
  expect(all("select chat_id from account")).toEqual(["101"]);
});

test("a code is found as phones change it", async () => {
  school = await School.open();
  const mother = school.phone("mother");
  const code = await school.letter("mother");
  const asSeen = (typed: string) => typed.replaceAll(/[A-Z0-9]/gi, "x");
  for (const typed of [
    code.replaceAll("-", " - "),
    code.replaceAll("-", "\n"),
    code.replaceAll("-", "–"),
    code.replaceAll("-", "\u2011"),
    code.replaceAll("-", " — ").toLowerCase(),
    `Code: ${code}`,
    `Code:\n${code.replaceAll("-", " ")}`,
    `\u200F${code}\u200E`,
  ]) {
    mother.forget();
    await mother.says(typed);
    expect(mother.last, asSeen(typed)).toContain("Ihr Code ist gültig. Soll ich dieses Konto verbinden?");
  }
});

test.each(["ABCD-EFGH-JKM", "abcd-efgh-jklm", "H3DP-RYJG-AB0D", "Code: H3DP-RYJG", "H3DP RYJG ABCDE", "H3DPRYJGAB1D"])(
  "%s is no code, but meant as one: a kind word, and no guess is counted",
  async (typed) => {
    school = await School.open();
    await school.phone("mother").says(typed);
    expect(school.phone("mother").last).toContain("Das sieht nach einem Code aus");
    expect(failures()).toBe(0);
  },
);

testWithButtons("a yes that is typed instead of tapped is told of the button, and joins nobody", async () => {
  school = await School.open();
  const mother = school.phone("mother");
  await mother.says(await school.letter("mother"));
  for (const typed of ["ja", "Verbinden", "verbinden!"]) {
    await mother.says(typed);
    expect(mother.last).toContain("Bitte tippen Sie zum Verbinden auf den Knopf „Verbinden“");
  }
  expect(all("select chat_id from account")).toEqual([]);
  await mother.presses("Verbinden");
  await mother.says("ja");
  expect(mother.last).not.toContain("auf den Knopf");
});

test("a bot that dies before it has told does not forget it while others are told", async () => {
  school = await School.open({ joined: ["mother"] });
  await school.bot.stop();
  await school.house.accounts.disconnect(await idOf("Mila", "Nadja"), school.clock.now);
  const [claimed] = await school.house.outbox.claim(school.clock.now);
  expect(claimed).toMatchObject({ chatId: 101, news: { kind: "account", how: "cut", open: false } });
  await setImmediate();
  school.pass(1000);
  await school.start();
  await school.quiet();
  expect(school.phone("mother").last).toContain("(Vielleicht schon einmal angekommen");
  expect(school.phone("mother").last).toContain("Die Schule hat die Verbindung für Nadja Beispiel getrennt.");
});
