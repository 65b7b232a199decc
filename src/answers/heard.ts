import { actions } from "./learn.ts";
import type { Learnt } from "./learnt.ts";
import { classify, rowOf } from "./linear.ts";
import type { Features } from "./buckets.ts";

/** What a text sounds like: the certainty (0 … 1) of all it can be. */
export interface Heard {
  /** Of each topic, where it is a question: all together are one. */
  topics: Float32Array;
  question: number;
  elsewhere: number;
  wishes: Record<(typeof actions)[number], number>;
}

/** Hears by what was learnt. In: what the text is made of. */
export function heard({ meaning, topics }: Learnt, features: Features): Heard {
  const all = classify(meaning, rowOf(features, meaning.rarity));
  const question = sum(all.subarray(0, topics.length));
  const [give = 0, withdraw = 0, status = 0] = all.subarray(all.length - actions.length);
  return {
    topics: all.slice(0, topics.length).map((one) => one / (question + 1e-9)),
    question,
    elsewhere: sum(all.subarray(topics.length, all.length - actions.length)),
    wishes: { give, withdraw, status },
  };
}

/** How much of it is a wish. */
export const wished = ({ wishes: { give, withdraw, status } }: Heard) => give + withdraw + status;

/** How much of what is no wish is a question to the notice. */
export const asked = ({ question, elsewhere }: Heard) => question / (question + elsewhere + 1e-9);

/** How far the pieces of a story are trusted beside the whole of it. */
const ofPieces = { topics: 0.6, question: 0.8 };

/** In a story of several pieces those count that sound like a question to the notice, wherever they stand in it. */
export function inStory(whole: Heard, pieces: readonly Heard[]): Heard {
  if (pieces.length === 0) return whole;
  const weights = pieces.map(({ question }) => question ** 3);
  const all = weights.reduce((total, one) => total + one, 1e-9);
  const among = (at: number) =>
    pieces.reduce((total, one, which) => total + ((weights[which] ?? 0) * (one.topics[at] ?? 0)) / all, 0);
  const best = Math.max(...pieces.map((one) => asked(one) * (1 - wished(one))));
  const share = Math.max(asked(whole), ofPieces.question * best);
  return {
    ...whole,
    topics: whole.topics.map((score, at) => (1 - ofPieces.topics) * score + ofPieces.topics * among(at)),
    question: share,
    elsewhere: 1 - share,
  };
}

const sum = (numbers: Float32Array) => numbers.reduce((total, one) => total + one, 0);
