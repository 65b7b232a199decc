import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Pieces } from "../../db/file/pieces.ts";
import { lookedAtBy, piecesQuery } from "../../db/postgres/pieces.ts";
import { postgresLeftOut, postgresUrl } from "../support/fresh-database.ts";
import { freshSchema, type Schema, undone } from "../support/postgres.ts";

/** What somebody may do to a school's schema, and which piece is another then. */
const changes: readonly [statement: string, piece: string][] = [
  ["alter table journal disable trigger journal_is_never_changed", "trigger journal_is_never_changed"],
  ["alter table journal enable always trigger journal_is_never_changed", "trigger journal_is_never_changed"],
  ["alter table consent_event disable trigger all", "constraint consent_event_notice_fkey"],
  ["drop trigger erasure_is_never_deleted on erasure", "trigger erasure_is_never_deleted"],
  ["create trigger late after insert on journal for each row execute function refuse('no')", "trigger late"],
  [
    `create or replace trigger journal_is_never_deleted before delete on journal
     for each row when (false) execute function refuse('the journal is append-only')`,
    "trigger journal_is_never_deleted",
  ],
  [
    "create or replace function refuse() returns trigger language plpgsql as 'begin return new; end'",
    "function refuse()",
  ],
  ["alter function refuse() set search_path = public", "function refuse()"],
  ["alter function refuse() security definer", "function refuse()"],
  [
    `create or replace function member_of(words text, name text) returns text
     language sql immutable strict parallel safe return name`,
    "function member_of(words text, name text)",
  ],
  ["create function sha256(words text, other text) returns text language sql return words", "function sha256(words"],
  ["alter table child add column more text", "table child"],
  ["alter table child alter column both_must_agree set default 1", "table child"],
  ["alter table child alter column given_name drop not null", "table child"],
  [`alter table child alter column given_name type text collate "default"`, "table child"],
  ["alter table child enable row level security", "table child"],
  ["create policy loose on child using (true)", "policy child loose"],
  ["create rule gone as on insert to child do instead nothing", "rule child gone"],
  ["create table other () inherits (consent_event)", "table consent_event"],
  ["create table other (id text)", "table other"],
  ["alter table kept_scan drop constraint kept_scan_is_bounded", "constraint kept_scan_is_bounded"],
  ["alter table child drop constraint child_class_id_fkey", "constraint child_class_id_fkey"],
  ["drop index journal_row", "index journal_row"],
  ["create index later on journal (at)", "index later"],
  [
    "create or replace view entering as select at, kind, about, cast('x' as text) as content, salt from journal",
    "view entering",
  ],
  ["alter view entering alter column salt set default ''", "view entering"],
  ["alter sequence erasure_id_seq increment by 2", "sequence erasure_id_seq"],
  ["drop operator ->> (text, integer)", "operator text ->> integer"],
  ["create domain word as text", "type word"],
  // What has the name of something that is asked.
  ["create table pg_class (x text)", "table pg_class"],
  ["create view pg_trigger as select * from pg_catalog.pg_trigger where false", "view pg_trigger"],
  ["create function quote_ident(name) returns text language sql return 'public'", "function quote_ident("],
];

if (postgresUrl === undefined) test.skip(postgresLeftOut, () => undefined);
else describe("what a school's schema is made of", isSeen);

function isSeen() {
  let schema: Schema;
  let ours: Pieces;
  beforeAll(async () => {
    schema = await freshSchema();
    ours = await piecesIn(schema);
  });
  afterAll(() => schema.drop());

  const piecesIn = async ({ client, name }: Schema) => {
    await client.query(lookedAtBy(name));
    const { rows } = await client.query({ text: piecesQuery, rowMode: "array" });
    await client.query(`set search_path = ${name}`);
    return rows as unknown as Pieces;
  };

  test("it is the same in every school's schema, and each piece is told apart by its name", async () => {
    const other = await freshSchema();
    expect(await piecesIn(other)).toEqual(ours);
    await other.drop();
    expect(new Set(ours.map(([type, name]) => `${type} ${name}`)).size).toBe(ours.length);
    expect(ours.filter(([, , , words]) => words === null || words.includes(schema.name))).toEqual([]);
    const types = new Set(ours.map(([type]) => type));
    expect([...types]).toEqual("constraint function index operator rule sequence table trigger view".split(" "));
  });

  test.each(changes)("%s: it is seen", async (statement, piece) => {
    const before = new Set(ours.map((one) => JSON.stringify(one)));
    const after = await undone(schema, async () => {
      await schema.rows(statement);
      return piecesIn(schema);
    });
    const there = new Set(after.map((one) => JSON.stringify(one)));
    const others = [...after.filter((one) => !before.has(JSON.stringify(one)))];
    others.push(...ours.filter((one) => !there.has(JSON.stringify(one))));
    const names = others.map(([type, name]) => `${type} ${name}`);
    expect(names.filter((name) => name.startsWith(piece))).not.toEqual([]);
  });
}
