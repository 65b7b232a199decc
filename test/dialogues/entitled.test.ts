import { readFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { LedgerRefused } from "../../db/proof/append.ts";
import type { Answer, Purpose } from "../../src/consent/event.ts";
import { School } from "../support/school.ts";
import { testWithButtons } from "../support/with-buttons.ts";

let school: School;
afterEach(() => school.stop());

const schoolFile = readFileSync(new URL("../../src/demo/invented-school.csv", import.meta.url), "utf8");
/** The father is no guardian any more of this child. */
const withoutFatherOf = (child: string) =>
  schoolFile.replace(new RegExp(`^.*;Tarek;.*;${child};.*$`, "m"), "").replace(/^\n/gm, "");

/** The father of Mila has answered, and sees the review. */
async function atTheReview() {
  school = await School.open({ joined: ["father", "mother"] });
  const father = school.phone("father");
  await father.says("/einwilligung Mila");
  await father.presses("JA");
  await father.presses("JA");
  father.forget();
  return father;
}

/** What the father's chat would record of itself. */
async function declares(
  answers: Partial<Record<Purpose, Answer>>,
  { chatId = 102, evidence = "update 7", who = "Tarek", child = "Mila" } = {},
) {
  const { id } = await school.child(child);
  const person = (await school.house.roster.everybody()).find(({ givenName }) => givenName === who)?.id ?? "";
  const declared = {
    ...{ child: id, person, role: "guardian" as const, route: "chat" as const, recordedBy: person, notice: 1 },
    ...{ language: "de", shownText: null, evidence, answers, chatId },
  };
  return {
    ...declared,
    record: async () => (await school.house.ledger.recordInChat([declared], school.house.now()))[0],
  };
}

test("custody ends while the question is open: the question ends with it, and nothing is recorded", async () => {
  const father = await atTheReview();
  await school.imports(withoutFatherOf("Mila"));
  expect(await school.house.talks.conversationOf(102)).toBe(undefined);
  await father.presses("Absenden");
  expect(await school.events("Mila")).toBe("");
  expect(father.last).toContain("Was möchten Sie tun?");
});

test("a child leaves the school while the question is open: nothing is recorded", async () => {
  const father = await atTheReview();
  const { id } = await school.child("Mila");
  await school.imports(schoolFile.replace(/^3a;kind;Mila;.*\n/m, "").replace(/^3a;erz.*;Mila;.*\n/gm, ""));
  await father.presses("Absenden");
  expect(await school.house.ledger.eventsOf(id)).toEqual([]);
});

const notForThisChild =
  "Für dieses Kind können Sie zurzeit nichts erklären, darum habe ich nichts gespeichert. Bei Fragen hilft das Sekretariat.";

test("a father whose guardianship has ended hears at the next tap that it is so, before he is asked what else he wants", async () => {
  const father = await atTheReview();
  await school.imports(withoutFatherOf("Mila"));
  await father.presses("Absenden");
  expect(father.messages.at(-2)?.text).toBe(notForThisChild);
  expect(father.last).toContain("Was möchten Sie tun?");
});

test("the button under a receipt, of a mother who has left the phone that the father uses too: he hears that it is nothing for him", async () => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  await mother.answers("Mila", "JA", "JA");
  await mother.says(`/start ${await school.letter("father")}`);
  await mother.presses("Verbinden");
  await mother.says("/abbrechen");
  const { accounts } = school.house;
  const nadja = (await accounts.personsOf(mother.chatId)).find(({ givenName }) => givenName === "Nadja");
  await accounts.disconnect(nadja?.id ?? "", school.clock.now);
  await school.quiet();
  await mother.presses("Für Jonas B. antworten");
  expect(mother.last).toBe(notForThisChild);
});

test("the button under a receipt, after the guardianship of the only children has ended, says so, and asks for no code", async () => {
  school = await School.open({ joined: ["father"] });
  const father = school.phone("father");
  await father.answers("Mila", "JA", "JA");
  await school.imports(withoutFatherOf("Mila").replace(/^1b;.*;Tarek;.*\n/gm, ""));
  await father.presses("Für Jonas B. antworten");
  expect(father.last).toBe(notForThisChild);
});

test("a father who may declare for no child any more hears so, and no help text; also where the child was to be chosen", async () => {
  school = await School.open({ joined: ["father"] });
  const father = school.phone("father");
  await father.answers("Jonas", "NEIN", "NEIN");
  await father.says("/einwilligung");
  await school.imports(withoutFatherOf("Mila").replace(/^.*;Tarek;.*\n/gm, ""));
  await father.presses("Mila B. (3a)");
  expect(father.last).toBe(notForThisChild);
});

