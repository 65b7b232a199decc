import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { backUp } from "../../db/file/backup.ts";
import { DatabaseRefused } from "../../db/file/open.ts";
import type { Anchors } from "../../src/anchor/anchors.ts";
import { sealNow, verifyAll } from "../../src/wiring/proof.ts";
import type { School } from "../support/school.ts";
import { endSealed, sealedIn, sealedSchool } from "../support/sealed-school.ts";

let folder: string;
let path: string;
let school: School;
let anchors: Anchors;
let advice: string[];
const settings = () => sealedIn(folder, path);
beforeEach(async () => {
  ({ folder, path, school, anchors, advice } = await sealedSchool("grandfather"));
  await answers("JA");
});
afterEach(() => endSealed(folder, school));

const phone = () => school.phone("grandfather");
const answers = (video: "JA" | "NEIN") => phone().answers("Leon", "JA", video);
const verified = () => verifyAll({ database: school.database, anchors, settings: settings() });
const count = (what: string) => Number(school.database.$client.prepare(`select count(*) from ${what}`).pluck().get());
/** Another program changes the file while JaNein has it open. */
function shell(change: string): void {
  const client = new Sqlite(path);
  client.function("seal", { deterministic: true, varargs: true }, () => "");
  client.function("sha256", { deterministic: true, varargs: true }, () => "");
  client.pragma("foreign_keys = off");
  // Else the number of the schema cannot be set.
  client.unsafeMode();
  client.exec(change);
  client.close();
}

const forging = `create trigger planted after insert on announcement begin
  insert into office_action (at, by, what, about) values ('2026-11-23', 'Forged', 'x', ''); end`;
const swallowing = "create trigger planted before insert on consent_event begin select raise(ignore); end";

describe("somebody plants a trigger while JaNein works", () => {
  test.each([
    ["that has a forged row sealed", forging],
    ["that swallows what is recorded", swallowing],
  ])(
    "%s: nothing is recorded, parent and operator hear it; taken away, all goes on, and holds",
    async (_what, plant) => {
      const events = count("consent_event");
      await phone().says("/einwilligung");
      shell(plant);
      await phone().says("NEIN");
      expect(phone().last).toMatch(/nichts? (gespeichert|festgehalten)|Bitte versuche|noch einmal/i);
      expect(advice.join()).toContain(`drop trigger "planted"`);
      expect(count("consent_event")).toBe(events);
      shell("drop trigger planted");
      await answers("NEIN");
      expect(count("consent_event")).toBeGreaterThan(events);
      expect(count("office_action where by = 'Forged'")).toBe(0);
      await sealNow(school.database, anchors, school.clock.now);
      expect(await verified()).toMatchObject({ lost: null });
    },
  );

  test.each([
    ["forging", forging],
    ["swallowing", swallowing],
  ])(
    "and takes it away unseen, with the number of the schema put back (%s): it has no effect",
    async (_what, plant) => {
      const { $client: client } = school.database;
      const events = count("consent_event");
      shell(plant);
      // JaNein reads, and so knows the trigger from now on.
      const known = Number(client.pragma("schema_version", { simple: true }));
      count("consent_event");
      shell(`drop trigger planted; pragma schema_version = ${known}`);
      await answers("NEIN");
      expect(count("consent_event")).toBeGreaterThan(events);
      expect(count("office_action where by = 'Forged'")).toBe(0);
      expect(await verified()).toMatchObject({ lost: null });
    },
  );

  test("and puts the number of the schema back under which it was whole: nothing is recorded", async () => {
    const { $client: client } = school.database;
    const whole = Number(client.pragma("schema_version", { simple: true }));
    const events = count("consent_event");
    shell(forging);
    count("consent_event");
    shell(`pragma schema_version = ${whole}`);
    await answers("NEIN").catch(() => undefined);
    expect([count("consent_event"), count("office_action where by = 'Forged'")]).toEqual([events, 0]);
  });
});

