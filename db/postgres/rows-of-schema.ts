import type { PostgresClient } from "./client.ts";
import { atOnce, columnsOf, quoted, type Source, type Table, type Target, type Value } from "./all-rows.ts";

/** In: a connection within a transaction that sees one state of all tables. */
export function rowsOfSchema(client: PostgresClient): Source {
  const one = (words: string, ...given: string[]) =>
    BigInt(
      (client
        .prepare(words)
        .pluck()
        .get(...given) as string | null) ?? 0,
    );
  return {
    *portions(table) {
      const cursor = quoted(`all of ${table.name}`);
      const order = table.counts === null ? "" : ` order by ${quoted(table.counts)}`;
      const asTold = table.columns.map(({ name, kind }) =>
        // A number would lose its last digits on the way.
        kind === "bigint" ? `cast(${quoted(name)} as text)` : quoted(name),
      );
      client.exec(
        `declare ${cursor} no scroll cursor for select ${asTold.join(", ")} from ${quoted(table.name)}${order}`,
      );
      const next = client.prepare(`fetch ${atOnce(table)} from ${cursor}`).raw();
      for (let rows = next.all(); rows.length > 0; rows = next.all()) yield rows.map((row) => held(table, row));
      client.exec(`close ${cursor}`);
    },
    counted: (table, column) => {
      const given = one(`select cast(pg_sequence_last_value(cast(${sequence} as regclass)) as text)`, table, column);
      const there = one(`select cast(max(${quoted(column)}) as text) from ${quoted(table)}`);
      return given > there ? given : there;
    },
  };
}

const sequence = "pg_get_serial_sequence(concat(quote_ident(current_schema()), '.', quote_ident(?)), ?)";

const held = ({ columns }: Table, row: unknown): Value[] =>
  columns.map(({ kind }, at) => {
    const value = (row as Value[])[at] ?? null;
    return kind === "bigint" && value !== null ? BigInt(value as string) : value;
  });

/**
 * Puts rows into a school's schema, where no trigger enters them once more. In: a connection within a transaction; the
 * tables; what puts them. Errors: what PostgreSQL refuses.
 */
export function intoSchema(client: PostgresClient, tables: readonly Table[], work: (target: Target) => void): void {
  const triggers = (how: string) => {
    for (const { name } of tables) client.exec(`alter table ${quoted(name)} ${how} trigger user`);
  };
  triggers("disable");
  work({
    put(table, rows) {
      const put = `insert into ${quoted(table.name)} (${columnsOf(table)}) select ${columnsOf(table)}
        from json_populate_recordset(cast(null as ${quoted(table.name)}), cast(? as json))`;
      const { changes } = client.prepare(put).run(JSON.stringify(rows.map((row) => told(table, row))));
      if (changes !== rows.length) throw new Error(`${table.name} has taken ${changes} rows of ${rows.length}`);
    },
    goOnAfter(table, column, highest) {
      const counted = `select setval(cast(${sequence} as regclass), cast(? as bigint))`;
      client.prepare(counted).get(table, column, String(highest));
    },
  });
  triggers("enable");
}

const told = ({ columns }: Table, row: readonly Value[]) =>
  Object.fromEntries(columns.map(({ name }, at) => [name, asText(row[at] ?? null)]));

const asText = (value: Value): string | null =>
  value instanceof Uint8Array ? `\\x${Buffer.from(value).toString("hex")}` : value === null ? null : String(value);
