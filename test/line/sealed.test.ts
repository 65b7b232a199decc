import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { setTimeout } from "node:timers/promises";
import Sqlite from "better-sqlite3";
import { armor, Encrypter, generateIdentity, identityToRecipient } from "age-encryption";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { backUp } from "../../db/file/backup.ts";
import { restore } from "../../db/file/restore.ts";
import { endOf, freshDatabase, importedSchool, janein, program } from "../support/process.ts";

const { env, value } = await importedSchool();
const path = env.DATABASE_PATH ?? "";
const [identity, other] = [await generateIdentity(), await generateIdentity()];
const [recipient, second] = [await identityToRecipient(identity), await identityToRecipient(other)];
const run = (...args: string[]) => janein(args, env);
const now = new Date("2026-11-24T01:02:03Z");
const keyFile = (...lines: string[]) => {
  const file = freshDatabase();
  writeFileSync(file, lines.join("\n"));
  return file;
};
const key = keyFile("# created: 2026-11-23T18:00:00+01:00", `# public key: ${recipient}`, identity, "");
const wrong = keyFile(`${other}\r`, "");
/** Big enough that a copy takes a while, and ends in the middle of a piece. */
const filling = 6_000_000;

let sealed = "";
beforeAll(async () => {
  const child = value("select id from child where given_name = 'Leon'");
  const guardian = value("select guardian_id from guardianship where child_id = ?", child);
  const answer = ["--audio", "JA", "--video", "NEIN", "--route", "paper", "--by", "Frau Schreiber"];
  await run("answer", "--child", child, "--person", guardian, ...answer);
  const client = new Sqlite(path);
  client.exec(`create table filling (stuff); insert into filling values (randomblob(${filling}))`);
  client.close();
});
beforeEach(() => {
  sealed = `${freshDatabase()}.age`;
});

const beside = (file: string) =>
  readdirSync(dirname(file))
    .filter((name) => name !== basename(file))
    .toSorted();

test("a backup for a key shows nothing to whoever lacks it; with the key it is restored, and verifies", async () => {
  const before = readdirSync(dirname(path));
  const made = await run("backup", "--encrypt", recipient, sealed);
  const bytes = readFileSync(sealed);
  expect(made).toEqual({
    code: 0,
    err: "",
    out:
      `Copied to ${sealed}: ${bytes.length.toLocaleString("en")} bytes, every page whole, encrypted for 1 key.\n` +
      "Tried before it was encrypted: every link holds, and what was noted stands in it.\n",
  });
  expect(bytes.subarray(0, 22).toString()).toBe("age-encryption.org/v1\n");
  for (const word of ["Leon", "Niemand", "SQLite format", "consent_event"]) expect(bytes.includes(word)).toBe(false);
  expect([readdirSync(dirname(path)), beside(sealed)]).toEqual([before, []]);
  const elsewhere = { DATABASE_PATH: freshDatabase() };
  const restored = await janein(["restore", sealed, "--identity", key], elsewhere);
  expect(restored).toMatchObject({
    code: 0,
    err: "",
    out: expect.stringMatching(
      /^Restored from \S+\.age: 2 events, .*every link holds\. Newest link: [0-9a-f]{64}/,
    ) as string,
  });
  expect((await janein(["verify"], elsewhere)).out).toMatch(/^2 events, every link holds/);
  expect(readdirSync(dirname(elsewhere.DATABASE_PATH)).sort()).toEqual([
    "school.sqlite",
    "school.sqlite.proof",
    "school.sqlite.school",
  ]);
});

test("for several keys, each of them opens it, also from a file with several", async () => {
  await backUp(path, sealed, [recipient, second]);
  for (const file of [key, wrong, keyFile(await generateIdentity(), other)]) {
    const elsewhere = freshDatabase();
    expect(await restore(elsewhere, sealed, now, { keyFile: file })).toMatchObject({ events: 2, kept: null });
  }
});

