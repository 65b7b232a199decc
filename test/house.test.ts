import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");
const files = ["src", "conversations", "db"].flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts")).map((name) => join(folder, name)));

/** The room of a file: `consent` for src/consent/standing.ts, `texts` for src/texts.ts. */
function roomOf(path: string): string {
  const [top = "", second = ""] = path.split("/");
  return top === "src" ? second.replace(/\.ts$/, "") : top;
}

interface Import { target: string; typeOnly: boolean }

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(/^import (type )?[^;]*?from "([^"]+)";/gms)].map(([, type, from = ""]) => ({ typeOnly: type !== undefined, target: from.startsWith(".") ? roomOf(relative(root, resolve(root, dirname(file), from))) : from }));
}

const pure = ["consent", "answers", "school"];
const allowed: Record<string, string[]> = {
  consent: [...pure, "node:crypto"], answers: pure, school: [...pure, "node:crypto", "csv-parse/sync"],
  db: [...pure, "db", "drizzle-orm", "better-sqlite3", "node:"],
  conversations: [...pure, "conversations", "texts", "grammy", "@grammyjs/conversations"],
  messenger: [...pure, "messenger", "conversations", "texts", "grammy", "@grammyjs/conversations", "node:timers/promises"],
  office: [...pure, "office", "texts", "messenger", "hono", "i18next", "qrcode-generator", "node:crypto", "node:fs", "node:timers/promises"],
  print: [...pure, "print", "texts", "pdfkit", "bidi-js", "node:url"],
  line: [...pure, "line", "office", "messenger", "furnish", "config", "texts", "db", "pino", "node:"],
  demo: [...pure, "demo", "messenger", "bot-api", "texts", "hono", "node:fs"],
  "bot-api": ["bot-api", "grammy/types", "hono"],
  texts: ["answers", "i18next", "node:fs"],
  config: ["school", "valibot", "node:fs"],
};

test.each(Object.entries(allowed))("%s imports only what the law of the house allows", (room, may) => {
  const own = files.filter((file) => roomOf(file) === room);
  expect(own.length).toBeGreaterThan(0);
  const strangers = own.flatMap((file) => importsOf(file)
    .filter(({ target, typeOnly }) => target !== room && !may.some((one) => target === one || target.startsWith(one.endsWith(":") ? one : `${one}/`)) && !(typeOnly && target === "db" && ["messenger", "office"].includes(room)))
    .map(({ target }) => `${file} → ${target}`));
  expect(strangers).toEqual([]);
});

test("nobody imports main, and only config reads the environment", () => {
  expect(files.filter((file) => importsOf(file).some(({ target }) => target === "main"))).toEqual([]);
  expect(files.filter((file) => readFileSync(join(root, file), "utf8").includes("process.env"))).toEqual(["src/main.ts"]);
});

test("the pure rooms know no clock and no chance", () => {
  const impure = files.filter((file) => pure.includes(roomOf(file))).filter((file) => /Date\.now|new Date\(\)|Math\.random|randomUUID/.test(readFileSync(join(root, file), "utf8")));
  expect(impure).toEqual([]);
});

test("a file is a page", () => {
  const long = files.filter((file) => readFileSync(join(root, file), "utf8").split("\n").length > 150);
  expect(long).toEqual([]);
});

test("SQL and drizzle stay in db", () => {
  expect(files.filter((file) => roomOf(file) !== "db" && importsOf(file).some(({ target }) => target.startsWith("drizzle") || target === "better-sqlite3"))).toEqual([]);
});
