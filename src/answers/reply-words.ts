/** What the words of one language mean after a JA / NEIN question. */
export interface ReplyWords {
  /**
   * Folded word → what it says. `agree` and `against` say yes and no, and the other way round behind a "not";
   * `filler` says nothing, like a bare "ok".
   */
  words: Map<string, "yes" | "no" | "agree" | "against" | "doubt" | "filler">;
  /** Phrases as folded words, the longest first. */
  phrases: { words: string[]; says: "yes" | "no" | "doubt" }[];
}

/**
 * Reads `replies.txt` of a language: `yes: word word`, `no:`, `agree:`, `against:`, `doubt:`,
 * `phrase yes: some words | other words`. Errors: names the line that is none of these.
 */
export function readReplyWords(file: string): ReplyWords {
  const read: ReplyWords = { words: new Map(), phrases: [] };
  for (const [index, line] of file.split(/\r?\n/).entries()) {
    if (line.trim() === "") continue;
    const [, phrase, says, list = ""] = /^(phrase )?(yes|no|agree|against|doubt|filler): (.+)$/.exec(line) ?? [];
    if (!says)
      throw new Error(
        `replies.txt, line ${index + 1}: begins with none of ` +
          "yes, no, agree, against, doubt, filler, phrase yes, phrase no, phrase doubt",
      );
    if (phrase)
      for (const one of list.split("|"))
        read.phrases.push({ words: spoken(one), says: says as "yes" | "no" | "doubt" });
    else
      for (const one of list.split(/\s+/))
        for (const word of [spoken(one).join("")]) if (!read.words.has(word)) read.words.set(word, says as "yes");
  }
  read.phrases.sort((a, b) => b.words.length - a.words.length);
  return read;
}

/** The words of a reply in every script: without accents, vowel signs and the stretching of letters ("jaaaa"). */
export function spoken(text: string): string[] {
  const plain = text
    .toLowerCase()
    .replace(/[’'`´ʼ-]/g, "")
    .replaceAll("ı", "i")
    .replaceAll("ł", "l")
    .normalize("NFKD")
    .replace(/\p{M}|ـ/gu, "")
    .replaceAll("ß", "ss")
    .normalize("NFC");
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.replace(/(.)\1+/gu, "$1"));
}
