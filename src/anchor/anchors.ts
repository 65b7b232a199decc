import { mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Head, headIn, headSaidIn, isSame, notGivenUp, sealed } from "../consent/heads.ts";

/** A head with the line that it was sealed in. */
export type Sealed = Head & { line: string };

/** A line that a time-stamp server has stamped. */
export interface Stamp {
  line: string;
  /** DER. */
  token: Uint8Array<ArrayBuffer>;
}

/** What is kept outside the database, oldest first. */
export interface Kept {
  /** The heads that must still be in the chains: sealed with the key, or stamped. */
  heads: Sealed[];
  /** How many lines were not sealed with the key that is there. */
  foreign: number;
  stamps: Stamp[];
}

/**
 * The folder in which the newest links of the proof are kept, sealed with a key that nobody else has:
 * `key`, `heads` and, where a server stamps them, `stamps`.
 * Whoever can write to the database alone can neither reach nor imitate them.
 */
export interface Anchors {
  folder: string;
  /** The head that was sealed last, or null. */
  newest(): Sealed | null;
  /** Seals a head if it is another one than the last. */
  seal(head: Head): Promise<void>;
  keepStamp(stamp: Stamp): Promise<void>;
  kept(): Promise<Kept>;
}

/**
 * Opens the folder; makes it, and the key in it, where there is none.
 * In: its path; a new key. Errors: of the file system, where it cannot be made, read or written.
 */
export async function openAnchors(folder: string, newKey: () => string): Promise<Anchors> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const [keyFile, headsFile, stampsFile] = ["key", "heads", "stamps"].map((name) => join(folder, name)) as Paths;
  await putNew(keyFile, newKey());
  for (const file of [headsFile, stampsFile]) await putNew(file, "");
  const key = (await readFile(keyFile, "utf8")).trim();
  if (key === "") throw new Error(`${keyFile} is empty: put the key back, or remove the folder to begin anew`);
  const read = (line: string): Sealed | null => {
    const head = headIn(line, key);
    return head && { ...head, line };
  };
  let newest = read((await linesOf(headsFile)).at(-1) ?? "");
  return {
    folder,
    newest: () => newest,
    async seal(head) {
      if (newest && isSame(newest, head) && !head.restored) return;
      const line = sealed(head, key);
      await appended(headsFile, line);
      newest = { ...head, line };
    },
    keepStamp: ({ line, token }) => appended(stampsFile, JSON.stringify([line, Buffer.from(token).toString("base64")])),
    async kept() {
      const heads = (await linesOf(headsFile)).map(read);
      const stamps = (await linesOf(stampsFile)).map(stampIn);
      return { ...together(heads, stamps), stamps };
    },
  };
}

type Paths = [string, string, string];

const linesOf = async (path: string) => (await readFile(path, "utf8")).split("\n").filter((line) => line !== "");

function stampIn(stored: string): Stamp {
  const [line, token] = JSON.parse(stored) as [string, string];
  return { line, token: Uint8Array.from(Buffer.from(token, "base64")) };
}

/** A stamp stands for its line, also where the line itself is gone, or the key is another one. */
function together(read: readonly (Sealed | null)[], stamps: readonly Stamp[]): Pick<Kept, "heads" | "foreign"> {
  const ours = read.filter((head) => head !== null);
  const lines = new Set(ours.map(({ line }) => line));
  const stamped = stamps.filter(({ line }) => !lines.has(line)).map(({ line }) => ({ ...headSaidIn(line), line }));
  const heads = [...ours, ...stamped].toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  const counting = new Set<Head>(notGivenUp(heads));
  return { heads: heads.filter((head) => counting.has(head)), foreign: read.length - ours.length };
}

/** Puts a line at the end, safe on the disk. */
async function appended(path: string, line: string): Promise<void> {
  const file = await open(path, "a", 0o600);
  try {
    await file.appendFile(`${line}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Puts a file there for its owner alone, whole or not at all, unless there is one. */
async function putNew(path: string, text: string): Promise<void> {
  try {
    const file = await open(path, "wx", 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
}