test("the key can come in on standard input, so that it need not lie on this machine", async () => {
  await backUp(path, sealed, [recipient]);
  const child = program(["restore", sealed, "--identity", "-"], { DATABASE_PATH: freshDatabase() });
  child.stdin?.end(`${identity}\n`);
  expect(await endOf(child)).toMatchObject({
    code: 0,
    err: "",
    out: expect.stringMatching(/^Restored from/) as string,
  });
});

test("what is no public key is refused before anything is written, and a secret key that was mistaken for one is not repeated", async () => {
  const cases: [string[], RegExp][] = [
    [["age1nonsense"], /^age1nonsense is no public key of age/],
    [["ssh-ed25519 AAAA"], /^ssh-ed25519 AAAA is no public key of age/],
    [[recipient, ""], /^"" is no public key of age/],
    [[identity], /^That is a secret key: .* the line that begins with age1/],
  ];
  for (const [keys, words] of cases) {
    const { code, out, err } = await run("backup", ...keys.flatMap((one) => ["--encrypt", one]), sealed);
    expect({ code, out, err }).toEqual({ code: 2, out: "", err: expect.stringMatching(words) as string });
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(err).not.toContain(identity.slice(0, 20));
  }
  expect(beside(sealed)).toEqual([]);
});

test("without the right key, or cut off or changed anywhere, it is one line that says what to do, and nothing is changed", async () => {
  const school = freshDatabase();
  copyFileSync(path, school);
  await backUp(path, sealed, [recipient]);
  const before = readFileSync(school);
  const good = readFileSync(sealed);
  const payload = good.indexOf("\n--- ") + 60;
  const piece = 64 * 1024 + 16;
  const flipped = (at: number) => () => {
    const bytes = Buffer.from(good);
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    writeFileSync(sealed, bytes);
  };
  const cut = (at: number) => () => truncateSync(sealed, at);
  const changed = /^\S+\.age was cut off or changed after it was made\. Nothing was changed: take another backup\.$/;
  const noKey =
    /^No key in \S+ opens \S+\.age: it was encrypted for another one, or its first lines are damaged\. Nothing was changed\.$/;
  const cases: [string, () => void, string | undefined, RegExp][] = [
    [
      "no key",
      () => undefined,
      undefined,
      /^\S+\.age is encrypted: janein restore \S+\.age --identity KEYFILE, with the secret key that its public key belongs to\. Nothing was changed\.$/,
    ],
    ["another key", () => undefined, wrong, noKey],
    ["an empty key file", () => undefined, keyFile(""), /^There is no secret key of age in \S+/],
    ["a public key", () => undefined, keyFile(recipient), /^There is no secret key of age in \S+/],
    ["a mistyped key", () => undefined, keyFile(identity.slice(0, -1)), /^There is no secret key of age in \S+/],
    ["no such key file", () => undefined, `${key}.not`, /^\S+\.not cannot be opened/],
    ["a key file that is encrypted itself", () => undefined, sealed, /^\S+ is encrypted itself: age --decrypt/],
    ["cut in the head", cut(40), key, changed],
    ["cut before the first piece", cut(payload), key, changed],
    ["cut within a piece", cut(payload + 1000), key, changed],
    ["cut between two pieces", cut(good.length - ((good.length - payload) % piece) - 1), key, changed],
    ["cut by its last byte", cut(good.length - 1), key, changed],
    ["longer than it was", () => writeFileSync(sealed, Buffer.concat([good, Buffer.from("x")])), key, changed],
    ["changed in its key's lines", flipped(30), key, /^\S+\.age was cut off or changed|^No key in \S+ opens/],
    ["changed in its head's seal", flipped(payload - 40), key, changed],
    ["changed in its first piece", flipped(payload + 100), key, changed],
    ["changed in its last byte", flipped(good.length - 1), key, changed],
    ["as text", () => writeFileSync(sealed, armor.encode(good)), key, /^\S+\.age is age's text form .* --armor/],
  ];
  for (const [which, harm, keys, words] of cases) {
    writeFileSync(sealed, good);
    harm();
    await expect(restore(school, sealed, now, keys === undefined ? {} : { keyFile: keys }), which).rejects.toThrow(
      words,
    );
    expect({ which, same: readFileSync(school).equals(before), beside: beside(school) }).toEqual({
      which,
      same: true,
      beside: [],
    });
  }
});

test("an encrypted file whose content does not hold changes nothing either, and the line names the backup", async () => {
  const school = freshDatabase();
  const inside = freshDatabase();
  await backUp(path, inside);
  const client = new Sqlite(inside);
  client.exec("drop trigger consent_event_is_never_changed; update consent_event set kind = 'refused' where seq = 1");
  client.close();
  for (const [bytes, words] of [
    [readFileSync(inside), /^The chain of \S+\.age is broken at event 1/],
    [Buffer.from("Sehr geehrte Damen und Herren, ".repeat(99)), /^\S+\.age is not a readable SQLite database/],
    [Buffer.alloc(0), /^\S+\.age was not written to its end/],
  ] as const) {
    const sealing = new Encrypter();
    sealing.addRecipient(recipient);
    writeFileSync(sealed, await sealing.encrypt(bytes));
    await expect(restore(school, sealed, now, { keyFile: key })).rejects.toThrow(words);
    expect(readdirSync(dirname(school))).toEqual([]);
  }
});

test("of two encrypted backups to one name at once the first stays, whole, and the other says so", async () => {
  const ended = await Promise.allSettled([backUp(path, sealed, [recipient]), backUp(path, sealed, [second])]);
  expect(ended.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  const lost = ended.find((one) => one.status === "rejected");
  expect(String(lost?.reason)).toMatch(/is there already\. A backup is never overwritten/);
  const elsewhere = freshDatabase();
  await restore(elsewhere, sealed, now, { keyFile: keyFile(identity, other) });
  expect(beside(sealed)).toEqual([]);
});

test.each(["plain", "encrypted"])(
  "what a killed %s backup has left behind goes with the next one, to whatever name",
  async (how) => {
    const options = how === "plain" ? [] : ["--encrypt", recipient];
    const left = () =>
      [...readdirSync(dirname(path)), ...readdirSync(dirname(sealed))].filter((name) => name.endsWith(".part"));
    for (let tries = 0; left().length === 0; tries += 1) {
      expect(tries).toBeLessThan(20);
      const child = program(["backup", ...options, `${sealed}.killed`], env);
      const closed = new Promise((end) => child.on("close", end));
      while (left().length === 0 && child.exitCode === null) await setTimeout(1);
      child.kill("SIGKILL");
      await closed;
      if (existsSync(`${sealed}.killed`)) throw new Error("the backup was too quick to be killed");
    }
    expect((await run("backup", ...options, sealed)).code).toBe(0);
    expect(left()).toEqual([]);
  },
  120_000,
);

/** Whether the reference program is on this machine. */
const age = (() => {
  try {
    execFileSync("age", ["--version"]);
    return true;
  } catch {
    process.stderr.write("age is not on this machine: whether it opens our backups is left out.\n");
    return false;
  }
})();
test.runIf(age)(
  "age itself opens our backups, and we open what it has encrypted",
  async () => {
    await backUp(path, sealed, [recipient]);
    const plain = freshDatabase();
    execFileSync("age", ["--decrypt", "--identity", key, "--output", plain, sealed]);
    const theirs = `${freshDatabase()}.age`;
    execFileSync("age", ["--encrypt", "--recipient", recipient, "--output", theirs, plain]);
    expect(await restore(freshDatabase(), theirs, now, { keyFile: key })).toMatchObject({ events: 2 });
  },
  60_000,
);
