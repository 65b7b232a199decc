import type { PersonRow } from "../office-file.ts";
import { fullName } from "../people.ts";
import { cannotBeClass } from "../class-name.ts";
import { holdsUnseen } from "../typed.ts";
import { isLink } from "../unlinked.ts";
import { isFailed } from "./failed.ts";
import { problem, type Place, type Problem } from "../problem.ts";

const nothing = new RegExp(
  "^(unbekannt(er?|es)?|unbek\\.?|unb\\.|unknown|nicht (bekannt|vorhanden|angegeben|zutreffend|benannt|erfasst)|" +
    "n\\. ?n\\.?|nn|nomen nescio|keine?r?( angaben?)?|kein eintrag|k\\. ?a\\.?|ohne( angaben?| namen?)?|o\\. ?a\\.?|" +
    "n\\.? ?/ ?a\\.?|fehlt|entfällt|anonym|tba|tbd|x{1,6}|xy|platzhalter|dummy)$",
  "i",
);
const elsewhere = /^(dito|dto\.?|s\. ?[ou]\.?|siehe( \S.*)?|s\. (oben|unten|vater|mutter)|wie oben)$/i;

/**
 * Whether a cell says that there is nothing to say: "-", ".", "N.N.", "unbekannt", "k.A.".
 * A question mark may be a letter that was lost: more than one is left to whoever compares names.
 */
export function isNothing(cell: string): boolean {
  return cell === "?" || cell === "NULL" || !/[\p{L}\p{N}?\ufffd#]/u.test(cell) || nothing.test(cell);
}

/** Whether a cell only says where else to look: "s.o.", "siehe Mutter". */
export function pointsElsewhere(cell: string): boolean {
  return elsewhere.test(cell);
}

/** Whether it has no letter at all: a dash, a point, nothing. */
export function isBlank(cell: string): boolean {
  return !/[\p{L}\p{N}?\ufffd#]/u.test(cell);
}

/** What a table program writes where it could not show a cell, or not work it out. */
export function spoilt(cell: string, place: Place): Problem | null {
  if (/^#{2,}$/.test(cell)) return problem("columnTooNarrow", place, { cell: cell.slice(0, 20) });
  return isFailed(cell) ? problem("formulaFailed", place, { cell }) : null;
}

/**
 * What is wrong with a child's or a teacher's name:
 * incomplete, or something that is no name, as columns that have shifted bring it.
 */
export function oddName(names: Omit<PersonRow, "key">, place: Place): Problem | null {
  const { givenName, familyName } = names;
  const unshown = spoilt(givenName, place) ?? spoilt(familyName, place);
  if (unshown) return unshown;
  if (!givenName || !familyName) return problem("nameIncomplete", place, { name: fullName(names) });
  const odd = notAName(names);
  return odd === null ? null : problem("nameOdd", place, { name: odd.slice(0, 60) });
}

/** The name that can be none, or null. */
export function notAName({ givenName, familyName }: Omit<PersonRow, "key">): string | null {
  const odd = [givenName, familyName].find(
    (name) =>
      name !== "" &&
      (/[\d@;|"=<>]/.test(name) || isLink(name) || holdsUnseen(name) || name.length > 100 || !/\p{L}|\?/u.test(name)),
  );
  return odd ?? null;
}

/** Where a program that cannot write a letter has put a question mark. */
export function lostLetters(names: Omit<PersonRow, "key">): boolean {
  return /[?\ufffd]/.test(names.givenName + names.familyName);
}

/** What is no class: a date, a number of many digits, a sentence, markup, an address. */
export function oddClass(className: string): boolean {
  // A messenger makes no link of 3.1, which is a class.
  const link = isLink(className) && !/^\p{L}?\d{1,2}\.\d{1,2}\p{L}?$/u.test(className);
  return cannotBeClass(className) || /[@;|<>"]/.test(className) || link || holdsUnseen(className);
}

/** What is wrong with the name of a class in a row. */
export function wrongClass(className: string, place: Place): Problem | null {
  const unshown = spoilt(className, place);
  if (unshown) return unshown;
  return oddClass(className) ? problem("classOdd", place, { class: className.slice(0, 40) }) : null;
}

/** What is no number or short code of an office's program. */
export function oddKey(key: string | null, place: Place): Problem | null {
  if (key === null) return null;
  const odd = key.length > 100 || holdsUnseen(key);
  return odd ? problem("keyOdd", place, { key: key.slice(0, 40) }) : spoilt(key, place);
}

/** Whether Excel has rounded a long number: many children would have the same. */
export function isRounded(key: string): boolean {
  return /^\d([.,]\d+)?E\+?\d+$/i.test(key);
}
