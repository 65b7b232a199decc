import { expect, test } from "vitest";
import { MadeBefore, type MadeReminders } from "../../src/office/letters/made.ts";
import { ForAWhile } from "../../src/office/page/for-a-while.ts";
import { Scans } from "../../src/office/paper/held-scans.ts";
import type { ScannedFile } from "../../src/paper/scanned.ts";
import { sealForm } from "../../src/school/form-token.ts";

const now = new Date("2026-11-25T08:00:00Z");
const names = ["a", "b", "c", "d"];

test("where it becomes too much together the oldest go, and never what was written just now", () => {
  const held = new ForAWhile<number>(1000, { weightOf: (weight) => weight, most: 100 });
  const there = () => names.filter((name) => held.get(name, now) !== null).join("");
  for (const name of ["a", "b", "c"]) held.put(name, 30, now);
  expect(there()).toBe("abc");
  held.put("d", 40, now);
  expect(there()).toBe("bcd");
  held.put("a", 500, now);
  expect(there()).toBe("a");
});

test("what becomes heavier where it is lets older and younger ones go, and stays itself", () => {
  const held = new ForAWhile<number>(1000, { weightOf: (weight) => weight, most: 100 });
  for (const name of ["a", "b", "c"]) held.put(name, 30, now);
  held.replace("a", 60, now);
  expect(names.map((name) => held.get(name, now))).toEqual([60, null, 30, null]);
  held.replace("b", 500, now);
  expect(names.map((name) => held.get(name, now))).toEqual([60, null, 30, null]);
});

test("of letters with addresses those that were made last are there", () => {
  const made = (act: string, people: number): MadeReminders => ({
    ...{ kind: "reminders", act, about: "all", numbers: new Map(), returnBy: "2026-12-09", addressed: null },
    people: new Set(Array.from({ length: people }, (_, at) => `p${at}`)),
  });
  const before = new MadeBefore();
  for (const act of ["a", "b", "c"]) before.keep("s1", made(act, 90_000), now);
  expect(["a", "b", "c"].map((act) => before.of("s1", act, now)?.act)).toEqual([undefined, "b", "c"]);
});

/** A page with this many children on it. */
function page(name: string, children: number, megabytes: number): ScannedFile {
  const key = (at: number) => String(at).padStart(16, "0");
  const fields = Array.from({ length: children }, (_, at) => ({
    code: sealForm(
      { notice: 1, person: key(0), child: key(at), sheet: "0000000a", at: at + 1, of: children },
      "secret",
    ),
    answers: { audio: "yes" as const, video: "no" as const },
    picture: new Uint8Array(10),
  }));
  const picture = new Uint8Array(megabytes * 1024 * 1024);
  return { name, sha256: name, pages: [{ page: 1, fields, picture }], fault: null };
}

test("the picture of a page weighs once, however many children are on it", () => {
  const scans = new Scans();
  const ours = { codeKey: "secret", keepsScans: false, now: () => now };
  scans.keep("s1", "a", [page("a.png", 4, 90)], ours);
  scans.keep("s1", "b", [page("b.png", 4, 90)], ours);
  expect(["a", "b"].map((id) => scans.of("s1", id, now)?.sheets.size)).toEqual([4, 4]);
  scans.keep("s1", "c", [page("c.png", 1, 90)], ours);
  expect(["a", "b", "c"].map((id) => scans.of("s1", id, now)?.sheets.size)).toEqual([undefined, 4, 1]);
});
