import { afterEach, expect, test } from "vitest";
import { School } from "../support/school.ts";
import { onSynapse } from "../support/with-buttons.ts";

let school: School;
afterEach(() => school.stop());

const requests = async () => (await school.house.requests.all()).map(({ right, words }) => [right, words]);
const passed = async () => (await school.house.questions.passedOn()).length;

/** A server of its own takes its time for each. */
const oftenEnough = onSynapse ? 20 : 150;

test("tapping on and on passes five questions on, each once; beyond that one kind sentence says what to do", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("Gibt es in der Mensa heute Spaghetti oder Pizza?");
  const button = grandfather.button("Frage an die Schule weitergeben");
  for (let tap = 0; tap < oftenEnough; tap += 1)
    school.box.presses(grandfather.chatId, button?.message ?? 0, button?.data ?? "");
  await school.quiet();
  expect(await passed()).toBe(1);
  for (let asked = 0; asked < oftenEnough; asked += 1) {
    school.box.says(grandfather.chatId, `Gibt es in der Mensa am Tag ${asked} Spaghetti oder Pizza?`);
    await school.quiet();
    grandfather.tap("Frage an die Schule weitergeben");
  }
  await school.quiet();
  expect(await passed()).toBe(5);
  expect(grandfather.messages.filter(({ text }) => text.startsWith("Heute habe ich schon mehrere")).length).toBe(
    oftenEnough - 4,
  );
  school.pass(25 * 60 * 60 * 1000);
  await grandfather.says("Gibt es in der Mensa am Montag Spaghetti oder Pizza?");
  await grandfather.presses("Frage an die Schule weitergeben");
  expect(await passed()).toBe(6);
}, 600_000);

test("a question of 4,000 letters is kindly refused, and nothing of it is kept", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says(`Gibt es in der Mensa heute Spaghetti oder Pizza? ${"x".repeat(3900)}`);
  await grandfather.presses("Frage an die Schule weitergeben");
  expect(grandfather.last).toBe("Das ist zu lang für mich. Bitte schreiben Sie es kürzer, mit höchstens 1000 Zeichen.");
  expect(await passed()).toBe(0);
});

test("fifteen requests for erasure in a row are one: it is answered with its due date, and further words are added", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  for (let time = 0; time < 15; time += 1) {
    await grandfather.says("/rechte");
    await grandfather.presses("Löschung");
    await grandfather.presses("So beantragen");
  }
  expect(await requests()).toEqual([["erasure", ""]]);
  expect(grandfather.last).toBe(
    "Diesen Antrag (Löschung) hat die Schule schon von Ihnen. Sie muss bis zum 23.12.2026 antworten.",
  );
  for (const words of ["die Klassenlisten bitte", "die Klassenlisten bitte", "und die alten Fotos auch"]) {
    await grandfather.says("/rechte");
    await grandfather.presses("Löschung");
    await grandfather.says(words);
    await grandfather.presses("So beantragen");
  }
  expect(await requests()).toEqual([["erasure", "die Klassenlisten bitte\nund die alten Fotos auch"]]);
  const [request] = await school.house.requests.all();
  await school.house.requests.step(
    request?.id ?? "",
    "declined",
    "Frau Schreiber",
    "noch gebraucht",
    school.house.now(),
  );
  await grandfather.says("/rechte");
  await grandfather.presses("Löschung");
  await grandfather.presses("So beantragen");
  expect((await requests()).length).toBe(2);
});

test("words of 4,000 letters to a request are kindly refused, and the question stands", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("/rechte");
  await grandfather.presses("Beschwerde");
  await grandfather.says(`Auf dem Elternabend lag eine Liste. ${"x".repeat(3900)}`);
  expect(grandfather.messages.at(-2)?.text).toContain("Das ist zu lang für mich.");
  expect(await requests()).toEqual([]);
  await grandfather.says("Auf dem Elternabend lag eine Liste.");
  await grandfather.presses("So weitergeben");
  expect(await requests()).toEqual([["complaint", "Auf dem Elternabend lag eine Liste."]]);
});

test("own data is sent three times a day, and then again tomorrow", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  const documents = () => grandfather.messages.filter(({ document }) => document !== null).length;
  for (let time = 0; time < 10; time += 1) {
    await grandfather.says("/rechte");
    await grandfather.presses("Auskunft");
  }
  expect(documents()).toBe(6);
  expect(grandfather.last).toContain("Morgen schicke ich es gern wieder.");
  school.pass(25 * 60 * 60 * 1000);
  await grandfather.says("/rechte");
  await grandfather.presses("Auskunft");
  expect(documents()).toBe(8);
});
