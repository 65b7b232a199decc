/** Words of a message as parents type them: lower case, umlauts and their spellings alike, doubled letters once. */
export function wordsOf(text: string): string[] {
  const plain = text.normalize("NFKC").toLowerCase().replace(/[äàáâ]|ae/g, "a").replace(/[öòóô]|oe/g, "o").replace(/[üùúû]|ue/g, "u").replace(/ß/g, "s");
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.replace(/(.)\1+/gu, "$1").slice(0, 40));
}

/** Features of a message: its words, pairs of neighbours, and the letter groups of each word (they survive typing errors and compounds). */
export function featuresOf(text: string): Map<string, number> {
  const features = new Map<string, number>();
  const add = (feature: string, weight: number) => features.set(feature, (features.get(feature) ?? 0) + weight);
  const words = wordsOf(text).slice(0, 400);
  for (const [index, word] of words.entries()) {
    add(`w ${word}`, 1);
    const next = words[index + 1];
    if (next) add(`p ${word} ${next}`, 0.7);
    const padded = `_${word}_`;
    for (const size of [3, 4, 5]) for (let at = 0; at + size <= padded.length; at += 1) add(padded.slice(at, at + size), 0.35);
  }
  return features;
}
