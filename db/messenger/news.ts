import { eq } from "drizzle-orm";
import type { ConsentEvent } from "../../src/consent/event.ts";
import { mayRemind } from "../../src/consent/reminding.ts";
import { inConflict } from "../../src/consent/changes.ts";
import type { RightsRequest } from "../../src/consent/rights.ts";
import { type ChildStanding, childStanding, type MustAgree, oneGuardian } from "../../src/consent/standing.ts";
import type { ChildInClass } from "../../src/school/people.ts";
import { openMatter } from "./matters.ts";
import { partingNews, type PartingNews } from "./account-changes.ts";
import { childIn } from "../school/children.ts";
import { eventsOfChild, eventsOfDecisions } from "../proof/events.ts";
import { mustAgreeOf } from "../proof/standings.ts";
import type { Transaction } from "../file/database.ts";
import { periodRuns } from "../proof/periods.ts";
import { requestWith } from "./requests.ts";
import { isConcerned, changeNews } from "./change-news.ts";
import { type announcement, noticeVersion, period } from "../schema.ts";

/** What a person is to be told, with what stands now. */
export type News =
  | {
      kind: "decision";
      child: ChildInClass;
      events: (ConsentEvent & { hash: string })[];
      now: ChildStanding;
      /** Before these events answers differed. */
      wasConflict: boolean;
    }
  | NonNullable<ReturnType<typeof changeNews>>
  | { kind: "notice"; number: number; lapseOn: string | null }
  | { kind: "period"; running: boolean }
  | { kind: "reminder"; child: ChildInClass }
  | { kind: "request"; request: RightsRequest }
  | { kind: "matter"; words: string }
  | PartingNews;

/**
 * What these announcements say now, together. In: rows of one kind to one person;
 * the age from which a pupil must agree as well. Out: null where it has become needless.
 */
export function newsOf(
  tx: Transaction,
  rows: readonly (typeof announcement.$inferSelect)[],
  now: Date,
  pupilAge: number,
): News | null {
  const [{ kind, about, personId, childId }] = rows as [typeof announcement.$inferSelect];
  if (kind === "notice") {
    const version = tx
      .select()
      .from(noticeVersion)
      .where(eq(noticeVersion.number, Number(about)))
      .get();
    return version ? { kind, number: version.number, lapseOn: version.lapseOn } : null;
  }
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
  if (kind === "account") return partingNews(tx, rows[0] as typeof announcement.$inferSelect);
  if (kind === "request") {
    const request = requestWith(tx, about);
    return request ? { kind, request } : null;
  }
  if (kind === "change") return changeNews(tx, rows, now, pupilAge);
  const child = childId === null ? null : childIn(tx, childId);
  if (!child || !isConcerned(tx, personId, child.id)) return null;
  // Whoever has answered since is not reminded, and nobody when there is nothing left to consent to.
  if (kind === "reminder")
    return periodRuns(tx) &&
      mayRemind(
        eventsOfChild(tx, child.id),
        mustAgreeOf(tx, [child.id], now, pupilAge).get(child.id) ?? oneGuardian,
        personId,
        0,
      )
      ? { kind, child }
      : null;
  const decisions = rows.map((row) => row.about);
  return decided(tx, child, decisions, mustAgreeOf(tx, [child.id], now, pupilAge).get(child.id));
}

/** What was decided, and what stands now. */
function decided(tx: Transaction, child: ChildInClass, decisions: readonly string[], who?: MustAgree): News {
  const history = eventsOfChild(tx, child.id);
  const first = history.findIndex(({ decision }) => decisions.includes(decision));
  return {
    kind: "decision",
    child,
    events: eventsOfDecisions(tx, decisions),
    now: childStanding(history, who),
    wasConflict: inConflict(childStanding(history.slice(0, Math.max(first, 0)), who)),
  };
}
