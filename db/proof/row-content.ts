import { type Journaled, tableOf } from "../../src/consent/journal.ts";

/**
 * What an entry of the journal commits to, of a row of its table, in the words of SQL.
 * In: the table; how its columns are named where another has columns of the same names.
 */
export function rowContent(kind: Journaled, named: (column: string) => string = (column) => `"${column}"`): string {
  const { columns, later } = tableOf(kind);
  const array = (some: readonly string[]) => `json_array(${some.map(named).join(", ")})`;
  const before = columns.filter((column) => column !== later);
  return later === undefined ? array(columns) : `iif(${named(later)} is null, ${array(before)}, ${array(columns)})`;
}

/** Of these, rows are told apart by a text, and not by a number. */
const keyedByText: ReadonlySet<Journaled> = new Set(["shown_text", "rights_request", "request_entry"]);

/** Whether what an entry is about can be the key of a row at all: whoever asks for one that cannot is refused. */
export const isKeyOf = (kind: Journaled, about: string): boolean =>
  keyedByText.has(kind) || (Number.isSafeInteger(Number(about)) && String(Number(about)) === about);
