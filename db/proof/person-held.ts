import { and, count, eq, inArray, isNotNull, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { ErasedAtOnce, HeldOfPerson } from "../../src/consent/erasing-person.ts";
import { isClosed } from "../../src/consent/rights.ts";
import { isoDayIn } from "../../src/school/dates.ts";
import { matrixNumbers } from "../../src/school/messenger.ts";
import { chatOfPerson } from "../messenger/person-chat.ts";
import { requestWith } from "../messenger/request-rows.ts";
import type { Database, Transaction } from "../file/database.ts";
import { factsOf } from "./custody.ts";
import { eventsOfChildren } from "./events.ts";
import {
  announcement,
  chatLanguage,
  child,
  classListSeen,
  classTeacher,
  consentEvent,
  conversationState,
  custodyFact,
  failedJoin,
  guardianship,
  joinCode,
  keptScanOf,
  morningLine,
  passedQuestion,
  person,
  rightsRequest,
  rollChange,
  withdrawalMatter,
} from "../schema.ts";

type Db = Database | Transaction;

const howMany = (db: Db, table: SQLiteTable, which: SQL | undefined): number =>
  db.select({ n: count() }).from(table).where(which).get()?.n ?? 0;

/** The changes of the roll in which something is kept of this person. */
export const keptOf = (personId: string) =>
  and(ne(rollChange.former, ""), sql`instr(${rollChange.former}, ${`"id":"${personId}"`}) > 0`);

/** Closed ones: whoever has an open one is to be heard first. */
export const closedMattersOf = (personId: string) =>
  and(eq(withdrawalMatter.personId, personId), isNotNull(withdrawalMatter.closedAt));

/** What is held of a person, as erasing asks for it. In: its id; the time zone of the school. */
export function heldForErasing(db: Db, personId: string, timeZone: string): HeldOfPerson {
  const requests = db.select({ id: rightsRequest.id }).from(rightsRequest).where(eq(rightsRequest.personId, personId));
  const all = requests.all().flatMap(({ id }) => requestWith(db, id) ?? []);
  const chat = chatOfPerson(db, personId);
  const belongsTo = belonging(db, personId);
  return {
    personId,
    atOnce: atOnce(db, personId, { belongsTo, chat }),
    histories: historiesOf(db, personId),
    left: childrenLeft(db, personId, timeZone),
    strangerSince: db.select({ at: person.goneAt }).from(person).where(eq(person.id, personId)).get()?.at ?? null,
    scans: howMany(db, keptScanOf, eq(keptScanOf.personId, personId)),
    custody: howMany(db, custodyFact, eq(custodyFact.guardianId, personId)),
    closedRequests: all.filter(isClosed).map(({ history }) => history.at(-1)?.at ?? ""),
    openRequests: all.filter((one) => !isClosed(one)).length,
    belongsTo,
    openMatters: howMany(
      db,
      withdrawalMatter,
      and(eq(withdrawalMatter.personId, personId), isNull(withdrawalMatter.closedAt)),
    ),
    numbers: chat === null || Number(chat.chatId) < matrixNumbers ? null : chat.isShared ? "shared" : "own",
  };
}

function atOnce(
  db: Db,
  personId: string,
  { belongsTo, chat }: { belongsTo: number; chat: ReturnType<typeof chatOfPerson> },
): Record<ErasedAtOnce, number> {
  const ofChat = (table: typeof chatLanguage | typeof conversationState | typeof failedJoin, evenShared = false) =>
    chat && (evenShared || !chat.isShared) ? howMany(db, table, eq(table.chatId, chat.chatId)) : 0;
  return {
    account: chat ? 1 : 0,
    chatLanguage: ofChat(chatLanguage),
    openConversation: ofChat(conversationState, true),
    codes: howMany(db, joinCode, eq(joinCode.personId, personId)),
    wrongCodes: ofChat(failedJoin),
    questions: howMany(db, passedQuestion, eq(passedQuestion.personId, personId)),
    matters: howMany(db, withdrawalMatter, closedMattersOf(personId)),
    messages: howMany(db, announcement, eq(announcement.personId, personId)),
    morning: howMany(db, morningLine, eq(morningLine.teacherId, personId)),
    seenLists: howMany(db, classListSeen, eq(classListSeen.teacherId, personId)),
    formerValues: howMany(db, rollChange, keptOf(personId)),
    officeKey: belongsTo === 0 ? howMany(db, person, and(eq(person.id, personId), isNotNull(person.key))) : 0,
  };
}

/** To how many children at the school and classes a person belongs. */
export function belonging(db: Db, personId: string): number {
  const wards = db
    .select({ id: guardianship.childId })
    .from(guardianship)
    .innerJoin(child, eq(child.id, guardianship.childId))
    .where(and(eq(guardianship.guardianId, personId), isNull(child.goneAt)))
    .all().length;
  const self = howMany(db, child, and(eq(child.pupilId, personId), isNull(child.goneAt)));
  return wards + self + howMany(db, classTeacher, eq(classTeacher.teacherId, personId));
}

function historiesOf(db: Db, personId: string): HeldOfPerson["histories"] {
  const rows = db
    .selectDistinct({ id: consentEvent.childId })
    .from(consentEvent)
    .where(eq(consentEvent.personId, personId))
    .all();
  const ids = rows.flatMap(({ id }) => id ?? []);
  const gone = db.select({ id: child.id, goneAt: child.goneAt }).from(child).where(inArray(child.id, ids)).all();
  const events = eventsOfChildren(db, ids);
  return gone.map(({ id, goneAt }) => ({ events: events.get(id) ?? [], goneAt }));
}

/** The children who have left, whose guardian the person is or who it is itself. */
function childrenLeft(db: Db, personId: string, timeZone: string): HeldOfPerson["left"] {
  const wards = db.select({ id: guardianship.childId }).from(guardianship).where(eq(guardianship.guardianId, personId));
  const theirs = or(inArray(child.id, wards), eq(child.pupilId, personId));
  const rows = db.select({ id: child.id, goneAt: child.goneAt }).from(child).where(theirs).all();
  const left = rows.flatMap(({ id, goneAt }) => (goneAt === null ? [] : { id, goneAt }));
  const ids = left.map(({ id }) => id);
  const [events, facts] = [eventsOfChildren(db, ids), factsOf(db, { childIds: ids })];
  return left.map(({ id, goneAt }) => ({
    ...{ goneAt, leftOn: isoDayIn(goneAt, timeZone), events: events.get(id) ?? [] },
    decidedAt: facts.findLast((fact) => fact.child === id)?.at ?? null,
  }));
}
