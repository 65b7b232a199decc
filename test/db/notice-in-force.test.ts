import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { School } from "../support/school.ts";

let school: School;
beforeEach(async () => void (school = await School.open({ joined: ["mother"] })));
afterEach(() => school.stop());

const inForce = () => school.house.notices.inForce();
const publishes = (text: string, upon: number) =>
  school.house.notices.publish({ text, upon, by: "Frau Schreiber", change: { kind: "correction" } }, school.clock.now);

test("the version in force is the newest with its own text, however often it was asked for before", async () => {
  const first = inForce();
  expect(inForce()).toEqual(first);
  await publishes(`${first?.text}\nEin Satz mehr.\n`, first?.number ?? 0);
  expect(inForce()?.text).toBe(`${first?.text}\nEin Satz mehr.\n`);
  expect(inForce()).toEqual((await school.house.notices.all()).at(-1));
});

test("what became of a version since its text was read is said", async () => {
  expect(inForce()?.lapsedAt).toBeNull();
  school.database.$client.exec("update notice_version set lapsed_at = '2027-01-01'");
  await setImmediate();
  expect(inForce()?.lapsedAt).toBe("2027-01-01");
});
