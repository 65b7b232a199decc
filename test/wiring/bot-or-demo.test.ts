import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { around } from "../support/process.ts";

const main = resolve(import.meta.dirname, "../../src/main.ts");
const key = "k".repeat(32);
const token = "123456:AbCdEfGhIjKlMnOpQrStUvWx";
const quiet = { PORT: "0", LOG_LEVEL: "silent" };

/** An empty folder, as a fresh clone is to the program, with what is put into it. */
function folder(files: Record<string, string> = {}): string {
  const made = mkdtempSync(join(tmpdir(), "janein-"));
  mkdirSync(join(made, "data"));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(made, name), content);
  return made;
}

/** Starts the real program there. Out: "open" as soon as a demo is (it is ended then), else what it said and its exit code. */
function start(args: string[], env: Record<string, string>, cwd = folder()): Promise<string> {
  const child = spawn(process.execPath, [main, "start", ...args], { cwd, env: around(env) });
  let said = "";
  return new Promise((done) => {
    const hear = (heard: Buffer) => {
      said += heard.toString();
      if (!said.includes("The demo is open: ")) return;
      done("open");
      child.kill("SIGTERM");
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("close", (code) => done(`${code}: ${said}`));
  });
}

const refused = (name: string) =>
  expect.stringMatching(new RegExp(`^2: [^\\n]*${name}[^\\n]*--demo[^\\n]*\\n$`)) as string;

test("in a fresh clone, with nothing configured, the demo opens; how it runs here may be said", async () => {
  expect(await start([], {})).toMatch(/^open$|^2: PORT 3000 cannot be opened/);
  expect(await start([], { ...quiet, HOST: "localhost" })).toBe("open");
});

test.each([
  ["an empty token", "BOT_TOKEN", { BOT_TOKEN: "" }],
  ["a key for codes", "CODE_KEY", { CODE_KEY: key }],
  ["an empty key for codes", "CODE_KEY", { CODE_KEY: "" }],
  ["an address for the world", "PUBLIC_URL", { PUBLIC_URL: "https://janein.example" }],
  ["a production machine", "NODE_ENV", { NODE_ENV: "production" }],
  ["a production machine in capital letters", "NODE_ENV", { NODE_ENV: "Production" }],
  ["a production machine with a space behind", "NODE_ENV", { NODE_ENV: "PRODUCTION " }],
  ["an empty file for the token", "BOT_TOKEN_FILE", { BOT_TOKEN_FILE: join(folder({ token: "\n" }), "token") }],
  ["a file for the key", "CODE_KEY_FILE", { CODE_KEY_FILE: join(folder({ key }), "key") }],
])("beside %s no demo opens, asked for or not: one line names %s", async (_what, name, env) => {
  for (const args of [[], ["--demo"]]) expect(await start(args, { ...quiet, ...env })).toEqual(refused(name));
});

test.each([
  ["a place for the database", "DATABASE_PATH", { DATABASE_PATH: "data/school.sqlite" }],
  ["how names are shown", "CHILD_NAMES", { CHILD_NAMES: "full" }],
])("who has configured %s and no token gets no demo, unless it is asked for", async (_what, name, env) => {
  expect(await start([], { ...quiet, ...env })).toEqual(refused(name));
  expect(await start(["--demo"], { ...quiet, ...env })).toBe("open");
});

test("beside a school's database no demo opens, wherever the database is", async () => {
  const cwd = folder({ "data/janein.sqlite": "", "school.sqlite": "" });
  expect(await start([], quiet, cwd)).toEqual(refused("data/janein.sqlite"));
  expect(await start([], { ...quiet, DATABASE_PATH: "school.sqlite" }, cwd)).toEqual(refused("DATABASE_PATH"));
  // What is asked for in so many words has a file of its own, and does not touch this one.
  expect(await start(["--demo"], quiet, cwd)).toEqual(refused("data/janein.sqlite"));
});

test("settings of a file .env count like those of the environment", async () => {
  const cwd = folder({ ".env": "BOT_TOKEN=\nCODE_KEY=\nDATABASE_PATH=data/janein.sqlite\n" });
  expect(await start([], quiet, cwd)).toEqual(refused("BOT_TOKEN"));
});

test("a demo that is asked for beside a token is refused, before anything is opened", async () => {
  expect(await start(["--demo"], { ...quiet, BOT_TOKEN: token, CODE_KEY: key })).toEqual(refused("BOT_TOKEN"));
});

test.each(["0.0.0.0", "::", "192.0.2.1"])("on HOST %s no demo opens: it is for this machine only", async (HOST) => {
  for (const args of [[], ["--demo"]]) expect(await start(args, { ...quiet, HOST })).toMatch(/^2: [^\n]*HOST[^\n]*\n$/);
});

test("a word after start that nobody knows is no demo", async () => {
  expect(await start(["--dmeo"], quiet)).toMatch(/^2: /);
});
