import type { ConsentEvent } from "../../src/consent/event.ts";
import { type ChildStanding, childStanding } from "../../src/consent/standing.ts";
import type { Database, Transaction } from "../file/database.ts";
import { inOneTransaction, TakenBack } from "../file/unit-of-work.ts";
import { MayNotDeclare } from "./append.ts";
import type { Recording } from "./declaring.ts";
import { eventsOfChild } from "./events.ts";
import { isOnlyNo, noTakenDown } from "./in-doubt.ts";
import { keepPicture } from "./kept-scans.ts";
import { type PutDown, takeDown, type TakenDown } from "./settling.ts";
import { mustAgreeOf } from "./standings.ts";

/** What stands on one sheet about one child, once for each of those who have signed it. */
export type Sheet = readonly [TakenDown, ...TakenDown[]];

/** What came of a sheet: how many events it made, and, by person, what was declared later and stands against it. */
export interface SheetPut {
  events: number;
  later: ReadonlyMap<string, PutDown["later"]>;
}

/** Nothing of a sheet was put down: somebody who has signed it may not declare for the child now. */
export interface SheetRefused {
  refused: "notEntitled";
}

/** What a sheet would make, and what stands for the child before it and after it. */
export interface SheetRehearsed extends SheetPut {
  made: readonly ConsentEvent[];
  before: ChildStanding;
  after: ChildStanding;
}

/** Sheets of paper, put down and rehearsed. */
export function openSheets(database: Database, recording: Recording) {
  return {
    /**
     * Puts a sheet of paper down about one child, whole or not at all, as `takeDown` does for each who has signed it.
     * In: the picture of its page, where that is kept, which the evidence names by its hash.
     * Out: what came of it, or that somebody who has signed it may not declare.
     * Errors: LedgerRefused where the clock has jumped back.
     */
    async putDownSheet(sheet: Sheet, now: Date, picture: Uint8Array | null = null): Promise<SheetPut | SheetRefused> {
      const work = (tx: Transaction, inDoubt: boolean) => {
        const done = put(tx, inDoubt, sheet, now, recording);
        if (picture !== null)
          keepPicture(
            tx,
            picture,
            sheet.map(({ declaration }) => declaration),
            now,
          );
        return done;
      };
      return unlessNotEntitled(inOneTransaction(database, work, evenInDoubt(sheet)));
    },

    /**
     * What putting a sheet down would make: it is put down in a unit of work that is taken back.
     * Out and errors: as of `putDownSheet`; where what was recorded does not hold, nothing is told of what stands.
     */
    async rehearseSheet(sheet: Sheet, now: Date): Promise<SheetRehearsed | SheetRefused> {
      const taken: { back: SheetRehearsed | null } = { back: null };
      const work = (tx: Transaction, inDoubt: boolean) => {
        taken.back = (inDoubt ? rehearsedInDoubt : rehearsed)(tx, sheet, now, recording);
        throw new TakenBack();
      };
      try {
        return await unlessNotEntitled<SheetRehearsed>(inOneTransaction(database, work, evenInDoubt(sheet)));
      } catch (error) {
        if (!(error instanceof TakenBack) || taken.back === null) throw error;
        return taken.back;
      }
    },
  };
}

const evenInDoubt = (sheet: Sheet) => ({ evenInDoubt: sheet.every(({ declaration }) => isOnlyNo(declaration)) });

async function unlessNotEntitled<Out>(work: Promise<Out>): Promise<Out | SheetRefused> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof MayNotDeclare) return { refused: "notEntitled" };
    throw error;
  }
}

function put(tx: Transaction, inDoubt: boolean, sheet: Sheet, now: Date, recording: Recording): SheetPut {
  const later = new Map<string, PutDown["later"]>();
  let events = 0;
  for (const taken of sheet) {
    const { declaration } = taken;
    const one: PutDown = inDoubt
      ? { events: noTakenDown(tx, declaration, now, recording), later: {} }
      : takeDown(tx, taken, now, recording);
    events += one.events;
    later.set(declaration.person, one.later);
  }
  return { events, later };
}

function rehearsed(tx: Transaction, sheet: Sheet, now: Date, recording: Recording): SheetRehearsed {
  const { child, evidence } = sheet[0].declaration;
  const stands = (history: readonly ConsentEvent[]) =>
    childStanding(history, mustAgreeOf(tx, [child], now, recording.pupilAge).get(child));
  // What this very sheet has made before is told as what it makes.
  const others = eventsOfChild(tx, child).filter((event) => event.evidence !== evidence);
  const done = put(tx, false, sheet, now, recording);
  const history = eventsOfChild(tx, child);
  const made = history.filter((event) => event.evidence === evidence);
  return { ...done, made, before: stands(others), after: stands(history) };
}

const unknown: ChildStanding = childStanding([]);

function rehearsedInDoubt(tx: Transaction, sheet: Sheet, now: Date, recording: Recording): SheetRehearsed {
  return { ...put(tx, true, sheet, now, recording), made: [], before: unknown, after: unknown };
}
