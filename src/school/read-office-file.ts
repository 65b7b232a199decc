import { decode } from "./decode.ts";
import type { OfficeFile } from "./office-file.ts";
import { ownColumns, readOwnFile } from "./own-csv.ts";
import { readSvwsImport, svwsColumns } from "./svws-import.ts";
import { readTable } from "./table.ts";

/**
 * Reads an office's file of whatever known format. In: its bytes. Out: rows in the school's words.
 * Never throws: what cannot be read is a problem that stops the import and says what to do.
 */
export function readOfficeFile(bytes: Uint8Array): OfficeFile {
  const text = decode(bytes);
  if (text.trim() === "") return unreadable(1, "The file is empty.");
  if (text.includes("\u0000")) return unreadable(1, "This is not a text file. Export the list as CSV.");
  try {
    const { columns, lines } = readTable(text);
    if (ownColumns.every((column) => columns.includes(column))) return readOwnFile(lines, columns);
    if (svwsColumns.every((column) => columns.includes(column))) return readSvwsImport(lines, columns);
    return unreadable(1, `Unknown columns (${columns.slice(0, 12).join(", ")}). Known are JaNein's own file (${ownColumns.join(", ")}, …) and the SVWS-Import file (${svwsColumns.join(", ")}, …).`);
  } catch (error) {
    const line = error instanceof Error && "lines" in error ? Number(error.lines) : 1;
    return unreadable(line, `The table cannot be read here: ${error instanceof Error && "code" in error ? String(error.code) : "unknown fault"}. Look for a quotation mark that is not closed.`);
  }
}

function unreadable(row: number, text: string): OfficeFile {
  return { format: "janein", children: [], teachers: [], droppedColumns: [], problems: [{ row, text, stops: true }] };
}
