import { fold } from "../folded.ts";
import type { SpeakingRow } from "../office-file.ts";
import type { Problem } from "../problem.ts";
import { isAboutCustody, isAboutDeath, isOrdinaryKind } from "./custody.ts";
import type { Field } from "./formats.ts";
import type { GivenSheet } from "./given-sheet.ts";
import { isHarmless } from "./harmless.ts";
import { foldedAddress, isBlocked, type PostalCells } from "./postal.ts";
import { presenceOf } from "./presence.ts";
import type { Sheet } from "./sheet.ts";
import type { Line, Table } from "./table.ts";

/**
 * The lines of a table that may say that parents live apart: any remark, any comment, any column of which nobody knows
 * what it says, any words in brackets behind a name, any custody problem. Where it is in doubt, a line speaks. Nothing
 * of what it says is kept but whose line it is.
 * In: the sheet as it is read; its table with every line, also those of which nothing is read; what is said of them.
 */
export function speakingIn({ recognised, postal }: Sheet, table: Table, problems: readonly Problem[]): SpeakingRow[] {
  if (!postal) return [];
  const fieldAt = new Map((Object.entries(recognised.at) as [Field, number][]).map(([field, at]) => [at, field]));
  const widest = Math.max(table.columns.length, ...table.lines.slice(0, 1).map(({ cells }) => cells.length));
  const says = Array.from({ length: widest }, (_, at) =>
    sayingOf(table.columns[at] ?? "", fieldAt.get(at), postal.columns.has(at)),
  );
  const spoken = new Set(
    problems.filter(({ weight, key }) => weight === "custody" || isOfUnfit(key)).map(({ row }) => row),
  );
  const above = table.around.flatMap(said);
  const whole = [table.file, ...above, ...(table.headingNotes ?? [])].some(isOfWhole);
  const speaks = (line: Line) =>
    whole ||
    spoken.has(line.row) ||
    isNoted(line) ||
    line.cells.some((cell, at) => !isEmpty(cell) && (says[at] ?? anything)(cell.trim()));
  const rows = table.lines.filter(speaks).map((line) => ({
    ...{ file: table.file, row: line.row, words: wordsIn(said(line)) },
    addresses: addressesIn(postal, line),
  }));
  return [...rows, ...table.around.map((line) => noteIn(table.file, line))];
}

/** The lines of sheets that are no lists and may say it all the same. */
export function speakingOn(sheets: readonly GivenSheet[], file: string): SpeakingRow[] {
  return sheets.flatMap(({ name, lines }) =>
    lines
      .filter((line) => isSensitive(name) || isNoted(line) || line.cells.some(warns))
      .map((line) => noteIn(file, line)),
  );
}

const isNoted = ({ notes = [] }: Line) => notes.length > 0;
/** All that a line says: its cells, and what is noted at them. */
const said = ({ cells, notes = [] }: Line) => [...cells, ...notes];

const noteIn = (file: string, line: Line): SpeakingRow => ({
  ...{ file, row: line.row, words: wordsIn(said(line)) },
  ...{ addresses: [], note: true },
});

/** Whether words above, below or in the name of a list say of all who stand in it that something is the matter. */
const isOfWhole = (words: string) =>
  /sperr|geheim|frauenhaus|(?<!\p{L})asr(?!\p{L})/iu.test(words) || isAboutCustody(words);

/** Of a line that does not fit its heading nobody knows which cell is a remark. */
const isOfUnfit = (key: Problem["key"]) => key === "tooManyCells" || key === "tooFewCells";

/** A dash or a point is nothing, but a tick or a cross is something. */
const isEmpty = (cell: string) => /^[\s\p{Pd}._,:;/|'"]*$/u.test(cell);

type Says = (cell: string) => boolean;
const anything: Says = () => true;

const ofNames: readonly Field[] = [
  ...(["familyName", "givenName", "childFamily", "childGiven"] as const),
  ...(["family1", "given1", "family2", "given2"] as const),
];
const ofAddress: readonly Field[] = ["street", "house", "postcode", "town"];

/** What cells of a column speak. In: its heading; as what it is read; whether it is of an address. */
function sayingOf(heading: string, field: Field | undefined, isAddress: boolean): Says {
  if (field === "remarks") return isSomething;
  if (isAddress) return isBlocked;
  if (field !== undefined && ofAddress.includes(field)) return anything;
  if (field !== undefined && ofNames.includes(field)) return nameSpeaks;
  if (field === "guardianKind") return (cell) => !isOrdinaryKind(cell);
  if (field === "status") return (cell) => warns(cell) || isUnknownStatus(cell);
  if (field !== undefined) return warns;
  if (isSensitive(heading)) return isSomething;
  // A program's sign for who is written to: only that somebody is says nothing.
  if (/^anschreiben/i.test(heading)) return (cell) => !/^(?:j|ja|1|true|wahr)$/i.test(cell);
  return isHarmless(heading) ? (cell) => warns(cell) || /[([{]\s*\p{L}/u.test(cell) : anything;
}

/** A heading that asks what nobody may know, so that "nein" is the usual case. "Leben zusammen: nein" is not. */
const isSensitive = (heading: string) =>
  /sperr|wohnt|lebt|hinweis|bemerk|vermerk|geheim/i.test(heading) &&
  !/gemeinsam|zusammen|beide|eltern|gleich|identisch/i.test(heading);

const isSomething: Says = (cell) => !/^(?:nein|n|0|false|falsch|no|keine)$/i.test(cell);

const nameSpeaks: Says = (cell) =>
  /[([{*!:]/.test(cell) || isBlocked(cell) || isAboutDeath(cell) || (/\s/.test(cell) && isAboutCustody(cell));

const warning = new RegExp(
  "(?<!\\p{L})(?:nur|nicht|achtung|vorsicht|apart|umgezogen|verzogen|wohnt|wohnen|lebt|leben|zieht|akte)(?!\\p{L})",
  "iu",
);
const longest = 80;

/** What speaks in a column that says something else. */
const warns: Says = (cell) =>
  /\p{L}{2}/u.test(cell) &&
  (cell.length > longest || warning.test(cell) || isBlocked(cell) || isAboutCustody(cell) || isAboutDeath(cell));

function isUnknownStatus(cell: string): boolean {
  const problems: Problem[] = [];
  presenceOf(cell, { file: "", row: 1 }, problems);
  return problems.some(({ key }) => key === "unknownStatus");
}

/** Every word of some cells, as names are compared. */
export function wordsIn(cells: readonly string[]): Set<string> {
  return new Set(
    cells.flatMap((cell) =>
      cell
        .split(/[^\p{L}\p{M}]+/u)
        .map(fold)
        .filter((word) => word !== ""),
    ),
  );
}

function addressesIn(postal: PostalCells, line: Line): string[] {
  const written = [postal.shared(line), postal.own(line, 1), postal.own(line, 2)];
  return written.flatMap((one) =>
    one !== null && typeof one === "object" ? one.addresses.map((address) => foldedAddress(address)) : [],
  );
}
