import { randomBytes } from "node:crypto";
import { access, link, mkdir, open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type KnownBroken, knownIn, knownLine } from "../consent/known-broken.ts";
import { type Head, headIn, headSaidIn, isSame, notGivenUp, sealed, sealOf } from "../consent/heads.ts";

/** A head with the line that it was sealed in. */
export type Sealed = Head & { line: string };

/** A line that a time-stamp server has stamped. */
export interface Stamp {
  line: string;
  /** DER. */
  token: Uint8Array<ArrayBuffer>;
}

/** What is kept outside the database, in the order in which it was sealed. */
export interface Kept {
  /** All heads that were sealed with the key, or stamped. */
  all: Sealed[];
  /** Those of them that must still be in the chains. */
  heads: Sealed[];
  /** How many lines were not sealed with the key that is there. */
  foreign: number;
  stamps: Stamp[];
  /** The sha256 of each file that was kept of a database before its rows were sealed. */
  copies: string[];
  /** What is known not to hold, since somebody has begun anew with it. */
  knownBroken: KnownBroken[];
}

/**
 * The folder in which the newest links of the proof are kept, sealed with a key that nobody else has:
 * `key`, `heads`, `copies`, `broken` and, where a server stamps them, `stamps`.
 * Whoever can write to the database alone can neither reach nor imitate them.
 */
export interface Anchors {
  folder: string;
  /** The head that was sealed last, or null. */
  newest(): Sealed | null;
  /** Seals a head if it is another one than the last. */
  seal(head: Head): Promise<void>;
  /** The seal of a row, over its link. */
  sealOfRow: (link: string) => string;
  keepStamp(stamp: Stamp): Promise<void>;
  /** Keeps that a file with this sha256 is as the database was before its rows were sealed. */
  keepCopy(sha256: string): Promise<void>;
  /** Keeps what is known not to hold from now on. */
  keepKnownBroken(known: readonly KnownBroken[]): Promise<void>;
  kept(): Promise<Kept>;
}

/**
 * Opens the folder; makes it, and the key in it, where there is none.
 * In: its path; a new key. Errors: of the file system, where it cannot be made, read or written.
 */
export async function openAnchors(folder: string, newKey: () => string): Promise<Anchors> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const [keyFile, headsFile, stampsFile, copiesFile, brokenFile] = files.map((name) => join(folder, name)) as Paths;
  await putNew(keyFile, newKey());
  for (const file of [headsFile, stampsFile, copiesFile, brokenFile]) await putNew(file, "");
  const key = (await readFile(keyFile, "utf8")).trim();
  if (key === "") throw new Error(`${keyFile} is empty: put the key back, or remove the folder to begin anew`);
  const read = (line: string): Sealed | null => {
    const head = headIn(line, key);
    return head && { ...head, line };
  };
  let newest = read((await linesOf(headsFile, headLine)).at(-1) ?? "");
  return {
    folder,
    newest: () => newest,
    async seal(head) {
      if (newest && isSame(newest, head) && head.begins === null) return;
      const line = sealed(head, key);
      await appended(headsFile, line);
      newest = { ...head, line };
    },
    sealOfRow: (link) => sealOf(link, key),
    keepStamp: ({ line, token }) => appended(stampsFile, JSON.stringify([line, Buffer.from(token).toString("base64")])),
    keepCopy: (sha256) => appended(copiesFile, sha256),
    async keepKnownBroken(known) {
      for (const one of known) await appended(brokenFile, knownLine(one, key));
    },
    async kept() {
      const lines = await linesOf(headsFile, headLine);
      const stamps = await linesOf(stampsFile, stampIn);
      const copies = await linesOf(copiesFile, (line) => line);
      const knownBroken = await linesOf(brokenFile, (line) => knownIn(line, key));
      return { ...together(lines, read, stamps), stamps, copies, knownBroken };
    },
  };
}

const files = ["key", "heads", "stamps", "copies", "broken"] as const;
type Paths = [string, string, string, string, string];

/**
 * Sets aside what the folder holds, so that it is begun anew; within it, for it may be a volume of its own.
 * In: its path; now, for the name. Out: where it is kept. Errors: of the file system.
 */
export async function setAside(folder: string, now: Date): Promise<string> {
  const aside = join(folder, `aside-${now.toISOString().replaceAll(/[:.]/g, "-")}`);
  await mkdir(aside, { mode: 0o700 });
  // The heads first: whoever finds them without their key takes nothing for compared.
  for (const file of ["heads", "stamps", "copies", "broken", "key"])
    await rename(join(folder, file), join(aside, file)).catch(refuseOther);
  return aside;
}

/** What is not there needs not be set aside. */
function refuseOther(error: unknown): void {
  if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
}

/** The lines of a file that are whole: one may be torn, by a power cut or a full disk; nobody was told of it. */
async function linesOf<Read>(path: string, wholeIn: (line: string) => Read | null): Promise<Read[]> {
  const lines = (await readFile(path, "utf8")).split("\n").slice(0, -1);
  return lines.map(wholeIn).filter((one) => one !== null);
}

const headLine = (line: string): string | null => (/^\[[^\]]+\] [0-9a-f]{64}$/.test(line) ? line : null);

function stampIn(stored: string): Stamp | null {
  try {
    const [line, token] = JSON.parse(stored) as [string, string];
    return headLine(line) === null ? null : { line, token: Uint8Array.from(Buffer.from(token, "base64")) };
  } catch {
    return null;
  }
}

/** A stamp stands for its line, also where the line itself is gone, or the key is another one. */
function together(
  lines: readonly string[],
  read: (line: string) => Sealed | null,
  stamps: readonly Stamp[],
): Pick<Kept, "all" | "heads" | "foreign"> {
  const stamped = new Map(stamps.map(({ line }) => [line, { ...headSaidIn(line), line }]));
  const here = lines.flatMap((line) => read(line) ?? stamped.get(line) ?? []);
  const isHere = new Set(here.map(({ line }) => line));
  const all = [...stamped.values()].filter(({ line }) => !isHere.has(line)).reduce(putAmong, here);
  const counting = new Set<Head>(notGivenUp(all));
  const foreign = lines.filter((line) => read(line) === null).length;
  return { all, heads: all.filter((head) => counting.has(head)), foreign };
}

/** Where it would have stood by its time, as far as that is known. */
function putAmong(heads: Sealed[], head: Sealed): Sealed[] {
  const place = heads.findIndex(({ at }) => at > head.at);
  return heads.toSpliced(place < 0 ? heads.length : place, 0, head);
}

/** Puts a line at the end, safe on the disk. A line before it that was torn is ended first. */
async function appended(path: string, line: string): Promise<void> {
  const file = await open(path, "a+", 0o600);
  try {
    const { size } = await file.stat();
    const isTorn = size > 0 && (await file.read(Buffer.alloc(1), 0, 1, size - 1)).buffer.toString() !== "\n";
    await file.appendFile(`${isTorn ? "\n" : ""}${line}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Puts a file there for its owner alone, whole or not at all, unless there is one. It is written under another name
 * first: of two commands that begin at once none is to find what the other has half written.
 */
async function putNew(path: string, text: string): Promise<void> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere) return;
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  const asNew = { mode: 0o600, flag: "wx", flush: true };
  try {
    await writeFile(draft, text, asNew);
    // Where no file can have two names it is written in its place, and never over another one.
    await link(draft, path).catch(() => writeFile(path, text, asNew));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    await rm(draft, { force: true });
  }
}
