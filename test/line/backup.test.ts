import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname } from "node:path";
import Sqlite from "better-sqlite3";
import { serve } from "@hono/node-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDeviceFile } from "../../db/file/device-file.ts";
import { BotApiBox } from "../../src/bot-api/box.ts";
import { boxOverHttp } from "../support/box-over-http.ts";
import { freshDatabase, importedSchool, janein, program, says } from "../support/process.ts";

const token = "123456:AbCdEfGhIjKlMnOpQrStUvWx";
const server = serve({ fetch: boxOverHttp(new BotApiBox(), token).fetch, hostname: "127.0.0.1", port: 0 }) as Server;
const { env, value } = await importedSchool();
const run = (...args: string[]) => janein(args, env);
const child = value("select id from child where given_name = 'Leon'");
const guardian = value("select guardian_id from guardianship where child_id = ?", child);
const answers = (audio: "JA" | "NEIN") =>
  run(
    "answer",
    "--child",
    child,
    "--person",
    guardian,
    "--audio",
    audio,
    "--video",
    "NEIN",
    "--route",
    "paper",
    "--by",
    "Frau Schreiber",
  );
const copy = `${env.DATABASE_PATH}.2026-11-24`;
const events = () => value("select count(*) from consent_event");

let bot: ReturnType<typeof program>;
beforeAll(async () => {
  if (!server.listening) await once(server, "listening");
  bot = program(["start"], {
    ...env,
    BOT_TOKEN: token,
    CODE_KEY: "k".repeat(32),
    PORT: "0",
    TELEGRAM_API_ROOT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
  await says(bot, /health: \S+/);
});
afterAll(async () => {
  await ends();
  server.closeAllConnections();
  server.close();
});

async function ends(): Promise<void> {
  if (bot.exitCode !== null) return;
  bot.kill("SIGTERM");
  await once(bot, "close");
}

test("a backup is made while the bot runs and never overwrites; nothing is restored under a running bot", async () => {
  await answers("JA");
  const { out, code } = await run("backup", copy);
  expect({ code, out }).toEqual({
    code: 0,
    out: `Copied to ${copy}: ${statSync(copy).size.toLocaleString("en")} bytes, every page whole.\n`,
  });
  const [again, under, nowhere, nothing] = await Promise.all([
    run("backup", copy),
    run("restore", copy),
    run("backup", "/nowhere/copy"),
    run("restore", `${copy}.not`),
  ]);
  expect(again).toMatchObject({
    code: 2,
    out: "",
    err: expect.stringMatching(
      /is there already\. A backup is never overwritten: choose another name, for example with the date in it\.\n$/,
    ) as string,
  });
  expect(under).toMatchObject({
    code: 2,
    out: "",
    err: expect.stringMatching(
      /^Another process has \S+school\.sqlite open \(the running bot, perhaps\)\. Nothing was changed: stop it, restore, and start it again\.\n$/,
    ) as string,
  });
  expect(nowhere).toMatchObject({
    code: 2,
    out: "",
    err: expect.stringMatching(/^\/nowhere\/copy\S* cannot be (opened|written)/) as string,
  });
  expect(nothing).toMatchObject({ code: 1, err: `There is no file ${copy}.not.\n` });
  expect(bot.exitCode).toBeNull();
  expect(events()).toBe("2");
});

test("when the bot has stopped a backup is put in its place; the replaced file is kept, and what the backup lacks is said", async () => {
  await answers("NEIN");
  expect(events()).toBe("3");
  await ends();
  const { out, err, code } = await run("restore", copy);
  expect(code).toBe(0);
  expect(out).toMatch(
    new RegExp(
      `^Restored from ${copy}: 2 events, the newest of \\S+, every link holds\\. Newest link: [0-9a-f]{64}\\.\nThe file that was there before is kept as (${env.DATABASE_PATH}\\.replaced-\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\d) \\(3 events, the newest of \\S+\\)\\. It holds personal data: remove it when it is no longer needed\\.\n$`,
    ),
  );
  const [, kept = ""] = /kept as (\S+)/.exec(out) ?? [];
  expect(err).toBe(`The backup lacks 1 events that the replaced file has: to go back, janein restore ${kept}\n`);
  expect(existsSync(kept)).toBe(true);
  expect(events()).toBe("2");
  expect((await run("verify")).out).toMatch(/^2 events, every link holds/);
});

test("a copy that broke off is not restored, and no half-made file stays behind", async () => {
  writeFileSync(`${copy}.half`, "");
  const { err, code } = await run("restore", `${copy}.half`);
  expect({ code, err }).toEqual({
    code: 2,
    err: `${copy}.half was not written to its end. Nothing was changed: take another backup.\n`,
  });
  expect(readdirSync(dirname(copy)).filter((name) => /\.part|\.restoring|-wal|-shm/.test(name))).toEqual([]);
  expect(events()).toBe("2");
});

test("whoever restores hears how many sessions, links and unused codes of the backup were ended, and what to do", async () => {
  const school = freshDatabase();
  const there = { DATABASE_PATH: school, CODE_KEY: "k".repeat(32) };
  await janein(["import", "src/demo/invented-school.csv", "--apply"], there);
  await janein(["codes"], there);
  await janein(["office", "invite", "A. Schreiber", "--role", "head"], there);
  await janein(["backup", `${school}.copy`], there);
  const client = new Sqlite(school);
  client.exec("update office_person set gone_at = '2026-11-24T00:00:00.000Z'");
  client.close();
  const { out, err, code } = await janein(["restore", `${school}.copy`], there);
  expect(err).toBe(
    "Since the backup they had left the office; they belong to it again, without a link: A. Schreiber. " +
      "Let them go on the page /office/people.\n",
  );
  expect({ code, out }).toEqual({
    code: 0,
    out: expect.stringMatching(
      /^0 sessions, 1 sign-in link and \d\d unused join codes of the backup were ended: sign in anew with janein office invite, and print letters anew\.$/m,
    ) as string,
  });
  const again = await janein(["codes"], there);
  expect(again.out.trim().split("\n").length).toBeGreaterThan(20);
});

test("of two backups to one name at once the first stays, whole, and the other says so", async () => {
  const name = `${copy}.both`;
  const ended = await Promise.all([run("backup", name), run("backup", name)]);
  expect(ended.map(({ code }) => code).toSorted()).toEqual([0, 2]);
  expect(ended.find(({ code }) => code === 2)?.err).toMatch(/is there already\. A backup is never overwritten/);
  expect(await janein(["verify"], { DATABASE_PATH: name, PROOF_PATH: `${env.DATABASE_PATH}.proof` })).toMatchObject({
    code: 0,
  });
  expect(readdirSync(dirname(copy)).filter((name) => name.includes(".part"))).toEqual([]);
});

test("no backup holds the device of a Matrix messenger: neither its token nor what its identity is made from", async () => {
  const path = `${env.DATABASE_PATH}.device`;
  const device = openDeviceFile(path);
  device.keepSession({ userId: "@janein:schule.example", deviceId: "A", token: "the-token-of-the-device" });
  device.keepSeeds({ master: "the-seed-of-the-master", selfSigning: "the-seed-of-devices", userSigning: "x" });
  device.close();
  const to = `${env.DATABASE_PATH}.without-device`;
  expect((await run("backup", to)).code).toBe(0);
  for (const secret of ["the-token-of-the-device", "the-seed-of-the-master", "the-seed-of-devices"])
    expect([path, to].map((file) => readFileSync(file).includes(secret))).toEqual([true, false]);
});
