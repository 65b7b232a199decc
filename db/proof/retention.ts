import { setImmediate } from "node:timers/promises";
import { and, asc, isNotNull, lt, not, notInArray, sql, type SQL } from "drizzle-orm";
import type { AnySQLiteColumn } from "drizzle-orm/sqlite-core";
import { goesOn, type HowLong, monthsAgo, strangersStay } from "../../src/consent/how-long.ts";
import { lapseOfAll } from "../../src/consent/lapse.ts";
import { proofSince } from "../../src/consent/retention.ts";
import { undoDays } from "../../src/school/by-hand/roll-change.ts";
import { isoDayIn, isoDayOf } from "../../src/school/dates.ts";
import { append, newSaltFrom } from "./append.ts";
import { blank, childrenWithEventsBefore } from "./blanking.ts";
import { forgetFormerFacts } from "./custody.ts";
import { putOnRecord } from "./erasings.ts";
import { eventsOfChildren } from "./events.ts";
import { forgetRequests } from "./forgetting-requests.ts";
import { childrenPictured, forgetPicturesOver } from "./kept-scans.ts";
import { forgetLifted, heldByRestriction, heldByRights, isRestrictedNow } from "./restriction.ts";
import { forgetChildren, forgetPartings, forgetPeople, forgetWithoutDeclaration } from "./forgetting.ts";
import { inPortions } from "../file/in-portions.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import { emptyLog } from "../file/empty-log.ts";
import { announcement, child, erasure, failedJoin, passedQuestion } from "../schema.ts";

export interface Erased {
  events: number;
  children: number;
  people: number;
}

/**
 * Erasing after the retention time, and what lapses because a child has left. In: ids; how long each kind is kept; the
 * time zone of the school.
 */
export function openRetention(database: Database, newId: () => string, howLong: HowLong, timeZone: string) {
  const { years } = howLong;
  return {
    /**
     * What lapses because the child has left the school: once, and not as long as its leaving can be taken back.
     * Out: how many events.
     */
    async lapseOfGone(notice: number, now: Date): Promise<number> {
      const gone = leftForGood(database, now, isNotNull(child.goneAt));
      return await summed(gone, (some) =>
        inOneTransaction(database, (tx) => {
          const events = [...eventsOfChildren(tx, some)].flatMap(([id, history]) =>
            lapseOfAll(
              history,
              id,
              { recordedBy: "JaNein", evidence: "left the school", notice },
              now.toISOString(),
              newId,
            ),
          );
          append(tx, events, newSaltFrom(newId));
          return events.length;
        }),
      );
    },

    /**
     * Erases what identifies wherever its time is over,
     * and forgets children who left with those who belong to them alone. The chain still verifies.
     */
    async erase(now: Date): Promise<Erased> {
      const erased: Erased = { events: 0, children: 0, people: 0 };
      const [at, since] = [now.toISOString(), proofSince(now, years)];
      for await (const some of childrenWithEventsBefore(database, since))
        erased.events += await inOneTransaction(database, (tx) =>
          blank(tx, without(heldByRestriction(tx), some), now, years),
        );
      const pictures = await forgetEveryPictureOver(database);
      const left = leftForGood(database, now, lt(child.goneAt, since));
      erased.children = await summed(left, (some) =>
        inOneTransaction(database, (tx) => forgetChildren(tx, without(heldByRights(tx), some), now, years)),
      );
      const undeclared = leftForGood(database, now, isNotNull(child.goneAt), past(now, howLong, timeZone));
      erased.children += await summed(undeclared, (some) =>
        inOneTransaction(database, (tx) => {
          const { children, people } = forgetWithoutDeclaration(tx, without(heldByRights(tx), some), { at, since });
          erased.people += people;
          return children;
        }),
      );
      erased.people += await inOneTransaction(database, (tx) => forgetTheRest(tx, now, since, howLong));
      if (pictures + erased.events + erased.children + erased.people > 0) emptyLog(database);
      return erased;
    },

    /** What was erased when, oldest first. */
    async log(): Promise<(Erased & { at: string })[]> {
      const { at, events, children, people } = erasure;
      const sums = { at, events: total(events), children: total(children), people: total(people) };
      const rounds = database.select(sums).from(erasure).groupBy(at).orderBy(asc(at)).all();
      return rounds.filter((round) => round.events + round.children + round.people > 0);
    },
  };
}

