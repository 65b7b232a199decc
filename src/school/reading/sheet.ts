import { type Column, nothing, type OfficeFile } from "../office-file.ts";
import { type Field, fields } from "./formats.ts";
import { type PostalCells, postalIn } from "./postal.ts";
import type { Recognised } from "./recognise.ts";
import type { Line, Table } from "./table.ts";
import { unlinked } from "../unlinked.ts";

/** A recognised table: a cell by what it says, and where its line stands. */
export interface Sheet {
  table: Table;
  recognised: Recognised;
  cell: (line: Line, field: Field) => string;
  has: (field: Field) => boolean;
  /** What hashes of addresses are keyed with. */
  secret: string;
  /** Addresses for letters, only where they were asked for: whoever imports has none. */
  postal: PostalCells | null;
}

/** How a table is to be read. */
export interface Reading {
  secret: string;
  postal?: boolean;
}

const names: ReadonlySet<Field> = new Set([
  ...(["familyName", "givenName", "childFamily", "childGiven"] as const),
  ...(["family1", "given1", "family2", "given2"] as const),
]);

/** A table that can be asked by field. */
export function sheetOf(table: Table, recognised: Recognised, { secret, postal = false }: Reading): Sheet {
  const at = (field: Field) => recognised.at[field];
  return {
    table,
    recognised,
    secret,
    postal: postal ? postalIn(table, recognised) : null,
    has: (field) => at(field) !== undefined,
    cell: ({ cells }, field) => {
      const cell = cells[at(field) ?? -1] ?? "";
      return names.has(field) ? unlinked(cell) : cell;
    },
  };
}

/** What a sheet says before its rows are read: its format and what becomes of each column. */
export function emptyFile({ table: { file, columns, lines }, recognised: { format, at } }: Sheet): OfficeFile {
  const uses = new Map((Object.entries(at) as [Field, number][]).map(([field, place]) => [place, fields[field]]));
  const use: Column[] = columns.map((name, place) => ({ file, name, use: uses.get(place) ?? "dropped" }));
  return {
    ...nothing(),
    files: [{ file, of: file, format: format.name, rows: lines.length }],
    columns: use.filter(({ name }) => name !== ""),
  };
}
