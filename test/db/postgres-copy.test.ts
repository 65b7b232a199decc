import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codeKeyMark, keepCodeKeyMark } from "../../db/file/code-key-mark.ts";
import type { Database } from "../../db/file/database.ts";
import { strangeIn } from "../../db/file/guarded.ts";
import { openDatabase } from "../../db/file/open.ts";
import { fileIntoSchema, schemaIntoFile } from "../../db/postgres/copy.ts";
import { openPostgres } from "../../db/postgres/open.ts";
import { postgresLeftOut, postgresUrl } from "../support/fresh-database.ts";
import { oddTexts, provenRows } from "../support/proven-rows.ts";

if (postgresUrl === undefined) test.skip(postgresLeftOut, () => undefined);
else describe("all rows of a school, from one engine to the other", areTheSame);

function areTheSame() {
  const folder = mkdtempSync(join(tmpdir(), "janein-copy-"));
  const schemas: string[] = [];
  const newAddress = () => {
    schemas.push(`test_${randomBytes(6).toString("hex")}`);
    return `${postgresUrl}#${schemas.at(-1)}`;
  };
  const [file, address]: [Database, string] = [openDatabase(join(folder, "school.sqlite")), newAddress()];
  let server: pg.Client;
  beforeAll(async () => {
    server = new pg.Client(postgresUrl);
    await server.connect();
    fill(file.$client);
    await moved(file, address);
  });
  afterAll(async () => {
    file.$client.close();
    for (const schema of schemas) await server.query(`drop schema if exists ${schema} cascade`);
    await server.end();
    rmSync(folder, { recursive: true });
  });

  const moved = async ({ $client }: Database, to: string) =>
    await fileIntoSchema(
      { file: $client, path: "school.sqlite", address: to, sealOfRow: () => "" },
      async () => "done",
    );
  const isThere = async (of: string) =>
    (await server.query("select from pg_namespace where nspname = $1", [of.split("#")[1]])).rows.length > 0;

  /** The same school in another file. */
  function another(): Database {
    const path = join(folder, `${randomBytes(6).toString("hex")}.sqlite`);
    file.$client.prepare("vacuum into ?").run(path);
    return openDatabase(path);
  }

  function backIn(name: string): Sqlite.Database {
    const path = join(folder, name);
    writeFileSync(path, "");
    schemaIntoFile(address, path);
    return new Sqlite(path);
  }

  test("every column of every row is the same there and, back again, here", () => {
    const back = backIn("back.sqlite");
    const there = all(back);
    expect(there).toEqual(all(file.$client));
    expect(Object.values(there).flat().length).toBeGreaterThan(1000);
    back.close();
  });

  test("what was the highest number of a table is given no more, although its row is gone", () => {
    const server = openPostgres(address);
    const back = backIn("counted.sqlite");
    for (const client of [file.$client, back, server.$client]) expect(client.prepare(nextTry).pluck().get()).toBe(9);
    server.$client.close();
    back.close();
  });
  const nextTry = "insert into failed_join (chat_id, at) values ('1', '') returning id";

  test("the guards are those of a new school, in the schema and in the file", () => {
    const [there, here] = [openPostgres(address), openDatabase(join(folder, "back.sqlite"))];
    expect([strangeIn(there.$client), strangeIn(here.$client)]).toEqual([null, null]);
    for (const { $client: client } of [there, here])
      expect(() => client.prepare("delete from journal").run()).toThrow("the journal is append-only");
    for (const { $client: client } of [there, here]) client.close();
  });

  test("with which key the codes were made is known there as well", () => {
    const [there, here] = [openPostgres(address), openDatabase(join(folder, "back.sqlite"))];
    expect([codeKeyMark(there), codeKeyMark(here)]).toEqual([123456789, 123456789]);
    for (const { $client: client } of [there, here]) client.close();
  });

  test.each([
    [
      "a text with a zero sign",
      "update person set family_name = 'Zz' || char(0) || 'vorname'",
      "person has in family_name",
    ],
    ["bytes in the place of a text", "update school_class set name = x'3361'", "school_class has in name"],
    ["a text with bytes that are no signs", "update person set key = cast(x'5aff' as text)", "person has in key"],
    ["something that is no whole number", "update child set both_must_agree = 0.5", "child has in both_must_agree"],
    ["something else than bytes", "update kept_scan set picture = 'a text'", "kept_scan has in picture"],
  ])("%s is refused by the table and the row, and nothing is there", async (why, statement, where) => {
    const odd = another();
    odd.$client.exec(statement);
    const to = newAddress();
    await expect(moved(odd, to)).rejects.toThrow(new RegExp(`row 1 of the table ${where} ${why}`));
    expect(await isThere(to)).toBe(false);
    odd.$client.close();
  });

  test("the sign that stands for what cannot be read is a sign like others", async () => {
    const odd = another();
    odd.$client.exec("update person set family_name = 'Zz\uFFFDvorname'");
    await expect(moved(odd, newAddress())).resolves.toBe("done");
    odd.$client.close();
  });

  test("a schema that is there is not written over", async () => {
    await expect(moved(file, address)).rejects.toThrow(/is there already, and nothing is overwritten/);
  });

  test("where the new schema does not hold, it is gone again", async () => {
    const to = newAddress();
    const looks = async () => Promise.reject(new Error("it does not hold"));
    const how = { file: file.$client, path: "school.sqlite", address: to, sealOfRow: () => "" };
    await expect(fileIntoSchema(how, looks)).rejects.toThrow("it does not hold");
    expect(await isThere(to)).toBe(false);
  });

  test("where there is no school, or one of a newer version, no file is made of it", async () => {
    expect(() => schemaIntoFile(newAddress(), join(folder, "none"))).toThrow(/^There is no school in /);
    await server.query(`insert into ${schemas[0]}.migration values ('9999_newer', '')`);
    expect(() => schemaIntoFile(address, join(folder, "none"))).toThrow(/is of another version of JaNein/);
    await server.query(`delete from ${schemas[0]}.migration where name = '9999_newer'`);
  });
}

