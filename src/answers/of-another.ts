import { spoken } from "./spoken.ts";
import type { Part } from "./wish-parts.ts";
import { readWordLists } from "./word-lists.ts";

/** How one language says whose father, grandmother or teacher somebody is. */
export interface Kinship {
  /** Those who stand near to a child. */
  kin: ReadonlySet<string>;
  /** Those who may be spoken to as well: of them the child's name must stand there. */
  spokenTo: ReadonlySet<string>;
  /** Joins them and the child's name behind them; empty where nothing does. */
  of: ReadonlySet<string>;
  /** How a name ends that stands before them, and that stands behind them without such a word. */
  before: RegExp;
  behind: RegExp;
  /** A verb or a thing that is the writer's own, although no "I" stands there. */
  own: RegExp;
  /** What they do, where the writer says it otherwise: "توافق". */
  does: ReadonlySet<string>;
  /** The same as it is written: the accent tells "I withdraw" from "she withdraws". */
  ownAsWritten: RegExp;
  /** May stand before them. */
  article: ReadonlySet<string>;
  /** Between a child's name and them: "Mila ihr Papa". */
  theirs: ReadonlySet<string>;
  /** Behind them the writer says who writes, or speaks for both. */
  writes: ReadonlySet<string>;
}

const sets = ["kin", "spokenTo", "of", "does", "article", "theirs", "writes"] as const;
const shapes = ["before", "behind", "own"] as const;
const asWritten = "ownAsWritten";

/** Reads `kin.txt` of a language. Errors: names the line that is none. */
export function readKinship(file: string): Kinship {
  const words = readWordLists(file, "kin.txt", [...sets, ...shapes, asWritten]);
  const each = <Kind extends string, Made>(kinds: readonly Kind[], make: (kind: Kind) => Made) =>
    Object.fromEntries(kinds.map((kind) => [kind, make(kind)])) as Record<Kind, Made>;
  return {
    ...each(sets, (kind) => new Set(words[kind].flatMap(spoken))),
    ...each(shapes, (kind) => shapeOf(words[kind], (letters) => spoken(letters).join(""))),
    ownAsWritten: shapeOf(words[asWritten], (letters) => letters.toLowerCase()),
  };
}

/** Words as an expression over a whole word: `*` stands for any letters, `.` for one. */
function shapeOf(words: readonly string[], plain: (letters: string) => string): RegExp {
  const pieces = (word: string) =>
    word.split(/([*.])/).map((piece) => (piece === "*" ? ".*" : piece === "." ? "." : plain(piece)));
  return new RegExp(`^(?:${words.map((word) => pieces(word).join("")).join("|") || "(?!)"})$`, "u");
}

/** Shorter words are no names. */
const shortest = 3;

/** What somebody near to a child does, and whether it is said of which child. */
export interface Hearsay {
  said: string;
  isNamed: boolean;
  /** Whether it is done in a word that no wish is made of. */
  isDone: boolean;
}

/**
 * What somebody near to a child is said to do, where a text speaks of nothing else ("Mili tata wycofuje zgodę", "der
 * Vater von Mila widerruft"), and nothing in it is the writer's own. Null where there is no such thing.
 * In: the text; what a word of it is a part of; how each language says whose kin somebody is.
 */
export function saidOfAnother(
  text: string,
  partsOf: (text: string) => readonly Part[],
  languages: readonly Kinship[],
): Hearsay | null {
  if (/[?؟]/u.test(text) || isOwnAsWritten(text, languages) || partsOf(text).includes("own")) return null;
  const inOne = (kind: "article" | "does" | "theirs" | "writes", word: string) =>
    languages.some((kinship) => kinship[kind].has(word));
  const says = (one: string) =>
    partsOf(one).some((part) => part !== "but") || spoken(one).some((word) => inOne("does", word));
  const thoughts = text.split(/[.!\n,;:،؛()–—]+|\s-\s/u).filter(says);
  const words = spoken(thoughts[0] ?? "");
  const from = words.findIndex((word) => !inOne("article", word));
  if (thoughts.length !== 1 || from < 0) return null;
  const isName = (word = "") => word.length >= shortest && !inOne("writes", word) && partsOf(word).length === 0;
  const ends = languages.map((kinship) =>
    endOfKin(words, from, kinship, { isName, isTheirs: (word) => inOne("theirs", word) }),
  );
  const end = Math.max(...ends);
  const isOwn = spoken(text).some((one) => languages.some(({ own }, at) => (ends[at] ?? 0) > from && own.test(one)));
  const rest = words.slice(end);
  if (end === from || rest.length === 0 || inOne("writes", rest[0] ?? "") || isOwn) return null;
  return {
    said: [somebody, ...rest].join(" "),
    isNamed: end - from > 1,
    isDone: rest.some((word) => inOne("does", word)),
  };
}

const isOwnAsWritten = (text: string, languages: readonly Kinship[]) =>
  (text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []).some((word) =>
    languages.some(({ ownAsWritten }) => ownAsWritten.test(word)),
  );

/** Who is spoken of, as a word that is no part of anything: a sentence that begins with its verb would ask. */
const somebody = "wxyz";

/** Behind "father", "father of Mila", "Mila's father", "Mila ihr Papa"; where they do not stand here, here. */
function endOfKin(
  words: readonly string[],
  from: number,
  { kin, spokenTo, of, before, behind }: Kinship,
  { isName, isTheirs }: { isName: (word: string | undefined) => boolean; isTheirs: (word: string) => boolean },
): number {
  const [first = "", second = "", third = ""] = words.slice(from);
  const isOne = (word: string) => kin.has(word) || spokenTo.has(word);
  if (isOne(first)) {
    if (of.has(second) && isName(third)) return from + 3;
    if (isName(second) && behind.test(second)) return from + 2;
    return kin.has(first) ? from + 1 : from;
  }
  if (isName(first) && isTheirs(second) && isOne(third)) return from + 3;
  return isName(first) && before.test(first) && isOne(second) ? from + 2 : from;
}