test("who taps for a child that has left the school hears that it has", async () => {
  const father = await atTheReview();
  await school.imports(schoolFile.replace(/^3a;kind;Mila;.*\n/m, "").replace(/^3a;erz.*;Mila;.*\n/gm, ""));
  await father.presses("Absenden");
  expect(father.messages.at(-2)?.text).toMatch(/^Dieses Kind ist nicht mehr an der Schule gemeldet/);
});

test("who was disconnected hears at the next tap that the account is no longer theirs", async () => {
  const father = await atTheReview();
  const { person } = await declares({});
  await school.house.accounts.disconnect(person, school.clock.now);
  await school.bot.tellAll();
  await father.presses("Absenden");
  expect(father.last).toMatch(/^Dieses Konto ist nicht mehr mit Ihnen verbunden/);
  expect(await school.events("Mila")).toBe("");
});

testWithButtons("a tap for somebody else's child, forged, says no more than that", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("/status");
  const message = grandfather.messages.at(-1)?.id ?? 0;
  for (const id of [(await school.child("Mila")).id, "nobody"]) {
    school.box.presses(grandfather.chatId, message, `give:${id}:review:x:send`);
    await school.quiet();
    expect(grandfather.messages.at(-2)?.text).toBe(notForThisChild);
  }
});

test("an open question about a child stays where only somebody else's guardianship changes", async () => {
  const father = await atTheReview();
  await school.imports(schoolFile.replace(/^2c;erz.*;Leon;.*\n/m, ""));
  await father.presses("Absenden");
  expect(await school.events("Mila")).toBe("audio given, video given");
});

test("the period ends while the question is open: a yes is not recorded, and one kind sentence says why", async () => {
  const father = await atTheReview();
  await school.house.periods.end("Frau Rektor", 1, school.clock.now);
  await school.quiet();
  father.forget();
  await father.presses("Absenden");
  expect(await school.events("Mila")).toBe("");
  expect(father.transcript()).toContain("JaNein: ");
});

test("in the moment of recording it is asked whose chat it is, whose child, whether it is there, whether the period runs", async () => {
  school = await School.open({ joined: ["father", "mother"] });
  expect(await (await declares({ audio: "yes" }, { chatId: 101 })).record()).toEqual({ refused: "account" });
  expect(await (await declares({ audio: "yes" }, { child: "Leon" })).record()).toEqual({ refused: "child" });
  const [yes, no] = [await declares({ audio: "yes" }), await declares({ audio: "no" }, { evidence: "update 8" })];
  await school.house.periods.end("Frau Rektor", 1, school.clock.now);
  expect(await yes.record()).toEqual({ refused: "period" });
  expect(await no.record()).toEqual({ events: 1 });
  await school.imports(schoolFile.replace(/^3a;kind;Mila;.*\n/m, "").replace(/^3a;erz.*;Mila;.*\n/gm, ""));
  expect(await (await declares({ audio: "yes" }, { child: "Jonas" })).record()).toEqual({ refused: "period" });
  expect(await yes.record()).toEqual({ refused: "left" });
  expect(await no.record()).toEqual({ events: 1 });
});

test("the same act with the same answers is recorded once, with other answers it is another declaration", async () => {
  school = await School.open({ joined: ["father"] });
  const yes = await declares({ audio: "yes", video: "yes" });
  const no = await declares({ audio: "yes", video: "no" });
  expect([await yes.record(), await yes.record(), await no.record(), await no.record()]).toEqual([
    { events: 2 },
    { events: 2 },
    { events: 1 },
    { events: 1 },
  ]);
  expect(await school.events("Mila")).toBe("audio given, video given, video withdrawn");
});

test("on paper, too, nothing is recorded of somebody who may not declare any more", async () => {
  school = await School.open();
  const { chatId: _, record: _record, ...declared } = await declares({ audio: "yes" });
  await school.imports(withoutFatherOf("Mila"));
  const onPaper = school.house.ledger.recordDecision({ ...declared, route: "paper" }, school.house.now());
  await expect(onPaper).rejects.toThrow(LedgerRefused);
  await expect(onPaper).rejects.toThrow("may not declare for this child now");
  expect(await school.events("Mila")).toBe("");
});
