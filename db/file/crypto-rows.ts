import type Sqlite from "better-sqlite3";

/** One step of a unit: a row is put; a row is gone; rows leave whose keys are meant; a place is emptied. */
export type Step =
  | { place: string; key: string; value: Uint8Array }
  | { place: string; key: string; gone: true }
  | { place: string; leaves: (key: string) => boolean }
  | { place: string; emptied: true };

/** What one transaction did to one base of the crypto store; the shape only where it changed. */
export interface Unit {
  base: string;
  shape?: string;
  steps: readonly Step[];
}

/** The rows of the crypto store, as text and bytes that only the store understands. */
export interface CryptoRows {
  /** The bases, each with its shape. */
  bases(): { base: string; shape: string }[];
  /** The rows of a base, in the order of their places. */
  rows(base: string): Iterable<{ place: string; key: string; value: Uint8Array }>;
  /** Writes units all or none; they are on the disk when this returns. Errors: of SQLite (disk full, ...). */
  write(units: readonly Unit[]): void;
}

/** The rows of the crypto store in an open file. */
export function rowsIn(client: Sqlite.Database): CryptoRows {
  const bases = client.prepare<[], { base: string; shape: string }>("select base, shape from crypto_base");
  const rows = client.prepare<[string], { place: string; key: string; value: Uint8Array }>(
    "select place, key, value from crypto_row where base = ? order by place, key",
  );
  const keys = client.prepare<[string, string], string>("select key from crypto_row where base = ? and place = ?");
  const empty = client.prepare("delete from crypto_row where base = ? and place = ?");
  const remove = client.prepare("delete from crypto_row where base = ? and place = ? and key = ?");
  const put = client.prepare(
    "insert into crypto_row values (?, ?, ?, ?) on conflict do update set value = excluded.value",
  );
  const shapes = client.prepare(
    "insert into crypto_base values (?, ?) on conflict do update set shape = excluded.shape",
  );
  const take = (base: string, step: Step): void => {
    if ("value" in step) put.run(base, step.place, step.key, step.value);
    else if ("gone" in step) remove.run(base, step.place, step.key);
    else if ("emptied" in step) empty.run(base, step.place);
    else for (const key of keys.pluck().all(base, step.place)) if (step.leaves(key)) remove.run(base, step.place, key);
  };
  return {
    bases: () => bases.all(),
    rows: (base) => rows.iterate(base),
    write: client.transaction((units: readonly Unit[]) => {
      for (const { base, shape, steps } of units) {
        if (shape !== undefined) shapes.run(base, shape);
        for (const step of steps) take(base, step);
      }
    }),
  };
}
