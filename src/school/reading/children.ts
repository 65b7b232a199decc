import { familyLanguage } from "../family-language.ts";
import type { ChildRow, LettersTo, OfficeFile } from "../office-file.ts";
import { counted, problem, type Place, type Problem } from "../problem.ts";
import { isNoPupil } from "./accounts.ts";
import { readDate } from "./birth-date.ts";
import { addressOf } from "./address.ts";
import { isNothing, oddKey } from "./cells.ts";
import { readChildName, readClass, readKey } from "./child-cells.ts";
import { isOfAdult, lettersTo, readGuardians, type ReadGuardians } from "./guardians.ts";
import { trustedMails } from "./mails.ts";
import { notedIn } from "./notes.ts";
import { oddRow } from "./odd-row.ts";
import type { PostalCells } from "./postal.ts";
import { presenceOf } from "./presence.ts";
import { onCustody } from "./unfit.ts";
import { emptyFile, type Sheet } from "./sheet.ts";
import type { Line } from "./table.ts";

/** Programs whose file of pupils lists a class whole. */
const lists = ["schild-text", "schild-dat-pupils", "iserv-users", "pupils"];

/**
 * Reads any file with a child a row (or several), its class, language and status, and up to two guardians in the row.
 */
export function readChildren(sheet: Sheet): OfficeFile {
  const file = emptyFile(sheet);
  const grouped: Problem[] = [];
  const reading: Reading = { sheet, file, grouped, trusts: trustedMails(sheet) };
  for (const line of sheet.table.lines) readChild(reading, line);
  file.problems.push(...counted(grouped));
  if (lists.includes(sheet.recognised.format.name) && sheet.has("className"))
    file.listedClasses = [
      ...new Set(
        file.children
          .filter(({ presence }) => presence === "present" || presence === null)
          .flatMap(({ className }) => className ?? []),
      ),
    ];
  return file;
}

interface Reading {
  sheet: Sheet;
  file: OfficeFile;
  /** Problems that are told once for many rows. */
  grouped: Problem[];
  trusts: (mail: string) => boolean;
}

/** The row of a child: it joins the file, or the odd rows of which nothing is done. */
function readChild(reading: Reading, line: Line): void {
  const { sheet, file, grouped } = reading;
  const { cell } = sheet;
  const place: Place = { file: sheet.table.file, row: line.row };
  if (saysNoPupil(reading, line, place)) return;
  const { cells, ofClass } = nameCells(sheet, line);
  const { givenName, familyName, odd, said } = readChildName(cells, place);
  const className = readClass(cell(line, "className") || ofClass, place);
  const birth = readDate(cell(line, "birthDate"), place);
  const number = readKey(cell(line, "key"), place);
  const wrong =
    odd ??
    oddKey(number.key, place) ??
    (birth.problem?.weight === "unclear" ? birth.problem : null) ??
    (typeof className === "object" ? className : null);
  if (wrong) {
    const unsaid = { place, presence: presenceOf(cell(line, "status"), place, []) };
    file.problems.push(wrong, ...onCustody([...said, ...guardiansOf(reading, line, unsaid).problems]));
    file.odd.push(oddRow(place, { givenName, familyName, odd, key: number.key, date: birth.date }));
    return;
  }
  const presence = presenceOf(cell(line, "status"), place, grouped);
  const { guardians, problems, unread } = guardiansOf(reading, line, { place, presence });
  grouped.push(...number.said);
  file.problems.push(...problems, ...said, ...(birth.problem ? [birth.problem] : []));
  file.children.push({
    ...place,
    ...{ givenName, familyName, guardians, presence },
    key: number.key,
    otherKeys: [],
    birthDate: birth.date,
    className: typeof className === "object" ? null : className,
    perhaps: null,
    language: languageOf(cell(line, "language"), place, grouped),
    bothMustAgree: null,
    ...(sheet.postal ? { home: homeOf(sheet.postal, line, isOfAdult(cell(line, "guardianKind"))) } : {}),
    ...(unread ? { guardianUnread: true } : {}),
    ...(ofClass === "" ? {} : { toldByClass: true }),
  });
}

/** SchILD-NRW tells namesakes apart by their class: Barnes#3a. */
function nameCells({ cell }: Sheet, line: Line) {
  const family = cell(line, "familyName");
  const [familyName = "", ofClass = ""] = family.startsWith("#")
    ? [family]
    : family.split("#").map((one) => one.trim());
  return { cells: { familyName, givenName: cell(line, "givenName") }, ofClass };
}

function saysNoPupil({ sheet, grouped }: Reading, line: Line, place: Place): boolean {
  const { cell, recognised } = sheet;
  const accounts = recognised.format.name === "iserv-users";
  const className = cell(line, "className");
  const said = {
    ...{ className, givenName: cell(line, "givenName") },
    ...{ type: cell(line, "accountType"), groups: cell(line, "groups") },
  };
  if (accounts && isNothing(className) && !cell(line, "familyName").includes("#"))
    grouped.push(problem("notAPupil", place));
  else if (isNoPupil(said, accounts)) grouped.push(problem("staffAccount", place));
  else return false;
  return true;
}

/** Where letters to a child itself go, also for our own table. In: whether the people of its row are the pupil. */
export function homeOf({ child, shared }: PostalCells, line: Line, isTheirOwn = false): LettersTo {
  const [own, ofRow] = [child(line), shared(line)];
  return own === null && isTheirOwn ? lettersTo(ofRow, false, null) : lettersTo(own, false, ofRow);
}

function guardiansOf(
  { sheet, trusts }: Reading,
  line: Line,
  { place, presence }: { place: Place; presence: ChildRow["presence"] },
): ReadGuardians {
  if (presence === "away" || presence === "left") return { guardians: [], problems: [], unread: false };
  const { cell } = sheet;
  const one = (n: 1 | 2) => {
    const mail = cell(line, `mail${n}`);
    return {
      ...{ givenName: cell(line, `given${n}`), familyName: cell(line, `family${n}`), mail: trusts(mail) ? mail : "" },
      postal: sheet.postal?.own(line, n) ?? null,
    };
  };
  return readGuardians(
    {
      kind: cell(line, "guardianKind"),
      remarks: cell(line, "remarks"),
      noted: notedIn(line, place),
      people: [one(1), one(2)],
      address: addressOf(sheet, line),
      postal: sheet.postal?.shared(line) ?? null,
    },
    place,
    sheet.secret,
  );
}

/** Also for our own table. */
export function languageOf(cell: string, place: Place, grouped: Problem[]): string | null {
  const language = familyLanguage(cell);
  if (language === undefined) grouped.push(problem("unknownLanguage", place, { language: cell.slice(0, 40) }));
  return language ?? null;
}
