import { randomBytes } from "node:crypto";
import pg from "pg";
import { openDatabase } from "../../db/file/open.ts";
import { bringUpToDate } from "../../db/postgres/migrate.ts";
import { freshAddress } from "./fresh-database.ts";

pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** A school's schema of its own on a real PostgreSQL. */
export interface Schema {
  client: pg.Client;
  name: string;
  rows(sql: string): Promise<Record<string, unknown>[]>;
  drop(): Promise<void>;
}

/** Makes a schema, empty or up to date. */
export async function freshSchema({ isEmpty = false } = {}): Promise<Schema> {
  const client = new pg.Client(freshAddress().split("#")[0]);
  await client.connect();
  const name = `test_${randomBytes(6).toString("hex")}`;
  await client.query(`create schema ${name}; set search_path = ${name}; set client_min_messages = warning`);
  const schema: Schema = {
    client,
    name,
    rows: async (sql) => (await client.query<Record<string, unknown>>(sql)).rows,
    async drop() {
      await client.query(`drop schema if exists ${name} cascade`);
      await client.end();
    },
  };
  if (!isEmpty) await upToDate(schema, []);
  return schema;
}

/** The same rows in both engines. */
export async function filledOnBoth(rows: readonly string[]) {
  const [sqlite, schema] = [openDatabase(":memory:").$client, await freshSchema()];
  for (const statement of rows) {
    sqlite.exec(statement);
    await schema.rows(statement);
  }
  const drop = async () => {
    sqlite.close();
    await schema.drop();
  };
  return { sqlite, schema, drop };
}

/** Out: the migrations that were run. */
export async function upToDate({ client }: Schema, done: readonly string[]): Promise<string[]> {
  const sent: Promise<unknown>[] = [];
  const run = bringUpToDate((sql) => sent.push(client.query(sql)), done, "2026-11-30T08:00:00.000Z");
  await Promise.all(sent);
  return run;
}

/** Does something of which nothing stays. */
export async function undone<Out>({ client }: Schema, what: () => Promise<Out>): Promise<Out> {
  await client.query("begin");
  try {
    return await what();
  } finally {
    await client.query("rollback");
  }
}
