import { afterEach, expect, test } from "vitest";
import { lineTrouble } from "../../src/house/lights.ts";
import { openLights } from "../../src/wiring/lights.ts";
import { OfficePages } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

const hour = 60 * 60_000;

test("a message that has not gone out for a day stands on the overview, and goes from it when it has", async () => {
  school = await School.open({ joined: ["grandfather", "lateTeacher"] });
  const clerk = await new OfficePages(school).signedIn("office");
  school.box.faults.push({ method: "sendMessage", chatId: 203, times: 100_000, with: "no connection" });
  await school.phone("grandfather").answers("Leon", "JA", "NEIN");
  expect((await clerk.get("")).text).not.toContain("konnte nicht gesendet werden");
  for (let at = 0; at < 13; at += 1) {
    school.pass(2 * hour);
    await school.quiet();
  }
  const again = await new OfficePages(school).signedIn("head");
  expect((await again.get("")).text).toContain("Eine Nachricht konnte nicht gesendet werden");
  school.box.faults.length = 0;
  school.pass(2 * hour);
  await school.quiet();
  expect((await again.get("")).text).not.toContain("konnte nicht gesendet werden");
});

test.each([
  ["token refused", "Seit 23.11.2026, 18:00 Uhr lässt der Messenger JaNein nicht herein: Prüfen Sie BOT_TOKEN"],
  ["another poller", "Seit 23.11.2026, 18:00 Uhr läuft ein zweites Programm mit demselben BOT_TOKEN"],
  ["webhook", "Seit 23.11.2026, 18:00 Uhr schickt der Messenger alles an eine andere Adresse"],
  ["unreachable", "Seit 23.11.2026, 18:00 Uhr ist der Messenger nicht zu erreichen"],
] as const)("the overview says at once that the bot is cut off: %s", async (why, words) => {
  school = await School.open();
  const since = school.clock.now.toISOString();
  const connection = { ...school.bot.connection(), trouble: { why, since } };
  const look = openLights({ database: school.database, notes: "" }, () => connection, school.house.now);
  const pages = new OfficePages(school, { lineTrouble: async () => lineTrouble(await look(), school.clock.now) });
  const clerk = await pages.signedIn("office");
  const { text } = await clerk.get("");
  expect(text).toContain("Der Bot erreicht die Eltern gerade nicht");
  expect(text).toContain(words);
  expect(text).toMatch(/JaNein \d+\.\d+\.\d+/);
});
