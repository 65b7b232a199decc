import type Sqlite from "better-sqlite3";

/**
 * A statement in SQLite's own words that is read once for each connection, and not each time it is asked.
 * In: its words; how its rows are wanted. Out: the statement on a connection; nobody else changes how it runs.
 */
export function readOnce(
  words: string,
  wanted: (statement: Sqlite.Statement<unknown[]>) => Sqlite.Statement<unknown[]> = (statement) => statement,
): (database: { $client: Sqlite.Database }) => Sqlite.Statement<unknown[]> {
  const byClient = new WeakMap<Sqlite.Database, Sqlite.Statement<unknown[]>>();
  return ({ $client: client }) => {
    const statement = byClient.get(client) ?? wanted(client.prepare<unknown[]>(words));
    byClient.set(client, statement);
    return statement;
  };
}
