import type { ImportPlan } from "../../src/school/plan-import.ts";
import type { Transaction } from "../file/database.ts";
import { rowsAmong } from "../file/prepared.ts";
import { child, person, schoolClass } from "../schema.ts";

/**
 * What of a plan still has whom it is about: somebody may have been erased since it was made.
 * In: within the unit of work in which it is carried out.
 */
export function stillThere(tx: Transaction, plan: ImportPlan): ImportPlan {
  const classes = [...plan.newChildren, ...plan.changedChildren, ...plan.newClassTeachers].map((one) => one.classId);
  const pairs = [...plan.newGuardianships, ...plan.openCustody];
  const isClass = among(classesWith(tx, classes), plan.newClasses);
  const newChildren = plan.newChildren.filter(({ classId }) => isClass(classId));
  const named = [...pairs, ...plan.leftOpen].map(({ childId }) => childId);
  const isChild = among(childrenWith(tx, named), newChildren);
  const people = [...pairs.map((one) => one.guardianId), ...plan.newClassTeachers.map((one) => one.teacherId)];
  const isPerson = among(peopleWith(tx, people), plan.newPeople);
  return {
    ...plan,
    newChildren,
    changedChildren: plan.changedChildren.filter(({ classId }) => isClass(classId)),
    newGuardianships: plan.newGuardianships.filter((one) => isPerson(one.guardianId) && isChild(one.childId)),
    openCustody: plan.openCustody.filter((one) => isPerson(one.guardianId) && isChild(one.childId)),
    leftOpen: plan.leftOpen.filter((one) => isChild(one.childId)),
    newClassTeachers: plan.newClassTeachers.filter((one) => isPerson(one.teacherId) && isClass(one.classId)),
  };
}

const childrenWith = rowsAmong(child, child.id);
const peopleWith = rowsAmong(person, person.id);
const classesWith = rowsAmong(schoolClass, schoolClass.id);

function among(stored: readonly { id: string }[], made: readonly { id: string }[]): (id: string) => boolean {
  const known = new Set([...stored, ...made].map(({ id }) => id));
  return (id) => known.has(id);
}
