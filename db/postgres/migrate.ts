import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("migrations/", import.meta.url);

/**
 * Whoever writes with another search path, or has put tables of the same names before ours, does not lead the guards
 * elsewhere; what is PostgreSQL's own is found before all else.
 */
const leadNowhereElse = `do $$
declare
  one text;
begin
  for one in
    select cast(cast(pg_proc.oid as regprocedure) as text) from pg_proc
    join pg_language on pg_language.oid = prolang
    where pronamespace = cast(quote_ident(current_schema()) as regnamespace) and lanname = 'plpgsql'
  loop
    execute format('alter function %s set search_path = %I, pg_temp', one, current_schema());
  end loop;
end $$`;

/** The migrations of a school's schema, in their order. */
export const migrations = (): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".sql"))
    .map((file) => file.slice(0, -".sql".length))
    .sort();

/**
 * Brings a school's schema up to date: each migration that is not done yet is run whole, or not at all.
 * In: what runs several statements in one query, in the words of PostgreSQL, where the school's schema is the first of
 * the search path; the names in the table `migration`, none where there is no such table; the time (ISO). Nobody else
 * may do it meanwhile.
 * Out: the names of those that were run. Errors: of whoever runs them.
 */
export function bringUpToDate(run: (sql: string) => unknown, done: readonly string[], at: string): string[] {
  const isDone = new Set(done);
  const open = migrations().filter((name) => !isDone.has(name));
  for (const name of open) run(wordsOf(name, at));
  return open;
}

/** Several statements in one query are one transaction. */
function wordsOf(name: string, at: string): string {
  const words = readFileSync(new URL(`${name}.sql`, folder), "utf8");
  const quoted = (value: string) => `'${value.replaceAll("'", "''")}'`;
  return `${words};\n${leadNowhereElse};\ninsert into migration (name, at) values (${quoted(name)}, ${quoted(at)});`;
}
