/** Letters that no decomposition brings to their plain form. */
const plainLetters: Record<string, string> = {
  ı: "i",
  ł: "l",
  đ: "d",
  ø: "o",
  ß: "s",
  ة: "ه",
  ى: "ي",
  ک: "ك",
  ی: "ي",
  ё: "е",
  ґ: "г",
};

/**
 * A text without what people leave out or mistype first: case, accents, vowel signs, the stretching of Arabic letters.
 */
export function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[\p{M}ـ]/gu, "")
    .replace(/[ıłđøßةىکیґ]/gu, (letter) => plainLetters[letter] ?? letter);
}

/** A word as it is compared: plain, with ae, oe and ue as a, o and u, without doubled letters. */
export function folded(word: string): string {
  return plain(word)
    .replace(/([aou])e/g, "$1")
    .replace(/(.)\1+/gu, "$1")
    .slice(0, 40);
}

const cyrillic: Record<string, string> = {
  а: "a",
  б: "b",
  в: "v",
  г: "g",
  д: "d",
  е: "e",
  ж: "zh",
  з: "z",
  и: "i",
  й: "i",
  к: "k",
  л: "l",
  м: "m",
  н: "n",
  о: "o",
  п: "p",
  р: "r",
  с: "s",
  т: "t",
  у: "u",
  ф: "f",
  х: "h",
  ц: "ts",
  ч: "ch",
  ш: "sh",
  щ: "sh",
  ъ: "a",
  ы: "i",
  ь: "",
  э: "e",
  ю: "iu",
  я: "ia",
  і: "i",
  ї: "i",
  є: "e",
};

/**
 * How a word sounds, roughly: "ferarbeited" and "verarbeitet" are the same, "согласие" and "soglasie" too.
 * In: a folded word.
 */
export function sound(word: string): string {
  return word
    .replace(/[а-яєіїъ]/g, (letter) => cyrillic[letter] ?? letter)
    .replace(/ph|v/g, "f")
    .replace(/th|dt|d/g, "t")
    .replace(/b/g, "p")
    .replace(/ck|g|q|c(?!h)/g, "k")
    .replace(/tz|z|x/g, "s")
    .replace(/ie|ih|y/g, "i")
    .replace(/(?<=[aeiou])h/g, "")
    .replace(/ei|ay|ey/g, "ai")
    .replace(/eu|oi/g, "au")
    .replace(/j/g, "i")
    .replace(/(.)\1+/gu, "$1");
}

/** The words of a message, folded, at most 400. */
export function wordsOf(text: string): string[] {
  return (plain(text).match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, 400).map(folded);
}
