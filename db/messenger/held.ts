import { and, asc, eq, inArray } from "drizzle-orm";
import type { CustodyFact } from "../../src/consent/custody.ts";
import type { BeforeChange, HeldOfChat, HeldOfPersons } from "../../src/consent/own-data.ts";
import type { RestrictionFact } from "../../src/consent/restriction.ts";
import type { Database } from "../file/database.ts";
import { asLookedAt } from "../file/guarded.ts";
import { factsOf, mayDeclareNow } from "../proof/custody.ts";
import { restrictionsOf } from "../proof/restriction.ts";
import { keptOf, type Whose } from "../school/former-roll.ts";
import {
  account,
  announcement,
  child,
  childLook,
  consentEvent,
  conversationState,
  failedJoin,
  guardianship,
  joinCode,
  morningLine,
  passedQuestion,
  person,
  withdrawalMatter,
} from "../schema.ts";

/**
 * What is held of a person beside the events, the requests and the children: for a person's own data (Art. 15 GDPR).
 */
export function openHeld(database: Database) {
  return {
    /** Of the persons of a chat. In: their ids. */
    async ofPersons(ids: readonly string[]): Promise<HeldOfPersons> {
      return {
        officeKeys: officeKeys(database, ids),
        codes: codes(database, ids),
        messages: messages(database, ids),
        questionsPassedOn: questions(database, ids),
        unclearWithdrawals: matters(database, ids),
        morningLines: mornings(database, ids),
      };
    },

    /** Of the chat itself. */
    async ofChat(chatId: number): Promise<HeldOfChat> {
      const here = String(chatId);
      const talk = database.select().from(conversationState).where(eq(conversationState.chatId, here)).get();
      const failed = database.select().from(failedJoin).where(eq(failedJoin.chatId, here)).all();
      const tied = database.select().from(account).where(eq(account.chatId, here)).all();
      return {
        conversation: talk ? { state: talk.state, at: talk.changedAt } : null,
        wrongCodes: failed.map(({ at }) => at),
        unreachableSince: tied.find((one) => one.unreachableSince !== null)?.unreachableSince ?? null,
      };
    },

    /** Children about whom one of these persons has ever declared something, also where they no longer may. */
    async declaredFor(ids: readonly string[]): Promise<string[]> {
      const declared = inArray(consentEvent.personId, [...ids]);
      const rows = asLookedAt(database, () =>
        database.selectDistinct({ id: consentEvent.childId }).from(consentEvent).where(declared).all(),
      );
      return rows.flatMap(({ id }) => id ?? []);
    },

    /** What was decided on custody of these guardians, oldest first. */
    async custodyOf(ids: readonly string[]): Promise<CustodyFact[]> {
      return asLookedAt(database, () => factsOf(database, { guardianIds: ids }));
    },

    /** How these stood before what the office has changed, and after it, as far as that is kept. */
    async beforeChanges(whose: Whose): Promise<BeforeChange[]> {
      return keptOf(database, whose);
    },

    /** When the pages of these children were looked at, oldest first. */
    async looksAt(childIds: readonly string[]): Promise<{ child: string; at: string }[]> {
      return database
        .select({ child: childLook.childId, at: childLook.at })
        .from(childLook)
        .where(inArray(childLook.childId, [...childIds]))
        .orderBy(asc(childLook.at))
        .all();
    },

    /** What was put down of restricting the processing of these persons' data, oldest first. */
    async restrictionsOf(ids: readonly string[]): Promise<RestrictionFact[]> {
      return asLookedAt(database, () => restrictionsOf(database, ids));
    },

    /** Children who have left the school, for whom one of these persons could declare or who it is itself. */
    async childrenGone(ids: readonly string[]): Promise<string[]> {
      return childrenGone(database, ids);
    },
  };
}

function childrenGone(database: Database, ids: readonly string[]): string[] {
  const theirs = database
    .select({ id: child.id, goneAt: child.goneAt })
    .from(child)
    .innerJoin(guardianship, eq(guardianship.childId, child.id))
    .where(and(inArray(guardianship.guardianId, [...ids]), mayDeclareNow))
    .all();
  const self = database
    .select({ id: child.id, goneAt: child.goneAt })
    .from(child)
    .where(inArray(child.pupilId, [...ids]))
    .all();
  return [...new Set([...theirs, ...self].filter(({ goneAt }) => goneAt !== null).map(({ id }) => id))];
}

export type Held = ReturnType<typeof openHeld>;

function mornings(database: Database, ids: readonly string[]): HeldOfPersons["morningLines"] {
  return database
    .select({ time: morningLine.time, fromDay: morningLine.fromDay })
    .from(morningLine)
    .where(inArray(morningLine.teacherId, [...ids]))
    .all();
}

function officeKeys(database: Database, ids: readonly string[]): HeldOfPersons["officeKeys"] {
  const rows = database
    .select({ person: person.id, key: person.key })
    .from(person)
    .where(inArray(person.id, [...ids]))
    .all();
  return rows.flatMap(({ person, key }) => (key === null ? [] : [{ person, key }]));
}

function codes(database: Database, ids: readonly string[]): HeldOfPersons["codes"] {
  return database
    .select({ madeAt: joinCode.madeAt, expiresAt: joinCode.expiresAt, usedAt: joinCode.usedAt })
    .from(joinCode)
    .where(inArray(joinCode.personId, [...ids]))
    .orderBy(asc(joinCode.madeAt))
    .all();
}

function messages(database: Database, ids: readonly string[]): HeldOfPersons["messages"] {
  return database
    .select({
      kind: announcement.kind,
      child: announcement.childId,
      bornAt: announcement.bornAt,
      sentAt: announcement.sentAt,
      formerChat: announcement.chatId,
    })
    .from(announcement)
    .where(inArray(announcement.personId, [...ids]))
    .orderBy(asc(announcement.id))
    .all();
}

function questions(database: Database, ids: readonly string[]): HeldOfPersons["questionsPassedOn"] {
  return database
    .select({ at: passedQuestion.at, language: passedQuestion.language, text: passedQuestion.text })
    .from(passedQuestion)
    .where(inArray(passedQuestion.personId, [...ids]))
    .orderBy(asc(passedQuestion.at))
    .all();
}

function matters(database: Database, ids: readonly string[]): HeldOfPersons["unclearWithdrawals"] {
  return database
    .select({
      at: withdrawalMatter.saidAt,
      language: withdrawalMatter.language,
      text: withdrawalMatter.words,
      beforeOfficeAt: withdrawalMatter.officeAt,
      closedAt: withdrawalMatter.closedAt,
    })
    .from(withdrawalMatter)
    .where(inArray(withdrawalMatter.personId, [...ids]))
    .orderBy(asc(withdrawalMatter.saidAt))
    .all();
}
