import { and, eq, inArray, isNotNull, isNull, lt, not, notExists, type SQL } from "drizzle-orm";
import { mayForget, proofSince } from "../../src/consent/retention.ts";
import { forgetFactsOf, withYoungFacts } from "./custody.ts";
import { putOnRecord } from "./erasings.ts";
import { eventsOfChildren } from "./events.ts";
import { forgetPicturesOf } from "./kept-scans.ts";
import { isRestrictedNow } from "./restriction.ts";
import type { Transaction } from "../file/database.ts";
import { forgetInFormer } from "../school/former-roll.ts";
import {
  account,
  announcement,
  chatLanguage,
  child,
  classListSeen,
  classTeacher,
  consentEvent,
  custodyFact,
  guardianship,
  joinCode,
  leftOpen,
  morningLine,
  officePerson,
  passedQuestion,
  person,
  restrictionFact,
  rightsRequest,
  withdrawalMatter,
} from "../schema.ts";

/** More than that waits for the next round. */
const atOnce = 10_000;

/** Forgets children who left so long ago that nothing of them needs to be kept. Out: how many. */
export function forgetChildren(tx: Transaction, childIds: readonly string[], now: Date, years: number): number {
  const histories = eventsOfChildren(tx, childIds);
  const since = proofSince(now, years);
  const young = withYoungFacts(tx, childIds, since);
  const rows = tx
    .select({ id: child.id, goneAt: child.goneAt })
    .from(child)
    .where(inArray(child.id, [...childIds]))
    .all();
  const over = rows
    .filter(({ id, goneAt }) => goneAt !== null && histories.get(id) === undefined && mayForget([], goneAt, now, years))
    .map((row) => row.id)
    .filter((id) => !young.has(id));
  forgetFactsOf(tx, over, now.toISOString(), since);
  putOnRecord(tx, { at: now.toISOString(), endedBefore: since, children: over.length });
  dropChildren(tx, over);
  return over.length;
}

/**
 * Forgets children of whom nothing was declared or decided, and whoever belongs to them alone; who has an account still
 * goes later, with everybody else who belongs to nobody. In: the time, and since when things are proof (ISO). Out: how
 * many of each.
 */
export function forgetWithoutDeclaration(
  tx: Transaction,
  childIds: readonly string[],
  { at, since }: { at: string; since: string },
): { children: number; people: number } {
  const histories = eventsOfChildren(tx, childIds);
  const decided = withYoungFacts(tx, childIds, "");
  const over = childIds.filter((id) => histories.get(id) === undefined && !decided.has(id));
  const theirs = [
    ...tx.select({ id: guardianship.guardianId }).from(guardianship).where(inArray(guardianship.childId, over)).all(),
    ...tx.select({ id: child.pupilId }).from(child).where(inArray(child.id, over)).all(),
  ].flatMap(({ id }) => (id === null ? [] : [id]));
  putOnRecord(tx, { at, endedBefore: since, children: over.length });
  dropChildren(tx, over);
  const alone = forgettable(tx, and(inArray(person.id, theirs), notExists(accountOf(tx))));
  putOnRecord(tx, { at, endedBefore: since, people: alone.length });
  dropPeople(tx, alone);
  return { children: over.length, people: alone.length };
}

/** Children of whom nothing was recorded, with all that is about them alone. */
export function dropChildren(tx: Transaction, childIds: readonly string[]): void {
  const ids = [...childIds];
  forgetInFormer(tx, { children: ids, people: [] });
  forgetPicturesOf(tx, { children: ids });
  for (const table of [announcement, guardianship, classListSeen, leftOpen])
    tx.delete(table).where(inArray(table.childId, ids)).run();
  tx.delete(child).where(inArray(child.id, ids)).run();
}

/** People who belong to nobody and of whom nothing was recorded, with all that is theirs. */
export function dropPeople(tx: Transaction, personIds: readonly string[]): void {
  const ids = [...personIds];
  forgetInFormer(tx, { children: [], people: ids });
  forgetPicturesOf(tx, { people: ids });
  for (const table of [announcement, joinCode, account, passedQuestion, withdrawalMatter] as const)
    tx.delete(table).where(inArray(table.personId, ids)).run();
  for (const table of [classListSeen, morningLine]) tx.delete(table).where(inArray(table.teacherId, ids)).run();
  tx.delete(person).where(inArray(person.id, ids)).run();
}

/**
 * Forgets what was told before that time to chats that have lost a person, and the language of those that are nobody's.
 */
export function forgetPartings(tx: Transaction, before: string): void {
  const isOver = and(eq(announcement.kind, "account"), lt(announcement.sentAt, before));
  const over = and(isOver, not(isRestrictedNow("announcement.person_id")));
  const chats = tx.selectDistinct({ id: announcement.chatId }).from(announcement).where(over).all();
  const ids = chats.map(({ id }) => id).filter((id) => id !== null);
  tx.delete(announcement).where(over).run();
  tx.delete(chatLanguage)
    .where(
      and(
        inArray(chatLanguage.chatId, ids),
        notExists(tx.select().from(account).where(eq(account.chatId, chatLanguage.chatId))),
      ),
    )
    .run();
}

/**
 * Marks whoever belongs to no child, no class and no office any more, and forgets those who were marked before that
 * time, of whom no event speaks and who have no request open or on file. Out: how many were forgotten.
 */
export function forgetPeople(tx: Transaction, now: Date, markedBefore: string): number {
  // A mistake in an import can be put right for a while, and the account is still tied.
  tx.update(person)
    .set({ goneAt: now.toISOString() })
    .where(and(isNull(person.goneAt), strangers(tx)))
    .run();
  const forgotten = forgettable(tx, and(isNotNull(person.goneAt), lt(person.goneAt, markedBefore)));
  dropPeople(tx, forgotten);
  return forgotten.length;
}

/** Whoever belongs to no child, no class and no office. */
const strangers = (tx: Transaction) =>
  and(
    notExists(tx.select().from(guardianship).where(eq(guardianship.guardianId, person.id))),
    notExists(tx.select().from(child).where(eq(child.pupilId, person.id))),
    notExists(tx.select().from(classTeacher).where(eq(classTeacher.teacherId, person.id))),
    notExists(
      tx
        .select()
        .from(officePerson)
        .where(and(eq(officePerson.id, person.id), isNull(officePerson.goneAt))),
    ),
  );

const accountOf = (tx: Transaction) => tx.select().from(account).where(eq(account.personId, person.id));

/** Strangers among these of whom nothing must be kept. Out: ids, not more than are done at once. */
function forgettable(tx: Transaction, among: SQL | undefined): string[] {
  return tx
    .select({ id: person.id })
    .from(person)
    .where(
      and(
        among,
        strangers(tx),
        notExists(tx.select().from(consentEvent).where(eq(consentEvent.personId, person.id))),
        // Whom a decision keeps from declaring would come back with the next list as somebody who is new.
        notExists(tx.select().from(custodyFact).where(eq(custodyFact.guardianId, person.id))),
        notExists(tx.select().from(rightsRequest).where(eq(rightsRequest.personId, person.id))),
        notExists(tx.select().from(restrictionFact).where(eq(restrictionFact.personId, person.id))),
      ),
    )
    .limit(atOnce)
    .all()
    .map((row) => row.id);
}
