import { count, eq, gt, isNotNull, isNull, and, ne } from "drizzle-orm";
import type { Person } from "../../src/school/people.ts";
import type { Database } from "../file/database.ts";
import { account, announcement, child, consentEvent, joinCode, person, schoolClass } from "../schema.ts";

/** What the person who runs the server and the office want to see at a glance: numbers and ids, no names. */
export interface Overview {
  classes: number;
  children: number;
  people: { role: Person["role"]; id: string; joined: boolean; unreachableSince: string | null }[];
  openCodes: number;
  events: number;
  messages: { told: number; waiting: { personId: string; joined: boolean; lastError: string | null }[] };
}

/** Counts what is there. In: the database and now, for codes that have expired. */
export async function overview(database: Database, now: Date): Promise<Overview> {
  const people = database
    .select({
      id: person.id,
      role: person.role,
      joinedAt: account.joinedAt,
      unreachableSince: account.unreachableSince,
    })
    .from(person)
    .leftJoin(account, eq(account.personId, person.id))
    .where(isNull(person.goneAt))
    .all();
  const waiting = database
    .select({ personId: announcement.personId, joinedAt: account.joinedAt, lastError: announcement.lastError })
    .from(announcement)
    .leftJoin(account, eq(account.personId, announcement.personId))
    .where(isNull(announcement.sentAt))
    .all();
  return {
    classes: one(database.select({ n: count() }).from(schoolClass).all()),
    children: one(database.select({ n: count() }).from(child).where(isNull(child.goneAt)).all()),
    people: people.map(({ joinedAt, ...rest }) => ({ ...rest, joined: joinedAt !== null })),
    openCodes: one(
      database
        .select({ n: count() })
        .from(joinCode)
        .where(and(isNull(joinCode.usedAt), gt(joinCode.expiresAt, now.toISOString())))
        .all(),
    ),
    events: one(database.select({ n: count() }).from(consentEvent).all()),
    messages: {
      told: one(database.select({ n: count() }).from(announcement).where(wasTold).all()),
      waiting: waiting.map(({ joinedAt, ...rest }) => ({ ...rest, joined: joinedAt !== null })),
    },
  };
}

/** What was printed to remind somebody is told by nobody here. */
const wasTold = and(isNotNull(announcement.sentAt), ne(announcement.kind, "paper"));

const one = (rows: { n: number }[]) => rows[0]?.n ?? 0;
