import type { PersonRow } from "../office-file.ts";
import { fullName } from "../people.ts";
import { type Place, problem, type Problem } from "../problem.ts";
import { isAddress, withoutNotes, withoutTitles } from "./bare-name.ts";
import { isBlank, isNothing, notAName, pointsElsewhere, spoilt } from "./cells.ts";
import { isAboutCustody, saysWhereItLives } from "./custody.ts";
import { withoutKin } from "./kin.ts";
import { isOffice } from "./offices.ts";

type Names = Omit<PersonRow, "key">;

/** The persons of one pair of name cells, and what is to be said of it. */
export interface Persons {
  persons: Names[];
  problems: Problem[];
  /** Somebody stands there of whom nothing was read: those who were read are not all. */
  unread: boolean;
}

/**
 * Who stands in the two name cells of a guardian: nobody, a person without titles and brackets, or two where somebody
 * has written "Nadja und Tarek". The dead, offices and words that stand for nobody are no persons, and are said.
 */
export function personsIn(cells: Names, place: Place): Persons {
  const written = fullName(cells);
  if (isBlank(cells.givenName) && isBlank(cells.familyName)) return nobody([], false);
  const say = (key: Problem["key"]) => problem(key, place, { name: written.slice(0, 80) });
  if (isDead(cells)) return nobody([say("guardianDead")], false);
  if (isOffice(cells)) return nobody([say("guardianOffice")], false);
  if (saysWhereItLives(cells.givenName) || saysWhereItLives(cells.familyName))
    return nobody([say("custodyInName")], true);
  if (spoilt(cells.givenName, place) || spoilt(cells.familyName, place)) return nobody([say("guardianOdd")], true);
  const [given, family] = [withoutNotes(cells.givenName), withoutNotes(cells.familyName)];
  const asides = [...given.notes, ...family.notes, ...[given.name, family.name].filter(saysStandIn)];
  const [first, last] = [withoutKin(given.name, true), withoutKin(family.name, false)];
  const isOpen = asides.some(isAboutCustody) || first.isNoParent || last.isNoParent;
  const aside = isOpen ? [say("custodyInName")] : [];
  const read = first.namesNobody
    ? nobody([say("standsForNobody")], true)
    : named({ givenName: first.name, familyName: last.name }, say);
  return { ...read, problems: [...aside, ...read.problems] };
}

const nobody = (problems: Problem[], unread: boolean): Persons => ({ persons: [], problems, unread });

const dead = new RegExp(
  "[\\u2020\\u271d\\u271e\\u26b0]|" +
    "(?<!\\p{L})(?:verstorben\\p{L}*|verst\\.?|gestorben\\p{L}*|gest\\.|deceased)(?!\\p{L})|" +
    "\\((?:tot|\\+)[^)]*\\)",
  "iu",
);
/** A cross as typewriters have it stands before or behind; between two names it joins them. */
const cross = /^\+\s*\p{L}|\p{L}\s*\+\s*(?:\d[\d./]*)?$/u;

const isDead = ({ givenName, familyName }: Names) =>
  [givenName, familyName].some((cell) => dead.test(cell) || cross.test(cell));

/** Without brackets, where it cannot be the name itself: people are called Sorge and Heim. */
const saysStandIn = (cell: string) =>
  /(?<!\p{L})(?:vormund|pflege(?:mutter|vater|eltern)|stief(?:mutter|vater)|sorgerecht|sorgeberecht)/iu.test(cell);

const [mister, missis, and] = ["(?:herrn?|hr\\.?)", "(?:frau|fr\\.?)", " ?(?:und|u\\.?|&|\\+|\\/) ?"];
const several = new RegExp(
  "(?<!\\p{L})(?:eheleute|ehepaar|ehel\\.|familie|fam\\.?|eltern|" +
    `${mister}${and}${missis}|${missis}${and}${mister})(?!\\p{L})`,
  "giu",
);
const standIn = /(?<!\p{L})(?:pflege(?:mutter|vater|eltern)|stief(?:mutter|vater)|vormund(?:in)?)(?!\p{L}):?/giu;
const joins = /\s*(?:\s(?:und|u\.?|and|sowie|oder)\s|[&+,]|\/)\s*/i;

function named(cells: Names, say: (key: Problem["key"]) => Problem): Persons {
  const isSeveral = [cells.givenName, cells.familyName].some((cell) => cell.search(several) >= 0);
  const bare = (cell: string) =>
    withoutTitles(cell.replaceAll(several, " ").replaceAll(standIn, " ").replaceAll(/\s+/g, " ").trim());
  const [givenName, familyName] = [bare(cells.givenName), bare(cells.familyName)];
  if (isNothing(givenName) && isSeveral) return nobody([say("guardianCouple")], true);
  if (isBlank(familyName) || isBlank(givenName) || isAddress(givenName))
    return nobody([say("guardianIncomplete")], true);
  if ([givenName, familyName].some((cell) => isNothing(cell) || pointsElsewhere(cell)))
    return nobody([say("standsForNobody")], true);
  if (notAName({ givenName, familyName }) !== null) return nobody([say("guardianOdd")], true);
  const given = partsOf(givenName);
  const families = partsOf(familyName);
  if (given.length < 2) {
    // "Müller/Meier" is one name; "Probe und Anders" are two persons.
    const one = families.length < 2 || !/\s(?:und|u\.?|and)\s|&|,/i.test(familyName);
    if (!one) return nobody([say("guardianCouple")], true);
    return {
      persons: [{ givenName, familyName }],
      problems: isSeveral ? [say("guardianCouple")] : [],
      unread: isSeveral,
    };
  }
  if (given.length > 2 || families.length > 2) return nobody([say("guardianCouple")], true);
  const persons = given.map((name, at) => ({
    givenName: name,
    familyName: families[Math.min(at, families.length - 1)] ?? familyName,
  }));
  return { persons, problems: [say("twoInOneField")], unread: false };
}

const partsOf = (cell: string) =>
  cell
    .split(joins)
    .map(withoutTitles)
    .filter((part) => part !== "");
