import { hash as digest } from "node:crypto";
import type { Database as Sqlite, Statement } from "better-sqlite3";
import {
  cameAfterItsTime,
  earlierOf,
  type EntryFault,
  type Erasing,
  journaled,
  type Journaled,
  mayGo,
} from "../../src/consent/journal.ts";
import type { Found } from "../../src/consent/known-broken.ts";
import { sealOf } from "../file/seals.ts";
import { erasedIn } from "./erasings.ts";
import { isKeyOf, rowContent } from "./row-content.ts";
import { stateOfEntry } from "./state-at.ts";
import { strayRow } from "./stray.ts";
import type { Walk } from "./walks.ts";

/** The first entry that does not hold; place 0 for a row that has none. */
export interface BrokenEntry {
  where: "journal";
  seq: number;
  /** The table and the key of the row that it is about. */
  id: string;
  fault: EntryFault;
}

interface Entry {
  seq: number;
  at: string;
  kind: Journaled;
  about: string;
  salt: string;
  commitment: string;
  previous: string;
  hash: string;
  /** What the hash must be; null where it cannot be written. */
  right: string | null;
  seal: string;
  /** Whether a newer entry is about the same row. */
  isOld: number;
}

const atOnce = 1000;

interface Walking {
  /** Hears of each link. */
  met: (seq: number, hash: string) => void;
  /** Beyond this place every entry is sealed. */
  sealedFrom: number;
  /** No erasure is dated beyond this (ISO). */
  latest?: string;
  /** Whether what does not hold is known; without it, nothing is. */
  isKnown?: (found: Found) => boolean;
}

/**
 * Walks the journal and looks whether every row is as it was entered, reading only, a portion at each step.
 * Out: how many entries, and the newest link; or the first fault.
 */
export function* walkJournal(
  client: Sqlite,
  { met, sealedFrom, latest = "", isKnown = () => false }: Walking,
): Walk<{ entries: number; newest: string } | { broken: BrokenEntry }> {
  const erased = erasedIn(client, "entry_places");
  const contentOf = contentsIn(client);
  const newestOf = newestIn(client);
  const seal = sealOf(client);
  const judge = (entry: Entry, before: string): EntryFault | null => {
    const content = contentOf(entry);
    return (
      faultOf(entry, before, content, erased.at(entry.seq)) ??
      (entry.seal === seal(String(entry.hash)) || (entry.seq >= 1 && entry.seq <= sealedFrom)
        ? null
        : "it was not sealed by JaNein") ??
      (entry.isOld ? faultOfOld(entry, content, newestOf) : null) ??
      (isAhead(entry, latest) ? "it is dated ahead" : null)
    );
  };
  const judgedAgain = ({ seq }: Entry, before: string): EntryFault | null => {
    erased.lookAgain();
    const [entry] = portion(client, seq - 1, 1);
    if (entry?.seq !== seq) return "an entry before it is missing, or was put in";
    return judge(entry, before);
  };
  let [entries, newest]: [entries: number, newest: string] = [0, ""];
  let last: number | null = null;
  for (let some = portion(client, last); some.length > 0; some = portion(client, last)) {
    for (const entry of some) {
      // Another process may have erased or changed it in between: only what is wrong twice is wrong.
      const fault = judge(entry, newest) && judgedAgain(entry, newest);
      const broken = fault && brokenAt(entry, fault);
      const state = () => stateOfEntry(client, entry, newest, erased.at(entry.seq) !== null);
      if (broken && !isKnown({ ...broken, state: state() })) return { broken };
      [newest, last] = [entry.hash, entry.seq];
      entries += 1;
      met(last, newest);
    }
    erased.lookAgain();
    yield;
  }
  const stray = strayRow(client);
  return stray === null
    ? { entries, newest }
    : { broken: { where: "journal", seq: 0, id: stray, fault: "it has no entry in the journal" } };
}

const brokenAt = ({ seq, kind, about }: Entry, fault: EntryFault): BrokenEntry => ({
  ...{ where: "journal", seq, id: `${kind} ${about}`, fault },
});

