import type Sqlite from "better-sqlite3";

/** The seal of a row, over its link; with a key that does not lie in the database. */
export type SealOfRow = (link: string) => string;

const seals = new WeakMap<object, SealOfRow>();

/** In: a connection; the seal of a row, over its link, with the key that it was opened with. */
export function keepSeal(client: Sqlite.Database, sealOfRow: SealOfRow): void {
  seals.set(client, sealOfRow);
}

/** The seal of a row, over its link, with the key that a connection was opened with; "" where that was none. */
export function sealOf(client: Sqlite.Database): SealOfRow {
  // The query builder's own connection stands on the one that was opened.
  for (let at: object | null = client; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    const seal = seals.get(at);
    if (seal) return seal;
  }
  return () => "";
}
