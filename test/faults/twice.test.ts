import { afterEach, expect, test } from "vitest";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

test("an update that comes twice acts once", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("/einwilligung");
  const [update] = [school.box.says(grandfather.chatId, "ja")];
  school.box.queue.push(update);
  await school.quiet();
  expect(grandfather.last).toBe("Leon N.: Teilnahme per Video (Bild)?");
  expect(grandfather.messages.filter(({ text }) => text.startsWith("Leon N.: Teilnahme per Video"))).toHaveLength(1);
});

test("two quick taps on JA answer one question, not the next one too", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("/einwilligung");
  grandfather.tap("JA");
  grandfather.tap("JA");
  await school.quiet();
  expect(grandfather.last).toBe("Leon N.: Teilnahme per Video (Bild)?");
  expect(school.box.toasts.at(-1)?.text).toBe("Dieser Schritt ist schon erledigt. Die offene Frage steht ganz unten.");
});

test("two taps on Absenden record one decision", async () => {
  school = await School.open({ joined: ["grandfather", "lateTeacher"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("/einwilligung");
  await grandfather.presses("JA");
  await grandfather.presses("JA");
  grandfather.tap("Absenden");
  grandfather.tap("Absenden");
  await school.quiet();
  expect(await school.events("Leon")).toBe("audio given, video given");
  expect(
    school
      .phone("lateTeacher")
      .transcript()
      .match(/Klasse 2c/g),
  ).toHaveLength(1);
});

test("a button of yesterday's consent does nothing but say so", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("/einwilligung");
  const old = grandfather.button("JA");
  await grandfather.says("/abbrechen");
  school.pass(24 * 60 * 60 * 1000);
  school.box.presses(grandfather.chatId, old?.message ?? 0, old?.data ?? "");
  await school.quiet();
  expect(await school.events("Leon")).toBe("");
  expect(school.box.toasts.at(-1)?.text).toBe("Dieser Knopf gehört zu einem alten Schritt.");
  expect(grandfather.last).toBe("Was möchten Sie tun?");
});

test("two guardians send at the same moment: both answers are kept, and what stands does not depend on who was first", async () => {
  school = await School.open({ joined: ["mother", "father", "teacher"] });
  for (const [who, answer] of [
    ["mother", "JA"],
    ["father", "NEIN"],
  ] as const) {
    await school.phone(who).says("/einwilligung Mila");
    await school.phone(who).presses(answer);
    await school.phone(who).presses(answer);
  }
  school.phone("mother").tap("Absenden");
  school.phone("father").tap("Absenden");
  await school.quiet();
  expect(await school.events("Mila")).toBe("audio given, video given, audio refused, video refused");
  expect(await school.participation("Mila")).toBe("none");
  expect(school.phone("teacher").last).toContain("Jetzt erlaubt: keine Teilnahme");
});

test("the same code twice in the same chat is no error; in another chat it is worth nothing", async () => {
  school = await School.open();
  const code = await school.letter("mother");
  const [mother, stranger] = [school.phone("mother"), school.phone("father")];
  await mother.says(code);
  await mother.presses("Verbinden");
  await mother.says(`mein Code ist ${code.toLowerCase()}`);
  await mother.presses("Verbinden");
  expect(mother.messages.at(-2)?.text).toContain("Verbunden. Guten Tag, Nadja Beispiel!");
  expect(mother.last).toBe("Mila B.: Teilnahme per Audio (Ton)?");
  await stranger.says(code);
  expect(stranger.last).toContain("Diesen Code kenne ich nicht");
});

test("guessing codes is slowed", async () => {
  school = await School.open();
  const stranger = school.phone("father");
  for (let guess = 2; guess <= 7; guess += 1) await stranger.says(`AB${guess}D-EFGH-JKMN`);
  expect(stranger.last).toMatchInlineSnapshot(`"Das waren zu viele Versuche. Ab 18:01 Uhr geht es wieder."`);
  school.pass(2 * 60_000);
  await stranger.says(await school.letter("father"));
  await stranger.presses("Verbinden");
  expect(stranger.messages.at(-2)?.text).toContain("Verbunden");
});
