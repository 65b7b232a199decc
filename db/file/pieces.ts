import type Sqlite from "better-sqlite3";

/** Something that a database is made of: a table, an index, a trigger or a view. */
export interface Piece {
  type: string;
  name: string;
  /** Whether it is in the place of one of ours, or one of ours is missing; else it was put in. */
  isOurs: boolean;
}

/** The pieces of a database, each with the words that it was written with, in one order. */
export type Pieces = readonly (readonly [type: string, name: string, of: string, words: string | null])[];

/** The list of migrations is written by the library that keeps it: how it is set does not matter, what it says does. */
const squeezed = (words: string | null) => words?.replaceAll(/["`\s]+/g, "") ?? null;

/** All that a database is made of. */
export const piecesOf = (client: Sqlite.Database): Pieces => {
  const pieces = client
    .prepare("select type, name, tbl_name, sql from sqlite_master order by type, name")
    .raw()
    .all() as unknown as Pieces;
  return pieces.map(([type, name, of, words]) =>
    of === "__drizzle_migrations" ? [type, name, of, squeezed(words)] : [type, name, of, words],
  );
};

/**
 * The first piece that is missing, changed or put in; null where all are ours. A table that is none of ours, and its
 * indexes, are let be where they keep to themselves. In: the pieces of a new database, and those of this one.
 */
export function strangeAmong(ours: Pieces, here: Pieces, client: Sqlite.Database): Piece | null {
  const ownTables = new Set(ours.flatMap(([type, name]) => (type === "table" ? [name] : [])));
  // A trigger may be called like a table.
  const own = new Map(ours.map((piece) => [nameOf(piece), JSON.stringify(piece)]));
  for (const piece of here) {
    const [type, name] = piece;
    const isOurs = own.has(nameOf(piece));
    // One that is there twice is met a second time.
    if (isOurs && own.get(nameOf(piece)) === JSON.stringify(piece)) own.delete(nameOf(piece));
    else if (isOurs || !keepsToItself(piece, ownTables, client)) return { type, name, isOurs };
  }
  const [missing] = own.values();
  if (missing === undefined) return null;
  const [type, name] = JSON.parse(missing) as [string, string];
  return { type, name, isOurs: true };
}

const nameOf = ([type, name]: Pieces[number]) => `${type.toLowerCase()} ${name}`;

/** SQLite cannot be asked about a name that ends before its end. */
const hasControlSign = (name: string): boolean => /\p{Cc}/u.test(name);

/**
 * Whether a table is called as what SQLite reads from as from a table: whoever asked that would ask the table. Some of
 * these are listed only once they were asked.
 */
function isWordOfSqlite(name: string, client: Sqlite.Database): boolean {
  const words = client.pragma("module_list") as { name: string }[];
  return /^(pragma|jsonb?)_/i.test(name) || words.some((word) => word.name.toLowerCase() === name.toLowerCase());
}

/** What a piece does is in its words, whatever kind it is said to be; its own name in them may be anything. */
function keepsToItself([type, name, of, words]: Pieces[number], ownTables: Set<string>, client: Sqlite.Database) {
  const isWhatItSays =
    type === "table"
      ? words !== null && /^CREATE TABLE /.test(words)
      : type === "index" && (words === null || /^CREATE (UNIQUE )?INDEX /.test(words));
  if (!isWhatItSays || ownTables.has(of) || /\b(seal|seal_of|sha256)\b/i.test(words ?? "")) return false;
  if (type !== "table") return true;
  if (isWordOfSqlite(name, client) || hasControlSign(name)) return false;
  const leansOn = client.pragma(`foreign_key_list("${name.replaceAll('"', '""')}")`) as { table: string }[];
  return !leansOn.some(({ table }) => ownTables.has(table.toLowerCase()));
}
