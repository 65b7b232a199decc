import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hash } from "node:crypto";
import Sqlite from "better-sqlite3";
import { linkOlder, written as writtenBySqlite } from "../../db/proof/chain.ts";
import { verifyProof } from "../../db/proof/verify.ts";
import { onPostgres } from "../support/fresh-database.ts";
import { dropGuards, heedless, plant, sqliteAlone } from "../support/past-the-guards.ts";
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
const neverChanged = "consent_event_is_never_changed";
function unguarded(change: string, ...others: string[]): void {
  dropGuards(school.database.$client, neverChanged, "consent_event_is_never_deleted", ...others);
  heedless(school.database.$client, change);
}

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

const written = (value: unknown) => (typeof value === "string" ? `'${value}'` : String(value));

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
  unguarded("");
  const { $client: client } = school.database;
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 6 }), fc.constantFrom(...columns), async (seq, column) => {
      const was: unknown = client.prepare(`select ${column} from consent_event where seq = ?`).pluck().get(seq);
      const write = (value: unknown) =>
        heedless(client, `update consent_event set ${column} = ${written(value)} where seq = ${seq}`);
      write(column === "notice" ? 7 : `x${seq}`);
      const verified = await verifyProof(school.database);
      write(was);
      expect({ column, verified }).toMatchObject({ column, verified: { broken: { seq } } });
    }),
    // Each takes ten times as long there.
    { numRuns: onPostgres ? 50 : 150 },
  );
});

sqliteAlone("a column of texts takes no bytes there")(
  "bytes in the place of a text break the chain like everything else",
  async () => {
    unguarded("update consent_event set evidence = cast(evidence as blob) where seq = 4");
    expect(await verifyProof(school.database)).toMatchObject({
      broken: { seq: 4, fault: "who it is about was changed" },
    });
  },
);

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
    .prepare(
      `select hash, commitment, ${writtenBySqlite.facts} as facts, ${writtenBySqlite.whose} as whose from consent_event`,
    )
    .all() as Record<"hash" | "commitment" | "facts" | "whose", string>[];
  expect(rows.length).toBeGreaterThan(100);
  expect(
    rows.filter((row) => hash("sha256", row.facts) !== row.hash || hash("sha256", row.whose) !== row.commitment),
  ).toEqual([]);
  expect(await verifyProof(school.database)).toMatchObject({ events: rows.length });
});

sqliteAlone("nobody writes a guard's kind there")(
  "a guard whose kind is spelled otherwise is one all the same",
  async () => {
    const { $client: client } = school.database;
    client.unsafeMode(true);
    sql(`pragma writable_schema = on; insert into sqlite_master values ('TRIGGER', 'zz', 'consent_event', 0,
    'CREATE TRIGGER zz BEFORE INSERT ON consent_event WHEN NEW.kind = ''withdrawn'' BEGIN SELECT RAISE(IGNORE); END')`);
    expect(await verifyProof(school.database)).toMatchObject({ broken: { where: "guard", id: "zz" } });
  },
);

test("an event that was taken out, or whose place was taken, breaks the chain", async () => {
  unguarded("delete from consent_event where seq = 3");
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
  const putBack = dropGuards(school.database.$client, neverChanged);
  sql(blank);
  putBack();
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
  unguarded("");
  expect(await verifyProof(school.database)).toMatchObject({
    broken: { where: "guard", id: expect.stringMatching(/^consent_event_is_never_/) as string },
  });
  plant(school.database.$client, "quiet", "after", "consent_event", "delete from announcement");
  expect(await verifyProof(school.database)).toMatchObject({ broken: { where: "guard" } });
});

const copy = (hash: string) =>
  `insert into consent_event select 7, 'put in', decision, child_id, purpose, 'given', person_id, role, route,
      recorded_by, at, notice, language, shown, evidence, voids, salt, commitment, hash, ${hash}, seal from consent_event where seq = 6`;
test("an event is taken by its right link alone", () => {
  for (const hash of ["hash", "''"]) expect(() => sql(copy(hash))).toThrow(/by JaNein alone/);
});
sqliteAlone("whoever may write there can link; it is found by its seal")(
  "another program cannot write an event at all, for it cannot link it",
  () => {
    expect(() => new Sqlite(school.database.$client.serialize()).exec(copy("hash"))).toThrow(/no such function/);
  },
);

test.each([0, -1, -9_000_000_000_000])("an event at the place %i, before all others, is found", async (place) => {
  unguarded("", "consent_event_is_linked");
  sql(`insert into consent_event select ${place}, 'put in', decision, child_id, purpose, 'given', person_id, role, route,
    recorded_by, at, notice, language, shown, evidence, voids, salt, commitment, previous, hash, seal from consent_event where seq = 1`);
  expect(await verifyProof(school.database)).toMatchObject({ broken: { where: "event", seq: place } });
});

test("an event that somebody puts in without a link is not linked at the next start, but found", async () => {
  dropGuards(school.database.$client, "consent_event_is_linked");
  sql(`insert into consent_event select 7, 'put in', decision, child_id, purpose, 'given', person_id, role, route,
    recorded_by, at, notice, language, shown, evidence, voids, '', '', '', '', '' from consent_event where seq = 6`);
  linkOlder(school.database, () => "a salt for a test");
  expect(await verifyProof(school.database)).toMatchObject({ broken: { seq: 7 } });
});

sqliteAlone("no school there is older than its chain")(
  "events from before there was a chain are linked once, and then never changed again",
  async () => {
    const putBack = dropGuards(school.database.$client, neverChanged);
    sql("update consent_event set salt = '', commitment = '', previous = '', hash = ''");
    putBack();
    linkOlder(school.database, () => "a salt for a test");
    expect(await verifyProof(school.database)).toMatchObject({ events: 6 });
    expect(() => sql("update consent_event set kind = 'given'")).toThrow(/append-only/);
  },
);

test("half a sign and a zero sign in what was typed are kept as whole ones, once, and the chain holds", async () => {
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
        evidence: "\ud800 am \0 Telefon",
      },
      school.clock.now,
    );
  expect([await recorded(), await recorded()]).toEqual([1, 1]);
  expect(await verifyProof(school.database)).toMatchObject({ events: 7 });
});
