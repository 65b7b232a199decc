import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DatabaseRefused, openDatabase } from "../../db/file/open.ts";
import { School } from "../support/school.ts";

const fresh = () => join(mkdtempSync(join(tmpdir(), "janein-")), "school.sqlite");

test("nobody can change or delete an event, not even with SQL", async () => {
  const school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("/widerruf");
  await grandfather.presses("Ton und Bild: NEIN");
  expect(() => school.database.$client.exec("update consent_event set kind = 'given'")).toThrow(/stay|append|never/i);
  expect(() => school.database.$client.exec("delete from consent_event")).toThrow(/stay|append|never/i);
  await school.stop();
});

test("an event carries the exact text that was shown", async () => {
  const school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("/einwilligung");
  await grandfather.presses("JA");
  await grandfather.presses("JA");
  await grandfather.presses("Absenden");
  const { text } = school.database.$client
    .prepare("select text from shown_text join consent_event on shown = sha256")
    .get() as { text: string };
  for (const shown of [
    "Die Einwilligung ist freiwillig.",
    "Teilnahme per Audio (Ton)?",
    "Teilnahme per Video (Bild)?",
    "Bitte prüfen Sie Ihre Antworten",
  ])
    expect(text).toContain(shown);
  expect(text).not.toContain("Leon");
  const event = school.database.$client.prepare("select route, notice, language, evidence from consent_event").get();
  expect(event).toMatchObject({
    route: "chat",
    notice: 1,
    language: "de",
    evidence: expect.stringMatching(
      /^audio: update \d+, button „JA“; video: .*; review: .*; ⟨Kind⟩ = Leon N.; ⟨Klasse⟩ = 2c$/,
    ) as string,
  });
  await school.stop();
});

test("no column stores a standing", () => {
  const schema = ["schema", "schema-people", "schema-record", "schema-office", "schema-doors", "schema-roll"]
    .map((name) => readFileSync(new URL(`../../db/${name}.ts`, import.meta.url), "utf8"))
    .join("\n");
  expect(schema).not.toMatch(/standing|participation/i);
});

test("a file that is no database is refused and left as it was", () => {
  const path = fresh();
  writeFileSync(path, "this is a letter, not a database ".repeat(50));
  const before = readFileSync(path);
  expect(() => openDatabase(path)).toThrow(DatabaseRefused);
  expect(readFileSync(path)).toEqual(before);
});

test("a database of a newer JaNein is refused", () => {
  const path = fresh();
  const database = openDatabase(path);
  database.$client.exec("update __drizzle_migrations set created_at = 9999999999999");
  database.$client.close();
  expect(() => openDatabase(path)).toThrow(/written by a newer JaNein/);
});

test("an import never loses a consent, and the account of a person stays linked", async () => {
  const school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("/widerruf");
  await grandfather.presses("Ton und Bild: NEIN");
  const { settleInventedSchool } = await import("../../src/demo/invented-school.ts");
  await settleInventedSchool(school.house);
  expect(await school.events("Leon")).toBe("audio refused, video refused");
  expect(await school.house.roster.everyChild()).toHaveLength(20);
  await grandfather.says("/status");
  expect(grandfather.last).toContain("Leon N. (2c)");
  await school.stop();
});

test("logs hold ids and outcomes, never a word of a person and never a name", async () => {
  const lines: string[] = [];
  const log = { info: keep, warn: keep, error: keep };
  function keep(what: object, outcome: string): void {
    lines.push(JSON.stringify({ ...what, outcome }));
  }
  const school = await School.open({ log });
  const mother = await school.join("mother");
  await mother.says("Mein Geheimnis ist ein Seepferdchen, wer sieht das?");
  await mother.says("XXXX-9999-XXXX");
  await mother.says("/widerruf");
  await mother.presses("Mila B. (3a)");
  await mother.presses("Ton und Bild: NEIN");
  expect(lines.length).toBeGreaterThan(3);
  expect(lines.join("\n")).not.toMatch(/Seepferdchen|Nadja|Beispiel|Mila|XXXX/);
  await school.stop();
});
