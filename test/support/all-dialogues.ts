import { readdirSync, readFileSync } from "node:fs";
import { describe } from "vitest";

const folder = new URL("../dialogues/", import.meta.url);
const ending = ".test.ts";

/** Where every test is one of buttons, nothing can be held elsewhere. */
const isForAll = (name: string) => /^ *test(\.each)?\(/m.test(readFileSync(new URL(name + ending, folder), "utf8"));

/** The dialogues that can be held on every line, by their names: all, so that none can be forgotten. */
export const allDialogues: readonly string[] = readdirSync(folder)
  .filter((file) => file.endsWith(ending))
  .map((file) => file.slice(0, -ending.length))
  .filter(isForAll);

/** One of several parts of them, from 1, for files that are run side by side. */
export const part = (one: number, of: number): readonly string[] => allDialogues.filter((_, at) => at % of === one - 1);

/** Holds dialogues once more, from the same text, on the line that MESSENGER names: it is set before. */
export function dialoguesOn(line: string, names: readonly string[]): void {
  // Each has its own beginning and end.
  for (const name of names)
    describe(`${line}: ${name}`, async () => {
      await import(new URL(name + ending, folder).pathname);
    });
}
