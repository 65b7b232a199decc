import { spoken } from "./spoken.ts";

/**
 * Reads a file of phrases: lines `kind: phrase | phrase`, `{name}: phrase | phrase`, `# a reason`.
 * `(a|b)` is one of them, `[a]` may be left out, `word*` begins so,
 * `…` is up to six words, `!word` is not followed by it, `{name}` what the line of that name says.
 * Out: of each kind an expression over the spoken words of a text, each with a blank before and behind.
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
    else if (kind) found.get(kind)?.push(asExpression(pattern));
    else throw new Error(`${fileName}, line ${index + 1}: begins with none of ${kinds.join(", ")}, {name}`);
  }
  const any = (patterns: string[] = []) => new RegExp(`(?<= )(?:${patterns.join("|") || "(?!)"})`, "u");
  return Object.fromEntries(kinds.map((kind) => [kind, any(found.get(kind))])) as Record<Kind, RegExp>;
}

/** A phrase as an expression over words, each with one blank behind it. */
function asExpression(list: string): string {
  const pieces = list.match(/[()[\]|…]|!?[^\s()[\]|…]+/gu) ?? [];
  return pieces
    .map((piece) => {
      if (piece === "(" || piece === "[") return "(?:";
      if (piece === ")") return ")";
      if (piece === "]") return ")?";
      if (piece === "|") return "|";
      if (piece === "…") return "(?:\\S+ ){0,6}?";
      const word = spoken(piece.replaceAll(/[!*]/g, "")).join(" ") + (piece.endsWith("*") ? "\\S* " : " ");
      return piece.startsWith("!") ? `(?!${word})` : word;
    })
    .join("");
}
