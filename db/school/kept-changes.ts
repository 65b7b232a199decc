import { and, eq, lt, ne } from "drizzle-orm";
import type { HandActName } from "../../src/school/by-hand/acts.ts";
import { canStillUndo, type Detail, type RollChange, undoDays } from "../../src/school/by-hand/roll-change.ts";
import type { ImportPlan } from "../../src/school/plan-import.ts";
import { tellingChanges } from "../messenger/telling.ts";
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

/** Carries a plan out, with whoever hears of it, and keeps what it touched as it was and as it is. */
export function carryOutKept(
  tx: Transaction,
  plan: ImportPlan,
  made: Made,
  telling: { now: Date; pupilAge: number },
): void {
  const touched = touchedBy(plan);
  const was = standing(tx, touched);
  tellingChanges(tx, concernedBy(plan), telling, () => carryOut(tx, plan, telling.now));
  const change: RollChange = { newClasses: plan.newClasses, was, became: standing(tx, touched) };
  const [detail, former] = [JSON.stringify(made.detail), JSON.stringify(change)];
  tx.insert(rollChange)
    .values({ ...made, detail, former, at: telling.now.toISOString() })
    .run();
}

/** A row as it is told: what was before it is not. In: now, for that is kept for a week. */
export function asChanged({ former, detail, ...row }: Row, now: Date): Changed {
  return {
    ...row,
    ...(JSON.parse(detail) as Detail),
    isKept: former !== "" && row.undoneAt === null && canStillUndo(row.at, now),
  };
}

/** What was before a change, as long as it is kept; else null. */
export function formerOf(tx: Transaction, id: string, now: Date): RollChange | null {
  const row = tx.select().from(rollChange).where(eq(rollChange.id, id)).get();
  return row && asChanged(row, now).isKept ? (JSON.parse(row.former) as RollChange) : null;
}

/** What was before a change is forgotten when it can no longer be taken back. In: now; before when (ISO) all goes. */
export function forgetChanges(tx: Transaction, now: Date, before: string): void {
  const over = new Date(now.getTime() - undoDays * 24 * 60 * 60 * 1000).toISOString();
  tx.update(rollChange)
    .set({ former: "" })
    .where(and(ne(rollChange.former, ""), lt(rollChange.at, over)))
    .run();
  tx.delete(rollChange).where(lt(rollChange.at, before)).run();
}
