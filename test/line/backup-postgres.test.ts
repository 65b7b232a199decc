import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { noted } from "../../src/wiring/notes.ts";
import { postgresLeftOut, postgresUrl } from "../support/fresh-database.ts";
import { importedSchool, janein, setUp } from "../support/process.ts";
import { rowsIn } from "../support/rows-in.ts";

if (postgresUrl === undefined) test.skip(postgresLeftOut, () => undefined);
else describe("the backup of a school in PostgreSQL", isAsEver);

function isAsEver() {
  let env: Record<string, string> = {};
  let path = "";
  let before: ReturnType<typeof rowsIn>;
  let server: pg.Client;
  /** A database of its own: whoever dumps one looks at all that is in it. */
  const database = `test_${randomBytes(6).toString("hex")}`;
  const url = new URL(`/${database}`, postgresUrl).href;
  beforeAll(async () => {
    server = new pg.Client(postgresUrl);
    await server.connect();
    await server.query(`create database ${database}`);
    const school = await importedSchool();
    path = school.env.DATABASE_PATH ?? "";
    const child = school.value("select id from child where given_name = 'Leon'");
    const person = school.value("select guardian_id from guardianship where child_id = ?", child);
    const said = ["--audio", "JA", "--video", "NEIN", "--route", "paper", "--by", "Frau Schreiber"];
    await janein(["answer", "--child", child, "--person", person, ...said], school.env);
    before = rowsIn(path);
    await janein(["move", "--to", `${url}#nord`], school.env);
    // What is in PostgreSQL from now on has no file.
    rmSync(path);
    env = { ...school.env, DATABASE_URL: `${url}#nord` };
  });
  afterAll(async () => {
    for (const one of [database, `${database}_2`]) await server.query(`drop database if exists ${one} with (force)`);
    await server.end();
    rmSync(dirname(path), { recursive: true });
  });

  const run = (args: string[], more: Record<string, string> = {}) => janein(args, { ...env, ...more });
  const inFile = (to: string) => ({ DATABASE_URL: "", DATABASE_PATH: to, PROOF_PATH: `${path}.proof` });

  test("it is the same kind of file as ever, which is tried and noted, and never overwritten", async () => {
    const copy = `${path}.copy`;
    const { out, err, code } = await run(["backup", copy]);
    expect([err, code]).toEqual(["", 0]);
    expect(out).toMatch(/^Copied to \S+\.copy: [\d,]+ bytes, every page whole\.\n$/);
    const { school_file: files, ...rows } = rowsIn(copy);
    expect({ ...rows, school_file: [] }).toEqual(before);
    expect(files?.length).toBeGreaterThan(1);
    expect(noted(`${path}.proof`, "backup")).toMatchObject({
      path: copy,
      link: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    expect((await run(["backup", "--drill", copy])).out).toContain("can be restored: it opens, every link holds");
    expect((await run(["backup", copy])).err).toContain("is there already. A backup is never overwritten");
    expect(readdirSync(dirname(path)).filter((name) => /\.(part|restoring)/.test(name))).toEqual([]);
  });

  test("encrypted and kept in a folder, it is tried before that, and opens with its key alone", async () => {
    const folder = join(dirname(path), "nightly");
    const identity = await generateX25519Identity();
    const key = join(dirname(path), "key.txt");
    writeFileSync(key, identity);
    const made = await run(["backup", "--encrypt", await identityToRecipient(identity), "--keep", "2", folder]);
    expect([made.err, made.code]).toEqual(["", 0]);
    const [name = ""] = readdirSync(folder);
    const to = join(dirname(path), "restored.sqlite");
    const restored = await run(["restore", join(folder, name), "--identity", key], inFile(to));
    expect([restored.code, restored.out]).toEqual([0, expect.stringContaining("2 events")]);
    expect((await run(["verify"], inFile(to))).out).toMatch(/^2 events, every link holds\./);
  });

  test("where there is no school, or no server, nothing is copied", async () => {
    const none = await run(["backup", `${path}.none`], { DATABASE_URL: `${url}#nobody` });
    expect([none.code, none.err]).toEqual([
      1,
      expect.stringMatching(/^There is no database at \S+ \(schema nobody\), and none was made/),
    ]);
    expect((await run(["backup", `${path}.none`], { DATABASE_URL: "postgres://127.0.0.1:1/janein" })).code).toBe(2);
    expect(existsSync(`${path}.none`)).toBe(false);
  });

  test("nothing in PostgreSQL is overwritten: the commands that restore are said, and restore", async () => {
    const copy = `${path}.copy`;
    const refused = await run(["restore", copy]);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining("Nothing was changed")]);
    expect(refused.err).toContain(`DATABASE_URL= janein restore ${copy}`);
    expect(refused.err).toContain(`janein move --to ${path}`);
    expect((await run(["move", "--to", path])).code).toBe(0);
    const restored = await run(["restore", copy], { DATABASE_URL: "" });
    expect([restored.err, restored.code]).toEqual(["", 0]);
    const moved = await run(["move", "--to", `${url}#nord_2`], { DATABASE_URL: "" });
    expect([moved.err, moved.code]).toEqual(["", 0]);
    renameSync(path, `${path}.restored`);
    const verified = await run(["verify"], { DATABASE_URL: `${url}#nord_2` });
    expect([verified.out, verified.err]).toEqual([expect.stringMatching(/^2 events, every link holds\./), ""]);
  });

  test("what pg_dump has written and pg_restore has put on another server verifies there", async () => {
    const dump = join(dirname(path), "nord.dump");
    execFileSync("pg_dump", ["--format=custom", "--schema=nord_2", `--file=${dump}`, url]);
    await server.query(`create database ${database}_2`);
    execFileSync("pg_restore", ["--exit-on-error", `--dbname=${url}_2`, dump]);
    const there = { DATABASE_URL: `${url}_2#nord_2` };
    const { out, err, code } = await run(["verify"], there);
    expect([err, code, out]).toEqual(["", 0, expect.stringMatching(/^2 events, every link holds\. .* Compared with/)]);
  });

  test("a school of several is moved and exported by its key, and the copy is one with a file", async () => {
    const schools = mkdtempSync(join(tmpdir(), "janein-schools-"));
    const many = { SCHOOLS_PATH: schools };
    mkdirSync(join(schools, "sued"));
    const settings = join(schools, "sued", "settings.env");
    writeFileSync(settings, `CODE_KEY=${"k".repeat(32)}\n`);
    await setUp(many, "sued");
    const file = join(schools, "sued", "janein.sqlite");
    const moved = await janein(["move", "--to", url, "--school", "sued"], many);
    expect([moved.err, moved.code]).toEqual(["", 0]);
    expect(moved.out).toContain(`Set now in ${settings}: DATABASE_URL=${url}#school_sued\n`);
    writeFileSync(settings, `CODE_KEY=${"k".repeat(32)}\nDATABASE_URL=${url}#school_sued\n`);
    const to = join(dirname(path), "sued");
    expect((await janein(["school", "export", "sued", to], many)).code).toBe(0);
    expect(readFileSync(join(to, "settings.env"), "utf8")).not.toContain("DATABASE_URL");
    expect((await janein(["verify"], { DATABASE_PATH: join(to, "janein.sqlite") })).out).toMatch(/every link holds/);
    const elsewhere = await janein(["move", "--to", `${path}.sued`, "--school", "sued"], many);
    expect([elsewhere.code, elsewhere.err]).toEqual([1, expect.stringContaining(`janein move --to ${file}`)]);
    const asked = await janein(["school", "remove", "sued"], many);
    expect(asked.err).toContain("Its rows in postgres://");
    expect(asked.err).toContain("(schema school_sued) would stay (DATABASE_URL).");
    rmSync(file);
    expect((await janein(["move", "--to", file, "--school", "sued"], many)).out).toContain("DATABASE_URL= (nothing,");
    rmSync(schools, { recursive: true });
  });
}
