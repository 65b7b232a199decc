import { type ConceptsOf, readConcepts } from "./concepts.ts";
import { featuresOf, lettersOf } from "./features.ts";
import { actions } from "./learn.ts";
import type { Learnt } from "./learnt.ts";
import { classify, rowOf } from "./linear.ts";
import { readScope } from "./scope.ts";
import type { RankedTopic, Understanding } from "./understanding.ts";
import { sound, wordsOf } from "./words.ts";

/**
 * From which certainty on: it is a wish; the notice is quoted, if the topic is clear too; topics are offered.
 * Found on examples that were left out of the learning.
 */
const certain = { wish: 0.36, answer: 0.76, topic: 0.3, choices: 0.15 };
/** Where giving and withdrawing are so near to each other, a person is asked instead of guessed at. */
const undecided = 0.34;

/** Message → understanding, a pure function. In: what was learnt; the concepts behind words (`words.txt`). */
export function understanding(learnt: Learnt, words: string): (text: string) => Understanding {
  const conceptsOf = readConcepts(words);
  return (text) => ({
    ...understand(learnt, conceptsOf, text.slice(0, 4096)),
    language: languageOf(learnt, text.slice(0, 400)),
  });
}

type Meaning = Omit<Understanding, "language">;

/** Two questions in one message are understood one by one. */
function understand(learnt: Learnt, conceptsOf: ConceptsOf, text: string): Meaning {
  const whole = understandOne(learnt, conceptsOf, text);
  const asked = text.match(/[^?؟]{8,}[?؟]+/g) ?? [];
  if (asked.length !== 2) return whole;
  const both = asked.map((one) => understandOne(learnt, conceptsOf, one));
  const [first, second] = both.map((one) => one.topics[0]);
  if (!first || !second || first.id === second.id || both.some((one) => one.kind !== "answer")) return whole;
  return {
    kind: "answer",
    answers: 2,
    topics: [first, second, ...whole.topics.filter(({ id }) => id !== first.id && id !== second.id)].slice(0, 5),
    wish: null,
  };
}

function understandOne(learnt: Learnt, conceptsOf: ConceptsOf, text: string): Meaning {
  const nothing: Meaning = { kind: "none", topics: [], answers: 0, wish: null };
  // Letters alone are no ground to say anything: there must be a word that the examples know, or a concept.
  if (!wordsOf(text).some((word) => word.length > 1 && (learnt.known.has(sound(word)) || conceptsOf(word).length > 0)))
    return nothing;
  const whole = heard(learnt, conceptsOf, text);
  const topics = rank(
    inStory(
      whole,
      sentencesOf(text).map((one) => heard(learnt, conceptsOf, one)),
    ),
    learnt.topics,
  );
  const best = topics[0]?.score ?? 0;
  const [give = 0, withdraw = 0, status = 0] = whole.wishes;
  if (give + withdraw + status >= certain.wish) return wish({ give, withdraw, status }, topics, text, conceptsOf);
  const inNotice = certaintyOf(whole.question / (whole.question + whole.elsewhere), best);
  if (inNotice >= certain.answer && best >= certain.topic) return { kind: "answer", topics, answers: 1, wish: null };
  return inNotice >= certain.choices ? { kind: "choices", topics, answers: 0, wish: null } : { ...nothing, topics };
}

function wish(
  wishes: Record<(typeof actions)[number], number>,
  topics: RankedTopic[],
  text: string,
  conceptsOf: ConceptsOf,
): Meaning {
  const [action = "status"] = actions.toSorted((a, b) => wishes[b] - wishes[a]);
  const { give, withdraw } = wishes;
  if (action !== "status" && Math.min(give, withdraw) / (give + withdraw) > undecided)
    return { kind: "choices", topics, answers: 0, wish: null, undecided: true };
  return { kind: "wish", topics, answers: 0, wish: { action, scope: readScope(text, conceptsOf, action) } };
}

/** The certainty of each topic (of all questions: one), and of what else it can be. */
interface Heard {
  topics: Float32Array;
  question: number;
  elsewhere: number;
  wishes: number[];
}

function heard({ meaning, topics }: Learnt, conceptsOf: ConceptsOf, text: string): Heard {
  const all = classify(meaning, rowOf(featuresOf(text, conceptsOf), meaning.rarity));
  const question = sum(all.subarray(0, topics.length));
  return {
    topics: all.slice(0, topics.length).map((one) => one / (question + 1e-9)),
    question,
    elsewhere: sum(all.subarray(topics.length, all.length - actions.length)),
    wishes: [...all.subarray(all.length - actions.length)],
  };
}

/** In a story of several sentences those count that sound like a question to the notice, wherever they stand in it. */
function inStory(whole: Heard, sentences: readonly Heard[]): Float32Array {
  if (sentences.length < 2) return whole.topics;
  const weights = sentences.map(({ question }) => question ** 3);
  const all = weights.reduce((total, one) => total + one, 1e-9);
  return whole.topics.map(
    (score, at) =>
      0.4 * score +
      0.6 * sentences.reduce((total, one, which) => total + ((weights[which] ?? 0) * (one.topics[at] ?? 0)) / all, 0),
  );
}

function sentencesOf(text: string): string[] {
  return (text.match(/[^.!?؟\n]+[.!?؟]*/g) ?? []).filter((one) => one.trim().split(/\s+/).length >= 3).slice(0, 12);
}

/**
 * Whether the notice speaks of it: that it sounds like a question to it,
 * and that one topic stands out (logistic regression on examples left out of the learning).
 */
function certaintyOf(question: number, best: number): number {
  const odds = (share: number) => Math.log(Math.max(1e-4, share) / Math.max(1e-4, 1 - share));
  return 1 / (1 + Math.exp(-(1.54 * odds(question) + 0.25 * odds(best) - 0.05)));
}

function languageOf({ language, languages }: Learnt, text: string): Understanding["language"] {
  const scores = classify(language, rowOf(lettersOf(text), language.rarity));
  const [id = "de", at = 0] =
    languages
      .map((one, index) => [one, index] as const)
      .toSorted((a, b) => (scores[b[1]] ?? 0) - (scores[a[1]] ?? 0))[0] ?? [];
  return { id, score: Math.round((scores[at] ?? 0) * 1000) / 1000 };
}

function rank(scores: Float32Array, topics: readonly string[]): RankedTopic[] {
  return topics
    .map((id, at) => ({ id, score: Math.round((scores[at] ?? 0) * 1000) / 1000 }))
    .sort((a, b) => b.score - a.score)
    .slice(0, 5);
}

const sum = (numbers: Float32Array) => numbers.reduce((total, one) => total + one, 0);
