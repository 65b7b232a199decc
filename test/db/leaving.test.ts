import { afterEach, expect, test } from "vitest";
import { takenDown, todayOf } from "../../src/house/taken-down.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

const count = (sql: string, id: string) => school.database.$client.prepare(sql).pluck().get(id);
const leaves = async (child: string, on: string) =>
  school.house.changes.byHand(
    { what: "leave", childId: (await school.child(child)).id, on },
    { id: "left", by: "Frau Schreiber" },
    school.house.now(),
  );

test("a child that is said to have left years ago is not erased while that can be taken back", async () => {
  school = await School.open();
  const { id } = await school.child("Mila");
  await leaves("Mila", "2021-11-20");
  await school.days(2);
  expect(count("select count(*) from child where id = ?", id)).toBe(1);
  expect(await school.house.changes.takeBack("left", school.house.now())).toEqual([]);
  expect((await school.house.roster.peopleOf(id)).map(({ givenName }) => givenName)).toContain("Nadja");
});

test("for a child that leaves between the look and the record no JA is put down on paper", async () => {
  school = await School.open();
  const { id } = await school.child("Mila");
  const { house } = school;
  const [person] = (await house.roster.peopleOf(id)).filter(({ givenName }) => givenName === "Nadja");
  if (!person) throw new Error("Nadja is Mila's mother");
  const taken = { route: "paper", day: todayOf(house), notice: house.notice.number, note: "" } as const;
  const of = (answer: "yes" | "no", act: string) =>
    takenDown(
      house,
      { child: id, person, by: "Frau Schreiber", act },
      { ...taken, answers: { audio: answer, video: answer } },
    );
  const [yes, no] = [await of("yes", "a"), await of("no", "b")];
  await leaves("Mila", "2026-11-20");
  expect(await house.ledger.putDownSheet([yes], house.now())).toEqual({ refused: "notEntitled" });
  expect(await house.ledger.putDownSheet([no], house.now())).toMatchObject({ events: 2 });
});
