import { hash } from "node:crypto";
import Sqlite from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import { isPostgres } from "../postgres/client.ts";
import { strangeInSchema } from "../postgres/strange.ts";
import { type Piece, type Pieces, piecesOf, strangeAmong } from "./pieces.ts";
import { watched } from "./watched.ts";

/** Where the migrations lie. */
export const migrations = new URL("../migrations", import.meta.url).pathname;

let ofNew: Pieces | undefined;

/** What a new database is made of. */
const ofNewDatabase = (): Pieces => (ofNew ??= piecesOfNew());

/**
 * The first table, index, trigger or view that is not as in a new database, or is missing there; null for none.
 * What was read before of what the database is made of counts no more.
 */
export function strangeIn(client: Sqlite.Database): Piece | null {
  if (isPostgres(client)) return strangeInSchema(client);
  client.pragma("writable_schema = reset");
  return strangeAmong(ofNewDatabase(), piecesOf(client), client);
}

/** The hash that the triggers and both chains are made with. */
export function lendHash(client: Sqlite.Database): void {
  client.function("sha256", { deterministic: true }, (text) => hash("sha256", String(text)));
}

function piecesOfNew(): Pieces {
  const client = new Sqlite(":memory:");
  try {
    lendHash(client);
    for (const name of ["seal", "seal_of"]) client.function(name, { deterministic: true, varargs: true }, () => "");
    migrate(drizzle(client), { migrationsFolder: migrations });
    return piecesOf(client);
  } finally {
    client.close();
  }
}

/**
 * Makes the triggers and indexes of a new database where they are missing or others, and the indexes' content anew.
 * What is recorded from then on is sealed, unless something is strange all the same.
 */
export function remakeGuards(client: Sqlite.Database): void {
  const here = new Map(piecesOf(client).map((piece) => [`${piece[0]} ${piece[1]}`, piece[3]]));
  for (const [type, name, , words] of ofNewDatabase()) {
    const isGuard = (type === "trigger" || type === "index") && words !== null;
    if (!isGuard || here.get(`${type} ${name}`) === words) continue;
    client.exec(`drop ${type} if exists "${name}"`);
    client.exec(words);
  }
  client.exec("reindex");
  Object.assign(watched.get(client) ?? {}, { strange: strangeIn(client) });
}
