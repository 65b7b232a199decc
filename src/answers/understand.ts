import { type ConceptsOf, readConcepts } from "./concepts.ts";
import { featuresOf } from "./features.ts";
import type { Learnt } from "./learnt.ts";
import { classify, rowOf } from "./linear.ts";
import { readScope } from "./scope.ts";
import type { RankedTopic, Understanding, Wish } from "./understanding.ts";
import { sound, wordsOf } from "./words.ts";

/** What a message can be about at all. */
export const kinds = ["question", "elsewhere", "give", "withdraw", "status"] as const;

/** From which certainty on: it is a wish; the notice is quoted, if the topic is clear too; topics are offered. Found on examples that were left out of the learning. */
const certain = { wish: 0.42, answer: 0.6, topic: 0.36, choices: 0.35 };

/** Message → understanding, a pure function. In: what was learnt; the concepts behind words (`words.txt`). */
export function understanding(learnt: Learnt, words: string): (text: string) => Understanding {
  const conceptsOf = readConcepts(words);
  return (text) => understand(learnt, conceptsOf, text.slice(0, 4096));
}

/** Two questions in one message are understood one by one. */
function understand(learnt: Learnt, conceptsOf: ConceptsOf, text: string): Understanding {
  const whole = understandOne(learnt, conceptsOf, text);
  const asked = text.match(/[^?]{8,}\?+/g) ?? [];
  if (asked.length !== 2) return whole;
  const both = asked.map((one) => understandOne(learnt, conceptsOf, one));
  const [first, second] = both.map((one) => one.topics[0]);
  if (!first || !second || first.id === second.id || both.some((one) => one.kind !== "answer")) return whole;
  return { kind: "answer", answers: 2, topics: [first, second, ...whole.topics.filter(({ id }) => id !== first.id && id !== second.id)].slice(0, 5), wish: null };
}

function understandOne(learnt: Learnt, conceptsOf: ConceptsOf, text: string): Understanding {
  const nothing: Understanding = { kind: "none", topics: [], answers: 0, wish: null };
  // Letters alone are no ground to say anything: there must be a word that the examples know, or a concept.
  if (!wordsOf(text).some((word) => word.length > 1 && (learnt.known.has(sound(word)) || conceptsOf(word).length > 0))) return nothing;
  const whole = heard(learnt, conceptsOf, text);
  const [question = 0, elsewhere = 0, give = 0, withdraw = 0, status = 0] = whole.kinds;
  const topics = rank(inStory(whole, sentencesOf(text).map((one) => heard(learnt, conceptsOf, one))), learnt.topics);
  const best = topics[0]?.score ?? 0;
  if (give + withdraw + status >= certain.wish) return { kind: "wish", topics, answers: 0, wish: wishOf({ give, withdraw, status }, text, conceptsOf) };
  const inNotice = certaintyOf(question / (question + elsewhere), best);
  if (inNotice >= certain.answer && best >= certain.topic) return { kind: "answer", topics, answers: 1, wish: null };
  return inNotice >= certain.choices ? { kind: "choices", topics, answers: 0, wish: null } : { ...nothing, topics };
}

interface Heard { kinds: Float32Array; topics: Float32Array }

function heard({ kind, topic }: Learnt, conceptsOf: ConceptsOf, text: string): Heard {
  const features = featuresOf(text, conceptsOf);
  return { kinds: classify(kind, rowOf(features, kind.rarity)), topics: classify(topic, rowOf(features, topic.rarity)) };
}

/** In a story of several sentences those count that sound like a question to the notice, wherever they stand in it. */
function inStory(whole: Heard, sentences: readonly Heard[]): Float32Array {
  if (sentences.length < 2) return whole.topics;
  const weights = sentences.map(({ kinds: [question = 0] }) => question ** 3);
  const all = weights.reduce((sum, one) => sum + one, 1e-9);
  return whole.topics.map((score, at) => 0.4 * score + 0.6 * sentences.reduce((sum, one, which) => sum + ((weights[which] ?? 0) * (one.topics[at] ?? 0)) / all, 0));
}

function sentencesOf(text: string): string[] {
  return (text.match(/[^.!?\n]+[.!?]*/g) ?? []).filter((one) => one.trim().split(/\s+/).length >= 3).slice(0, 12);
}

/** Whether the notice speaks of it: that it sounds like a question to it, and that one topic stands out (logistic regression on examples left out of the learning). */
function certaintyOf(question: number, best: number): number {
  const odds = (share: number) => Math.log(Math.max(1e-4, share) / Math.max(1e-4, 1 - share));
  return 1 / (1 + Math.exp(-(0.78 * odds(question) + 0.6 * odds(best) - 0.02)));
}

function rank(scores: Float32Array, topics: readonly string[]): RankedTopic[] {
  return topics.map((id, at) => ({ id, score: Math.round((scores[at] ?? 0) * 1000) / 1000 })).sort((a, b) => b.score - a.score).slice(0, 5);
}

function wishOf(actions: Record<Wish["action"], number>, text: string, conceptsOf: ConceptsOf): Wish {
  const [action = "status"] = (["withdraw", "give", "status"] as const).toSorted((a, b) => actions[b] - actions[a]);
  return { action, scope: readScope(text, conceptsOf, action) };
}
