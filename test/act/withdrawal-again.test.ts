import { setImmediate } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import type { House } from "../../src/house/house.ts";
import type { Phone } from "../support/phone.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

const hour = 60 * 60 * 1000;
const yesStands = "audio given, video given";
const withdrawn = `${yesStands}, audio withdrawn, video withdrawn`;

async function agreed(): Promise<Phone> {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.answers("Leon", "JA", "JA");
  grandfather.forget();
  return grandfather;
}

async function motherAgreed(): Promise<Phone> {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  for (const child of ["Mila", "Jonas"]) await mother.answers(child, "JA", "JA");
  return mother;
}

/** He does something; the process is killed when this is recorded, before it says so; the next one goes on. */
async function killedAfter(call: "recordInChat" | "takeBackInChat", act: () => void): Promise<void> {
  await school.bot.stop();
  const { ledger } = school.house;
  let isDead = false;
  const fatal = async (...args: unknown[]): Promise<never> => {
    await (ledger[call] as (...args: unknown[]) => Promise<unknown>)(...args);
    isDead = true;
    return await new Promise(() => undefined);
  };
  const house: House = { ...school.house, ledger: { ...ledger, [call]: fatal } };
  await school.start(house);
  act();
  while (!isDead) await setImmediate();
  school.box.poller?.end();
  await school.start();
  await school.quiet();
}

test("killed between recording a withdrawal in free words and saying so: it is said, once, with the way back, and nothing is asked", async () => {
  const grandfather = await agreed();
  await killedAfter("recordInChat", () => school.box.says(grandfather.chatId, "Ich widerrufe die Einwilligung"));
  expect(grandfather.transcript()).toMatchInlineSnapshot(`
    "Heinz: Ich widerrufe die Einwilligung
    JaNein: Ihr Widerruf ist gespeichert

        Leon N. (2c): Ton, Bild

        Er gilt ab sofort. Nachteile haben Sie dadurch nicht.
        [War nicht so gemeint]
    JaNein: Gespeichert am 23.11.2026, 18:00 Uhr

        Leon N. (2c)
        Ton: widerrufen
        Bild: widerrufen

        Es gilt: keine Teilnahme an Videokonferenzen. Sie können das jederzeit ändern: /einwilligung oder /widerruf

        Ihr Beleg: XXXXX-XXXXX-XXXXX"
  `);
  expect(await school.events("Leon")).toBe(withdrawn);
  await grandfather.presses("War nicht so gemeint");
  expect(await school.events("Leon")).toBe(`${withdrawn}, ${yesStands}`);
});

test("killed after recording for whom a withdrawal holds: it is said, and the office has nothing to do", async () => {
  const mother = await motherAgreed();
  await mother.says("Ich widerrufe meine Einwilligung");
  mother.forget();
  await killedAfter("recordInChat", () => mother.tap("Mila B. (3a)"));
  expect(mother.transcript()).toContain("Ihr Widerruf ist gespeichert\n\n    Mila B. (3a): Ton, Bild");
  expect(await school.events("Mila")).toBe(withdrawn);
  expect(await school.house.matters.ofChat(mother.chatId)).toEqual([]);
});

test("killed after a withdrawal was taken back, or tapped twice: nobody reads that it cannot be taken back", async () => {
  const grandfather = await agreed();
  await grandfather.says("Ich widerrufe die Einwilligung");
  const button = grandfather.button("War nicht so gemeint");
  grandfather.forget();
  await killedAfter("takeBackInChat", () => grandfather.tap("War nicht so gemeint"));
  school.box.presses(grandfather.chatId, button?.message ?? 0, button?.data ?? "");
  await school.quiet();
  expect(grandfather.transcript()).toContain("Ihr JA von vorher gilt wieder");
  expect(grandfather.transcript()).not.toContain("nicht mehr zurückholen");
  expect(await school.events("Leon")).toBe(`${withdrawn}, ${yesStands}`);
});

test("what was taken back only in part has no way back any more", async () => {
  const grandfather = await agreed();
  await grandfather.says("Ich widerrufe die Einwilligung");
  await grandfather.answers("Leon", "JA", "NEIN");
  await grandfather.presses("War nicht so gemeint");
  expect(grandfather.last).toContain("nicht mehr zurückholen");
});

test("a clear withdrawal that cannot be recorded now, for the clock was set back, waits, and comes before the office after a day", async () => {
  const grandfather = await agreed();
  school.pass(-2 * hour);
  await grandfather.says("Ich widerrufe die Einwilligung");
  expect(await school.events("Leon")).toBe(yesStands);
  await school.days(2);
  expect(await school.house.matters.beforeOffice()).toMatchObject([{ words: "Ich widerrufe die Einwilligung" }]);
});

test("tried again when the clock is right, it is recorded, and nothing waits", async () => {
  const grandfather = await agreed();
  school.pass(-2 * hour);
  await grandfather.says("Ich widerrufe die Einwilligung");
  school.pass(3 * hour);
  await grandfather.says("Ich widerrufe die Einwilligung");
  expect(await school.events("Leon")).toBe(withdrawn);
  expect(await school.house.matters.ofChat(grandfather.chatId)).toEqual([]);
});

test("words that asked for a withdrawal wait until what was chosen is recorded", async () => {
  const mother = await motherAgreed();
  await mother.says("Ich widerrufe meine Einwilligung");
  school.pass(-2 * hour);
  for (const label of ["Für alle"]) await mother.presses(label);
  await mother.says("/widerruf");
  for (const label of ["Für alle", "Ton und Bild: NEIN"]) await mother.presses(label);
  expect(await school.events("Mila")).toBe(yesStands);
  expect(await school.house.matters.ofChat(mother.chatId)).toHaveLength(1);
  school.pass(3 * hour);
  await mother.presses("Ton und Bild: NEIN");
  expect([await school.events("Mila"), await school.events("Jonas")]).toEqual([withdrawn, withdrawn]);
  expect(await school.house.matters.ofChat(mother.chatId)).toEqual([]);
});
