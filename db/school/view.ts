import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { gt, isNull, max } from "drizzle-orm";
import { ageOn } from "../../src/school/age.ts";
import { type ChildNow, childrenNow } from "./child-now.ts";
import type { Database } from "../file/database.ts";
import { doubtIn } from "../file/guarded.ts";
import { child, childChange } from "../schema.ts";

export type { ChildNow };

const atOnce = 250;

/**
 * Every child with what stands for it, kept in memory: a page does not look at everyone's events again.
 * It follows the changes that the database puts down for each child, whoever made them.
 * In: the age from which a pupil must agree as well.
 */
export function openSchoolView(database: Database, pupilAge: number) {
  const children = new Map<string, ChildNow>();
  let [seen, day, toDo, done] = [-1, "", 0, 0];
  let isDoubted = false;
  let following: Promise<void> | null = null;

  /** In slices, so that the bot answers in between. */
  async function follow(now: Date): Promise<void> {
    const wasDoubted = isDoubted;
    isDoubted = doubtIn(database.$client);
    // What stood before is not shown in doubt, and what was not shown comes again.
    if (isDoubted !== wasDoubted) seen = -1;
    const newest = newestChange(database);
    const ids = seen < 0 ? atSchool(database) : [...new Set([...changedSince(database, seen), ...comeOfAge(now)])];
    [toDo, done] = [ids.length, 0];
    for (; done < ids.length; done += atOnce) {
      if (done > 0) await setImmediate();
      look(ids.slice(done, done + atOnce), now);
    }
    [seen, day, toDo, done] = [newest, now.toISOString().slice(0, 10), 0, 0];
  }

  function comeOfAge(now: Date): string[] {
    if (day === now.toISOString().slice(0, 10)) return [];
    const [before, ofAge] = [
      new Date(`${day}T00:00:00Z`),
      (birthDate: string | null, on: Date) => (ageOn(birthDate, on) ?? 0) >= pupilAge,
    ];
    return [...children.values()]
      .filter(({ birthDate }) => ofAge(birthDate, before) !== ofAge(birthDate, now))
      .map(({ id }) => id);
  }

  function look(ids: readonly string[], now: Date): void {
    const found = childrenNow(database, ids, now, pupilAge, isDoubted);
    for (const id of ids) children.delete(id);
    for (const one of found) children.set(one.id, one);
  }

  return {
    /** Whether every child has been looked at once, or is within so many milliseconds. */
    async ready(now: Date, patienceMs: number): Promise<boolean> {
      if (seen >= 0) return true;
      following ??= follow(now).finally(() => (following = null));
      await Promise.race([following, sleep(patienceMs, undefined, { ref: false })]);
      return seen >= 0;
    },

    /** Every child as it is now; in doubt without what stands for it. */
    async children(now: Date): Promise<ReadonlyMap<string, ChildNow>> {
      // One that has begun may not have seen the newest change.
      while (following) await following.catch(() => undefined);
      following = follow(now).finally(() => (following = null));
      await following;
      return children;
    },

    /** Whether what was recorded does not hold now, so that nothing of it is shown. */
    inDoubt: (): boolean => doubtIn(database.$client),

    /** How much has been looked at, where that takes longer: 0 to 1. */
    readSoFar: (): number => (toDo === 0 ? 0 : done / toDo),
  };
}

export type SchoolView = ReturnType<typeof openSchoolView>;

function newestChange(database: Database): number {
  const row = database
    .select({ seq: max(childChange.seq) })
    .from(childChange)
    .get();
  return row?.seq ?? 0;
}

function changedSince(database: Database, seq: number): string[] {
  const rows = database.select({ id: childChange.childId }).from(childChange).where(gt(childChange.seq, seq)).all();
  return rows.map((row) => row.id);
}

function atSchool(database: Database): string[] {
  const rows = database.select({ id: child.id }).from(child).where(isNull(child.goneAt)).all();
  return rows.map((row) => row.id);
}
