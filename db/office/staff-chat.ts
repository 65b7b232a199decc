import { and, eq, isNull } from "drizzle-orm";
import { cutOff } from "../messenger/account-changes.ts";
import { type CodeMaking, keepCodes, makeCodes, type NewCodes } from "../messenger/join-codes.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import { account, joinCode, morningLine, officePerson, person } from "../schema.ts";

/** How somebody of the office is reached in a messenger. */
export interface StaffChat {
  /** ISO times, or null where that is not so. */
  joinedAt: string | null;
  unreachableSince: string | null;
  /** When (HH:MM) the line of the morning is wanted, or null. */
  morning: string | null;
}

/**
 * The accounts of those who work at the office: a person of the office is, under the same id, somebody who can be tied
 * to an account by a code, as everybody is. Nobody is found by a name: the code is given to whoever is signed in.
 */
export function openStaffChats(database: Database) {
  return {
    async of(officeId: string): Promise<StaffChat> {
      const tied = database.select().from(account).where(eq(account.personId, officeId)).get();
      const line = database.select().from(morningLine).where(eq(morningLine.teacherId, officeId)).get();
      return {
        joinedAt: tied?.joinedAt ?? null,
        unreachableSince: tied?.unreachableSince ?? null,
        morning: line?.time ?? null,
      };
    },

    /** A new code for somebody of the office; an older one is void. Errors: an error where nobody has that id. */
    async newCode(officeId: string, making: CodeMaking): Promise<NewCodes> {
      const made = makeCodes([officeId], making);
      await inOneTransaction(database, (tx) => {
        bring(tx, officeId);
        keepCodes(tx, made, making);
      });
      return made;
    },

    /** Takes the account away, also in doubt. Out: false where there is none. */
    async disconnect(officeId: string, now: Date): Promise<boolean> {
      return inOneTransaction(database, (tx) => partFromChat(tx, officeId, now), { evenInDoubt: true });
    },
  };
}

export type StaffChats = ReturnType<typeof openStaffChats>;

/** The person of the office as a person who can be tied to an account. */
function bring(tx: Transaction, officeId: string): void {
  const row = tx
    .select()
    .from(officePerson)
    .where(and(eq(officePerson.id, officeId), isNull(officePerson.goneAt)))
    .get();
  if (!row) throw new Error(`nobody of the office has the id ${officeId}`);
  const one = { id: officeId, role: "office" as const, givenName: "", familyName: row.name, goneAt: null };
  tx.insert(person).values(one).onConflictDoUpdate({ target: person.id, set: one }).run();
}

/** Nothing goes to the chat any more, and no code that was made leads there. Out: whether there was an account. */
export function partFromChat(tx: Transaction, officeId: string, now: Date): boolean {
  tx.delete(morningLine).where(eq(morningLine.teacherId, officeId)).run();
  const unused = and(eq(joinCode.personId, officeId), isNull(joinCode.usedAt));
  tx.delete(joinCode).where(unused).run();
  return cutOff(tx, officeId, now);
}
