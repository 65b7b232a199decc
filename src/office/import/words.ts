import { readFileSync } from "node:fs";
import type { Change } from "../../school/plan-import.ts";
import { germanDate } from "../../school/dates.ts";
import type { Place, Problem } from "../../school/problem.ts";
import { once } from "../../texts/remembering.ts";

/** What stands under `import` in the office's texts. */
export type ImportWords = (typeof import("../../../locales/de/office.json"))["import"];

const file = new URL("../../../locales/de/office.json", import.meta.url);

/** The section, read once. */
export const readImportWords = once(() => (JSON.parse(readFileSync(file, "utf8")) as { import: ImportWords }).import);

/** The sentence of a problem, without markup and not escaped. */
export function problemText({ key, values }: Problem, words: ImportWords): string {
  return fill(words.problem[key], values);
}

const languages = new Intl.DisplayNames("de", { type: "language" });

/** One change in words: "Klasse: 3a → 4a". */
export function changeText({ what, from, to }: Change, words: ImportWords): string {
  const shown = (value: string | null) =>
    value === null || value === ""
      ? "–"
      : what === "birthDate" || what === "left"
        ? germanDate(value)
        : what === "language"
          ? (languages.of(value) ?? value)
          : value;
  return fill(words.change[what], { from: shown(from), to: shown(to) });
}

/** Where something stands: "Zeile 3", or "eltern.csv, Zeile 3" where there are several files. */
export function placeText({ file, row }: Pick<Place, "file"> & { row: number | null }, words: ImportWords): string {
  if (row === null) return "";
  return file === "" ? fill(words.row, { row }) : fill(words.rowOf, { file, row });
}

/** A text of the section with its values. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ""));
}
