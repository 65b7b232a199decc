import { hash } from "node:crypto";
import type { Database as Sqlite } from "better-sqlite3";
import { journaled, type Journaled, tableOf } from "../../src/consent/journal.ts";
import type { State } from "../../src/consent/known-broken.ts";
import { isKeyOf } from "./row-content.ts";

// Named one by one: what a later version adds beside them is no change.
const columnsOf = {
  event: {
    stay: "seq id decision purpose kind role route at notice language shown voids commitment previous hash seal",
    go: "child_id person_id recorded_by evidence salt",
  },
  entry: { stay: "seq at kind about commitment previous hash seal", go: "salt" },
};

/**
 * What stands at a place of the chain of events. In: the link before it; whether its erasure is on record.
 */
export function stateOfEvent(client: Sqlite, seq: number, before: string, isErased: boolean): State {
  const read = readingIn(client, "consent_event", "seq", seq);
  const isBlank = `salt = '' and child_id is null and person_id is null and recorded_by = '' and evidence = ''`;
  const { stay, go } = columnsOf.event;
  const whose = isErased && read.whether(isBlank) ? null : read.columns(go.split(" "));
  return { stays: stateOf([before, read.columns(stay.split(" "))]), goes: [goneOr(whose)] };
}

/**
 * As `stateOfEvent`, of the journal; with the row that it is about, unless a newer entry is about the same one.
 */
export function stateOfEntry(
  client: Sqlite,
  { seq, kind, about, isOld }: { seq: number; kind: Journaled; about: string; isOld: number },
  before: string,
  isErased: boolean,
): State {
  const read = readingIn(client, "journal", "seq", seq);
  const { stay, go } = columnsOf.entry;
  const salt = isErased && read.whether("salt = ''") ? null : read.columns(go.split(" "));
  const isRow = Object.hasOwn(journaled, kind) && isKeyOf(kind, about);
  const row = isRow ? stateOfRow(client, kind, about) : undefined;
  const isGone = isOld === 1 || (isErased && row === undefined);
  return {
    stays: stateOf([before, read.columns(stay.split(" "))]),
    goes: [goneOr(salt), isGone ? null : stateOf(row ?? "none")],
  };
}

/** A column that came later and is empty says no more than none did. */
function stateOfRow(client: Sqlite, kind: Journaled, about: string): unknown {
  const { key, columns, later } = tableOf(kind);
  const read = readingIn(client, kind, key, about);
  const isEmpty = later === undefined || read.whether(`"${later}" is null`);
  return read.columns(isEmpty ? columns.filter((column) => column !== later) : columns);
}

const stateOf = (what: unknown) => hash("sha256", JSON.stringify(what));
const goneOr = (what: unknown) => (what === null ? null : stateOf(what));

/** Reads one row as bytes, each with its type: what reads the same may be another. */
function readingIn(client: Sqlite, table: string, key: string, is: number | string) {
  const get = (what: string) => client.prepare(`select ${what} from "${table}" where "${key}" = ?`).raw().get(is);
  return {
    columns: (names: readonly string[]) => get(names.map((name) => `typeof("${name}"), hex("${name}")`).join(", ")),
    whether: (condition: string) => get(`(${condition}) as it`)?.toString() === "1",
  };
}
