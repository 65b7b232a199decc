import Sqlite from "better-sqlite3";
import { openDatabase } from "../../db/file/open.ts";
import { isAddress } from "../../db/postgres/address.ts";
import type { Town } from "../support/town.ts";
import type { Screen } from "./messenger.ts";
import type { Decided, Word } from "./parent.ts";

/** What the database holds of a decision about a child: "audio given, video refused". */
type Recorded = string;

/** Whether the teachers know what holds, and how often they were told. */
export interface Told {
  wrong: string[];
  /** How many messages said that they may have come before. */
  marked: number;
}

/**
 * What must stand in the database, by what the parents tapped and were shown alone: each decision with a receipt once,
 * in their order, and nothing else. Out: what is lost, doubled or foreign.
 */
export function compared(path: string, decided: readonly Decided[]): string[] {
  const recorded = recordedIn(path);
  const wrong: string[] = [];
  const children = new Map(decided.map(({ child }) => [child.id, child.label]));
  for (const [id, label] of children) {
    const expected = expectedOf(decided.filter(({ child }) => child.id === id));
    const found = recorded.get(id) ?? [];
    if (expected.join(" / ") !== found.join(" / "))
      wrong.push(`${label}: decided was "${expected.join(" / ")}", on record is "${found.join(" / ")}"`);
  }
  for (const id of recorded.keys()) if (!children.has(id)) wrong.push(`on record is ${id}, of whom nobody decided`);
  return wrong;
}

/** In the words of the record: what each decision changes. */
function expectedOf(decided: readonly Decided[]): Recorded[] {
  const stands: Partial<Record<"audio" | "video", Word>> = {};
  return decided.map((one) => {
    const changed = (["audio", "video"] as const).filter((purpose) => stands[purpose] !== one[purpose]);
    const kinds = changed.map((purpose) => {
      const before = stands[purpose];
      stands[purpose] = one[purpose];
      return `${purpose} ${one[purpose] === "JA" ? "given" : before === "JA" ? "withdrawn" : "refused"}`;
    });
    return kinds.join(", ");
  });
}

function recordedIn(path: string): Map<string, Recorded[]> {
  const client = opened(path);
  const rows = client
    .prepare<[], { child: string; decision: string; what: string }>(
      `select child_id as child, decision, string_agg(purpose || ' ' || kind, ', ' order by seq) as what
       from consent_event group by child_id, decision order by min(seq)`,
    )
    .all();
  client.close();
  const recorded = new Map<string, Recorded[]>();
  for (const { child, what } of rows) recorded.set(child, [...(recorded.get(child) ?? []), what]);
  return recorded;
}

const opened = (path: string): Sqlite.Database =>
  isAddress(path) ? openDatabase(path).$client : new Sqlite(path, { readonly: true });

/** Every conversation that was lost in the database, and whether the file is whole. */
export function damage(path: string): string[] {
  const client = opened(path);
  const found = client.pragma("integrity_check", { simple: true });
  client.close();
  return found === "ok" ? [] : [`integrity_check says ${String(found)}`];
}

const participation = ({ audio, video }: Decided) =>
  audio === "NEIN"
    ? "keine Teilnahme an Videokonferenzen"
    : video === "NEIN"
      ? "Teilnahme nur mit Ton"
      : "Teilnahme mit Ton und Bild";

/** What the teachers have read: last of each child what holds now, and never more often than something changed. */
export function told(
  screen: (chat: number) => Pick<Screen, "since">,
  { teachers }: Town,
  decided: readonly Decided[],
): Told {
  const wrong: string[] = [];
  let marked = 0;
  for (const [id, { child }] of new Map(decided.map((one) => [one.child.id, one]))) {
    const own = decided.filter((one) => one.child.id === id);
    const last = own.at(-1);
    const teacher = teachers.find(({ className }) => className === child.className);
    const heading = `Klasse ${child.className}: ${child.label}`;
    const messages = (teacher ? screen(teacher.chat).since(0) : []).filter(({ text }) => text.includes(heading));
    const isMarked = messages.map(({ text }) => text.includes("Vielleicht schon einmal angekommen"));
    marked += isMarked.filter(Boolean).length;
    const unmarked = isMarked.filter((one) => !one).length;
    if (last && !messages.at(-1)?.text.includes(`Jetzt erlaubt: ${participation(last)}`))
      wrong.push(`${heading}: the teacher was told last "${messages.at(-1)?.text ?? "nothing"}"`);
    if (unmarked > own.length) wrong.push(`${heading}: ${unmarked} messages for ${own.length} decisions, none marked`);
  }
  return { wrong, marked };
}
