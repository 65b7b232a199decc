import { setTimeout as sleep } from "node:timers/promises";
import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { tmpdir } from "node:os";
import Sqlite from "better-sqlite3";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { expect, test } from "vitest";
import { nameAt, surplus } from "../../src/line/backup-folder.ts";
import { isDrillDue } from "../../src/wiring/drill.ts";
import { note, noted } from "../../src/wiring/notes.ts";
import { importedSchool, janein } from "../support/process.ts";

const { env, value } = await importedSchool();
const path = env.DATABASE_PATH ?? "";
const child = value("select id from child where given_name = 'Leon'");
const guardian = value("select guardian_id from guardianship where child_id = ?", child);
const run = (...args: string[]) => janein(args, env);
const answers = (audio: string) =>
  run(
    ...["answer", "--child", child, "--person", guardian, "--audio", audio, "--video", "NEIN"],
    ...["--route", "paper", "--by", "Frau Schreiber"],
  );
const folder = join(mkdtempSync(join(tmpdir(), "janein-backups-")), "nightly");
const named = () => readdirSync(folder).toSorted();
const outcome = () => noted(`${path}.proof`, "drill")?.outcome;
const old = (day: number) => `janein-2026-10-0${day}T03-30-00Z.sqlite`;

test("the nightly backup keeps the newest ones in a folder, and nothing that it has not made goes", async () => {
  await answers("JA");
  await run("backup", "--keep", "3", folder);
  for (const name of [old(1), old(2), old(3), "janein-old.sqlite", "letters.pdf", `${old(1)}.txt`])
    writeFileSync(join(folder, name), "x");
  // They are called by the second.
  await sleep(1100);
  const { out, code } = await run("backup", "--keep", "3", folder);
  expect([code, out]).toEqual([0, expect.stringMatching(/^Copied to .*\nRemoved, beyond the newest 3: /)]);
  expect(named()).toHaveLength(6);
  expect(named()).toEqual(expect.arrayContaining(["janein-old.sqlite", "letters.pdf", `${old(1)}.txt`, old(3)]));
  expect(named()).not.toContain(old(2));
});

test("the last backup that was tried and held is not removed, however many are newer", async () => {
  expect(surplus(["/b/3", "/b/2", "/b/1"], 1, "/b/1")).toEqual(["/b/2"]);
  expect(nameAt(new Date("2026-11-28T03:30:00.123Z"), true)).toBe("janein-2026-11-28T03-30-00Z.sqlite.age");
});

test("a backup that can be restored says so, leaves nothing behind, and its date is kept", async () => {
  const before = readdirSync(dirname(path)).toSorted();
  const { out, err, code } = await run("backup", "--drill", folder);
  expect([code, err, out]).toEqual([0, "", expect.stringMatching(/can be restored: it opens, every link holds/)]);
  expect(readdirSync(dirname(path)).toSorted()).toEqual(before);
  expect(noted(`${path}.proof`, "drill")).toMatchObject({
    outcome: "holds",
    path: join(folder, named().findLast((name) => name.endsWith("Z.sqlite")) ?? ""),
  });
});

test("a backup that lacks what was noted is found out", async () => {
  const early = join(dirname(folder), "early.sqlite");
  await run("backup", early);
  await answers("NEIN");
  const newest = value("select hash from consent_event order by seq desc limit 1");
  const { err, code } = await run("backup", "--drill", early, "--noted", newest);
  expect([code, err]).toEqual([1, expect.stringContaining(`lacks the link ${newest}`)]);
  expect(outcome()).toBe("lacks the link");
});

test("a backup in whose chain something was changed is found out, and one of another school", async () => {
  const changed = join(dirname(folder), "changed.sqlite");
  await run("backup", changed);
  const client = new Sqlite(changed);
  client.function("sha256", () => "");
  client.function("seal", () => "");
  const triggers = client.prepare("select name from sqlite_master where type = 'trigger'").pluck().all() as string[];
  for (const name of triggers) client.exec(`drop trigger "${name}"`);
  client.exec("update consent_event set at = '2020-01-01T00:00:00.000Z'");
  client.close();
  expect(await run("backup", "--drill", changed)).toMatchObject({
    code: 1,
    err: expect.stringContaining("broken") as string,
  });
  expect(outcome()).toBe("refused");
  const other = await importedSchool();
  const foreign = join(dirname(folder), "foreign.sqlite");
  await janein(["backup", foreign], other.env);
  expect((await run("backup", "--drill", foreign)).code).toBe(1);
  expect((await run("backup", "--drill", join(dirname(folder), "nowhere"))).err).toContain("There is no file");
});

