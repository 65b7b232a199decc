import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { lookAtLists } from "../../src/school/look-at-lists.ts";
import type { SchoolRoll } from "../../src/school/plan-import.ts";
import { openLists } from "../../src/wiring/lists.ts";
import { manyChildren } from "../support/lists.ts";
import { sample, saved, told } from "../support/office.ts";

const roll: SchoolRoll = { classes: [], children: [], people: [], guardianships: [], classTeachers: [] };
const secret = "a secret of the test, long enough";
const given = (bytes: Uint8Array) => ({ files: [{ name: "", bytes }], roll, options: { today: "2026-11-25" } });
const without = (plan: object): unknown =>
  JSON.parse(JSON.stringify(plan), (key, value: unknown) => (/^(id|\w+Id)$/.test(key) ? undefined : value));

test("what the process finds in a list is what the rule says", async () => {
  for (const bytes of [saved(sample("SchuelerErzieher.dat"), "windows-1252"), manyChildren(300, false), saved("")]) {
    let id = 0;
    const here = lookAtLists(given(bytes), secret, () => `id${(id += 1)}`);
    const { packed: _, ...there } = await openLists(secret)(given(bytes));
    expect(without(there)).toEqual(without(here));
    for (const { problem } of there.custody) expect(there.plan.problems).toContain(problem);
  }
});

test("while a large list is looked at everything else goes on, and a list that takes too long is ended", async () => {
  let [longest, last, ticks] = [0, performance.now(), 0];
  const ticking = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
    ticks += 1;
  }, 5);
  const look = openLists(secret, { seconds: 1, megabytes: 1536 });
  const bytes = manyChildren(100_000, true);
  last = performance.now();
  const begun = performance.now();
  const [first, second] = await Promise.all([look(given(bytes)), look(given(manyChildren(10, false)))]);
  clearInterval(ticking);
  expect(performance.now() - begun).toBeLessThan(10_000);
  expect({ longest: longest < 1000, ticks: ticks > 20 }).toEqual({ longest: true, ticks: true });
  expect(told(first.plan.problems)[0]).toContain("Das Einlesen hat länger als 1 Sekunden gedauert");
  expect(first.plan.newChildren).toEqual([]);
  // It has waited for the other as long as anybody waits.
  expect(second.plan.newChildren.length === 10 || second.plan.problems[0]?.key === "tookTooLong").toBe(true);
  expect((await openLists(secret)(given(manyChildren(10, false)))).plan.newChildren).toHaveLength(10);
});

test("a list that takes too much memory is ended, and the next is read", async () => {
  const look = openLists(secret, { seconds: 60, megabytes: 40 });
  expect(told((await look(given(manyChildren(60_000, false)))).plan.problems)[0]).toContain("zu viel Speicher");
  expect((await look(given(manyChildren(10, false)))).plan.newChildren).toHaveLength(10);
  await sleep(0);
});

test("once a list was looked at, nothing of its plan is held any more", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const look = openLists(secret);
  const plan = new WeakRef((await look(given(manyChildren(10, false)))).plan);
  await sleep(10);
  collect();
  expect(plan.deref()).toBeUndefined();
});

test("while files are looked at it is told which of them is read", async () => {
  const told: unknown[] = [];
  const files = ["a.csv", "b.csv"].map((name) => ({ name, bytes: manyChildren(10, false) }));
  await openLists(secret)({ files, roll, options: {} }, (progress) => told.push(progress));
  expect(told).toEqual([{ step: "reading", at: 0, of: 2 }, { step: "reading", at: 1, of: 2 }, { step: "comparing" }]);
});
