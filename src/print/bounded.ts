/** So many letters of one text are printed: five times as many as the longest notice has. */
export const mostOfText = 50_000;

/**
 * So many letters without a place to break are one word; setting a word that is wider than its column costs the square
 * of its length. The longest that the house itself prints is a hash, with 64.
 */
const long = /[^ \n]{120}(?=[^ \n])| {120}(?= )/gu;

/** A text as it can be set, whatever is in it: with a new line in each word without end, and with an end. */
export function bounded(text: string): string {
  const most = text.length > mostOfText ? `${text.slice(0, mostOfText).replace(/[\uD800-\uDBFF]$/, "")} …` : text;
  return most.replaceAll(long, "$&\n");
}
