import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { verifyProof } from "../../db/proof/verify.ts";
import { dailyRounds } from "../../src/house/rounds.ts";
import { dropGuards, heedless, killsAt, listed } from "../support/past-the-guards.ts";
import { School } from "../support/school.ts";

let school: School;
beforeEach(async () => {
  school = await School.open({ joined: ["mother", "father", "teacher"] });
  await school.phone("mother").answers("Mila", "JA", "JA");
  await school.phone("father").answers("Mila", "NEIN", "NEIN");
});
afterEach(() => school.stop());

const sql = (text: string) => school.database.$client.exec(text);
const one = (text: string) => school.database.$client.prepare(text).pluck().get();
const count = (table: string) => Number(one(`select count(*) from ${table}`));

describe("a decision", () => {
  test("is one transaction with what is told and with the office's log: whoever dies in between has decided nothing", async () => {
    const before = [count("custody_fact"), count("announcement"), count("journal"), count("office_action")];
    for (const table of ["announcement", "office_action"]) {
      const revive = killsAt(school.database.$client, table);
      const act = { by: "Frau Schreiber", what: "custody", about: "x", at: school.clock.now.toISOString() };
      const deciding = school.house.office.acting(act, () => school.decides("Mila", "Tarek", "neither"));
      await expect(deciding).rejects.toThrow("killed");
      revive();
      const after = [count("custody_fact"), count("announcement"), count("journal"), count("office_action")];
      expect(after).toEqual(before);
    }
    expect(await school.participation("Mila")).toBe("none");
    await school.decides("Mila", "Tarek", "neither");
    expect(await school.participation("Mila")).toBe("audio_and_video");
  });

  test("is never changed or deleted, and one that somebody has changed past the guards is found", async () => {
    await school.decides("Mila", "Tarek", "neither");
    expect(() => sql("update custody_fact set custody = 'declares'")).toThrow(/append-only/);
    expect(() => sql("delete from custody_fact")).toThrow(/retention time/);
    dropGuards(school.database.$client, "custody_fact_is_never_changed");
    heedless(school.database.$client, "update custody_fact set custody = 'declares'");
    expect(await verifyProof(school.database)).toMatchObject({
      broken: { where: "journal", id: "custody_fact 1", fault: "the row it is about was changed" },
    });
  });

  test("of a person who is no guardian of the child is none", async () => {
    const { id } = await school.child("Leon");
    const guardian = String(one("select person_id from account where chat_id = '102'"));
    const decision = { child: id, guardian, custody: "neither" as const, since: "2026-11-01", paper: "x", by: "y" };
    expect(await school.house.custody.decide(decision, school.clock.now)).toBe("stranger");
    expect(await school.house.custody.wouldChange(decision, school.clock.now)).toBe(null);
    expect(count("custody_fact")).toBe(0);
  });
});

test("what a decision would change is told without anything staying", async () => {
  const { id } = await school.child("Mila");
  const guardian = String(one("select person_id from account where chat_id = '102'"));
  const before = [count("custody_fact"), count("journal"), count("announcement")];
  const would = await school.house.custody.wouldChange(
    { child: id, guardian, custody: "neither", since: "2026-11-01", paper: "x", by: "y" },
    school.clock.now,
  );
  expect([would?.before.standing.participation, would?.after.standing.participation]).toEqual([
    "none",
    "audio_and_video",
  ]);
  expect([count("custody_fact"), count("journal"), count("announcement")]).toEqual(before);
});

describe("erasing", () => {
  const until = (date: string) => (school.clock.now = new Date(`${date}T03:00:00Z`));
  const rounds = () => dailyRounds(school.house, 14, true);

  test("what another decision has followed goes after the retention time, on record; what holds stays with the child", async () => {
    await school.decides("Mila", "Tarek", "neither");
    until("2027-02-01");
    await school.decides("Mila", "Tarek", "informed");
    until("2031-02-01");
    await rounds();
    expect(listed(school.database.$client, "select custody from custody_fact")).toBe("informed");
    expect(await verifyProof(school.database)).toMatchObject({ notedSeen: true });
  });

  test("who is kept from declaring is not forgotten while the child is there, though no list names him any more", async () => {
    await school.decides("Mila", "Tarek", "neither");
    const person = String(one("select guardian_id from custody_fact"));
    sql("delete from guardianship where guardian_id = (select guardian_id from custody_fact)");
    until("2027-06-01");
    await rounds();
    until("2027-12-01");
    await rounds();
    expect(one(`select count(*) from person where id = '${person}'`)).toBe(1);
  });

  test("the facts go with the child, and its guardians after it; all of the rest holds", async () => {
    await school.decides("Mila", "Tarek", "neither");
    sql("update child set gone_at = '2027-07-01T00:00:00.000Z'");
    for (const date of ["2027-07-02", "2031-02-01", "2031-03-01", "2032-02-01", "2032-07-01"]) {
      until(date);
      await rounds();
    }
    expect({ children: count("child"), facts: count("custody_fact") }).toEqual({ children: 0, facts: 0 });
    expect(await verifyProof(school.database)).toMatchObject({ notedSeen: true });
  });
});
