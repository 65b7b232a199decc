import { hash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "../../db/file/database.ts";
import { migrations } from "../../db/postgres/migrate.ts";
import { journaled } from "../../src/consent/journal.ts";
import { postgresLeftOut, postgresUrl } from "../support/fresh-database.ts";
import { filledOnBoth, type Schema, upToDate } from "../support/postgres.ts";
import { inserting, linkedEvent, provenRows } from "../support/proven-rows.ts";

if (postgresUrl === undefined) test.skip(postgresLeftOut, () => undefined);
else describe("a school's schema on PostgreSQL", isAsOnSqlite);

function isAsOnSqlite() {
  let sqlite: Database["$client"];
  let schema: Schema;
  let drop: () => Promise<void>;
  beforeAll(async () => void ({ sqlite, schema, drop } = await filledOnBoth(provenRows)));
  afterAll(() => drop());

  /** The same question, each in its own words. */
  async function bothSay(onSqlite: string, onPostgres: string): Promise<void> {
    const expected = sqlite.prepare(onSqlite).all();
    expect(expected.length).toBeGreaterThan(5);
    expect(await schema.rows(onPostgres)).toEqual(expected);
  }
  const tables = `(select name from sqlite_master
    where type = 'table' and name not like 'sqlite_%' and name <> '__drizzle_migrations')`;
  const here = `connamespace = current_schema()::regnamespace`;

  test("it has the same tables, with the same columns of the same kinds, that may be empty or not", () =>
    bothSay(
      `select it.name as "of", one.name, one.cid + 1 as place, one.pk, one."notnull" as filled,
         case lower(one.type) when 'integer' then 'bigint' when 'blob' then 'bytea' else lower(one.type) end as kind,
         replace(one.dflt_value, 'false', '0') as least
       from ${tables} as it, pragma_table_info(it.name) as one order by it.name, one.cid`,
      `select relname as "of", attname as name, cast(row_number() over (partition by relname order by attnum) as int)
           as place,
         cast(coalesce(array_position(conkey, attnum), 0) as int) as pk, cast(attnotnull as int) as filled,
         format_type(atttypid, atttypmod) as kind, replace(pg_get_expr(adbin, adrelid), '::text', '') as least
       from pg_class join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
       left join pg_constraint on conrelid = pg_class.oid and contype = 'p'
       left join pg_attrdef on adrelid = pg_class.oid and adnum = attnum
       where relnamespace = current_schema()::regnamespace and relkind = 'r' and relname <> 'migration'
       order by relname collate "C", attnum`,
    ));

  test("it has the same indexes over the same columns", () =>
    bothSay(
      `select it.name as "of", one.name, one."unique" as alone,
         (select group_concat(coalesce(name, '?'), ', ') from pragma_index_info(one.name)) as over
       from ${tables} as it, pragma_index_list(it.name) as one where one.origin = 'c'
       order by one.name`,
      `select cast(indrelid as regclass)::text as "of", relname as name, cast(indisunique as int) as alone,
         (select string_agg(coalesce(attname, '?'), ', ' order by place)
           from unnest(indkey) with ordinality as one (number, place)
           left join pg_attribute on attrelid = indrelid and attnum = number and number > 0) as over
       from pg_index join pg_class on oid = indexrelid
       where relnamespace = current_schema()::regnamespace and not indisprimary
       order by relname collate "C"`,
    ));

  test("its rows lean on the same others", () =>
    bothSay(
      `select it.name as "of", one."from" as name, one."table" as other, one."to" as there, one.on_delete as gone
       from ${tables} as it, pragma_foreign_key_list(it.name) as one
       order by it.name, one."from"`,
      `select conrelid::regclass::text as "of", from_.attname as name, confrelid::regclass::text as other,
         to_.attname as there, case confdeltype when 'c' then 'CASCADE' else 'NO ACTION' end as gone
       from pg_constraint
       join pg_attribute as from_ on from_.attrelid = conrelid and from_.attnum = conkey[1]
       join pg_attribute as to_ on to_.attrelid = confrelid and to_.attnum = confkey[1]
       where ${here} and contype = 'f' order by conrelid::regclass::text collate "C", from_.attname collate "C"`,
    ));

  test("it has the same triggers on the same tables; no table of the proof can be emptied at once", () =>
    bothSay(
      `select name, tbl_name as "of" from sqlite_master where type = 'trigger'
       union all select tbl_name || '_is_never_emptied', tbl_name from sqlite_master where type = 'trigger'
         and (name like '%is_never_deleted' or name like '%stays_for_its_time' or name like '%is_never_taken_away'
           or name like '%goes_with_its_steps') order by name`,
      `select tgname as name, tgrelid::regclass::text as "of" from pg_trigger join pg_class on pg_class.oid = tgrelid
       where relnamespace = current_schema()::regnamespace and not tgisinternal order by tgname collate "C"`,
    ));

  test("a row is entered byte for byte as on SQLite", async () => {
    const sqliteEntries = sqlite.prepare("select * from journal order by seq").all() as Entry[];
    const entries = (await schema.rows("select * from journal order by seq")) as unknown as Entry[];
    const said = ({ seq, at, kind, about }: Entry) => ({ seq, at, kind, about });
    expect(entries.map(said)).toEqual(sqliteEntries.map(said));
    expect(new Set(entries.map(({ kind }) => kind))).toEqual(new Set(Object.keys(journaled)));
    for (const [kind, { key, columns }] of Object.entries(journaled)) {
      const asked = `select ${columns.map((name) => `"${name}"`).join(", ")} from ${kind} order by "${key}"`;
      const rows = sqlite.prepare(asked).all() as Record<string, unknown>[];
      expect(await schema.rows(asked)).toEqual(rows);
      for (const row of rows) {
        const content = JSON.stringify(
          columns.filter((name) => name !== "details" || row[name] !== null).map((name) => row[name]),
        );
        for (const some of [sqliteEntries, entries]) {
          const newest = some.findLast((entry) => entry.kind === kind && entry.about === String(row[key]))!;
          expect(newest.commitment).toBe(hash("sha256", newest.salt + content));
        }
      }
    }
    for (const [place, { seq, at, kind, about, commitment, previous, hash: link }] of entries.entries()) {
      expect(previous).toBe(entries[place - 1]?.hash ?? "");
      expect(link).toBe(hash("sha256", JSON.stringify([seq, at, kind, about, commitment, previous])));
    }
    expect(new Set(entries.map(({ salt }) => salt)).size).toBe(entries.length);
  });

  test("an entry is sealed in the unit of work that made it, and never later", async () => {
    const { client } = schema;
    const seal = "update journal set seal = 'sealed' where seal = ''";
    await expect(client.query(seal)).rejects.toThrow("the journal is append-only");
    await client.query("begin; insert into shown_text values ('s2', ''); insert into shown_text values ('s3', '')");
    await client.query(`${seal} and seq >= cast(current_setting('janein.entered') as bigint)`);
    await client.query("commit");
    const sealed = await schema.rows("select about from journal where seal = 'sealed' order by seq");
    expect(sealed).toEqual([{ about: "s2" }, { about: "s3" }]);
    const again = "update journal set seal = 'other' where about = 's3'";
    await expect(client.query(again)).rejects.toThrow("the journal is append-only");
    await client.query("update journal set salt = '' where about = 's3'");
  });

  test("what changes about a child is put down", async () => {
    await schema.rows(inserting("child", { id: "c2", given_name: "Zzvorname", family_name: "x", class_id: "k1" }));
    const newest = async () => (await schema.rows("select child_id from child_change order by seq desc"))[0]?.child_id;
    expect(await newest()).toBe("c2");
    await schema.rows(inserting("account", { person_id: "p1", chat_id: "1", joined_at: "" }));
    expect(await newest()).toBe("c1");
    await schema.rows("update child set pupil_id = 'p1' where id = 'c2'; delete from guardianship");
    expect(await newest()).toBe("c1");
    await schema.rows("delete from account");
    expect(await newest()).toBe("c2");
    await schema.rows(inserting("consent_event", linkedEvent("c1", { seq: 2, id: "e2" })));
    expect(await newest()).toBe("c1");
  });

  test("guards look into the school's own tables, whatever else is called as they are", async () => {
    const { client, name } = schema;
    await client.query(`create temp table journal (like journal); set search_path = pg_catalog`);
    await client.query(`insert into ${name}.shown_text values ('s4', '')`);
    await client.query(`drop table pg_temp.journal; set search_path = ${name}`);
    expect(await schema.rows("select kind from journal where about = 's4'")).toEqual([{ kind: "shown_text" }]);
  });

  test("what was done once is not done again", async () => {
    const done = (await schema.rows("select name from migration order by name")).map(({ name }) => String(name));
    expect(done).toEqual(migrations());
    expect(await upToDate(schema, done)).toEqual([]);
  });
}

interface Entry {
  seq: number;
  at: string;
  kind: string;
  about: string;
  salt: string;
  commitment: string;
  previous: string;
  hash: string;
}
