import { spoken } from "./spoken.ts";

/**
 * Reads a file of phrases: lines `kind: phrase | phrase`, `{name}: phrase | phrase`, `# a reason`.
 * `(a|b)` is one of them, `[a]` may be left out, `word*` begins so, `*word` ends so, `_` is any one word,
 * `^` the beginning of the text,
 * `…` is up to six words that are not marked, `!word` is not followed by it, `{name}` what the lines of that name say.
 * Out: of each kind an expression over the spoken words of a text, each with a blank before and behind;
 * where several phrases begin alike, the longest is found; what stands in a gap is a group of the match.
 * Errors: names the line that is none of these.
 */
export function readPhrases<Kind extends string>(
  file: string,
  fileName: string,
  kinds: readonly Kind[],
): Record<Kind, RegExp> {
  const found = new Map<string, string[]>(kinds.map((kind) => [kind, []]));
  const named = new Map<string, string>();
  const line = new RegExp(`^(?:\\{([^}]+)\\}|(${kinds.join("|")})): (.+)$`);
  for (const [index, written] of file.split(/\r?\n/).entries()) {
    if (written.trim() === "" || written.startsWith("#")) continue;
    const [, name, kind, list = ""] = line.exec(written) ?? [];
    const pattern = list.replaceAll(/\{([^}]+)\}/g, (mark, one: string) => named.get(one) ?? mark);
    if (name) named.set(name, `(${pattern})`);
    else if (kind) found.get(kind)?.push(...topLevel(pattern));
    else throw new Error(`${fileName}, line ${index + 1}: begins with none of ${kinds.join(", ")}, {name}`);
  }
  return Object.fromEntries(kinds.map((kind) => [kind, anyOf(found.get(kind))])) as Record<Kind, RegExp>;
}

function anyOf(phrases: string[] = []): RegExp {
  const longestFirst = [...new Set(phrases)].sort((one, other) => wordsIn(other) - wordsIn(one));
  return new RegExp(`(?<= )(?:${longestFirst.map(asExpression).join("|") || "(?!)"})`, "u");
}

const wordsIn = (phrase: string) => phrase.split(/\s+/).length;

/** The phrases of a list, without looking into brackets. */
function topLevel(list: string): string[] {
  let depth = 0;
  const found = [""];
  for (const letter of list) {
    depth += "([".includes(letter) ? 1 : ")]".includes(letter) ? -1 : 0;
    if (letter === "|" && depth === 0) found.push("");
    else found[found.length - 1] += letter;
  }
  return found.map((one) => one.trim()).filter((one) => one !== "");
}

/** Before a word of a text that nothing but the phrase itself explains. */
export const mark = "~";

/** A phrase as an expression over words, each with one blank behind it. */
function asExpression(phrase: string): string {
  const pieces = phrase.match(/[()[\]|…]|!?[^\s()[\]|…]+/gu) ?? [];
  return pieces
    .map((piece) => {
      if (piece === "(" || piece === "[") return "(?:";
      if (piece === ")") return ")";
      if (piece === "]") return ")?";
      if (piece === "|") return "|";
      if (piece === "…") return `((?:(?!${mark})\\S+ ){0,6}?)`;
      if (piece === "^") return "(?<=^ )";
      if (piece === "_") return "\\S+ ";
      const words = spoken(piece.replaceAll(/[!*]/g, "")).map((word) => `${mark}?${word}`);
      const begins = piece.startsWith("*") ? "\\S*" : "";
      const word = begins + words.join(" ") + (piece.endsWith("*") ? "\\S* " : " ");
      return piece.startsWith("!") ? `(?!${word})` : word;
    })
    .join("");
}