function faultOf(entry: Entry, before: string, content: string | null, erasing: Erasing | null): EntryFault | null {
  if (entry.previous !== before) return "an entry before it is missing, or was put in";
  if (entry.hash !== entry.right) return "what it says was changed";
  if (content === null) return faultOfGone(entry, erasing);
  if (erasing) return "the row it is about counts as erased and is still there";
  if (!entry.isOld && !isOf(entry, content)) return "the row it is about was changed";
  return entry.kind === "erasure" ? faultOfErasure(content) : null;
}

const isOf = ({ salt, commitment }: Pick<Entry, "salt" | "commitment">, content: string): boolean =>
  digest("sha256", salt + content) === commitment;

/** Where the row is not as it was entered last, that entry says it. */
function faultOfOld(entry: Entry, content: string | null, newestOf: ReturnType<typeof newestIn>): EntryFault | null {
  if (content === null || !isOf(newestOf(entry), content)) return null;
  const earlier = earlierOf(entry.kind, content);
  return earlier === null || earlier.some((said) => isOf(entry, said)) ? null : "what it says was changed";
}

/** The newest entry about the same row. */
function newestIn(client: Sqlite): (entry: Pick<Entry, "kind" | "about">) => Pick<Entry, "salt" | "commitment"> {
  const newest = client.prepare(
    "select salt, commitment from journal where kind = ? and about = ? order by seq desc limit 1",
  );
  return ({ kind, about }) => newest.get(kind, about) as Pick<Entry, "salt" | "commitment">;
}

const isAhead = ({ kind, at }: Entry, latest: string): boolean => kind === "erasure" && latest !== "" && at > latest;

function faultOfGone({ at, kind, salt }: Entry, erasing: Erasing | null): EntryFault | null {
  if (!erasing || !mayGo.has(kind)) return "the row it is about was taken away";
  if (at >= erasing.endedBefore) return "the row it is about was erased before its time";
  return salt === "" ? null : "what it says was changed";
}

function faultOfErasure(content: string): EntryFault | null {
  const [, at, , , , endedBefore] = JSON.parse(content) as string[];
  return cameAfterItsTime({ at: at ?? "", endedBefore: endedBefore ?? "" }) ? null : "it erased what was too young";
}

function portion(client: Sqlite, after: number | null, most = atOnce): Entry[] {
  const [which, places] = after === null ? ["", []] : ["where seq > ?", [after]];
  const read = (right: string, limit: number) =>
    client
      .prepare(
        `select *, ${right} as "right",
           exists (select 1 from journal as newer where newer.kind = journal.kind
           and newer.about = journal.about and newer.seq > journal.seq) as "isOld"
         from journal ${which} order by seq limit ?`,
      )
      .all(...places, limit) as Entry[];
  const right = "sha256(json_array(seq, at, kind, about, commitment, previous))";
  try {
    return read(right, most);
  } catch {
    // Bytes that somebody put in the place of a text cannot be written so: then one by one.
    return most > 1 ? portion(client, after, 1) : read("null", 1);
  }
}

/**
 * The rows as they are now, each as the text that its entry commits to; "" where its own hash is not that of its text.
 * Out: null where there is no such row.
 */
function contentsIn(client: Sqlite): (entry: Pick<Entry, "kind" | "about">) => string | null {
  const reading = new Map<Journaled, Statement>();
  return ({ kind, about }) => {
    if (!Object.hasOwn(journaled, kind) || !isKeyOf(kind, about)) return null;
    try {
      const statement = reading.get(kind) ?? readingOf(client, kind);
      reading.set(kind, statement);
      return (statement.get(about) as string | undefined) ?? null;
    } catch {
      return "";
    }
  };
}

function readingOf(client: Sqlite, kind: Journaled): Statement {
  const { key, columns } = journaled[kind];
  const row = rowContent(kind);
  const content = columns.includes("sha256") ? `iif(sha256(text) = sha256, ${row}, '')` : row;
  return client.prepare(`select ${content} from "${kind}" where "${key}" = ?`).pluck();
}
