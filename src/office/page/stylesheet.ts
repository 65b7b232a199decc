import { readFileSync } from "node:fs";

/** In this order, for of two rules that weigh the same the later one holds. */
const subjects = [
  "ground",
  "frame",
  "forms",
  "messages",
  "ways",
  "tables",
  "child",
  "handouts",
  "areas",
  "narrow",
  "print",
] as const;

/** The stylesheet of the office's pages. */
export function officeStylesheet(): string {
  return joined(new URL("./css/", import.meta.url), subjects);
}

/** One stylesheet from several files. In: their folder, and their names in the order in which they are to stand. */
export function joined(folder: URL, names: readonly string[]): string {
  return names.map((name) => readFileSync(new URL(`${name}.css`, folder), "utf8")).join("\n");
}
