import { and, count, eq, gte, isNull, not } from "drizzle-orm";
import { mayRemind } from "../../src/consent/reminding.ts";
import type { ConsentEvent } from "../../src/consent/event.ts";
import { type MustAgree, oneGuardian } from "../../src/consent/standing.ts";
import { announce } from "./announce.ts";
import { openPaperReminders, periodSince, type Reminder } from "./paper-reminders.ts";
import { mayBeAskedNow } from "../proof/custody.ts";
import { isRestrictedNow } from "../proof/restriction.ts";
import { eventsOfChildren } from "../proof/events.ts";
import { mustAgreeOf } from "../proof/standings.ts";
import { inPortions } from "../file/in-portions.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import { inDetail } from "../office/acting.ts";
import type { Database, Transaction } from "../file/database.ts";
import { periodRuns } from "../proof/periods.ts";
import { account, announcement, child, guardianship, person } from "../schema.ts";

/** Reminding guardians who have not answered. In: the age from which a pupil must agree as well. */
export function openReminders(database: Database, pupilAge: number) {
  return {
    ...openPaperReminders(database),

    /** Who would be reminded now. In: a class, or null for all. Nothing is sent. */
    async due(classId: string | null, now: Date): Promise<Reminder[]> {
      return due(database, classId, now);
    },

    /** Reminds them: at most twice in a period, never after a NEIN. Out: whom. */
    async send(classId: string | null, now: Date): Promise<Reminder[]> {
      return inOneTransaction(database, (tx) => {
        const all = due(tx, classId, now);
        for (const { guardianId, childId } of all)
          announce(tx, { kind: "reminder", about: "", childId, at: now.toISOString() }, [guardianId]);
        inDetail({ sent: all.length });
        return all;
      });
    },
  };

  function due(db: Database | Transaction, classId: string | null, now: Date): Reminder[] {
    if (!periodRuns(db)) return [];
    const rows = db
      .select({ guardianId: person.id, childId: child.id })
      .from(guardianship)
      .innerJoin(person, eq(person.id, guardianship.guardianId))
      .innerJoin(account, eq(account.personId, person.id))
      .innerJoin(child, eq(child.id, guardianship.childId))
      .where(
        and(
          isNull(child.goneAt),
          isNull(person.goneAt),
          mayBeAskedNow,
          not(isRestrictedNow("person.id")),
          classId === null ? undefined : eq(child.classId, classId),
        ),
      )
      .all();
    const since = periodSince(db);
    const counted = db
      .select({ guardianId: announcement.personId, childId: announcement.childId, n: count() })
      .from(announcement)
      .where(and(eq(announcement.kind, "reminder"), gte(announcement.bornAt, since)))
      .groupBy(announcement.personId, announcement.childId)
      .all();
    const reminded = new Map(counted.map((row) => [`${row.guardianId} ${row.childId}`, row.n]));
    const childIds = [...new Set(rows.map(({ childId }) => childId))];
    const answered = new Map<string, ConsentEvent[]>();
    const agree = new Map<string, MustAgree>();
    for (const some of inPortions(childIds)) {
      for (const [id, events] of eventsOfChildren(db, some)) answered.set(id, events);
      for (const [id, who] of mustAgreeOf(db, some, now, pupilAge)) agree.set(id, who);
    }
    return rows.filter(({ guardianId, childId }) =>
      mayRemind(
        answered.get(childId) ?? [],
        agree.get(childId) ?? oneGuardian,
        guardianId,
        reminded.get(`${guardianId} ${childId}`) ?? 0,
      ),
    );
  }
}

export type Reminders = ReturnType<typeof openReminders>;
