import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { spawn } from "node:child_process";
import Sqlite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkAccount } from "../../src/line/check-account.ts";
import type { Config } from "../../src/wiring/config.ts";
import { FakeApi } from "../support/fake-api/fake-api.ts";
import { endOf, freshDatabase, importedSchool, janein, program, says } from "../support/process.ts";

const token = "123456:AbCdEfGhIjKlMnOpQrStUvWx";
const root = resolve(import.meta.dirname, "../..");
let api: FakeApi;
let env: Record<string, string>;

beforeAll(async () => {
  api = await FakeApi.open({ token });
  const school = await importedSchool();
  env = { ...school.env, CODE_KEY: "k".repeat(32), BOT_TOKEN: token, TELEGRAM_API_ROOT: api.root, PORT: "0" };
  await janein(["codes"], env);
});
afterAll(() => api.close());

const wrongOnes = (out: string) => out.split("\n").filter((line) => line.startsWith("WRONG"));
const sql = (statement: string) => {
  const client = new Sqlite(env.DATABASE_PATH);
  client.exec(statement);
  client.close();
};

describe("whoever checks", () => {
  test("reads a line for each thing, with path and counts and what the bot is called, and nothing is changed", async () => {
    const path = env.DATABASE_PATH ?? "";
    const all = () => readdirSync(dirname(path), { recursive: true }).sort();
    const [before, files] = [readFileSync(path), all()];
    const { out, err, code } = await janein(["check"], env);
    expect({ wrong: wrongOnes(out), err, code }).toEqual({ wrong: [], err: "", code: 0 });
    expect(out).toContain(`${path}: `);
    expect(out).toMatch(/bytes, 20 children, 28 people, 0 events; no bot runs on it/);
    expect(out).toContain(`knows the bot as @${api.box.bot.username}`);
    for (const what of ["settings", "files", "database", "code key", "proof", "notice", "messenger", "clock", "disk"])
      expect(out).toMatch(new RegExp(`^ok +${what} `, "m"));
    expect([readFileSync(path).equals(before), all()]).toEqual([true, files]);
    expect(out).not.toMatch(/AbCdEf|kkkk|Mila/);
  });

  test("where there is no database hears so, and none is made", async () => {
    const DATABASE_PATH = join(dirname(freshDatabase()), "wrong", "school.sqlite");
    const { out, code } = await janein(["check"], { ...env, DATABASE_PATH });
    expect([wrongOnes(out).join("\n"), code]).toEqual([
      expect.stringContaining(`there is none at ${DATABASE_PATH}`),
      1,
    ]);
    expect(existsSync(dirname(DATABASE_PATH))).toBe(false);
  });

  test("with a token that is refused, without a network, or where nobody answers, hears which, within seconds", async () => {
    const silent = createServer().listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as { port: number };
    const closed = createServer().listen(0, "127.0.0.1");
    await once(closed, "listening");
    const nobody = (closed.address() as { port: number }).port;
    await new Promise((done) => closed.close(done));
    const said = await Promise.all(
      [
        { BOT_TOKEN: `${token}x` },
        { TELEGRAM_API_ROOT: `http://127.0.0.1:${nobody}` },
        { TELEGRAM_API_ROOT: `http://127.0.0.1:${port}` },
      ].map(async (other) => wrongOnes((await janein(["check"], { ...env, ...other })).out)),
    );
    silent.close();
    expect(said).toEqual([
      [expect.stringMatching(/messenger .* refuses BOT_TOKEN \(401\)/)],
      [expect.stringMatching(/messenger .* cannot be reached \(ECONNREFUSED\)/)],
      [expect.stringMatching(/messenger .* cannot be reached \(no answer in 5 s\)/)],
    ]);
    expect(said.flat().join()).not.toContain(token);
  });

  test("learns that what parents write goes elsewhere, and what to call", async () => {
    api.updates.webhook = "https://elsewhere.example/hook";
    const { out, code } = await janein(["check"], env);
    api.updates.webhook = "";
    expect(wrongOnes(out)).toEqual([expect.stringMatching(/a webhook \(elsewhere\.example\).*deleteWebhook/)]);
    expect([code, out.includes(token)]).toEqual([1, false]);
  });

  test("learns that what parents write does not come to its own webhook, and why", async () => {
    const sentAnd = { ...env, TELEGRAM_WEBHOOK: "yes", PUBLIC_URL: "https://janein.example" };
    api.updates.webhook = "https://janein.example/telegram";
    const { out } = await janein(["check"], sentAnd);
    api.updates.failing = { last_error_date: Date.now() / 1000, last_error_message: "Connection refused" };
    api.box.open({ id: 7, first_name: "Nadja" });
    const update = api.says(7, "Guten Tag");
    const { out: then } = await janein(["check"], sentAnd);
    api.updates.wasTaken(update.update_id);
    Object.assign(api.updates, { webhook: "", failing: {} });
    expect(wrongOnes(out)).toEqual([]);
    expect(wrongOnes(then)).toEqual([expect.stringMatching(/Connection refused.*1 wait.*TELEGRAM_WEBHOOK=no/)]);
  });

  test.each([
    ["files that others can read", () => chmodSync(env.DATABASE_PATH ?? "", 0o644), /^WRONG +files .*chmod 600/],
    [
      "a record from the future",
      () => sql("insert into daily_round values ('round', '2999-01-01T00:00:00.000Z')"),
      /^WRONG +clock .*2999-01-01/,
    ],
  ])("after %s is told what to do", async (_what, happens, line) => {
    happens();
    const { out, code } = await janein(["check"], env);
    expect([wrongOnes(out), code]).toEqual([[expect.stringMatching(line)], 1]);
    chmodSync(env.DATABASE_PATH ?? "", 0o600);
    sql("delete from daily_round where at like '2999%'");
  });
});

