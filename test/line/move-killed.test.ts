import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { schemaIntoFile } from "../../db/postgres/copy.ts";
import { createOwnersOnly } from "../../db/file/owners-only.ts";
import { postgresLeftOut, postgresUrl } from "../support/fresh-database.ts";
import { rowsIn } from "../support/rows-in.ts";
import { importedSchool, janein, program } from "../support/process.ts";

/** So often in each direction. */
const kills = Number(process.env.MOVE_KILLS ?? 4);

if (postgresUrl === undefined) test.skip(postgresLeftOut, () => undefined);
else describe("a move that is killed at any moment", isKilled);

function isKilled() {
  let env: Record<string, string> = {};
  let server: pg.Client;
  const [name, source] = [0, 1].map(() => `test_${randomBytes(6).toString("hex")}`);
  const [target, from] = [name, source].map((schema) => `${postgresUrl}#${schema}`);
  let path = "";
  let before: ReturnType<typeof rowsIn>;
  beforeAll(async () => {
    server = new pg.Client(postgresUrl);
    await server.connect();
    ({ env } = await importedSchool());
    path = env.DATABASE_PATH ?? "";
    before = rowsIn(path);
    expect((await janein(["move", "--to", from ?? ""], env)).code).toBe(0);
  });
  afterAll(async () => {
    for (const schema of [name, source]) await server.query(`drop schema if exists ${schema} cascade`);
    await server.end();
    rmSync(dirname(path), { recursive: true });
  });

  const beside = (pattern: RegExp) => readdirSync(dirname(path)).filter((one) => pattern.test(one));
  const isThere = async () =>
    (await server.query("select from pg_namespace where nspname = $1", [name])).rows.length > 0;
  function rowsOfSchema(address: string): ReturnType<typeof rowsIn> {
    const file = join(dirname(path), "look.sqlite");
    createOwnersOnly(file);
    schemaIntoFile(address, file);
    const rows = rowsIn(file);
    rmSync(file);
    return rows;
  }

  /** Is killed at a moment of its time. Out: whether it was before its end. */
  async function killed(args: string[], more: Record<string, string>, within: number): Promise<boolean> {
    const child = program(args, { ...env, ...more });
    const ended = once(child, "close");
    await Promise.race([ended, sleep(Math.random() * within)]);
    const isEarly = child.exitCode === null;
    child.kill("SIGKILL");
    await ended;
    return isEarly;
  }

  async function timed(args: string[], more: Record<string, string>): Promise<number> {
    const begun = performance.now();
    for (let tries = 0; tries < 20; tries += 1) {
      const { code, err } = await janein(args, { ...env, ...more });
      if (code === 0) return performance.now() - begun;
      // The server has not yet missed who was killed.
      expect(err).toContain("Another process works on");
      await sleep(200);
    }
    throw new Error("the lease was never free");
  }

  test(
    "from a file: the file is whole, the schema is there whole or not at all, and the next move goes well",
    async () => {
      const call = ["move", "--to", target ?? ""];
      const bytes = readFileSync(path);
      let [takes, early] = [await timed(call, {}), 0];
      for (let at = 0; at < kills; at += 1) {
        if (await isThere()) expect(rowsOfSchema(target ?? "")).toEqual(before);
        await server.query(`drop schema if exists ${name} cascade`);
        if (await killed(call, {}, takes)) early += 1;
        expect(readFileSync(path).equals(bytes)).toBe(true);
      }
      await server.query(`drop schema if exists ${name} cascade`);
      takes = await timed(call, {});
      expect(rowsOfSchema(target ?? "")).toEqual(before);
      expect(beside(/restoring|part/)).toEqual([]);
      expect(early).toBeGreaterThan(0);
    },
    60_000 + kills * 20_000,
  );

  test(
    "from PostgreSQL: the schema is whole, the file is there whole or not at all, and the next move goes well",
    async () => {
      const to = join(dirname(path), "to.sqlite");
      const [call, there] = [["move", "--to", to], { DATABASE_URL: from ?? "" }];
      const takes = await timed(call, there);
      let early = 0;
      for (let at = 0; at < kills; at += 1) {
        if (existsSync(to)) expect(rowsIn(to)).toEqual(before);
        rmSync(to, { force: true });
        if (await killed(call, there, takes)) early += 1;
        expect(rowsOfSchema(from ?? "")).toEqual(before);
      }
      rmSync(to, { force: true });
      await timed(call, there);
      expect(rowsIn(to)).toEqual(before);
      expect(beside(/restoring|part/)).toEqual([]);
      expect(early).toBeGreaterThan(0);
    },
    60_000 + kills * 20_000,
  );
}
