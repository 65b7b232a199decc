import { inArray } from "drizzle-orm";
import { type WouldChange, wouldChange } from "../../src/consent/would-change.ts";
import type { ImportPlan } from "../../src/school/plan-import.ts";
import type { Database, Transaction } from "../file/database.ts";
import { inPortions } from "../file/in-portions.ts";
import { among, prepared } from "../file/prepared.ts";
import { takingBack } from "../file/unit-of-work.ts";
import { momentsOf } from "../proof/moments.ts";
import { child, consentEvent, schoolClass } from "../schema.ts";
import { carryOut, concernedBy } from "./carry-out.ts";

/** What an import would change of what stands for a child, with the names that the office reads. */
export interface Rehearsed extends WouldChange {
  name: string;
  classBefore: string;
  classAfter: string;
}

/**
 * What a plan would change of what stands: it is carried out in a unit of work that is taken back.
 * In: the plan; the time; the age from which a pupil must agree as well.
 */
export function rehearse(database: Database, plan: ImportPlan, now: Date, pupilAge: number): Rehearsed[] {
  return takingBack(database, (tx) => rehearsed(tx, plan, now, pupilAge));
}

function rehearsed(tx: Transaction, plan: ImportPlan, now: Date, pupilAge: number): Rehearsed[] {
  const ids = declaredAbout(tx, concernedBy(plan));
  if (ids.length === 0) return [];
  const before = momentsOf(tx, ids, now, pupilAge);
  carryOut(tx, concerning(new Set(ids), plan), now);
  const changes = wouldChange(before, momentsOf(tx, ids, now, pupilAge));
  const classes = new Map(
    tx
      .select()
      .from(schoolClass)
      .all()
      .map(({ id, name }) => [id, name]),
  );
  const names = namesOf(tx, changes);
  return changes.map((one) => ({
    ...one,
    name: names.get(one.childId) ?? "",
    classBefore: classes.get(one.before.classId) ?? "",
    classAfter: classes.get(one.after.classId) ?? "",
  }));
}

/** What of a plan may change what stands for these children; of a new list of thousands it is little. */
function concerning(ids: ReadonlySet<string>, plan: ImportPlan): ImportPlan {
  const [isOne, isOf] = [({ id }: { id: string }) => ids.has(id), (one: { childId: string }) => ids.has(one.childId)];
  const newGuardianships = plan.newGuardianships.filter(isOf);
  const guardians = new Set(newGuardianships.map(({ guardianId }) => guardianId));
  return {
    ...plan,
    newChildren: [],
    changedChildren: plan.changedChildren.filter(isOne),
    goneChildren: plan.goneChildren.filter(isOne),
    newPeople: plan.newPeople.filter(({ id }) => guardians.has(id)),
    changedPeople: [],
    newGuardianships,
    endedGuardianships: plan.endedGuardianships.filter(isOf),
    openCustody: plan.openCustody.filter(isOf),
    newClassTeachers: [],
    endedClassTeachers: [],
  };
}

/** Those of these children about whom anything was ever declared: of the others nothing stands that could change. */
const declaredAbout = (tx: Transaction, childIds: readonly string[]): string[] =>
  declared(tx)
    .all({ children: JSON.stringify(childIds) })
    .flatMap(({ id }) => id ?? []);

const declared = prepared((db) =>
  db
    .selectDistinct({ id: consentEvent.childId })
    .from(consentEvent)
    .where(among(consentEvent.childId, "children"))
    .prepare(),
);

function namesOf(tx: Transaction, changes: readonly WouldChange[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const ids of inPortions(changes.map(({ childId }) => childId)))
    for (const one of tx.select().from(child).where(inArray(child.id, ids)).all())
      names.set(one.id, `${one.givenName} ${one.familyName}`);
  return names;
}
