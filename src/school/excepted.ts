import { beside, everyChild } from "./beside-names.ts";
import { fold } from "./folded.ts";

/** A text without those whom it leaves out, and the words that name these. */
export interface Excepting {
  rest: string;
  excepted: readonly string[];
}

interface Word {
  word: string;
  written: string;
  from: number;
  to: number;
  isPerson: boolean;
  /** A mark, or nothing, stands behind it. */
  ends: boolean;
}

/** What stands before the names that are left out, or behind them; and whether the thought must end there. */
interface Shape {
  before?: readonly string[];
  after?: readonly string[];
  ends?: true;
}

const phrases = (...lists: string[]) =>
  lists.flatMap((list) => list.split("|").map((one) => one.trim().split(" ").map(fold).join(" ")));

/** Each of the first with each of the others: "aber nicht", "nur ned". */
const joined = (first: string, then: string) =>
  first
    .split(" ")
    .flatMap((one) => then.split(" ").map((other) => `${one} ${other}`))
    .join("|");

const shapes: readonly Shape[] = [
  {
    before: phrases(
      "außer|auser|bis auf|mit ausnahme|mit ausnahme von|mit ausnahme der|abgesehen von|ausgenommen",
      "except|except for|apart from|other than|save for|excluding|with the exception of|all but|everyone " +
        "but|everybody but",
      "кроме|за исключением|исключая|крім|окрім|за винятком|за виключенням|освен|с изключение|с изключение на",
      "oprócz|prócz|z wyjątkiem|za wyjątkiem|z wyłączeniem",
      "în afară de|în afara|cu excepția|exceptând|exceptând o|exceptându l|mai puțin",
      "ما عدا|ماعدا|عدا|عدا عن|إلا|باستثناء|سوى|sauf|sauf pour|excepté|à part|hormis",
    ),
  },
  { after: phrases("hariç|hariç olmak üzere|dışında|haricinde|ausgenommen|ausgeschlossen|excepted|excluded") },
  {
    before: phrases(
      joined("aber jedoch nur bloß aba ober aver bloos", "nicht nich net ned nit nöd nedd nid"),
      "nicht aber|but not|just not|only not",
      "ale nie|tylko nie|lecz nie|byle nie|но не|но и не|только не|лишь не|але не|тільки не|лише не|само не|ама не",
      "dar nu|numai nu|doar nu|însă nu|لكن ليس|ولكن ليس|وليس|بس ليس|بس مو|لكن مو|بس مش|لكن مش|mais pas",
    ),
    ends: true,
  },
  {
    before: phrases(
      "aber|jedoch|nur|bloß|but|ale|tylko|но|только|але|тільки|лише|само|dar|doar|ama|fakat|sadece|yalnız",
    ),
    after: phrases("nicht|nich|ned|net|nit|not|nie|не|нет|ні|nu|değil|için değil"),
    ends: true,
  },
];

/** What means something else in another language: "poză" is a picture. */
const ofOne: Readonly<Record<string, readonly Shape[]>> = { pl: [{ before: phrases("poza") }] };

/** "Das will ich aber nicht für Mila" leaves nobody out: in German these turn what stands before them, too. */
const turning = new Set(["aber", "jedoch", "aba", "ober", "aver"]);
const endsDeed = new Set([
  "zu",
  "einverstanden",
  "dafur",
  "mit",
  "ja",
  "ok",
  "okay",
  "teil",
  "zuruck",
  "zruck",
  "zrugg",
  "dabei",
  "erlaubt",
]);
const dialect = ["fia", "fir", "fiar", "fer", "for", "d", "de", "da", "vo", "vum", "us", "pe", "o"];
const articles = new Set(
  ["der", "die", "dem", "den", "meiner", "meinem", "meinen", "unserer", "unserem", "auch"].concat(dialect),
);
const isSmall = ({ word, isPerson }: Word) => !isPerson && (beside.has(word) || articles.has(word));
const mostSmall = 4;

/**
 * A text without the exceptions in it that are persons: "alles außer für Mila", "Mila hariç", "ale nie dla Mili", in
 * any language. In: the text; whether a word of it, as it is written, names a person; the languages that it may be in.
 */
export function withoutExcepted(
  text: string,
  isPerson: (written: string) => boolean,
  languages: readonly string[],
): Excepting {
  const spoken = [...text.matchAll(/[\p{L}\p{M}\p{N}'’`´]+/gu)].map(({ 0: written, index }) => {
    const to = index + written.length;
    const ends = !/^[\s"“”„«»]*[\p{L}\p{N}]/u.test(text.slice(to));
    return { word: fold(written), written, from: index, to, ends };
  });
  const there = new Set(spoken.map(({ word }) => word));
  const all = [...shapes, ...languages.flatMap((language) => ofOne[language] ?? [])].filter((one) => mayBe(one, there));
  // Who a word names is long to find out, and most texts leave nobody out.
  if (all.length === 0) return { rest: text, excepted: [] };
  const words = spoken.map((word): Word => ({ ...word, isPerson: isPerson(word.written) }));
  let [rest, excepted, done]: [string, string[], number] = ["", [], 0];
  for (let at = 0; at < words.length; at += 1) {
    const end = Math.max(...all.map((shape) => endOf(words, at, shape)));
    const [first, last] = [words[at], words[end - 1]];
    if (!first || !last || end <= at) continue;
    rest += text.slice(done, first.from);
    excepted = [
      ...excepted,
      ...words
        .slice(at, end)
        .filter((one) => one.isPerson)
        .map(({ written }) => written),
    ];
    [done, at] = [last.to, end - 1];
  }
  return { rest: rest + text.slice(done), excepted };
}

/** Whether the words of a text are there with which the phrases of a shape begin. */
const mayBe = ({ before, after }: Shape, there: ReadonlySet<string>) =>
  [before, after].every((some) => some?.some((phrase) => there.has(phrase.split(" ", 1)[0] ?? "")) ?? true);

/** Where an exception that begins here ends; 0 where none begins. */
function endOf(words: readonly Word[], at: number, { before, after, ends }: Shape): number {
  const names = before ? at + lengthOf(words, at, before) : at;
  if (before && (names === at || (turning.has(words[at]?.word ?? "") && !opens(words[at - 1])))) return 0;
  const first = before ? afterSmall(words, names) : names;
  let end = first;
  while (words[end]?.isPerson && !(after && lengthOf(words, end, after) > 0)) {
    end += 1;
    const next = afterSmall(words, end);
    if (words[next]?.isPerson && !words[end - 1]?.ends) end = next;
  }
  if (end === first) return 0;
  const more = after && !words[end - 1]?.ends ? lengthOf(words, end, after) : 0;
  if (after && more === 0) return 0;
  return ends && !words[end + more - 1]?.ends ? 0 : end + more;
}

const opens = (before: Word | undefined) =>
  before === undefined || before.ends || before.isPerson || everyChild.has(before.word) || endsDeed.has(before.word);

function afterSmall(words: readonly Word[], from: number): number {
  let at = from;
  for (let word = words[at]; word && isSmall(word) && at - from < mostSmall; word = words[at]) at += 1;
  return at;
}

/** How many words the longest of the phrases takes from here. */
function lengthOf(words: readonly Word[], at: number, some: readonly string[]): number {
  for (const count of [4, 3, 2, 1]) {
    const here = words.slice(at, at + count);
    if (here.length === count && some.includes(here.map(({ word }) => word).join(" "))) return count;
  }
  return 0;
}
