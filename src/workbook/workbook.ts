import type { ParsingOptions, WorkBook } from "@e965/xlsx";
import type { GivenSheet, Workbook } from "../school/reading/given-sheet.ts";
import { most } from "../school/reading/limits.ts";
import { archives, read, sheetsOfParts } from "./library.ts";
import { hiddenRowsIn, withFewRepeats } from "./open-document.ts";
import { sheetLines } from "./sheet-lines.ts";
import { NotUnpacked, type Part, unpacked } from "./unpack.ts";

/** What the parts of a workbook may have together once they are unpacked (bytes): ten times the largest list known. */
export const mostUnpacked = 256 * 1024 * 1024;

/** Pictures, charts, macros, what other workbooks are linked to: nothing of it is a cell. */
const noCells = new RegExp(
  [
    "(^|/)(media|drawings|charts|embeddings|thumbnails|pictures|externallinks|pivotcache|pivottables|customxml)/",
    "(^|/)(printersettings|activex|ctrlprops)/|vbaproject|\\.(png|jpe?g|gif|emf|wmf|vml)$",
  ].join("|"),
  "i",
);

const how: ParsingOptions = {
  dense: true,
  cellNF: true,
  cellHTML: false,
  cellFormula: false,
  cellStyles: true,
  bookVBA: false,
  sheetRows: most.rows + 1000,
};

/**
 * The sheets of a workbook: xlsx, xlsm, xlsb, ods or the old xls. In: its bytes. Out: each sheet's rows as words, or
 * why there are none. Takes its time and memory: to be called in a process of its own. Never throws.
 */
export function readWorkbook(bytes: Uint8Array): Workbook {
  try {
    const isZip = bytes[0] === 0x50;
    const { book, hidden } = isZip ? inArchive(bytes) : { book: read(bytes, { ...how, type: "array" }), hidden: [] };
    if (book.SheetNames.length === 0) return { unreadable: "notAWorkbook" };
    return { sheets: book.SheetNames.map((name, at) => sheetOf(book, name, at, hidden[at])) };
  } catch (error) {
    return notRead(error);
  }
}

function sheetOf(book: WorkBook, name: string, at: number, hidden?: ReadonlySet<number>): GivenSheet {
  const sheet = sheetLines(book.Sheets[name] ?? {}, Boolean(book.Workbook?.WBProps?.date1904));
  const rows = sheet.lines.map(({ row }) => row);
  return {
    ...sheet,
    name,
    hidden: (book.Workbook?.Sheets?.[at]?.Hidden ?? 0) !== 0,
    hiddenRows: hidden?.size ? rows.filter((row) => hidden.has(row)) : sheet.hiddenRows,
  };
}

/** What the library reads is only what was unpacked here, within the limit. */
function inArchive(bytes: Uint8Array): { book: WorkBook; hidden: Set<number>[] } {
  const parts = unpacked(bytes, (name) => !noCells.test(name), mostUnpacked);
  const open = parts.find(({ name }) => name === "content.xml");
  if (!open && !parts.some(({ name }) => /^xl\/workbook\.(xml|bin)$/i.test(name))) throw new NotUnpacked("broken");
  const text = open ? new TextDecoder().decode(open.bytes) : "";
  const given = open ? [...parts.filter((part) => part !== open), withFewRepeats(open.name, text)] : parts;
  // The library asks for the styles of an OpenDocument table, whatever they say.
  if (!given.some(({ name }) => name === "styles.xml")) given.push({ name: "styles.xml", bytes: new Uint8Array() });
  // Of an OpenDocument table it forgets a comment at an empty cell where it does not keep the cell.
  return {
    book: sheetsOfParts(archiveOf(given), open ? { ...how, sheetStubs: true } : how),
    hidden: open ? hiddenRowsIn(text) : [],
  };
}

function archiveOf(parts: readonly Part[]): object {
  const archive = archives.cfb_new();
  for (const { name, bytes } of parts) archives.cfb_add(archive, `/${name}`, Buffer.from(bytes));
  return archive;
}

function notRead(error: unknown): Workbook {
  const words = error instanceof Error ? error.message : String(error);
  if (/password|(?<!zip )encrypt/i.test(words) || (error instanceof NotUnpacked && error.why === "locked"))
    return { unreadable: "workbookLocked" };
  if (error instanceof NotUnpacked && error.why === "too much")
    return { unreadable: "workbookTooLarge", values: { most: mostUnpacked / 1024 / 1024 } };
  return { unreadable: "notAWorkbook" };
}
