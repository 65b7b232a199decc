import { foldedClass } from "../class-name.ts";
import { problem } from "../problem.ts";
import { fullName } from "./import-plan.ts";
import type { Work } from "./work.ts";

/** Stored children of the classes that the files list whole, who are not in them: gone. An unclear one stays. */
export function planGone(work: Work): void {
  const { roll, file, plan } = work;
  const listed = new Set(file.listedClasses.map(foldedClass));
  const present = roll.children.filter(({ gone }) => !gone);
  for (const [id, children] of Map.groupBy(present, ({ classId }) => classId)) {
    const name = work.classNames.get(id) ?? "";
    if (!listed.has(foldedClass(name))) {
      if (listed.size > 0 && children.some((child) => !work.seen.has(child.id))) plan.untouchedClasses.push(name);
      continue;
    }
    const gone = children.filter((child) => !work.seen.has(child.id));
    for (const { gone: _, ...child } of gone) {
      plan.goneChildren.push(child);
      work.rows.set(child.id, {
        who: "child",
        fate: "gone",
        file: "",
        row: null,
        name: fullName(child),
        className: name,
        birthDate: child.birthDate,
        changes: [],
        candidates: [],
      });
    }
    // A whole class seldom leaves at once: more often the export was of a part.
    if (gone.length >= 5 && gone.length * 2 > children.length)
      plan.problems.push(
        problem("manyLeave", { file: "", row: 1 }, { class: name, count: gone.length, of: children.length }),
      );
  }
}
