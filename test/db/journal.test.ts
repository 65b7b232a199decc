import Sqlite from "better-sqlite3";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { verifyProof } from "../../db/proof/verify.ts";
import { journaled } from "../../src/consent/journal.ts";
import { onPostgres } from "../support/fresh-database.ts";
import { dropGuards, heedless, listed, rowPlace, sqliteAlone, takenBack } from "../support/past-the-guards.ts";
import { School } from "../support/school.ts";

let school: School;
beforeEach(async () => {
  school = await School.open({ joined: ["grandfather"] });
  await school.phone("grandfather").answers("Leon", "JA", "NEIN");
  const person = (await school.house.roster.ownChildren(103))[0]?.personId ?? "";
  await school.house.requests.receive({ id: "r1", right: "access", personId: person, words: "alles" }, at());
  await school.house.requests.step("r1", "answered", "Frau Schreiber", "gesendet", at());
  for (const what of ["import", "letters", "export"])
    await school.house.office.note({ at: at().toISOString(), by: "Frau Schreiber", what, about: "3a" });
  const fact = { child: (await school.child("Leon")).id, guardian: person, since: "2026-11-01" };
  const decided = { ...fact, custody: "declares" as const, paper: "Beschluss, Akte 12", by: "Frau Schreiber" };
  await school.house.custody.decide(decided, at());
  const came = { receivedOn: "2026-11-20", receivedAt: at().toISOString(), route: "letter" as const, place: "Akte 3" };
  await school.house.requests.enter(
    { id: "e1", right: "restriction", whose: { personId: person }, words: "", by: "Frau Schreiber", ...came },
    at(),
  );
  school.database.$client.exec(`insert into restriction_fact
    (person_id, request_id, ground, since, told_on, note, "by", at)
    values ('${person}', 'e1', 'accuracy', '2026-11-20', '', 'wird geprüft', 'x', '2026-11-23T17:00:00.000Z')`);
  await school.house.documents.keep(
    [{ name: "verzeichnis", title: "Verzeichnis", blocks: [] }],
    "Frau Schreiber",
    at(),
  );
  await school.house.periods.start("Frau Schreiber", at());
  await school.house.periods.end("Frau Schreiber", 1, at());
  school.database.$client.exec(`insert into erasure (at, events, children, people, ended_before)
    values ('2026-11-28T03:00:00.000Z', 0, 1, 0, '2023-01-01T00:00:00.000Z')`);
});
afterEach(() => school.stop());

const at = () => school.clock.now;
const sql = (text: string) => school.database.$client.exec(text);
const kinds = Object.entries(journaled);
const anyKind = fc.constantFrom(...kinds);

/** With every guard gone, as whoever owns the file can have it. */
function unguarded(): void {
  dropGuards(school.database.$client);
  heedless(school.database.$client, "");
}

/** What verify says after a change that is then taken back. */
async function afterwards(change: string): Promise<unknown> {
  const { $client: client } = school.database;
  return await takenBack(
    client,
    () => heedless(client, change),
    () => verifyProof(school.database),
  );
}

test("every table that the proof leans on is entered, and all of it holds", async () => {
  for (const [kind] of kinds)
    expect(school.database.$client.prepare(`select count(*) from ${kind}`).pluck().get(), kind).toBeGreaterThan(0);
  const entries = school.database.$client.prepare("select count(*) from journal").pluck().get();
  expect(await verifyProof(school.database)).toMatchObject({ entries });
});

