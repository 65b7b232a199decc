import Sqlite from "better-sqlite3";

/** Every row of a file, by its tables; and how far each has counted, where that is anything. */
export function rowsIn(file: string): Record<string, unknown[]> {
  const client = new Sqlite(file);
  const names = client
    .prepare("select name from sqlite_master where type = 'table' and name not like '\\_\\_%' escape '\\'")
    .pluck()
    .all() as string[];
  const all = names.toSorted().map((name) => {
    const rows = client.prepare(`select * from "${name}"`).raw().all();
    return [
      name,
      rows
        .map((row) => JSON.stringify(row))
        .filter((row) => name !== "sqlite_sequence" || !row.endsWith(",0]"))
        .toSorted(),
    ] as const;
  });
  client.close();
  return Object.fromEntries(all);
}
