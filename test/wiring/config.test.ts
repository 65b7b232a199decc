import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { endOf, freshDatabase, janein, programIn } from "../support/process.ts";
import { readConfig, WrongSetting } from "../../src/wiring/config.ts";
import { readEnv, refuseUnknown } from "../../src/wiring/known-settings.ts";
import { mayOpenDoor } from "../../src/wiring/may-open.ts";
import { settings } from "../../src/wiring/settings.ts";

const school = new URL("../../src/demo/invented-school.csv", import.meta.url).pathname;
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

test("an address with a slash at its end is that address: what is put behind it has one", () => {
  expect(readConfig({ PUBLIC_URL: "https://janein.example/" }).PUBLIC_URL).toBe("https://janein.example");
});

test("the mark with which Windows begins a file is no part of its first setting", () => {
  expect(readEnv("\uFEFFPORT=1\r\nTIME_ZONE=UTC\r\n")).toEqual({ PORT: "1", TIME_ZONE: "UTC" });
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
  ["TRUST_PLAIN_HTTP", "perhaps"],
])("a wrong %s is one line that names it and not its value", (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name} is wrong: expected [^\\n]+$`));
  expect(() => readConfig({ [name]: value })).not.toThrow(new RegExp(value === "0" ? "'0'" : value));
});

test.each([
  ["BOT_TOKEN is missing", { PUBLIC_URL: "https://janein.example" }],
  ["PUBLIC_URL is missing", { BOT_TOKEN: token, CODE_KEY: "k".repeat(32) }],
  ["PUBLIC_URL is wrong", { BOT_TOKEN: token, CODE_KEY: "k".repeat(32), PUBLIC_URL: "http://janein.example" }],
])("a webhook that Telegram could not reach is refused: %s", (line, others) => {
  expect(() => readConfig({ TELEGRAM_WEBHOOK: "yes", ...others })).toThrow(new RegExp(`^${line}`));
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

const matrix = { MATRIX_HOMESERVER: "https://matrix.schule.example", MATRIX_USER: "janein", CODE_KEY: "k".repeat(32) };

test("the school's own messenger is set alone or beside Telegram, with a password or a token, also out of files", () => {
  const file = join(mkdtempSync(join(tmpdir(), "janein-")), "secret");
  writeFileSync(file, "out of a file\n");
  expect(readConfig({ ...matrix, MATRIX_PASSWORD_FILE: file }).MATRIX_PASSWORD).toBe("out of a file");
  expect(readConfig({ ...matrix, MATRIX_TOKEN_FILE: file }).MATRIX_TOKEN).toBe("out of a file");
  const both = readConfig({ ...matrix, MATRIX_PASSWORD: "x", BOT_TOKEN: token });
  expect([both.BOT_TOKEN, both.MATRIX_USER]).toEqual([token, "janein"]);
});

test.each(["MATRIX_HOMESERVER", "MATRIX_USER", "MATRIX_PASSWORD", "CODE_KEY"])(
  "the school's own messenger without %s does not start",
  (name) => {
    const all: Record<string, string> = { ...matrix, MATRIX_PASSWORD: "x" };
    const { [name]: _, ...others } = all;
    expect(() => readConfig(others)).toThrow(new RegExp(`^${name}( \\(or MATRIX_TOKEN\\))? is missing: [^\\n]+$`));
  },
);

test.each([
  ["loopback", {}],
  ["loopback in IPv6", { HOST: "::1" }],
  ["every address, behind a proxy with TLS", { HOST: "0.0.0.0", PUBLIC_URL: "https://janein.example" }],
  ["every address, because somebody says so", { HOST: "0.0.0.0", TRUST_PLAIN_HTTP: "yes" }],
])("the door opens on %s", (_where, environment) => {
  expect(() => mayOpenDoor(readConfig(environment))).not.toThrow();
});

test.each([
  ["0.0.0.0", {}],
  ["::", {}],
  ["192.0.2.1", { PUBLIC_URL: "http://janein.example" }],
  ["0.0.0.0", { TRUST_PLAIN_HTTP: "no" }],
])("on %s with %j others could read along: one line says what to do", (HOST, environment) => {
  expect(() => mayOpenDoor(readConfig({ HOST, ...environment }))).toThrow(
    /^HOST \S+ can be reached from other machines, [^\n]*PUBLIC_URL[^\n]*TRUST_PLAIN_HTTP=yes[^\n]*$/,
  );
});

test("whoever starts on every address without TLS gets that line and exit code 2, before anything is opened", async () => {
  const env = {
    HOST: "0.0.0.0",
    PORT: "0",
    DATABASE_PATH: freshDatabase(),
    BOT_TOKEN: token,
    CODE_KEY: "k".repeat(32),
  };
  const { out, err, code } = await janein(["start"], env);
  expect({ out, code }).toEqual({ out: "", code: 2 });
  expect(err).toMatch(/^HOST 0\.0\.0\.0 can be reached from other machines, [^\n]+\n$/);
  expect(existsSync(env.DATABASE_PATH)).toBe(false);
  expect((await janein(["import", school], env)).code).toBe(0);
});

test.each([
  ["DATABSE_PATH", "DATABASE_PATH"],
  ["DATABASEPATH", "DATABASE_PATH"],
  ["BOT_TOKN", "BOT_TOKEN"],
  ["BOT_TOKEN_FIEL", "BOT_TOKEN_FILE"],
  ["PROT", "PORT"],
  ["PUBLIC_URI", "PUBLIC_URL"],
  ["bot_token", ""],
  ["HOME", ""],
  ["PATH", ""],
  ["TERM", ""],
  ["USER", ""],
  ["HOSTNAME", ""],
  ["NODE_ENV", ""],
  ["CODE_KEY_FILE", ""],
  ["PUBLIC_URL_FILE", ""],
])("%s in the environment is refused as a mistyped setting, or is none of ours", (name, meant) => {
  const refused = () => refuseUnknown({ [name]: "a secret" }, {});
  if (meant === "") expect(refused).not.toThrow();
  else expect(refused).toThrow(new WrongSetting(`${name} is no setting of JaNein: ${meant} is meant, or take it out`));
});

test.each(settings.flatMap(({ name }) => [name, ...(name === "PUBLIC_URL" ? ["TZ", "HTTPS_PROXY", "NODE_ENV"] : [])]))(
  "%s may stand in a file .env",
  (name) => expect(() => refuseUnknown({}, { [name]: "" })).not.toThrow(),
);

test("whatever else stands in a file .env is refused in one line that names it, and nothing is made", async () => {
  const cwd = mkdtempSync(join(tmpdir(), "janein-"));
  for (const [content, line] of [
    ["SCHOOL=Musterschule\n", /^SCHOOL in the file \.env is no setting of JaNein: take it out[^\n]*\n$/],
    ["DATABSE_PATH=x.sqlite\n", /^DATABSE_PATH in the file \.env is no [^\n]*DATABASE_PATH is meant[^\n]*\n$/],
    ["bot_token=x\n", /^bot_token in the file \.env is no [^\n]*\n$/],
  ] as const) {
    writeFileSync(join(cwd, ".env"), content);
    const { out, err, code } = await endOf(programIn(cwd, ["start"], {}));
    expect({ out, err, code }).toEqual({ out: "", err: expect.stringMatching(line) as string, code: 2 });
  }
  expect(await endOf(programIn(tmpdir(), ["status"], { DATABSE_PATH: "x" }))).toMatchObject({ out: "", code: 2 });
});
