import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { openDatabase } from "../../db/file/open.ts";
import { openNoticeVersions } from "../../db/proof/notice-versions.ts";
import { openPeriods } from "../../db/proof/periods.ts";
import type { House } from "../../src/house/house.ts";
import { openSchoolNotice } from "../../src/wiring/school-notice.ts";
import { settleSchool } from "../../src/wiring/settle-school.ts";
import { putBack } from "../../src/line/school-in-backup.ts";
import { endOf, freshDatabase, importedSchool, janein, programIn } from "../support/process.ts";
import { realSchool } from "../support/real-school.ts";
import { filesInMemory } from "../support/school-files.ts";
import { programTexts, texts } from "../support/texts.ts";

const of020 = readFileSync(new URL("../db/of-before/0.2.0.sql", import.meta.url), "utf8");
const now = new Date("2026-11-23T17:00:00Z");

/** A school that 0.2.0 has made. In: another text than its newest version had. */
function madeBefore(text?: string): string {
  const path = freshDatabase();
  const client = new Sqlite(path);
  client.pragma("foreign_keys = OFF");
  client.exec(of020);
  if (text !== undefined) {
    client.exec("drop trigger if exists notice_text_is_never_changed");
    client.prepare("update notice_version set text = ? where number = 1").run(text);
  }
  client.pragma("journal_mode = WAL");
  client.close();
  return path;
}
const value = (path: string, sql: string) => {
  const client = new Sqlite(path, { readonly: true });
  const found = client.prepare(sql).pluck().get();
  client.close();
  return found;
};
const versions = "select group_concat(number || ' ' || sha256) from notice_version";

test("a school of 0.2.0 is given its folder by the first command, once: no version comes of it, its period goes on", async () => {
  const path = madeBefore();
  const before = value(path, versions);
  const first = await janein(["status"], { DATABASE_PATH: path });
  const folder = `${path}.school`;
  expect(first).toMatchObject({
    code: 0,
    err: expect.stringContaining(`${folder}: the school's folder was made`) as string,
  });
  expect(readdirSync(folder).sort()).toEqual(["facts.json", "notice.md"]);
  expect(JSON.parse(readFileSync(join(folder, "facts.json"), "utf8"))).toEqual(realSchool);
  expect(readFileSync(join(folder, "notice.md"), "utf8")).toBe(programTexts.template);
  expect([statSync(folder).mode & 0o77, statSync(join(folder, "facts.json")).mode & 0o77]).toEqual([0, 0]);
  expect(value(path, versions)).toBe(before);
  expect(value(path, "select started_by || ended_at is null from period")).toBe(1);
  expect(await janein(["verify"], { DATABASE_PATH: path })).toMatchObject({ code: 0, err: "" });
  expect(value(path, versions)).toBe(before);
  expect((await janein(["check"], { DATABASE_PATH: path })).out).toMatch(/^ok +school +\S+\.school$/m);
});

test("a notice that was changed in the checkout: what is in force is kept, and what was never in force is a draft", async () => {
  const own = texts.noticeFile.replace("IP Nummer", "IP-Nummer");
  const newer = own.replace("sieben Tagen", "neun Tagen");
  const database = openDatabase(":memory:");
  const notices = openNoticeVersions(database, () => "id", 16);
  await notices.publish({ text: own, change: { kind: "correction" }, upon: null, by: "" }, now);
  const [files, periods, warned] = [filesInMemory(), openPeriods(database, () => "id"), [] as string[]];
  const log = {
    info: () => undefined,
    error: () => undefined,
    warn: (_: object, what: string) => void warned.push(what),
  };
  const parts = { files, texts: { ...programTexts, template: newer }, notices };
  await settleSchool({ ...parts, periods, log: log, now });
  const school = openSchoolNotice(parts);
  expect(school.inForce().text).toBe(own);
  expect(school.isInStep()).toBe(true);
  expect(school.inForce().template).toContain("IP-Nummer");
  expect(school.draft()?.draft.template).toContain("neun Tagen");
  expect(school.draft()?.draft.facts).toMatchObject({ head: "Ulrike Poppinga", school: "Libori - Grundschule" });
  expect(warned).toEqual([expect.stringContaining("kept as a draft")]);
  // Nothing was declared in it: no period begins by itself.
  expect(await periods.running()).toBe(false);
});

test("a death between the database and the folder: the draft that was put in force is no draft any more", async () => {
  const database = openDatabase(":memory:");
  const notices = openNoticeVersions(database, () => "id", 16);
  const [files, periods] = [filesInMemory(), openPeriods(database, () => "id")];
  const parts = { files, texts: programTexts, notices };
  const school = openSchoolNotice(parts);
  const kept = school.keepDraft({ ...school.beginning(), facts: realSchool }, null, "Frau Rektor", now);
  await school.publish(kept?.mark ?? "", { kind: "correction" }, "Frau Rektor", now);
  const next = school.keepDraft(
    { ...school.beginning(), facts: { ...realSchool, head: "Edith Muster" } },
    null,
    "x",
    now,
  );
  // As `publish` leaves it when the process dies in the middle.
  await notices.publish(
    { text: school.textOf(next?.draft ?? school.beginning()) ?? "", change: { kind: "correction" }, upon: 1, by: "x" },
    now,
  );
  expect(school.isInStep()).toBe(false);
  expect(school.inForce().text).toContain("Edith Muster");
  await settleSchool({ ...parts, periods, log: { info: () => undefined } as unknown as House["log"], now });
  expect([school.isInStep(), school.draft(), school.inForce().facts.head]).toEqual([true, null, "Edith Muster"]);
});

