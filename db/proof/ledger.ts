import { and, eq, gte, lt } from "drizzle-orm";
import type { NotEntitled } from "../../src/consent/entitled.ts";
import type { ConsentEvent } from "../../src/consent/event.ts";
import type { Upholding } from "../../src/consent/settling.ts";
import type { ChildStanding } from "../../src/consent/standing.ts";
import {
  type ChatDeclaration,
  declare,
  declareInChat,
  declareMistaken,
  type Recording,
  type ShownDeclaration,
} from "./declaring.ts";
import { eventsOfChild, eventsOfChildren, eventsOfDecisions } from "./events.ts";
import { isOnlyNo, noInChat, noTakenDown, saysNoTo } from "./in-doubt.ts";
import { openOverTime } from "./over-time.ts";
import { takeBackInChat } from "./taking-back.ts";
import { type PutDown, type Refused, settle, SettlingRefused, takeDown, type TakenDown } from "./settling.ts";
import { openSheets } from "./sheets.ts";
import { type Agreeing, mustAgreeOf, standingsOf } from "./standings.ts";
import { asLookedAt } from "../file/guarded.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import { consentEvent, shownText } from "../schema.ts";

/** What came of a declaration in a chat. */
type InChat = { events: number; onlyNo?: true } | { refused: NotEntitled };

/** What came of settling. */
type Settled = { events: number; onlyNo?: true };

/** The events of consent, and who is to be told of them. In: ids; the age from which a pupil must agree as well. */
export function openLedger(database: Database, newId: () => string, pupilAge: number) {
  const recording: Recording = { newId, pupilAge };
  return {
    ...{ ...openOverTime(database), ...openSheets(database, recording), ...openEvents(database) },
    /**
     * Records what a guardian or a pupil declares (in former times also the office, settling a conflict)
     * and, in the same transaction, whom it is announced to: the person,
     * the class teachers when what stands has changed,
     * whoever has a declaration that counts when what may be done has changed or a conflict has come or gone.
     * Out: how many events it made (0: all of it stood already).
     * A repeated call with the same evidence and answers changes nothing and answers the same.
     * Errors: LedgerRefused where the person may not declare for the child now, or the clock has jumped back.
     */
    async recordDecision(shown: ShownDeclaration, now: Date): Promise<number> {
      return inOneTransaction(database, (tx) => declare(tx, shown, now, recording));
    },

    /**
     * Records what is declared in a chat by one act, for one child or for several, as `recordDecision` does, each if in
     * the same moment the chat holds the person, the person may declare for the child, the child is at the school, and
     * for a yes the period runs. Out, in the same order: how many events it made, or why nothing is recorded; `onlyNo`
     * where what was recorded does not hold, so that only a NEIN is recorded (Art. 7(3) GDPR), and told later.
     * Errors: LedgerRefused where the clock has jumped back; then nothing at all is recorded.
     */
    async recordInChat(declared: readonly ChatDeclaration[], now: Date): Promise<InChat[]> {
      const evenInDoubt = declared.some((one) => saysNoTo(one).length > 0);
      const work = (tx: Transaction, inDoubt: boolean) =>
        declared.map((one) => (inDoubt ? noInChat : declareInChat)(tx, one, now, recording));
      return inOneTransaction(database, work, { evenInDoubt });
    },

    /**
     * Records in a chat that a withdrawal was not meant so: the yes that it has ended, as far as nothing has changed
     * since, which is looked at in the same moment. In: how the evidence of the withdrawal begins.
     * Out and errors: as of `recordInChat`; 0 where it has ended nothing that could come again.
     */
    async takeBackInChat(withdrawal: string, declared: ChatDeclaration, now: Date): Promise<InChat> {
      return inOneTransaction(database, (tx) => takeBackInChat(tx, withdrawal, declared, now, recording));
    },

    /**
     * Records what came on paper, by telephone or in person, as far as the person has not declared otherwise since.
     * What is nothing but a NEIN is put down also where what was recorded does not hold, whatever seems to stand.
     * Out: how many events it made, and what stands against it. Errors: LedgerRefused.
     */
    async takeDown(taken: TakenDown, now: Date): Promise<PutDown> {
      const evenInDoubt = isOnlyNo(taken.declaration);
      const work = (tx: Transaction, inDoubt: boolean) =>
        inDoubt
          ? { events: noTakenDown(tx, taken.declaration, now, recording), later: {} }
          : takeDown(tx, taken, now, recording);
      return inOneTransaction(database, work, { evenInDoubt });
    },

    /**
     * Settles what guardians have declared differently: puts down whose declaration counts and why,
     * with that person's new declaration before it where there is one. Everybody concerned is told what is allowed.
     * Out: how many events it made, or why nothing was put down; `onlyNo` where what was recorded does not hold: what
     * differs cannot be told then, so nothing is settled, but a new declaration that is a NEIN counts (Art. 7(3) GDPR).
     * Errors: LedgerRefused.
     */
    async settle(upholding: Upholding, declared: TakenDown | null, now: Date): Promise<Settled | Refused> {
      const evenInDoubt = declared !== null && isOnlyNo(declared.declaration);
      const work = (tx: Transaction, inDoubt: boolean): Settled =>
        inDoubt && declared !== null
          ? { events: noTakenDown(tx, declared.declaration, now, recording), onlyNo: true }
          : { events: settle(tx, upholding, declared, now, recording) };
      return await orWhyNot(inOneTransaction(database, work, { evenInDoubt }));
    },

    /**
     * Declares an event a mistake of the office; it is as if it had never happened, and both stay on record.
     * In: the event's id; who says so and why. Out: false where it was voided already.
     * Errors: LedgerRefused for an event that is not there, and for what the office has not put down itself:
     * a lapse, or what a family has declared in the chat.
     */
    async voidEvent(eventId: string, by: { recordedBy: string; why: string }, now: Date): Promise<boolean> {
      return inOneTransaction(database, (tx) => declareMistaken(tx, eventId, by, now, recording));
    },

    /** What stands for these children. Out: a map by child id; every child that was asked for is in it. */
    async standings(childIds: readonly string[], now: Date): Promise<Map<string, ChildStanding>> {
      return standingsOf(database, childIds, now, pupilAge);
    },

    /** Who must agree for these children, who may declare, and who hears of it. */
    async mustAgree(childIds: readonly string[], now: Date): Promise<Map<string, Agreeing>> {
      return mustAgreeOf(database, childIds, now, pupilAge);
    },
  };
}

