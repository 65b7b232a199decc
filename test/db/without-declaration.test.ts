import { afterEach, expect, test } from "vitest";
import { verifyProof } from "../../db/proof/verify.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

const names = (sql: string) => school.database.$client.prepare(sql).pluck().all() as string[];
const children = () => names("select given_name from child order by given_name");
const people = () => names("select given_name from person order by given_name");
const leaves = async (child: string) =>
  school.house.changes.byHand(
    { what: "leave", childId: (await school.child(child)).id, on: school.clock.now.toISOString().slice(0, 10) },
    { id: `${child} left`, by: "Frau Schreiber" },
    school.house.now(),
  );
/** The rounds of so many days: they stand still where the clock goes ahead by more than a month. */
const passes = async (days: number) => {
  for (let done = 0; done < days; done += 20) await school.days(Math.min(20, days - done));
};

test("a child who left without any declaration goes after the transfer day, with whoever is its alone; others stay", async () => {
  school = await School.open({ joined: ["grandfather"], settings: { TRANSFER_DAY: "12-20" } });
  await school.phone("grandfather").answers("Leon", "JA", "NEIN");
  const [before, everybody] = [children(), people()];
  for (const child of ["Ida", "Leon"]) await leaves(child);
  await passes(20);
  expect(children()).toEqual(before);
  await passes(20);
  expect(children()).toEqual(before.filter((name) => name !== "Ida"));
  expect(everybody.filter((name) => !people().includes(name))).toEqual(["Jens", "Marta"]);
  expect(await verifyProof(school.database)).not.toHaveProperty("broken");
});

test("a leaving that can still be taken back keeps a child over the transfer day", async () => {
  school = await School.open({ settings: { TRANSFER_DAY: "11-25" } });
  await leaves("Mila");
  await passes(4);
  expect(children()).toContain("Mila");
  expect(await school.house.changes.takeBack("Mila left", school.house.now())).toEqual([]);
  await passes(20);
  expect(children()).toContain("Mila");
});

test("of whom something was decided, the child is kept as long as that", async () => {
  school = await School.open({ settings: { TRANSFER_DAY: "11-25" } });
  await school.decides("Mila", "Nadja", "neither");
  await leaves("Mila");
  await passes(60);
  expect(children()).toContain("Mila");
});

test("whoever has asked for a right that is not answered yet finds the child still there; then it goes", async () => {
  school = await School.open({ settings: { TRANSFER_DAY: "11-25" } });
  const { house } = school;
  const { id } = await school.child("Ida");
  const person = (await house.roster.peopleOf(id))[0]?.id ?? "";
  await house.requests.receive({ id: "r1", right: "access", personId: person, words: "alles" }, house.now());
  await leaves("Ida");
  await passes(40);
  expect(children()).toContain("Ida");
  await house.requests.step("r1", "answered", "Frau Schreiber", "gesendet", house.now());
  await passes(2);
  expect(children()).not.toContain("Ida");
});

test("the transfer day is over when the school's day is, wherever the school is", async () => {
  school = await School.open({ settings: { TRANSFER_DAY: "11-30", TIME_ZONE: "America/Sao_Paulo" } });
  await leaves("Ida");
  school.clock.now = new Date("2026-12-01T01:00:00.000Z");
  await school.house.retention.erase(school.clock.now).catch(() => undefined);
  expect(children()).toContain("Ida");
  await passes(2);
  expect(children()).not.toContain("Ida");
});

test("a request with a step of a clock that was ahead stops no erasing, and goes when all of it is old", async () => {
  school = await School.open({ joined: ["grandfather"], settings: { REQUEST_YEARS: 1, PROOF_YEARS: 5 } });
  const { house } = school;
  const person = (await house.roster.ownChildren(103))[0]?.personId ?? "";
  const ahead = new Date("2027-01-03T12:00:00.000Z");
  await house.requests.receive({ id: "r1", right: "access", personId: person, words: "alles" }, ahead);
  await house.requests.step("r1", "answered", "Frau Schreiber", "gesendet", new Date("2026-12-30T12:00:00.000Z"));
  await passes(410);
  expect(names("select id from rights_request")).toEqual(["r1"]);
  await passes(380);
  expect(names("select id from rights_request")).toEqual([]);
});

test("questions, told messages and requests go after their own times", async () => {
  school = await School.open({
    joined: ["grandfather"],
    settings: { QUESTION_MONTHS: 1, MESSAGE_MONTHS: 1, REQUEST_YEARS: 1, PROOF_YEARS: 5 },
  });
  await school.phone("grandfather").answers("Leon", "JA", "NEIN");
  const { house } = school;
  const person = (await house.roster.ownChildren(103))[0]?.personId ?? "";
  await house.requests.receive({ id: "r1", right: "access", personId: person, words: "alles" }, house.now());
  await house.requests.step("r1", "answered", "Frau Schreiber", "gesendet", house.now());
  await school.quiet();
  const told = () => names("select id from announcement where sent_at is not null and kind <> 'reminder'").length;
  expect(told()).toBeGreaterThan(0);
  await passes(40);
  expect(told()).toBe(0);
  await passes(360);
  expect(names("select id from rights_request")).toEqual(["r1"]);
  await passes(380);
  expect(names("select id from rights_request")).toEqual([]);
  expect(await house.ledger.eventsOf((await school.child("Leon")).id)).toHaveLength(2);
  expect(await verifyProof(school.database)).not.toHaveProperty("broken");
});
