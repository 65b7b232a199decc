import { and, eq, isNull, sql } from "drizzle-orm";
import { isReached } from "./due.ts";
import { noConnection } from "./stuck.ts";
import type { Database } from "../file/database.ts";
import { account, announcement } from "../schema.ts";

/** How many messages wait for people who can be reached, and since when (ISO) the oldest could have been told. */
export interface Waiting {
  count: number;
  oldest: string | null;
}

const { attempts, bornAt, dueAt, lastError, sentAt } = announcement;
/** What the messenger refuses of one message, or cannot be made, holds nobody else up; the overview shows it. */
const isOfItself = sql`(${lastError} is not null and ${lastError} <> ${noConnection}
  and ${lastError} not like '429 %' and not (${lastError} like '5__ %'
  and substr(${lastError}, 2, 1) between '0' and '9' and substr(${lastError}, 3, 1) between '0' and '9'))`;
const couldHaveBeenTold = sql`case when ${attempts} = 0 then ${dueAt} else ${bornAt} end`;

/** What waits to be told now. Whoever has blocked the bot, or has never joined, is not waited for. */
export function waitingNow(database: Database, now: Date): Waiting {
  const isForNow = sql`(${attempts} > 0 or ${dueAt} <= ${now.toISOString()})`;
  const oldest = sql<string | null>`min(case when ${isOfItself} then null else ${couldHaveBeenTold} end)`;
  const found = database
    .select({ count: sql<number>`count(*)`, oldest })
    .from(announcement)
    .leftJoin(account, eq(account.personId, announcement.personId))
    .where(and(isNull(sentAt), isReached, isForNow))
    .get();
  return found ?? { count: 0, oldest: null };
}
