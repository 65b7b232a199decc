import Sqlite from "better-sqlite3";

/** Who was shut out since a backup was made, and is in again when it is restored. */
export interface Revived {
  /** Ids of persons whose messenger account was taken away or moved. */
  persons: string[];
  /** Names of those who had left the office. */
  staff: string[];
}

/**
 * Compares what was restored with the file that it has replaced.
 * In: the paths of both. Out: nobody, where the replaced one cannot be read.
 */
export function revivedBy(restored: string, replaced: string): Revived {
  const [now, then] = [letIn(restored), letIn(replaced)];
  if (!now || !then) return { persons: [], staff: [] };
  const lacking = (all: string[][], from: string[][]) => {
    const there = new Set(from.map((row) => JSON.stringify(row)));
    return all.filter((row) => !there.has(JSON.stringify(row))).map(([who = ""]) => who);
  };
  return { persons: lacking(now.accounts, then.accounts), staff: lacking(now.staff, then.staff) };
}

function letIn(path: string): { accounts: string[][]; staff: string[][] } | null {
  try {
    const client = new Sqlite(path, { fileMustExist: true });
    try {
      const rows = (sql: string) => client.prepare(sql).raw().all() as string[][];
      return {
        accounts: rows("select person_id, chat_id from account order by person_id"),
        staff: rows("select name, id from office_person where gone_at is null order by name"),
      };
    } finally {
      client.close();
    }
  } catch {
    return null;
  }
}
