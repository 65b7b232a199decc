import { afterEach, beforeEach, expect, test } from "vitest";
import { verifyProof } from "../../db/proof/verify.ts";
import { journaled } from "../../src/consent/journal.ts";
import { School } from "../support/school.ts";

let school: School;
beforeEach(async () => {
  school = await School.open({ joined: ["grandfather"] });
  await school.phone("grandfather").answers("Leon", "JA", "NEIN");
  const { house, clock } = school;
  const personId = (await house.roster.ownChildren(103))[0]?.personId ?? "";
  await house.requests.receive({ id: "r1", right: "access", personId, words: "alles" }, clock.now);
  for (const [id, words] of Object.entries({ r2: "noch mehr", r3: "und das" }))
    await house.requests.ask({ id, right: "access", personId, words }, clock.now, 1000);
  await house.periods.start("Frau Schreiber", clock.now);
  await house.periods.end("Frau Schreiber", 1, clock.now);
  sql(`update notice_version set lapsed_at = '2027-01-01'`);
});
afterEach(() => school.stop());

const sql = (text: string) => school.database.$client.exec(text);
const verified = () => verifyProof(school.database, { now: school.clock.now });

/** With every guard gone, and put back: as whoever owns the file can have it. */
function unguarded(change: string): void {
  const guards = school.database.$client.prepare("select name, sql from sqlite_master where type = 'trigger'").all();
  const each = guards as { name: string; sql: string }[];
  sql(`pragma foreign_keys = off; ${each.map(({ name }) => `drop trigger "${name}";`).join(" ")}`);
  sql(change);
  sql(`${each.map((guard) => `${guard.sql};`).join("\n")}; pragma foreign_keys = on`);
}

const texts = Object.entries(journaled).flatMap(([kind, { key, columns }]) =>
  ["shown_text", "rights_request"].includes(kind) ? [{ kind, key, columns }] : [],
);

test.each(texts)("a second row of $kind whose key is the same bytes of another type is found", async (table) => {
  const { kind, key, columns } = table;
  const others = columns.filter((column) => column !== key).map((column) => `"${column}"`);
  const twin = `insert into ${kind} ("${key}", ${others.join(", ")})
    select cast("${key}" as blob), ${others.join(", ")} from ${kind} limit 1`;
  expect(() => sql(twin)).toThrow(/BLOB/);
  expect(await verified()).toHaveProperty("lost");
  unguarded(twin);
  expect(await verified()).toMatchObject({
    broken: { where: "journal", seq: 0, fault: "it has no entry in the journal" },
  });
});

test.each(["period", "rights_request", "notice_version"])(
  "the salt of an older entry of a %s is not to be changed unseen, and every one holds as it was entered",
  async (kind) => {
    const entries = school.database.$client.prepare("select seq from journal where kind = ? order by seq").pluck();
    const seqs = entries.all(kind) as number[];
    expect(seqs.length).toBeGreaterThan(1);
    expect(await verified()).toHaveProperty("lost");
    for (const seq of seqs) {
      sql("savepoint before");
      unguarded(`update journal set salt = 'another' where seq = ${seq}`);
      expect(await verified(), String(seq)).toMatchObject({ broken: { where: "journal", seq } });
      sql("rollback to before; release before");
    }
  },
);

test("an erasure that is dated ahead is found, also where it is rightly entered", async () => {
  sql(`insert into erasure (at, events, children, people, ended_before)
    values ('2026-11-24T03:00:00.000Z', 0, 1, 0, '2023-01-01T00:00:00.000Z')`);
  expect(await verified()).toHaveProperty("lost");
  sql(`insert into erasure (at, events, children, people, ended_before)
    values ('2099-01-01T03:00:00.000Z', 0, 1, 0, '2097-01-01T00:00:00.000Z')`);
  expect(await verified()).toMatchObject({ broken: { where: "journal", fault: "it is dated ahead" } });
});

test.each(["pragma_foreign_key_list", "pragma_table_info", "json_each", "JSON_TREE", "dbstat"])(
  "a table that is called %s, as what SQLite itself is asked, is named as what somebody has put in",
  async (name) => {
    sql(`create table ${name} (x)`);
    sql("create table notes (words text)");
    expect(await verified()).toMatchObject({ broken: { where: "guard", id: name } });
  },
);
