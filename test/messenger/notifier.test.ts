import { afterEach, expect, test } from "vitest";
import { boxAsFetch } from "../../src/bot-api/mounts.ts";
import { broken, tooMany } from "../../src/bot-api/refusal.ts";
import { School } from "../support/school.ts";
import { until } from "../support/until.ts";

let school: School;
afterEach(() => school.stop());

const minute = 60_000;
const mark = "Vielleicht schon einmal angekommen";

type Fetch = typeof globalThis.fetch;

/** A line on which the messages to some chats go another way. */
async function lineOf(otherWay: (chatId: number) => Promise<Response> | null): Promise<void> {
  const reach = boxAsFetch(school.box);
  const fetch: Fetch = async (url, init) => {
    const to = typeof init?.body === "string" ? (JSON.parse(init.body) as { chat_id?: number }).chat_id : undefined;
    return await (otherWay(to ?? 0) ?? reach(url, init));
  };
  await school.bot.stop();
  await school.start(school.house, fetch);
}

/** To each of these chats it is to be said that somebody is not held there any more. */
function newsFor(chats: readonly number[]): void {
  const person = school.database.$client.prepare(
    "insert into person (id, role, given_name, family_name) values (?, 'guardian', 'Ada', 'Anders')",
  );
  const insert = school.database.$client.prepare(
    "insert into announcement (kind, about, person_id, chat_id, born_at, due_at) values ('account', 'cut', ?, ?, ?, ?)",
  );
  const at = school.clock.now.toISOString();
  for (const chat of chats) {
    person.run(`p${chat}`);
    insert.run(`p${chat}`, String(chat), at, at);
  }
}

/** The grandfather answers, and his teacher is to be told. */
async function grandfatherAnswers(): Promise<void> {
  const phone = school.phone("grandfather");
  for (const [label, then] of [
    [null, "Teilnahme per Audio"],
    ["JA", "Teilnahme per Video"],
    ["JA", "Bitte prüfen"],
    ["Absenden", "Gespeichert am"],
  ] as const) {
    if (label === null) school.box.says(phone.chatId, "/einwilligung");
    else phone.tap(label);
    await until(() => expect(phone.transcript()).toContain(then));
  }
}

const toldTeacher = () =>
  school
    .phone("lateTeacher")
    .messages.map(({ text }) => text)
    .filter((text) => text.includes("Klasse 2c"));

test("thirty people whose messages hang keep nobody else from being told", async () => {
  school = await School.open();
  const hanging = Array.from({ length: 30 }, (_, at) => 5000 + at);
  school.box.open({ id: 6000, first_name: "Ada" });
  await lineOf((chat) => (hanging.includes(chat) ? new Promise(() => undefined) : null));
  newsFor([...hanging, 6000]);
  void school.bot.tellAll();
  await until(() => expect(school.box.place(6000).messages).toHaveLength(1));
});

test("a teacher who was cut off while the messenger was away hears nothing of it when it is back", async () => {
  school = await School.open({ joined: ["grandfather", "lateTeacher"] });
  school.box.faults.push({ method: "sendMessage", chatId: 203, times: 100_000, with: "no connection" });
  await grandfatherAnswers();
  const [teacher] = await school.house.accounts.personsOf(203);
  await school.house.accounts.disconnect(teacher?.id ?? "", school.clock.now);
  school.box.faults.length = 0;
  school.pass(20 * minute);
  await school.quiet();
  expect(toldTeacher()).toEqual([]);
  expect(school.phone("lateTeacher").last).toContain("Lineal");
});

test("the longer a message cannot be told, the later it is tried again; a refusal in between does not forget that it may have arrived", async () => {
  school = await School.open({ joined: ["grandfather", "lateTeacher"] });
  const to = { method: "sendMessage", chatId: 203 };
  for (const fault of ["answer lost", tooMany(7), broken()] as const)
    school.box.faults.push({ ...to, times: 1, with: fault });
  await grandfatherAnswers();
  for (let round = 0; round < 4; round += 1) {
    await school.quiet();
    school.pass(minute);
  }
  await school.quiet();
  expect(toldTeacher().map((text) => text.includes(mark))).toEqual([false, true]);
  school.pass(60 * minute);
  await school.quiet();
  expect(toldTeacher()).toHaveLength(2);
});

test("what never left this machine is told later without a word of having arrived", async () => {
  school = await School.open({ joined: ["grandfather", "lateTeacher"] });
  let isAway = true;
  const away = Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNREFUSED" } });
  await lineOf((chat) => (isAway && chat === 203 ? Promise.reject(away) : null));
  await grandfatherAnswers();
  await school.quiet();
  isAway = false;
  school.pass(20 * minute);
  await school.quiet();
  expect(toldTeacher().map((text) => text.includes(mark))).toEqual([false]);
});

test("when the messenger is heard again after hours, what waited is told at once, and not when its turn would come", async () => {
  school = await School.open({ joined: ["grandfather", "lateTeacher"] });
  let isAway = true;
  await lineOf((chat) => (isAway && chat === 203 ? Promise.reject(new TypeError("fetch failed")) : null));
  await grandfatherAnswers();
  for (let tries = 0; tries < 12; tries += 1) {
    school.pass(11 * minute);
    await school.bot.tellAll();
  }
  isAway = false;
  await school.quiet();
  expect(toldTeacher()).toEqual([]);
  await school.restart();
  await until(() => expect(toldTeacher()).toHaveLength(1));
});

test("where the line of the morning stumbles, everybody else is told all the same", async () => {
  school = await School.open({ joined: ["grandfather", "lateTeacher"] });
  school.house.mornings.put = () => Promise.reject(new Error("the morning is broken"));
  await grandfatherAnswers();
  await until(() => expect(toldTeacher()).toHaveLength(1));
});
