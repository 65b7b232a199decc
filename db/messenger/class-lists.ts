import { and, eq, inArray } from "drizzle-orm";
import type { Participation } from "../../src/consent/standing.ts";
import { inOneLightTransaction } from "../file/unit-of-work.ts";
import type { Database, Transaction } from "../file/database.ts";
import { classListSeen } from "../schema.ts";

/** What a teacher has seen of a class, and when last. */
export interface SeenList {
  of: Map<string, Participation>;
  /** ISO time, or null where nothing was seen. */
  at: string | null;
}

/** What each teacher has seen of the own classes, so that what has changed since can be marked. */
export function openClassLists(database: Database) {
  return {
    /** What this teacher has seen of these children. */
    async seen(teacherId: string, childIds: readonly string[]): Promise<SeenList> {
      return seenBy(database, teacherId, childIds);
    },

    /** The teacher looks at these children, and sees what stands for each. */
    async look(teacherId: string, children: ReadonlyMap<string, Participation>, now: Date): Promise<void> {
      const at = now.toISOString();
      await inOneLightTransaction(database, (tx) => {
        for (const [childId, seen] of children)
          tx.insert(classListSeen)
            .values({ teacherId, childId, seen, at })
            .onConflictDoUpdate({
              target: [classListSeen.teacherId, classListSeen.childId],
              set: { seen, at },
            })
            .run();
      });
    },
  };
}

export type ClassLists = ReturnType<typeof openClassLists>;

/** What a teacher has seen of these children. */
export function seenBy(db: Database | Transaction, teacherId: string, childIds: readonly string[]): SeenList {
  const rows = db
    .select()
    .from(classListSeen)
    .where(and(eq(classListSeen.teacherId, teacherId), inArray(classListSeen.childId, [...childIds])))
    .all();
  return {
    of: new Map(rows.map(({ childId, seen }) => [childId, seen])),
    at:
      rows
        .map((row) => row.at)
        .toSorted()
        .at(-1) ?? null,
  };
}
