import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { backUp } from "../../db/file/backup.ts";
import { restore } from "../../db/file/restore.ts";
import { openNoticeVersions } from "../../db/proof/notice-versions.ts";
import { type Anchors, openAnchors } from "../../src/anchor/anchors.ts";
import { keepSealed, openSealed, sealNow, sealRestored, verifyAll } from "../../src/wiring/proof.ts";
import { openLights } from "../../src/wiring/lights.ts";
import type { School } from "../support/school.ts";
import { endSealed, sealedIn, type SealedSchool, sealedSchool } from "../support/sealed-school.ts";
import { withoutGuards } from "../support/without-guards.ts";
import { until } from "../support/until.ts";

let folder: string;
let path: string;
let school: School;
let anchors: Anchors;
let advice: string[];
let said: string[];
let log: SealedSchool["log"];
const settings = () => sealedIn(folder, path);
beforeEach(async () => {
  ({ folder, path, school, anchors, log, advice, said } = await sealedSchool("grandfather", "teacher"));
  await answers("JA");
  await answers("NEIN");
  await sealNow(school.database, anchors, school.clock.now);
});
afterEach(() => endSealed(folder, school));

const phone = () => school.phone("grandfather");
const answers = (video: "JA" | "NEIN") => phone().answers("Leon", "JA", video);
const count = (what: string) => Number(school.database.$client.prepare(`select count(*) from ${what}`).pluck().get());
const verified = () => verifyAll({ database: school.database, anchors, settings: settings() });

/** Another program, without any guard; the guards are put back. What it puts aside lies in a file of its own. */
const shell = (change: string) => withoutGuards(path, `attach '${join(folder, "aside.sqlite")}' as aside; ${change}`);

const withdrawal = "kind = 'withdrawn'";
const keep = (table: string, where: string) => `create table aside.kept as select * from ${table} where ${where};`;
const putBack = (table: string) => `replace into ${table} select * from aside.kept; drop table aside.kept;`;

describe("somebody changes a row, and sets it right again when JaNein has read it", () => {
  test.each([
    ["turns a withdrawal into a yes", "consent_event", withdrawal, `update consent_event set kind = 'given'`],
    ["takes a withdrawal away", "consent_event", withdrawal, "delete from consent_event"],
    ["gives a withdrawal to nobody", "consent_event", withdrawal, "update consent_event set child_id = null"],
    ["has no period run", "period", "1", "update period set ended_at = '2026-01-01'"],
    ["says that the notice lapsed", "notice_version", "1", "update notice_version set lapsed_at = '2026-01-01'"],
  ])("%s: nothing is told or recorded by it; set right, all goes on and holds", async (_what, table, where, change) => {
    const { house, clock } = school;
    await house.periods.start("Frau Schreiber", clock.now);
    const children = (await house.roster.ownChildren(103)).map(({ child }) => child.id);
    const stood = JSON.stringify([...(await house.ledger.standings(children, clock.now))]);
    const events = count("consent_event");
    shell(`${keep(table, where)} ${change} where ${where};`);
    const changed = count("consent_event");
    const teacher = school.phone("teacher");
    await teacher.says("/klasse");
    expect(teacher.last).toMatch(/noch einmal/);
    await answers("JA").catch(() => undefined);
    expect(count("consent_event")).toBe(changed);
    await expect(house.ledger.standings(children, clock.now)).rejects.toThrow(/changed by somebody else/);
    await expect(house.periods.running()).rejects.toThrow(/changed by somebody else/);
    expect(advice.join("\n")).toMatch(/(is not as it was entered|was taken away).*janein restore/);
    shell(putBack(table));
    expect(JSON.stringify([...(await house.ledger.standings(children, clock.now))])).toBe(stood);
    await teacher.says("/klasse");
    expect(teacher.last).toMatch(/von 7/);
    await answers("JA");
    expect(count("consent_event")).toBeGreaterThan(events);
    expect(await verified()).toMatchObject({ lost: null });
  });

  test("writes another notice before a start: what was read in doubt is quoted no more when it is set right", async () => {
    const text = school.house.notices.inForce()?.text ?? "";
    shell(`${keep("notice_version", "1")} update notice_version set text = replace(text, 'nicht', 'immer');`);
    const { database } = await openSealed(settings(), school.clock.now);
    const notices = openNoticeVersions(database, randomUUID, 14);
    expect(notices.newestAnyhow()?.text).toBe(text.replaceAll("nicht", "immer"));
    expect(() => notices.inForce()).toThrow(/changed by somebody else/);
    shell(putBack("notice_version"));
    expect(notices.inForce()?.text).toBe(text);
    database.$client.close();
  });

  test("lets an index hide a withdrawal, with its words as they were: nothing is told by it", async () => {
    const words = "select sql from sqlite_master where name = 'consent_event_child'";
    const client = new Sqlite(path);
    const ours = String(client.prepare(words).pluck().get());
    client.exec(`drop index consent_event_child; ${ours.replace("`child_id`", "iif(seq < 3, child_id, 'nobody')")}`);
    client.unsafeMode();
    client.pragma("writable_schema = on");
    client.prepare("update sqlite_master set sql = ? where name = 'consent_event_child'").run(ours);
    client.close();
    const standings = school.house.ledger.standings(["any"], school.clock.now);
    await expect(standings).rejects.toThrow(/changed by somebody else/);
  });

  test("adds a yes without the key, and takes it away: nothing is told by it", async () => {
    const { database } = await openSealed(settings(), new Date());
    const events = count("consent_event");
    shell(`${keep("consent_event", `seq = ${events}`)} delete from consent_event where seq = ${events};`);
    await openSealed(settings(), new Date()).then((other) => other.database.$client.close());
    shell(`update kept set seal = ''; ${putBack("consent_event")}`);
    const { openLedger } = await import("../../db/proof/ledger.ts");
    await expect(openLedger(database, String, 16).standings(["any"], new Date())).rejects.toThrow(/not sealed/);
    database.$client.close();
  });

  test("the operator hears it once, and it shows in the lights until all was verified", async () => {
    const now = () => school.clock.now;
    const look = openLights({ database: school.database, notes: anchors.folder }, () => null, now);
    const isBroken = async () => (await look()).wrong.includes("the proof is broken");
    const stop = await keepSealed(school.database, anchors, { settings: settings(), log, now });
    expect(await isBroken()).toBe(false);
    shell(`${keep("consent_event", withdrawal)} update consent_event set kind = 'given' where ${withdrawal};`);
    await phone().says("/einwilligung");
    shell(putBack("consent_event"));
    const notes = () => said.filter((words) => /was not as it was recorded/.test(words));
    await until(() => expect(notes()).toHaveLength(1));
    expect(await isBroken()).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 2200));
    await stop();
    expect(notes()).toHaveLength(1);
    await verified();
    expect(await isBroken()).toBe(false);
  });
});

