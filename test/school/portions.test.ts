import fc from "fast-check";
import { expect, test } from "vitest";
import { nothing } from "../../src/school/office-file.ts";
import { emptyPlan, type ImportPlan } from "../../src/school/planning/import-plan.ts";
import { asPlan, portionsOf } from "../../src/school/planning/portions.ts";

const child = (id: string, classId: string, familyName = id) => ({
  ...{ id, givenName: "Kind", familyName, birthDate: null, classId },
  ...{ bothMustAgree: false, key: null, language: null },
});
const person = (id: string) => ({ id, role: "guardian" as const, givenName: "Nora", familyName: id, key: null });

const ids = (count: number, sign: string) => Array.from({ length: count }, (_, at) => `${sign}${at}`);

/** A plan of any shape: children of six classes who come, move and go, with guardians and teachers. */
const plans = fc
  .record({
    moves: fc.array(fc.record({ from: fc.nat(5), to: fc.nat(5), how: fc.constantFrom("new", "moved", "gone") }), {
      maxLength: 40,
    }),
    guardians: fc.array(fc.record({ child: fc.nat(45), guardian: fc.nat(12), ends: fc.boolean() }), { maxLength: 40 }),
    teachers: fc.array(fc.record({ teacher: fc.nat(3), inClass: fc.nat(5), ends: fc.boolean() }), { maxLength: 6 }),
    changed: fc.array(fc.nat(12), { maxLength: 5 }),
  })
  .map(({ moves, guardians, teachers, changed }) => {
    const children = moves.map(({ to }, at) => child(`k${at}`, `c${to}`, `F${at % 7}`));
    const of = (how: string) => children.filter((_, at) => moves[at]?.how === how);
    const wards = guardians.map((one) => ({ guardianId: `g${one.guardian}`, childId: `k${one.child}` }));
    const taught = teachers.map((one) => ({ teacherId: `t${one.teacher}`, classId: `c${one.inClass}` }));
    const plan: ImportPlan = {
      ...emptyPlan(nothing()),
      newClasses: ids(3, "c").map((id) => ({ id, name: id })),
      ...{ newChildren: of("new"), changedChildren: of("moved"), goneChildren: of("gone") },
      newPeople: ids(6, "g").map(person),
      changedPeople: changed.filter((at) => at > 5).map((at) => person(`g${at}`)),
      newGuardianships: wards.filter((_, at) => !guardians[at]?.ends),
      endedGuardianships: wards.filter((_, at) => guardians[at]?.ends),
      newClassTeachers: taught.filter((_, at) => !teachers[at]?.ends),
      endedClassTeachers: taught.filter((_, at) => teachers[at]?.ends),
    };
    return { plan, classNow: new Map(moves.map(({ from }, at) => [`k${at}`, `c${from}`])) };
  });

const written = [
  ...(["newClasses", "newChildren", "changedChildren", "goneChildren", "newPeople", "changedPeople"] as const),
  ...(["newGuardianships", "endedGuardianships", "newClassTeachers", "endedClassTeachers", "openCustody"] as const),
  "leftOpen" as const,
];
const signs = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).toSorted();

test("all parts of a plan together are the plan, and nobody is named before there is anybody", () => {
  fc.assert(
    fc.property(plans, fc.integer({ min: 1, max: 12 }), ({ plan, classNow }, atOnce) => {
      const portions = portionsOf(plan, classNow, atOnce);
      for (const list of written)
        expect(signs(portions.flatMap((one): object[] => one[list]))).toEqual(signs(plan[list]));
      const unknown = new Set([...plan.newPeople, ...plan.newClasses, ...plan.newChildren].map(({ id }) => id));
      for (const one of portions) {
        for (const { id } of [...one.newPeople, ...one.newClasses, ...one.newChildren]) unknown.delete(id);
        const named = [
          ...one.newGuardianships.flatMap(({ guardianId, childId }) => [guardianId, childId]),
          ...[...one.newChildren, ...one.changedChildren].map(({ classId }) => classId),
          ...one.newClassTeachers.map(({ classId }) => classId),
        ];
        expect(named.filter((id) => unknown.has(id))).toEqual([]);
      }
    }),
  );
});

test("a child is in one part with all that is said of it, and so is a class whose teachers change with its children", () => {
  fc.assert(
    fc.property(plans, fc.integer({ min: 1, max: 12 }), ({ plan, classNow }, atOnce) => {
      const places = new Map<string, Set<number>>();
      const at = (sign: string, place: number) => places.set(sign, (places.get(sign) ?? new Set()).add(place));
      const changing = new Set([...plan.newClassTeachers, ...plan.endedClassTeachers].map(({ classId }) => classId));
      portionsOf(plan, classNow, atOnce).forEach((one, place) => {
        for (const { id, classId } of [...one.newChildren, ...one.changedChildren, ...one.goneChildren]) {
          at(id, place);
          for (const sign of [classId, classNow.get(id) ?? ""]) if (changing.has(sign)) at(sign, place);
        }
        for (const { childId } of [...one.newGuardianships, ...one.endedGuardianships]) at(childId, place);
        for (const { classId, teacherId } of [...one.newClassTeachers, ...one.endedClassTeachers]) {
          at(classId, place);
          at(teacherId, place);
        }
      });
      expect([...places.values()].every(({ size }) => size === 1)).toBe(true);
    }),
  );
});

test("a large list has parts of about the size that is wanted, also where all are of one family name", () => {
  const plan = (name: (at: number) => string) => ({
    ...emptyPlan(nothing()),
    newChildren: ids(1000, "k").map((id, at) => child(id, "c", name(at))),
  });
  const sizes = (name: (at: number) => string) =>
    portionsOf(plan(name), new Map(), 150).map((one) => asPlan(one).newChildren.length);
  for (const name of [() => "Beispiel", (at: number) => `F${at}`]) {
    expect(sizes(name).length).toBeLessThan(9);
    expect(Math.max(...sizes(name))).toBeLessThanOrEqual(150);
  }
});

test("a plan that writes nothing is one part", () => {
  expect(portionsOf(emptyPlan(nothing()), new Map(), 150)).toHaveLength(1);
});
