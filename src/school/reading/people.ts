import type { OfficeFile } from "../office-file.ts";
import { problem } from "../problem.ts";
import { addressOf } from "./children.ts";
import { oddClass, oddKey, oddName } from "./cells.ts";
import { readGuardians } from "./guardians.ts";
import { most, tooManyRows } from "./limits.ts";
import { emptyFile, type Sheet } from "./sheet.ts";

/** Reads IServ's file of parents: a row for each parent and child, the child by its number. */
export function readParents(sheet: Sheet): OfficeFile {
  const file = emptyFile(sheet);
  for (const line of sheet.table.lines) {
    const place = { file: sheet.table.file, row: line.row };
    const one = {
      givenName: sheet.cell(line, "givenName"),
      familyName: sheet.cell(line, "familyName"),
      mail: sheet.cell(line, "mail"),
    };
    const childKeys = sheet
      .cell(line, "childKey")
      .split(/[,;\s]+/)
      .filter((key) => key !== "");
    if (childKeys.length === 0)
      file.problems.push(
        problem("parentWithoutChild", place, { name: `${one.givenName} ${one.familyName}`.trim(), key: "" }),
      );
    const { guardians, problems } = readGuardians(
      { kind: "", remarks: "", people: [one], address: addressOf(sheet, line) },
      place,
      sheet.secret,
    );
    file.problems.push(...problems);
    for (const childKey of childKeys) for (const guardian of guardians) file.parents.push({ ...guardian, childKey });
    if (file.parents.length > most.rows) return { ...file, problems: [tooManyRows(place)] };
  }
  return file;
}

/** Reads the teachers' file: a short code and a name; dates and addresses stay where they are. */
export function readTeachers(sheet: Sheet): OfficeFile {
  const file = emptyFile(sheet);
  for (const line of sheet.table.lines) {
    const place = { file: sheet.table.file, row: line.row };
    const names = { givenName: sheet.cell(line, "givenName"), familyName: sheet.cell(line, "familyName") };
    const wrong =
      oddName(names, place) ??
      oddKey(sheet.cell(line, "code"), place) ??
      (sheet.cell(line, "code") === ""
        ? problem("nameIncomplete", place, { name: `${names.givenName} ${names.familyName}` })
        : null);
    if (wrong) file.problems.push(wrong);
    else file.teachers.push({ ...place, ...names, key: sheet.cell(line, "code"), classNames: [] });
  }
  return file;
}

/** Reads the classes with the short codes of their teachers; where there are several terms, the newest. */
export function readClasses(sheet: Sheet): OfficeFile {
  const file = emptyFile(sheet);
  const {
    cell,
    table: { lines },
  } = sheet;
  const term = (line: (typeof lines)[number]) => `${cell(line, "schoolYear")} ${cell(line, "term")}`;
  const newest = lines.map(term).toSorted().at(-1);
  for (const line of lines.filter((one) => term(one) === newest)) {
    const place = { file: sheet.table.file, row: line.row };
    const className = cell(line, "className");
    if (className === "") file.problems.push(problem("classMissing", place));
    else if (oddClass(className)) file.problems.push(problem("classOdd", place, { class: className.slice(0, 40) }));
    else
      file.classes.push({
        ...place,
        className,
        codes: cell(line, "classTeachers")
          .split(/[,;/\s]+/)
          .filter((code) => code !== ""),
      });
  }
  return file;
}
