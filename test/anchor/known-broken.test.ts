import { hash as digest } from "node:crypto";
import { rmSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Database } from "../../db/file/database.ts";
import { openTalks } from "../../db/messenger/talks.ts";
import { openPeriods } from "../../db/proof/periods.ts";
import { stateOfEvent } from "../../db/proof/state-at.ts";
import { verifyAll } from "../../src/wiring/proof.ts";
import { begunAnew } from "../support/begun-even-broken.ts";
import { type SealedSchool, sealedIn, sealedSchool } from "../support/sealed-school.ts";
import { withoutGuards } from "../support/without-guards.ts";

let sealed: SealedSchool;
let begun: Awaited<ReturnType<typeof begunAnew>> | null = null;
beforeEach(async () => {
  begun = null;
  sealed = await sealedSchool("grandfather");
  await sealed.school.house.periods.start("Frau Schreiber", sealed.school.clock.now);
  await sealed.school.phone("grandfather").answers("Leon", "JA", "JA");
});
afterEach(async () => {
  await sealed.school.stop();
  for (const one of [sealed.school.database, begun?.database]) one?.$client.close();
  rmSync(sealed.folder, { recursive: true });
});

const shell = (change: string, leaves = "") => withoutGuards(sealed.path, change, leaves);
const beginAnew = async (...more: string[]) => (begun = await begunAnew(sealed, ...more));
const verified = async ({ database, anchors }: NonNullable<typeof begun>) =>
  await verifyAll({ database, anchors, settings: sealedIn(sealed.folder, sealed.path) });
const value = ({ $client: client }: Database, asked: string) => client.prepare(asked).pluck().get();
type Row = { seq: number; hash: string };
let ids = 0;
const newId = () => `later${(ids += 1)}`;
const count = (database: Database) => Number(value(database, "select count(*) from consent_event"));

/** What is erased when its time is over, as the daily round does it in three years. */
const erasesEvent = (seq: number) => `
  insert into erasure (at, ended_before, events, children, people, event_places)
    values ('2020-02-01T00:00:00.000Z', '2019-01-01T00:00:00.000Z', 1, 0, 0, '${seq}');
  update consent_event set child_id = null, person_id = null, recorded_by = '', evidence = '', salt = ''
    where seq = ${seq}`;
const erasesAction = (id: number, entry: number) => `
  insert into erasure (at, ended_before, events, children, people, entry_places)
    values ('2020-02-01T00:00:00.000Z', '2019-01-01T00:00:00.000Z', 0, 0, 0, '${entry}');
  delete from office_action where id = ${id}`;

test("a period whose entry is known not to hold ends: the place stays known", async () => {
  shell("update journal set at = '2020-01-01' where kind = 'period'");
  const now = await beginAnew("--even-broken");
  expect(await verified(now)).toMatchObject({ lost: null });
  await openPeriods(now.database, newId).end("Frau Schreiber", 1, new Date());
  expect(await verified(now)).toMatchObject({ lost: null });
});

test("an event that is known not to hold is erased after its time: the place stays known", async () => {
  shell("update consent_event set recorded_by = 'somebody', at = '2018-06-01T00:00:00.000Z' where seq = 1");
  const now = await beginAnew("--even-broken");
  expect(await verified(now)).toMatchObject({ lost: null });
  now.database.$client.exec(erasesEvent(1));
  expect(await verified(now)).toMatchObject({ lost: null });
});

test("what somebody of the office did, known not to hold, is erased after its time: the place stays known", async () => {
  await sealed.school.house.office.note({ by: "A", what: "answer", about: "x", at: "2018-06-01T00:00:00.000Z" });
  const seq = Number(value(sealed.school.database, "select seq from journal where kind = 'office_action'"));
  shell(`update journal set at = '2018-06-02' where seq = ${seq}`);
  const now = await beginAnew("--even-broken");
  expect(await verified(now)).toMatchObject({ lost: null });
  now.database.$client.exec(erasesAction(1, seq));
  expect(await verified(now)).toMatchObject({ lost: null });
});

