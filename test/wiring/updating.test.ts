import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import Sqlite from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { lockDatabase } from "../../db/file/lock.ts";
import { freshDatabase, janein } from "../support/process.ts";

/** A school that a released version has made with its own code: three answers in the chat or on paper, one question open. */
function madeBy(version: string): string {
  const path = freshDatabase();
  const client = new Sqlite(path);
  client.pragma("foreign_keys = OFF");
  client.exec(readFileSync(new URL(`../db/of-before/${version}.sql`, import.meta.url), "utf8"));
  client.pragma("journal_mode = WAL");
  client.close();
  return path;
}

const beside = (path: string) => readdirSync(dirname(path)).sort();
const eventsIn = (path: string) => {
  const client = new Sqlite(path, { readonly: true });
  const count = client.prepare("select count(*) from consent_event").pluck().get();
  client.close();
  return count;
};
/** The newest link; undefined where the version knew none. */
const linkIn = (path: string) => {
  const client = new Sqlite(path, { readonly: true });
  const row = client.prepare("select * from consent_event order by seq desc limit 1").get() as { hash?: string };
  client.close();
  return row.hash;
};

describe.each([
  ["0.1.0", 5, { Mila: "none", Leon: "audio_and_video", Jonas: "none" }],
  ["0.2.0", 7, { Mila: "none", Leon: "audio_and_video", Jonas: "audio_only" }],
])("a school of version %s", (version, events, allowed) => {
  test("is copied first, goes on with what stood, and its proof holds", async () => {
    const path = madeBy(version);
    const env = { DATABASE_PATH: path };
    const first = await janein(["export"], env);
    expect(first).toMatchObject({ code: 0 });
    expect(first.err).toMatch(
      /^[^\n]+ was written by an older JaNein [^\n]*kept as \S+\.before-[^\n]*personal data[^\n]*\n[^\n]+\.school: the school's folder was made of its notice\n$/,
    );
    for (const [name, may] of Object.entries(allowed))
      expect(first.out).toMatch(new RegExp(`"${name}";[^\\n]*"${may}"`));
    const verified = await janein(["verify"], env);
    expect(verified).toMatchObject({ err: "", code: 0 });
    expect(verified.out).toMatch(new RegExp(`^${events} events, every link holds`));
    const copies = beside(path).filter((name) => name.includes(".before-"));
    expect(copies).toHaveLength(1);
    const copy = `${dirname(path)}/${copies[0]}`;
    expect(linkIn(path)).toBe(linkIn(copy) ?? linkIn(path));
    expect([eventsIn(copy), statSync(copy).mode & 0o777]).toEqual([events, 0o600]);
  });

  test.each(["whose bot holds its lock", "whose bot knows no lock"])(
    "%s is not brought up to date under it: commands say so and change nothing; a backup is made",
    async (which) => {
      const path = madeBy(version);
      const bot = new Sqlite(path);
      if (which.includes("holds")) {
        bot.close();
        lockDatabase(path);
      } else bot.prepare("select count(*) from consent_event").get();
      const before = readFileSync(path);
      for (const command of [["status"], ["verify"], ["sweep"], ["import", "/nowhere.csv"]]) {
        const { out, err, code } = await janein(command, { DATABASE_PATH: path });
        expect({ out, err, code }).toEqual({
          out: "",
          err: expect.stringMatching(
            /^Another process has [^\n]*older version[^\n]*stop that bot, [^\n]*\n$/,
          ) as string,
          code: 2,
        });
      }
      expect(readFileSync(path).equals(before)).toBe(true);
      expect(beside(path).filter((name) => /before|proof/.test(name))).toEqual([]);
      expect(await janein(["backup", `${path}.copy`], { DATABASE_PATH: path })).toMatchObject({ code: 0 });
      expect(eventsIn(`${path}.copy`)).toBe(events);
    },
    60_000,
  );
});

test.each(["0.1.0", "0.2.0"])(
  "the copy of before of a school of version %s can be restored, and what follows verifies",
  async (version) => {
    const env = { DATABASE_PATH: madeBy(version) };
    await janein(["verify"], env);
    const copy = beside(env.DATABASE_PATH).find((name) => name.includes(".before-"));
    const file = join(dirname(env.DATABASE_PATH), copy ?? "");
    expect(await janein(["backup", "--drill", file], env)).toMatchObject({ code: 0 });
    expect(await janein(["restore", file], env)).toMatchObject({
      code: 0,
      out: expect.stringContaining("every link holds") as string,
    });
    for (const command of [["period", "end", "--by", "A. Tinte"], ["verify"], ["verify"]])
      expect(await janein(command, env)).toMatchObject({ code: 0 });
  },
  120_000,
);

test.each([
  [["status"]],
  [["verify"]],
  [["codes"]],
  [["child"]],
  [["export"]],
  [["office", "invite", "A. Schreiber", "--role", "head"]],
  [["sweep"]],
  [["backup", "/nowhere/copy"]],
])("%j where there is no database says so in one line, and makes none", async (command) => {
  const path = `${freshDatabase()}.wrong/school.sqlite`;
  const { out, err, code } = await janein(command, { DATABASE_PATH: path, CODE_KEY: "k".repeat(32) });
  expect({ out, err, code }).toEqual({
    out: "",
    err: expect.stringMatching(
      /^There is no database at \S+school\.sqlite, and none was made: set DATABASE_PATH[^\n]*\n$/,
    ) as string,
    code: 1,
  });
  expect(existsSync(dirname(path))).toBe(false);
});
