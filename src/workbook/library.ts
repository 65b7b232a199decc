import * as library from "@e965/xlsx";
import type { ParsingOptions, WorkBook } from "@e965/xlsx";

/** What the library offers and its types leave out. */
interface Untyped {
  /** Reads a workbook of parts that are unpacked already. */
  parse_zip: (archive: object, how: ParsingOptions) => WorkBook;
  CFB: {
    utils: { cfb_new: () => object; cfb_add: (archive: object, path: string, content: Uint8Array) => void };
  };
  SSF: { is_date: (format: string) => boolean };
}

export const {
  parse_zip: sheetsOfParts,
  CFB: { utils: archives },
  SSF: formats,
} = library as unknown as Untyped;
export const { read } = library;
