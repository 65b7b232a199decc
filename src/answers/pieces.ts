/** More words than this without a mark are cut into windows: what is dictated has none. */
const window = { longest: 24, words: 18, step: 9 };
const most = 24;

/**
 * A story as its sentences; a long stretch without punctuation as windows that overlap.
 * Out: none where the text is one sentence.
 */
export function piecesOf(text: string): string[] {
  const sentences = sentencesOf(text).map((one) => one.split(/\s+/));
  const pieces = sentences.filter(({ length }) => length >= 3).flatMap(windows);
  return pieces.length < 2 ? [] : pieces.slice(0, most);
}

/** A text as its sentences, each with its mark. */
export const sentencesOf = (text: string): string[] =>
  (text.match(/[^.!?؟\n]+[.!?؟]*/gu) ?? []).map((one) => one.trim());

function windows(words: readonly string[]): string[] {
  if (words.length <= window.longest) return [words.join(" ")];
  const count = Math.ceil((words.length - window.words) / window.step) + 1;
  return Array.from({ length: count }, (_, at) =>
    words.slice(at * window.step, at * window.step + window.words).join(" "),
  );
}

/** A message longer than this is a story, whose questions are not looked for one by one. */
const longestWithTwo = 45;
/** Fewest words of a question, and of one behind which a mark stands. */
const shortest = { question: 3, marked: 2 };

/**
 * Where a message may be cut into two questions: behind a mark, or before an "and".
 * In: whether a word joins. Out: the words before and behind each such place.
 */
export function halvesOf(text: string, joins: (word: string) => boolean): [string, string][] {
  const words = text.trim().split(/\s+/);
  if (words.length < shortest.marked + shortest.question + 1 || words.length > longestWithTwo) return [];
  return words.flatMap((word, at): [string, string][] => {
    const isMarked = /[?؟!.,;:]$/u.test(words[at - 1] ?? "");
    const isPlace = at >= (isMarked ? shortest.marked : shortest.question) && at <= words.length - shortest.question;
    if (!isPlace || !(isMarked || joins(word))) return [];
    return [[words.slice(0, at).join(" "), words.slice(at).join(" ")]];
  });
}
