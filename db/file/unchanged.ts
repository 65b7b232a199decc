import Sqlite from "better-sqlite3";
import { explaining } from "./explained.ts";

/**
 * Looks whether somebody writes to a database, also past every lock of ours. In: its path.
 * Out: whether nobody has since; and how to end it.
 */
export function watchForChanges(path: string): { isUnchanged: () => boolean; close: () => void } {
  const client = explaining(path, () => new Sqlite(path, { fileMustExist: true, timeout: 5000 }));
  const version = client.prepare("pragma data_version").pluck();
  const before = explaining(path, () => version.get());
  return { isUnchanged: () => version.get() === before, close: () => void client.close() };
}
