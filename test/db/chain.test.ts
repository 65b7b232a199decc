import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hash } from "node:crypto";
import { linkOlder, verifyChain, written } from "../../db/proof/chain.ts";
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
  expect(await verifyChain(school.database)).toMatchObject({
    events: 6,
    newest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
  });
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
      const verified = await verifyChain(school.database);
      sql("rollback to before; release before");
      expect({ column, verified }).toMatchObject({ column, verified: { broken: { seq } } });
    }),
    { numRuns: 150 },
  );
});

test("bytes in the place of a text break the chain like everything else", async () => {
  withoutTrigger("update consent_event set evidence = cast(evidence as blob) where seq = 4");
  expect(await verifyChain(school.database)).toMatchObject({
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
  expect(await verifyChain(school.database)).toMatchObject({ events: rows.length });
});

test("an event that was taken out, or whose place was taken, breaks the chain", async () => {
  withoutTrigger("delete from consent_event where seq = 3");
  expect(await verifyChain(school.database)).toMatchObject({
    broken: { seq: 4, fault: "an event before it is missing, or was put in" },
  });
});

test("what identifies can be erased, and the chain still holds", async () => {
  withoutTrigger(
    "update consent_event set salt = '', recorded_by = '', evidence = '', child_id = null, person_id = null where seq in (1, 2)",
  );
  expect(await verifyChain(school.database)).toMatchObject({ events: 6 });
});

test("events from before there was a chain are linked once, and then never changed again", async () => {
  sql(
    "drop trigger consent_event_is_never_changed; update consent_event set salt = '', commitment = '', previous = '', hash = '';",
  );
  sql(
    "create trigger consent_event_is_never_changed before update on consent_event begin select raise(abort, 'consent events are append-only'); end",
  );
  linkOlder(school.database.$client, () => "a salt for a test");
  expect(await verifyChain(school.database)).toMatchObject({ events: 6 });
  expect(() => sql("update consent_event set kind = 'given'")).toThrow(/append-only/);
});
