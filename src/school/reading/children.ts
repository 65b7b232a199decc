import { dictionary } from "../../answers/dictionary.ts";
import { familyLanguage } from "../family-language.ts";
import { fold } from "../folded.ts";
import type { ChildRow, OfficeFile } from "../office-file.ts";
import { counted, problem, type Place, type Problem } from "../problem.ts";
import { lostLetters, oddClass, oddKey, oddName, readDate } from "./cells.ts";
import { readGuardians } from "./guardians.ts";
import { emptyFile, type Sheet } from "./sheet.ts";
import type { Line } from "./table.ts";

/** The status of a pupil, by number and word (interface description of SchILD-NRW). */
const statuses = dictionary<NonNullable<ChildRow["presence"]>>({
  0: "away",
  neuaufnahme: "away",
  neuaufnahmen: "away",
  1: "away",
  warteliste: "away",
  2: "present",
  aktiv: "present",
  aktive: "present",
  3: "away",
  beurlaubt: "away",
  6: "away",
  extern: "away",
  externe: "away",
  8: "left",
  abschluss: "left",
  9: "left",
  abgang: "left",
  abganger: "left",
  abgegangen: "left",
  10: "left",
  ehemalige: "left",
  ehemaliger: "left",
});

const statusWords = dictionary({
  0: "Neuaufnahme",
  1: "Warteliste",
  3: "Beurlaubt",
  6: "Extern",
  8: "Abschluss",
  9: "Abgang",
  10: "Ehemalige",
});

/** Programs whose file of pupils lists a class whole. */
const lists = ["schild-text", "schild-dat-pupils", "iserv-users", "pupils"];

/**
 * Reads any file with a child a row (or several), its class, language and status, and up to two guardians in the row.
 */
export function readChildren(sheet: Sheet): OfficeFile {
  const file = emptyFile(sheet);
  const format = sheet.recognised.format.name;
  const grouped: Problem[] = [];
  for (const line of sheet.table.lines) {
    const child = readChild(sheet, line, { said: file.problems, grouped });
    if (child) file.children.push(child);
  }
  file.problems.push(...counted(grouped));
  if (lists.includes(format) && sheet.has("className"))
    file.listedClasses = [
      ...new Set(
        file.children
          .filter(({ presence }) => presence === "present" || presence === null)
          .flatMap(({ className }) => className ?? []),
      ),
    ];
  return file;
}

interface Problems {
  said: Problem[];
  /** Those that are told once for many rows. */
  grouped: Problem[];
}

function readChild(sheet: Sheet, line: Line, { said, grouped }: Problems): ChildRow | null {
  const {
    cell,
    table: { file },
    recognised: { format },
  } = sheet;
  const place: Place = { file, row: line.row };
  // SchILD-NRW tells namesakes apart by their class: Barnes#3a.
  const [familyName = "", ofClass = ""] = cell(line, "familyName")
    .split("#")
    .map((part) => part.trim());
  const names = { familyName, givenName: cell(line, "givenName") };
  const className = cell(line, "className") || ofClass || null;
  if (format.name === "iserv-users" && className === null) {
    grouped.push(problem("notAPupil", place));
    return null;
  }
  const birthDate = readDate(cell(line, "birthDate"), place);
  const wrong =
    oddName(names, place) ??
    oddKey(cell(line, "key"), place) ??
    (typeof birthDate === "object" ? birthDate : null) ??
    (className !== null && oddClass(className) ? problem("classOdd", place, { class: className.slice(0, 40) }) : null);
  if (wrong || (typeof birthDate === "object" && birthDate !== null)) {
    if (wrong) said.push(wrong);
    return null;
  }
  const presence = presenceOf(cell(line, "status"), place, grouped);
  const { guardians, problems } =
    presence === "away" || presence === "left"
      ? { guardians: [], problems: [] }
      : readGuardians(guardianCells(sheet, line), place, sheet.secret);
  said.push(
    ...problems,
    ...(lostLetters(names) ? [problem("lostLetter", place, { name: `${names.givenName} ${names.familyName}` })] : []),
  );
  return {
    ...place,
    ...names,
    key: cell(line, "key") || null,
    otherKeys: [],
    birthDate,
    className,
    presence,
    guardians,
    perhaps: null,
    language: languageOf(cell(line, "language"), place, grouped),
    bothMustAgree: null,
  };
}

function presenceOf(cell: string, place: Place, grouped: Problem[]): ChildRow["presence"] {
  if (cell === "") return null;
  const presence = statuses[fold(cell)];
  if (presence === undefined) grouped.push(problem("unknownStatus", place, { status: cell.slice(0, 40) }));
  else if (presence !== "present") grouped.push(problem("notActive", place, { status: statusWords[cell] ?? cell }));
  return presence ?? "away";
}

/** Also for our own table. */
export function languageOf(cell: string, place: Place, grouped: Problem[]): string | null {
  const language = familyLanguage(cell);
  if (language === undefined) grouped.push(problem("unknownLanguage", place, { language: cell.slice(0, 40) }));
  return language ?? null;
}

function guardianCells({ cell }: Sheet, line: Line): Parameters<typeof readGuardians>[0] {
  const one = (n: 1 | 2) => ({
    givenName: cell(line, `given${n}`),
    familyName: cell(line, `family${n}`),
    mail: cell(line, `mail${n}`),
  });
  return {
    kind: cell(line, "guardianKind"),
    remarks: cell(line, "remarks"),
    people: [one(1), one(2)],
    address: addressOf({ cell }, line),
  };
}

/** The address of a row, for telling namesakes apart; empty where a part is missing. */
export function addressOf({ cell }: Pick<Sheet, "cell">, line: Line): string {
  const [street, town] = [
    `${cell(line, "street")} ${cell(line, "house")}`.trim(),
    cell(line, "postcode") || cell(line, "town"),
  ];
  return street && town ? fold(`${street} ${town}`) : "";
}
