import type { Database } from "../../db/file/database.ts";
import type { OfficeRole } from "../../src/school/office-roles.ts";
import { staff } from "./office-school.ts";
import { changedTables, must, rowsOf } from "./watch.ts";

type Stored = ReadonlyMap<string, string>;

/** What nobody in this role changes, by table. */
const notFor: Record<OfficeRole, RegExp> = {
  head: /^$/,
  office: /^(notice_version|period|office_person|office_link|request_step)$/,
  officer:
    /^(child|person|guardianship|class_teacher|school_class|consent_event|shown_text|join_code|notice_version|period|office_person|office_link|child_change|account)$/,
};

/**
 * What a request has changed is for whoever sent it: nothing without a session or from elsewhere, and each new event is
 * put down by that person, for somebody who may declare for the child. Out: whether anything has changed.
 */
export function onlyWhatTheyMay(
  database: Database,
  before: Stored,
  { by, origin }: { by: OfficeRole | "nobody"; origin: string },
): boolean {
  const after = new Map([...before.keys()].map((table) => [table, JSON.stringify(rowsOf(database, table))]));
  const changed = changedTables(before, after);
  // Of a session it is kept when it was last used; a page that only shows is not refused to a link from elsewhere.
  const lasting = changed.filter((table) => table !== "office_session");
  if (by === "nobody") must(changed.length === 0, `nobody has changed ${changed.join(", ")}`);
  if (origin !== "own") must(lasting.length === 0, `origin "${origin}" has changed ${lasting.join(", ")}`);
  if (by === "nobody") return false;
  const forbidden = changedTables(...ofOthers(database, staff[by], before, after)).find((table) =>
    notFor[by].test(table),
  );
  must(forbidden === undefined, `somebody in the role ${by} has changed ${forbidden}`);
  eventsAreTheirs(database, (JSON.parse(before.get("consent_event") ?? "[]") as unknown[]).length, staff[by]);
  return lasting.length > 0;
}

/** What is stored of others than somebody of the office: an own messenger is everybody's. */
function ofOthers(database: Database, name: string, ...states: [Stored, Stored]): [Stored, Stored] {
  const own = rowsOf(database, "office_person").find((row) => row.name === name)?.id;
  const isOthers = (table: string) => (row: Record<string, unknown>) =>
    (table === "person" ? row.id : row.person_id) !== own;
  const rest = (stored: Stored): Stored =>
    new Map([...stored].map(([table, rows]) => [table, without(rows, isOthers(table))]));
  return [rest(states[0]), rest(states[1])];
}

const without = (rows: string, isKept: (row: Record<string, unknown>) => boolean): string =>
  JSON.stringify((JSON.parse(rows) as Record<string, unknown>[]).filter(isKept));

function eventsAreTheirs(database: Database, before: number, name: string): void {
  const events = rowsOf(database, "consent_event");
  must(events.length >= before, "events are gone");
  const pairs = new Set(
    rowsOf(database, "guardianship").map(({ guardian_id, child_id }) => pairOf({ person_id: guardian_id, child_id })),
  );
  for (const { seq, person_id, child_id, recorded_by, route } of events.slice(before)) {
    const which = `event ${String(seq)}`;
    must(recorded_by === name, `${which} is put down by ${String(recorded_by)}, and sent by ${name}`);
    must(route !== "chat", `${which} of the office is said to come from the chat`);
    const entitled = person_id === null || pairs.has(pairOf({ person_id, child_id }));
    must(entitled, `${which} is of somebody who may not declare for the child`);
  }
}

const pairOf = ({ person_id, child_id }: Record<string, unknown>) => JSON.stringify([person_id, child_id]);
