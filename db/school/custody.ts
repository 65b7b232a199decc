import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Moment } from "../../src/consent/changes.ts";
import {
  type Custody,
  type CustodyDecision,
  type CustodyFact,
  mayDeclareWith,
  saysTheSame,
} from "../../src/consent/custody.ts";
import { tellingChanges } from "../messenger/telling.ts";
import { custodyNow, factsOf, newestFact, putFact } from "../proof/custody.ts";
import { momentsOf } from "../proof/moments.ts";
import { asLookedAt } from "../file/guarded.ts";
import { inOneTransaction, takingBack } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import { child, guardianship, person, schoolClass } from "../schema.ts";
import { endTalksOf } from "./carry-out.ts";
import { byClassAndName } from "./children.ts";

/** A guardian of a child at the school with what holds. */
export interface GuardianNow {
  childId: string;
  childName: string;
  className: string;
  guardianId: string;
  guardianName: string;
  custody: Custody | null;
}

/** What came of a decision; `stranger`: the person is no guardian of the child. */
export type DecisionOutcome = "decided" | "unchanged" | "stranger";

/** Who may declare for a child, by decisions of the school. In: the age from which a pupil must agree as well. */
export function openCustody(database: Database, pupilAge: number) {
  return {
    /**
     * Puts a decision down and, in the same unit of work, whom it is told to: the class teachers of what stands, the
     * guardians concerned of what may be done. A question that is open in the chat of somebody who may not declare any
     * more ends. The same decision again changes nothing.
     */
    async decide(decision: CustodyDecision, now: Date): Promise<DecisionOutcome> {
      return inOneTransaction(database, (tx) => decide(tx, decision, { now, pupilAge }));
    },

    /** What a decision would change for the child; nothing of it stays. Out: null where the person is no guardian. */
    async wouldChange(decision: CustodyDecision, now: Date): Promise<Record<"before" | "after", Moment> | null> {
      return takingBack(database, (tx) => {
        if (!isGuardian(tx, decision)) return null;
        const momentOf = () => momentsOf(tx, [decision.child], now, pupilAge).get(decision.child);
        const before = momentOf();
        putFact(tx, { ...decision, at: now.toISOString() });
        const after = momentOf();
        return before && after ? { before, after } : null;
      });
    },

    /** All that was ever put down of a child's custody, oldest first. */
    async factsOf(childId: string): Promise<CustodyFact[]> {
      return asLookedAt(database, () => factsOf(database, { childIds: [childId] }));
    },

    /** The guardians of children at the school of whose custody nobody has decided yet, by class and child. */
    async open(): Promise<GuardianNow[]> {
      return guardiansWhere(database, sql`${custodyNow} in ('undecided', 'held_back')`);
    },

    /** The guardians to whom no letter goes, and why; by class and child. In: a class, or nothing for all. */
    async withoutLetter(classId?: string): Promise<GuardianNow[]> {
      const inClass = classId === undefined ? undefined : eq(child.classId, classId);
      return guardiansWhere(database, and(sql`ifnull(${custodyNow}, 'declares') <> 'declares'`, inClass));
    },
  };
}

export type CustodyFacts = ReturnType<typeof openCustody>;

function decide(
  tx: Transaction,
  decision: CustodyDecision,
  { now, pupilAge }: { now: Date; pupilAge: number },
): DecisionOutcome {
  if (!isGuardian(tx, decision)) return "stranger";
  const { child: childId, guardian } = decision;
  const before = newestFact(tx, childId, guardian);
  if (before && saysTheSame(before, decision)) return "unchanged";
  tellingChanges(tx, [childId], { now, pupilAge }, () => {
    putFact(tx, { ...decision, at: now.toISOString() });
    if (mayDeclareWith(before?.custody ?? null) && !mayDeclareWith(decision.custody)) endTalksOf(tx, [guardian]);
  });
  return "decided";
}

function isGuardian(tx: Transaction, { child: childId, guardian }: CustodyDecision): boolean {
  const pair = and(eq(guardianship.childId, childId), eq(guardianship.guardianId, guardian));
  return tx.select().from(guardianship).where(pair).get() !== undefined;
}

function guardiansWhere(database: Database, which: ReturnType<typeof and>): GuardianNow[] {
  const rows = database
    .select({ child, person, className: schoolClass.name, custody: custodyNow })
    .from(guardianship)
    .innerJoin(child, eq(child.id, guardianship.childId))
    .innerJoin(schoolClass, eq(schoolClass.id, child.classId))
    .innerJoin(person, eq(person.id, guardianship.guardianId))
    .where(and(isNull(child.goneAt), which))
    .orderBy(...byClassAndName, asc(person.givenName))
    .all();
  return rows.map((row) => ({
    childId: row.child.id,
    childName: `${row.child.givenName} ${row.child.familyName}`,
    className: row.className,
    guardianId: row.person.id,
    guardianName: `${row.person.givenName} ${row.person.familyName}`,
    custody: row.custody,
  }));
}
