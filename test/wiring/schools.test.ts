import { appendFileSync, existsSync, mkdtempSync, readFileSync, renameSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hono } from "hono";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isLocked } from "../../db/file/lock.ts";
import { atItsPath } from "../../src/wiring/at-its-path.ts";
import { sharedWith } from "../../src/wiring/in-common.ts";
import { readInstallation, schoolIn } from "../../src/wiring/installation.ts";
import { type Door, schoolDoors } from "../../src/wiring/school-doors.ts";
import { janein, setUp } from "../support/process.ts";
import { asks, SchoolsFolder, tokens } from "../support/schools-folder.ts";
import { until } from "../support/until.ts";

let folder: SchoolsFolder;
let place = "";
beforeEach(async () => {
  folder = await SchoolsFolder.open();
  place = folder.place;
});
afterEach(() => folder.close());

const environment = () => folder.environment();
const writeSettings = (key: string, own: Record<string, string>) => folder.writeSettings(key, own);
const ownSettings = (key: keyof typeof tokens) => folder.ownSettings(key);

test("each school has its settings, its database and its path; what is of all comes from the environment", () => {
  writeSettings("nord", { ...ownSettings("nord"), TIME_ZONE: "UTC" });
  writeSettings("sued", { ...ownSettings("sued"), PUBLIC_URL: "https://janein.suedschule.example" });
  const here = readInstallation({ ...environment(), PUBLIC_URL: "https://janein.example/", CODE_DAYS: "7" });
  expect(here.keys).toEqual(["nord", "sued"]);
  expect(here.one("nord").config).toMatchObject({
    ...{ DATABASE_PATH: join(place, "nord", "janein.sqlite"), PUBLIC_URL: "https://janein.example/s/nord" },
    ...{ TIME_ZONE: "UTC", CODE_DAYS: 7 },
  });
  expect(here.one("sued").config).toMatchObject({
    ...{ PUBLIC_URL: "https://janein.suedschule.example", TIME_ZONE: "Europe/Berlin" },
  });
  expect(() => here.one("west")).toThrow("There is no school west");
  expect(() => here.one(undefined)).toThrow("Which school? --school is one of: nord, sued");
});

test.each<[string, Record<string, string>, RegExp]>([
  ["the token of one in the environment of all", { BOT_TOKEN: tokens.nord, CODE_KEY: "k".repeat(32) }, /^BOT_TOKEN is/],
  ["the key as a file, beside them all", { CODE_KEY_FILE: "/etc/hostname" }, /^CODE_KEY_FILE is/],
  ["one database for all", { DATABASE_PATH: "x.sqlite" }, /^DATABASE_PATH is set beside SCHOOLS_PATH/],
])("%s is refused", (_, own, line) => {
  folder.writeBoth();
  expect(() => readInstallation({ ...environment(), ...own })).toThrow(line);
});

test.each<[string, Record<string, string>, RegExp]>([
  ["a port of its own", { PORT: "1" }, /PORT stands in it, and is one for all schools/],
  ["a database elsewhere", { DATABASE_PATH: "x" }, /DATABASE_PATH stands in it, and is always in the folder/],
  ["a mistyped name", { BOT_TOCKEN: "x" }, /BOT_TOCKEN in it is no setting of JaNein: BOT_TOKEN is meant/],
  ["a wrong value", { TIME_ZONE: "Berlin" }, /The school nord \(.*settings\.env\): TIME_ZONE is wrong/],
])("a school that has %s is named with its file", (_, own, line) => {
  writeSettings("nord", own);
  expect(() => readInstallation(environment()).one("nord")).toThrow(line);
});

test.each<[string, Record<string, string>]>([
  ["BOT_TOKEN", { BOT_TOKEN: tokens.nord }],
  ["CODE_KEY", { CODE_KEY: "nord".repeat(8) }],
  ["PROOF_PATH", { PROOF_PATH: "/proof" }],
  ["MATRIX_USER", { MATRIX_HOMESERVER: "https://m.example/", MATRIX_USER: "janein", MATRIX_TOKEN: "y" }],
  ["PUBLIC_URL", { PUBLIC_URL: "https://janein.example/" }],
])("two schools never have one %s", (name, own) => {
  const matrix = { MATRIX_HOMESERVER: "https://m.example", MATRIX_USER: "janein", MATRIX_TOKEN: "x" };
  const more = { PROOF_PATH: "/proof", PUBLIC_URL: "https://janein.example" };
  writeSettings("nord", { ...ownSettings("nord"), ...matrix, ...more });
  writeSettings("sued", { ...ownSettings("sued"), ...own });
  // What an image has set for one school is taken back by nothing.
  const here = readInstallation({ ...environment(), DATABASE_PATH: "", PROOF_PATH: "" });
  const [nord, sued] = here.all();
  if (!nord || !sued || "why" in nord || "why" in sued) throw new Error("they are not read");
  expect(sharedWith([nord], sued)).toMatch(new RegExp(`^${name} is that of the school nord`));
  expect(sharedWith([], sued)).toBeNull();
});

