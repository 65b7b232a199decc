import { readdirSync } from "node:fs";
import { join } from "node:path";

const ours = /^janein-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.sqlite(?:\.age)?$/;

/** What a backup in a folder is called: by its time, so that the names stand in the order in which they were made. */
export function nameAt(now: Date, isEncrypted: boolean): string {
  return `janein-${now.toISOString().slice(0, 19).replaceAll(":", "-")}Z.sqlite${isEncrypted ? ".age" : ""}`;
}

/** The paths of the backups in a folder that were named so, the newest first; whatever else lies there is not ours. */
export function backupsIn(folder: string): string[] {
  const names = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isFile() && ours.test(one.name));
  return names
    .map(({ name }) => join(folder, name))
    .toSorted()
    .toReversed();
}

/**
 * Those that are too many. In: the newest first; how many are kept; the path of the one that was tried last and held:
 * it stays, however old it is.
 */
export function surplus(backups: readonly string[], keep: number, tried: string | null): string[] {
  return backups.slice(keep).filter((one) => one !== tried);
}
