import type * as Fs from "node:fs";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import Sqlite from "better-sqlite3";
import { afterEach, expect, test, vi } from "vitest";
import { generateIdentity, identityToRecipient } from "age-encryption";
import { backUp } from "../../db/file/backup.ts";
import { openDatabase } from "../../db/file/open.ts";
import { restore } from "../../db/file/restore.ts";
import { endOf, freshDatabase, programUnder } from "../support/process.ts";

const others = vi.hoisted(() => ({ own: new Set<string>() }));
vi.mock("node:fs", async (original) => {
  const fs: typeof Fs = await original();
  return {
    ...fs,
    chmodSync: (path: string, mode: number) => {
      if (others.own.has(path)) throw Object.assign(new Error("EPERM: operation not permitted"), { code: "EPERM" });
      fs.chmodSync(path, mode);
    },
  };
});
afterEach(() => {
  others.own.clear();
  vi.restoreAllMocks();
});

/** Windows knows no such modes: there a file goes by the rights of its folder. */
const knowsModes = process.platform !== "win32";
const modeOf = (path: string) => (knowsModes ? (statSync(path).mode & 0o777).toString(8) : null);
const mode = (wanted: string) => (knowsModes ? wanted : null);

/** Everything below a folder, with its mode. */
function modesIn(folder: string): Record<string, string | null> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return Object.fromEntries(
    names.flatMap((name) => {
      try {
        return [[name, modeOf(join(folder, name))]];
      } catch {
        return [];
      }
    }),
  );
}

/** Runs a command where every new file is open to everybody; looks all the while. Out: each file that was ever open, with its modes. */
async function openTo(folder: string, args: string[], env: Record<string, string>) {
  const child = programUnder("umask 000", args, env);
  const seen = new Map<string, Set<string | null>>();
  const ended = endOf(child);
  let over = false;
  void ended.then(() => (over = true));
  while (!over) {
    for (const [name, mode] of Object.entries(modesIn(folder))) seen.set(name, (seen.get(name) ?? new Set()).add(mode));
    await setTimeout(1);
  }
  const { code, err } = await ended;
  expect({ args, code, err }).toEqual({ args, code: 0, err: "" });
  return Object.fromEntries([...seen].map(([name, modes]) => [name, [...modes].join(" ")]));
}

const folders = new Set(["data", "data/of-school", "data/of-school/school.sqlite.proof"]);
const odd = (seen: Record<string, string>, but: string[] = []) =>
  Object.entries(seen).filter(
    ([name, modes]) => !but.includes(name) && modes !== String(mode(folders.has(name) ? "700" : "600")),
  );

test("whatever is made of a school's data is the owner's alone from its first byte on, whatever the umask: database, log, copies, folders", async () => {
  const folder = mkdtempSync(join(tmpdir(), "janein-"));
  const path = join(folder, "data", "of-school", "school.sqlite");
  const env = { DATABASE_PATH: path };
  const copies = join(folder, "copies");
  mkdirSync(copies);
  chmodSync(copies, 0o755);
  const identity = await generateIdentity();
  const recipient = await identityToRecipient(identity);
  const look = async (...args: string[]) => {
    const seen = await openTo(folder, args, env);
    expect({ args, odd: odd(seen, ["copies"]), copies: seen.copies }).toEqual({
      args,
      odd: [],
      copies: String(mode("755")),
    });
    return Object.keys(seen).map((name) => name.replaceAll(/\d+/g, "0"));
  };
  await look("import", "src/demo/invented-school.csv", "--apply");
  const client = new Sqlite(path);
  client.exec("create table filling (stuff)");
  const fill = client.prepare("insert into filling values (randomblob(1000000))");
  for (let at = 0; at < 40; at += 1) fill.run();
  client.close();
  const names = [
    ...(await look("backup", join(copies, "plain.sqlite"))),
    ...(await look("backup", "--encrypt", recipient, join(copies, "sealed.age"))),
    ...(await look("restore", join(copies, "plain.sqlite"))),
  ];
  for (const ending of [
    /copies\/plain\.sqlite.*\.part$/,
    /copies\/sealed\.age.*\.part$/,
    /school.*\.part$/,
    /\.restoring$/,
  ])
    expect(
      names.filter((name) => ending.test(name)),
      String(ending),
    ).not.toEqual([]);
  expect(Object.keys(modesIn(folder)).filter((name) => /\.part|\.restoring/.test(name))).toEqual([]);
});

test("a database of before that others on the machine may read is closed to them when it is opened, with its log", () => {
  const path = freshDatabase();
  const before = openDatabase(path);
  const all = [path, `${path}-wal`, `${path}-shm`];
  for (const file of all) chmodSync(file, 0o644);
  const after = openDatabase(path);
  expect(all.map(modeOf)).toEqual(all.map(() => mode("600")));
  after.$client.close();
  before.$client.close();
});

test("a backup closes a database of before as well, and a restoring the file that it replaces", async () => {
  const path = freshDatabase();
  openDatabase(path).$client.close();
  chmodSync(path, 0o644);
  await backUp(path, `${path}.copy`);
  expect(modeOf(path)).toBe(mode("600"));
  chmodSync(path, 0o644);
  const { kept } = await restore(path, `${path}.copy`, new Date("2026-11-24T01:02:03Z"));
  expect([modeOf(path), modeOf(kept?.path ?? "")]).toEqual([mode("600"), mode("600")]);
});

test("a file that another program has made is refused with the mode it has", () => {
  const path = freshDatabase();
  const client = new Sqlite(path);
  client.exec("create table letter (words)");
  client.close();
  chmodSync(path, 0o644);
  expect(() => openDatabase(path)).toThrow(/is the database of another program/);
  expect(modeOf(path)).toBe(mode("644"));
});

test("a folder that was there before is left as it is", () => {
  const folder = mkdtempSync(join(tmpdir(), "janein-"));
  chmodSync(folder, 0o755);
  openDatabase(join(folder, "school.sqlite")).$client.close();
  expect([modeOf(folder), modeOf(join(folder, "school.sqlite"))]).toEqual([mode("755"), mode("600")]);
});

test("where the file belongs to somebody else, one line says what its owner must do, and the work goes on", () => {
  const path = freshDatabase();
  openDatabase(path).$client.close();
  chmodSync(path, 0o644);
  others.own.add(path);
  const said = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  openDatabase(path).$client.close();
  expect(said.mock.calls).toEqual(
    knowsModes
      ? [
          [
            `${path} can be read by others on this machine, and JaNein may not change that: chmod 600 ${path} as its owner.`,
          ],
        ]
      : [],
  );
  expect(existsSync(path)).toBe(true);
});
