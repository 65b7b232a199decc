import { afterEach, expect, test } from "vitest";
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
