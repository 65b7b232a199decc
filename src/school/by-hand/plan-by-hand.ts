import { fullName } from "../people.ts";
import { nothing } from "../office-file.ts";
import { emptyPlan, type StoredChild } from "../planning/import-plan.ts";
import { classId, note, type Work, workOn } from "../planning/work.ts";
import type { HandAct, NotDone, PlannedByHand, RollThen } from "./acts.ts";
import { meant } from "./candidates.ts";
import { planNewChild } from "./new-child.ts";

type Of<What extends HandAct["what"]> = Extract<HandAct, { what: What }>;

/**
 * What one act by hand changes, as the plan of an import would: there is one way in which the roll is written.
 * In: the act; what is stored; ids. Out: the plan, or why nothing is done.
 */
export function planByHand(act: HandAct, roll: RollThen, newId: () => string): PlannedByHand | NotDone {
  const work = deskFor(roll, newId);
  switch (act.what) {
    case "addChild":
      return planNewChild(act, roll, newId);
    case "addGuardian":
      return addGuardian(act, work);
    case "addTeacher":
      return addTeacher(act, work);
    case "endTeacher":
      return endTeacher(act, work);
    case "correctTeacher":
      return correctTeacher(act, work);
    case "moveChild":
      return moveChild(act, work);
    case "leave":
      return leave(act, work);
    case "comeBack":
      return comeBack(act, work);
  }
}

function deskFor(roll: RollThen, newId: () => string): Work {
  return workOn(nothing(), roll, { plan: emptyPlan(nothing()), options: {}, newId, matches: new Map() });
}

const unknown: NotDone = { refused: "unknown", candidates: [] };
const unchanged: NotDone = { refused: "unchanged", candidates: [] };

const done = (work: Work, about: string): PlannedByHand => ({
  plan: { ...work.plan, rows: [...work.rows.values()] },
  about,
});

/** The child who is at the school, or has left; null where there is none. */
function childOf(work: Work, id: string, gone: boolean): StoredChild | null {
  const child = work.children.get(id);
  return child && child.gone === gone ? child : null;
}

function addGuardian({ childId, person }: Of<"addGuardian">, work: Work): PlannedByHand | NotDone {
  const child = childOf(work, childId, false);
  if (!child) return unknown;
  const own = new Set(work.guardiansOf.get(childId) ?? []);
  const found = meant(person, "guardian", work, own);
  if ("refused" in found) return found;
  if (own.has(found.id)) return unchanged;
  work.plan.newGuardianships.push({ guardianId: found.id, childId });
  note(work, childId, { what: "guardianJoined", from: null, to: found.name }, () => rowOf(child, work));
  return done(work, childId);
}

function addTeacher({ classId: id, person }: Of<"addTeacher">, work: Work): PlannedByHand | NotDone {
  const className = work.classNames.get(id);
  if (className === undefined) return unknown;
  const own = new Set(work.roll.classTeachers.filter((one) => one.classId === id).map(({ teacherId }) => teacherId));
  const found = meant(person, "teacher", work, own);
  if ("refused" in found) return found;
  if (own.has(found.id)) return unchanged;
  work.plan.newClassTeachers.push({ teacherId: found.id, classId: id });
  note(work, found.id, { what: "classJoined", from: null, to: className }, () => teacherRow(found.name));
  return done(work, id);
}

function endTeacher({ classId: id, teacherId }: Of<"endTeacher">, work: Work): PlannedByHand | NotDone {
  const className = work.classNames.get(id);
  const teacher = work.people.get(teacherId);
  if (className === undefined || !teacher) return unknown;
  const taught = work.roll.classTeachers.find((one) => one.classId === id && one.teacherId === teacherId);
  if (!taught) return unchanged;
  work.plan.endedClassTeachers.push(taught);
  note(work, teacherId, { what: "classLeft", from: className, to: null }, () => teacherRow(fullName(teacher)));
  return done(work, id);
}

function correctTeacher(act: Of<"correctTeacher">, work: Work): PlannedByHand | NotDone {
  const teacher = work.people.get(act.teacherId);
  if (teacher?.role !== "teacher") return unknown;
  const right = { ...teacher, givenName: act.givenName, familyName: act.familyName };
  if (fullName(right) === fullName(teacher)) return unchanged;
  work.plan.changedPeople.push(right);
  const change = { what: "name", from: fullName(teacher), to: fullName(right) } as const;
  note(work, teacher.id, change, () => teacherRow(fullName(right)));
  return done(work, act.classId);
}

function moveChild({ childId, className }: Of<"moveChild">, work: Work): PlannedByHand | NotDone {
  const child = childOf(work, childId, false);
  if (!child) return unknown;
  const before = work.classNames.get(child.classId) ?? "";
  const moved = withoutGone({ ...child, classId: classId(className, work) });
  if (moved.classId === child.classId) return unchanged;
  work.plan.changedChildren.push(moved);
  const to = work.classNames.get(moved.classId) ?? className;
  note(work, childId, { what: "class", from: before, to }, () => rowOf(child, work));
  return done(work, childId);
}

function leave({ childId, on }: Of<"leave">, work: Work): PlannedByHand | NotDone {
  const child = work.children.get(childId);
  if (!child) return unknown;
  if (child.gone) return unchanged;
  work.plan.goneChildren.push({ ...withoutGone(child), on });
  note(work, childId, { what: "left", from: null, to: on }, () => ({ ...rowOf(child, work), fate: "gone" }));
  return done(work, childId);
}

function comeBack({ childId, className }: Of<"comeBack">, work: Work): PlannedByHand | NotDone {
  const child = work.children.get(childId);
  if (!child) return unknown;
  if (!child.gone) return unchanged;
  const back = withoutGone({ ...child, classId: classId(className, work) });
  work.plan.changedChildren.push(back);
  note(work, childId, { what: "returned", from: "", to: null }, () => rowOf(back, work));
  return done(work, childId);
}

function withoutGone({ gone: _, ...child }: StoredChild) {
  return child;
}

const nowhere = { file: "", row: null, changes: [], candidates: [] };

function rowOf(child: Omit<StoredChild, "gone">, work: Work) {
  const className = work.classNames.get(child.classId) ?? null;
  return {
    ...nowhere,
    who: "child" as const,
    fate: "changed" as const,
    name: fullName(child),
    className,
    birthDate: child.birthDate,
  };
}

function teacherRow(name: string) {
  return { ...nowhere, who: "teacher" as const, fate: "changed" as const, name, className: null, birthDate: null };
}
