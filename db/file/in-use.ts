import Sqlite from "better-sqlite3";

/**
 * Whether another process has the database open, also one that only waits, and also a JaNein that knows no lock.
 * Whoever has it open holds a lock of SQLite's; only alone can a file leave the mode in which it keeps a log beside it.
 * One that is too damaged to be opened is in nobody's use.
 */
export function isInUse(path: string): boolean {
  let client: Sqlite.Database | undefined;
  try {
    client = new Sqlite(path, { timeout: 0 });
    client.pragma("journal_mode = DELETE");
    return false;
  } catch (error) {
    return error instanceof Error && error.message.startsWith("database is locked");
  } finally {
    client?.close();
  }
}
