import { nothing } from "../office-file.ts";
import type { Child } from "../people.ts";
import { emptyPlan, type ImportPlan } from "./import-plan.ts";
import { Joined } from "./joined.ts";

/** All that a plan writes, of children and of those who belong to them. */
const lists = [
  ...(["newClasses", "newChildren", "changedChildren", "goneChildren", "newPeople", "changedPeople"] as const),
  ...(["newGuardianships", "endedGuardianships", "newClassTeachers", "endedClassTeachers"] as const),
  ...(["openCustody", "leftOpen"] as const),
];

/** What is written of a plan. */
export type Portion = Pick<ImportPlan, (typeof lists)[number]>;

/** A portion as a plan, which is carried out as any other. */
export const asPlan = (portion: Portion): ImportPlan => ({ ...emptyPlan(nothing()), ...portion });

/** A portion without all that is said of these children and people. */
export function portionWithout(portion: Portion, gone: ReadonlySet<string>): Portion {
  const names = (row: object) => Object.values(row).some((value: unknown) => gone.has(value as string));
  return Object.fromEntries(
    lists.map((list) => [list, portion[list].filter((row) => !names(row))]),
  ) as unknown as Portion;
}

/**
 * Parts of a plan that are carried out one after another, each whole or not at all, and come to the same: after each of
 * them the school is as if a shorter list had been taken in. A child is in one of them with all that is said of it.
 * Classes whose teachers change are in one with all children who come into them or go, for their teachers hear of them
 * as a whole; siblings of one family name are, as far as that leaves it open.
 * In: the plan; in which class each child is now; about how many children a part has.
 */
export function portionsOf(plan: ImportPlan, classNow: ReadonlyMap<string, string>, atOnce: number): Portion[] {
  const groups = groupsOf(plan, classNow);
  const portions: Portion[] = [];
  const ofChild = new Map<string, Portion>();
  const ofClass = new Map<string, Portion>();
  let [open, size] = [emptyPortion(), 0];
  for (const { children, classes } of groups) {
    if (size > 0 && size + children.length > atOnce) [open, size] = [emptyPortion(), 0];
    if (size === 0) portions.push(open);
    size += Math.max(children.length, 1);
    for (const id of children) ofChild.set(id, open);
    for (const id of classes) ofClass.set(id, open);
  }
  const first = portions[0] ?? emptyPortion();
  fill(plan, first, portions, { ofChild, ofClass });
  return portions.length === 0 ? [first] : portions;
}

interface Group {
  children: string[];
  /** Whose teachers change. */
  classes: string[];
}

/** Children who stay together, with the classes whose teachers change with them. */
function groupsOf(plan: ImportPlan, classNow: ReadonlyMap<string, string>): Group[] {
  const joined = new Joined();
  const changing = [...plan.newClassTeachers, ...plan.endedClassTeachers];
  for (const { classId, teacherId } of changing) joined.join(`class ${classId}`, `teacher ${teacherId}`);
  const isChanging = new Set(changing.map(({ classId }) => classId));
  const named = new Map(
    [...plan.newChildren, ...plan.changedChildren, ...plan.goneChildren].map((one) => [one.id, one]),
  );
  const groups = new Map<string, Group>();
  const groupOf = (sign: string) => {
    const group = groups.get(sign) ?? { children: [], classes: [] };
    groups.set(sign, group);
    return group;
  };
  const placed = childrenOf(plan).map((id) => {
    const classes = [classNow.get(id), named.get(id)?.classId].filter(
      (one) => one !== undefined && isChanging.has(one),
    );
    for (const one of classes) joined.join(`class ${one}`, `class ${classes[0]}`);
    return { id, in: classes[0] };
  });
  for (const { id, in: classId } of placed)
    groupOf(
      classId === undefined ? `family ${familyOf(named.get(id))}` : joined.sign(`class ${classId}`),
    ).children.push(id);
  for (const classId of isChanging) groupOf(joined.sign(`class ${classId}`)).classes.push(classId);
  return [...groups.values()].flatMap((group) => (group.classes.length > 0 ? [group] : inPieces(group)));
}

const familyOf = (child: Child | undefined) => child?.familyName ?? "";

/** Children of one family name are many where a name is: a portion would have all of them. */
const mostOfFamily = 20;

function inPieces({ children, classes }: Group): Group[] {
  const pieces = Math.ceil(children.length / mostOfFamily);
  return Array.from({ length: pieces }, (_, at) => ({
    children: children.slice(at * mostOfFamily, (at + 1) * mostOfFamily),
    classes,
  }));
}

/** Every child of whom a plan writes anything. */
function childrenOf(plan: ImportPlan): string[] {
  const own = [...plan.newChildren, ...plan.changedChildren, ...plan.goneChildren].map(({ id }) => id);
  const beside = [...plan.newGuardianships, ...plan.endedGuardianships, ...plan.openCustody, ...plan.leftOpen];
  return [...new Set([...own, ...beside.map(({ childId }) => childId)])];
}

interface Places {
  ofChild: ReadonlyMap<string, Portion>;
  ofClass: ReadonlyMap<string, Portion>;
}

/** Puts each row into its portion, and classes and people into the first in which anybody needs them. */
function fill(plan: ImportPlan, first: Portion, portions: readonly Portion[], { ofChild, ofClass }: Places): void {
  const withChild = ({ childId }: { childId: string }) => ofChild.get(childId) ?? first;
  const withClass = ({ classId }: { classId: string }) => ofClass.get(classId) ?? first;
  put(plan, "newChildren", ({ id }) => ofChild.get(id) ?? first);
  put(plan, "changedChildren", ({ id }) => ofChild.get(id) ?? first);
  put(plan, "goneChildren", ({ id }) => ofChild.get(id) ?? first);
  put(plan, "newGuardianships", withChild);
  put(plan, "endedGuardianships", withChild);
  put(plan, "openCustody", withChild);
  put(plan, "leftOpen", withChild);
  put(plan, "newClassTeachers", withClass);
  put(plan, "endedClassTeachers", withClass);
  const [classes, people] = [new Map<string, Portion>(), new Map<string, Portion>()];
  for (const one of portions) {
    const [children, teachers] = [[...one.newChildren, ...one.changedChildren], one.newClassTeachers];
    for (const { classId } of [...children, ...teachers]) if (!classes.has(classId)) classes.set(classId, one);
    const ids = [...one.newGuardianships.map(({ guardianId }) => guardianId), ...teachers.map((row) => row.teacherId)];
    for (const id of ids) if (!people.has(id)) people.set(id, one);
  }
  put(plan, "newClasses", ({ id }) => classes.get(id) ?? first);
  put(plan, "newPeople", ({ id }) => people.get(id) ?? first);
  let at = 0;
  put(plan, "changedPeople", ({ id }) => people.get(id) ?? portions[(at += 1) % portions.length] ?? first);
}

function put<List extends keyof Portion>(
  plan: ImportPlan,
  list: List,
  portionOf: (row: Portion[List][number]) => Portion,
) {
  for (const row of plan[list]) (portionOf(row)[list] as Portion[List][number][]).push(row);
}

function emptyPortion(): Portion {
  return Object.fromEntries(lists.map((list) => [list, []])) as unknown as Portion;
}