describe("somebody puts another file in place", () => {
  test("over a restart: nothing is recorded, it is marked and said what to do; with the newest file all goes on", async () => {
    const older = join(folder, "older.sqlite");
    const newest = join(folder, "newest.sqlite");
    await backUp(path, older);
    await answers("JA");
    await sealNow(school.database, anchors, school.clock.now);
    await backUp(path, newest);
    path = join(folder, "another.sqlite");
    const opened = async (file: string) => {
      rmSync(path, { force: true });
      renameSync(file, path);
      anchors = await openAnchors(join(folder, "proof"), () => "");
      const { database } = await openSealed(settings(), new Date());
      const { openPeriods } = await import("../../db/proof/periods.ts");
      const periods = openPeriods(database, randomUUID);
      return { database, periods, end: () => periods.end("Frau Schreiber", 1, school.clock.now) };
    };
    await backUp(older, join(folder, "copy.sqlite"));
    const at = await opened(join(folder, "copy.sqlite"));
    expect(await at.periods.running()).toBe(true);
    await expect(at.end()).rejects.toThrow(/does not go on from .*restore.*--begin-anew/s);
    at.database.$client.close();
    expect(JSON.parse(readFileSync(join(folder, "proof", "last-doubt.json"), "utf8"))).toHaveProperty("at");
    const now = await opened(newest);
    expect(await now.end()).not.toBeNull();
    now.database.$client.close();
    expect(existsSync(join(folder, "proof", "last-doubt.json"))).toBe(true);
  });

  test("a backup that was restored is no other file", async () => {
    const older = join(folder, "older.sqlite");
    await backUp(path, older);
    await answers("JA");
    await sealNow(school.database, anchors, school.clock.now);
    path = join(folder, "restored.sqlite");
    await restore(path, older, new Date(), { heads: (await anchors.kept()).all, sealOfRow: anchors.sealOfRow });
    const { openDatabase } = await import("../../db/file/open.ts");
    const put = openDatabase(path, anchors.sealOfRow);
    await sealRestored(put, anchors, new Date());
    put.$client.close();
    const { database } = await openSealed(settings(), new Date());
    const { openPeriods } = await import("../../db/proof/periods.ts");
    expect(await openPeriods(database, randomUUID).end("Frau Schreiber", 1, school.clock.now)).not.toBeNull();
    database.$client.close();
    expect(existsSync(join(folder, "proof", "last-doubt.json"))).toBe(false);
  });

  test.each([
    ["moved away", () => undefined],
    ["replaced by another", (copy: string) => renameSync(copy, path)],
  ])("while JaNein runs, the file was %s: nothing is recorded or sealed, and verify says so", async (_what, then) => {
    const copy = join(folder, "copy.sqlite");
    await backUp(path, copy);
    const events = count("consent_event");
    const heads = (await anchors.kept()).all.length;
    renameSync(path, join(folder, "moved.sqlite"));
    then(copy);
    await answers("JA").catch(() => undefined);
    expect(count("consent_event")).toBe(events);
    expect(advice.join("\n")).toMatch(/was moved or replaced while JaNein runs/);
    expect(await sealNow(school.database, anchors, school.clock.now)).toBe(false);
    expect((await anchors.kept()).all).toHaveLength(heads);
    const fault = "another file lies at its path, or none";
    expect(await verified()).toMatchObject({ broken: { where: "guard", fault } });
  });
});
