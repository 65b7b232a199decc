import type { Place } from "./connection.ts";

/** Whether a database is one in PostgreSQL: what is told of it is an address, and not the path of a file. */
export const isAddress = (database: string): boolean => /^postgres(ql)?:\/\//.test(database);

/** What the schema of a school may be called. */
const isSchema = (name: string): boolean => /^(?!pg_)[a-z_][a-z0-9_-]{0,40}$/.test(name);

/** The schema where none is named. */
const alone = "janein";

/** Where a school is. In: an address, whose schema stands behind its `#`. Errors: where that cannot be one. */
export function placeAt(address: string, isAlone = false): Place {
  const at = address.indexOf("#");
  const [url, schema] = at < 0 ? [address, alone] : [address.slice(0, at), address.slice(at + 1)];
  if (!isSchema(schema)) throw new Error(`${schema} cannot be the name of a schema: small letters, digits, _ and -`);
  return { url, schema, isAlone };
}

/** The address of a school among several; one that names its schema already stays. In: the school's key. */
export const addressOf = (address: string, key: string): string =>
  address.includes("#") ? address : `${address}#school_${key}`;

/** An address as it may be told: without what lets one in. */
export function toldAddress(address: string): string {
  const { schema } = placeAt(address);
  const { protocol, host, pathname } = new URL(address);
  return `${protocol}//${host}${pathname} (schema ${schema})`;
}
