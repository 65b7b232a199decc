import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hash } from "node:crypto";
import Sqlite from "better-sqlite3";
import { linkOlder, written } from "../../db/proof/chain.ts";
import { verifyProof } from "../../db/proof/verify.ts";
import { School } from "../support/school.ts";

let school: School;
beforeEach(async () => {
  school = await School.open({ joined: ["grandfather"] });
  for (const round of [1, 2, 3]) {
    const leon = (await school.child("Leon")).id;
    const guardian = (await school.house.roster.ownChildren(103))[0]?.personId ?? "";
    const answer = round % 2 === 1 ? "yes" : "no";
    await school.house.ledger.recordDecision(
      {
        child: leon,
        person: guardian,
        role: "guardian",
        answers: { audio: answer, video: answer },
        route: "paper",
        recordedBy: "office",
        notice: 1,
        language: "de",
        shownText: `Blatt ${round}`,
        evidence: `form ${round}`,
      },
      school.clock.now,
    );
  }
});
afterEach(() => school.stop());

const sql = (text: string) => school.database.$client.exec(text);
const withoutTrigger = (change: string) =>
  sql(
    `drop trigger consent_event_is_never_changed; drop trigger consent_event_is_never_deleted; pragma foreign_keys = off; ${change}`,
  );

test("the chain of six events holds", async () => {
  expect(await verifyProof(school.database)).toMatchObject({
    events: 6,
    newest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
  });
});

test("a noted link is seen only where all of it is there; a receipt code by the beginning that it is", async () => {
  const { newest } = (await verifyProof(school.database)) as { newest: string };
  const code = newest.slice(0, 15).toUpperCase();
  const receipt = `${code.slice(0, 5)}-${code.slice(5, 10)}-${code.slice(10)}`;
  for (const noted of [newest, receipt])
    expect(await verifyProof(school.database, { noted }), noted).toMatchObject({ notedSeen: true });
  for (const noted of [newest.slice(0, 1), newest.slice(0, 14), newest.slice(0, 16), `${newest}0`, " "])
    expect(await verifyProof(school.database, { noted }), noted).toMatchObject({ notedSeen: false });
});

const columns = [
  "id",
  "decision",
  "child_id",
  "purpose",
  "kind",
  "person_id",
  "role",
  "route",
  "recorded_by",
  "at",
  "notice",
  "language",
  "shown",
  "evidence",
  "voids",
  "salt",
  "commitment",
  "previous",
  "hash",
];

test("whatever is changed in whichever event, the chain breaks there, and says which it is", async () => {
  withoutTrigger("");
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 6 }), fc.constantFrom(...columns), async (seq, column) => {
      sql(
        `savepoint before; update consent_event set ${column} = ${column === "notice" ? "7" : "'x" + String(seq) + "'"} where seq = ${seq}`,
      );
      const verified = await verifyProof(school.database);
      sql("rollback to before; release before");
      expect({ column, verified }).toMatchObject({ column, verified: { broken: { seq } } });
    }),
    { numRuns: 150 },
  );
});

test("bytes in the place of a text break the chain like everything else", async () => {
  withoutTrigger("update consent_event set evidence = cast(evidence as blob) where seq = 4");
  expect(await verifyProof(school.database)).toMatchObject({
    broken: { seq: 4, fault: "who it is about was changed" },
  });
});

test("whatever people write and are called, SQLite writes the text that the rule has hashed", async () => {
  const leon = (await school.child("Leon")).id;
  let [answer, forms] = ["no" as "yes" | "no", 0];
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), async (written, recordedBy) => {
      answer = answer === "yes" ? "no" : "yes";
      await school.house.ledger.recordDecision(
        {
          child: leon,
          person: null,
          role: "office",
          answers: { audio: answer },
          route: "paper",
          recordedBy,
          notice: 1,
          language: "de",
          shownText: null,
          evidence: `${written} ${(forms += 1)}`,
        },
        school.clock.now,
      );
    }),
  );
  const rows = school.database.$client
    .prepare(`select hash, commitment, ${written.facts} as facts, ${written.whose} as whose from consent_event`)
    .all() as Record<"hash" | "commitment" | "facts" | "whose", string>[];
  expect(rows.length).toBeGreaterThan(100);
  expect(
    rows.filter((row) => hash("sha256", row.facts) !== row.hash || hash("sha256", row.whose) !== row.commitment),
  ).toEqual([]);
  expect(await verifyProof(school.database)).toMatchObject({ events: rows.length });
});

test("a guard whose kind is spelled otherwise is one all the same", async () => {
  const { $client: client } = school.database;
  client.unsafeMode(true);
  sql(`pragma writable_schema = on; insert into sqlite_master values ('TRIGGER', 'zz', 'consent_event', 0,
    'CREATE TRIGGER zz BEFORE INSERT ON consent_event WHEN NEW.kind = ''withdrawn'' BEGIN SELECT RAISE(IGNORE); END')`);
  expect(await verifyProof(school.database)).toMatchObject({ broken: { where: "guard", id: "zz" } });
});

test("an event that was taken out, or whose place was taken, breaks the chain", async () => {
  withoutTrigger("delete from consent_event where seq = 3");
  expect(await verifyProof(school.database)).toMatchObject({
    broken: { seq: 4, fault: "an event before it is missing, or was put in" },
  });
});

