import type { ScannedFile } from "../paper/scanned.ts";
import { readScan } from "../scan/read-scan.ts";
import { answering } from "./apart.ts";

/** What the process in which scans are read is asked: one file, and how many of its pages at most. */
export interface AskedScan {
  name: string;
  bytes: Uint8Array;
  most: number;
}

// It has no database, no key and no network: it says which codes it has seen, and others say whose they are.
answering(({ most, ...file }: AskedScan, tell: (pages: number) => void): Promise<ScannedFile> =>
  readScan(file, most, tell),
);
