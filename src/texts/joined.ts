import { readFileSync } from "node:fs";

/** One stylesheet from several files. In: their folder, and their names in the order in which they are to stand. */
export function joined(folder: URL, names: readonly string[]): string {
  return names.map((name) => readFileSync(new URL(`${name}.css`, folder), "utf8")).join("\n");
}
