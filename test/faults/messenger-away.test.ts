import { afterEach, expect, test } from "vitest";
import { bad, broken, tooMany } from "../../src/bot-api/refusal.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

const minute = 60_000;

async function givesBoth(who: "grandfather" | "mother", child?: string): Promise<void> {
  const phone = school.phone(who);
  await phone.says(`/einwilligung ${child ?? ""}`);
  await phone.presses("JA");
  await phone.presses("JA");
  await phone.presses("Absenden");
}

test.each([
  ["answers 429 three times", tooMany(7)],
  ["answers 500 three times", broken()],
  ["cannot be reached three times", "no connection" as const],
])("the messenger %s in the middle of a consent: it goes on, once", async (_name, fault) => {
  school = await School.open({ joined: ["grandfather", "lateTeacher"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("/einwilligung");
  school.box.faults.push({ times: 3, with: fault });
  await grandfather.presses("JA");
  expect(grandfather.last).toBe("Leon N.: Teilnahme per Video (Bild)?");
  await grandfather.presses("NEIN");
  await grandfather.presses("Absenden");
  expect(await school.events("Leon")).toBe("audio given, video refused");
  expect(
    school
      .phone("lateTeacher")
      .transcript()
      .match(/Klasse 2c/g),
  ).toHaveLength(1);
});

test("the messenger is away for an hour: the parent's answer is kept, and the teacher hears of it when it is back", async () => {
  school = await School.open({ joined: ["grandfather", "lateTeacher"] });
  const begun = school.clock.now.getTime();
  school.box.faults.push({ method: "sendMessage", chatId: 203, times: 1000, with: "no connection" });
  await givesBoth("grandfather");
  expect(await school.events("Leon")).toBe("audio given, video given");
  for (let round = 0; round < 6; round += 1) {
    await school.quiet();
    expect(school.phone("lateTeacher").transcript()).toBe("");
    school.pass(10 * minute);
  }
  expect(school.clock.now.getTime() - begun).toBeGreaterThan(45 * minute);
  school.box.faults.length = 0;
  await school.quiet();
  expect(school.phone("lateTeacher").last).toContain("Klasse 2c: Leon N.");
});

test("a server that answers 500 for long: the announcement waits and is told later, once", async () => {
  school = await School.open({ joined: ["grandfather", "lateTeacher"] });
  const teacher = school.phone("lateTeacher");
  school.box.faults.push({ method: "sendMessage", chatId: 203, times: 12, with: broken() });
  await givesBoth("grandfather");
  expect(teacher.transcript()).toBe("");
  for (let round = 0; round < 14; round += 1) {
    school.pass(11 * minute);
    await school.quiet();
  }
  expect(teacher.transcript().match(/Klasse 2c/g)).toHaveLength(1);
});

test("a parent who has blocked the bot is marked unreachable, nothing is tried again, and a word from them lifts it", async () => {
  school = await School.open({ joined: ["mother", "teacher"] });
  const teacher = school.phone("teacher");
  school.box.place(teacher.chatId).blocked = true;
  await givesBoth("mother", "Mila");
  const tries = () =>
    school.box.calls.filter(({ method, payload }) => method === "sendMessage" && payload.chat_id === teacher.chatId)
      .length;
  const before = tries();
  school.pass(60 * minute);
  await school.quiet();
  expect(tries()).toBe(before);
  school.box.place(teacher.chatId).blocked = false;
  await teacher.says("/klasse");
  expect(teacher.last).toContain("Klasse 3a: Mila B.");
});

test("an update that cannot be worked on is apologised for, and the open question stands", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("/einwilligung");
  school.box.faults.push({ method: "sendMessage", times: 1, with: bad("something that no try will change") });
  await grandfather.presses("JA");
  expect(grandfather.messages.at(-2)?.text).toContain("Das hat gerade nicht geklappt");
  expect(grandfather.last).toBe("Leon N.: Teilnahme per Audio (Ton)?");
  await grandfather.says("ja");
  expect(grandfather.last).toBe("Leon N.: Teilnahme per Video (Bild)?");
});
