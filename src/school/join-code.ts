import { createHmac, timingSafeEqual } from "node:crypto";

/** No look-alikes: no 0 O, 1 I L, and no U. */
const alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const length = 12;

/** A new code of 12 characters, `ABCD-EFGH-JKMN` (58.9 bits). In: a source of random bytes. */
export function newJoinCode(randomBytes: (count: number) => Uint8Array): string {
  let code = "";
  while (code.length < length) {
    for (const byte of randomBytes(length)) {
      // Bytes past the last whole round of the alphabet would make its first letters more frequent.
      if (byte < 256 - (256 % alphabet.length) && code.length < length) code += alphabet[byte % alphabet.length];
    }
  }
  return spaced(code);
}

/**
 * The code in what was typed, also inside a sentence, in lines, with blanks around dashes of any kind, with dots, in
 * groups of another size, or without any. Out: in the form `ABCD-EFGH-JKMN`, or null.
 */
export function normalJoinCode(typed: string): string | null {
  const upper = asTyped(typed);
  const codes = codesIn(upper);
  return (codes.find(({ isEven }) => isEven) ?? codes[0])?.code ?? codeAlone(upper);
}

const group = "([A-Z0-9]{4})";
const gap = "[ ]?([-.]?)[ ]?";
const grouped = new RegExp(`(?<![A-Z0-9])(?=${group}${gap}${group}${gap}${group}(?![A-Z0-9]))`, "g");

/**
 * What stands in three groups of four, from each place on: "Bitte sehr, ABCD-…" has two such places, and that with the
 * same mark between all groups is the code.
 */
function codesIn(upper: string): { code: string; isEven: boolean }[] {
  return [...upper.matchAll(grouped)].flatMap(([, first = "", dash, second = "", otherDash, third = ""]) => {
    const code = `${first}${second}${third}`;
    // Words of four letters in a row are no code: without a digit it must have its dashes or stand alone.
    const isAlone = upper.replace(heading, "").replaceAll(/[ .-]/g, "") === code;
    const plausible = /\d/.test(code) || (dash === "-" && otherDash === "-") || isAlone;
    return plausible && isOfOurs(code) ? [{ code: spaced(code), isEven: dash === otherDash && dash !== "" }] : [];
  });
}

const isOfOurs = (letters: string) => [...letters].every((letter) => alphabet.includes(letter));

/** A code in groups of one, two, three or six, with nothing beside it. */
function codeAlone(upper: string): string | null {
  const groups = upper.replace(heading, "").split(/[ .-]+/);
  const code = groups.join("");
  const even = groups.every((one) => one.length === groups[0]?.length);
  return even && code.length === length && isMixed(code) && isOfOurs(code) ? spaced(code) : null;
}

/**
 * What is wrong with words that hold no code but were meant as one: a letter is missing, there is one too many, or
 * something else does not fit, such as a look-alike. In: the text as it was typed. Out: null where none was meant.
 */
export function joinCodeFault(typed: string): "short" | "long" | "odd" | null {
  const meant = meantAsCode(typed)?.replaceAll(/[ .-]/g, "");
  if (meant === undefined) return null;
  if (!isOfOurs(meant)) return "odd";
  return meant.length === length - 1 ? "short" : meant.length === length + 1 ? "long" : "odd";
}

function meantAsCode(typed: string): string | undefined {
  const upper = asTyped(typed);
  const alone = upper.replace(heading, "");
  const announced = alone !== upper;
  const dashed = /(?<![A-Z0-9.-])[A-Z0-9]{3,5} ?[-.] ?[A-Z0-9]{3,5} ?[-.] ?[A-Z0-9]{3,5}(?![A-Z0-9-])/.exec(upper)?.[0];
  // In a sentence only what nobody writes otherwise: three groups with dashes, and a digit among letters.
  if (dashed !== undefined && isMixed(dashed)) return countsAsCode(dashed, 11, 13);
  if (dashed !== undefined && dashed === alone && /[A-Z]/.test(dashed))
    return announced || isInFours(dashed) || typed === typed.toUpperCase() ? countsAsCode(dashed, 11, 13) : undefined;
  if (!/^[A-Z0-9]+(?:[ .-]+[A-Z0-9]+){0,3}$/.test(alone) || !isMixed(withoutClass(alone))) return undefined;
  return countsAsCode(alone, announced || isBegun(alone) ? 7 : 11, 13);
}

