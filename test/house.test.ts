import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";
import { type Arrow, forbidden, ringsIn, roomOf, widest } from "./support/plan.ts";

const root = resolve(import.meta.dirname, "..");
const text = (file: string) => readFileSync(join(root, file), "utf8");
const filesIn = (folders: string[], endings: RegExp) =>
  folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => endings.test(name))
      .map((name) => join(folder, name)),
  );
const files = filesIn(["src", "conversations", "db"], /\.ts$/);
const arrows = files.flatMap(arrowsOf);

/** What a file imports, types included: another file of ours, or a package. */
function arrowsOf(from: string): Arrow[] {
  const wanted = /^(?:import|export) (type )?(?:[^;"]*? from )?"([^"]+)";|\bimport\("([^"]+)"\)/gms;
  return [...text(from).matchAll(wanted)].map(([, type, named, late]) => {
    const to = named ?? late ?? "";
    const ours = to.startsWith(".");
    return { from, to: ours ? relative(root, resolve(root, dirname(from), to)) : to, typeOnly: type !== undefined };
  });
}

const pure = ["consent", "answers", "school", "paper"];
const door = [...pure, "house", "texts", "db types"];

/** Who may import whom: rooms, packages, `db types` for the types of db alone. */
const law: Record<string, string[]> = {
  consent: [...pure, "node:crypto"],
  answers: pure,
  school: [...pure, "node:crypto", "csv-parse/sync"],
  paper: ["consent", "school", "node:crypto"],
  texts: [...pure, "locales", "i18next", "node:fs"],
  ask: ["answers", "texts", "node:"],
  db: [...pure, "drizzle-orm", "better-sqlite3", "pg", "age-encryption", "node:"],
  house: [...pure, "texts", "db types"],
  conversations: [...pure, "texts", "grammy", "@grammyjs/conversations"],
  homeserver: [],
  messenger: [...door, "conversations", "grammy", "@grammyjs/conversations", "valibot", "node:timers/promises"],
  office: [
    ...[...door, "locales", "hono", "i18next", "qrcode-generator", "@simplewebauthn/server", "openid-client"],
    ...["node:crypto", "node:fs", "node:timers/promises"],
  ],
  demo: [...pure, "house", "texts", "bot-api", "homeserver", "hono", "node:fs"],
  "bot-api": ["grammy/types"],
  anchor: ["consent", "node:crypto", "node:fs/promises", "node:path", "pkijs", "asn1js"],
  matrix: [
    "school",
    "db types",
    "bot-api",
    "grammy/types",
    "@matrix-org/matrix-sdk-crypto-wasm",
    "fake-indexeddb/auto",
    "node:",
  ],
  print: [...pure, "texts", "docx", "fflate", "pdfkit", "fontkit", "bidi-js", "node:url"],
  scan: [
    "paper",
    "school",
    "@hyzyla/pdfium",
    "zxing-wasm/reader",
    "pdfkit",
    "node:crypto",
    "node:fs",
    "node:stream",
    "node:zlib",
  ],
  workbook: ["school", "@e965/xlsx", "node:zlib"],
  line: [...pure, "house", "texts", "office", "anchor", "wiring", "db", "pino", "node:"],
};

test.each(Object.entries(law))("%s imports only what the law of the house allows", (room, may) => {
  const own = arrows.filter(({ from }) => roomOf(from) === room);
  expect(own.length).toBeGreaterThan(0);
  expect(forbidden(own, room, may)).toEqual([]);
});

test("every room but the wiring and the program has its law, and only the program and line import the wiring", () => {
  const rooms = [...new Set(files.map(roomOf))].filter((room) => !["main", "program", "wiring"].includes(room));
  expect(rooms.sort()).toEqual(Object.keys(law).sort());
  const wired = arrows.filter(({ to }) => to.startsWith("src/wiring/")).map(({ from }) => roomOf(from));
  expect([...new Set(wired)].sort()).toEqual(["line", "main", "program", "wiring"]);
});

test("no files import each other in a ring, types included", () => {
  expect(ringsIn(arrows)).toEqual([]);
});

test("a ring and a forbidden arrow would be seen", () => {
  const arrow = (from: string, to: string, typeOnly = false) => ({ from, to, typeOnly });
  const leaning = arrow("src/office/app.ts", "src/messenger/bot.ts");
  const reading = arrow("src/office/app.ts", "db/file/open.ts");
  const allowed = [arrow("src/office/app.ts", "db/file/open.ts", true), arrow("src/office/app.ts", "hono/html")];
  expect(forbidden([leaning, reading, ...allowed], "office", law.office ?? [])).toEqual([
    "src/office/app.ts → src/messenger/bot.ts",
    "src/office/app.ts → db/file/open.ts",
  ]);
  const ring = [arrow("a.ts", "b.ts"), arrow("b.ts", "c.ts", true), arrow("c.ts", "a.ts"), arrow("c.ts", "d.ts")];
  expect(ringsIn(ring)).toEqual([["a.ts", "b.ts", "c.ts"]]);
});

test("nobody imports the program but main, and only the program reads the environment", () => {
  expect(arrows.filter(({ to }) => to === "src/main.ts" || to === "src/program.ts").map(({ from }) => from)).toEqual([
    "src/main.ts",
  ]);
  expect(files.filter((file) => text(file).includes("process.env"))).toEqual(["src/program.ts"]);
});

test("the pure rooms know no clock and no chance", () => {
  const impure = files
    .filter((file) => pure.includes(roomOf(file)))
    .filter((file) => /Date\.now|new Date\(\)|Math\.random|randomUUID/.test(text(file)));
  expect(impure).toEqual([]);
});

test("a file is a page, and a line is a line", () => {
  const pages = filesIn(["src", "conversations", "db"], /\.(ts|css|js)$/);
  expect(pages.filter((file) => text(file).trimEnd().split("\n").length > 200)).toEqual([]);
  expect(pages.filter((file) => widest(text(file)) > 120)).toEqual([]);
});

test("SQL and drizzle stay in db", () => {
  const seen = arrows
    .filter(({ to }) => to.startsWith("drizzle") || to === "better-sqlite3" || to === "pg")
    .map(({ from }) => from);
  expect(seen.filter((file) => roomOf(file) !== "db")).toEqual([]);
});