test("--school is taken out wherever it stands", () => {
  expect(schoolIn(["a", "--school", "nord", "b"])).toEqual({ school: "nord", rest: ["a", "b"] });
  expect(schoolIn(["--school=nord"])).toEqual({ school: "nord", rest: [] });
  expect(() => schoolIn(["--school"])).toThrow("--school needs the key");
});

test("two schools in one process: each answers its own parents, and neither office opens with the other's cookie", async () => {
  folder.writeBoth();
  const { bot, address } = await folder.started();
  expect(bot.says).toMatch(/^JaNein is on the line as @\S+ and @\S+; /);
  for (const key of ["nord", "sued"] as const) await setUp(environment(), key);
  const links = await Promise.all(
    ["nord", "sued"].map(async (key) => {
      const call = ["office", "invite", "A. Schreiber", "--role", "head", "--school", key];
      const { out } = await janein(call, environment());
      return new RegExp(`^http://127\\.0\\.0\\.1:0/s/${key}/office/sign-in#(\\S+)`).exec(out)?.[1] ?? "";
    }),
  );
  const cookies: string[] = [];
  for (const [at, key] of ["nord", "sued"].entries()) {
    const answer = await fetch(`${address}/s/${key}/office/sign-in`, {
      method: "POST",
      redirect: "manual",
      headers: { origin: address, "content-type": "application/x-www-form-urlencoded" },
      body: `secret=${links[at]}`,
    });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, `/s/${key}/office`]);
    cookies.push(/^([^;]+)/.exec(answer.headers.getSetCookie()[0] ?? "")?.[1] ?? "");
  }
  expect(cookies.map((one) => one.split("=")[0])).toEqual(["janein-office-s-nord", "janein-office-s-sued"]);
  const own = await asks(address, "/s/nord/office", cookies[0]);
  expect([own.status, own.text.includes('href="/s/nord/office/import"'), own.text.includes('="/office')]).toEqual([
    200,
    true,
    false,
  ]);
  expect((await asks(address, "/s/sued/office", cookies[0])).status).toBe(401);
  expect((await asks(address, "/s/sued/office", cookies.join("; "))).status).toBe(200);
  expect((await asks(address, "/office")).status).toBe(404);
  // The address as somebody remembers it leads to the office.
  const front = await fetch(`${address}/s/nord`, { redirect: "manual" });
  expect([front.status, front.headers.get("location")]).toEqual([302, "/s/nord/office"]);
  const health = (await (await fetch(`${address}/health`)).json()) as { schools: object; unwell: string[] };
  expect([Object.keys(health.schools), health.unwell]).toEqual([["nord", "sued"], []]);
  expect((await asks(address, "/metrics")).text).toMatch(/^janein_healthy\{school="sued"\} 1$/m);
  await bot.stop();
});

