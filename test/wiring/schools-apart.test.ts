import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hono } from "hono";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isLocked } from "../../db/file/lock.ts";
import { sharedWith } from "../../src/wiring/in-common.ts";
import { readInstallation, schoolIn } from "../../src/wiring/installation.ts";
import { type Door, schoolDoors } from "../../src/wiring/school-doors.ts";
import { janein, setUp } from "../support/process.ts";
import { SchoolsFolder, tokens } from "../support/schools-folder.ts";
import { until } from "../support/until.ts";

let folder: SchoolsFolder;
beforeEach(async () => void (folder = await SchoolsFolder.open()));
afterEach(() => folder.close());

const at = (...names: string[]) => join(folder.place, ...names);
const elsewhere = () => mkdtempSync(join(tmpdir(), "janein-elsewhere-"));

test("a folder that no address can name and a link are said once, and hold up no school and no command", async () => {
  folder.writeBoth();
  cpSync(at("nord"), at("nord.bak"), { recursive: true });
  mkdirSync(at("lost+found"));
  symlinkSync(at("sued"), at("west"));
  symlinkSync(at("nowhere"), at("away"));
  symlinkSync(at("sued", "settings.env"), at("a-file"));
  const { bot, address } = await folder.started();
  expect(folder.notOpened()).toEqual([
    ["away", expect.stringMatching(/"away", which is a link: let the folder itself stand there/)],
    ["lost+found", expect.stringMatching(/has "lost\+found", which no address can name/)],
    ["nord.bak", expect.stringMatching(/has "nord\.bak", which no address can name/)],
    ["west", expect.stringMatching(/"west", which is a link/)],
  ]);
  const health = (await (await fetch(`${address}/health`)).json()) as { closed: string[]; schools: object };
  // What is called oddly and has no settings is no school that is missed.
  expect([Object.keys(health.schools), health.closed]).toEqual([
    ["nord", "sued"],
    ["away", "nord.bak", "west"],
  ]);
  expect((await janein(["status", "--school", "nord"], folder.environment())).code).toBe(0);
  expect((await janein(["status", "--school", "west"], folder.environment())).err).toMatch(/which is a link/);
  expect((await folder.calls("list"))[0]).toMatch(/^lost\+found {2}SCHOOLS_PATH \S+ has "lost\+found"/m);
  await bot.stop();
});

test("an odd folder that comes while all goes on ends nothing, and is no school that is missed", async () => {
  folder.writeSettings("nord", folder.ownSettings("nord"));
  const { town, ends } = await folder.town();
  mkdirSync(at("Südschule"));
  await until(() => expect(folder.notOpened().map(([key]) => key)).toEqual(["Südschule"]));
  folder.writeSettings("sued", folder.ownSettings("sued"));
  await until(() => expect(town.names()).toHaveLength(2));
  expect([folder.notOpened().length, town.closed()]).toEqual([1, []]);
  await ends();
});

test("where there is nothing but odd folders, the start names them", async () => {
  mkdirSync(at("Nordschule"));
  const { err, code } = await janein(["start"], folder.environment());
  expect([code, err]).toEqual([2, expect.stringMatching(/^There is no school in SCHOOLS_PATH [^\n]+"Nordschule"/)]);
});

test("of a school and its copy neither is opened; one that runs stays, and the copy is refused", async () => {
  folder.writeSettings("nord", folder.ownSettings("nord"));
  cpSync(at("nord"), at("alt-nord"), { recursive: true });
  const { town, ends } = await folder.town();
  expect(folder.notOpened()).toEqual([
    ["alt-nord", expect.stringMatching(/^BOT_TOKEN is that of the school nord as well/)],
    ["nord", expect.stringMatching(/^BOT_TOKEN is that of the school alt-nord as well/)],
  ]);
  expect([existsSync(at("alt-nord", "janein.sqlite")), existsSync(at("nord", "janein.sqlite"))]).toEqual([
    false,
    false,
  ]);
  rmSync(at("alt-nord"), { recursive: true });
  await until(() => expect(town.open().map(({ key }) => key)).toEqual(["nord"]));
  cpSync(at("nord", "settings.env"), at("sued", "settings.env"));
  await until(() => expect(town.closed()).toEqual(["sued"]));
  expect([town.open().map(({ key }) => key), isLocked(at("nord", "janein.sqlite"))]).toEqual([["nord"], true]);
  await ends();
});