/** "Code:", "Mein Code ist", "kod" and their like before it. */
const heading = /^(?:(?:\p{L}+ )*\p{L}+ ?: ?|(?:\p{L}+ )*\p{L}*(?:CODE?|KOD|КОД|رمز)\p{L}*(?: \p{L}+)? )/u;
/** A digit and a letter beside each other in one group of three or more. */
const isMixed = (upper: string) => /(?=[A-Z0-9]{3})(?:[A-Z]+\d|\d+[A-Z])/.test(upper);
/** "Mila Muster 10b", "Q1c Emma": a class between blanks is none of the groups; hardly a code has one like it. */
const withoutClass = (upper: string) =>
  upper.replaceAll(/(?<=^| )(?:1[0-3][A-Z]{1,2}|(?:EF?|[JKQ])\d[A-Z]?)(?= |$)/g, "");
/**
 * A group of four and the beginning of another one: some letters are missing. Behind a blank that is said of a group
 * with digits and letters alone: "Raum 203b" begins with a word.
 */
const isBegun = (upper: string) =>
  /^(?:\w{4} ?[.-] ?|(?=\w{0,2}(?:[A-Z]\d|\d[A-Z]))\w{4} )\w{2,4}(?: ?[ .-] ?\w{1,4})?$/.test(upper);
const isInFours = (upper: string) => /^\w{4} ?- ?\w{4} ?- ?\w{4}$/.test(upper);

function countsAsCode(upper: string, least: number, most: number): string | undefined {
  const { length: count } = upper.replaceAll(/[ .-]/g, "");
  return count >= least && count <= most ? upper : undefined;
}

/** In capitals, with plain dashes and dots and single blanks, and without the marks that a keyboard adds unseen. */
function asTyped(typed: string): string {
  const plain = typed
    .normalize("NFKC")
    .replaceAll(/\p{Cf}/gu, "")
    .toUpperCase();
  return withoutLookAlikes(plain)
    .replaceAll(/[\p{Pd}\u2212]+/gu, "-")
    .replaceAll(/(?<=[A-Z0-9])[._/,·](?=[A-Z0-9])/g, ".")
    .replaceAll(/\s+/g, " ")
    .trim();
}

const lookAlikes: Record<string, string> = {
  ...{
    А: "A",
    В: "B",
    Е: "E",
    К: "K",
    М: "M",
    Н: "H",
    О: "O",
    Р: "P",
    С: "C",
    Т: "T",
    Х: "X",
    У: "Y",
    І: "I",
    Ѕ: "S",
    Ј: "J",
  },
  ...{ Α: "A", Β: "B", Ε: "E", Ζ: "Z", Η: "H", Ι: "I", Κ: "K", Μ: "M", Ν: "N", Ο: "O", Ρ: "P", Τ: "T", Υ: "Y", Χ: "X" },
};

/** Cyrillic and Greek letters in a code as the Latin ones that they look like; a word that has others stays a word. */
function withoutLookAlikes(upper: string): string {
  return upper.replaceAll(/[\p{L}\p{N}]+/gu, (word) => {
    const latin = [...word].map((letter) => lookAlikes[letter] ?? letter).join("");
    return /^[A-Z0-9]+$/.test(latin) ? latin : word;
  });
}

/** What is stored instead of the code: HMAC-SHA256 with the school's key, base64url (43 characters). */
export function joinCodeHash(code: string, key: string): string {
  return createHmac("sha256", key).update(code).digest("base64url");
}

/**
 * What the button that joins carries: the beginning of the stored hash, and a proof that this chat typed the code.
 * A button has room for 64 bytes; 22 letters of base64url are 132 bits.
 */
export function joinTicket(hash: string, chatId: number, key: string): string {
  return `${hash.slice(0, ticketPart)}.${proofOf(hash, chatId, key)}`;
}

/** The beginning of the hash in such a ticket. Out: null where it has not the form of one. */
export function hashInTicket(ticket: string): string | null {
  return /^([\w-]{22})\.[\w-]{22}$/.exec(ticket)?.[1] ?? null;
}

/** Whether this ticket was made for this hash and this chat, with the school's key. */
export function isJoinTicket(ticket: string, hash: string, chatId: number, key: string): boolean {
  const [given, right] = [Buffer.from(ticket), Buffer.from(joinTicket(hash, chatId, key))];
  return given.length === right.length && timingSafeEqual(given, right);
}

const ticketPart = 22;

const proofOf = (hash: string, chatId: number, key: string) =>
  createHmac("sha256", key).update(`join ${hash} ${chatId}`).digest("base64url").slice(0, ticketPart);

/** A moment in the last day on which a code is valid until midnight: the day that may be printed. */
export function lastWholeDay(expires: Date): Date {
  // A day that ends summer time has 25 hours.
  return new Date(expires.getTime() - 25 * 60 * 60 * 1000);
}

const spaced = (code: string) => `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`;
