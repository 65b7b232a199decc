/** A word without what people leave out or mistype first: case, umlauts and their spellings, doubled letters. */
export function folded(word: string): string {
  return word.normalize("NFKC").toLowerCase().replace(/[äàáâ]|ae/g, "a").replace(/[öòóô]|oe/g, "o").replace(/[üùúû]|ue/g, "u").replace(/ß/g, "s").replace(/(.)\1+/gu, "$1").slice(0, 40);
}

/** How a word sounds, roughly: "ferarbeited" and "verarbeitet" are the same. In: a folded word. */
export function sound(word: string): string {
  return word.replace(/ph|v/g, "f").replace(/th|dt|d/g, "t").replace(/b/g, "p").replace(/ck|g|q|c(?!h)/g, "k").replace(/tz|z|x/g, "s").replace(/ie|ih|y/g, "i").replace(/(?<=[aeiou])h/g, "").replace(/ei|ay|ey/g, "ai").replace(/eu|oi/g, "au").replace(/j/g, "i").replace(/(.)\1+/gu, "$1");
}

/** The words of a message, folded, at most 400. */
export function wordsOf(text: string): string[] {
  return (text.normalize("NFKC").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, 400).map(folded);
}
