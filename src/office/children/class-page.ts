import type { ChildNow } from "../../../db/school/view.ts";
import { type SentTeacher, teachersPart } from "../by-hand/teachers.ts";
import { deskOf } from "../page/desk.ts";
import type { Html } from "../page/layout.ts";
import type { OfficeContext, OfficeParts } from "../page/parts.ts";
import { classPage } from "./children-page.ts";
import { byName } from "./class-counts.ts";

/** The children of a class (its id), by name; of the whole school where none is named, by class and name. */
export async function childrenOf({ house, school }: OfficeParts, classId: string | undefined): Promise<ChildNow[]> {
  const all = [...(await school.children(house.now())).values()];
  return byName(classId ? all.filter((child) => child.classId === classId) : all);
}

/** The page of a class (its id); null where it has no children. In: perhaps a form about teachers as it was sent. */
export async function classPageOf(
  parts: OfficeParts,
  ctx: OfficeContext,
  classId: string,
  was?: SentTeacher,
): Promise<Html | null> {
  const children = await childrenOf(parts, classId);
  const teachers = await parts.house.changes.teachersOf(classId);
  const isOne = !was || was.teacher === null || teachers.some(({ id }) => id === was.teacher);
  if (children.length === 0 || !isOne) return null;
  const desk = deskOf(parts, ctx);
  return classPage(desk, children, teachersPart(desk, classId, teachers, was));
}
