import { folded } from "./words.ts";

/** The concepts that a word stands for: "aufheben" and "gespeichert" are both about keeping. */
export type ConceptsOf = (word: string) => readonly string[];

/**
 * Reads `words.txt`: a line a concept, `name: stem stem word=`.
 * A stem matches at the beginning of a word, a long one also inside a compound; `word=` matches whole words only.
 * Out: folded word → concepts. Errors: names the line without a name.
 */
export function readConcepts(file: string): ConceptsOf {
  const whole = new Map<string, string[]>();
  const stems = new Map<string, string[]>();
  for (const [index, line] of file.split(/\r?\n/).entries()) {
    if (line.trim() === "") continue;
    const [, concept, list] = /^([\p{L}]+): (.+)$/u.exec(line) ?? [];
    if (!concept || !list) throw new Error(`words.txt, line ${index + 1}: a concept is "name: stem stem word="`);
    for (const one of list.trim().split(/\s+/)) {
      const [map, word] = one.endsWith("=") ? [whole, folded(one.slice(0, -1))] : [stems, folded(one)];
      map.set(word, [...(map.get(word) ?? []), concept]);
    }
  }
  return remembering((word) => [
    ...new Set([...(whole.get(word) ?? []), ...pieces(word).flatMap((piece) => stems.get(piece) ?? [])]),
  ]);
}

/** The beginnings of a word, and its insides of five letters and more. */
function pieces(word: string): string[] {
  const found: string[] = [];
  for (let end = 3; end <= word.length; end += 1) found.push(word.slice(0, end));
  for (let from = 2; from + 5 <= word.length; from += 1)
    for (let end = from + 5; end <= word.length; end += 1) found.push(word.slice(from, end));
  return found;
}

/** People use few words: each is looked up once. */
function remembering(look: ConceptsOf): ConceptsOf {
  const known = new Map<string, readonly string[]>();
  return (word) => {
    const before = known.get(word);
    if (before) return before;
    const found = look(word);
    if (known.size < 20_000) known.set(word, found);
    return found;
  };
}
