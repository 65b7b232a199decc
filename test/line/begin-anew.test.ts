import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { generateIdentity, identityToRecipient } from "age-encryption";
import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { freshDatabase, importedSchool, janein } from "../support/process.ts";

/** A database as an older version has left it. */
function madeBy(version: string): string {
  const path = freshDatabase();
  const client = new Sqlite(path);
  client.pragma("foreign_keys = OFF");
  client.exec(readFileSync(resolve(import.meta.dirname, `../db/of-before/${version}.sql`), "utf8"));
  client.close();
  return path;
}

const by = ["--by", "Frau Schreiber"];
type Env = Record<string, string>;
const pathOf = (env: Env) => env.DATABASE_PATH ?? "";
const folderOf = (env: Env) => `${pathOf(env)}.proof`;
/** Something that the office does. */
const act = async (env: Env) => {
  for (const what of ["start", "end"]) expect((await janein(["period", what, ...by], env)).code).toBe(0);
};
const holds = async (env: Env) =>
  expect(await janein(["verify"], env)).toMatchObject({ code: 0, out: expect.stringMatching(/every link/) as string });
const aside = (env: Env) => readdirSync(folderOf(env)).filter((name) => name.startsWith("aside-"));

/** Does what a message says: a copy, and beginning anew with it. */
async function asSaid(env: Env, said: string): Promise<void> {
  expect(said).toContain("janein backup COPY, then, with the bot stopped, janein restore COPY --begin-anew");
  const copy = `${pathOf(env)}.copy-${aside(env).length}`;
  expect(await janein(["backup", copy], env)).toMatchObject({ code: 0 });
  const restored = await janein(["restore", copy, "--begin-anew"], env);
  expect(restored).toMatchObject({
    code: 0,
    out: expect.stringMatching(/kept as \S+aside-\S+ and counts no/) as string,
  });
  await holds(env);
  await act(env);
  await holds(env);
}

test.each(["0.1.0", "0.2.0"])(
  "whoever puts the file of %s back by hand, after an update, is told the way out, and it leads out",
  async (version) => {
    const env = { DATABASE_PATH: madeBy(version) };
    const older = `${pathOf(env)}.older`;
    copyFileSync(pathOf(env), older);
    await holds(env);
    await act(env);
    for (const ending of ["-wal", "-shm"]) rmSync(pathOf(env) + ending, { force: true });
    copyFileSync(older, pathOf(env));
    const lost = await janein(["verify"], env);
    expect(lost.code).toBe(1);
    await asSaid(env, lost.err);
  },
  120_000,
);

test("on a new machine the wrong backup first, then the right one: what is refused is not accused, and the way out leads out", async () => {
  const school = await importedSchool();
  const [wrong, right] = [1, 2].map((which) => `${pathOf(school.env)}.backup-${which}`) as [string, string];
  await act(school.env);
  await janein(["backup", wrong], school.env);
  await act(school.env);
  await janein(["backup", right], school.env);
  const there = { DATABASE_PATH: freshDatabase() };
  expect((await janein(["restore", wrong], there)).code).toBe(0);
  const refused = await janein(["restore", right], there);
  expect(refused.code).toBe(2);
  expect(refused.err).toMatch(/or the backup is from another machine/);
  const [, way = ""] = /janein (restore \S+ --begin-anew)/.exec(refused.err) ?? [];
  expect(await janein(way.split(" "), there)).toMatchObject({ code: 0 });
  await holds(there);
  await act(there);
  await holds(there);
  // With the folder of the first machine, it is simply restored.
  const third = { DATABASE_PATH: freshDatabase(), PROOF_PATH: folderOf(school.env) };
  expect(await janein(["restore", right], third)).toMatchObject({ code: 0 });
});

test("an encrypted backup for another folder's heads: with a wrong key, with the right one, and beginning anew", async () => {
  const school = await importedSchool();
  const [identity, other] = [await generateIdentity(), await generateIdentity()];
  const keyFile = (name: string, key: string) => {
    writeFileSync(`${pathOf(school.env)}.${name}`, key);
    return `${pathOf(school.env)}.${name}`;
  };
  const [right, wrong] = [keyFile("right", identity), keyFile("wrong", other)];
  await act(school.env);
  const sealed = `${pathOf(school.env)}.age`;
  await janein(["backup", "--encrypt", await identityToRecipient(identity), sealed], school.env);
  const { env: there } = await importedSchool();
  await act(there);
  const before = readFileSync(join(folderOf(there), "heads"), "utf8");
  for (const more of [[], ["--begin-anew"]]) {
    const refused = await janein(["restore", sealed, "--identity", wrong, ...more], there);
    expect(refused).toMatchObject({ code: 2, err: expect.stringMatching(/^No key in \S+ opens/) as string });
  }
  const drilled = await janein(["backup", "--drill", sealed, "--identity", right], there);
  const refused = await janein(["restore", sealed, "--identity", right], there);
  for (const { err } of [drilled, refused])
    expect(err).toMatch(/restore \S+ --identity KEYFILE --begin-anew sets aside/);
  expect([readFileSync(join(folderOf(there), "heads"), "utf8"), aside(there)]).toEqual([before, []]);
  await holds(there);
  expect((await janein(["restore", sealed, "--identity", right, "--begin-anew"], there)).code).toBe(0);
  await holds(there);
});

test("the key of the heads is lost: each command says the way out, and it leads out", async () => {
  const { env } = await importedSchool();
  await act(env);
  rmSync(join(folderOf(env), "key"));
  const stopped = await janein(["verify"], env);
  expect(stopped.code).toBe(2);
  const copy = `${pathOf(env)}.good`;
  expect((await janein(["backup", copy], env)).code).toBe(0);
  expect(await janein(["restore", copy], env)).toMatchObject({
    code: 2,
    err: expect.stringMatching(/None of the heads in \S+ was sealed with the key .* --begin-anew/) as string,
  });
  await asSaid(env, stopped.err);
});

test("a head that nobody here has sealed is named with the way out, and it leads out", async () => {
  const { env } = await importedSchool();
  const heads = join(folderOf(env), "heads");
  writeFileSync(
    heads,
    `${readFileSync(heads, "utf8").trimEnd()}\n["2026-11-28T00:00:00.000Z",0,"",0,"",false] ${"0".repeat(64)}\n`,
  );
  const foreign = await janein(["verify"], env);
  expect(foreign).toMatchObject({ code: 1, err: expect.stringMatching(/1 heads in \S+ were not sealed/) as string });
  await asSaid(env, foreign.err);
});

test("two that begin anew set aside each its own, and nothing of it is lost", async () => {
  const { env } = await importedSchool();
  await act(env);
  const copy = `${pathOf(env)}.good`;
  await janein(["backup", copy], env);
  for (const times of [1, 2]) {
    expect((await janein(["restore", copy, "--begin-anew"], env)).code).toBe(0);
    expect(aside(env)).toHaveLength(times);
  }
  for (const one of aside(env))
    for (const file of ["key", "heads"]) expect(existsSync(join(folderOf(env), one, file))).toBe(true);
});
