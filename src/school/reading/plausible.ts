/**
 * How much a word of a list looks like a name as schools have them, for telling in which letters a file was saved.
 * Only signs beyond ASCII are judged: where they stand, beside which letters, as capital or small.
 */

const germanLetters = "äöüÄÖÜß";
const knownLetters = "éèçëïğşıİŞÇĞłśżńąęćšžčñáíóúÉŠŽČŁŚŻáćý";
const rarerLetters = "àâêîôûåøæźřěůőűãõòìùăţđœťďňľĺŕÀÁÂÈÊËÍÎÓÔÚÑÅØÆĆŃŹĄĘŘĎŤĐŢÝÕÃŒœ";
const vowels = /[aeiouàáâãäåæąăèéêëęěìíîïıòóôõöøőœùúûüůűýÿ]/i;
/** Vowels that often stand beside another: Zoë, Naïma, Chloé, María, João, Anaïs, Hawaı. */
const besideVowels = /[ëïéíãõıó]/i;
const joining = /[’‘´`'\u00a0\u00ad–-]/;
const opening = /[„‚«‹¿¡§]/;
/** What stands for itself in remarks and numbers. */
const alone = /[„“”‚‘’«»‹›§°²³´®™½¼¾€£©–—…·•±\u00a0\u00ad]/;
const closing = /[“”’‘»›°²³®™´½¼¾€]/;

/** What a reader of a file thinks at least of a word that can be a name. */
export const plausibleFrom = -3;
/** Where a word has a German letter in a place that suits it. */
export const surelyFrom = 3;

/** In: a word, letters and signs beyond ASCII without spaces. Out: below `plausibleFrom` nobody is called so. */
export function plausibility(word: string): number {
  const signs = [...word];
  const small = /[a-z]/.test(word);
  const sum = signs.reduce((all, sign, at) => (sign < "\u0080" ? all : all + ofSign(signs, at, small)), 0);
  const letters = signs.filter((sign) => isLetter(sign));
  // Words of none but such letters are words of another script.
  const foreign = letters.length > 2 && !letters.some((letter) => letter < "\u0080");
  return foreign ? sum - 10 : sum;
}

function ofSign(signs: readonly string[], at: number, small: boolean): number {
  const [sign = "", before = "", after = ""] = [signs[at], signs[at - 1], signs[at + 1]];
  if (/[\u0080-\u009f\ufffd]/.test(sign)) return -50;
  if (!isLetter(sign)) return ofMark(sign, before, after);
  if (!isLetter(before) && !isLetter(after)) return germanLetters.includes(sign) ? 0 : -2;
  return weightOf(sign) + ofCase(sign, before, after, small) + ofPlace(sign.toLowerCase(), before, after);
}

/** A sign that is no letter: between two letters only what joins them, at a word's ends what encloses it. */
function ofMark(sign: string, before: string, after: string): number {
  if (isLetter(before) && isLetter(after)) return joining.test(sign) ? 0 : -6;
  if (isLetter(after)) return opening.test(sign) || joining.test(sign) ? 0 : -4;
  if (isLetter(before)) return closing.test(sign) || joining.test(sign) ? 0 : -4;
  return alone.test(sign) ? 0 : -3;
}

function weightOf(letter: string): number {
  if (germanLetters.includes(letter)) return 3;
  if (knownLetters.includes(letter)) return 2;
  return rarerLetters.includes(letter) ? 1 : -2;
}

function ofCase(sign: string, before: string, after: string, small: boolean): number {
  if (isCapital(sign)) return isLetter(before) && small ? -7 : 0;
  if (sign === "ß" || sign === "ı") return 0;
  if (isCapital(after) && small) return -4;
  if (isCapital(before) && isCapital(after)) return -4;
  return !isLetter(before) && isLetter(after) ? -1 : 0;
}

/** Whether a small letter may stand between these two. */
function ofPlace(letter: string, before: string, after: string): number {
  const [vowelBefore, vowelAfter] = [vowels.test(before), vowels.test(after)];
  const [consonantBefore, consonantAfter] = [before, after].map((one) => isLetter(one) && !vowels.test(one));
  if (letter === "ß") return vowelBefore ? 0 : -11;
  if (letter === "ñ") return vowelAfter ? 0 : -4;
  if (letter === "ń") return vowelAfter ? -4 : 0;
  if (letter === "ğ") return vowelBefore ? 0 : -5;
  if (letter === "ý") return consonantBefore && !isLetter(after) ? 0 : -2;
  // Œuvre, sœur: hardly ever beside another.
  if (letter === "œ") return after === "u" ? 2 : -2;
  if (letter === "æ") return !vowelBefore && consonantAfter ? 0 : -3;
  if (letter === "ž" && consonantAfter && !consonantBefore) return -1;
  if (!vowels.test(letter)) return consonantBefore && consonantAfter ? -3 : 0;
  if (besideVowels.test(letter)) return 0;
  const au = letter === "ä" && after.toLowerCase() === "u";
  return (vowelBefore ? -3 : 0) + (vowelAfter && !au ? -3 : 0);
}

const isLetter = (sign: string) => /\p{L}/u.test(sign);
const isCapital = (sign: string) => /\p{Lu}/u.test(sign);
