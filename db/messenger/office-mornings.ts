import { and, desc, eq, isNotNull, lt } from "drizzle-orm";
import { urgency } from "../../src/consent/rights.ts";
import { changesSince, type Since } from "../school/since.ts";
import type { Transaction } from "../file/database.ts";
import { announcement, morningLine } from "../schema.ts";
import { requestsLeftOpen } from "./request-rows.ts";
import { countStuck } from "./stuck.ts";
import { isLate } from "../../src/school/morning.ts";

/** What somebody of the office hears in the morning: figures, and nobody's name. */
export interface OfficeMorningNews {
  kind: "officeMorning";
  /** ISO time: the last time that they heard of it, or the morning before. */
  since: string;
  counts: Record<keyof Since | "requests" | "overdue" | "stuck", number>;
}

type Row = Pick<typeof announcement.$inferSelect, "id" | "personId" | "about" | "bornAt">;

const day = 24 * 60 * 60 * 1000;

/** What it says now. Out: null where it is too late, or not wanted any more. */
export function officeMorningNews(tx: Transaction, row: Row, now: Date, pupilAge: number): OfficeMorningNews | null {
  const wanted = tx.select().from(morningLine).where(eq(morningLine.teacherId, row.personId)).get();
  if (!wanted || isLate(row.bornAt, now)) return null;
  const since = lastHeard(tx, row);
  const changes = changesSince(tx, since, now, pupilAge);
  const { answered, withdrawn, conflictsCome, conflictsGone, left } = changes;
  return {
    kind: "officeMorning",
    since,
    counts: {
      answered: answered.length,
      withdrawn: withdrawn.length,
      conflictsCome: conflictsCome.length,
      conflictsGone: conflictsGone.length,
      left: left.length,
      ...openRequests(tx, now),
      stuck: countStuck(tx, now),
    },
  };
}

/** When the line came that was told last: what has happened since then is new. */
function lastHeard(tx: Transaction, { id, personId, about, bornAt }: Row): string {
  const told = tx
    .select({ at: announcement.bornAt })
    .from(announcement)
    .where(
      and(
        eq(announcement.personId, personId),
        eq(announcement.kind, "morning"),
        lt(announcement.id, id),
        // What was put away untold has told nobody anything.
        isNotNull(announcement.claimedAt),
        isNotNull(announcement.sentAt),
      ),
    )
    .orderBy(desc(announcement.id))
    .limit(1)
    .get();
  const days = new Date(`${about}T00:00:00Z`).getUTCDay() === 1 ? 3 : 1;
  return told?.at ?? new Date(Date.parse(bornAt) - days * day).toISOString();
}

function openRequests(tx: Transaction, now: Date): { requests: number; overdue: number } {
  const open = requestsLeftOpen(tx);
  return { requests: open.length, overdue: open.filter((one) => urgency(one, now) === "overdue").length };
}
