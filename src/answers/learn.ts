import { earFor, type Wording } from "./ear.ts";
import { elsewhereKinds, type Examples } from "./examples.ts";
import { lettersOf } from "./features.ts";
import { learnClasses } from "./learn-classes.ts";
import type { Learnt } from "./learnt.ts";
import { sound, wordsOf } from "./words.ts";

/** What a wish can come to; `none`: to leave everything as it is. */
export const actions = ["give", "withdraw", "status"] as const;

/**
 * Learns from the examples of all languages what messages mean:
 * one classifier with a class for each topic, each kind of message that belongs elsewhere and each wish,
 * and one that tells the languages apart.
 * In: examples; the words of all languages. The same examples always teach the same.
 */
export function learn(examples: Examples, wording: Wording): Learnt {
  const ear = earFor(wording);
  const topics = [...new Set(examples.questions.flatMap((one) => one.topics))];
  const classes = [...topics, ...elsewhereKinds, "none", ...actions];
  const labelled = [
    ...examples.questions.map(({ text, language, topics: wanted }) => ({ text, language, wanted })),
    ...examples.elsewhere.map(({ text, language, kind }) => ({ text, language, wanted: [kind as string] })),
    ...examples.wishes.map(({ text, language, action }) => ({ text, language, wanted: [action as string] })),
  ];
  const meaning = learnClasses(
    labelled.map(({ text, language, wanted }) => ({
      features: ear.features(text, ear.wish(text, language)),
      classes: wanted.map((one) => classes.indexOf(one)),
    })),
    classes.length,
  );
  const all = [
    ...examples.questions,
    ...examples.elsewhere.filter(({ kind }) => kind !== "gibberish"),
    ...examples.wishes,
  ];
  const languages = [...new Set(all.map((one) => one.language))];
  const language = learnClasses(
    all.map((one) => ({ features: lettersOf(one.text), classes: [languages.indexOf(one.language)] })),
    languages.length,
  );
  const inScope = [...examples.questions, ...examples.wishes].map(({ text }) => text);
  return {
    meaning,
    topics,
    language,
    languages,
    known: often(inScope.flatMap((text) => [...new Set(wordsOf(text).map(sound))])),
  };
}

/** Words of at least three examples: a name that one example happened to use is not known. */
function often(words: readonly string[]): Set<string> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count >= 3).map(([word]) => word));
}
