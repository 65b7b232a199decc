import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readConfig } from "../../src/wiring/config.ts";

const token = "123456:AbCdEfGhIjKlMnOpQrStUvWx";

test("without anything set the defaults stand and the demo opens", () => {
  expect(readConfig({})).toMatchObject({
    BOT_TOKEN: undefined,
    PORT: 3000,
    HOST: "127.0.0.1",
    CODE_DAYS: 30,
    CHILD_NAMES: "initial",
  });
});

test.each([
  ["PORT", "dreitausend"],
  ["PORT", "70000"],
  ["BOT_TOKEN", "secret-that-must-not-be-shown"],
  ["TELEGRAM_API_ROOT", "telegram"],
  ["TIME_ZONE", "Dortmund"],
  ["CHILD_NAMES", "all"],
  ["CODE_DAYS", "0"],
  ["HOST", "somewhere"],
  ["LOG_LEVEL", "loud"],
  ["CODE_KEY", "short"],
])("a wrong %s is one line that names it and not its value", (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name} is wrong: expected [^\\n]+$`));
  expect(() => readConfig({ [name]: value })).not.toThrow(new RegExp(value === "0" ? "'0'" : value));
});

test("a bot without the key for its codes does not start", () => {
  expect(() => readConfig({ BOT_TOKEN: token })).toThrow(/^CODE_KEY is missing/);
});

test("a secret may come as a file, with its newline", () => {
  const file = join(mkdtempSync(join(tmpdir(), "janein-")), "token");
  writeFileSync(file, `${token}\n`);
  expect(readConfig({ BOT_TOKEN_FILE: file, CODE_KEY: "k".repeat(32) }).BOT_TOKEN).toBe(token);
  expect(() => readConfig({ BOT_TOKEN_FILE: file, BOT_TOKEN: token, CODE_KEY: "k".repeat(32) })).toThrow(
    /^BOT_TOKEN and BOT_TOKEN_FILE are both set/,
  );
  expect(() => readConfig({ BOT_TOKEN_FILE: "/nowhere" })).toThrow(
    /^BOT_TOKEN_FILE cannot be read \(ENOENT\): \/nowhere$/,
  );
});
