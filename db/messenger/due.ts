import { and, asc, eq, gt, isNotNull, isNull, lte, ne, not, or, sql } from "drizzle-orm";
import { type MessengerKind, numbersOn } from "../../src/school/messenger.ts";
import type { Person } from "../../src/school/people.ts";
import { isChanged } from "./together.ts";
import { among, prepared } from "../file/prepared.ts";
import type { Database, Transaction } from "../file/database.ts";
import { account, announcement, person } from "../schema.ts";

/** The announcement whose turn it is, and whom it goes to. */
export interface Due {
  row: typeof announcement.$inferSelect;
  role: Person["role"];
  chatId: string;
}

/** Whoever is being told something. */
export interface InWork {
  chats: readonly number[];
  persons: readonly string[];
}

const day = 24 * 60 * 60 * 1000;

/** A chat that has lost a person is told although nobody ties it to them any more; nothing else goes there. */
export const isParting = eq(announcement.kind, "account");
const whereTo = sql<string>`case when ${isParting} then ${announcement.chatId} else ${account.chatId} end`;
export const isReached = or(
  and(isParting, isNotNull(announcement.chatId)),
  and(ne(announcement.kind, "account"), isNotNull(account.chatId), isNull(account.unreachableSince)),
);

/** What changed on a teacher's list waits for decisions: the message about one says it as well. */
const isCovered = sql`case when ${isChanged} then 1 else 0 end`;

const dueOnes = prepared((db) => {
  return db
    .select({ row: announcement, chatId: whereTo, role: person.role })
    .from(announcement)
    .leftJoin(account, eq(account.personId, announcement.personId))
    .innerJoin(person, eq(person.id, announcement.personId))
    .where(
      and(
        isNull(announcement.sentAt),
        // What nobody has tried yet is due as soon as it is put down, also by a clock that went ahead; no refusal asks
        // for a day's patience.
        or(
          isNull(announcement.lastError),
          lte(announcement.dueAt, sql.placeholder("now")),
          gt(announcement.dueAt, sql.placeholder("tomorrow")),
        ),
        isReached,
        sql`cast(${whereTo} as integer) between ${sql.placeholder("from")} and ${sql.placeholder("to")}`,
        not(among(whereTo, "chats")),
        not(among(announcement.personId, "persons")),
      ),
    )
    .orderBy(isCovered, asc(announcement.id))
    .limit(1)
    .prepare();
});

/** The oldest announcement that can be told now on a messenger, to somebody who is not being told anything. */
export function oldestDue(
  db: Transaction | Database,
  now: Date,
  { chats, persons }: InWork,
  on: MessengerKind,
): Due | undefined {
  return dueOnes(db).get({
    ...numbersOn(on),
    now: now.toISOString(),
    tomorrow: new Date(now.getTime() + day).toISOString(),
    chats: JSON.stringify(chats.map(String)),
    persons: JSON.stringify(persons),
  });
}

/** Whether a chat was given up as not to be reached. */
export const goneChat = prepared((db) =>
  db
    .select()
    .from(account)
    .where(and(eq(account.chatId, sql.placeholder("chat")), isNotNull(account.unreachableSince)))
    .prepare(),
);
