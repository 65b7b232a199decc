import { afterEach, beforeEach, expect, test } from "vitest";
import { OfficePages } from "../support/office-pages.ts";
import { Phone } from "../support/phone.ts";
import { School } from "../support/school.ts";

const minute = 60 * 1000;
const hour = 60 * minute;
let school: School;
let phone: Phone;
beforeEach(async () => {
  school = await School.open({ joined: ["mother", "father"] });
});
afterEach(() => school.stop());

/** The secretary connects the own telephone with a code from the page. */
async function connects(): Promise<void> {
  const clerk = await new OfficePages(school).signedIn("office");
  const made = await clerk.does("/morning/code");
  const [, code = ""] = /<code class="code">([^<]+)<\/code>/.exec(made.html) ?? [];
  phone = new Phone("Frau Schreiber", 301, school.box, () => school.quiet());
  await phone.says(code);
  await phone.presses("Verbinden");
}

/** Until 7:30 of the next day and a little. */
async function untilMorning(): Promise<void> {
  school.pass(13 * hour + 31 * minute);
  await school.quiet();
}

test("the secretary connects with a code, and on the next morning hears figures and no names, once", async () => {
  await connects();
  expect(phone.last).toContain("um 7:30 Uhr");
  expect(phone.last).toContain("keine Namen");
  await school.records("Mila", "Nadja", { audio: "yes", video: "yes" }, "paper");
  await school.records("Mila", "Tarek", { audio: "no" }, "paper");
  await untilMorning();
  expect(phone.last).toContain("Kinder mit neuer Antwort: 1");
  expect(phone.last).toContain("Verschiedene Erklärungen: 1 neu, 0 nicht mehr");
  expect(phone.last).not.toMatch(/Mila|Nadja|Tarek|3a/);
  const heard = phone.messages.length;
  for (const _ of [1, 2]) {
    school.pass(10 * minute);
    await school.quiet();
  }
  expect(phone.messages.length).toBe(heard);
});

test("the message of the next day begins where the last one ended", async () => {
  await connects();
  await school.records("Mila", "Nadja", { audio: "yes" }, "paper");
  await untilMorning();
  school.pass(24 * hour);
  await school.quiet();
  expect(phone.last).toMatch(/Nichts Neues.* seit 24\.11\.2026, 07:3\d/);
});

test("it is switched off by a word in the chat, and by the page, and then nothing comes", async () => {
  await connects();
  await phone.says("/morgens");
  expect(phone.last).toContain("morgens schreibe ich Ihnen nicht mehr");
  const heard = phone.messages.length;
  await untilMorning();
  expect(phone.messages.length).toBe(heard);
  await phone.says("/morgens 8:00");
  expect(phone.last).toContain("um 8:00 Uhr, was sich an der Schule geändert hat");
});

test("the office's telephone is no family's: it declares nothing and hears nothing of periods and notices", async () => {
  await connects();
  const heard = phone.messages.length;
  await school.house.periods.end("Frau Rektor", 1, school.clock.now);
  await school.quiet();
  expect(phone.messages.length).toBe(heard);
  await phone.says("/datenschutz");
  expect(phone.messages.at(-1)).toBeDefined();
  await phone.says("/verlassen");
  await phone.says("/morgens");
  expect(phone.last).not.toContain("um 7:30");
});
