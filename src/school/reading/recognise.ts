import { fold } from "../folded.ts";
import { type RememberedColumns, rememberedFor } from "../remembered-columns.ts";
import { type Field, fields, type Format, formats, mayBe } from "./formats.ts";
import { most } from "./limits.ts";
import type { Known } from "./lines.ts";

/** What a file's columns say: the format, where each field stands, and what is missing or there twice. */
export interface Recognised {
  format: Format;
  at: Partial<Record<Field, number>>;
  missing: Field[];
  twice: string[];
}

/**
 * Recognises a file by its heading.
 * In: the columns; what the office has said of columns with other names. Null: no known file.
 */
export function recognise(
  columns: readonly string[],
  assigned: Readonly<Record<string, Field>> = {},
): Recognised | null {
  const folded = columns.map(fold);
  const signed = formats.filter((one) => mayBe(one, folded));
  const read = signed.map((format) => ({ format, ...placesIn(format, columns, folded, assigned) }));
  const whole = read.find(({ missing }) => missing.length === 0);
  // A file that lacks something is named by its sign, or by having more than half of what is needed.
  return (
    whole ??
    read.find(({ format, missing }) => format.sign.length > 0 || missing.length * 2 < format.needs.length) ??
    null
  );
}

/** What columns of other names say, by their headings; as the office has said it, of this file or of one like it. */
export type Assigned = (columns: readonly string[]) => Readonly<Record<string, Field>>;

/**
 * What was said of this file, also that its columns are nothing, goes before what is remembered, and that is asked
 * where the headings are not known.
 */
export function assignedBy(
  said: Readonly<Record<string, Field>> | undefined,
  remembered: readonly RememberedColumns[],
): Assigned {
  if (said) return () => said;
  return (columns) => {
    if (remembered.length === 0 || recognise(columns)?.missing.length === 0) return {};
    return rememberedFor(columns, remembered) ?? {};
  };
}

/** How well a line is known as a heading. */
export function knownBy(assigned: Assigned): Known {
  return (columns) => {
    if (columns.length > most.columns) return null;
    const recognised = recognise(columns, assigned(columns));
    return recognised ? (recognised.missing.length === 0 ? "whole" : "part") : null;
  };
}

function placesIn(
  format: Format,
  columns: readonly string[],
  folded: readonly string[],
  assigned: Readonly<Record<string, Field>>,
): Omit<Recognised, "format"> {
  const at: Recognised["at"] = {};
  const twice: string[] = [];
  for (const field of Object.keys(fields) as Field[]) {
    const said = columns.findIndex((name) => assigned[name] === field);
    const spelling = (format.headings[field] ?? []).map(fold).find((one) => folded.includes(one));
    const place = said >= 0 ? said : spelling === undefined ? format.places?.[field] : folded.indexOf(spelling);
    if (place === undefined || place >= columns.length) continue;
    at[field] = place;
    if (spelling !== undefined && folded.lastIndexOf(spelling) > folded.indexOf(spelling))
      twice.push(columns[place] ?? "");
  }
  return { at, twice, missing: format.needs.filter((field) => at[field] === undefined) };
}