test.each([
  ["an event is blanked without a record of it", "update consent_event set child_id = null, salt = '' where seq = 1"],
  ["its words are changed once more", "update consent_event set recorded_by = 'another' where seq = 1"],
  ["its link is changed", "update consent_event set commitment = 'x' where seq = 1"],
])("at a place that is known not to hold %s: it is found", async (_what, change) => {
  shell("update consent_event set recorded_by = 'somebody' where seq = 1");
  const now = await beginAnew("--even-broken");
  shell(change);
  expect(await verified(now)).toMatchObject({ broken: { where: "event", seq: 1 } });
});

test("one begins anew a second time with what has changed at a known place: it is named once", async () => {
  shell("update consent_event set recorded_by = 'somebody' where seq = 1");
  const first = await beginAnew("--even-broken");
  const then = { ...sealed, school: { database: first.database, stop: async () => undefined } as never };
  shell("update consent_event set recorded_by = 'another' where seq = 1");
  begun = await begunAnew(then, "--even-broken");
  const { compared, ...rest } = await verified(begun);
  expect(rest).toMatchObject({ lost: null });
  expect(compared.knownBroken).toMatchObject([{ where: "event", seq: 1 }]);
});

test("a later version adds a column: what stands at a place is the same", () => {
  const client = new Sqlite(sealed.path);
  const before = stateOfEvent(client, 1, "", false);
  client.exec("alter table consent_event add column later text not null default ''");
  expect(stateOfEvent(client, 1, "", false)).toEqual(before);
  client.close();
});

test("an unsealed entry about a row that goes on, broken in two ways, does not shut what has just been marked", async () => {
  const { $client: client } = sealed.school.database;
  const last = client.prepare("select seq, hash from journal order by seq desc limit 1").get() as Row;
  const said = [last.seq + 1, "2026-11-23", "period", "1", "nothing", last.hash];
  const hash = digest("sha256", JSON.stringify(said));
  shell(`insert into journal (seq, at, kind, about, commitment, previous, salt, hash, seal)
    values (${said.map((one) => `'${one}'`).join(", ")}, 'salt', '${hash}', '')`);
  const now = await beginAnew("--even-broken");
  expect(await verified(now)).toMatchObject({ lost: null });
});

test("an erasure is dated ahead: one begins anew with it, and it is named", async () => {
  sealed.school.database.$client.exec(
    `insert into erasure (at, ended_before, events, children, people)
       values ('2099-01-01T00:00:00.000Z', '2097-01-01T00:00:00.000Z', 0, 0, 0)`,
  );
  const now = await beginAnew("--even-broken");
  expect(now.said).toMatch(/it is dated ahead/);
  expect(await verified(now)).toMatchObject({ lost: null });
});

test("a guard is missing: what is recorded while beginning anew is sealed all the same", async () => {
  shell("update consent_event set recorded_by = 'somebody' where seq = 1", "journal_is_never_deleted");
  const before = count(sealed.school.database);
  const now = await beginAnew("--even-broken");
  expect(count(now.database)).toBeGreaterThan(before);
  expect(value(now.database, "select count(*) from consent_event where seal = ''")).toBe(0);
  expect(value(now.database, "select count(*) from journal where seal = ''")).toBe(0);
});

test("after beginning anew, with a new key, what had its effect is still known as done", async () => {
  await sealed.school.house.talks.markSeen(7, new Date());
  const { database } = await beginAnew();
  expect([await openTalks(database).hasSeen(7), await openTalks(database).hasSeen(8)]).toEqual([true, false]);
});

test("what somebody else has put down as done does not count when one begins anew with what does not hold", async () => {
  await sealed.school.house.talks.markSeen(7, new Date());
  shell("insert into seen_update (update_id, at, seal) values (5000, '2099-01-01T00:00:00.000Z', 'none')");
  const { database } = await beginAnew("--even-broken");
  expect([await openTalks(database).hasSeen(7), await openTalks(database).hasSeen(5000)]).toEqual([true, false]);
});
