import type { Purpose } from "../consent/event.ts";
import type { Crossed } from "./crosses.ts";

/** Why a file, or what is left of it, was not read. */
export type ScanFault =
  "notPicture" | "heic" | "tooLarge" | "broken" | "encrypted" | "tooManyPages" | "tookTooLong" | "tookTooMuch";

/** The field of a child on a page: what its code says, what is crossed, and its picture (PNG). */
export interface ScannedField {
  code: string;
  answers: Readonly<Record<Purpose, Crossed>>;
  picture: Uint8Array;
}

/** A page, from 1. Only one with fields has a picture (PNG). */
export interface ScannedPage {
  page: number;
  fields: readonly ScannedField[];
  picture: Uint8Array | null;
}

/** A scanned file. `sha256`: of its bytes, by which the school can show which scan it was. */
export interface ScannedFile {
  name: string;
  sha256: string;
  pages: readonly ScannedPage[];
  fault: ScanFault | null;
}

/** Says how many pages are read so far. */
export type TellPages = (pages: number) => void;

/** Reads scanned sheets; what cannot be read is said of its own file, and the others are read. */
export type ReadScans = (
  files: readonly { name: string; bytes: Uint8Array }[],
  tell?: TellPages,
) => Promise<ScannedFile[]>;

/** How many pages of all files together are read at once: a school's year has fewer in a class. */
export const mostPages = 200;
