import { placeAt } from "./address.ts";
import { Connection, leaseOf } from "./connection.ts";

/** What is asked on behalf of a school that another process works on: one connection for each server. */
const asking = new Map<string, Connection>();

/** A lease is a lock of PostgreSQL on a number that the name of the schema is hashed to. */
const free = `select name from unnest($1::text[]) as name where not exists (select 1 from pg_locks
  where locktype = 'advisory' and objsubid = 1
  and database = (select oid from pg_database where datname = current_database())
  and (classid::bigint << 32) | objid::bigint = ${leaseOf("name")})`;

/** Whether a process works on a school; asking disturbs nobody. Errors: as below. */
export const isLeased = (address: string): boolean => withoutLease([address]).length === 0;

/**
 * Which of these schools nobody works on. In: their addresses. Errors: PostgresLost where a server does not answer.
 */
export function withoutLease(addresses: readonly string[]): string[] {
  const byServer = Map.groupBy(addresses, (address) => placeAt(address).url);
  return [...byServer].flatMap(([url, all]) => {
    const connection = asking.get(url) ?? new Connection({ url, schema: "pg_catalog", isAlone: false });
    asking.set(url, connection);
    const schemas = all.map((address) => placeAt(address).schema);
    const names = new Set(connection.ask(free, [schemas], { isKept: true }).rows.map(([name]) => String(name)));
    return all.filter((address) => names.has(placeAt(address).schema));
  });
}
