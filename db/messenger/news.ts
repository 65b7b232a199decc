import { eq, type SQL } from "drizzle-orm";
import { mayRemind } from "../../src/consent/reminding.ts";
import type { RightsRequest } from "../../src/consent/rights.ts";
import { oneGuardian } from "../../src/consent/standing.ts";
import type { ChildInClass } from "../../src/school/people.ts";
import { openMatter } from "./matters.ts";
import { arrivalNews, type ArrivalNews } from "./arrivals.ts";
import { partingNews, type PartingNews } from "./account-changes.ts";
import { childIn } from "../school/children.ts";
import { mayDeclareNow, mayKnowNow, withoutAny } from "../proof/custody.ts";
import { eventsOfChild } from "../proof/events.ts";
import { mustAgreeOf } from "../proof/standings.ts";
import type { Transaction } from "../file/database.ts";
import { periodRuns } from "../proof/periods.ts";
import { requestWith } from "./request-rows.ts";
import { isConcerned, changeNews } from "./change-news.ts";
import { morningNews, type MorningNews } from "./mornings.ts";
import { officeMorningNews, type OfficeMorningNews } from "./office-mornings.ts";
import { personWith } from "../school/person.ts";
import { classNews, type ClassNews } from "./class-news.ts";
import { decisionNews, type DecisionNews } from "./decision-news.ts";
import { type announcement, guardianship, noticeVersion, period } from "../schema.ts";

/** What a person is to be told, with what stands now. */
export type News =
  | DecisionNews
  | NonNullable<ReturnType<typeof changeNews>>
  | ClassNews
  | { kind: "notice"; number: number; lapseOn: string | null }
  | { kind: "period"; running: boolean }
  | { kind: "reminder"; child: ChildInClass }
  | { kind: "request"; request: RightsRequest }
  | { kind: "matter"; words: string }
  | MorningNews
  | OfficeMorningNews
  | ArrivalNews
  | PartingNews;

/**
 * What these announcements say now, together. In: rows of one kind to one person; rows of other kinds that are
 * told with them; the age from which a pupil must agree as well. Out: null where it has become needless.
 */
export function newsOf(
  tx: Transaction,
  rows: readonly (typeof announcement.$inferSelect)[],
  covered: readonly (typeof announcement.$inferSelect)[],
  now: Date,
  pupilAge: number,
): News | null {
  const [first] = rows as [typeof announcement.$inferSelect];
  const { kind, about, personId, childId } = first;
  if (kind === "notice") {
    if (hasLost(tx, personId, mayDeclareNow)) return null;
    const version = tx
      .select()
      .from(noticeVersion)
      .where(eq(noticeVersion.number, Number(about)))
      .get();
    return version ? { kind, number: version.number, lapseOn: version.lapseOn } : null;
  }
  if (kind === "period" && hasLost(tx, personId, mayKnowNow)) return null;
  if (kind === "period")
    return {
      kind,
      running:
        tx
          .select()
          .from(period)
          .where(eq(period.id, Number(about)))
          .get()?.endedAt === null,
    };
  if (kind === "matter") {
    const words = openMatter(tx, about)?.words;
    return words === undefined ? null : { kind, words };
  }
  if (kind === "arrived") return arrivalNews(tx, first);
  if (kind === "account") return partingNews(tx, first);
  if (kind === "morning" && isOfTheOffice(tx, personId)) return officeMorningNews(tx, first, now, pupilAge);
  if (kind === "morning") return morningNews(tx, first, now, pupilAge);
  if (kind === "request") {
    const request = requestWith(tx, about);
    return request ? { kind, request } : null;
  }
  if (kind === "class") return classNews(tx, rows, now, pupilAge);
  if (kind === "change") return changeNews(tx, rows, now, pupilAge);
  const child = childId === null ? null : childIn(tx, childId);
  if (!child || !isConcerned(tx, personId, child.id)) return null;
  // Whoever has answered since is not reminded, and nobody when there is nothing left to consent to.
  if (kind === "reminder") {
    const who = mustAgreeOf(tx, [child.id], now, pupilAge).get(child.id);
    const isOpen = mayRemind(eventsOfChild(tx, child.id), who ?? oneGuardian, personId, 0);
    return periodRuns(tx) && isOpen && !who?.undecided.includes(personId) ? { kind, child } : null;
  }
  return decisionNews(tx, child, rows, covered, { now, pupilAge });
}

/** Whether a guardian may do this for none of their children any more. */
const hasLost = (tx: Transaction, personId: string, holds: SQL): boolean =>
  withoutAny(tx, holds, eq(guardianship.guardianId, personId)).has(personId);

const isOfTheOffice = (tx: Transaction, personId: string): boolean => personWith(tx, personId)?.role === "office";
