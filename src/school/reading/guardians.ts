import { createHmac, createSecretKey, hash, type KeyObject } from "node:crypto";
import { folded } from "../folded.ts";
import type { GuardianRow, LettersTo, PersonRow } from "../office-file.ts";
import { fullName } from "../people.ts";
import { problem, type Place, type Problem } from "../problem.ts";
import { lostLetters } from "./cells.ts";
import { isAboutCustody, isAboutDeath, isOrdinaryKind } from "./custody.ts";
import { personsIn } from "./persons.ts";
import type { Written } from "./postal.ts";

/** Whether what an office writes for the kind of guardian says that the pupil is of age and stands there alone. */
export const isOfAdult = (kind: string): boolean => /vollj(ä|ae|a)hrig/i.test(kind);

/** What a row says of a child's guardians, in the row's own words. */
export interface GuardianCells {
  kind: string;
  remarks: string;
  /** Of what is noted at the cells of the row. */
  noted: readonly Problem[];
  people: { givenName: string; familyName: string; mail: string; postal?: Written }[];
  address: string;
  /** Where letters to all of the row go, where that was asked for. */
  postal?: Written;
}

/** The guardians of a row. `unread`: somebody stands there of whom nothing was read. */
export interface ReadGuardians {
  guardians: GuardianRow[];
  problems: Problem[];
  unread: boolean;
}

/**
 * The guardians of a row. E-mail and address only tell the same guardian of siblings, as a hash keyed with the secret
 * of this school; remarks and comments are read for custody and death
 * and never kept or repeated. Who may declare is not guessed: what speaks of custody becomes a problem for a person.
 */
export function readGuardians(
  { kind, remarks, noted, people, address, postal = null }: GuardianCells,
  place: Place,
  secret: string,
): ReadGuardians {
  const problems: Problem[] = [...noted];
  if (isAboutCustody(remarks)) problems.push(problem("custodyRemark", place));
  if (isAboutDeath(remarks)) problems.push(problem("deathRemark", place));
  if (isOfAdult(kind)) return { guardians: [], problems: [...problems, problem("adultPupil", place)], unread: false };
  const read = people.map((cells) => ({ ...cells, ...personsIn(cells, place) }));
  problems.push(...read.flatMap((one) => one.problems));
  const shared = read.some((one) => (one.postal ?? null) !== null) ? "ofOthers" : postal;
  const guardians = read.flatMap(({ persons, mail, postal: own = null }) =>
    persons.map((names) => ({
      ...{ ...place, ...names, key: keyOf(names, mail, address, secret) },
      ...lettersTo(own, persons.length > 1, shared),
    })),
  );
  if (!isOrdinaryKind(kind)) problems.push(problem("custodyKind", place, { kind: kind.slice(0, 40) }));
  for (const one of guardians)
    if (lostLetters(one)) problems.push(problem("lostLetter", place, { name: fullName(one) }));
  return { guardians, problems, unread: read.some(({ unread }) => unread) };
}

/**
 * Where letters to a guardian go. In: what the own columns say; whether they are of several; what those of the row say.
 * Whoever has own columns, or stands beside somebody who has, never gets an address by those of the row.
 */
export function lettersTo(own: Written, ofSeveral: boolean, shared: Written | "ofOthers"): LettersTo {
  if (own === null)
    return shared === "ofOthers" || shared === "unusable" || shared === null
      ? {}
      : shared === "blocked"
        ? { postalBlocked: true }
        : { postalShared: shared.addresses };
  if (own === "unusable") return { postalUnusable: true };
  if (own === "blocked") return { postalBlocked: true };
  return ofSeveral ? { postalShared: own.addresses } : { postal: own.addresses };
}

/**
 * Parents who share one address are two persons, and namesakes in two homes as well:
 * name and address make the key together. In: also the secret that keys it; without one there is no key.
 */
export function keyOf(names: Omit<PersonRow, "key">, mail: string, address: string, secret: string): string | null {
  const where = mail.includes("@") ? mail.toLowerCase() : address;
  if (where === "" || secret === "") return null;
  return keyed(hash("sha256", `${where} ${folded(names)}`, "hex").slice(0, 16), secret);
}

const keyedWith = "keyed:";

/**
 * A hash of an address, keyed: whoever has the database and not the secret cannot try addresses until one fits.
 * In: the plain hash, as versions before 0.3 stored it, so that what they stored can be keyed too.
 */
export function keyed(plain: string, secret: string): string {
  return keyedWith + createHmac("sha256", keyOfSecret(secret)).update(`address ${plain}`).digest("hex").slice(0, 32);
}

/** The secret as a key, made once and not for each address. */
let made: { secret: string; key: KeyObject } | null = null;

function keyOfSecret(secret: string): KeyObject {
  if (made?.secret !== secret) made = { secret, key: createSecretKey(secret, "utf8") };
  return made.key;
}

/** Whether a key is a hash that nobody has keyed, as versions before 0.3 stored it. */
export function isPlainHash(key: string): boolean {
  return /^[0-9a-f]{16}$/.test(key);
}

/** Whether a key is such a hash, which changes with the address, and not a number that the office gives. */
export function isHash(key: string): boolean {
  return key.startsWith(keyedWith) || isPlainHash(key);
}
