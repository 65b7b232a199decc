import { and, count, countDistinct, eq, gte, isNull, max, not, sql } from "drizzle-orm";
import { mayRemind } from "../../src/consent/reminding.ts";
import type { ConsentEvent } from "../../src/consent/event.ts";
import { type MustAgree, oneGuardian } from "../../src/consent/standing.ts";
import { announce } from "./announce.ts";
import { mayBeAskedNow } from "../proof/custody.ts";
import { isRestrictedNow } from "../proof/restriction.ts";
import { eventsOfChildren } from "../proof/events.ts";
import { mustAgreeOf } from "../proof/standings.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import { type Act, inDetail, isPutDown, putDown } from "../office/acting.ts";
import type { Database, Transaction } from "../file/database.ts";
import { periodRuns } from "../proof/periods.ts";
import { account, announcement, child, guardianship, period, person } from "../schema.ts";

const atOnce = 500;

/** Reminders on paper of one person: whichever of the children, and of the classes, they were for. */
export interface OnPaper {
  count: number;
  last: string;
}

/** A guardian and a child about whom there is something to answer. */
export interface Reminder {
  guardianId: string;
  childId: string;
}

/** Reminding guardians who have not answered. In: the age from which a pupil must agree as well. */
export function openReminders(database: Database, pupilAge: number) {
  return {
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

    /**
     * Puts down who is reminded on paper, of which children, with the note of it and by a form that is sent once. In:
     * the act; the mark of the form. Out: false where it was sent before.
     */
    async printed(reminded: readonly Reminder[], act: Act, mark: string): Promise<boolean> {
      return inOneTransaction(database, (tx) => {
        if (isPutDown(tx, mark)) return false;
        putDown(tx, { ...act, details: { ...act.details, act: mark } });
        const { at } = act;
        for (const { guardianId, childId } of reminded)
          tx.insert(announcement)
            .values({ kind: "paper", about: "", personId: guardianId, childId, bornAt: at, dueAt: at, sentAt: at })
            .run();
        return true;
      });
    },

    /** How often each of these persons was reminded on paper in this period, and when last (ISO), by id. */
    async onPaper(personIds: readonly string[]): Promise<Map<string, OnPaper>> {
      const rows = database
        .select({
          id: announcement.personId,
          count: countDistinct(announcement.bornAt),
          last: max(announcement.bornAt),
        })
        .from(announcement)
        .where(
          and(
            eq(announcement.kind, "paper"),
            gte(announcement.bornAt, sinceOf(database)),
            sql`${announcement.personId} in (select value from json_each(${JSON.stringify(personIds)}))`,
          ),
        )
        .groupBy(announcement.personId)
        .all();
      return new Map(rows.map(({ id, count, last }) => [id, { count, last: last ?? "" }]));
    },
  };

  /** Since when the period runs, or "" where none does. */
  function sinceOf(db: Database | Transaction): string {
    return db.select({ at: period.startedAt }).from(period).where(isNull(period.endedAt)).get()?.at ?? "";
  }

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
    const since = sinceOf(db);
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
    for (let from = 0; from < childIds.length; from += atOnce) {
      const some = childIds.slice(from, from + atOnce);
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
