import { readFileSync } from "node:fs";
import { openRoster } from "../../db/school/roster.ts";
import { importReport } from "../../src/office/import/report.ts";
import { placeText, problemText, readImportWords } from "../../src/office/import/words.ts";
import { type ImportOptions, type ImportPlan, mayCarryOut, planImport } from "../../src/school/plan-import.ts";
import type { Problem } from "../../src/school/problem.ts";
import { readOfficeFiles } from "../../src/school/read-office-file.ts";
import { freshDatabase } from "./fresh-database.ts";

export const words = readImportWords();
export const encodings = [
  "utf-8",
  "utf-8 with mark",
  "utf-16le with mark",
  "utf-16be with mark",
  "utf-16le",
  "utf-16be",
  "windows-1252",
  "iso-8859-15",
] as const;
export type Encoding = (typeof encodings)[number];

/** A text as a program would have saved it. A letter that the encoding does not have becomes what is left of it, as in an export. */
export function saved(text: string, encoding: Encoding = "utf-8"): Uint8Array {
  if (encoding.startsWith("utf-8")) return new TextEncoder().encode(encoding.endsWith("mark") ? `\ufeff${text}` : text);
  if (encoding.startsWith("utf-16")) {
    const little = Buffer.from(encoding.endsWith("mark") ? `\ufeff${text}` : text, "utf16le");
    return new Uint8Array(encoding.startsWith("utf-16be") ? little.swap16() : little);
  }
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const table = new Map([...new TextDecoder(encoding).decode(bytes)].map((letter, byte) => [letter, byte]));
  const plain: Record<string, string> = { ı: "i", ł: "l", İ: "I" };
  return Uint8Array.from(
    [...text].map(
      (letter) => table.get(letter) ?? table.get(plain[letter] ?? letter.normalize("NFD").charAt(0)) ?? 0x3f,
    ),
  );
}

/** One of the invented files beside the tests. */
export function sample(name: string): string {
  return readFileSync(new URL(`../school/files/${name}`, import.meta.url), "utf8");
}

/** Files as the office gives them: by name, as text or as bytes. */
export type Given = Record<string, string | Uint8Array>;

export function read(given: Given) {
  return readOfficeFiles(
    Object.entries(given).map(([name, content]) => ({
      name,
      bytes: typeof content === "string" ? saved(content) : content,
    })),
    "the secret of a school in tests",
  );
}

/** "Zeile 3! …" where it stops the import. Errors: a sentence whose values are not all there. */
export function told(problems: readonly Problem[]): string[] {
  for (const { key, values } of problems)
    for (const [, name = ""] of words.problem[key].matchAll(/\{\{(\w+)\}\}/g))
      if (values[name] === undefined) throw new Error(`${key} has no ${name}`);
  return problems.map(
    (problem) =>
      `${placeText({ ...problem, file: "" }, words)}${problem.weight === "stop" ? "!" : ""} ${problemText(problem, words)}`,
  );
}

/** The office of a school at the beginning of its first day, with a real database. */
export class Office {
  readonly database = freshDatabase();
  readonly roster = openRoster(this.database, 16);
  private ids = 0;

  async plans(given: Given, options: ImportOptions = {}): Promise<ImportPlan> {
    return planImport(
      read(given),
      await this.roster.roll(),
      { today: "2026-11-25", ...options },
      () => `id${(this.ids += 1)}`,
    );
  }

  async imports(given: Given, options: ImportOptions = {}): Promise<ImportPlan> {
    const plan = await this.plans(given, options);
    if (!mayCarryOut(plan)) throw new Error(importReport(plan, words));
    await this.roster.carryOut(plan, new Date("2026-11-25T08:00:00Z"));
    return plan;
  }

  /** "3a Mila Beispiel 2018-03-15 tr: Nadja Beispiel, Tarek Beispiel-Anders" for every child at the school. */
  async list(): Promise<string[]> {
    const lines = (await this.roster.everyChild()).map(async (child) => {
      const guardians = (await this.roster.peopleOf(child.id)).map((one) => `${one.givenName} ${one.familyName}`);
      return `${[child.className, child.givenName, child.familyName, child.birthDate ?? "?", child.language ?? "–"].join(" ")}: ${guardians.join(", ")}`;
    });
    return await Promise.all(lines);
  }
}

/** "neu Mila Beispiel (3a)" for every row of the preview, with what changes. */
export function preview(plan: ImportPlan): string[] {
  return plan.rows.map(({ fate, name, row, changes, candidates }) =>
    [
      `${fate} ${name}`,
      row === null ? "" : `row ${row}`,
      changes.map(({ what, from, to }) => `${what} ${from ?? ""}→${to ?? ""}`).join(", "),
      candidates.length > 0 ? `? ${candidates.map((one) => one.name).join(", ")}` : "",
    ]
      .filter((part) => part !== "")
      .join("; "),
  );
}
