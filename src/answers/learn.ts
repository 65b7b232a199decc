import { readConcepts } from "./concepts.ts";
import type { Examples } from "./examples.ts";
import { featuresOf } from "./features.ts";
import { learnClasses } from "./learn-classes.ts";
import type { Learnt } from "./learnt.ts";
import { kinds } from "./understand.ts";
import { sound, wordsOf } from "./words.ts";

/** Learns from the examples what messages mean. In: examples; the concepts behind words (`words.txt`). The same examples always teach the same. */
export function learn(examples: Examples, words: string): Learnt {
  const conceptsOf = readConcepts(words);
  const features = (text: string) => featuresOf(text, conceptsOf);
  const questions = examples.questions.map(({ text, topics }) => ({ features: features(text), topics }));
  const topics = [...new Set(questions.flatMap((one) => one.topics))];
  const of = (kind: (typeof kinds)[number]) => [kinds.indexOf(kind)];
  const kind = learnClasses([
    ...questions.map((one) => ({ features: one.features, classes: of("question") })),
    ...examples.elsewhere.map((text) => ({ features: features(text), classes: of("elsewhere") })),
    ...examples.wishes.map(({ text, action }) => ({ features: features(text), classes: of(action === "none" ? "elsewhere" : action) })),
  ], kinds.length);
  const topic = learnClasses(questions.map((one) => ({ features: one.features, classes: one.topics.map((id) => topics.indexOf(id)) })), topics.length);
  const inScope = [...examples.questions, ...examples.wishes].map(({ text }) => text);
  return { kind, topic, topics, known: often(inScope.flatMap((text) => [...new Set(wordsOf(text).map(sound))])) };
}

/** Words of at least three examples: a name that one example happened to use is not known. */
function often(words: readonly string[]): Set<string> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count >= 3).map(([word]) => word));
}
