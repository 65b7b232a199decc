import type { OfficeFile } from "../office-file.ts";
import { fullName } from "../people.ts";
import { counted, problem, type Problem } from "../problem.ts";
import { addressOf } from "./address.ts";
import { isNothing, oddKey, oddName, wrongClass } from "./cells.ts";
import { readKey, readKeys } from "./child-cells.ts";
import { readGuardians } from "./guardians.ts";
import { most, tooManyRows } from "./limits.ts";
import { trustedMails } from "./mails.ts";
import { notedIn } from "./notes.ts";
import { emptyFile, type Sheet } from "./sheet.ts";

/** Reads IServ's file of parents: a row for each parent and child, the child by its number. */
export function readParents(sheet: Sheet): OfficeFile {
  const file = emptyFile(sheet);
  const trusts = trustedMails(sheet);
  const grouped: Problem[] = [];
  for (const line of sheet.table.lines) {
    const place = { file: sheet.table.file, row: line.row };
    const mail = sheet.cell(line, "mail");
    const one = {
      givenName: sheet.cell(line, "givenName"),
      familyName: sheet.cell(line, "familyName"),
      mail: trusts(mail) ? mail : "",
      postal: sheet.postal?.ofWhoStands(line) ?? null,
    };
    const { keys: childKeys, said } = readKeys(sheet.cell(line, "childKey"), place, /[,;\s]+/);
    grouped.push(...said);
    if (childKeys.length === 0)
      file.problems.push(problem("parentWithoutChild", place, { name: fullName(one), key: "" }));
    const { guardians, problems, unread } = readGuardians(
      {
        ...{ kind: "", remarks: "", noted: notedIn(line, place) },
        ...{ people: [one], address: addressOf(sheet, line) },
        postal: sheet.postal?.shared(line) ?? null,
      },
      place,
      sheet.secret,
    );
    file.problems.push(...problems);
    for (const childKey of childKeys) for (const guardian of guardians) file.parents.push({ ...guardian, childKey });
    if (guardians.length === 0 || unread)
      file.unnamed.push(...childKeys.map((childKey) => ({ ...place, childKey, unread })));
    if (file.parents.length > most.rows) return { ...file, problems: [tooManyRows(place)] };
  }
  file.problems.push(...counted(grouped));
  return file;
}

/** Reads the teachers' file: a short code and a name; dates and addresses stay where they are. */
export function readTeachers(sheet: Sheet): OfficeFile {
  const file = emptyFile(sheet);
  for (const line of sheet.table.lines) {
    const place = { file: sheet.table.file, row: line.row };
    const names = { givenName: sheet.cell(line, "givenName"), familyName: sheet.cell(line, "familyName") };
    if (isNothing(names.givenName) && isNothing(names.familyName)) {
      file.problems.push(problem("standsForNobody", place, { name: fullName(names) }));
      continue;
    }
    const { key, said } = readKey(sheet.cell(line, "code"), place);
    const wrong =
      oddName(names, place) ??
      oddKey(key, place) ??
      counted(said)[0] ??
      (key === null ? problem("nameIncomplete", place, { name: fullName(names) }) : null);
    if (wrong) file.problems.push(wrong);
    else file.teachers.push({ ...place, ...names, key, classNames: [] });
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
    const wrong = isNothing(className) ? problem("classMissing", place) : wrongClass(className, place);
    const { keys: codes, said } = readKeys(cell(line, "classTeachers"), place, /[,;/\s]+/);
    file.problems.push(...(wrong ? [wrong] : counted(said)));
    if (!wrong) file.classes.push({ ...place, className, codes });
  }
  return file;
}
