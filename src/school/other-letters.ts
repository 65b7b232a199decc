const cyrillic: Readonly<Record<string, string>> = {
  ...{ а: "a", б: "b", в: "v", г: "g", д: "d", е: "e", ж: "s", з: "s", и: "i", й: "i", к: "k", л: "l", м: "m" },
  ...{ н: "n", о: "o", п: "p", р: "r", с: "s", т: "t", у: "u", ф: "f", х: "h", ц: "ts", ч: "ts", ш: "s", щ: "st" },
  ...{ ъ: "a", ы: "i", ь: "", э: "e", ю: "iu", я: "ia", ё: "e", і: "i", ї: "i", є: "e", ґ: "g" },
};

/** A Cyrillic name as it sounds, for comparing with Latin ones, of which folding leaves "s" of "ş". In: folded. */
export const ofCyrillic = (word: string): string =>
  withoutDoubles(word.replaceAll(/\p{Script=Cyrillic}/gu, (letter) => cyrillic[letter] ?? letter));

/** A Latin name as it sounds, spelt as `ofCyrillic` does. In: folded. */
export const ofLatin = (name: string): string =>
  withoutDoubles(
    name
      .replaceAll(/tsch|cz/g, "ts")
      .replaceAll(/sch|sh/g, "s")
      .replaceAll(/ph/g, "f")
      .replaceAll(/th/g, "t")
      .replaceAll(/ch/g, "h")
      .replaceAll(/ck|c/g, "k")
      .replaceAll(/x/g, "ks")
      .replaceAll(/tz/g, "ts")
      .replaceAll(/z/g, "s")
      .replaceAll(/w/g, "v")
      .replaceAll(/ie|[yj]/g, "i")
      .replaceAll(/(?<=[aeiou])h/g, ""),
  );

const withoutDoubles = (word: string) => word.replaceAll(/(.)\1+/gu, "$1");

/** Which Arabic letters a Latin one may be; short vowels are not written between others. */
const arabic: Readonly<Record<string, string>> = {
  ...{ a: "[اعهة]", b: "[بپ]", d: "[دضذ]", e: "[اعي]", f: "ف", g: "[غجق]", h: "[هح]", i: "[يإاع]", j: "[جي]" },
  ...{ k: "[كق]", l: "ل", m: "م", n: "ن", o: "[واع]", p: "[بپ]", q: "ق", r: "ر", s: "[سصزش]", t: "[تط]", u: "[واع]" },
  ...{ v: "[فوڤ]", w: "[وف]", x: "كس", y: "[يى]", z: "[زظذس]" },
};
const vowels = /[aeiou]/;

/** How a Latin name may be written in Arabic letters, with the small words that are written together with it. */
export function soundsInArabic(name: string): RegExp {
  const letters = [...withoutDoubles(name.replaceAll(/sch|sh/g, "s").replaceAll(/ph/g, "f"))];
  const each = letters.map((letter, at) => {
    const one = arabic[letter] ?? letter;
    return vowels.test(letter) && at > 0 && at < letters.length - 1 ? `${one}?` : one;
  });
  return new RegExp(`^(?:[وف]?[لبك]?|[وف]?لل)${each.join("")}$`, "u");
}