describe("an administrator with a database shell", () => {
  test("cannot delete or change any of it while the guards stand", () => {
    for (const [kind, { columns }] of kinds) {
      expect(() => sql(`delete from ${kind}`), kind).toThrow(/RAISE|stay|append|once|erased/i);
      for (const column of columns.filter((name) => !/lapse|change|decided|ended_/.test(name)))
        expect(() => sql(`update ${kind} set "${column}" = 'x' || "${column}"`), `${kind} ${column}`).toThrow();
    }
    expect(() => sql("update journal set commitment = 'x'")).toThrow(/append-only/);
    expect(() => sql("delete from journal")).toThrow(/append-only/);
  });

  test("who changes any column of any row, without any guard, is found", async () => {
    unguarded();
    await fc.assert(
      fc.asyncProperty(
        anyKind,
        fc.nat(),
        // A column of texts takes no bytes there.
        fc.constantFrom(...(["text", "null", ...(onPostgres ? [] : ["blob" as const])] as const)),
        async ([kind, table], which, how) => {
          const column = table.columns[which % table.columns.length] ?? "";
          const value = { text: "'somebody else'", blob: "cast('x' as blob)", null: "null" }[how];
          const row = `${rowPlace} = (select max(${rowPlace}) from ${kind})`;
          const was = school.database.$client.prepare(`select "${column}" is null from ${kind} where ${row}`);
          fc.pre(!(how === "null" && was.pluck().get() === 1));
          try {
            expect(await afterwards(`update ${kind} set "${column}" = ${value} where ${row}`)).toHaveProperty("broken");
          } catch (error) {
            // A key or a column that may not be empty cannot be changed so at all.
            expect(String(error)).toMatch(/constraint|mismatch|invalid input/i);
          }
        },
      ),
      { numRuns: onPostgres ? 40 : 120 },
    );
  });

  test("who takes a row away, or puts another in its place, is found", async () => {
    unguarded();
    for (const [kind, { key, columns }] of kinds) {
      const gone = `delete from ${kind} where ${rowPlace} = (select max(${rowPlace}) from ${kind})`;
      expect(await afterwards(gone), kind).toMatchObject({
        broken: { where: "journal", fault: "the row it is about was taken away" },
      });
      const other = columns.map((name) => (name === columns.at(-1) && name !== key ? "'other'" : `"${name}"`));
      const copy = `create temp table copy as select * from ${kind} where ${rowPlace} = (select max(${rowPlace}) from ${kind})`;
      const back = `insert into ${kind} select ${other.join(", ")} from copy; drop table copy`;
      expect(await afterwards(`${copy}; ${gone}; ${back}`), kind).toHaveProperty("broken");
    }
  });

  test("who puts in a row past the journal is found", async () => {
    unguarded();
    expect(
      await afterwards(`insert into office_action (at, by, what, about) values ('2026-11-28', 'Frau Tafel', 'x', '')`),
    ).toMatchObject({ broken: { where: "journal", seq: 0, fault: "it has no entry in the journal" } });
  });

  test("who takes an entry away, changes or moves one, is found", async () => {
    unguarded();
    const count = Number(school.database.$client.prepare("select count(*) from journal").pluck().get());
    for (let seq = 1; seq < count; seq += 1)
      expect(await afterwards(`delete from journal where seq = ${seq}`), String(seq)).toHaveProperty("broken");
    for (const column of ["at", "kind", "about", "salt", "commitment", "previous", "hash"])
      expect(await afterwards(`update journal set "${column}" = 'x' where seq = 3`), column).toHaveProperty("broken");
  });

  test("who deletes the office's log with an own record of the erasing reaches only what is over", async () => {
    const places = listed(school.database.$client, "select seq from journal where kind = 'office_action'");
    const erasing = (before: string) =>
      sql(`insert into erasure (at, events, children, people, ended_before, entry_places)
        values ('2026-11-28T03:00:00.000Z', 0, 0, 0, '${before}', '${places}')`);
    expect(() => erasing("2026-11-01T00:00:00.000Z")).toThrow(/shortest retention time/);
    erasing("2025-01-01T00:00:00.000Z");
    expect(() => sql("delete from office_action")).toThrow(/on record/);
    unguarded();
    expect(await afterwards("delete from office_action")).toMatchObject({
      broken: { fault: "the row it is about was erased before its time" },
    });
    expect(await verifyProof(school.database)).toMatchObject({
      broken: { fault: "the row it is about counts as erased and is still there" },
    });
  });

  sqliteAlone("whoever may write there enters it; it is found by its seal")(
    "another program cannot write these tables at all, for it cannot enter what it writes",
    () => {
      const shell = new Sqlite(school.database.$client.serialize());
      expect(() =>
        shell.exec("insert into office_action (at, by, what, about) values ('2026-11-28', 'x', 'x', '')"),
      ).toThrow(/no such function/);
    },
  );
});

test("what the office did long ago is erased on record, also its salts, and all holds", async () => {
  school.clock.now = new Date("2030-02-01T03:00:00Z");
  await school.house.rounds.begin(at(), true);
  expect(await school.house.office.sweep(at(), 3)).toBe(3);
  expect(listed(school.database.$client, "select salt from journal where kind = 'office_action'", "")).toBe("");
  await school.house.office.note({ at: at().toISOString(), by: "Frau Schreiber", what: "export", about: "" });
  expect(await verifyProof(school.database)).toMatchObject({ notedSeen: true });
});