test("a text of before can come back, and of two that were made at once the second is refused", async () => {
  const notices = openNoticeVersions(openDatabase(":memory:"), () => "id", 16);
  const put = (text: string, upon: number | null) =>
    notices.publish({ text, change: { kind: "correction" }, upon, by: "x" }, now);
  expect(await put("a", null)).toMatchObject({ number: 1, change: "first" });
  expect(await put("a", 1)).toEqual({ refused: "same" });
  expect(await put("b", 1)).toMatchObject({ number: 2, change: "correction" });
  expect(await put("c", 1)).toEqual({ refused: "overtaken" });
  expect(await put("a", 2)).toMatchObject({ number: 3 });
});

test("no command makes a version: a school that has not begun hears how it begins, and import goes before it", async () => {
  const env = { DATABASE_PATH: freshDatabase() };
  const list = join(import.meta.dirname, "../../src/demo/invented-school.csv");
  expect((await janein(["import", list, "--apply"], env)).code).toBe(0);
  expect(await janein(["notice", "publish", "draft", "--correction", "--by", "Frau Rektor"], env)).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^The school has not begun: [^\n]*janein setup[^\n]*\n$/) as string,
  });
  expect((await janein(["verify"], env)).code).toBe(0);
  expect(value(env.DATABASE_PATH, "select count(*) from notice_version")).toBe(0);
  expect((await janein(["check"], env)).out).toMatch(/^WRONG +school +it has not begun/m);
  const setup = programIn(process.cwd(), ["setup", "--by", "Frau Rektor"], env);
  setup.stdin?.end(
    "Schule am Wolkenweg\nFrau\n\nEdith Muster\n\nWolkenweg 7\nno mail\na@wolkenweg.example\nDora Schutz\nd@wolkenweg.example\n\n\n\n\n",
  );
  const { out, code } = await endOf(setup);
  expect({ out, code }).toEqual({
    out: expect.stringContaining("Version 1 of the notice is in force") as string,
    code: 0,
  });
  expect(out).toContain("It cannot be left out.");
  expect(out).toContain("No consent is taken before the period begins");
  expect(JSON.parse(readFileSync(`${env.DATABASE_PATH}.school/facts.json`, "utf8"))).toMatchObject({
    signed: "E. Muster",
  });
  expect((await janein(["period"], env)).out).toBe("No period has begun.\n");
  expect((await janein(["setup", "--by", "Frau Rektor"], env)).err).toContain("The school has begun: version 1");
});

test("the folder is in the backup, encrypted or not, and comes back with it; what lay there is kept", async () => {
  const { env } = await importedSchool();
  const path = env.DATABASE_PATH ?? "";
  const folder = `${path}.school`;
  writeFileSync(join(folder, "letterhead.txt"), "Schule am Wolkenweg\n");
  mkdirSync(join(folder, "translations"));
  writeFileSync(join(folder, "translations", "tr.json"), "{}");
  const copy = `${path}.copy`;
  expect((await janein(["backup", copy], env)).code).toBe(0);
  expect(value(path, "select count(*) from school_file")).toBe(0);
  expect(value(copy, "select count(*) from school_file")).toBe(4);
  writeFileSync(join(folder, "letterhead.txt"), "Eine andere\n");
  const { out, code } = await janein(["restore", copy], env);
  expect({ code, out }).toEqual({
    code: 0,
    out: expect.stringContaining(`The school's folder of the backup lies at ${folder}`) as string,
  });
  expect(readFileSync(join(folder, "letterhead.txt"), "utf8")).toBe("Schule am Wolkenweg\n");
  expect(existsSync(join(folder, "translations", "tr.json"))).toBe(true);
  const kept = /is kept as (\S+\.replaced-\S+)\.\n/.exec(out.split("folder of the backup")[1] ?? "")?.[1] ?? "";
  expect(readFileSync(join(kept, "letterhead.txt"), "utf8")).toBe("Eine andere\n");
  expect(value(path, "select count(*) from school_file")).toBe(0);
  expect((await janein(["check"], { ...env })).out).toMatch(/^ok +school/m);
});

test("a file in a hostile backup is written nowhere but in the folder", () => {
  const path = freshDatabase();
  const content = Buffer.from("x");
  const names = ["../../evil.json", "/tmp/evil.json", "a/../../evil.json", "facts.json.sh", "translations/x/evil.json"];
  putBack(
    { DATABASE_PATH: path, SCHOOL_PATH: undefined },
    names.map((name) => ({ name, content })),
    now,
  );
  expect(existsSync(`${path}.school`)).toBe(false);
});
