import type { Problem, ProblemKey } from "../problem.ts";
import { type CodePage, codePages } from "./code-pages.ts";
import { plausibility, plausibleFrom, surelyFrom } from "./plausible.ts";

interface Wrong {
  unreadable: ProblemKey;
  row: number;
  values: Problem["values"];
}

/** A word with bytes beyond ASCII, each byte as a sign, and where it stands first. */
type Words = ReadonlyMap<string, number>;

/** As many different words as tell in which letters a file was saved. */
const enough = 20_000;

/**
 * In which letters a file of single bytes was saved: those in which its words look like names. One word in four that
 * does not, or one that surely belongs to other letters, and nobody guesses.
 */
export function lettersOf(bytes: Uint8Array): CodePage | Wrong {
  const words = wordsIn(bytes);
  const read = codePages.map((page, at) => ({ page, score: scoreOf(page, words) + (at === 0 ? 1 : 0) }));
  const best = read.reduce((one, other) => (other.score > one.score ? other : one)).page;
  const odd = [...words].filter(([word]) => plausibility(readIn(best, word)) < plausibleFrom);
  const [first] = odd;
  if (!first) return best;
  const wrong = (unreadable: ProblemKey, at: number, word: string) => ({
    ...{ unreadable, row: rowAt(bytes, at) },
    values: { word: word.slice(0, 40) },
  });
  if (odd.length * 4 > words.size) return wrong("lettersUnknown", first[1], readIn(best, first[0]));
  const other = odd.find(([word]) => codePages.some((page) => plausibility(readIn(page, word)) >= surelyFrom));
  return other ? wrong("mixedEncodings", other[1], readIn(best, other[0])) : best;
}

/**
 * Letters that another program has taken for others before it saved the file: "Bj”rn", "MŸller". In: the text.
 * Out: the first such word, where the letters of DOS or a Mac make a name of it; null where there is none.
 */
export function wrongLettersIn(text: string): Wrong | null {
  const seen = new Set<string>();
  for (const { 0: sign, index } of text.matchAll(/[\u0080-\u02ff\u2013-\u2122]+/g)) {
    const before = /[A-Za-z\u0080-\u02ff]*$/.exec(text.slice(Math.max(index - longest, 0), index))?.[0] ?? "";
    const behind = text.slice(index + sign.length, index + sign.length + longest);
    const word = before + sign + (/^[A-Za-z\u0080-\u02ff\u2013-\u2122]*/.exec(behind)?.[0] ?? "");
    if (seen.has(word)) continue;
    if (seen.size < enough) seen.add(word);
    if (plausibility(word) >= plausibleFrom) continue;
    const meant = meantBy(word);
    if (meant === null) continue;
    const row = text.slice(0, index).split(/\r\n|\r|\n/).length;
    return { unreadable: "lettersWrong", row, values: { word: word.slice(0, 40), meant } };
  }
  return null;
}

/** What a word was before its bytes were taken for Windows-1252 or the letters of a Mac; null: nothing likely. */
function meantBy(word: string): string | null {
  for (const taken of codePages) {
    const bytes = [...word].map((sign) => (sign < "\u0080" ? sign : asByte(sign, taken)));
    if (bytes.includes("")) continue;
    const meant = codePages.map((page) => readIn(page, bytes.join("")));
    const best = meant.find((one) => plausibility(one) >= surelyFrom);
    if (best !== undefined) return best;
  }
  return null;
}

function asByte(sign: string, { high }: CodePage): string {
  const at = high.indexOf(sign);
  return at < 0 ? "" : String.fromCharCode(at + 0x80);
}

function scoreOf(page: CodePage, words: Words): number {
  let sum = 0;
  for (const word of words.keys()) sum += Math.max(plausibility(readIn(page, word)), lowest);
  return sum;
}

/** One word alone does not decide against many. */
const lowest = -20;

function readIn({ high }: CodePage, word: string): string {
  return word.replaceAll(/[\u0080-\u00ff]/g, (byte) => high[byte.charCodeAt(0) - 0x80] ?? byte);
}

function wordsIn(bytes: Uint8Array): Words {
  const words = new Map<string, number>();
  for (let at = 0; at < bytes.length && words.size < enough; at += 1) {
    if ((bytes[at] ?? 0) < 0x80) continue;
    let [from, to] = [at, at + 1];
    while (inWord(bytes[from - 1]) && at - from < longest) from -= 1;
    while (inWord(bytes[to]) && to - at < longest) to += 1;
    const word = String.fromCharCode(...bytes.subarray(from, to));
    if (!words.has(word)) words.set(word, from);
    at = to;
  }
  return words;
}

const longest = 60;

function inWord(byte = 0): boolean {
  return byte >= 0x80 || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}

/** The line in which a byte stands, whatever ends the lines. */
export function rowAt(bytes: Uint8Array, at: number): number {
  let row = 1;
  for (let place = 0; place < at; place += 1)
    if (bytes[place] === 0x0a || (bytes[place] === 0x0d && bytes[place + 1] !== 0x0a)) row += 1;
  return row;
}
