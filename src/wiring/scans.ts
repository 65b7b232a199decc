import { createHash } from "node:crypto";
import { mostPages, type ReadScans, type ScanFault, type ScannedFile } from "../paper/scanned.ts";
import { type Apart, GivenUp, startApart } from "./apart.ts";
import type { AskedScan } from "./scans-process.ts";

/** How long one file may take, and how much memory: far more than a class's pile of sheets needs. */
export const patience = { seconds: 180, megabytes: 512 };

type Reading = Apart<AskedScan, ScannedFile, number>;

/**
 * Reads scanned sheets in a process of its own, one upload after another and one file after another, so that the bot
 * and every page answer meanwhile. A file that takes too long or too much is ended alone; the next gets a new process.
 */
export function openScans({ seconds, megabytes } = patience): ReadScans {
  let before: Promise<unknown> = Promise.resolve();
  return (files, tell = () => undefined) => {
    const read = before.then(() => readAll(files, tell));
    before = read.then(nothing, nothing);
    return read;
  };

  async function readAll(files: Parameters<ReadScans>[0], tell: NonNullable<Parameters<ReadScans>[1]>) {
    const read: ScannedFile[] = [];
    const open: { apart: Reading | null } = { apart: null };
    const done = () => read.reduce((sum, { pages }) => sum + pages.length, 0);
    try {
      for (const file of files) {
        if (open.apart?.goesOn !== true) open.apart = startApart(program, { megabytes });
        const [pages, left] = [done(), mostPages - done()];
        read.push(await readOne(open.apart, { ...file, most: left }, (more) => tell(pages + more)));
      }
    } finally {
      open.apart?.end();
    }
    return read;
  }

  async function readOne(apart: Reading, asked: AskedScan, tell: (pages: number) => void): Promise<ScannedFile> {
    try {
      return await apart.ask(asked, seconds * 1000, tell);
    } catch (error) {
      if (!(error instanceof GivenUp)) throw error;
      const fault: ScanFault = { "too long": "tookTooLong", "too much": "tookTooMuch", ended: "broken" }[
        error.why
      ] as ScanFault;
      return { name: asked.name, sha256: createHash("sha256").update(asked.bytes).digest("hex"), pages: [], fault };
    }
  }
}

const program = new URL("./scans-process.ts", import.meta.url);
const nothing = () => undefined;