const bare = "salt = '', recorded_by = '', evidence = '', child_id = null, person_id = null";

test("what identifies can be erased after its time and on record, and the chain still holds", async () => {
  sql(`insert into erasure (at, events, children, people, ended_before, event_places)
    values ('2031-01-01T03:00:00.000Z', 2, 0, 0, '2028-01-01T00:00:00.000Z', '1-2')`);
  sql(`update consent_event set ${bare} where seq in (1, 2)`);
  expect(await verifyProof(school.database)).toMatchObject({ events: 6, entries: expect.any(Number) as number });
});

test("an administrator who makes a withdrawal nobody's is refused, and without the trigger is found", async () => {
  const blank = `update consent_event set ${bare} where kind = 'withdrawn'`;
  expect(() => sql(blank)).toThrow(/append-only/);
  const guard = school.database.$client
    .prepare("select sql from sqlite_master where name = 'consent_event_is_never_changed'")
    .pluck()
    .get() as string;
  sql(`drop trigger consent_event_is_never_changed; ${blank}; ${guard}`);
  expect(await verifyProof(school.database)).toMatchObject({
    broken: { where: "event", seq: 3, fault: "it was erased without a record of it" },
  });
});

test("an erasure that an administrator puts on record reaches no further than the shortest retention time", async () => {
  const record = (at: string, before: string) =>
    sql(`insert into erasure (at, events, children, people, ended_before, event_places)
      values ('${at}', 2, 0, 0, '${before}', '3-4')`);
  expect(() => record("2026-11-28T03:00:00.000Z", "2026-11-28T00:00:00.000Z")).toThrow(/shortest retention time/);
  record("2026-11-28T03:00:00.000Z", "2025-01-01T00:00:00.000Z");
  expect(() => sql(`update consent_event set ${bare} where seq in (3, 4)`)).toThrow(/append-only/);
  expect(await verifyProof(school.database)).toMatchObject({
    broken: { where: "event", seq: 3, fault: "it counts as erased and still says who it is about" },
  });
});

test("a guard that was dropped or put in is found, though nothing else was touched", async () => {
  withoutTrigger("");
  expect(await verifyProof(school.database)).toMatchObject({
    broken: { where: "guard", id: expect.stringMatching(/^consent_event_is_never_/) as string },
  });
  sql("create trigger quiet after insert on consent_event begin delete from announcement; end");
  expect(await verifyProof(school.database)).toMatchObject({ broken: { where: "guard" } });
});

test("another program cannot write an event at all, for it cannot link it; nor is one taken with a wrong link", () => {
  const copy = (hash: string) =>
    `insert into consent_event select 7, 'put in', decision, child_id, purpose, 'given', person_id, role, route,
      recorded_by, at, notice, language, shown, evidence, voids, salt, commitment, hash, ${hash}, seal from consent_event where seq = 6`;
  expect(() => new Sqlite(school.database.$client.serialize()).exec(copy("hash"))).toThrow(/no such function/);
  for (const hash of ["hash", "''"]) expect(() => sql(copy(hash))).toThrow(/by JaNein alone/);
});

test.each([0, -1, -9_000_000_000_000])("an event at the place %i, before all others, is found", async (place) => {
  withoutTrigger("drop trigger consent_event_is_linked");
  sql(`insert into consent_event select ${place}, 'put in', decision, child_id, purpose, 'given', person_id, role, route,
    recorded_by, at, notice, language, shown, evidence, voids, salt, commitment, previous, hash, seal from consent_event where seq = 1`);
  expect(await verifyProof(school.database)).toMatchObject({ broken: { where: "event", seq: place } });
});

test("an event that somebody puts in without a link is not linked at the next start, but found", async () => {
  sql("drop trigger consent_event_is_linked");
  sql(`insert into consent_event select 7, 'put in', decision, child_id, purpose, 'given', person_id, role, route,
    recorded_by, at, notice, language, shown, evidence, voids, '', '', '', '', '' from consent_event where seq = 6`);
  linkOlder(school.database, () => "a salt for a test");
  expect(await verifyProof(school.database)).toMatchObject({ broken: { seq: 7 } });
});

test("events from before there was a chain are linked once, and then never changed again", async () => {
  const guard = school.database.$client
    .prepare("select sql from sqlite_master where name = 'consent_event_is_never_changed'")
    .pluck()
    .get() as string;
  sql(
    "drop trigger consent_event_is_never_changed; update consent_event set salt = '', commitment = '', previous = '', hash = '';",
  );
  sql(guard);
  linkOlder(school.database, () => "a salt for a test");
  expect(await verifyProof(school.database)).toMatchObject({ events: 6 });
  expect(() => sql("update consent_event set kind = 'given'")).toThrow(/append-only/);
});

test("half a sign in what was typed is kept as a whole one, once, and the chain holds", async () => {
  const leon = (await school.child("Leon")).id;
  const recorded = () =>
    school.house.ledger.recordDecision(
      {
        child: leon,
        person: null,
        role: "office",
        answers: { audio: "no" },
        route: "paper",
        recordedBy: "Frau \ud83d",
        notice: 1,
        language: "de",
        shownText: "Blatt \udc00",
        evidence: "\ud800 am Telefon",
      },
      school.clock.now,
    );
  expect([await recorded(), await recorded()]).toEqual([1, 1]);
  expect(await verifyProof(school.database)).toMatchObject({ events: 7 });
});
