import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { onceATurn } from "../../db/file/once-a-turn.ts";
import { codeOf, type Config, WrongSetting } from "./config.ts";

/** The files of one school, by name: few, small, and each written as a whole. */
export interface SchoolFiles {
  /** Where they are, for whoever reads a line about them. */
  place: string;
  /** The names of all, in their order. */
  names(): string[];
  read(name: string): Uint8Array | null;
  write(name: string, content: string | Uint8Array): void;
  remove(name: string): void;
  /** Another one whenever something was written, by whomever. */
  stamp(): string;
}

/** Where the folder of the school is. */
export function schoolFolderOf({ DATABASE_PATH, SCHOOL_PATH }: Pick<Config, "DATABASE_PATH" | "SCHOOL_PATH">): string {
  return SCHOOL_PATH ?? `${DATABASE_PATH}.school`;
}

/**
 * The folder of a school, its owner's alone; made when something is first written.
 * Errors: WrongSetting where it cannot be read or written.
 */
export function openSchoolFolder(place: string): SchoolFiles {
  const path = (name: string) => join(place, name);
  let written = 0;
  // A file that is written whole is a new name in its folder.
  const stamp = onceATurn(() => [written, changedAt(place), changedAt(join(place, "translations"))].join(" "));
  const hasWritten = () => ((written += 1), stamp.forget());
  return {
    place,
    names: () => using(place, () => namesIn(place)),
    read: (name) => using(place, () => contentOf(path(name))),
    write(name, content) {
      using(place, () => writeWhole(path(name), content));
      hasWritten();
    },
    remove(name) {
      using(place, () => rmSync(path(name), { force: true }));
      hasWritten();
    },
    stamp: () => using(place, stamp.get),
  };
}

function using<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new WrongSetting(
      `SCHOOL_PATH ${place} cannot be used (${codeOf(error)}): give it to the user that JaNein runs as`,
    );
  }
}

function namesIn(place: string): string[] {
  const found = orMissing(() => readdirSync(place, { withFileTypes: true, recursive: true })) ?? [];
  return found
    .filter((one) => one.isFile() && !one.name.startsWith("."))
    .map(({ name, parentPath }) => join(parentPath, name).slice(place.length).replaceAll("\\", "/").replace(/^\/+/, ""))
    .toSorted();
}

const contentOf = (path: string): Uint8Array | null => orMissing(() => readFileSync(path));

function writeWhole(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = join(dirname(path), `.${randomBytes(6).toString("hex")}.part`);
  try {
    writeFileSync(draft, content, { mode: 0o600, flag: "wx", flush: true });
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}

const changedAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

function orMissing<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
}
