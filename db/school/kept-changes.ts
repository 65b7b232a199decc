import { and, asc, eq, lt, ne, or } from "drizzle-orm";
import type { HandActName } from "../../src/school/by-hand/acts.ts";
import { canStillUndo, type Detail, type RollChange, undoDays } from "../../src/school/by-hand/roll-change.ts";
import { joinedChanges } from "../../src/school/by-hand/joined-changes.ts";
import type { ImportPlan } from "../../src/school/plan-import.ts";
import { type Telling, tellingChanges } from "../messenger/telling.ts";
import type { Transaction } from "../file/database.ts";
import { rollChange } from "../schema.ts";
import { carryOut, concernedBy } from "./carry-out.ts";
import { standing, touchedBy } from "./touched.ts";

/** A change of the roll, as the log and its own page tell it. */
export interface Changed extends Detail {
  id: string;
  at: string;
  by: string;
  what: "import" | HandActName;
  about: string;
  undoneAt: string | null;
  /** What was before it is still kept. */
  isKept: boolean;
}

type Row = typeof rollChange.$inferSelect;
type Made = Pick<Row, "id" | "by" | "what" | "about"> & { detail: Detail };

/**
 * What stands in place of what the log says, for a portion of an import that is carried out in several: whether it is
 * still to be done, and what it changes stands where later is what it has changed. Its `about` is the import's id.
 */
export const [ahead, done] = ['"ahead"', '"done"'] as const;

/** The portions of a change, but for the first, which stands with the change itself. */
export const portionsOfChange = (id: string) => and(eq(rollChange.what, "import"), eq(rollChange.about, id));

/** Carries a plan out, with whoever hears of it, and keeps what it touched as it was and as it is. */
export function carryOutKept(tx: Transaction, plan: ImportPlan, made: Made, telling: Telling): void {
  const former = JSON.stringify(changeBy(tx, plan, telling));
  tx.insert(rollChange)
    .values({ ...made, detail: JSON.stringify(made.detail), former, at: telling.now.toISOString() })
    .run();
}

/** Carries a plan out, with whoever hears of it. Out: what it touched, as it was and as it is. */
export function changeBy(tx: Transaction, plan: ImportPlan, telling: Telling): RollChange {
  const touched = touchedBy(plan);
  const was = standing(tx, touched);
  tellingChanges(tx, concernedBy(plan), telling, () => carryOut(tx, plan, telling.now));
  return { newClasses: plan.newClasses, was, became: standing(tx, touched) };
}

/** A row as it is told: what was before it is not. In: now, for that is kept for a week. */
export function asChanged({ former, detail, ...row }: Row, now: Date): Changed {
  return {
    ...row,
    ...(JSON.parse(detail) as Detail),
    isKept: former !== "" && row.undoneAt === null && canStillUndo(row.at, now),
  };
}

/** What was before a change, as long as it is kept, in all its portions; else null. */
export function formerOf(tx: Transaction, id: string, now: Date): RollChange | null {
  const row = tx.select().from(rollChange).where(eq(rollChange.id, id)).get();
  if (!row || !asChanged(row, now).isKept) return null;
  const isDone = and(portionsOfChange(id), eq(rollChange.detail, done), ne(rollChange.former, ""));
  const portions = tx.select().from(rollChange).where(isDone).orderBy(asc(rollChange.at), asc(rollChange.id)).all();
  return joinedChanges([row, ...portions].map(({ former }) => JSON.parse(former) as RollChange));
}

/** A change was taken back: what was before it is kept no longer. */
export function forgetTakenBack(tx: Transaction, id: string, undoneAt: string): void {
  tx.update(rollChange)
    .set({ former: "", undoneAt })
    .where(or(eq(rollChange.id, id), portionsOfChange(id)))
    .run();
}

/** What was before a change is forgotten when it can no longer be taken back. In: now; before when (ISO) all goes. */
export function forgetChanges(tx: Transaction, now: Date, before: string): void {
  const over = new Date(now.getTime() - undoDays * 24 * 60 * 60 * 1000).toISOString();
  tx.update(rollChange)
    .set({ former: "" })
    .where(and(ne(rollChange.former, ""), ne(rollChange.detail, ahead), lt(rollChange.at, over)))
    .run();
  tx.delete(rollChange).where(lt(rollChange.at, before)).run();
}
