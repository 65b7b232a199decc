import { afterEach, expect, test } from "vitest";
import { verifyProof } from "../../db/proof/verify.ts";
import { dailyRounds } from "../../src/house/rounds.ts";
import type { Log } from "../../src/house/house.ts";
import { OfficePages } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

const day = 24 * 60 * 60 * 1000;
const rounds = () => dailyRounds(school.house, 14);
const bare = () => school.database.$client.prepare("select count(*) from consent_event where salt = ''").pluck().get();

test("a clock that goes ahead by years, for one round, erases nothing and lapses nothing; set right again, all goes on", async () => {
  const said: string[] = [];
  const log: Log = { info: () => undefined, warn: () => undefined, error: (_, outcome) => void said.push(outcome) };
  school = await School.open({ joined: ["grandfather"], log });
  const grandfather = school.phone("grandfather");
  await grandfather.answers("Leon", "JA", "JA");
  await grandfather.answers("Leon", "NEIN", "NEIN");
  const now = school.clock.now;
  school.clock.now = new Date("2037-03-01T03:00:00Z");
  expect(await rounds()).toEqual({});
  expect(said).toEqual(["no daily round: the clock has gone ahead"]);
  const { text } = await (await new OfficePages(school).signedIn("head")).get("");
  expect(text).toContain("Die Uhr des Servers stimmt vielleicht nicht");
  school.clock.now = new Date(now.getTime() + day);
  expect(await rounds()).toMatchObject({ events: 0 });
  expect([bare(), await school.events("Leon")]).toEqual([
    0,
    "audio given, video given, audio withdrawn, video withdrawn",
  ]);
});

test("an answer that is recorded while the clock is ahead does not make it believed", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.answers("Leon", "JA", "JA");
  await grandfather.answers("Leon", "NEIN", "NEIN");
  school.clock.now = new Date("2037-03-01T03:00:00Z");
  await grandfather.answers("Leon", "JA", "JA");
  expect(await rounds()).toEqual({});
  expect(bare()).toBe(0);
});

test("what would erase without a round is refused by itself", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.answers("Leon", "JA", "JA");
  await grandfather.answers("Leon", "NEIN", "NEIN");
  await expect(school.house.retention.erase(new Date("2037-03-01T03:00:00Z"))).rejects.toThrow(/No daily round/);
  expect(bare()).toBe(0);
});

test("a server that was off for the summer goes on when somebody says that the clock is right", async () => {
  school = await School.open({ joined: ["grandfather"] });
  school.pass(33 * day);
  expect(await rounds()).toEqual({});
  expect(await school.house.rounds.standStillSince(school.clock.now)).toBe("2026-11-23T17:00:00.000Z");
  expect(await dailyRounds(school.house, 14, true)).toMatchObject({ events: 0 });
  expect(await rounds()).toMatchObject({ events: 0 });
  school.pass(31 * day);
  expect(await rounds()).toMatchObject({ events: 0 });
});

test("a machine that begins in 1970 makes no round until it knows the time, and then makes one", async () => {
  school = await School.open({ joined: ["grandfather"] });
  school.database.$client.exec("delete from daily_round");
  const now = school.clock.now;
  school.clock.now = new Date("1970-01-01T00:00:07Z");
  expect(await rounds()).toEqual({});
  expect(await school.house.rounds.standStillSince(school.clock.now)).not.toBeNull();
  school.clock.now = now;
  expect(await rounds()).toMatchObject({ events: 0 });
});

test("a version from before there were such rounds, in which nobody had answered for months, is brought up to date", async () => {
  school = await School.open({ joined: ["grandfather"] });
  await school.phone("grandfather").answers("Leon", "JA", "JA");
  school.pass(100 * day);
  school.database.$client.exec(`delete from daily_round;
    insert into daily_round values ('standing', '${new Date(school.clock.now.getTime() - day).toISOString()}')`);
  expect(await rounds()).toMatchObject({ events: 0 });
});

test("an answer that was recorded while the clock was ahead, and was voided, is kept until its own time; the round goes on", async () => {
  school = await School.open({ joined: ["grandfather"], settings: { PROOF_YEARS: 1 } });
  const now = school.clock.now;
  school.clock.now = new Date("2031-06-01T08:00:00Z");
  await school.phone("grandfather").answers("Leon", "JA", "JA");
  const rows = school.database.$client.prepare("select id from consent_event").pluck().all() as string[];
  school.clock.now = now;
  for (const id of rows) await school.house.ledger.voidEvent(id, { recordedBy: "A. Tinte", why: "the clock" }, now);
  school.clock.now = new Date("2029-03-01T08:00:00Z");
  expect(await dailyRounds(school.house, 14, true)).toMatchObject({ events: expect.any(Number) as number });
  expect(await verifyProof(school.database)).toMatchObject({ lost: null });
});

test("what goes wrong in one part of a round keeps no other part from being done, and is not hidden", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const { house } = school;
  const broken = { ...house, birthdays: { ...house.birthdays, tell: () => Promise.reject(new Error("no birthday")) } };
  let swept = false;
  const office = { ...house.office, sweep: () => Promise.resolve(Number((swept = true))) };
  await expect(dailyRounds({ ...broken, office }, 14)).rejects.toThrow("no birthday");
  expect(swept).toBe(true);
});
