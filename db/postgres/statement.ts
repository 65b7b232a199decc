import { asStored } from "../file/as-stored.ts";
import type { Answer } from "./bridge.ts";

/** What PostgreSQL answers to a statement. */
export type Given = Extract<Answer, { rows: unknown }>;

/** What a statement gives, a row at a time: as an object, a list, or its first value. */
type Shape = "object" | "list" | "first";

/** An answer that this program gives itself. */
export const answer = (rows: unknown[][]): Given => ({ rows, columns: ["value"], changes: 0 });

/** A value as it is handed over. */
export const fit = (value: unknown): unknown => (typeof value === "string" ? asStored(value) : value);

/** A statement with the shape of one of SQLite. */
export class Statement {
  #shape: Shape = "object";
  readonly #ask: (given: readonly unknown[]) => Given;

  constructor(ask: (given: readonly unknown[]) => Given) {
    this.#ask = ask;
  }

  raw(isList = true): this {
    this.#shape = isList ? "list" : "object";
    return this;
  }

  pluck(isFirst = true): this {
    this.#shape = isFirst ? "first" : "object";
    return this;
  }

  all(...given: unknown[]): unknown[] {
    const { rows, columns } = this.#ask(given);
    return rows.map((row) => shaped(row.map(asSqliteGives), columns, this.#shape));
  }

  get(...given: unknown[]): unknown {
    return this.all(...given)[0];
  }

  run(...given: unknown[]): { changes: number } {
    return { changes: this.#ask(given).changes };
  }
}

const asSqliteGives = (value: unknown): unknown =>
  value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value;

function shaped(row: unknown[], columns: readonly string[], shape: Shape): unknown {
  if (shape === "list") return row;
  return shape === "first" ? row[0] : Object.fromEntries(columns.map((name, at) => [name, row[at]]));
}
