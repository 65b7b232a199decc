import type Sqlite from "better-sqlite3";
import { eq } from "drizzle-orm";
import type { PartOfRoll, RollChange } from "../../src/school/by-hand/roll-change.ts";
import type { BeforeChange } from "../../src/consent/own-data.ts";
import { type Portion, portionWithout } from "../../src/school/planning/portions.ts";
import type { Database, Transaction } from "../file/database.ts";
import { connectionOf } from "../file/prepared.ts";
import { readOnce } from "../file/read-once.ts";
import { rollChange } from "../schema.ts";
import { ahead } from "./kept-changes.ts";

/** Children and people, by their ids. */
export interface Whose {
  children: readonly string[];
  people: readonly string[];
}

interface Kept {
  id: string;
  at: string;
  what: string;
  row: string;
}

/** What can not be taken back any more is empty, and no JSON. */
const stillKept = "iif(roll_change.former <> '', roll_change.former, null)";

const rowsIn = (side: "was" | "became", part: keyof PartOfRoll, key = "id") =>
  readOnce(
    `select roll_change.id, roll_change.at, roll_change.what, one.value as "row"
     from roll_change, json_each(${stillKept}, '$.${side}.${part}') as one
     where roll_change.former <> '' and one.value ->> '$.${key}' in (select value from json_each(:ids))
     order by roll_change.at, roll_change.id`,
  );
const sides = {
  before: { children: rowsIn("was", "children"), people: rowsIn("was", "people") },
  after: { children: rowsIn("became", "children"), people: rowsIn("became", "people") },
};
const speakingOf = {
  children: [
    ...[sides.before.children, sides.after.children],
    ...[rowsIn("was", "guardianships", "childId"), rowsIn("became", "guardianships", "childId")],
  ],
  people: [sides.before.people, sides.after.people],
};

/** How these children and people stood before and after what the office has changed, as far as it is kept. */
export function keptOf(database: Database, whose: Whose): BeforeChange[] {
  const changes = new Map<string, BeforeChange>();
  for (const side of ["before", "after"] as const)
    for (const part of ["children", "people"] as const)
      for (const kept of sides[side][part](database).all({ ids: JSON.stringify(whose[part]) }) as Kept[]) {
        const { id, at, what } = kept;
        const change = changes.get(id) ?? { at, what, before: [], after: [] };
        change[side].push(JSON.parse(kept.row) as Record<string, unknown>);
        changes.set(id, change);
      }
  return [...changes.values()];
}

/**
 * Whoever is forgotten is forgotten also in what was before a change, and in what an import that was broken off has
 * still to do; of the others it can still be taken back, and is done.
 */
export function forgetInFormer(tx: Transaction, whose: Whose): void {
  const on = { $client: connectionOf(tx) as Sqlite.Database };
  const gone = new Set([...whose.children, ...whose.people]);
  forgetAhead(tx, gone);
  const speaking = (["children", "people"] as const).flatMap((part) =>
    speakingOf[part].flatMap((rows) => rows(on).all({ ids: JSON.stringify(whose[part]) }) as Kept[]),
  );
  for (const id of new Set(speaking.map((kept) => kept.id))) {
    const row = tx.select({ former: rollChange.former }).from(rollChange).where(eq(rollChange.id, id)).get();
    const change = JSON.parse(row?.former ?? "null") as RollChange;
    const left = { ...change, was: without(change.was, gone), became: without(change.became, gone) };
    tx.update(rollChange)
      .set({ former: JSON.stringify(left) })
      .where(eq(rollChange.id, id))
      .run();
  }
}

function forgetAhead(tx: Transaction, gone: ReadonlySet<string>): void {
  const { id, former, detail } = rollChange;
  for (const row of tx.select({ id, former }).from(rollChange).where(eq(detail, ahead)).all()) {
    if (![...gone].some((one) => row.former.includes(one))) continue;
    const { portion } = JSON.parse(row.former) as { portion: Portion };
    tx.update(rollChange)
      .set({ former: JSON.stringify({ portion: portionWithout(portion, gone) }) })
      .where(eq(id, row.id))
      .run();
  }
}

function without(part: PartOfRoll, gone: ReadonlySet<string>): PartOfRoll {
  return {
    children: part.children.filter(({ id }) => !gone.has(id)),
    people: part.people.filter(({ id }) => !gone.has(id)),
    guardianships: part.guardianships.filter((one) => !gone.has(one.guardianId) && !gone.has(one.childId)),
    classTeachers: part.classTeachers.filter(({ teacherId }) => !gone.has(teacherId)),
  };
}
