import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { serve } from "@hono/node-server";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Server } from "node:http";
import { expect, test } from "vitest";
import { BotApiBox } from "../src/bot-api/box.ts";
import { boxOverHttp } from "./support/box-over-http.ts";
import { usage, usageOf } from "../src/line/usage.ts";
import { freshDatabase, janein, program, says, setUp } from "./support/process.ts";

const school = new URL("../src/demo/invented-school.csv", import.meta.url).pathname;
const key = "k".repeat(32);
const token = "123456:AbCdEfGhIjKlMnOpQrStUvWx";

test("the office imports (dry run first), makes codes once, looks at the status and exports", async () => {
  const env = { DATABASE_PATH: freshDatabase(), CODE_KEY: key };
  await setUp(env);
  const dry = await janein(["import", school], env);
  expect(dry.out).toContain("20  new children");
  expect(dry.out).toContain("Nothing was stored yet.");
  expect((await janein(["status"], env)).out).toContain("0 classes, 0 children");
  expect((await janein(["import", school, "--apply"], env)).out).toContain("Imported.");
  const codes = await janein(["codes"], env);
  expect(codes.out.match(/[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/g)).toHaveLength(28);
  expect((await janein(["codes"], env)).err).toContain("0 new codes");
  expect((await janein(["status"], env)).out).toMatchInlineSnapshot(`
    "notice         version 1
    school         3 classes, 20 children
    guardians      25, joined 0
    teachers       3, joined 0
    codes          28 waiting to be used
    participation  sound and picture 0, sound only 0, none 20 (not asked 20, conflict 0)
    events         0
    messages       told 0, waiting 0 (0 for people who have not joined)
    unanswered     0 questions
    "
  `);
  const { out } = await janein(["export", "--format", "svws"], env);
  expect(out.split("\r\n").slice(0, 2)).toMatchInlineSnapshot(`
    [
      "﻿"nachname";"vorname";"geburtsdatum";"klasse";"einwilligungAbgefragt";"einwilligungNutzung";"einwilligungAudiokonferenz";"einwilligungVideokonferenz"",
      ""Beispiel";"Jonas";"04.02.2020";"1b";"N";"N";"N";"N"",
    ]
  `);
  expect(out.trim().split("\r\n")).toHaveLength(21);
});

test("what the operator can repair is one line and exit code 2", async () => {
  const notes = join(dirname(freshDatabase()), "notes.sqlite");
  writeFileSync(notes, "not a database at all ".repeat(99));
  const cases: [string[], Record<string, string>, RegExp][] = [
    [["start"], { PORT: "x" }, /^PORT is wrong: expected a number from 0 to 65535\n$/],
    [["start"], { BOT_TOKEN: token }, /^CODE_KEY is missing: .*\n$/],
    [["status"], { DATABASE_PATH: notes }, /^.*notes\.sqlite is not a readable SQLite database.*\n$/],
    [["import", "/nowhere.csv"], { DATABASE_PATH: freshDatabase() }, /^There is no file \/nowhere\.csv\n$/],
    [["codes"], { DATABASE_PATH: freshDatabase() }, /^CODE_KEY is missing: .*\n$/],
    [["dance"], {}, /^janein start/],
  ];
  for (const [args, env, line] of cases) {
    const { err, code } = await janein(args, env);
    expect({ args, err, code }).toEqual({ args, err: expect.stringMatching(line) as string, code: 2 });
  }
});

test("a file that cannot be read imports nothing, and says where; one odd row stops nobody else", async () => {
  const env = { DATABASE_PATH: freshDatabase() };
  const broken = `${env.DATABASE_PATH}.csv`;
  const rows = "klasse;rolle;vorname;nachname\n3a;kind;Mila;Beispiel\n";
  writeFileSync(broken, `${rows}3a;kind;"Tim;Muster\n`);
  const { out, err, code } = await janein(["import", broken, "--apply"], env);
  expect({ out, err, code }).toEqual({
    out: expect.stringContaining("Zeile 3: STOP.") as string,
    err: expect.stringContaining("Nothing was imported") as string,
    code: 1,
  });
  expect((await janein(["status"], env)).out).toContain("0 children");
  writeFileSync(broken, `${rows}3a;kind;;\n`);
  const odd = await janein(["import", broken, "--apply"], env);
  expect(odd).toMatchObject({ code: 0, out: expect.stringContaining("Zeile 3: Der Name ist unvollständig") as string });
  expect((await janein(["status"], env)).out).toContain("1 children");
  writeFileSync(broken, "klasse;rolle;vorname;nachname\n3a;kind;;\n");
  expect((await janein(["import", broken, "--apply"], env)).out).toContain("Nothing was changed.");
});

test("files that belong together are one import, and each row is named with its file", async () => {
  const env = { DATABASE_PATH: freshDatabase() };
  const files = ["SchuelerBasisdaten.dat", "SchuelerErzieher.dat"].map(
    (name) => new URL(`./school/files/${name}`, import.meta.url).pathname,
  );
  const { out, code } = await janein(["import", ...files, "--apply"], env);
  expect({ out, code }).toEqual({
    out: expect.stringMatching(
      / 7 {2}new children\n[^]*SchuelerErzieher\.dat, Zeile 8: Als Art ist „Pflegeeltern“ angegeben[^]*Imported\./,
    ) as string,
    code: 0,
  });
  expect((await janein(["import", ...files], env)).out).toContain("7  unchanged children");
});

test("the real process is killed in the middle of a consent and started again: the answer is there once", async () => {
  const box = new BotApiBox();
  const server = serve({ fetch: boxOverHttp(box, token).fetch, hostname: "127.0.0.1", port: 0 }) as Server;
  await once(server, "listening");
  const env = {
    DATABASE_PATH: freshDatabase(),
    CODE_KEY: key,
    BOT_TOKEN: token,
    PORT: "0",
    TELEGRAM_API_ROOT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  };
  await setUp(env);
  await janein(["import", school, "--apply"], env);
  const [, code = ""] = /Niemand";"Heinz";"[^"]*";"([^"]+)"/.exec((await janein(["codes"], env)).out) ?? [];
  const {
    chat: { id },
  } = box.open({ id: 7, first_name: "Heinz" });
  const until = async (words: string) => {
    while (!box.place(id).messages.some(({ text, from }) => from === "bot" && text.includes(words))) await sleep(20);
  };
  const tap = (label: string) => {
    const found = box
      .place(id)
      .messages.flatMap((message) => message.buttons.flat().map((button) => ({ message, button })))
      .findLast(({ button }) => button.text === label);
    box.presses(id, found?.message.id ?? 0, (found?.button as { callback_data: string }).callback_data);
  };
  let running = program(["start"], env);
  const [, health = ""] = await says(running, /health: (\S+)/);
  expect((await fetch(health)).status).toBe(200);
  box.says(id, `/start ${code}`);
  await until("Soll ich dieses Konto verbinden?");
  tap("Verbinden");
  await until("per Audio (Ton)?");
  tap("JA");
  await until("per Video (Bild)?");
  running.kill("SIGKILL");
  await once(running, "close");
  tap("NEIN");
  running = program(["start"], env);
  await until("Bitte prüfen Sie Ihre Antworten");
  tap("Absenden");
  await until("Gespeichert am");
  running.kill("SIGTERM");
  await once(running, "close");
  expect(running.exitCode).toBe(0);
  server.closeAllConnections();
  server.close();
  expect((await janein(["status"], env)).out).toMatch(/events +2\n/);
  expect((await janein(["export"], env)).out).toMatch(
    /"Niemand";"Leon";"2019-05-01";"ton";"yes";"[\d-]+";"chat";"1";"audio_only"/,
  );
});

test.each(["constructor", "__proto__", "toString"])(
  "%s is no command",
  async (word) => {
    const { err, code } = await janein([word], { DATABASE_PATH: freshDatabase() });
    expect([code, err.includes("janein start")]).toEqual([2, true]);
  },
  60_000,
);

test("--version says which version it is, whatever is set", async () => {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  expect(await janein(["--version"], { PORT: "x" })).toEqual({ out: `${version}\n`, err: "", code: 0 });
});

test("--help says how a command is called, does nothing else, and needs no settings", async () => {
  const env = { DATABASE_PATH: freshDatabase(), PORT: "x", BOT_TOKEN: "x" };
  expect(await janein(["--help"], env)).toEqual({ out: `${usage}\n`, err: "", code: 0 });
  for (const name of ["start", "import", "sweep", "codes"])
    expect(await janein([name, "--help"], env)).toEqual({ out: `${usageOf(name)}\n`, err: "", code: 0 });
  expect(readdirSync(dirname(env.DATABASE_PATH))).toEqual([]);
});

test("each command has its own line of help", () => {
  for (const [line, name = ""] of usage.matchAll(/^janein (\w+).*$/gm)) expect(usageOf(name)).toBe(line);
});
