import { and, desc, eq, gt, inArray, isNull } from "drizzle-orm";
import type { Person } from "../../src/school/people.ts";
import type { Database } from "../file/database.ts";
import { classTeacher, person, rollChange } from "../schema.ts";
import { asChanged, type Changed } from "./kept-changes.ts";
import { asPerson } from "./person.ts";

/** For so many days it is told what an import would change that somebody did by hand. */
const handDays = 60;

/** What has been changed of the roll, to be told, and what stands beside it. */
export function openToldChanges(database: Database) {
  return {
    /** Who teaches a class, by name. */
    async teachersOf(classId: string): Promise<Person[]> {
      const rows = database
        .select({ person })
        .from(classTeacher)
        .innerJoin(person, eq(person.id, classTeacher.teacherId))
        .where(eq(classTeacher.classId, classId))
        .orderBy(person.familyName, person.givenName)
        .all();
      return rows.map((row) => asPerson(row.person));
    },

    /** One change, or null. */
    async changeWith(id: string, now: Date): Promise<Changed | null> {
      const row = database.select().from(rollChange).where(eq(rollChange.id, id)).get();
      return row ? asChanged(row, now) : null;
    },

    /** These changes, by id. */
    async changesWith(ids: readonly string[], now: Date): Promise<Map<string, Changed>> {
      const rows = database
        .select()
        .from(rollChange)
        .where(inArray(rollChange.id, [...ids]))
        .all();
      return new Map(rows.map((row) => [row.id, asChanged(row, now)]));
    },

    /** The newest import, if it can still be taken back; else null. */
    async lastImport(now: Date): Promise<Changed | null> {
      const { what, about, undoneAt, at, former } = rollChange;
      const row = database
        .select()
        .from(rollChange)
        .where(and(eq(what, "import"), eq(about, ""), isNull(undoneAt)))
        // Of two at the same time the later one: it has emptied what was kept of the other.
        .orderBy(desc(at), desc(former))
        .limit(1)
        .get();
      const last = row ? asChanged(row, now) : null;
      return last?.isKept ? last : null;
    },

    /** What somebody has done by hand for these children in the last weeks: the newest of each. */
    async doneByHand(childIds: readonly string[], now: Date): Promise<Map<string, Changed>> {
      const since = new Date(now.getTime() - handDays * 24 * 60 * 60 * 1000).toISOString();
      const { what, undoneAt, at } = rollChange;
      const acts = ["addChild", "moveChild", "leave", "comeBack"] as const;
      // By hand there is far less than there are children in a list.
      const rows = database
        .select()
        .from(rollChange)
        .where(and(inArray(what, [...acts]), isNull(undoneAt), gt(at, since)))
        .orderBy(at)
        .all();
      const wanted = new Set(childIds);
      const of = rows.filter(({ about }) => wanted.has(about));
      return new Map(of.map((row) => [row.about, asChanged(row, now)]));
    },
  };
}