export type Retention = ReturnType<typeof openRetention>;

const total = (column: AnySQLiteColumn) => sql<number>`sum(${column})`;

/** Each time all are looked at: what a restriction has kept goes when that is lifted, although nothing else is over. */
const forgetEveryPictureOver = (database: Database) =>
  summed(childrenPictured(database), (some) => inOneTransaction(database, (tx) => forgetPicturesOver(tx, some)));

/** Works on some at a time, so that the bot can answer in between. Out: the sum. */
async function summed(ids: readonly string[], work: (some: string[]) => Promise<number>): Promise<number> {
  let sum = 0;
  for (const some of inPortions(ids)) {
    sum += await work(some);
    await setImmediate();
  }
  return sum;
}

/** Children who are gone by a change that can still be taken back: their consents would not come back with them. */
function leavingThatMayBeTakenBack(database: Database, now: Date): Set<string> {
  const since = new Date(now.getTime() - undoDays * 24 * 60 * 60 * 1000).toISOString();
  const rows = database.all<{ id: string }>(sql`
    select one.value ->> '$.id' as id from roll_change, json_each(
      iif(roll_change.former <> '', roll_change.former, null), '$.became.children') as one
    where roll_change.former <> '' and roll_change.undone_at is null and roll_change.at > ${since}
      and one.value ->> '$.goneAt' is not null`);
  return new Set(rows.map(({ id }) => id));
}

/** What belongs to no child. In: since when things are proof (ISO). Out: how many people were forgotten. */
function forgetTheRest(tx: Transaction, now: Date, since: string, howLong: HowLong): number {
  const at = now.toISOString();
  forgetRequests(tx, at, proofSince(now, howLong.requests));
  forgetLifted(tx, at, proofSince(now, howLong.requests));
  forgetFormerFacts(tx, at, since);
  const people = forgetPeople(tx, now, monthsAgo(now, strangersStay));
  sweepMessages(tx, now, howLong);
  putOnRecord(tx, { at, endedBefore: since, people });
  return people;
}

function sweepMessages(tx: Transaction, now: Date, { messages, questions }: HowLong): void {
  forgetPartings(tx, new Date(now.getTime() - 30 * 24 * 60 * 60 * 1000).toISOString());
  const isTheirs = not(isRestrictedNow("announcement.person_id"));
  // Reminders are counted, at most two in a period.
  tx.delete(announcement)
    .where(
      and(
        lt(announcement.sentAt, monthsAgo(now, messages)),
        notInArray(announcement.kind, ["reminder", "paper"]),
        isTheirs,
      ),
    )
    .run();
  tx.delete(announcement)
    .where(and(lt(announcement.sentAt, monthsAgo(now, 12)), isTheirs))
    .run();
  tx.delete(passedQuestion)
    .where(and(lt(passedQuestion.at, monthsAgo(now, questions)), not(isRestrictedNow("passed_question.person_id"))))
    .run();
  tx.delete(failedJoin)
    .where(lt(failedJoin.at, new Date(now.getTime() - 24 * 60 * 60 * 1000).toISOString()))
    .run();
}

/** Who has left, but for those whose leaving can still be taken back: a day years ago may be a slip of the pen. */
function leftForGood(database: Database, now: Date, hasLeft: SQL, isMeant = (_: string) => true): string[] {
  const open = leavingThatMayBeTakenBack(database, now);
  const left = database.select({ id: child.id, goneAt: child.goneAt }).from(child).where(hasLeft).all();
  return left.filter(({ id, goneAt }) => !open.has(id) && isMeant(goneAt ?? "")).map(({ id }) => id);
}

/** Whether the transfer day after a leaving is over, by the calendar of the school. */
const past =
  (now: Date, { transferDay }: HowLong, timeZone: string) =>
  (goneAt: string) =>
    isoDayOf(now, timeZone) > goesOn(isoDayIn(goneAt, timeZone), transferDay);

/** In: what is held, as it stands in this transaction. */
const without = (held: ReadonlySet<string>, childIds: readonly string[]) => childIds.filter((id) => !held.has(id));
