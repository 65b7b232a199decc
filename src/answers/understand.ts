import { readConcepts } from "./concepts.ts";
import type { Examples } from "./examples.ts";
import { type Features, featuresOf } from "./features.ts";
import { type Classify, learnClasses } from "./learn-classes.ts";
import { readScope } from "./scope.ts";
import { sound, wordsOf } from "./words.ts";
import type { RankedTopic, Understanding, Wish } from "./understanding.ts";

/** What a message can be about at all. */
const kinds = ["question", "elsewhere", "give", "withdraw", "status"] as const;

/** From which certainty on: it is a wish; the notice is quoted; topics are offered. Found by trying on examples that were left out of the learning. */
const certain = { wish: 0.5, answer: 0.3, topic: 0.35, choices: 0.3 };

export interface Learnt {
  /** What kind of message it is, then which topic. */
  kind: Classify;
  topic: Classify;
  topics: readonly string[];
  features: (text: string) => Features;
  /** Whether there is a word in it that the examples know, or a concept: letters alone are no ground to say anything. */
  hasKnownWord: (text: string) => boolean;
}

/**
 * Learns from the examples what messages mean.
 * In: examples; the concepts behind words (`words.txt`). Out: message → understanding, a pure function.
 */
export function learn(examples: Examples, words: string): (text: string) => Understanding {
  const learnt = learnFrom(examples, words);
  return (text) => understand(learnt, text);
}

export function learnFrom(examples: Examples, words: string): Learnt {
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
  const every = [...examples.questions.map(({ text }) => text), ...examples.wishes.map(({ text }) => text)];
  const known = new Set(every.flatMap((text) => wordsOf(text).map(sound)));
  const hasKnownWord = (text: string) => wordsOf(text).some((word) => word.length > 1 && (known.has(sound(word)) || conceptsOf(word).length > 0));
  return { kind, topic, topics, features, hasKnownWord };
}

/** What one message means. Two questions in it are understood one by one. */
export function understand(learnt: Learnt, text: string): Understanding {
  const whole = understandOne(learnt, text.slice(0, 4096));
  const asked = text.slice(0, 4096).match(/[^?]{8,}\?+/g) ?? [];
  if (asked.length !== 2) return whole;
  const both = asked.map((one) => understandOne(learnt, one));
  const [first, second] = both.map((one) => one.topics[0]);
  if (!first || !second || first.id === second.id || both.some((one) => one.kind !== "answer")) return whole;
  return { kind: "answer", answers: 2, topics: [first, second, ...whole.topics.filter(({ id }) => id !== first.id && id !== second.id)].slice(0, 5), wish: null };
}

function understandOne({ kind, topic, topics, features, hasKnownWord }: Learnt, text: string): Understanding {
  const none: Understanding = { kind: "none", topics: [], answers: 0, wish: null };
  if (!hasKnownWord(text)) return none;
  const found = features(text);
  const [question = 0, , give = 0, withdraw = 0, status = 0] = kind(found);
  const ranked = rank(topic(found), topics);
  const [best] = ranked;
  if (give + withdraw + status >= certain.wish) return { kind: "wish", topics: ranked, answers: 0, wish: wishOf({ give, withdraw, status }, text) };
  if (question >= certain.answer && best && best.score >= certain.topic) return { kind: "answer", topics: ranked, answers: 1, wish: null };
  return question >= certain.choices ? { kind: "choices", topics: ranked, answers: 0, wish: null } : { ...none, topics: ranked };
}

function rank(scores: Float32Array, topics: readonly string[]): RankedTopic[] {
  return topics.map((id, at) => ({ id, score: Math.round((scores[at] ?? 0) * 1000) / 1000 })).sort((a, b) => b.score - a.score).slice(0, 5);
}

function wishOf(actions: Record<Wish["action"], number>, text: string): Wish {
  const [action] = (["withdraw", "give", "status"] as const).toSorted((a, b) => actions[b] - actions[a]);
  return { action: action ?? "status", scope: readScope(text) };
}
