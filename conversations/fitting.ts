import { escaped, withoutMarkup } from "../src/consent/shown.ts";

/** So many letters, as they are read, the messenger takes in a message and under a document. */
export const mostLetters = { message: 4096, caption: 1024 };

/** Whether a text fits, whatever its markup. */
export const fits = (html: string, most: number): boolean => withoutMarkup(html).length <= most;

/**
 * A text in pieces that the messenger takes: as it is where it fits, else without its markup, cut between lines, and
 * within a line only where that alone is too long. In: HTML. Out: HTML.
 */
export function inPieces(html: string, most = mostLetters.message): string[] {
  if (fits(html, most)) return [html];
  const pieces: string[] = [];
  for (const line of withoutMarkup(html)
    .split("\n")
    .flatMap((one) => cut(one, most))) {
    const last = pieces.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= most) pieces[pieces.length - 1] = `${last}\n${line}`;
    else if (last !== undefined && last.trim() === "") pieces[pieces.length - 1] = line;
    else pieces.push(line);
  }
  return pieces.filter((piece) => piece.trim() !== "").map(escaped);
}

function cut(line: string, most: number): string[] {
  const parts: string[] = [];
  let rest = line;
  while (rest.length > most) {
    // Never between the two halves of one sign.
    const at = /[\uD800-\uDBFF]/.test(rest[most - 1] ?? "") ? most - 1 : most;
    parts.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return [...parts, rest];
}
