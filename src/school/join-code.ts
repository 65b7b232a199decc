import { createHmac } from "node:crypto";

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
 * The code in what was typed, also inside a sentence and without dashes. Out: in the form `ABCD-EFGH-JKMN`, or null.
 */
export function normalJoinCode(typed: string): string | null {
  const upper = typed.toUpperCase().replaceAll(/[–—−]/g, "-");
  const grouped = /(?<![A-Z0-9])([A-Z0-9]{4})[- ]?([A-Z0-9]{4})[- ]?([A-Z0-9]{4})(?![A-Z0-9])/.exec(upper);
  const code = grouped?.slice(1).join("") ?? "";
  // Words of four letters in a row are no code: without a digit it must have its dashes or stand alone.
  const plausible = /\d/.test(code) || grouped?.[0].includes("-") || grouped?.[0] === upper.trim();
  return code && plausible && [...code].every((letter) => alphabet.includes(letter)) ? spaced(code) : null;
}

/** What is stored instead of the code: HMAC-SHA256 with the school's key, base64url (43 characters). */
export function joinCodeHash(code: string, key: string): string {
  return createHmac("sha256", key).update(code).digest("base64url");
}

/** A moment in the last day on which a code is valid until midnight: the day that may be printed. */
export function lastWholeDay(expires: Date): Date {
  // A day that ends summer time has 25 hours.
  return new Date(expires.getTime() - 25 * 60 * 60 * 1000);
}

const spaced = (code: string) => `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`;
