import { asc, desc, eq, inArray } from "drizzle-orm";
import { createHash } from "node:crypto";
import { type Declaration, eventsOf } from "../src/consent/declaration.ts";
import { linked } from "../src/consent/chain.ts";
import type { ConsentEvent } from "../src/consent/event.ts";
import { type ChildStanding, childStanding } from "../src/consent/standing.ts";
import { type Database, inOneTransaction, type Transaction } from "./open.ts";
import { announcement, child, classTeacher, consentEvent, guardianship, shownText } from "./schema.ts";

/** A declaration as it comes from a door: with the exact text that was shown instead of its hash. */
export type ShownDeclaration = Omit<Declaration, "shown"> & { shownText: string | null };

/** The events of consent, and who is to be told of them. */
export function openLedger(database: Database, newId: () => string) {
  return {
    /**
     * Records what a guardian declares and, in the same transaction, whom it is announced to:
     * the guardian, and the class teachers when what stands has changed.
     * Out: how many events it made (0: all of it stood already). A repeated call with the same evidence changes nothing and answers the same.
     */
    async recordDecision(shown: ShownDeclaration, now: Date): Promise<number> {
      return inOneTransaction(database, (tx) => {
        const history = eventsOfChild(tx, shown.child);
        const repeated = history.filter((event) => event.evidence === shown.evidence && event.guardian === shown.guardian);
        if (repeated.length > 0) return repeated.length;
        const { shownText: text, ...rest } = shown;
        const events = eventsOf({ ...rest, shown: text === null ? null : sha256(text) }, history, now.toISOString(), newId);
        const [first] = events;
        if (!first) return 0;
        if (text !== null) tx.insert(shownText).values({ sha256: sha256(text), text }).onConflictDoNothing().run();
        append(tx, events, () => newId() + newId());
        announce(tx, first, listeners(tx, history, events));
        return events.length;
      });
    },

    /** The events of one child, oldest first. */
    async eventsOf(childId: string): Promise<ConsentEvent[]> {
      return eventsOfChild(database, childId);
    },

    /** What stands for these children. Out: a map by child id; every child that was asked for is in it. */
    async standings(childIds: readonly string[]): Promise<Map<string, ChildStanding>> {
      return standingsOf(database, childIds);
    },
  };
}

export type Ledger = ReturnType<typeof openLedger>;

/** What stands for these children, read inside a unit of work or outside of one. */
export function standingsOf(db: Transaction | Database, childIds: readonly string[]): Map<string, ChildStanding> {
  return new Map(childIds.map((id) => [id, childStanding(eventsOfChild(db, id), mustAgree(db, id))]));
}

/** The events of a decision. */
export function eventsOfDecisions(db: Transaction | Database, decisions: readonly string[]): ConsentEvent[] {
  return db.select().from(consentEvent).where(inArray(consentEvent.decision, [...decisions])).orderBy(asc(consentEvent.seq)).all().map(asEvent);
}

function eventsOfChild(db: Transaction | Database, childId: string): ConsentEvent[] {
  return db.select().from(consentEvent).where(eq(consentEvent.childId, childId)).orderBy(asc(consentEvent.seq)).all().map(asEvent);
}

function asEvent(row: typeof consentEvent.$inferSelect): ConsentEvent {
  const { seq: _, salt, commitment, previous, hash, childId, guardianId, ...event } = row;
  return { ...event, child: childId, guardian: guardianId };
}

/** Puts events at the end of the chain; the transaction keeps two of them from taking the same place. */
function append(tx: Transaction, events: readonly ConsentEvent[], newSalt: () => string): void {
  const last = tx.select({ seq: consentEvent.seq, hash: consentEvent.hash }).from(consentEvent).orderBy(desc(consentEvent.seq)).limit(1).get();
  let [seq, before] = [last?.seq ?? 0, last?.hash ?? ""];
  for (const event of events) {
    seq += 1;
    const link = linked(event, seq, before, newSalt());
    const { child: childId, guardian: guardianId, ...rest } = event;
    tx.insert(consentEvent).values({ seq, ...rest, childId, guardianId, ...link }).run();
    before = link.hash;
  }
}

function listeners(tx: Transaction, history: readonly ConsentEvent[], events: readonly ConsentEvent[]): string[] {
  const childId = events[0]?.child ?? "";
  const who = mustAgree(tx, childId);
  const changed = stands(childStanding(history, who)) !== stands(childStanding([...history, ...events], who));
  const teachers = changed ? teachersOf(tx, childId) : [];
  return [...events.map((event) => event.guardian).filter((id) => id !== null).slice(0, 1), ...teachers];
}

const stands = ({ audio, video }: ChildStanding) => `${audio.standing} ${video.standing}`;

function announce(tx: Transaction, { decision, child: childId, at }: ConsentEvent, personIds: readonly string[]): void {
  if (personIds.length === 0) return;
  tx.insert(announcement).values(personIds.map((personId) => ({ decision, personId, childId, bornAt: at, dueAt: at }))).run();
}

function teachersOf(tx: Transaction, childId: string): string[] {
  const rows = tx.select({ id: classTeacher.teacherId }).from(classTeacher).innerJoin(child, eq(child.classId, classTeacher.classId)).where(eq(child.id, childId)).all();
  return rows.map((row) => row.id);
}

function mustAgree(db: Transaction | Database, childId: string): string[] {
  const rows = db.select({ id: guardianship.guardianId, both: child.bothMustAgree }).from(guardianship)
    .innerJoin(child, eq(child.id, guardianship.childId)).where(eq(guardianship.childId, childId)).all();
  return rows.filter((row) => row.both).map((row) => row.id);
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
