import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../db/file/open.ts";
import type { Database } from "../../db/file/database.ts";
import { freshAddress, postgresLeftOut, postgresUrl } from "../support/fresh-database.ts";

describe.runIf(postgresUrl)("what somebody puts into a school's schema under a name of PostgreSQL's own", () => {
  let client: Database["$client"];
  beforeEach(() => {
    client = openDatabase(freshAddress()).$client;
    client.exec(`create function set_config(text, text, boolean) returns text language sql return '';
      create function current_setting(text, boolean) returns text language sql return 'astray';
      create function length(text) returns integer language sql return 7;
      create table pg_namespace (nspname text)`);
  });
  afterEach(() => void client.close());
  const first = (asked: string) => client.prepare(asked).pluck().get();

  test("is not what this program asks", () => {
    expect(first("select length('ab')")).toBe(2);
    expect(first("select count(*) from pg_namespace")).toBeGreaterThan(2);
  });

  test("is not what the guards ask: what was entered is known, and sealed", () => {
    client.transaction(() => {
      client.exec("insert into shown_text values ('s1', '')");
      const entered = first("select pg_catalog.current_setting('janein.entered', true)");
      expect(entered).toBe(String(first("select max(seq) from journal")));
    })();
  });

  test("is ours, where a name is ours and PostgreSQL's with other values", () => {
    expect(first("select sha256('ab')")).toMatch(/^[0-9a-f]{64}$/);
    expect(first("select json_array_length('[1, 2]')")).toBe(2);
  });
});

if (!postgresUrl) test.skip(postgresLeftOut, () => undefined);
