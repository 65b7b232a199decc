import { afterEach, beforeEach, expect, test } from "vitest";
import { killsAt } from "../support/past-the-guards.ts";
import { School } from "../support/school.ts";

let school: School;
beforeEach(async () => void (school = await School.open()));
afterEach(() => school.stop());

const act = { by: "Frau Schreiber", what: "answer", about: "k1", at: "2026-11-23T17:00:00.000Z" };
const noted = async () =>
  (await school.house.office.actions(0, 10)).actions.map(({ by, what, about }) => `${by}: ${what} ${about}`);

async function answer(audio: "yes" | "no", evidence: string): Promise<number> {
  const { id } = await school.child("Leon");
  const person = (await school.house.roster.peopleOf(id))[0]?.id ?? null;
  return school.house.ledger.recordDecision(
    {
      child: id,
      person,
      role: "guardian",
      answers: { audio },
      route: "paper",
      recordedBy: "Frau Schreiber",
      notice: 1,
      language: "de",
      shownText: null,
      evidence,
    },
    school.clock.now,
  );
}

test("what somebody of the office changes is put down with who did it, once", async () => {
  await school.house.office.acting(act, async () => {
    await answer("yes", "form 1");
    await answer("no", "form 2");
  });
  expect(await noted()).toEqual(["Frau Schreiber: answer k1"]);
});

test("what changes nothing is not put down, nor what others do", async () => {
  await answer("yes", "form 1");
  await school.house.office.acting(act, () => answer("yes", "form 2"));
  await school.house.office.acting(act, async () => void (await school.house.roster.everyChild()));
  expect(await noted()).toEqual([]);
  expect(await school.events("Leon")).toBe("audio given");
});

test("the change and the note are one: where the note cannot be written, nothing is changed", async () => {
  killsAt(school.database.$client, "office_action", "no room");
  await expect(school.house.office.acting(act, () => answer("yes", "form 1"))).rejects.toThrow("no room");
  expect(await school.events("Leon")).toBe("");
});

test("two who work at the same time are not taken for each other", async () => {
  await Promise.all([
    school.house.office.acting(act, async () => {
      await Promise.resolve();
      await answer("yes", "form 1");
    }),
    school.house.office.acting(
      { ...act, by: "Herr Rektor" },
      async () => void (await school.house.periods.end("Herr Rektor", 1, school.clock.now)),
    ),
  ]);
  expect((await noted()).sort()).toEqual(["Frau Schreiber: answer k1", "Herr Rektor: answer k1"]);
});

test("nobody can change what was put down", async () => {
  await school.house.office.note(act);
  expect(() => school.database.$client.exec("update office_action set by = 'somebody else'")).toThrow(
    /stays as it was put down/,
  );
});

test("what was done is forgotten when proof is no longer kept; links and sessions that are over go at once", async () => {
  const { office, rounds } = school.house;
  await office.invite({ name: "Frau Schreiber", role: "office" }, "link", school.clock.now);
  await office.signIn("link", "session", school.clock.now);
  await office.invite({ name: "Frau Schreiber", role: "office" }, "another link", school.clock.now);
  const rows = () =>
    ["office_link", "office_session", "office_action"].map((table) =>
      school.database.$client.prepare(`select count(*) from ${table}`).pluck().get(),
    );
  expect(rows()).toEqual([1, 1, 1]);
  await school.days(8);
  expect(rows()).toEqual([0, 0, 1]);
  await office.sweep(new Date("2029-12-31T12:00:00Z"), 3);
  expect(rows()).toEqual([0, 0, 1]);
  await rounds.begin(new Date("2030-01-02T12:00:00Z"), true);
  await office.sweep(new Date("2030-01-02T12:00:00Z"), 3);
  expect(rows()).toEqual([0, 0, 0]);
});
