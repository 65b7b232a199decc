import { type Phrases, phrasesOf, type Piece } from "./phrase.ts";
import { spoken } from "./spoken.ts";

/** What the lines of one name say, and how many blanks stand in it. */
interface Named {
  phrases: readonly (readonly Piece[])[];
  blanks: number;
}

/**
 * Reads a file of phrases: lines `kind: phrase | phrase`, `{name}: phrase | phrase`, `# a reason`.
 * `(a|b)` is one of them, `[a]` may be left out, `word*` begins so, `*word` ends so, `_` is any one word,
 * `^` the beginning of the text, `!*` its end,
 * `…` is up to six words that are not marked, `!word` is not followed by it, `{name}` what the lines of that name say.
 * Out: of each kind its phrases over the spoken words of a text; where several begin alike, the one with the most
 * words counts. Errors: names the line that is none of these.
 */
export function readPhrases<Kind extends string>(
  file: string,
  fileName: string,
  kinds: readonly Kind[],
): Record<Kind, Phrases> {
  const found = new Map<string, { phrase: readonly Piece[]; words: number }[]>(kinds.map((kind) => [kind, []]));
  const named = new Map<string, Named>();
  const line = new RegExp(`^(?:\\{([^}]+)\\}|(${kinds.join("|")})): (.+)$`);
  for (const [index, written] of file.split(/\r?\n/).entries()) {
    if (written.trim() === "" || written.startsWith("#")) continue;
    const [, name, kind, list = ""] = line.exec(written) ?? [];
    if (!name && !kind)
      throw new Error(`${fileName}, line ${index + 1}: begins with none of ${kinds.join(", ")}, {name}`);
    try {
      if (name) named.set(name, { phrases: phrasesIn(list, named), blanks: blanksIn(list, named) });
      else
        for (const one of topLevel(list).filter((phrase) => phrase !== ""))
          found.get(kind ?? "")?.push({ phrase: phraseOf(one, named), words: blanksIn(one, named) + 1 });
    } catch (error) {
      throw new Error(`${fileName}, line ${index + 1}: ${error instanceof Error ? error.message : "unreadable"}`);
    }
  }
  const longestFirst = (kind: Kind) => (found.get(kind) ?? []).toSorted((one, other) => other.words - one.words);
  return Object.fromEntries(
    kinds.map((kind) => [kind, phrasesOf(longestFirst(kind).map(({ phrase }) => phrase))]),
  ) as Record<Kind, Phrases>;
}

const phrasesIn = (list: string, named: ReadonlyMap<string, Named>): Piece[][] =>
  topLevel(list).map((phrase) => phraseOf(phrase, named));

/** How many blanks stand in a text, with what its names say. */
function blanksIn(text: string, named: ReadonlyMap<string, Named>): number {
  const names = text.match(/\{[^}]+\}/g) ?? [];
  const own = text.match(/\s+/g)?.length ?? 0;
  return names.reduce((sum, name) => sum + (named.get(name.slice(1, -1))?.blanks ?? 0), own);
}

/** The phrases of a list, without looking into brackets. Errors: where a bracket is open. */
export function topLevel(list: string): string[] {
  let depth = 0;
  const found = [""];
  for (const letter of list) {
    depth += "([".includes(letter) ? 1 : ")]".includes(letter) ? -1 : 0;
    if (letter === "|" && depth === 0) found.push("");
    else found[found.length - 1] += letter;
  }
  if (depth !== 0) throw new Error("a bracket is open");
  return found.map((one) => one.trim());
}

/** A phrase as its pieces. */
function phraseOf(phrase: string, named: ReadonlyMap<string, Named>): Piece[] {
  const marks = phrase.match(/\{[^}]+\}|[()[\]|…^]|!?[^\s()[\]|…^{]+/gu) ?? [];
  const [pieces] = piecesOf(marks, 0, named);
  return pieces[0] ?? [];
}

/** The phrases from here to the end of the bracket, and where that is. */
function piecesOf(marks: readonly string[], from: number, named: ReadonlyMap<string, Named>): [Piece[][], number] {
  const phrases: Piece[][] = [[]];
  let at = from;
  for (; at < marks.length; at += 1) {
    const one = marks[at] ?? "";
    if (one === ")" || one === "]") break;
    if (one === "|") phrases.push([]);
    else if (one === "(" || one === "[") {
      const [of, end] = piecesOf(marks, at + 1, named);
      phrases.at(-1)?.push({ is: "choice", of, isNeeded: one === "(" });
      at = end;
    } else phrases.at(-1)?.push(...pieceOf(one, named));
  }
  return [phrases, at];
}

function pieceOf(written: string, named: ReadonlyMap<string, Named>): Piece[] {
  if (written === "…") return [{ is: "gap" }];
  if (written === "^") return [{ is: "start" }];
  if (written === "_" || written === "*") return [{ is: "any" }];
  if (written.startsWith("!")) return [{ is: "but", not: pieceOf(written.slice(1), named) }];
  if (!written.startsWith("{")) return wordsOf(written);
  const known = named.get(written.slice(1, -1));
  if (!known) throw new Error(`${written} is said nowhere above`);
  return [{ is: "choice", of: known.phrases, isNeeded: true }];
}

/** A word as it is written, of which speaking may make several: a star before it or behind it leaves that open. */
function wordsOf(written: string): Piece[] {
  const words = spoken(written.replaceAll("*", ""));
  if (words.length === 0) throw new Error(`nobody can say ${written}`);
  return words.map((word, at) => {
    const [isOpenBefore, isOpenBehind] = [
      at === 0 && written.startsWith("*"),
      at === words.length - 1 && written.endsWith("*"),
    ];
    if (!isOpenBefore && !isOpenBehind) return word;
    const fits = isOpenBefore ? (isOpenBehind ? "includes" : "endsWith") : "startsWith";
    return { is: "stem", stem: word, fits };
  });
}
