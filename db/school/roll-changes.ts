import { eq } from "drizzle-orm";
import type { HandAct, NotDone, PlannedByHand } from "../../src/school/by-hand/acts.ts";
import { planByHand } from "../../src/school/by-hand/plan-by-hand.ts";
import { detailOf } from "../../src/school/by-hand/roll-change.ts";
import { changesAnything } from "../../src/school/by-hand/take-back.ts";
import type { Stays, TakenBack } from "../../src/school/by-hand/taken-back.ts";
import { namesakeMarksById } from "../../src/school/shown-name.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import { child, rollChange } from "../schema.ts";
import { carryOutKept, forgetTakenBack, formerOf } from "./kept-changes.ts";
import { rollOf } from "./roll.ts";
import { closeLeftOpen } from "./to-do.ts";
import { carryBack, takenBackNow } from "./taking-back.ts";
import { type By, openTakingOver } from "./taking-over.ts";
import { openToldChanges } from "./told-changes.ts";

/** What would become of a change that is taken back, with the names of the children who stay as they are. */
export interface WouldTakeBack {
  children: { back: number; dropped: number };
  stays: (Stays & { name: string })[];
  /** Nothing of it is left to take back. */
  isNothing: boolean;
}

/**
 * What the office changes of the roll, by a list or by hand, and takes back.
 * In: ids; the age from which a pupil must agree as well; how many children of an import are changed at once, while
 * everybody else waits.
 */
export function openRollChanges(database: Database, newId: () => string, pupilAge: number, atOnce = 150) {
  const takingOver = openTakingOver(database, pupilAge, atOnce);
  return {
    ...openToldChanges(database),
    ...takingOver,

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
      await takingOver.goOn(now);
      return inOneTransaction(database, (tx) => {
        const former = formerOf(tx, id, now);
        const back = former && takenBackNow(tx, former, now);
        if (!back || !changesAnything(back)) return null;
        carryBack(tx, back, { now, pupilAge });
        forgetTakenBack(tx, id, now.toISOString());
        return back.stays;
      });
    },
  };
}

export type { By } from "./taking-over.ts";
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
