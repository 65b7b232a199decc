import { foldedClass } from "../class-name.ts";
import type { ChildRow } from "../office-file.ts";
import { lostLetters } from "../reading/cells.ts";
import { firstNames, fitsLostLetters, type Folded, foldedName } from "../spelling.ts";
import type { SchoolRoll, StoredChild } from "./import-plan.ts";

/** A row of a file, with what its child is looked for by. */
export interface Sought {
  row: ChildRow;
  name: Folded;
  inClass: string | null;
}

/** A stored child; `at`: its place in the roll. */
export interface Known {
  child: StoredChild;
  name: Folded;
  inClass: string;
  at: number;
}

/** One way of finding a child: under which signs it is found, and under which a row looks for it. */
export interface Way {
  sure: boolean;
  under: (known: Known) => string[];
  lookedFor: (sought: Sought) => string[];
  /** What no sign can say. */
  fits?: (sought: Sought, known: Known) => boolean;
}

/** No cell of a file holds this sign. */
const sign = (...parts: string[]) => parts.join("\u0001");

/** Under one's own first names, and, for shorter ones, under each beginning of them. */
function givenSigns(given: string): { found: string[]; looked: string[] } {
  const all = firstNames(given);
  const beginnings = all.slice(1).map((_, end) => all.slice(0, end + 1));
  const [whole, longer] = [sign("whole", ...all), sign("longer", ...all)];
  return {
    found: [whole, ...beginnings.map((names) => sign("longer", ...names))],
    looked: [whole, longer, ...beginnings.map((names) => sign("whole", ...names))],
  };
}

const lengths = (name: { givenName: string; familyName: string }) =>
  [name.givenName, name.familyName].map((part) => String([...part.normalize("NFC").toLowerCase()].length));

const keysOf = ({ row }: Sought) => [...new Set([row.key ?? [], row.otherKeys].flat())];

/**
 * By number, where name or date agree too, or the date is missing and the name is longer in one program.
 */
const numbered: Way = {
  sure: true,
  under: ({ child, name }) =>
    child.key === null
      ? []
      : [
          sign("name", child.key, name.whole),
          ...(child.birthDate === null ? [] : [sign("day", child.key, child.birthDate)]),
          ...givenSigns(child.givenName).found.map((given) => sign("family", child.key ?? "", name.family, given)),
        ],
  lookedFor: (sought) =>
    keysOf(sought).flatMap((key) => [
      sign("name", key, sought.name.whole),
      ...(sought.row.birthDate === null
        ? givenSigns(sought.row.givenName).looked.map((given) => sign("family", key, sought.name.family, given))
        : [sign("day", key, sought.row.birthDate)]),
    ]),
};

const datedInClass: Way = {
  sure: true,
  under: ({ child, name, inClass }) => (child.birthDate === null ? [] : [sign(name.whole, child.birthDate, inClass)]),
  lookedFor: ({ row, name, inClass }) =>
    row.birthDate === null || inClass === null ? [] : [sign(name.whole, row.birthDate, inClass)],
};

const dated: Way = {
  sure: true,
  under: ({ child, name }) => (child.birthDate === null ? [] : [sign(name.whole, child.birthDate)]),
  lookedFor: ({ row, name }) => (row.birthDate === null ? [] : [sign(name.whole, row.birthDate)]),
};

/** By name and class, where a date is missing. */
const undated: Way = {
  sure: true,
  under: ({ child, name, inClass }) =>
    child.gone
      ? []
      : ["any", ...(child.birthDate === null ? ["undated"] : [])].flatMap((day) => [
          sign(day, name.whole),
          sign(day, name.whole, inClass),
        ]),
  lookedFor: ({ row, name, inClass }) => [
    sign(row.birthDate === null ? "any" : "undated", name.whole, ...(inClass === null ? [] : [inClass])),
  ],
};

const spoilt: Way = {
  sure: true,
  under: ({ child }) => (child.gone || child.birthDate === null ? [] : [sign(child.birthDate, ...lengths(child))]),
  lookedFor: ({ row }) => (row.birthDate === null || !lostLetters(row) ? [] : [sign(row.birthDate, ...lengths(row))]),
  fits: ({ row }, { child }) =>
    fitsLostLetters(row.givenName, child.givenName) && fitsLostLetters(row.familyName, child.familyName),
};

const shortened: Way = {
  sure: true,
  under: ({ child, name }) =>
    child.gone || child.birthDate === null
      ? []
      : givenSigns(child.givenName).found.map((given) => sign(child.birthDate ?? "", name.family, given)),
  lookedFor: ({ row, name }) =>
    givenSigns(row.givenName).looked.map((given) => sign(row.birthDate ?? "", name.family, given)),
};

/** Whoever has one name only, on one side, and among others on the other: by birth date, or by class without one. */
const oneOfTwo: Way = {
  sure: false,
  under: ({ child, name, inClass }) =>
    child.gone
      ? []
      : namesIn(name).parts.flatMap((part) => [
          sign(namesIn(name).kind, part, child.birthDate ?? "undated", child.birthDate === null ? inClass : ""),
          sign(namesIn(name).kind, part, "class", inClass),
        ]),
  lookedFor: ({ row, name, inClass }) => {
    const { kind, parts } = namesIn(name);
    const other = kind === "one" ? "two" : "one";
    return parts.flatMap((part) =>
      row.birthDate === null
        ? [sign(other, part, "class", inClass ?? "")]
        : [sign(other, part, row.birthDate, ""), sign(other, part, "undated", inClass ?? "")],
    );
  },
};

function namesIn({ given, family }: Folded): { kind: "one" | "two"; parts: string[] } {
  return family === "" ? { kind: "one", parts: [given] } : { kind: "two", parts: [...new Set([given, family])] };
}

/** Whoever has the name, unless both date and class say otherwise. */
const lookalike: Way = {
  sure: false,
  under: ({ child, name, inClass }) =>
    child.gone
      ? []
      : [
          sign("any", name.whole),
          sign("class", name.whole, inClass),
          child.birthDate === null ? sign("undated", name.whole) : sign("day", name.whole, child.birthDate),
        ],
  lookedFor: ({ row, name, inClass }) =>
    row.birthDate === null || inClass === null
      ? [sign("any", name.whole)]
      : [sign("class", name.whole, inClass), sign("day", name.whole, row.birthDate), sign("undated", name.whole)],
};

/** From the surest. */
export const ways: readonly Way[] = [numbered, datedInClass, dated, undated, spoilt, shortened, lookalike, oneOfTwo];

/** A number that belongs to somebody who is still there. */
export const sameNumber: Way = {
  sure: false,
  under: ({ child }) => (child.gone || child.key === null ? [] : [child.key]),
  lookedFor: ({ row }) => (row.key === null ? [] : [row.key]),
};

/** What is stored, in its order. */
export function knownIn({ children, classes }: SchoolRoll): Known[] {
  const classNames = new Map(classes.map(({ id, name }) => [id, foldedClass(name)]));
  return children.map((child, at) => ({
    child,
    name: foldedName(child),
    inClass: classNames.get(child.classId) ?? "",
    at,
  }));
}

export function soughtIn(row: ChildRow): Sought {
  return { row, name: foldedName(row), inClass: row.className === null ? null : foldedClass(row.className) };
}
