import { afterEach, beforeEach, expect, test } from "vitest";
import { verifyProof } from "../../db/proof/verify.ts";
import { journaled } from "../../src/consent/journal.ts";
import { onPostgres } from "../support/fresh-database.ts";
import { dropGuards, heedless, takenBack } from "../support/past-the-guards.ts";
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
  const putBack = dropGuards(school.database.$client);
  heedless(school.database.$client, change);
  putBack();
}

const texts = Object.entries(journaled).flatMap(([kind, { key, columns }]) =>
  ["shown_text", "rights_request"].includes(kind) ? [{ kind, key, columns }] : [],
);

// A column of PostgreSQL holds values of its own type alone.
test.skipIf(onPostgres).each(texts)(
  "a second row of $kind whose key is the same bytes of another type is found",
  async (table) => {
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
  },
);

test.each(["period", "rights_request", "notice_version"])(
  "the salt of an older entry of a %s is not to be changed unseen, and every one holds as it was entered",
  async (kind) => {
    const entries = school.database.$client.prepare("select seq from journal where kind = ? order by seq").pluck();
    const seqs = entries.all(kind) as number[];
    expect(seqs.length).toBeGreaterThan(1);
    expect(await verified()).toHaveProperty("lost");
    for (const seq of seqs) {
      const change = `update journal set salt = 'another' where seq = ${seq}`;
      const found = await takenBack(school.database.$client, () => unguarded(change), verified);
      expect(found, String(seq)).toMatchObject({ broken: { where: "journal", seq } });
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

const asked = onPostgres
  ? ["pg_trigger", "each_of", "sha256", "obj_description"]
  : ["pragma_foreign_key_list", "pragma_table_info", "json_each", "JSON_TREE", "dbstat"];

test.each(asked)(
  "a table that is called %s, as what the database itself is asked, is named as what somebody has put in",
  async (name) => {
    sql(`create table ${name} (x text)`);
    sql("create table zz_notes (words text)");
    expect(await verified()).toMatchObject({ broken: { where: "guard", id: name } });
  },
);