describe("somebody puts a table of his own into the file", () => {
  test.each([
    ["computes a seal in a column", "create table stolen (link text, x text as (seal(link)) stored)"],
    ["computes a seal by default", "create table stolen (link text default (seal('x')))"],
    ["checks a seal", "create table stolen (link text check (link is not seal('x')))"],
    ["orders by a seal", "create table stolen (link text); create index stolen_x on stolen (seal(link))"],
    ["hashes in a column", `create table stolen (link text, x text as ("sha256"(link)))`],
    ["hangs on a table of ours", "create table stolen (id text references child (id) on delete restrict)"],
  ])("that %s: JaNein records nothing, names it, and goes on when it is gone", async (_what, plant) => {
    const events = count("consent_event");
    shell(plant);
    await answers("NEIN").catch(() => undefined);
    expect(count("consent_event")).toBe(events);
    expect(advice.join()).toMatch(/stolen/);
    expect(await verified()).toMatchObject({
      broken: { where: "guard", id: expect.stringMatching(/^stolen/) as string },
    });
    shell("drop table stolen");
    await answers("NEIN");
    expect(await verified()).toMatchObject({ lost: null });
  });

  test("whose name is a command: the operator is not led to type it", async () => {
    shell(`create table "x""; drop table consent_event; --" (link text default (seal('x')))`);
    await answers("NEIN").catch(() => undefined);
    expect(advice.join()).toMatch(/with an odd name/);
    expect(advice.join()).not.toMatch(/drop table consent_event/);
  });

  test("as SQLite itself does, to count what is there: all goes on", async () => {
    shell("analyze; create table notes (words text unique)");
    await answers("NEIN");
    expect(await verified()).toMatchObject({ lost: null });
  });

  test("that calls itself a table and is a trigger: it is found", async () => {
    const client = new Sqlite(path);
    client.unsafeMode();
    client.pragma("writable_schema = on");
    client
      .prepare("insert into sqlite_master values ('table', 'notes', 'notes', 0, ?)")
      .run("CREATE TRIGGER notes BEFORE INSERT ON consent_event BEGIN SELECT RAISE(IGNORE); END");
    client.close();
    await answers("NEIN").catch(() => undefined);
    expect(advice.join()).toMatch(/notes|not a readable SQLite/);
  });

  test.each(["seal", "stranger"])("that computes with %s: a backup says in one line what to do", async (name) => {
    const client = new Sqlite(path);
    client.function(name, { deterministic: true, varargs: true }, () => "");
    client.exec(`create table stolen (link text, x text as (${name}(link)) stored)`);
    client.close();
    const refused = backUp(path, join(folder, "copy.sqlite"));
    await expect(refused).rejects.toThrow(DatabaseRefused);
    await expect(refused).rejects.toThrow(new RegExp(`no such function: ${name}`));
  });
});

test("somebody takes a withdrawal away within the second in which it came: nothing follows, and verify says so for good", async () => {
  const { $client: client } = school.database;
  await sealNow(school.database, anchors, school.clock.now);
  await answers("NEIN");
  const events = count("consent_event");
  const guard = "select sql from sqlite_master where name = 'consent_event_is_never_deleted'";
  const back = client.prepare(guard).pluck().get() as string;
  shell(`drop trigger consent_event_is_never_deleted; delete from consent_event where seq = ${events}; ${back}`);
  await answers("JA").catch(() => undefined);
  expect(count("consent_event")).toBe(events - 1);
  expect(advice.join()).toMatch(/was taken away/);
  expect(await sealNow(school.database, anchors, school.clock.now)).toBe(false);
  expect(await verified()).toMatchObject({ lost: { events } });
});

describe("a row that goes on is one that was entered", () => {
  test.each([
    ["period", "update period set started_by = 'Forged'"],
    ["notice_version", "update notice_version set text = text || ' and all is allowed'"],
    ["rights_request", "update rights_request set words = 'nichts'"],
  ])("what somebody changes in %s is not entered anew with what JaNein changes in it", async (kind, change) => {
    const { house, clock } = school;
    const { personId } = (await house.roster.ownChildren(103))[0] ?? { personId: "" };
    await house.periods.start("Frau Schreiber", clock.now);
    await house.requests.receive({ id: "r1", right: "access", personId, words: "alles" }, clock.now);
    const goes = school.database.$client
      .prepare(
        "select group_concat('drop trigger \"' || name || '\"; ', '') from sqlite_master where type = 'trigger' and tbl_name = ?",
      )
      .pluck()
      .get(kind) as string;
    const back = school.database.$client
      .prepare("select group_concat(sql || '; ', '') from sqlite_master where type = 'trigger' and tbl_name = ?")
      .pluck()
      .get(kind) as string;
    shell(`${goes} ${change}; ${back}`);
    const goesOn = {
      period: () => house.periods.end("Frau Schreiber", 1, clock.now),
      notice_version: () => {
        school.database.$client.exec("update notice_version set lapsed_at = '2027-01-01'");
        return Promise.resolve();
      },
      rights_request: () =>
        house.requests.ask({ id: "r2", right: "access", personId, words: "noch mehr" }, clock.now, 1000),
    }[kind];
    await expect((async () => goesOn?.())()).rejects.toThrow(/not as it was entered/);
    expect(await verified()).toMatchObject({ broken: { where: "journal", fault: "the row it is about was changed" } });
  });
});

describe("the list of migrations", () => {
  const list = "id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric";
  const replacedBy = (columns: string) => `create table kept as select * from __drizzle_migrations;
    drop table __drizzle_migrations; create table "__drizzle_migrations" (${columns});
    insert into __drizzle_migrations (id, hash, created_at) select * from kept; drop table kept`;

  test.each([
    ["a column that is computed with the seal", replacedBy(`${list}, link text, x text as (seal(link)) stored`)],
    ["a reference to a table of ours", replacedBy(`${list}, ref integer references seen_update on delete set null`)],
    ["an index that computes", "create index planted on __drizzle_migrations (seal(hash))"],
  ])("with %s stops all recording", async (_what, change) => {
    const before = count("consent_event");
    shell(change);
    await answers("NEIN").catch(() => undefined);
    expect(count("consent_event")).toBe(before);
    expect(advice.join("\n")).toMatch(/__drizzle_migrations|planted/);
  });

  test("set in other spaces and quotes is the same list", async () => {
    shell(replacedBy(list));
    const before = count("consent_event");
    await answers("NEIN");
    expect(count("consent_event")).toBeGreaterThan(before);
  });
});
