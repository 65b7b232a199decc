import { inArray, sql } from "drizzle-orm";
import type { MessengerKind } from "../../src/school/messenger.ts";
import type { Person } from "../../src/school/people.ts";
import { type Due, type InWork, oldestDue } from "./due.ts";
import { type News, newsOf } from "./news.ts";
import { newsOrFault, putBack } from "./stuck.ts";
import { tellBirthdays } from "./telling.ts";
import { coveredBy, together } from "./together.ts";
import { among, prepared } from "../file/prepared.ts";
import type { Transaction } from "../file/database.ts";
import { announcement } from "../schema.ts";

export interface Announcement {
  ids: number[];
  chatId: number;
  personId: string;
  role: Person["role"];
  news: News;
  attempts: number;
  /** An earlier try ended without an answer: it may have arrived. */
  repeated: boolean;
  /** That try was of just these, within a day: whoever knows sendings by their names takes both as one. */
  isAsBefore: boolean;
}

type Row = typeof announcement.$inferSelect;

const claiming = prepared((db) =>
  db
    .update(announcement)
    .set({
      claimedAt: sql`coalesce(${announcement.claimedAt}, ${sql.placeholder("now")})`,
      attempts: sql`${announcement.attempts} + 1`,
    })
    .where(among(announcement.id, "ids"))
    .prepare(),
);

/** Claims the oldest that can be told now on a messenger, so many at most. */
export function claimOldest(
  tx: Transaction,
  { now, pupilAge, on }: { now: Date; pupilAge: number; on: MessengerKind },
  inWork: InWork,
  most: number,
): Announcement[] {
  // What is told says what stands now: the birthdays up to now are told with it, and not once more by the round.
  tellBirthdays(tx, { now, pupilAge });
  const claimed: Announcement[] = [];
  const next = () =>
    oldestDue(
      tx,
      now,
      {
        chats: [...inWork.chats, ...claimed.map(({ chatId }) => chatId)],
        persons: [...inWork.persons, ...claimed.map(({ personId }) => personId)],
      },
      on,
    );
  for (let first = next(); first; first = next()) {
    const rows = together(tx, first.row);
    const covered = coveredBy(tx, first.row, first.role);
    const news = newsOrFault(() => newsOf(tx, rows, covered, now, pupilAge));
    if (news instanceof Error) {
      const all = [...rows, ...covered];
      const tried = Math.max(...all.map((one) => one.attempts));
      // Its claim, where there is one, is of an earlier try.
      putBack(tx, { ids: idsOf(all), repeated: true }, { error: news.name, tried }, now);
      continue;
    }
    if (news) {
      claimed.push(claim(tx, first, [...rows, ...covered], news, now));
      if (claimed.length >= most) break;
      continue;
    }
    // A decision of which the teacher has nothing to hear leaves nothing of the changes around it either.
    putAway(tx, first.row.kind === "decision" ? [...rows, ...covered] : rows, now);
  }
  return claimed;
}

function claim(tx: Transaction, { chatId, role, row }: Due, rows: readonly Row[], news: News, now: Date): Announcement {
  const ids = idsOf(rows);
  claiming(tx).run({ ids: JSON.stringify(ids), now: now.toISOString() });
  return {
    ids,
    chatId: Number(chatId),
    personId: row.personId,
    role,
    news,
    attempts: Math.max(...rows.map((one) => one.attempts)),
    repeated: rows.some((one) => one.claimedAt !== null),
    isAsBefore: isAsBefore(rows, now),
  };
}

const day = 24 * 60 * 60 * 1000;

/** Whether all of them were claimed first by one try, and that is less than a day ago, by whatever clock. */
function isAsBefore([first, ...more]: readonly Row[], now: Date): boolean {
  const at = first?.claimedAt ?? null;
  return at !== null && more.every((one) => one.claimedAt === at) && Math.abs(now.getTime() - Date.parse(at)) < day;
}

const idsOf = (rows: readonly Row[]) => rows.map((one) => one.id);

function putAway(tx: Transaction, rows: readonly Row[], now: Date): void {
  tx.update(announcement)
    .set({ sentAt: now.toISOString(), lastError: "needless when its turn came" })
    .where(inArray(announcement.id, idsOf(rows)))
    .run();
}
