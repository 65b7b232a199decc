import { randomBytes } from "node:crypto";
import type Sqlite from "better-sqlite3";
import { afterEach, expect, test, vi } from "vitest";
import { joinCodeHash } from "../../src/school/join-code.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => {
  vi.restoreAllMocks();
  return school.stop();
});

const many = 300;

function addPeople(): string[] {
  const ids = Array.from({ length: many }, (_, at) => `one${at}`);
  const put = school.database.$client.prepare(
    "insert into person (id, role, given_name, family_name) values (?, 'teacher', 'Tilda', 'Tafel')",
  );
  for (const id of ids) put.run(id);
  return ids;
}

test("codes of a whole school are kept with a handful of statements, each counts, and those of before are void", async () => {
  school = await School.open();
  const { accounts, codeKey: key, now } = school.house;
  const ids = addPeople();
  const statement = Object.getPrototypeOf(school.database.$client.prepare("select 1")) as Sqlite.Statement;
  const asked = (["run", "all", "get"] as const).map((how) => vi.spyOn(statement, how));
  const make = async (people: readonly string[]) => {
    for (const each of asked) each.mockClear();
    const { codes } = await accounts.newCodes(people, { key, days: 30, now: now(), randomBytes });
    const hashes = [...codes.values()].map((code) => joinCodeHash(code, key));
    return { hashes, statements: asked.reduce((sum, { mock }) => sum + mock.calls.length, 0) };
  };
  const [all, again] = [await make(ids), await make(ids)];
  expect(all.statements).toBeGreaterThan(0);
  expect(all.statements).toBeLessThan(20);
  const good = await accounts.stillGood([...all.hashes, ...again.hashes], now());
  expect([...good].sort()).toEqual(again.hashes.sort());
  expect(good.size).toBe(many);
});
