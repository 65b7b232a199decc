import { eq } from "drizzle-orm";
import { type ErasureOutlook, outlookOf } from "../../src/consent/erasing-person.ts";
import type { HowLong } from "../../src/consent/how-long.ts";
import { isClosed } from "../../src/consent/rights.ts";
import { endTalkOf } from "../messenger/account-changes.ts";
import { announce } from "../messenger/announce.ts";
import { noteChanged } from "../messenger/bell.ts";
import { putStep, requestWith } from "../messenger/request-rows.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import { emptyLog } from "../file/empty-log.ts";
import { forgetInFormer } from "../school/former-roll.ts";
import { chatOfPerson } from "../messenger/person-chat.ts";
import { belonging, closedMattersOf, heldForErasing } from "./person-held.ts";
import { restrictionOf } from "./restriction.ts";
import {
  account,
  announcement,
  chatLanguage,
  classListSeen,
  failedJoin,
  joinCode,
  morningLine,
  passedQuestion,
  person,
  withdrawalMatter,
} from "../schema.ts";

/** Why nothing was erased: nothing to answer; data are restricted; it is not what was shown before. */
export type NotErased = "closed" | "restricted" | "changed";

/** Who carries it out; whether what is there is what was shown; and what the person is told of it, made from it. */
export interface Carrying {
  by: string;
  isAsShown: (outlook: ErasureOutlook) => boolean;
  note: (outlook: ErasureOutlook) => string;
}

type Limits = Pick<HowLong, "years" | "requests" | "transferDay">;

/**
 * Erasing what is held of a person who asks for it (Art. 17 GDPR). In: how long proof and requests are kept;
 * the time zone of the school.
 */
export function openPersonErasure(database: Database, howLong: Limits, timeZone: string) {
  return {
    /** What would go and what would stay. */
    async outlook(personId: string, now: Date): Promise<ErasureOutlook> {
      return outlookOf(heldForErasing(database, personId, timeZone), now, howLong);
    },

    /**
     * Carries out what a request asks for, answers it and puts down that the person is told, all in one; a second time
     * changes nothing. The declarations, and what other people said, stay untouched. Out: null, or why not.
     */
    async carryOut(requestId: string, carrying: Carrying, now: Date): Promise<NotErased | null> {
      const not = await inOneTransaction(database, (tx) =>
        carryOut(tx, requestId, carrying, { now, howLong, timeZone }),
      );
      if (not === null) emptyLog(database);
      return not;
    },
  };
}

export type PersonErasure = ReturnType<typeof openPersonErasure>;

function carryOut(
  tx: Transaction,
  requestId: string,
  { by, isAsShown, note }: Carrying,
  { now, howLong, timeZone }: { now: Date; howLong: Limits; timeZone: string },
): NotErased | null {
  const request = requestWith(tx, requestId);
  if (!request || request.right !== "erasure" || isClosed(request)) return "closed";
  if (restrictionOf(tx, request.personId)) return "restricted";
  const outlook = outlookOf(heldForErasing(tx, request.personId, timeZone), now, howLong);
  if (!isAsShown(outlook)) return "changed";
  putStep(tx, requestId, { step: "answered", at: now.toISOString(), by, note: note(outlook) });
  erase(tx, request.personId, requestId, now);
  return null;
}

function erase(tx: Transaction, personId: string, requestId: string, now: Date): void {
  tx.delete(announcement).where(eq(announcement.personId, personId)).run();
  partFromChat(tx, personId, requestId, now);
  tx.delete(joinCode).where(eq(joinCode.personId, personId)).run();
  tx.delete(passedQuestion).where(eq(passedQuestion.personId, personId)).run();
  tx.delete(withdrawalMatter).where(closedMattersOf(personId)).run();
  for (const table of [classListSeen, morningLine]) tx.delete(table).where(eq(table.teacherId, personId)).run();
  forgetInFormer(tx, { children: [], people: [personId] });
  if (belonging(tx, personId) === 0) tx.update(person).set({ key: null }).where(eq(person.id, personId)).run();
}

/** The chat loses the person, and hears what was erased, in the language that it was spoken to in. */
function partFromChat(tx: Transaction, personId: string, requestId: string, now: Date): void {
  const chat = chatOfPerson(tx, personId);
  if (!chat) return;
  const { chatId, isShared } = chat;
  const spoken = tx.select().from(chatLanguage).where(eq(chatLanguage.chatId, chatId)).get()?.language ?? "de";
  tx.delete(account).where(eq(account.personId, personId)).run();
  endTalkOf(tx, chatId);
  noteChanged(tx, chatId);
  if (!isShared) {
    tx.delete(chatLanguage).where(eq(chatLanguage.chatId, chatId)).run();
    tx.delete(failedJoin).where(eq(failedJoin.chatId, chatId)).run();
    tx.delete(announcement).where(eq(announcement.chatId, chatId)).run();
  }
  announce(tx, { kind: "account", about: `erased ${requestId} ${spoken}`, chatId, at: now.toISOString() }, [personId]);
}