test("an encrypted backup is tried by whoever has the key; without it nothing is said against it", async () => {
  const identity = await generateX25519Identity();
  const keyFile = join(dirname(folder), "key.txt");
  writeFileSync(keyFile, `${identity}\n`);
  const sealed = join(dirname(folder), "sealed.age");
  await run("backup", "--encrypt", await identityToRecipient(identity), sealed);
  const before = noted(`${path}.proof`, "drill");
  expect((await run("backup", "--drill", sealed)).err).toContain("--identity KEYFILE tries it");
  expect(noted(`${path}.proof`, "drill")).toEqual(before);
  expect((await run("backup", "--drill", sealed, "--identity", keyFile)).code).toBe(0);
  expect(outcome()).toBe("holds");
});

test("an encrypted backup is tried before it is encrypted, once a week, and that it held is noted for it", async () => {
  const of = await importedSchool();
  const notes = `${of.env.DATABASE_PATH}.proof`;
  const recipient = await identityToRecipient(await generateX25519Identity());
  const nightly = join(mkdtempSync(join(tmpdir(), "janein-backups-")), "nightly");
  const backUp = () => janein(["backup", "--encrypt", recipient, "--keep", "14", nightly], of.env);
  const first = await backUp();
  expect([first.code, first.out]).toEqual([0, expect.stringContaining("Tried before it was encrypted")]);
  const [name = ""] = readdirSync(nightly);
  const tried = noted(notes, "drill");
  expect(tried).toMatchObject({ outcome: "held before encryption", path: join(nightly, name), why: null });
  await sleep(1100);
  expect((await backUp()).out).not.toContain("Tried");
  expect(noted(notes, "drill")).toEqual(tried);
  expect(readdirSync(nightly)).toHaveLength(2);
  expect(readdirSync(dirname(of.env.DATABASE_PATH ?? "")).filter((one) => /part|restoring/.test(one))).toEqual([]);
  const aWeekAgo = new Date(Date.now() - 8 * 24 * 60 * 60 * 1000).toISOString();
  note(notes, "drill", { at: aWeekAgo, path: join(nightly, name), outcome: "held before encryption", why: null });
  await sleep(1100);
  expect((await backUp()).out).toContain("Tried before it was encrypted");
  expect(Date.parse(noted(notes, "drill")?.at ?? "")).toBeGreaterThan(Date.parse(aWeekAgo));
});

test("a database whose chain is broken is found out by its encrypted backup, which is made all the same", async () => {
  const of = await importedSchool();
  const notes = `${of.env.DATABASE_PATH}.proof`;
  note(notes, "backup", { at: "2026-11-01T03:30:00.000Z", path: "/nowhere", link: "" });
  const client = new Sqlite(of.env.DATABASE_PATH ?? "");
  client.function("sha256", () => "");
  client.function("seal", () => "");
  client.exec("pragma recursive_triggers = off");
  const triggers = client
    .prepare("select name, sql from sqlite_master where type = 'trigger' and tbl_name = 'journal'")
    .all() as { name: string; sql: string }[];
  for (const { name } of triggers) client.exec(`drop trigger "${name}"`);
  client.exec("update journal set at = '2020-01-01T00:00:00.000Z' where seq = 1");
  for (const { sql } of triggers) client.exec(sql);
  client.close();
  const sealed = join(mkdtempSync(join(tmpdir(), "janein-backups-")), "sealed.age");
  const recipient = await identityToRecipient(await generateX25519Identity());
  const { code, err } = await janein(["backup", "--encrypt", recipient, sealed], of.env);
  expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining(sealed) as string });
  expect(noted(notes, "drill")).toMatchObject({ outcome: "refused", path: sealed });
});

test("the running bot tries the last backup once a week, and one that held not again", () => {
  const backup = { at: "2026-11-28T03:30:00.000Z", path: "/b/2", link: "" };
  const now = new Date("2026-11-28T09:00:00Z");
  const last = (at: string, of = "/b/1", held = true) =>
    ({ at, path: of, outcome: held ? "holds" : "refused", why: null }) as const;
  expect(isDrillDue(null, null, now)).toBe(false);
  expect(isDrillDue(backup, null, now)).toBe(true);
  expect(isDrillDue(backup, last("2026-11-22T09:00:00Z"), now)).toBe(false);
  expect(isDrillDue(backup, last("2026-11-21T09:00:00Z"), now)).toBe(true);
  expect(isDrillDue(backup, last("2026-11-01T09:00:00Z", "/b/2"), now)).toBe(false);
  expect(isDrillDue(backup, last("2026-11-01T09:00:00Z", "/b/2", false), now)).toBe(true);
});