test("a command works on neither of two that share something, but on the one that runs", async () => {
  folder.writeBoth();
  folder.writeSettings("alt-nord", folder.ownSettings("nord"));
  const here = () => readInstallation(folder.environment());
  for (const key of ["nord", "alt-nord"])
    expect(() => here().one(key)).toThrow(/^The school \S+: BOT_TOKEN is that of/);
  expect(here().one("sued").key).toBe("sued");
  rmSync(at("alt-nord"), { recursive: true });
  const { ends } = await folder.town();
  folder.writeSettings("alt-nord", folder.ownSettings("nord"));
  expect(here().one("nord").key).toBe("nord");
  expect(() => here().one("alt-nord")).toThrow(/BOT_TOKEN is that of the school nord as well/);
  await ends();
});

const matrix = (user: string, server = "https://m.example") => ({
  ...{ MATRIX_HOMESERVER: server, MATRIX_USER: user, MATRIX_TOKEN: "x" },
});
test.each<[string, Record<string, string>, Record<string, string>, string | null]>([
  ["a folder with a slash", { PROOF_PATH: "/proof" }, { PROOF_PATH: "/proof/" }, "PROOF_PATH"],
  ["a folder by a way round", { PROOF_PATH: "/proof" }, { PROOF_PATH: "/x/../proof" }, "PROOF_PATH"],
  ["the other's folder beside its database", {}, { PROOF_PATH: "HERE/nord/janein.sqlite.proof" }, "PROOF_PATH"],
  ["a folder through a link", { PROOF_PATH: "HERE/../proof" }, { PROOF_PATH: "LINK/../proof" }, "PROOF_PATH"],
  ["another token of the bot", { BOT_TOKEN: tokens.nord }, { BOT_TOKEN: `111111:${"z".repeat(24)}` }, "BOT_TOKEN"],
  ["an account by its address", matrix("janein"), matrix("@janein:m.example"), "MATRIX_USER"],
  ["an account in capitals", matrix("janein"), matrix("Janein"), "MATRIX_USER"],
  ["a server in capitals", matrix("janein"), matrix("janein", "https://M.example/"), "MATRIX_USER"],
  ["a server with its port", matrix("janein"), matrix("janein", "https://m.example:443"), "MATRIX_USER"],
  ["one address, two servers", matrix("@j:m.example"), matrix("@j:m.example", "https://n.example"), "MATRIX_USER"],
  ["two accounts of one server", matrix("nord"), matrix("@sued:m.example"), null],
  ["one name on two servers", matrix("janein"), matrix("janein", "https://n.example"), null],
  ["a name with its port", { PUBLIC_URL: "https://a.example" }, { PUBLIC_URL: "https://a.example:443/" }, "PUBLIC_URL"],
  ["a name with a dot", { PUBLIC_URL: "https://a.example" }, { PUBLIC_URL: "https://A.example." }, "PUBLIC_URL"],
  ["two folders", { PROOF_PATH: "/proof/nord" }, { PROOF_PATH: "/proof/sued" }, null],
])("two ways to write one thing are one: %s", (_, nord, sued, name) => {
  const link = join(elsewhere(), "link");
  symlinkSync(folder.place, link);
  const put = (own: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(own).map(([key, value]) => [key, value.replace("HERE", folder.place).replace("LINK", link)]),
    );
  folder.writeSettings("nord", { CODE_KEY: "nord".repeat(8), ...put(nord) });
  folder.writeSettings("sued", { CODE_KEY: "sued".repeat(8), ...put(sued) });
  const [one, other] = readInstallation(folder.environment()).all();
  if (!one || !other || "why" in one || "why" in other) throw new Error("they are not read");
  for (const said of [sharedWith([one], other), sharedWith([other], one)])
    expect(said).toEqual(name === null ? null : expect.stringContaining(`${name} is that of the school `));
});

test("the address of all schools is no school's own: all others would be hidden behind it", () => {
  folder.writeSettings("nord", { ...folder.ownSettings("nord"), PUBLIC_URL: "https://JaNein.example:443" });
  const here = readInstallation({ ...folder.environment(), PUBLIC_URL: "https://janein.example" });
  expect(() => here.one("nord")).toThrow(/PUBLIC_URL stands in it, and is the address of all schools/);
});