/** One of each row of the proof, and whatever else a column can hold. */
function fill(client: Sqlite.Database): void {
  for (const statement of provenRows) client.exec(statement);
  const put = (table: string, ...values: unknown[]) =>
    client.prepare(`insert into ${table} values (${values.map(() => "?").join(", ")})`).run(...values);
  for (let at = 0; at < 8; at += 1) put("failed_join", null, "1", "");
  client.exec("delete from failed_join where id > 5");
  for (const size of [0, 1, 1000, 2_000_000]) {
    put("kept_scan", `s${size}`, randomBytes(size), "2026-11-30T08:00:00.000Z");
    put("kept_scan_of", `s${size}`, "c1", "p1");
  }
  put("school_file", "logo.png", Buffer.from([0, 255, 39, 92]));
  for (let at = 0; at < 2500; at += 1) put("chat_language", `${at}`, oddTexts[at % 4], `{"a":[null,"${at}"]}`);
  put("matrix_chat", 2n ** 63n - 1n, "@a:b", "!r", -(2n ** 63n));
  put("matrix_chat", 9007199254740993n, "@c:d", "!s", 2n ** 53n + 1n);
  keepCodeKeyMark({ $client: client } as Database, 123456789);
}

/** All that stands in a file, but for the list of the migrations, by its tables. */
function all(client: Sqlite.Database): Record<string, unknown[]> {
  const names = client
    .prepare("select name from sqlite_master where type = 'table' and name <> '__drizzle_migrations' order by name")
    .pluck()
    .all() as string[];
  const rows = (name: string) => {
    const told = client.prepare(`select * from "${name}"`).raw().safeIntegers().all() as unknown[][];
    return told
      .map((row) =>
        row.map((one) => (one instanceof Uint8Array ? one.toString() : `${typeof one} ${String(one)}`)).join("\n"),
      )
      .toSorted();
  };
  return Object.fromEntries(names.map((name) => [name, rows(name)]));
}
