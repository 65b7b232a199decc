import { and, eq, gte, lt } from "drizzle-orm";
import { createHash } from "node:crypto";
import { type Declaration, eventsOf } from "../../src/consent/declaration.ts";
import type { ConsentEvent } from "../../src/consent/event.ts";
import { type ChildStanding, childStanding, type MustAgree } from "../../src/consent/standing.ts";
import { announce } from "../messenger/announce.ts";
import {
  append,
  newSaltFrom,
  eventsOfChild,
  eventsOfDecisions,
  LedgerRefused,
  mustAgreeOf,
  standingsOf,
} from "./events.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import { child, classTeacher, consentEvent, guardianship, shownText } from "../schema.ts";

/** A declaration as it comes from a door: with the exact text that was shown instead of its hash. */
export type ShownDeclaration = Omit<Declaration, "shown"> & { shownText: string | null };

/** The events of consent, and who is to be told of them. In: ids; the age from which a pupil must agree as well. */
export function openLedger(database: Database, newId: () => string, pupilAge: number) {
  const newSalt = newSaltFrom(newId);
  return {
    /**
     * Records what a guardian, a pupil or (settling a conflict) the office declares and, in the same transaction, whom it is announced to:
     * the person, the class teachers when what stands has changed, the other guardians when a conflict has come or gone.
     * Out: how many events it made (0: all of it stood already). A repeated call with the same evidence changes nothing and answers the same.
     * Errors: LedgerRefused where the clock has jumped back.
     */
    async recordDecision(shown: ShownDeclaration, now: Date): Promise<number> {
      return inOneTransaction(database, (tx) => {
        const history = eventsOfChild(tx, shown.child);
        const repeated = history.filter((event) => event.evidence === shown.evidence && event.person === shown.person);
        if (repeated.length > 0) return repeated.length;
        const { shownText: text, ...rest } = shown;
        const events = eventsOf(
          { ...rest, shown: text === null ? null : sha256(text) },
          history,
          now.toISOString(),
          newId,
        );
        if (events.length > 0 && text !== null)
          tx.insert(shownText)
            .values({ sha256: sha256(text), text })
            .onConflictDoNothing()
            .run();
        if (events.length > 0) record(tx, history, events, now);
        return events.length;
      });
    },

    /**
     * Declares an event a mistake of the office; it is as if it had never happened, and both stay on record.
     * In: the event's id; who says so and why. Out: false where it was voided already. Errors: LedgerRefused for an event that is not there.
     */
    async voidEvent(eventId: string, by: { recordedBy: string; why: string }, now: Date): Promise<boolean> {
      return inOneTransaction(database, (tx) => {
        const childId = tx
          .select({ id: consentEvent.childId })
          .from(consentEvent)
          .where(eq(consentEvent.id, eventId))
          .get()?.id;
        const history = childId ? eventsOfChild(tx, childId) : [];
        const mistaken = history.find((event) => event.id === eventId);
        if (!mistaken || mistaken.kind === "voided")
          throw new LedgerRefused(`There is no answer with the id ${eventId}: look it up with "janein child"`);
        if (history.some((event) => event.kind === "voided" && event.voids === eventId)) return false;
        record(
          tx,
          history,
          [
            {
              ...mistaken,
              id: newId(),
              decision: newId(),
              kind: "voided",
              person: null,
              role: "office",
              route: "in_person",
              recordedBy: by.recordedBy,
              at: now.toISOString(),
              language: "de",
              shown: null,
              evidence: by.why,
              voids: eventId,
            },
          ],
          now,
          mistaken.person,
        );
        return true;
      });
    },

    /** The events of one child, oldest first. */
    async eventsOf(childId: string): Promise<ConsentEvent[]> {
      return eventsOfChild(database, childId);
    },

    /** What stands for these children. Out: a map by child id; every child that was asked for is in it. */
    async standings(childIds: readonly string[], now: Date): Promise<Map<string, ChildStanding>> {
      return standingsOf(database, childIds, now, pupilAge);
    },

    /** Who must agree for these children. */
    async mustAgree(childIds: readonly string[], now: Date): Promise<Map<string, MustAgree>> {
      return mustAgreeOf(database, childIds, now, pupilAge);
    },

    /** The events of one decision, with their hashes. In: its id, or the beginning of the hash of its last event (a receipt code). */
    async decisionOf(
      found: { decision: string } | { hashBeginning: string },
    ): Promise<(ConsentEvent & { hash: string })[]> {
      if ("decision" in found) return eventsOfDecisions(database, [found.decision]);
      const row = database
        .select({ decision: consentEvent.decision })
        .from(consentEvent)
        .where(and(gte(consentEvent.hash, found.hashBeginning), lt(consentEvent.hash, `${found.hashBeginning}g`)))
        .get();
      return row ? eventsOfDecisions(database, [row.decision]) : [];
    },

    /** The exact text with this sha256 that was shown. */
    async textShown(hash: string): Promise<string | null> {
      return database.select().from(shownText).where(eq(shownText.sha256, hash)).get()?.text ?? null;
    },
  };

  function record(
    tx: Transaction,
    history: readonly ConsentEvent[],
    events: readonly ConsentEvent[],
    now: Date,
    concerned: string | null = null,
  ): void {
    const [first] = events;
    if (!first) return;
    const who = mustAgreeOf(tx, [first.child], now, pupilAge).get(first.child);
    const [before, after] = [childStanding(history, who), childStanding([...history, ...events], who)];
    append(tx, events, newSalt);
    const declared = first.person ?? concerned;
    const told = declared === null ? [] : [declared];
    const settled = first.role === "office" && first.kind !== "voided";
    if (settled || inConflict(before) !== inConflict(after)) told.push(...guardiansOf(tx, first.child));
    if (stands(before) !== stands(after)) told.push(...teachersOf(tx, first.child));
    announce(tx, { kind: "decision", about: first.decision, childId: first.child, at: first.at }, told);
  }
}

export type Ledger = ReturnType<typeof openLedger>;

const stands = ({ audio, video }: ChildStanding) => `${audio.standing} ${video.standing}`;
const inConflict = ({ audio, video }: ChildStanding) => audio.standing === "conflict" || video.standing === "conflict";

/** The teachers of the child's class. */
export function teachersOf(tx: Transaction, childId: string): string[] {
  const rows = tx
    .select({ id: classTeacher.teacherId })
    .from(classTeacher)
    .innerJoin(child, eq(child.classId, classTeacher.classId))
    .where(eq(child.id, childId))
    .all();
  return rows.map((row) => row.id);
}

function guardiansOf(tx: Transaction, childId: string): string[] {
  return tx
    .select({ id: guardianship.guardianId })
    .from(guardianship)
    .where(eq(guardianship.childId, childId))
    .all()
    .map((row) => row.id);
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
