import { eq, ne } from "drizzle-orm";
import type { HandAct, NotDone, PlannedByHand } from "../../src/school/by-hand/acts.ts";
import { planByHand } from "../../src/school/by-hand/plan-by-hand.ts";
import { detailOf } from "../../src/school/by-hand/roll-change.ts";
import { changesAnything } from "../../src/school/by-hand/take-back.ts";
import type { Stays, TakenBack } from "../../src/school/by-hand/taken-back.ts";
import { namesakeMarksById } from "../../src/school/shown-name.ts";
import type { ImportPlan } from "../../src/school/plan-import.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import { child, rollChange } from "../schema.ts";
import { carryOutKept, formerOf } from "./kept-changes.ts";
import { rollOf } from "./roll.ts";
import { closeLeftOpen } from "./to-do.ts";
import { carryBack, takenBackNow } from "./taking-back.ts";
import { openToldChanges } from "./told-changes.ts";

/** Who changes the roll: a person of the office, and the id that the change and its note in the log have. */
export interface By {
  id: string;
  by: string;
}

/** What would become of a change that is taken back, with the names of the children who stay as they are. */
export interface WouldTakeBack {
  children: { back: number; dropped: number };
  stays: (Stays & { name: string })[];
  /** Nothing of it is left to take back. */
  isNothing: boolean;
}

/**
 * What the office changes of the roll, by a list or by hand, and takes back.
 * In: ids; the age from which a pupil must agree as well.
 */
export function openRollChanges(database: Database, newId: () => string, pupilAge: number) {
  return {
    ...openToldChanges(database),

    /**
     * Carries out the plan of an import whole or not at all, tells whom it concerns, and keeps what was before it;
     * what was before an older change is not kept any longer. Once: of two that take over the same one nothing is done
     * by the later. In: also the names of the files.
     */
    async takeOver(plan: ImportPlan, { id, by }: By, files: readonly string[], now: Date): Promise<void> {
      await inOneTransaction(database, (tx) => {
        if (wasDone(tx, id)) return;
        tx.update(rollChange).set({ former: "" }).where(ne(rollChange.former, "")).run();
        const made = { id, by, what: "import", about: "", detail: detailOf(plan, files) } as const;
        carryOutKept(tx, plan, made, { now, pupilAge });
      });
    },

    /** Does one act by hand, once, planned from what stands at that moment. Out: the plan, or why nothing was done. */
    async byHand(act: HandAct, { id, by }: By, now: Date): Promise<PlannedByHand | NotDone> {
      return inOneTransaction(database, (tx) => {
        if (wasDone(tx, id)) return { refused: "before", candidates: [] };
        const planned = planByHand(act, rollOf(tx), newId);
        if ("refused" in planned) return planned;
        const { plan, about } = planned;
        carryOutKept(tx, plan, { id, by, what: act.what, about, detail: detailOf(plan, null) }, { now, pupilAge });
        if (act.what === "addGuardian") closeLeftOpen(tx, about, now);
        return planned;
      });
    },

    /** What taking a change back would do. Out: null where it can not be taken back any more. */
    async wouldTakeBack(id: string, now: Date): Promise<WouldTakeBack | null> {
      return database.transaction((tx) => {
        const former = formerOf(tx, id, now);
        return former ? shownBack(tx, takenBackNow(tx, former, now)) : null;
      });
    },

    /** Takes a change back, once. Out: who stays as it is; null where nothing of it can be taken back any more. */
    async takeBack(id: string, now: Date): Promise<Stays[] | null> {
      return inOneTransaction(database, (tx) => {
        const former = formerOf(tx, id, now);
        const back = former && takenBackNow(tx, former, now);
        if (!back || !changesAnything(back)) return null;
        carryBack(tx, back, { now, pupilAge });
        tx.update(rollChange).set({ former: "", undoneAt: now.toISOString() }).where(eq(rollChange.id, id)).run();
        return back.stays;
      });
    },
  };
}

export type { Changed } from "./kept-changes.ts";
export type RollChanges = ReturnType<typeof openRollChanges>;

const wasDone = (tx: Transaction, id: string) =>
  tx.select({ id: rollChange.id }).from(rollChange).where(eq(rollChange.id, id)).get() !== undefined;

function shownBack(tx: Transaction, back: TakenBack): WouldTakeBack {
  const all = back.stays.length === 0 ? [] : tx.select().from(child).all();
  const markOf = namesakeMarksById(all);
  const names = new Map(all.map((one) => [one.id, `${one.givenName} ${one.familyName}${markOf(one.id)}`]));
  return {
    children: { back: back.plan.changedChildren.length, dropped: back.drops.children.length },
    stays: back.stays.map((one) => ({ ...one, name: names.get(one.childId) ?? "" })),
    isNothing: !changesAnything(back),
  };
}