test("a school that cannot be opened is said once, holds up no other, and opens when it is mended", async () => {
  folder.writeBoth();
  writeSettings("west", { TIME_ZONE: "nowhere" });
  writeSettings("ost", { CODE_KEY: "o".repeat(32) });
  const { bot, address } = await folder.started();
  expect(folder.notOpened()).toEqual([
    ["ost", expect.stringContaining("no messenger is set: BOT_TOKEN or MATRIX_HOMESERVER is needed")],
    ["west", expect.stringMatching(/^The school west \(/)],
  ]);
  expect((await asks(address, "/s/nord/office")).status).toBe(401);
  expect((await asks(address, "/s/west/office")).status).toBe(404);
  const health = await fetch(`${address}/health`);
  expect([health.status, ((await health.json()) as { closed: string[] }).closed]).toEqual([503, ["ost", "west"]]);
  await bot.stop();
});

test("what comes is opened while all goes on, what was mended too, and what has gone is closed", async () => {
  writeSettings("nord", ownSettings("nord"));
  writeSettings("sued", { TIME_ZONE: "nowhere" });
  const { town, ends } = await folder.town();
  expect(town.closed()).toEqual(["sued"]);
  writeSettings("sued", ownSettings("sued"));
  await until(() => expect(town.names()).toHaveLength(2));
  expect(town.closed()).toEqual([]);
  writeSettings("sued", { TIME_ZONE: "half written" });
  renameSync(join(place, "nord", "settings.env"), join(place, "nord", "settings.env.off"));
  await until(() => expect(town.open().map(({ key }) => key)).toEqual(["sued"]));
  expect([isLocked(join(place, "nord", "janein.sqlite")), isLocked(join(place, "sued", "janein.sqlite"))]).toEqual([
    false,
    true,
  ]);
  expect(folder.lines.join("\n")).toContain("the school is closed: its settings are not there any more");
  await ends();
});

const calls = (...args: string[]) => folder.calls(...args);

test("under a school's own name there is no other; its path on the address of all leads to its name", async () => {
  const door = (key: string, own: string | null): Door => ({
    ...{ key, own: own === null ? null : new URL(own) },
    pages: new Hono().all("*", (ctx) => ctx.text(`${key} ${ctx.req.path}`)),
  });
  const doors = schoolDoors(() => [door("nord", null), door("sued", "https://sued.example")]);
  const ask = async (host: string, path: string) => {
    const answer = await doors.request(`http://${host}${path}`, { headers: { host }, redirect: "manual" });
    return answer.headers.get("location") ?? (await answer.text());
  };
  expect(await ask("all.example", "/s/nord/office")).toBe("nord /s/nord/office");
  expect(await ask("all.example", "/s/sued/office/import?a=b")).toBe("https://sued.example/office/import?a=b");
  expect(await ask("sued.example", "/office")).toBe("sued /office");
  expect(await ask("sued.example", "/s/nord/office")).toBe("sued /s/nord/office");
  expect(await ask("all.example", "/s/constructor/office")).toBe("There is no school at this address.\n");
});

test("a school is added, listed, copied as a folder that another installation takes, and removed for good", async () => {
  expect((await janein(["start"], environment())).err).toMatch(/^There is no school in SCHOOLS_PATH/);
  await expect(calls("add", "Nord")).rejects.toThrow("KEY is small letters");
  await expect(calls("list", "nord")).rejects.toThrow("janein school add KEY | list");
  expect(await calls("add", "nord")).toEqual([expect.stringContaining("The school nord is begun"), 0]);
  expect(await calls("add", "nord")).toEqual([expect.stringContaining("nothing was changed"), 1]);
  expect(await calls("list")).toEqual(["nord  has not begun: janein setup", 0]);
  await setUp(environment());
  expect((await calls("list"))[0]).toMatch(/^nord {2}not on the line; children: 0, /);
  const other = mkdtempSync(join(tmpdir(), "janein-schools-"));
  renameSync(join(place, "nord", "janein.sqlite.proof"), `${place}.proof`);
  appendFileSync(join(place, "nord", "settings.env"), `PROOF_PATH=${place}.proof\n`);
  expect((await calls("export", "nord", join(other, "nordschule")))[1]).toBe(0);
  expect(await calls("export", "nord", other)).toEqual([expect.stringContaining("nothing was changed"), 1]);
  const there = await janein(["verify"], { SCHOOLS_PATH: other });
  expect([there.code, there.out]).toEqual([0, expect.stringMatching(/./)]);
  const copied = readFileSync(join(other, "nordschule", "settings.env"), "utf8");
  expect([copied.includes("CODE_KEY="), copied.includes("PROOF_PATH")]).toEqual([true, false]);
  expect(await calls("remove", "nord")).toEqual([expect.stringContaining("Nothing was changed"), 1]);
  expect(existsSync(join(place, "nord"))).toBe(true);
  expect((await calls("remove", "nord", "--for-good"))[1]).toBe(0);
  expect(existsSync(join(place, "nord"))).toBe(false);
});

test("what a page says of /office it says of there; what somebody has typed stays as it is", async () => {
  const typed = "Wer \u201c=&quot;/office&quot;\u201d tippt, und /office daneben";
  const app = atItsPath("/s/nord", (root) =>
    root
      .get("/office/page", (ctx) => ctx.html(`<a href="/office">x</a><form action="/office/a?b=1">${typed}</form>`))
      .get("/office/list.csv", (ctx) => ctx.text('="/office"'))
      .get("/office/away", (ctx) => ctx.redirect("https://elsewhere.example/office"))
      .get("/office/on", (ctx) => ctx.redirect("/office?done=x")),
  );
  const outer = new Hono().all("*", (ctx) => app.fetch(ctx.req.raw, ctx.env));
  const ask = async (path: string) => await outer.request(`http://x.invalid/s/nord${path}`);
  expect(await (await ask("/office/page")).text()).toBe(
    `<a href="/s/nord/office">x</a><form action="/s/nord/office/a?b=1">${typed}</form>`,
  );
  expect(await (await ask("/office/list.csv")).text()).toBe('="/office"');
  expect((await ask("/office/away")).headers.get("location")).toBe("https://elsewhere.example/office");
  expect((await ask("/office/on")).headers.get("location")).toBe("/s/nord/office?done=x");
});
