import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import Sqlite from "better-sqlite3";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lockDatabase } from "../../db/file/lock.ts";
import { openPostgres } from "../../db/postgres/open.ts";
import { postgresLeftOut, postgresUrl } from "../support/fresh-database.ts";
import { rowsIn } from "../support/rows-in.ts";
import { importedSchool, janein } from "../support/process.ts";

if (postgresUrl === undefined) test.skip(postgresLeftOut, () => undefined);
else describe("a school is moved", isMoved);

function isMoved() {
  let school: Awaited<ReturnType<typeof importedSchool>>;
  let path = "";
  let [admin, server]: pg.Client[] = [];
  /** A database of its own: whoever dumps one looks at all that is in it. */
  const database = `test_${randomBytes(6).toString("hex")}`;
  const url = new URL(`/${database}`, postgresUrl).href;
  const schemas: string[] = [];
  const newAddress = () => {
    schemas.push(`test_${randomBytes(6).toString("hex")}`);
    return `${url}#${schemas.at(-1)}`;
  };
  const address = newAddress();
  const schema = schemas[0] ?? "";
  beforeAll(async () => {
    admin = new pg.Client(postgresUrl);
    await admin.connect();
    await admin.query(`create database ${database}`);
    server = new pg.Client(url);
    await server.connect();
    school = await importedSchool();
    path = school.env.DATABASE_PATH ?? "";
    await answers("JA", "NEIN");
  });
  afterAll(async () => {
    await server?.end();
    await admin?.query(`drop database if exists ${database} with (force)`);
    await admin?.end();
    rmSync(dirname(path), { recursive: true });
  });

  const run = (args: string[], more: Record<string, string> = {}) => janein(args, { ...school.env, ...more });
  const there = { DATABASE_URL: address };
  const answers = (audio: string, video: string) => {
    const child = school.value("select id from child where given_name = 'Leon'");
    const person = school.value("select guardian_id from guardianship where child_id = ?", child);
    const said = ["--audio", audio, "--video", video, "--route", "paper", "--by", "Frau Schreiber"];
    return run(["answer", "--child", child, "--person", person, ...said]);
  };
  const isThere = async (of: string) =>
    (await server!.query("select from pg_namespace where nspname = $1", [of.split("#")[1]])).rows.length > 0;
  const dumped = () =>
    execFileSync("pg_dump", ["-n", schema, url], { encoding: "utf8", maxBuffer: 2 ** 28 })
      // Such a line is another one each time.
      .replaceAll(/^\\(un)?restrict .*$/gm, "");
  const beside = () => readdirSync(dirname(path)).toSorted();

  test("from a file into PostgreSQL: the file is as it was, and what is to be set now is said", async () => {
    const before = readFileSync(path);
    const { out, err, code } = await run(["move", "--to", address]);
    const [moved, set, stays, old] = out.split("\n");
    expect([err, code]).toEqual(["", 0]);
    expect(moved).toMatch(
      /^Moved to postgres:\/\/\S+ \(schema test_\w+\): 2 events, every link holds there as here\. Newest link: [0-9a-f]{64}\.$/,
    );
    expect(set).toBe(`Set now: DATABASE_URL=${address}`);
    expect(stays).toContain(`DATABASE_PATH ${path} stays as it is set`);
    expect(old).toContain("The file itself is as it was.");
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(beside().filter((name) => /-wal|-shm|restoring|part/.test(name))).toEqual([]);
  });

  test("and back into a file: the schema is as it was, and every row is as before", async () => {
    const before = dumped();
    const to = join(dirname(path), "back.sqlite");
    const { out, err, code } = await run(["move", "--to", to], there);
    const [moved, ...set] = out.split("\n");
    expect([err, code]).toEqual(["", 0]);
    expect(moved).toMatch(/^Moved to \S+back\.sqlite: 2 events, every link holds there as here\./);
    expect(set.slice(0, 4)).toEqual([
      "Set now: DATABASE_URL= (nothing, or take it out)",
      `DATABASE_PATH=${to}`,
      `PROOF_PATH=${path}.proof`,
      `SCHOOL_PATH=${path}.school`,
    ]);
    expect(dumped()).toBe(before);
    expect(rowsIn(to)).toEqual(rowsIn(path));
    const now = { DATABASE_PATH: to, PROOF_PATH: `${path}.proof`, SCHOOL_PATH: `${path}.school` };
    expect((await run(["verify"], now)).out).toMatch(/^2 events, every link holds\..* Compared with \d+ sealed heads/);
    expect((await run(["verify"], { DATABASE_PATH: to })).err).toContain("is not the folder that");
  });

  test("while a bot works on it nothing is moved, and nothing is where it would have gone", async () => {
    const letGo = lockDatabase(path);
    const to = newAddress();
    const refused = await run(["move", "--to", to]);
    letGo?.();
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining("Another process works on")]);
    expect(await isThere(to)).toBe(false);
    const bot = openPostgres(address, () => "", true);
    const file = join(dirname(path), "none.sqlite");
    const alsoRefused = await run(["move", "--to", file], there);
    bot.$client.close();
    expect([alsoRefused.code, alsoRefused.err]).toEqual([2, expect.stringContaining("Another process works on")]);
    expect(beside().filter((name) => name.startsWith("none"))).toEqual([]);
  });

  test("nothing is overwritten, and a school that is in PostgreSQL or in a file is not moved there once more", async () => {
    const [onSchema, onFile, again, toItself, nowhere] = await Promise.all([
      run(["move", "--to", address]),
      run(["move", "--to", path], there),
      run(["move", "--to", newAddress()], there),
      run(["move", "--to", `${path}.2`]),
      run(["move", "--to", `${path}.3`], { DATABASE_URL: newAddress() }),
    ]);
    expect([onSchema.code, onSchema.err]).toEqual([2, expect.stringContaining("is there already")]);
    expect([onFile.code, onFile.err]).toEqual([2, expect.stringContaining("There is something at")]);
    expect([again.code, again.err]).toEqual([1, expect.stringContaining("The school is in PostgreSQL already")]);
    expect([toItself.code, toItself.err]).toEqual([1, expect.stringContaining("The school is in a file already")]);
    expect([nowhere.code, nowhere.err]).toEqual([2, expect.stringContaining("There is no school in")]);
    for (const to of schemas.slice(1)) expect(await isThere(`#${to}`)).toBe(false);
  });

  test("a server that does not answer is one line", async () => {
    const { code, err } = await run(["move", "--to", "postgres://janein:geheim@127.0.0.1:1/janein"]);
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(
        /^There is no answer from postgres:\/\/127\.0\.0\.1:1\/janein \(schema janein\): .*Nothing was moved, and nothing was changed\.\n$/,
      ),
    ]);
    expect(err).not.toContain("geheim");
  });

  test("a proof that does not hold is not moved, neither from a file nor from PostgreSQL", async () => {
    const changed = join(mkdtempSync(join(tmpdir(), "janein-")), "changed.sqlite");
    writeFileSync(changed, readFileSync(path));
    const client = new Sqlite(changed);
    const [trigger] = client
      .prepare("select sql from sqlite_master where name = 'journal_is_never_changed'")
      .pluck()
      .all();
    client.exec("drop trigger journal_is_never_changed; update journal set at = '2020' where seq = 3");
    client.exec(trigger as string);
    client.close();
    const to = newAddress();
    const proof = { PROOF_PATH: `${path}.proof` };
    const fromFile = await run(["move", "--to", to], { DATABASE_PATH: changed, ...proof });
    expect([fromFile.code, fromFile.err]).toEqual([
      2,
      expect.stringMatching(/^The proof does not hold \(at entry 3 of the journal/),
    ]);
    expect(await isThere(to)).toBe(false);
    await server!.query(`begin; alter table ${schema}.journal disable trigger user;
      update ${schema}.journal set about = 'x' where seq = 3; alter table ${schema}.journal enable trigger user; commit`);
    const file = join(dirname(path), "broken.sqlite");
    const fromThere = await run(["move", "--to", file], there);
    expect([fromThere.code, fromThere.err]).toEqual([
      2,
      expect.stringMatching(/^The proof does not hold \(at entry 3 of the journal/),
    ]);
    expect(beside().filter((name) => name.startsWith("broken"))).toEqual([]);
    const lost = await run(["move", "--to", to], { DATABASE_PATH: path, PROOF_PATH: `${changed}.proof` });
    expect([lost.code, lost.err]).toEqual([2, expect.stringContaining("is not the folder that")]);
    expect(existsSync(file) || (await isThere(to))).toBe(false);
  });
}
