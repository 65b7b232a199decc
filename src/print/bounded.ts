import { beginningOf } from "../consent/shown.ts";

/** So many letters of one text are printed: five times as many as the longest notice has. */
const mostOfText = 50_000;

/**
 * So many letters without a place to break are one word; setting a word that is wider than its column costs the square
 * of its length. The longest that the house itself prints is a hash, with 64.
 */
const long = /[^ \n]{120}(?=[^ \n])| {120}(?= )/gu;

/** A text as it can be set, whatever is in it: with a new line in each word without end, and with an end. */
export function bounded(text: string): string {
  return beginningOf(text, mostOfText).replaceAll(long, "$&\n");
}