/** What was declared, to be read. */
function openEvents(database: Database) {
  return {
    /** The events of one child, oldest first. */
    async eventsOf(childId: string): Promise<ConsentEvent[]> {
      return eventsOfChild(database, childId);
    },

    /** The same of several children. Out: a map by child id; a child about whom nothing was declared is not in it. */
    async eventsOfChildren(childIds: readonly string[]): Promise<Map<string, ConsentEvent[]>> {
      return eventsOfChildren(database, childIds);
    },

    /**
     * The events of one decision, with their hashes.
     * In: its id, or the beginning of the hash of its last event (a receipt code).
     */
    async decisionOf(
      found: { decision: string } | { hashBeginning: string },
    ): Promise<(ConsentEvent & { hash: string })[]> {
      if ("decision" in found) return eventsOfDecisions(database, [found.decision]);
      const begins = and(gte(consentEvent.hash, found.hashBeginning), lt(consentEvent.hash, `${found.hashBeginning}g`));
      const row = asLookedAt(database, () =>
        database.select({ decision: consentEvent.decision }).from(consentEvent).where(begins).get(),
      );
      return row ? eventsOfDecisions(database, [row.decision]) : [];
    },

    /** The exact text with this sha256 that was shown. */
    async textShown(hash: string): Promise<string | null> {
      const row = asLookedAt(database, () => database.select().from(shownText).where(eq(shownText.sha256, hash)).get());
      return row?.text ?? null;
    },
  };
}

/** Out: what came of it, or why nothing was settled. */
async function orWhyNot(settled: Promise<Settled>): Promise<Settled | Refused> {
  try {
    return await settled;
  } catch (error) {
    if (error instanceof SettlingRefused) return error.why;
    throw error;
  }
}

export type Ledger = ReturnType<typeof openLedger>;
