import { afterEach, expect, test } from "vitest";
import { bad, tooMany } from "../../src/bot-api/refusal.ts";
import type { Receipt } from "../../src/consent/receipt.ts";
import { overview } from "../../db/school/overview.ts";
import { schoolStatus } from "../../src/office/school-status.ts";
import { Phone } from "../support/phone.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

const minute = 60_000;

/** A fault put in: the receipt of this child cannot be printed. */
function cannotPrintFor(name: string): { mend: () => void } {
  const { print } = school.house;
  const works = print.receipt.bind(print);
  print.receipt = (receipt: Receipt) => {
    if (receipt.child.name.startsWith(name)) throw new TypeError(`cannot print ${receipt.child.name}`);
    return works(receipt);
  };
  return { mend: () => (print.receipt = works) };
}

const waiting = () =>
  school.database.$client
    .prepare("select attempts, last_error, due_at from announcement where sent_at is null order by id")
    .all() as { attempts: number; last_error: string | null; due_at: string }[];

test("a receipt that cannot be printed holds back no other: Mila's arrives, her teacher hears, and it is tried again later and later", async () => {
  school = await School.open({ joined: ["grandfather", "mother", "teacher"] });
  const fault = cannotPrintFor("Leon");
  await school.phone("grandfather").answers("Leon", "JA", "JA");
  await school.phone("mother").answers("Mila", "JA", "NEIN");
  expect(school.phone("mother").last).toContain("Gespeichert am");
  expect(school.phone("teacher").last).toContain("Klasse 3a: Mila B.");
  expect(school.phone("grandfather").last).not.toContain("Gespeichert am");
  const waits: number[] = [];
  for (let tries = 1; tries <= 5; tries += 1) {
    const [one] = waiting();
    expect(one).toMatchObject({ attempts: tries, last_error: "TypeError" });
    waits.push(Date.parse(one?.due_at ?? "") - school.clock.now.getTime());
    school.pass(waits.at(-1) ?? 0);
    await school.quiet();
  }
  expect(waits.every((wait, at) => at === 0 || wait >= 2 * (waits[at - 1] ?? 0))).toBe(true);
  fault.mend();
  school.pass(60 * minute);
  await school.quiet();
  expect(school.phone("grandfather").last).toContain("Gespeichert am");
  expect(school.phone("grandfather").last).not.toContain("Vielleicht schon einmal");
});

test("the office and the operator see what waits: how many, and why, without a name", async () => {
  school = await School.open({ joined: ["grandfather"] });
  cannotPrintFor("Leon");
  await school.phone("grandfather").answers("Leon", "JA", "JA");
  const stuck = () => school.house.outbox.stuck(school.clock.now);
  expect(await stuck()).toBe(0);
  school.pass(61 * minute);
  await school.quiet();
  expect(await stuck()).toBe(1);
  const said = schoolStatus(await overview(school.database, school.clock.now), [], 1, []);
  expect(said).toMatch(/last refusal {3}person \w+: TypeError/);
  expect(said).not.toContain("Leon");
});

test("what one message says that cannot even be looked up holds back no other", async () => {
  school = await School.open({ joined: ["mother", "teacher"] });
  const { $client: client } = school.database;
  client.exec(
    "insert into announcement (kind, about, person_id, child_id, born_at, due_at) " +
      "select 'request', 'r1', person_id, null, '2026-11-23T00:00:00.000Z', '2026-11-23T00:00:00.000Z' from account where chat_id = '101';" +
      "insert into rights_request (id, right, person_id, words) select 'r1', 'erasure', person_id, '' from account where chat_id = '101';" +
      "insert into request_step (request_id, step, at, by, note) values ('r1', 'received', 'no time at all', 'x', '')",
  );
  await school.phone("mother").answers("Mila", "JA", "JA");
  expect(school.phone("teacher").last).toContain("Klasse 3a: Mila B.");
  expect(waiting()).toMatchObject([{ last_error: "RangeError" }]);
});