test("a school's path leads to its own name and never to another's, and the name is known however it is written", async () => {
  const door = (key: string, own: string | null): Door => ({
    ...{ key, own: own === null ? null : new URL(own) },
    pages: new Hono().all("*", (ctx) => ctx.text(key)),
  });
  const doors = schoolDoors(() => [door("nord", null), door("sued", "https://sued.example")]);
  const ask = async (host: string, path: string) => {
    const answer = await doors.request(`http://x.invalid${path}`, { headers: { host }, redirect: "manual" });
    return answer.headers.get("location") ?? (await answer.text());
  };
  expect(await ask("all.example", "/s/sued//evil.example/x")).toBe("https://sued.example//evil.example/x");
  expect(new URL(await ask("all.example", "/s/sued/%5C%5Cevil.example/x")).host).toBe("sued.example");
  expect(await ask("all.example", "/s/sued/office?then=a&b=1")).toBe("https://sued.example/office?then=a&b=1");
  expect(await ask("all.example", "/s/sued")).toBe("https://sued.example/");
  for (const host of ["SUED.example", "sued.example:443", "sued.example.", "sued.example.:443"])
    expect(await ask(host, "/s/nord/office")).toBe("sued");
  for (const host of ["sued.example:8443", "x.sued.example", "not a host", ""])
    expect(await ask(host, "/s/nord/office")).toBe("nord");
});

test("a school is copied neither among the schools nor into itself", async () => {
  const proof = elsewhere();
  folder.writeSettings("nord", { ...folder.ownSettings("nord"), PROOF_PATH: proof });
  await setUp(folder.environment());
  const link = join(elsewhere(), "link");
  symlinkSync(folder.place, link);
  for (const to of [at("copy"), at("nord", "a", "copy"), join(link, "copy"), join(proof, "copy")]) {
    const [said, code] = await folder.calls("export", "nord", to);
    expect([said, code]).toEqual([expect.stringMatching(/lies in .+ nothing was changed\.$/), 1]);
    expect(existsSync(to)).toBe(false);
  }
});

test("whoever removes a school hears that its proof elsewhere stays", async () => {
  const proof = elsewhere();
  folder.writeSettings("nord", { ...folder.ownSettings("nord"), PROOF_PATH: proof });
  expect((await folder.calls("remove", "nord"))[0]).toContain(`its proof in ${proof} would stay`);
  expect((await folder.calls("remove", "nord", "--for-good"))[0]).toContain(`Its proof in ${proof} is still there`);
  expect(existsSync(proof)).toBe(true);
  folder.writeSettings("sued", folder.ownSettings("sued"));
  expect((await folder.calls("remove", "sued", "--for-good"))[0]).not.toContain("proof");
});

test.each<[string[], RegExp]>([
  [["start", "--new-code-key", "--school", "nrd"], /^There is no school nrd in SCHOOLS_PATH/],
  [["start", "--school", "nord"], /^Call it so: janein start \[--new-code-key --school KEY\]/],
  [["school", "list", "--school", "nord"], /^Call it so: janein school add KEY/],
])("%j is answered with a sentence", async (args, line) => {
  folder.writeBoth();
  expect(await janein(args, folder.environment())).toMatchObject({
    code: 2,
    err: expect.stringMatching(line) as string,
  });
});

test("--school where there is one school alone is answered with a sentence, also at the start", async () => {
  const env = { DATABASE_PATH: at("x.sqlite"), ...folder.ownSettings("nord"), PORT: "0" };
  const { code, err } = await janein(["start", "--school", "nord"], env);
  expect([code, err]).toEqual([2, expect.stringMatching(/^--school nord is called, but SCHOOLS_PATH is not set/)]);
});

test("behind -- there are no options; a key that is left out is not one", () => {
  expect(schoolIn(["setup", "--", "--school", "nord"])).toEqual({
    ...{ school: undefined, rest: ["setup", "--", "--school", "nord"] },
  });
  expect(() => schoolIn(["--school="])).toThrow("--school needs the key");
});

test("the mark with which Windows begins a file is no part of its first setting", async () => {
  mkdirSync(at("nord"));
  writeFileSync(at("nord", "settings.env"), `\uFEFFCODE_KEY=${"n".repeat(32)}\r\nTIME_ZONE=UTC\r\n`);
  expect(readInstallation(folder.environment()).one("nord").config).toMatchObject({
    ...{ CODE_KEY: "n".repeat(32), TIME_ZONE: "UTC" },
  });
});
