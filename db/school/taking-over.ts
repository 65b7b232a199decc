import { setImmediate } from "node:timers/promises";
import { and, asc, count, eq, inArray, ne, notInArray } from "drizzle-orm";
import { detailOf } from "../../src/school/by-hand/roll-change.ts";
import type { ImportPlan } from "../../src/school/plan-import.ts";
import { asPlan, type Portion, portionsOf } from "../../src/school/planning/portions.ts";
import { asNobodysAct } from "../office/acting.ts";
import { inPortions } from "../file/in-portions.ts";
import { rowsAmong } from "../file/prepared.ts";
import { inOneLightTransaction, inOneTransaction } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import { child, rollChange } from "../schema.ts";
import { ahead, carryOutKept, changeBy, done, portionsOfChange } from "./kept-changes.ts";
import { inTurn } from "./in-turn.ts";
import { stillThere } from "./still-there.ts";

/** Who changes the roll: a person of the office, and the id that the change and its note in the log have. */
export interface By {
  id: string;
  by: string;
}

/**
 * Taking over an import in portions, so that nobody waits for a whole school: each is a unit of work of its own, and in
 * between everybody else is answered. What is still to be done stands in the database from before the first of them, so
 * that whoever is killed in the middle goes on from there.
 * In: the age from which a pupil must agree as well; about how many children a portion has.
 */
export function openTakingOver(database: Database, pupilAge: number, atOnce: number) {
  const turn = inTurn();

  async function begin(plan: ImportPlan, { id, by }: By, files: readonly string[], now: Date): Promise<void> {
    await setImmediate();
    const [first, ...rest] = portionsOf(plan, classesNow(database, plan), atOnce);
    await layReady(database, { id, by }, rest, now);
    await inOneTransaction(database, (tx) => {
      if (isTakenOver(tx, id)) return;
      // Another process may have taken them for those of an import that never began.
      if (portionsAhead(tx, id) !== rest.length) throw new Error("what was laid ready of an import is not there");
      forgetFormer(tx, id);
      const made = { id, by, what: "import", about: "", detail: detailOf(plan, files) } as const;
      carryOutKept(tx, first ? { ...asPlan(first), problems: plan.problems } : plan, made, { now, pupilAge });
    });
  }

  /** Whoever asks for it, it is the act of whoever took the import over, and was put down then. */
  const goOn = (now: Date): Promise<number> => asNobodysAct(() => carryOn(now));

  async function carryOn(now: Date): Promise<number> {
    await dropNeverBegun(database);
    const left = aheadOf(database);
    for (const { id } of left) {
      await setImmediate();
      await inOneTransaction(database, (tx) => carryOutAhead(tx, id, now));
    }
    return left.length;
  }

  function carryOutAhead(tx: Transaction, id: string, now: Date): void {
    const isAhead = and(eq(rollChange.id, id), eq(rollChange.detail, ahead));
    const row = tx.select().from(rollChange).where(isAhead).get();
    if (!row) return;
    const { portion } = JSON.parse(row.former) as { portion: Portion };
    const change = changeBy(tx, stillThere(tx, asPlan(portion)), { now, pupilAge });
    tx.update(rollChange)
      .set({ detail: done, former: JSON.stringify(change) })
      .where(eq(rollChange.id, id))
      .run();
  }

  return {
    /**
     * Carries out the plan of an import, tells whom it concerns, and keeps what was before it; what was before an older
     * change is not kept any longer. Once: of two that take over the same one the later only waits for it.
     * In: also the names of the files.
     */
    takeOver: (plan: ImportPlan, by: By, files: readonly string[], now: Date): Promise<void> =>
      turn(async () => {
        await goOn(now);
        await begin(plan, by, files, now);
        await setImmediate();
        await goOn(now);
      }),

    /** Carries out what an import that was broken off has left to do. Out: how many portions it was. */
    goOn: (now: Date): Promise<number> => turn(() => goOn(now)),

    /** Waits until no import of this process is under way. */
    quiet: (): Promise<void> => turn(async () => undefined),
  };
}

const changedChildren = rowsAmong(child, child.id);

/** In which class each child is now whom a plan names. */
function classesNow(database: Database, plan: ImportPlan): Map<string, string> {
  const ids = [...plan.changedChildren, ...plan.goneChildren].map(({ id }) => id);
  return new Map(changedChildren(database, ids).map(({ id, classId }) => [id, classId]));
}

/** As many portions as are put down at once. */
const portionsAtOnce = 4;

/** Puts down what is to be done, before anything is: of an import that never begins it is nothing. */
async function layReady(database: Database, { id, by }: By, portions: readonly Portion[], now: Date): Promise<void> {
  const base = { at: now.toISOString(), by, what: "import", about: id, detail: ahead } as const;
  const named = portions.map((portion, at) => ({ portion, id: `${id} ${String(at + 1).padStart(6, "0")}` }));
  for (const some of inPortions(named, portionsAtOnce)) {
    await setImmediate();
    const rows = some.map((one) => ({ ...base, id: one.id, former: JSON.stringify({ portion: one.portion }) }));
    await inOneLightTransaction(
      database,
      (tx) => void (isTakenOver(tx, id) || tx.insert(rollChange).values(rows).onConflictDoNothing().run()),
      { evenInDoubt: false },
    );
  }
  await setImmediate();
}

const isTakenOver = (tx: Transaction, id: string) =>
  tx.select({ id: rollChange.id }).from(rollChange).where(eq(rollChange.id, id)).get() !== undefined;

const portionsAhead = (tx: Transaction, id: string): number =>
  tx
    .select({ n: count() })
    .from(rollChange)
    .where(and(portionsOfChange(id), eq(rollChange.detail, ahead)))
    .get()?.n ?? 0;

/** What was before older changes is kept no longer; what is still to be done is. */
function forgetFormer(tx: Transaction, id: string): void {
  tx.update(rollChange)
    .set({ former: "" })
    .where(and(ne(rollChange.former, ""), ne(rollChange.about, id), ne(rollChange.detail, ahead)))
    .run();
}

const begun = (db: Database | Transaction) =>
  db
    .select({ id: rollChange.id })
    .from(rollChange)
    .where(and(eq(rollChange.what, "import"), eq(rollChange.about, "")));

/** Portions that are still to be carried out, of imports that have begun. */
function aheadOf(database: Database): { id: string }[] {
  return database
    .select({ id: rollChange.id })
    .from(rollChange)
    .where(and(eq(rollChange.detail, ahead), inArray(rollChange.about, begun(database))))
    .orderBy(asc(rollChange.at), asc(rollChange.id))
    .all();
}

async function dropNeverBegun(database: Database): Promise<void> {
  const never = (db: Database | Transaction) =>
    and(eq(rollChange.detail, ahead), notInArray(rollChange.about, begun(db)));
  if (database.select({ id: rollChange.id }).from(rollChange).where(never(database)).get() === undefined) return;
  await inOneLightTransaction(database, (tx) => void tx.delete(rollChange).where(never(tx)).run(), {
    evenInDoubt: false,
  });
}
