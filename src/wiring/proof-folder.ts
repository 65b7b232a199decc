import { realpathSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { codeOf, type Config } from "./config.ts";

/** Where the folder of the sealed heads is. */
export function proofFolderOf({ DATABASE_PATH, PROOF_PATH }: Pick<Config, "DATABASE_PATH" | "PROOF_PATH">): string {
  return PROOF_PATH ?? `${DATABASE_PATH}.proof`;
}

/** Where a path leads, by whatever links; what is not there yet is where it would be made. */
export function realPathOf(path: string): string {
  try {
    // As the system goes: behind a link ".." leads out of what the link leads to.
    return realpathSync.native(path);
  } catch (error) {
    if (codeOf(error) !== "ENOENT" || dirname(path) === path) return path;
    return join(realPathOf(dirname(path)), basename(path));
  }
}

/** Whether a path is this folder, or lies in it. */
export function liesIn(folder: string, path: string): boolean {
  return !/^\.\.(\/|\\|$)/.test(relative(realPathOf(folder), realPathOf(path)));
}
