import type { Block, OfficerDocument, Table } from "./document.ts";

/** What a document is filled with. */
export interface Filling {
  /** What stands in the place of a field; "" for what the school has not said. */
  fields: Readonly<Record<string, string>>;
  /** How a field is called to whoever must still fill it, and what is said of one that is missing. */
  labels: Readonly<Record<string, string>>;
  missing: (label: string) => string;
  /** What is so: a block that is for something else is left out. */
  holds: ReadonlySet<string>;
  tables: Readonly<Record<string, Table>>;
  /** What the notice says to a topic, verbatim. */
  passage: (topic: string) => string;
}

/** A document that cannot be read: what it is, and in which line of which document. */
export class WrongDocument extends Error {}

/**
 * Reads a document as it was written: a title, blocks between empty lines, `{field}`; a line before a block
 * `[if telegram, not matrix]`, `[open]`, `[table stored]`, `[passage complaint]`. A field that the school has not said
 * is a gap one sees, and something that a person must still decide: nothing is made up.
 * Errors: WrongDocument for a field, table or mark that is none.
 */
export function readDocument(name: string, written: string, filling: Filling): OfficerDocument {
  const [first = "", ...rest] = written.split(/\n{2,}/).map((block) => block.trim());
  if (!first.startsWith("# ")) throw new WrongDocument(`${name}: its first line must be its title`);
  const blocks = rest.filter((block) => block !== "").flatMap((block) => blocksFrom(name, block, filling));
  return { name, title: filled(name, first.slice(2), filling).text, blocks };
}

function blocksFrom(name: string, written: string, filling: Filling): Block[] {
  const [, mark, words = "", under = ""] = /^\[(if|open|table|passage) ?([^\]]*)\]\n?([^]*)$/.exec(written) ?? [];
  if (mark === undefined) return withGaps(name, written, filling);
  if (mark === "if") return isFor(words, filling.holds) ? blocksFrom(name, under, filling) : [];
  if (mark === "open") return [{ kind: "open", text: filled(name, oneLine(under), filling).text }];
  if (mark === "passage") return [{ kind: "text", text: filling.passage(words) }];
  const table = filling.tables[words];
  if (table === undefined) throw new WrongDocument(`${name}: there is no table ${words}`);
  return [{ kind: "table", ...table }];
}

/** Whether a block is for what holds. In: "telegram, not matrix": all of it must be so. */
function isFor(words: string, holds: ReadonlySet<string>): boolean {
  return words.split(",").every((word) => {
    const [, not, what = ""] = /^\s*(not )?(\S+)\s*$/.exec(word) ?? [];
    return holds.has(what) === (not === undefined);
  });
}

/** What kind a block is is read before it is filled: a fact of the school is never taken for a mark of ours. */
function withGaps(name: string, written: string, filling: Filling): Block[] {
  const text = written
    .split("\n")
    .flatMap((line) => forThis(line, filling.holds))
    .join("\n");
  if (text === "") return [];
  const gaps = new Set<string>();
  const put = (some: string) => {
    const { text: said, gaps: here } = filled(name, some, filling);
    for (const label of here) gaps.add(label);
    return said;
  };
  const block = blockOf(text, put);
  return [block, ...[...gaps].map((label) => ({ kind: "open" as const, text: filling.missing(label) }))];
}

/** An item or a row of a table may be for something alone, too: "- [if host] …", "[if host] | … |". */
function forThis(line: string, holds: ReadonlySet<string>): string[] {
  const [, item = "", words, rest] = /^(- )?\[if ([^\]]*)\] ?(.*)$/.exec(line) ?? [];
  if (words === undefined) return [line];
  return isFor(words, holds) ? [`${item}${rest}`] : [];
}

function blockOf(text: string, put: (text: string) => string): Block {
  const line = (some: string) => put(oneLine(some));
  if (text.startsWith("## ")) return { kind: "heading", text: put(text.slice(3)) };
  if (text.startsWith("- ")) return { kind: "items", items: text.slice(2).split("\n- ").map(line) };
  if (!text.startsWith("|")) return { kind: "text", text: line(text) };
  const [head = [], ...rows] = text.split("\n").map((row) => cellsOf(row).map(put));
  return { kind: "table", head, rows };
}

const cellsOf = (line: string) =>
  line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());

function filled(name: string, text: string, { fields, labels }: Filling): { text: string; gaps: string[] } {
  const gaps = new Set<string>();
  const put = text.replaceAll(/\{(\w+)\}/g, (_, field: string) => {
    const value = fields[field];
    if (value === undefined) throw new WrongDocument(`${name}: there is no field {${field}}`);
    if (value !== "") return value;
    const label = labels[field] ?? field;
    gaps.add(label);
    return `…………… (${label})`;
  });
  return { text: put, gaps: [...gaps] };
}

const oneLine = (text: string) => text.replaceAll(/\s*\n\s*/g, " ").trim();
