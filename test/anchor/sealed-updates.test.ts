import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lend, migrations } from "../../db/file/guarded.ts";
import { DatabaseRefused } from "../../db/file/open.ts";
import { openTalks } from "../../db/messenger/talks.ts";
import { openAnchors } from "../../src/anchor/anchors.ts";
import { openSealed } from "../../src/wiring/proof.ts";
import { sealedIn } from "../support/sealed-school.ts";
import { asBeforeSeals } from "../support/before-seals.ts";

let folder: string;
let path: string;
const settings = (at = path) => ({ ...sealedIn(folder, at), PROOF_PATH: undefined });
const now = new Date();
const say = () => undefined;
/** A database of before updates were sealed, in which one had its effect; its proof lies beside it. */
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "janein-updates-"));
  path = join(folder, "school.sqlite");
  const { database } = await openSealed(settings(), now);
  await openTalks(database).markSeen(7, now);
  const { $client: client } = database;
  asBeforeSeals(client);
  client.close();
});
afterEach(() => rmSync(folder, { recursive: true }));

const seen = async () => {
  const { database } = await openSealed(settings(), now, { say });
  const known = [await openTalks(database).hasSeen(7), await openTalks(database).hasSeen(8)];
  database.$client.close();
  return known;
};

test("the process dies right after the step that seals updates: what had its effect is known as done all the same", async () => {
  const anchors = await openAnchors(`${path}.proof`, () => "");
  const client = new Sqlite(path);
  lend(client, anchors.sealOfRow);
  migrate(drizzle(client), { migrationsFolder: migrations });
  client.close();
  expect(await seen()).toEqual([true, false]);
});

test("the folder of the proof cannot be used: the database is not brought up to date without its key", async () => {
  const other = join(folder, "other.sqlite");
  const client = new Sqlite(path);
  client.exec(`vacuum into '${other}'`);
  client.close();
  writeFileSync(`${other}.proof`, "no folder");
  await expect(openSealed(settings(other), now, { say })).rejects.toThrow(/PROOF_PATH .* cannot be used/);
  const left = new Sqlite(other);
  expect(left.pragma("table_info(seen_update)")).toHaveLength(2);
  left.close();
});

test.each([
  ["in what is no folder", () => join(path, "x", "school.sqlite")],
  ["at a folder", () => folder],
])("a database that shall lie %s is refused by its own path, and nothing is made", async (_what, at) => {
  writeFileSync(`${folder}.proof`, "no folder");
  const before = readdirSync(folder);
  await expect(openSealed(settings(at()), now, { say })).rejects.toThrow(DatabaseRefused);
  expect(readdirSync(folder)).toEqual(before);
  rmSync(`${folder}.proof`);
});
