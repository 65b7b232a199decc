import { fullName } from "../people.ts";
import type { TeacherRow } from "../office-file.ts";
import { foldedClass } from "../class-name.ts";
import { placeOf, problem } from "../problem.ts";
import type { ClassTeacher, PlannedRow } from "./import-plan.ts";
import { personId } from "./person.ts";
import { StaffRoom } from "./staff-room.ts";
import { classId, note, roleAndKey, type Work } from "./work.ts";

/** Plans who teaches which class. A teacher without a class is not stored, for nobody needs to tell them anything. */
export function planTeachers(work: Work): void {
  const named = new Map<string, Set<string>>();
  const { rows, unknown } = withClasses(work);
  const every = new StaffRoom();
  for (const one of work.people.values()) if (one.role === "teacher") every.put(one.id, one);
  const taught = {
    ...work,
    before: pairsIn(work.roll.classTeachers),
    known: new Set(work.roll.people.map(({ id }) => id)),
  };
  let idle = 0;
  for (const row of rows) {
    const known = row.key !== null && work.byKey.has(roleAndKey("teacher", row.key));
    if (row.classNames.length === 0 && !known) idle += 1;
    else {
      const perhaps = () => every.perhaps(row);
      const teacherId = personId(row, "teacher", perhaps, work, (change) =>
        note(work, row.key ?? fullName(row), { ...change, what: "name" }, () => preview(row, true)),
      );
      every.put(teacherId, work.people.get(teacherId) ?? row);
      for (const name of row.classNames) join(row, teacherId, classId(name, work), taught, named);
    }
  }
  if (idle > 0)
    work.plan.problems.push(problem("teachersWithoutClass", { file: rows[0]?.file ?? "", row: 1 }, { count: idle }));
  end(named, unknown, work);
}

/**
 * The teachers of the files with the classes whose short codes name them; a code may also be stored.
 * Out: classes with a code that nobody knows.
 */
function withClasses({ file, people, byKey, plan }: Work): { rows: TeacherRow[]; unknown: string[] } {
  const rows = file.teachers.map((row) => ({ ...row, classNames: [...row.classNames] }));
  const byCode = new Map(rows.map((row) => [row.key?.toUpperCase() ?? "", row]));
  const unknown: string[] = [];
  for (const { className, codes, ...place } of file.classes) {
    for (const code of codes) {
      const stored = people.get(byKey.get(roleAndKey("teacher", code)) ?? "");
      const row =
        byCode.get(code.toUpperCase()) ??
        (stored && {
          ...placeOf(place),
          givenName: stored.givenName,
          familyName: stored.familyName,
          key: stored.key,
          classNames: [],
        });
      if (!row) {
        unknown.push(className);
        plan.problems.push(problem("teacherUnknown", place, { code, class: className }));
      } else {
        if (!byCode.has(code.toUpperCase())) rows.push(row);
        byCode.set(code.toUpperCase(), row);
        row.classNames.push(className);
      }
    }
  }
  return { rows, unknown };
}

/** What is stored, to be asked for each class of each row: who teaches which class, and who is known. */
type Taught = Work & { before: ReadonlySet<string>; known: ReadonlySet<string> };

const pair = ({ teacherId, classId: id }: ClassTeacher) => `${teacherId} ${id}`;
const pairsIn = (taught: readonly ClassTeacher[]) => new Set(taught.map(pair));

function join(row: TeacherRow, teacherId: string, id: string, work: Taught, named: Map<string, Set<string>>): void {
  const known = named.get(id) ?? new Set();
  const before = known.has(teacherId) || work.before.has(pair({ teacherId, classId: id }));
  named.set(id, known.add(teacherId));
  if (before) return;
  work.plan.newClassTeachers.push({ teacherId, classId: id });
  note(work, row.key ?? fullName(row), { what: "classJoined", from: null, to: work.classNames.get(id) ?? "" }, () =>
    preview(row, work.known.has(teacherId)),
  );
}

/** A class that has been given a teacher loses those who are not named, unless a code or a row is not clear. */
function end(named: ReadonlyMap<string, Set<string>>, unknown: readonly string[], work: Work): void {
  const odd = work.file.odd.flatMap((row) => (row.classNames === undefined ? [] : [row.classNames]));
  const unread = new Set([...unknown, ...odd.flatMap((names) => names ?? [])].map(foldedClass));
  const unclear = new Set(work.roll.classes.filter(({ name }) => unread.has(foldedClass(name))).map(({ id }) => id));
  const anyClass = odd.includes(null);
  for (const one of work.roll.classTeachers) {
    if (anyClass || unclear.has(one.classId) || (named.get(one.classId)?.has(one.teacherId) ?? true)) continue;
    const teacher = work.people.get(one.teacherId);
    work.plan.endedClassTeachers.push(one);
    const name = teacher ? fullName(teacher) : "";
    note(
      work,
      teacher?.key ?? name,
      { what: "classLeft", from: work.classNames.get(one.classId) ?? "", to: null },
      () => ({ who: "teacher", fate: "changed", file: "", row: null, name, className: null, birthDate: null }),
    );
  }
}

function preview(row: TeacherRow, known: boolean): Omit<PlannedRow, "changes" | "candidates"> {
  return {
    who: "teacher",
    fate: known ? "changed" : "new",
    ...placeOf(row),
    name: fullName(row),
    className: null,
    birthDate: null,
  };
}
