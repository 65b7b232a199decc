import { hash } from "node:crypto";

/** Texts as nobody writes them, and some do. */
export const oddTexts = [
  `"Größe" \\ 'Straße' / <b>`,
  "🙂 \u{1F468}\u200D\u{1F469} ẞ İ \u202E \u2028 \uFEFF",
  Array.from({ length: 31 }, (_, at) => String.fromCharCode(at + 1)).join("") + "\u007F\u0080\u009F",
  "",
] as const;
const [quoted, emoji, control, nothing] = oddTexts;

type Value = string | number | null;

const at = "2026-11-30T08:00:00.000Z";

/** What stands before there can be any row of the proof, and one of each, in their order. */
const rowsOf: [table: string, row: Record<string, Value>][] = [
  ["school_class", { id: "k1", name: "3a" }],
  ["person", { id: "p1", role: "guardian", given_name: quoted, family_name: "Mustermann", key: null }],
  ["child", { id: "c1", given_name: "Zzvorname", family_name: emoji, class_id: "k1" }],
  ["guardianship", { guardian_id: "p1", child_id: "c1" }],
  ["office_person", { id: "o1", name: "Niemand", role: "office", made_at: at }],
  ["child_look", { child_id: "c1", person_id: "o1", hour: "2026-11-30T08", at }],
  ["shown_text", { sha256: "s1", text: control }],
  ["notice_version", { sha256: quoted, text: emoji, published_at: at }],
  ["documents_version", { at, by: emoji, sha256: nothing, text: control }],
  ["period", { started_at: at, started_by: quoted }],
  ["rights_request", { id: "r1", right: "access", person_id: "p1", words: quoted }],
  ["rights_request", { id: "r2", right: "restriction", person_id: "p1", words: nothing }],
  ["request_step", { request_id: "r1", step: "answered", at, by: control, note: emoji }],
  ["request_entry", { id: emoji, request_id: "r2", received_on: at, route: "letter", place: quoted, by: "x", at }],
  ["restriction_fact", restriction("accuracy", "")],
  ["office_action", { at, by: quoted, what: "import", about: emoji }],
  ["office_action", { at, by: quoted, what: "import", about: nothing, details: '{"act":"a1"}' }],
  [
    "custody_fact",
    { child_id: "c1", guardian_id: "p1", custody: "declares", since: at, paper: control, by: emoji, at },
  ],
  ["erasure", { at, events: 0, children: 9007199254740991, people: -1, ended_before: "2025-01-01T00:00:00.000Z" }],
  ["consent_event", linkedEvent("c1")],
];

/** What goes on afterwards, each in one statement. */
const goingOn = [
  `update period set ended_at = '${at}', ended_by = ${literal(emoji)} where id = 1`,
  `update rights_request set words = words || ${literal(`\n${control}`)} where id = 'r1'`,
  `update notice_version set change = 'first', decided_at = '${at}', decided_by = ${literal(quoted)} where number = 1`,
  `update notice_version set lapsed_at = '2026-12-01' where number = 1`,
];

/** The rows of the proof, one statement each, in words that SQLite and PostgreSQL share. */
export const provenRows: readonly string[] = [...rowsOf.map(([table, row]) => inserting(table, row)), ...goingOn];

/** In: a table, a row of it by its columns. Out: the statement that puts it in. */
export function inserting(table: string, row: Record<string, Value>): string {
  const columns = Object.keys(row).map((name) => `"${name}"`);
  return `insert into ${table} (${columns.join(", ")}) values (${Object.values(row).map(literal).join(", ")})`;
}

/** A restriction by its ground, nothing for a lifted one, and the day when the person was told. */
export function restriction(ground: string, told: string): Record<string, Value> {
  const since = "2026-11-20";
  return { person_id: "p1", request_id: "r2", ground, since, told_on: told, note: emoji, by: "x", at };
}

/** An event that is linked as JaNein links it, but not sealed. */
export function linkedEvent(child: string, { seq, id } = { seq: 1, id: "e1" }): Record<string, Value> {
  const said = { seq, id, decision: emoji, purpose: "photos", kind: "given", role: "guardian", route: "paper", at };
  const shown = { notice: 1, language: "de", shown: "s1", voids: null, commitment: quoted, previous: control };
  const linked = { ...said, ...shown };
  const kept = { child_id: child, person_id: "p1", recorded_by: "x", evidence: quoted, salt: "salt", seal: "" };
  return { ...linked, ...kept, hash: hash("sha256", JSON.stringify(Object.values(linked))) };
}

function literal(value: Value): string {
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
}
