import { and, countDistinct, eq, gte, isNull, max, sql } from "drizzle-orm";
import type { Database, Transaction } from "../file/database.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import { onceFor } from "../office/acting.ts";
import { announcement, period } from "../schema.ts";

/** A guardian and a child about whom there is something to answer. */
export interface Reminder {
  guardianId: string;
  childId: string;
}

/** Reminders on paper of one person: whichever of the children, and of the classes, they were for. */
export interface OnPaper {
  count: number;
  last: string;
}

/** Since when the period runs (ISO), or "" where none does. */
export function periodSince(db: Database | Transaction): string {
  return db.select({ at: period.startedAt }).from(period).where(isNull(period.endedAt)).get()?.at ?? "";
}

/** Reminders that were printed, and of whom: none of them is sent. */
export function openPaperReminders(database: Database) {
  return {
    /**
     * Puts down who is reminded on paper, of which children, by a form that is sent once. In: the mark of the form.
     * Out: null where it was sent before.
     */
    async printed(reminded: readonly Reminder[], mark: string, now: Date): Promise<true | null> {
      const at = now.toISOString();
      return inOneTransaction(database, (tx) =>
        onceFor(tx, mark, () => {
          for (const { guardianId, childId } of reminded)
            tx.insert(announcement)
              .values({ kind: "paper", about: "", personId: guardianId, childId, bornAt: at, dueAt: at, sentAt: at })
              .run();
          return true as const;
        }),
      );
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
            gte(announcement.bornAt, periodSince(database)),
            sql`${announcement.personId} in (select value from json_each(${JSON.stringify(personIds)}))`,
          ),
        )
        .groupBy(announcement.personId)
        .all();
      return new Map(rows.map(({ id, count, last }) => [id, { count, last: last ?? "" }]));
    },
  };
}
