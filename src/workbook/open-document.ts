import { most } from "../school/reading/limits.ts";
import type { Part } from "./unpack.ts";

/** As many rows of a list as may be the same one after another. */
const mostAlike = 2000;

/**
 * The content of an OpenDocument table in which nothing is repeated more often than a list can have it: a few bytes
 * could say a thousand million cells. In: the part's name; its text.
 */
export function withFewRepeats(name: string, text: string): Part {
  const fewer = text.replaceAll(
    /(table:number-(columns|rows)-repeated=")(\d+)"/g,
    (_, begin: string, what: string, count: string) =>
      `${begin}${Math.min(Number(count), what === "columns" ? most.columns : mostAlike)}"`,
  );
  return { name, bytes: new TextEncoder().encode(fewer) };
}

/** The rows that are not shown, of each table in order, counted from 1. In: the content as text. */
export function hiddenRowsIn(text: string): Set<number>[] {
  if (!/table:visibility="(collapse|filter)"/.test(text)) return [];
  const tables: Set<number>[] = [];
  let row = 0;
  for (const [tag, name] of text.matchAll(/<table:(table|table-row)(?=[\s>/])[^>]*>/g)) {
    if (name === "table") {
      tables.push(new Set());
      row = 0;
      continue;
    }
    const repeated = Math.min(Number(/number-rows-repeated="(\d+)"/.exec(tag)?.[1] ?? 1), mostAlike);
    if (/table:visibility="(collapse|filter)"/.test(tag))
      for (let at = 1; at <= repeated; at += 1) tables.at(-1)?.add(row + at);
    row += repeated;
  }
  return tables;
}
