import { eq } from "drizzle-orm";
import type { Database, Transaction } from "../file/database.ts";
import { child, classTeacher, guardianship } from "../schema.ts";

/** The guardians of a child. */
export function guardiansOf(db: Transaction | Database, childId: string): string[] {
  return db
    .select({ id: guardianship.guardianId })
    .from(guardianship)
    .where(eq(guardianship.childId, childId))
    .all()
    .map((row) => row.id);
}

/** The teachers of the child's class. */
export function teachersOf(db: Transaction | Database, childId: string): string[] {
  const rows = db
    .select({ id: classTeacher.teacherId })
    .from(classTeacher)
    .innerJoin(child, eq(child.classId, classTeacher.classId))
    .where(eq(child.id, childId))
    .all();
  return rows.map((row) => row.id);
}