test("a field that was broken by hand in the school's notice is named, with what to do", async () => {
  const file = join(`${env.DATABASE_PATH}.school`, "notice.md");
  const text = readFileSync(file, "utf8");
  for (const broken of ["{{haed}}", "{head}"]) {
    writeFileSync(file, text.replace("{{head}}", broken));
    const { out, err, code } = await janein(["check"], env);
    expect([wrongOnes(out), err, code]).toEqual([[expect.stringMatching(/^WRONG +school .*notice\.md/)], "", 1]);
    expect(out).toContain(broken);
  }
  writeFileSync(file, text.replace(/^\[voluntary\]/m, "voluntary"));
  expect(wrongOnes((await janein(["check"], env)).out)).toEqual([
    expect.stringMatching(/^WRONG +school .*\.school\/notice\.md.* line \d+/),
  ]);
  writeFileSync(file, text);
  expect((await janein(["check"], env)).code).toBe(0);
});

test("the school's own sign-in has a line of its own: whether it answers, and what it must know; never the secret", async () => {
  const { SchoolSignIn } = await import("../support/school-sign-in.ts");
  const provider = await SchoolSignIn.open();
  const PUBLIC_URL = "https://janein.example";
  const settings = { PUBLIC_URL, OIDC_CLIENT_ID: "janein", OIDC_CLIENT_SECRET: "a secret of two" };
  const line = async () =>
    (await checkAccount({ ...settings, OIDC_ISSUER: provider.issuer } as unknown as Config)).map(
      ({ isRight, says }) => `${isRight} ${says}`,
    );
  expect(await line()).toEqual([expect.stringContaining(`${PUBLIC_URL}/office/sign-in/account/back`)]);
  provider.wrong = { issuer: "https://evil.example" };
  expect(await line()).toEqual([expect.stringMatching(/^false .*look|^false .*OIDC_ISSUER/)]);
  provider.wrong = { down: "500" };
  expect((await line()).join()).toMatch(/^false .*does not answer as OpenID Connect/);
  await provider.close();
  expect((await line()).join()).toMatch(/^false .*does not answer as OpenID Connect/);
  expect((await line()).join()).not.toContain("a secret of two");
  expect(await checkAccount({ PUBLIC_URL } as unknown as Config)).toEqual([]);
});

describe("another CODE_KEY than the one that codes were made with", () => {
  const other = () => ({ ...env, CODE_KEY: "o".repeat(32) });

  test("is refused by start and codes in one line, and found by check, until somebody says that it is meant", async () => {
    for (const command of ["start", "codes"])
      expect(await janein([command], other())).toEqual({
        out: "",
        err: expect.stringMatching(/^CODE_KEY is not the key that [^\n]*--new-code-key[^\n]*\n$/) as string,
        code: 2,
      });
    expect(wrongOnes((await janein(["check"], other())).out)).toEqual([expect.stringMatching(/code key/)]);
    expect((await janein(["status"], { DATABASE_PATH: env.DATABASE_PATH ?? "" })).code).toBe(0);
    const copy = `${env.DATABASE_PATH}.copy`;
    await janein(["backup", copy], env);
    expect(
      (await janein(["start"], { ...other(), DATABASE_PATH: copy, PROOF_PATH: `${env.DATABASE_PATH}.proof` })).code,
    ).toBe(2);
    const bot = program(["start", "--new-code-key"], other());
    await says(bot, /on the line/);
    bot.kill("SIGTERM");
    await once(bot, "close");
    expect(wrongOnes((await janein(["check"], other())).out)).toEqual([]);
    expect((await janein(["codes"], env)).code).toBe(2);
  });
});

test("a notice that has lost an id, or a file that is no JSON, is one line at start and at check", async () => {
  const copy = mkdtempSync(join(tmpdir(), "janein-"));
  for (const part of ["src", "db", "conversations", "locales", "package.json"])
    cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  const there = (name: string) =>
    endOf(
      spawn(process.execPath, ["src/main.ts", name], {
        cwd: copy,
        env: { ...env, DATABASE_PATH: `${copy}/s.sqlite`, PATH: "" },
      }),
    );
  const spoils = async (file: string, change: (text: string) => string, line: RegExp) => {
    const [path, text] = [join(copy, "locales", file), readFileSync(join(copy, "locales", file), "utf8")];
    writeFileSync(path, change(text));
    const started = await there("start");
    expect(started).toEqual({ out: "", err: expect.stringMatching(line) as string, code: 2 });
    expect(started.err.trim().split("\n")).toHaveLength(1);
    expect((await there("check")).out).toMatch(/^WRONG +notice /m);
    writeFileSync(path, text);
  };
  await spoils(
    "de/notice.md",
    (text) => text.replace(/^\[voluntary\]/m, "[voluntarily]"),
    /^notice\.md has lost .*voluntary/,
  );
  await spoils("de/topics.json", (text) => text.slice(1), /^locales\/de\/topics\.json is no JSON/);
  await spoils("tr/notice.md", (text) => text.replace(/^\[voluntary\]/m, "voluntary"), /^notice\.md, line \d+/);
  expect(existsSync(`${copy}/s.sqlite`)).toBe(false);
});
