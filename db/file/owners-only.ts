import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from "node:fs";

/** Windows knows no such modes: there a file goes by the rights of its folder. */
const knowsModes = process.platform !== "win32";

/**
 * Makes an empty file that only the account which JaNein runs as may read and write, whatever the umask.
 * A file that is made first and closed to others afterwards can be opened in between.
 * Errors: of the file system; EEXIST where something has that name already, also a link.
 */
export function createOwnersOnly(path: string): void {
  closeSync(openSync(path, "wx", 0o600));
}

/** Makes a folder, and those above it that are missing, for the owner alone. One that is there stays as it is. */
export function folderOwnersOnly(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
}

/**
 * Takes from others what the modes of a database let them do, also those of the log beside it.
 * In: its path; who hears of a file that is somebody else's, in one line.
 */
export function closeToOthers(path: string, warn: (line: string) => void = console.warn): void {
  if (!knowsModes) return;
  for (const file of [path, `${path}-wal`, `${path}-shm`]) {
    if (!existsSync(file) || (statSync(file).mode & 0o077) === 0) continue;
    try {
      chmodSync(file, 0o600);
    } catch {
      warn(
        `${file} can be read by others on this machine, and JaNein may not change that: ` +
          `chmod 600 ${file} as its owner.`,
      );
    }
  }
}
