import { fold, folded } from "./folded.ts";
import type { ChildRow, OfficeFile, PersonRow, Problem } from "./office-file.ts";
import type { Child, Person, SchoolClass } from "./people.ts";

type StoredPerson = Person & { key: string | null };
interface Guardianship { guardianId: string; childId: string }
interface ClassTeacher { teacherId: string; classId: string }

/** What is stored of the school. */
export interface SchoolRoll {
  classes: SchoolClass[];
  children: (Child & { gone: boolean })[];
  people: (StoredPerson & { gone: boolean })[];
  guardianships: Guardianship[];
  classTeachers: ClassTeacher[];
}

/** What an import would do: a plain value, shown before and carried out whole. Nothing is deleted; who left is marked. */
export interface ImportPlan {
  newClasses: SchoolClass[];
  newChildren: Child[];
  changedChildren: Child[];
  goneChildren: Child[];
  newPeople: StoredPerson[];
  newGuardianships: Guardianship[];
  endedGuardianships: Guardianship[];
  newClassTeachers: ClassTeacher[];
  endedClassTeachers: ClassTeacher[];
  unchangedChildren: number;
  problems: Problem[];
  droppedColumns: string[];
}

/**
 * Compares a file with what is stored. In: the file; what is stored; the class of children whose file knows none; ids.
 * Children of the classes in our own file who are not in it are gone; an SVWS file says nothing of who left.
 */
export function planImport(file: OfficeFile, roll: SchoolRoll, options: { className?: string }, newId: () => string): ImportPlan {
  const plan: ImportPlan = {
    newClasses: [], newChildren: [], changedChildren: [], goneChildren: [], newPeople: [], newGuardianships: [], endedGuardianships: [],
    newClassTeachers: [], endedClassTeachers: [], unchangedChildren: 0, problems: [...file.problems], droppedColumns: file.droppedColumns,
  };
  const people = new Map(roll.people.map((person) => [person.id, person]));
  const seen = new Set<string>();
  for (const row of file.children) planChild(row, { file, roll, plan, options, newId, people, seen });
  planTeachers({ file, roll, plan, options, newId, people, seen });
  if (file.format === "janein") planGone(file, roll, plan, seen);
  return plan;
}

interface Work {
  file: OfficeFile;
  roll: SchoolRoll;
  plan: ImportPlan;
  options: { className?: string };
  newId: () => string;
  people: Map<string, StoredPerson>;
  /** Children of the file, by id. */
  seen: Set<string>;
}

function planChild(row: ChildRow, work: Work): void {
  const { roll, plan } = work;
  const found = candidates(row, roll);
  if (found.length > 1) return void plan.problems.push({ row: row.row, stops: false, text: "More than one stored child fits; nothing is done for this row. Give the birth date." });
  const className = row.className ?? work.options.className ?? roll.classes.find((one) => one.id === found[0]?.classId)?.name;
  if (!className) return void plan.problems.push({ row: row.row, stops: true, text: "A new child, and the file knows no class: import the class's file with --class NAME." });
  const before = found[0];
  const child: Child = {
    id: before?.id ?? work.newId(), givenName: row.givenName, familyName: row.familyName, birthDate: row.birthDate ?? before?.birthDate ?? null, key: row.key ?? before?.key ?? null,
    classId: classId(className, work), bothMustAgree: work.file.format === "janein" ? row.bothMustAgree : (before?.bothMustAgree ?? false),
  };
  work.seen.add(child.id);
  if (!before) plan.newChildren.push(child);
  else if (before.gone || !sameChild(before, child)) plan.changedChildren.push(child);
  else plan.unchangedChildren += 1;
  planGuardians(row, child.id, work);
}

/** By birth date where both have one, else by class: namesakes exist. */
function candidates(row: ChildRow, roll: SchoolRoll): SchoolRoll["children"] {
  const named = roll.children.filter((child) => folded(child) === folded(row));
  const dated = named.filter((child) => child.birthDate !== null && child.birthDate === row.birthDate);
  if (dated.length > 0) return dated;
  const inClass = (child: Child) => roll.classes.some((one) => one.id === child.classId && one.name === row.className);
  return named.filter((child) => (child.birthDate === null || row.birthDate === null) && (row.className === null || inClass(child)));
}

/** A name is changed when its letters are, not when an export has lost its diacritics. */
function sameChild(before: Child, after: Child): boolean {
  return before.classId === after.classId && before.birthDate === after.birthDate && before.bothMustAgree === after.bothMustAgree && before.key === after.key;
}

function classId(name: string, { roll, plan, newId }: Work): string {
  const known = [...roll.classes, ...plan.newClasses].find((one) => fold(one.name) === fold(name));
  if (known) return known.id;
  const made = { id: newId(), name };
  plan.newClasses.push(made);
  return made.id;
}

function planGuardians(row: ChildRow, childId: string, work: Work): void {
  const { roll, plan } = work;
  const before = roll.guardianships.filter((one) => one.childId === childId).map((one) => one.guardianId);
  const after = row.guardians.map((guardian) => personId(guardian, "guardian", before, work));
  for (const guardianId of new Set(after)) if (!before.includes(guardianId)) plan.newGuardianships.push({ guardianId, childId });
  if (work.file.format !== "janein") return;
  for (const guardianId of before) if (!after.includes(guardianId)) plan.endedGuardianships.push({ guardianId, childId });
}

/** The stored person by key, else by name among those who already belong to the child or class, else a new one. */
function personId(row: PersonRow, role: Person["role"], related: readonly string[], work: Work): string {
  const all = [...work.people.values()].filter((person) => person.role === role);
  const found = (row.key !== null ? all.find((person) => person.key === row.key) : undefined)
    ?? all.find((person) => related.includes(person.id) && folded(person) === folded(row) && (row.key === null || person.key === null));
  if (found) return found.id;
  const made: StoredPerson = { id: work.newId(), role, givenName: row.givenName, familyName: row.familyName, key: row.key };
  work.people.set(made.id, made);
  work.plan.newPeople.push(made);
  return made.id;
}

function planTeachers(work: Work): void {
  const { file, roll, plan } = work;
  if (file.format !== "janein") return;
  const named = new Set<string>();
  for (const row of file.teachers) {
    const everyTeacher = [...work.people.values()].filter((person) => person.role === "teacher").map((person) => person.id);
    const teacherId = personId(row, "teacher", everyTeacher, work);
    for (const id of new Set(row.classNames.map((name) => classId(name, work)))) {
      named.add(`${teacherId} ${id}`);
      if (!roll.classTeachers.some((one) => one.teacherId === teacherId && one.classId === id)) plan.newClassTeachers.push({ teacherId, classId: id });
    }
  }
  const classes = classesOfFile(file, roll);
  plan.endedClassTeachers = roll.classTeachers.filter((one) => classes.has(one.classId) && !named.has(`${one.teacherId} ${one.classId}`));
}

function planGone(file: OfficeFile, roll: SchoolRoll, plan: ImportPlan, seen: ReadonlySet<string>): void {
  const classes = classesOfFile(file, roll);
  plan.goneChildren = roll.children.filter((child) => !child.gone && classes.has(child.classId) && !seen.has(child.id)).map(({ gone: _, ...child }) => child);
}

function classesOfFile(file: OfficeFile, roll: SchoolRoll): Set<string> {
  const names = new Set([...file.children.map((child) => child.className ?? ""), ...file.teachers.flatMap((teacher) => teacher.classNames)].map(fold));
  return new Set(roll.classes.filter((one) => names.has(fold(one.name))).map((one) => one.id));
}