test.each([
  ["too long for what stands under a receipt", 950],
  ["too long for one message", 5000],
])("a name that makes the words %s: words and receipt arrive, and /status too", async (_name, letters) => {
  school = await School.open({ joined: ["grandfather", "lateTeacher"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("/einwilligung");
  await grandfather.says("/abbrechen");
  school.database.$client
    .prepare("update child set given_name = ? where given_name = 'Leon'")
    .run(`Leon ${"<b> & lang ".repeat(letters / 10)}`);
  await grandfather.says("/einwilligung");
  await grandfather.presses("JA");
  await grandfather.presses("JA");
  await grandfather.presses("Absenden");
  const said = grandfather.messages.slice(-8).map(({ text }) => text);
  expect(said.join("\n")).toContain("Gespeichert am");
  expect(grandfather.document(".pdf").length).toBeGreaterThan(1000);
  expect(waiting()).toEqual([]);
  await grandfather.says("/status");
  expect(grandfather.last).not.toContain("mein Fehler");
});

test("words that the messenger will not read are sent plain; where it refuses those too, the rest goes on", async () => {
  school = await School.open({ joined: ["mother", "teacher", "grandfather", "lateTeacher"] });
  school.box.faults.push({ method: "sendMessage", chatId: 201, times: 1, with: bad("can't parse entities") });
  school.box.faults.push({
    method: "sendMessage",
    chatId: 203,
    times: 2,
    with: bad("something that no try will change"),
  });
  await school.phone("grandfather").answers("Leon", "JA", "JA");
  await school.phone("mother").answers("Mila", "JA", "JA");
  const message = school.phone("teacher").messages.at(-1);
  expect(message?.text).toContain("Klasse 3a: Mila B.");
  expect(message?.html).not.toContain("<b>");
  expect(waiting()).toMatchObject([{ last_error: "400 Bad Request: something that no try will change" }]);
});

test("a stranger whom the messenger puts off is not waited for: the mother is answered at once", async () => {
  school = await School.open({ joined: ["mother"] });
  const stranger = new Phone("Fremd", 666, school.box, () => school.quiet());
  school.box.faults.push({ chatId: 666, times: 50, with: tooMany(8) });
  const begun = school.clock.now.getTime();
  for (let count = 0; count < 10; count += 1) school.box.says(stranger.chatId, "/start");
  school.box.says(101, "/status");
  await school.quiet();
  expect(school.phone("mother").last).toContain("Mila B.");
  expect(school.clock.now.getTime()).toBe(begun);
  school.box.faults.length = 0;
  await stranger.says("/start");
  expect(stranger.last).toContain("Code");
});

test("whoever belongs to the school is still waited for", async () => {
  school = await School.open({ joined: ["mother"] });
  const begun = school.clock.now.getTime();
  school.box.faults.push({ method: "sendMessage", chatId: 101, times: 2, with: tooMany(8) });
  await school.phone("mother").says("/status");
  expect(school.phone("mother").last).toContain("Mila B.");
  expect(school.clock.now.getTime() - begun).toBe(16_000);
});

test("twenty strangers with wrong codes close joining for nobody, and a right code joins after any number of wrong ones", async () => {
  school = await School.open();
  for (let stranger = 0; stranger < 20; stranger += 1) {
    const phone = new Phone("Fremd", 7000 + stranger, school.box, () => school.quiet());
    for (let guess = 0; guess < 6; guess += 1) school.box.says(phone.chatId, `AB${2 + guess}D-EFGH-JKMN`);
  }
  await school.quiet();
  await school.join("mother");
  expect((await school.house.accounts.personsOf(101)).length).toBe(1);
  const father = school.phone("father");
  for (let guess = 0; guess < 8; guess += 1) await father.says(`AB${2 + (guess % 8)}D-EFGH-JKMN`);
  expect(father.last).toContain("zu viele Versuche");
  await school.join("father");
  expect((await school.house.accounts.personsOf(102)).length).toBe(1);
});
