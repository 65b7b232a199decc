import { expect, test } from "vitest";
import { courseOf, type Going, lineTrouble, type Seen, type Wrong, wrongWith } from "../../src/house/lights.ts";

const now = new Date("2026-11-28T12:00:00Z");
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();
const day = 24 * 60;
const well: Seen = {
  startedAt: ago(10 * day),
  database: "answers",
  heardAt: ago(1),
  trouble: null,
  underWay: { chats: 0, since: null, doneAt: null },
  waiting: { count: 3, oldest: ago(59) },
  lastRound: ago(6 * 60),
  freeDisk: 5e9,
  lastBackup: null,
  lastVerify: null,
  lastDoubt: null,
  lastDrill: null,
};

const underWay = (chats: number, since: number, done: number | null) => ({
  chats,
  since: ago(since),
  doneAt: done === null ? null : ago(done),
});

test("what keeps the bot from the people is said with since when, and nothing of backups and disks", () => {
  const of = (seen: Partial<Seen>) => lineTrouble({ ...well, ...seen }, now);
  expect(of({ freeDisk: 1, lastBackup: { at: ago(9 * day) } })).toBeNull();
  expect(of({ trouble: { why: "token refused", since: ago(2) } })).toEqual({ wrong: "token refused", since: ago(2) });
  expect(of({ underWay: underWay(9, 30, 29) })).toEqual({ wrong: "nobody is answered", since: ago(30) });
  expect(of({ waiting: { count: 1, oldest: ago(61) } })).toEqual({ wrong: "messages are not told", since: ago(61) });
});

test("a school without backups by JaNein, with messages of the last hour and a round of this morning, is well", () => {
  expect(wrongWith(well, now)).toEqual([]);
});

test.each<[string, Partial<Seen>, Wrong[]]>([
  ["the file is locked or damaged", { database: "does not answer" }, ["the database does not answer"]],
  ["the volume is mounted for reading", { database: "cannot be written" }, ["the database cannot be written"]],
  ["50 MB are free", { freeDisk: 50e6 }, ["the disk is nearly full"]],
  ["the system does not say how much is free", { freeDisk: null }, []],
  ["another one polls", { trouble: { why: "another poller", since: ago(1) } }, ["another poller"]],
  ["no poll for six minutes, and no fault either", { heardAt: ago(6) }, ["the messenger is silent"]],
  ["it has just begun and heard nothing yet", { heardAt: null, startedAt: ago(1) }, []],
  ["three chats wait for six minutes", { underWay: underWay(3, 6, 0) }, ["nobody is answered"]],
  ["one chat waits for six minutes, and others are answered", { underWay: underWay(1, 6, 1) }, []],
  ["one chat waits for six minutes, and nobody else", { underWay: underWay(1, 6, null) }, ["nobody is answered"]],
  ["one chat waits for six minutes, and nobody since", { underWay: underWay(1, 6, 7) }, ["nobody is answered"]],
  ["ten chats wait for four minutes", { underWay: underWay(10, 4, null) }, []],
  ["a message waits for more than an hour", { waiting: { count: 1, oldest: ago(61) } }, ["messages are not told"]],
  ["no round came to its end for two days", { lastRound: ago(2 * day) }, ["no daily round"]],
  ["no round has ever come to its end", { lastRound: null }, ["no daily round"]],
  ["verify found a broken link", { lastVerify: { at: ago(1), holds: false } }, ["the proof is broken"]],
  ["the drill failed", { lastDrill: { at: ago(1), outcome: "refused" } }, ["the backup does not hold"]],
  [
    "the drill missed the noted link",
    { lastDrill: { at: ago(1), outcome: "lacks the link" } },
    ["the backup does not hold"],
  ],
  ["only whoever has the key can try the backup", { lastDrill: { at: ago(1), outcome: "encrypted" } }, []],
  ["the last backup is of four days ago", { lastBackup: { at: ago(4 * day) } }, ["the backup is old"]],
])("where %s, that is said", (_, seen, wrong) => {
  expect(wrongWith({ ...well, ...seen }, now)).toEqual(wrong);
});

const disk = "the disk is nearly full";
const going = (minutes: number, told: boolean): Going => ({ wrong: disk, since: ago(minutes), told });

test("what has been wrong for an hour is told once; what is over is told where it was said, or was long", () => {
  const outcome = (before: Going[], wrong: Wrong[]) => {
    const { goesOn, toTell, over } = courseOf(before, wrong, now);
    return [goesOn, toTell, over].map(({ length }) => length);
  };
  expect(outcome([], [disk])).toEqual([1, 0, 0]);
  expect(outcome([going(59, false)], [disk])).toEqual([1, 0, 0]);
  expect(outcome([going(60, false)], [disk])).toEqual([1, 1, 0]);
  expect(outcome([going(200, true)], [disk])).toEqual([1, 0, 0]);
  expect(outcome([going(200, true)], [])).toEqual([0, 0, 1]);
  expect(outcome([going(20, false)], [])).toEqual([0, 0, 0]);
  expect(outcome([going(90, false)], [])).toEqual([0, 0, 1]);
});
