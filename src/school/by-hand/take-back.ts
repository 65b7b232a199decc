import { nothing } from "../office-file.ts";
import type { ClassTeacher, Guardianship, ImportPlan } from "../planning/import-plan.ts";
import { emptyPlan } from "../planning/import-plan.ts";
import {
  type ChildThen,
  type GuardianshipThen,
  pair,
  type PersonThen,
  type RollChange,
  taught,
} from "./roll-change.ts";
import type { RollNow, Stays, TakenBack } from "./taken-back.ts";

const same = (one: object | undefined, other: object | undefined) => sorted(one) === sorted(other);
const sorted = (one: object | undefined) =>
  one === undefined ? "" : JSON.stringify(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)));
const byId = <One extends { id: string }>(all: readonly One[]) => new Map(all.map((one) => [one.id, one]));

/**
 * Takes a change of the roll back. In: what it made; what is stored now; today (ISO). What was recorded since leans on
 * nothing that goes: a child of whom something was recorded, or who was changed since, stays as it is now, with whoever
 * belongs to it. Answers are nowhere in it.
 */
export function takeBack(change: RollChange, now: RollNow, today: string): TakenBack {
  const stays = whoStays(change, now);
  const staying = new Set(stays.map(({ childId }) => childId));
  const before = byId(change.was.children);
  const isBack = ({ id }: ChildThen) => !staying.has(id);
  const fresh = now.children.filter((one) => isBack(one) && !before.has(one.id) && one.goneAt === null);
  const drops = fresh.filter(({ id }) => !now.flagged.has(id)).map(({ id }) => id);
  const leave = fresh.filter(({ id }) => now.flagged.has(id)).map((one) => ({ ...withoutGone(one), on: today }));
  const restored = now.children.filter(isBack).flatMap(({ id }) => before.get(id) ?? []);
  const dropped = new Set(drops);
  const { ended, again } = guardianshipsBack(change, now, new Set([...staying, ...fresh.map(({ id }) => id)]));
  const left = leftOf(now, { dropped, ended });
  const teachers = teachersBack(change, now);
  const people = peopleBack(change, now, { left, again, ...teachers });
  return {
    plan: {
      ...emptyPlan(nothing()),
      changedChildren: restored.map(withoutGone),
      goneChildren: [
        ...restored.flatMap((one) => (one.goneAt === null ? [] : [{ ...withoutGone(one), on: one.goneAt }])),
        ...leave,
      ],
      changedPeople: people.changed.map(({ goneAt: _, ...person }) => person),
      newGuardianships: again.map(({ guardianId, childId }) => ({ guardianId, childId })),
      endedGuardianships: ended.map(({ guardianId, childId }) => ({ guardianId, childId })),
      ...teachers,
    },
    again,
    drops: { children: drops, people: people.dropped, classes: change.newClasses.map(({ id }) => id) },
    gonePeople: people.gone,
    stays,
  };
}

function withoutGone({ goneAt: _, ...child }: ChildThen) {
  return child;
}

/**
 * New children of whom something was recorded, or whose family has joined because of them, and those that were changed
 * since.
 */
function whoStays({ was, became }: RollChange, now: RollNow): Stays[] {
  const [before, left, present] = [byId(was.children), byId(became.children), byId(now.children)];
  const joined = Map.groupBy(became.guardianships, ({ childId }) => childId);
  const have = Map.groupBy(now.guardianships, ({ childId }) => childId);
  const pairs = (all: Guardianship[] | undefined) => (all ?? []).map(sorted).toSorted().join(" ");
  const known = new Set(was.people.map((one) => one.id));
  const hasJoined = ({ guardianId }: Guardianship) => !known.has(guardianId) && now.heard.has(guardianId);
  return [...left.values()].flatMap(({ id }): Stays[] => {
    const child = present.get(id);
    const isNew = !before.has(id);
    if (!child) return [];
    if (isNew && (now.recorded.has(id) || (joined.get(id) ?? []).some(hasJoined)))
      return [{ childId: id, why: "recorded" }];
    const others = isNew && pairs(joined.get(id)) !== pairs(have.get(id));
    const nowhere = !now.classes.has(before.get(id)?.classId ?? child.classId);
    return others || nowhere || !same(child, left.get(id)) ? [{ childId: id, why: "changed" }] : [];
  });
}

