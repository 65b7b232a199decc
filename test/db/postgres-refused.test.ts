import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "../../db/file/database.ts";
import { postgresLeftOut, postgresUrl } from "../support/fresh-database.ts";
import { filledOnBoth, type Schema, undone } from "../support/postgres.ts";
import { inserting, linkedEvent, provenRows, restriction } from "../support/proven-rows.ts";

const tooYoung = { at: "2026-11-30T08:00:00.000Z", events: 0, children: 0, people: 0 };

/** What nobody may do to the rows of the proof. */
const attempts: readonly string[] = [
  "update consent_event set purpose = 'x'",
  "update consent_event set child_id = null, person_id = null, recorded_by = '', evidence = '', salt = ''",
  "update consent_event set seal = 'x'",
  "delete from consent_event",
  inserting("consent_event", { ...linkedEvent("c1", { seq: 2, id: "e2" }), purpose: "x" }),
  "update journal set kind = 'x'",
  "update journal set salt = '', hash = 'x' where seq = 1",
  "update journal set salt = 'x'",
  "delete from journal",
  "update custody_fact set custody = 'x'",
  "delete from custody_fact",
  "update notice_version set text = 'x'",
  "update notice_version set text = text",
  "update notice_version set change = 'correction'",
  "delete from notice_version",
  "update documents_version set text = 'x'",
  "delete from documents_version",
  "update erasure set events = 5",
  "delete from erasure",
  inserting("erasure", { ...tooYoung, ended_before: "2025-01-01T00:00:00.001Z" }),
  inserting("erasure", { ...tooYoung, at: "a time", ended_before: "2001-01-01T00:00:00.000Z" }),
  inserting("erasure", { ...tooYoung, at: "0000-13-01", ended_before: "1" }),
  "update period set started_by = 'x'",
  "update period set ended_at = '2027-01-01T00:00:00.000Z'",
  "delete from period",
  "update rights_request set words = 'x' where id = 'r1'",
  `update rights_request set "right" = 'x'`,
  "delete from rights_request where id = 'r1'",
  "update request_step set note = 'x'",
  "delete from request_step",
  "update request_entry set place = 'x'",
  "delete from request_entry",
  "update restriction_fact set note = 'x'",
  "delete from restriction_fact",
  inserting("restriction_fact", restriction("", "")),
  inserting("restriction_fact", restriction("", "2026-11-21")),
  "update office_action set details = null",
  "delete from office_action",
  "update child_look set at = 'x'",
  "update shown_text set text = 'x'",
  "delete from shown_text",
];

if (postgresUrl === undefined) test.skip(postgresLeftOut, () => undefined);
else describe("what is refused on PostgreSQL", isRefusedAsOnSqlite);

function isRefusedAsOnSqlite() {
  let sqlite: Database["$client"];
  let schema: Schema;
  let drop: () => Promise<void>;
  beforeAll(async () => void ({ sqlite, schema, drop } = await filledOnBoth(provenRows)));
  afterAll(() => drop());

  /** The words of a refusal, or that there was none; nothing stays of it. */
  const onPostgres = (statement: string) => undone(schema, () => schema.rows(statement).then(() => "done", messageOf));
  function onSqlite(statement: string): string {
    sqlite.exec("begin");
    try {
      sqlite.exec(statement);
      return "done";
    } catch (error) {
      return messageOf(error);
    } finally {
      if (sqlite.inTransaction) sqlite.exec("rollback");
    }
  }

  test.each(attempts)("%s: in the same words as on SQLite", async (statement) => {
    const said = onSqlite(statement);
    expect(said).not.toBe("done");
    expect(await onPostgres(statement)).toBe(said);
  });

  const goesOnOtherwise = `update journal set salt = '' where kind in ('period', 'rights_request', 'notice_version');`;
  test.each([
    `${goesOnOtherwise} update period set ended_by = ended_by`,
    `${goesOnOtherwise} update rights_request set words = words || 'x'`,
    `${goesOnOtherwise} update notice_version set lapsed_at = 'x'`,
  ])("a row that is not as it was entered does not go on: %s", async (statement) => {
    const said = onSqlite(statement);
    expect(said).toMatch(/^a row of the proof is not as it was entered: /);
    expect(await onPostgres(statement)).toBe(said);
  });

  const old = { ...tooYoung, at: "2018-06-01T00:00:00.000Z", ended_before: "2017-01-01T00:00:00.000Z" };
  const erased = inserting("erasure", { ...old, ended_before: "2099", at: "2101-01-01T00:00:00.000Z" });
  test.each([
    inserting("erasure", old),
    `${erased}; delete from custody_fact; delete from request_step; delete from request_entry;
     delete from restriction_fact; delete from rights_request; delete from office_action`,
    `${erased};
     update consent_event set child_id = null, person_id = null, recorded_by = '', evidence = '', salt = ''`,
    `update rights_request set words = words || 'x'`,
    "delete from child_look",
  ])("what may be done is done: %s", async (statement) => {
    expect(onSqlite(statement)).toBe("done");
    expect(await onPostgres(statement)).toBe("done");
  });

  test("what is erased is known no more by its entry", async () => {
    const salts = await undone(schema, async () => {
      await schema.rows(`${erased}; delete from custody_fact; delete from office_action where id = 1`);
      return schema.rows("select kind, about from journal where salt = '' order by seq");
    });
    expect(salts).toEqual([
      { kind: "office_action", about: "1" },
      { kind: "custody_fact", about: "1" },
    ]);
  });

  test("no table of the proof is emptied at once, nor with what it leans on", async () => {
    expect(await onPostgres("truncate journal")).toBe("the journal is append-only");
    expect(await onPostgres("truncate person cascade")).toMatch(/append-only|erased|stays/);
  });
}

const messageOf = (error: unknown) => (error as Error).message;
