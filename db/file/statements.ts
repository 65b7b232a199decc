import type Sqlite from "better-sqlite3";

/** More than that are those of lists of ever other lengths. */
const mostKept = 500;

/**
 * The same connection, on which a statement is read by SQLite once and not each time: the query builder writes the
 * same words with every update. Only for the query builder: it always runs the same words in the same way.
 */
export function withKeptStatements(client: Sqlite.Database): Sqlite.Database {
  const kept = new Map<string, Sqlite.Statement>();
  const keeping = Object.create(client) as Sqlite.Database;
  keeping.prepare = ((source: string) => {
    const statement = kept.get(source) ?? client.prepare(isQuestion.test(source) ? apart(source) : source);
    // The one that was used last stands last.
    kept.delete(source);
    kept.set(source, statement);
    for (const oldest of kept.keys()) if (kept.size > mostKept) kept.delete(oldest);
    return statement;
  }) as Sqlite.Database["prepare"];
  return keeping;
}

const isQuestion = /^\s*select\b/i;

/**
 * A query whose values have nothing to do with how it is planned. Of a bare value SQLite's planner remembers that
 * another one could be planned otherwise, and then reads and plans the query once more for each that is put in, for
 * twenty times as long as it takes to ask it. In: the words of a query. Out: the same, with the same answer.
 */
function apart(source: string): string {
  return source.replaceAll(/'[^']*'|"[^"]*"|\?/g, (piece) => (piece === "?" ? "+?" : piece));
}
