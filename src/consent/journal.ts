import { proofSince } from "./retention.ts";

interface Table {
  key: string;
  columns: readonly string[];
  /** The last of them where it came later: a row that has nothing in it is entered as rows were before. */
  later?: string;
}

/**
 * What the proof leans on besides the events of consent: each row of these tables has its entry in the journal.
 * Of each the column that tells its rows apart, and the columns that the entry is made of, in this order.
 */
export const journaled = {
  shown_text: { key: "sha256", columns: ["sha256", "text"] },
  notice_version: {
    key: "number",
    columns: "number sha256 text published_at change decided_at decided_by lapse_on lapsed_at".split(" "),
  },
  period: { key: "id", columns: ["id", "started_at", "started_by", "ended_at", "ended_by"] },
  rights_request: { key: "id", columns: ["id", "right", "person_id", "words"] },
  request_step: { key: "id", columns: ["id", "request_id", "step", "at", "by", "note"] },
  office_action: { key: "id", columns: ["id", "at", "by", "what", "about", "details"], later: "details" },
  custody_fact: {
    key: "id",
    columns: ["id", "child_id", "guardian_id", "custody", "since", "paper", "by", "at"],
  },
  request_entry: { key: "id", columns: ["id", "request_id", "received_on", "route", "place", "by", "at"] },
  restriction_fact: {
    key: "id",
    columns: ["id", "person_id", "request_id", "ground", "since", "told_on", "note", "by", "at"],
  },
  documents_version: { key: "number", columns: ["number", "at", "by", "sha256", "text"] },
  erasure: {
    key: "id",
    columns: ["id", "at", "events", "children", "people", "ended_before", "event_places", "entry_places"],
  },
} satisfies Record<string, Table>;
export type Journaled = keyof typeof journaled;

/** How the rows of a table are entered. */
export const tableOf = (kind: Journaled): Table => journaled[kind];

/** What may be taken away when its time is over; what was shown, and what was erased, never. */
export const mayGo: ReadonlySet<Journaled> = new Set([
  "rights_request",
  "request_step",
  "office_action",
  "custody_fact",
  "request_entry",
  "restriction_fact",
]);

/** What can be wrong with an entry of the journal, or with the row that it is about. */
export type EntryFault =
  | "an entry before it is missing, or was put in"
  | "what it says was changed"
  | "it was not sealed by JaNein"
  | "the row it is about was changed"
  | "the row it is about was taken away"
  | "the row it is about counts as erased and is still there"
  | "the row it is about was erased before its time"
  | "it erased what was too young"
  | "it is dated ahead"
  | "it has no entry in the journal";

/**
 * What a row may have said when it was entered earlier, by what may change in it: a period is ended, a notice version
 * decided and then lapsed, a request gets further words, a line at least. In: the row as it is now, as a JSON array.
 * Out: each as such an array; null for a kind of which none changes.
 */
export function earlierOf(kind: Journaled, content: string): string[] | null {
  const said = JSON.parse(content) as unknown[];
  const without = (...names: string[]) =>
    JSON.stringify(said.map((value, at) => (names.includes(journaled[kind].columns[at] ?? "") ? null : value)));
  if (kind === "period") return [content, without("ended_at", "ended_by")];
  if (kind === "notice_version")
    return [content, without("lapsed_at"), without("change", "decided_at", "decided_by", "lapse_on", "lapsed_at")];
  if (kind !== "rights_request") return null;
  const lines = String(said.at(-1)).split("\n");
  return [...lines, ""].map((_, at) => JSON.stringify([...said.slice(0, -1), lines.slice(0, at).join("\n")]));
}

/** One thing that was erased: which places it took, and the end of the retention time. */
export interface Erasing {
  from: number;
  to: number;
  endedBefore: string;
}

/** The settings allow no shorter retention time, in years after the end of the year. */
const leastYears = 1;

/** Whether an erasure took only what had outlived the shortest retention time that can be set. In: ISO times. */
export function cameAfterItsTime({ at, endedBefore }: { at: string; endedBefore: string }): boolean {
  const erasedAt = new Date(at);
  return !Number.isNaN(erasedAt.getTime()) && endedBefore <= proofSince(erasedAt, leastYears);
}

/** Places in a chain, written short: "3-5,9". In: whole numbers, in any order, each once. */
export function placesOf(seqs: readonly number[]): string {
  const ranges: [from: number, to: number][] = [];
  for (const seq of seqs.toSorted((one, other) => one - other)) {
    const last = ranges.at(-1);
    if (last && last[1] === seq - 1) last[1] = seq;
    else ranges.push([seq, seq]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(",");
}

/** The ranges that were written so; what is no range is none. */
export function rangesIn(places: string): [from: number, to: number][] {
  return [...places.matchAll(/(\d+)(?:-(\d+))?/g)].map(([, from, to]) => [Number(from), Number(to ?? from)]);
}

/** What was erased, by place: asked in the order of the places. In: the ranges, in any order. */
export function erasedPlaces(erasings: readonly Erasing[]): (seq: number) => Erasing | null {
  const inOrder = erasings.toSorted((one, other) => one.from - other.from);
  let at = 0;
  return (seq) => {
    for (let next = inOrder[at]; next && next.to < seq; next = inOrder[at]) at += 1;
    const here = inOrder[at];
    return here && here.from <= seq ? here : null;
  };
}
