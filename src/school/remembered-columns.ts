import { createHash } from "node:crypto";
import { fold } from "./folded.ts";
import type { Field } from "./reading/formats.ts";

/** What the office has said of the columns of a kind of file: of every file with the same headings. */
export interface RememberedColumns {
  /** The kind, by its headings: see `kindOfFile`. */
  kind: string;
  /** By heading, as it is written in the file. */
  columns: Readonly<Record<string, Field>>;
  /** When it was said (ISO). */
  at: string;
}

/** Which kind of file it is. In: its headings, in any order; empty ones do not count. Out: a digest of them. */
export function kindOfFile(headings: readonly string[]): string {
  const named = new Set(headings.map(fold).filter((heading) => heading !== ""));
  return createHash("sha256")
    .update(JSON.stringify([...named].toSorted()))
    .digest("hex");
}

/** What was said of a file with these headings, by the headings as they are written here; null where nothing was. */
export function rememberedFor(
  headings: readonly string[],
  remembered: readonly RememberedColumns[],
): Readonly<Record<string, Field>> | null {
  if (remembered.length === 0) return null;
  const kind = kindOfFile(headings);
  const found = remembered.find((one) => one.kind === kind);
  if (!found) return null;
  const said = new Map(Object.entries(found.columns).map(([heading, is]) => [fold(heading), is]));
  return Object.fromEntries(
    headings.flatMap((heading) => {
      const is = said.get(fold(heading));
      return is === undefined ? [] : [[heading, is] as const];
    }),
  );
}
