import { type ScanOddity, type SheetFound, sheetsIn } from "../../paper/sheets.ts";
import type { ScannedFile } from "../../paper/scanned.ts";
import type { House } from "../../house/house.ts";
import { ForAWhile } from "../page/for-a-while.ts";

/** Scans that were read: the sheets on them, each with the key of its line, and what else is to be said of them. */
export interface HeldScans {
  id: string;
  sheets: ReadonlyMap<string, SheetFound>;
  odd: readonly ScanOddity[];
}

const lasts = 60 * 60 * 1000;
/** What the pictures of all scans may weigh together, in bytes: some hundred pages. */
const mostHeld = 192 * 1024 * 1024;

const nothing = new Uint8Array();
/** The picture of a page is one, however many children are on it. */
function weightOf({ sheets }: HeldScans): number {
  const pictures = new Set([...sheets.values()].flatMap(({ pictures: { field, page } }) => [field, page]));
  return [...pictures].reduce((sum, { length }) => sum + length, 0);
}
const nameOf = (personId: string, id: string) => `${personId} ${id}`;

/**
 * Scans by who has chosen them: in memory only, an hour, for nobody else; where they become too heavy together, the
 * oldest are forgotten, as if their time were over.
 */
export class Scans {
  private readonly kept = new ForAWhile<HeldScans>(lasts, { weightOf, most: mostHeld });

  /** Keeps what was read. In: the school's key, by which its own forms are known, and whether it keeps pictures. */
  keep(
    personId: string,
    id: string,
    files: readonly ScannedFile[],
    { codeKey, keepsScans, now }: Pick<House, "codeKey" | "keepsScans" | "now">,
  ): void {
    const { sheets, odd } = sheetsIn(files, codeKey, keepsScans);
    const keyed = new Map(sheets.map((sheet, at) => [`sheet-${at}`, sheet]));
    this.kept.put(nameOf(personId, id), { id, sheets: keyed, odd }, now());
  }

  /** What this person has chosen, or null where it is another's or over. */
  of(personId: string, id: string, now: Date): HeldScans | null {
    return id === "" ? null : this.kept.get(nameOf(personId, id), now);
  }

  /** The pictures of these sheets are not needed any more; which they were is still known, for a form sent twice. */
  forgetPictures(personId: string, { id, ...held }: HeldScans, keys: readonly string[], now: Date): void {
    const sheets = new Map(held.sheets);
    for (const key of keys) {
      const sheet = sheets.get(key);
      if (sheet) sheets.set(key, { ...sheet, pictures: { field: nothing, page: nothing } });
    }
    this.kept.replace(nameOf(personId, id), { ...held, id, sheets }, now);
  }
}