/** What ends and what comes again, but for children who stay; a word that was given keeps its person. */
function guardianshipsBack(
  { was, became }: RollChange,
  now: RollNow,
  staying: ReadonlySet<string>,
): { ended: GuardianshipThen[]; again: GuardianshipThen[] } {
  const [had, left] = [new Set(was.guardianships.map(pair)), new Set(became.guardianships.map(pair))];
  const has = new Map(now.guardianships.map((one) => [pair(one), one]));
  const people = new Set(now.people.map(({ id }) => id));
  const isOpen = ({ childId }: Guardianship) => !staying.has(childId);
  const isKnown = ({ guardianId, childId }: Guardianship) => people.has(guardianId) && now.stored.has(childId);
  return {
    ended: became.guardianships.filter(
      (one) => !had.has(pair(one)) && isOpen(one) && !now.declared.has(pair(one)) && same(has.get(pair(one)), one),
    ),
    again: was.guardianships.filter(
      (one) => !left.has(pair(one)) && isOpen(one) && !has.has(pair(one)) && isKnown(one),
    ),
  };
}

/** Whoever still belongs to a child when it is taken back. */
function leftOf(
  now: RollNow,
  { dropped, ended }: { dropped: ReadonlySet<string>; ended: readonly Guardianship[] },
): Set<string> {
  const over = new Set(ended.map(pair));
  const stay = now.guardianships.filter((one) => !dropped.has(one.childId) && !over.has(pair(one)));
  return new Set(stay.map(({ guardianId }) => guardianId));
}

function teachersBack(
  { was, became }: RollChange,
  now: RollNow,
): Pick<ImportPlan, "newClassTeachers" | "endedClassTeachers"> {
  const [had, left] = [new Set(was.classTeachers.map(taught)), new Set(became.classTeachers.map(taught))];
  const has = new Set(now.classTeachers.map(taught));
  const people = new Set(now.people.map(({ id }) => id));
  const isKnown = ({ teacherId, classId }: ClassTeacher) => people.has(teacherId) && now.classes.has(classId);
  return {
    endedClassTeachers: became.classTeachers.filter((one) => !had.has(taught(one)) && has.has(taught(one))),
    newClassTeachers: was.classTeachers.filter(
      (one) => !left.has(taught(one)) && !has.has(taught(one)) && isKnown(one),
    ),
  };
}

interface Beside extends Pick<ImportPlan, "newClassTeachers" | "endedClassTeachers"> {
  left: ReadonlySet<string>;
  again: readonly Guardianship[];
}

/** People who were new and belong to nobody now go; the others get their names again, as far as nobody changed them. */
function peopleBack(
  { was, became }: RollChange,
  now: RollNow,
  { left, again, newClassTeachers, endedClassTeachers }: Beside,
): { changed: PersonThen[]; dropped: string[]; gone: { id: string; goneAt: string }[] } {
  const [before, after] = [byId(was.people), byId(became.people)];
  const over = new Set(endedClassTeachers.map(taught));
  const teach = [...now.classTeachers.filter((one) => !over.has(taught(one))), ...newClassTeachers];
  const belongs = new Set([
    ...left,
    ...again.map(({ guardianId }) => guardianId),
    ...teach.map(({ teacherId }) => teacherId),
  ]);
  const named = ({ givenName, familyName, key }: PersonThen) => JSON.stringify([givenName, familyName, key]);
  const touched = now.people.filter(({ id }) => after.has(id));
  const isSame = (one: PersonThen) => named(one) === named(after.get(one.id) ?? one);
  return {
    changed: touched.filter(isSame).flatMap((one) => {
      const then = before.get(one.id);
      return then && named(then) !== named(one) ? [then] : [];
    }),
    dropped: touched.filter(({ id }) => !before.has(id) && !belongs.has(id) && !now.tied.has(id)).map(({ id }) => id),
    gone: touched.flatMap(({ id, goneAt }) => {
      const then = before.get(id)?.goneAt ?? null;
      return then !== null && goneAt === null && !belongs.has(id) ? [{ id, goneAt: then }] : [];
    }),
  };
}

/** Whether taking it back changes anything. */
export function changesAnything({ plan, drops, gonePeople }: TakenBack): boolean {
  const lists = [
    plan.changedChildren,
    plan.goneChildren,
    plan.changedPeople,
    plan.newGuardianships,
    plan.endedGuardianships,
    plan.newClassTeachers,
    plan.endedClassTeachers,
    drops.children,
    drops.people,
    gonePeople,
  ];
  return lists.some(({ length }) => length > 0);
}
