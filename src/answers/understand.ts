import type { Examples } from "./examples.ts";
import { featuresOf } from "./features.ts";
import type { Understanding } from "./understanding.ts";

interface Neighbour { topics: readonly string[]; wish: Understanding["wish"]; similarity: number }

const sure = 0.32;
const perhaps = 0.2;

/**
 * Learns from the examples what a message means. Out: message → understanding; pure, the same message is always understood the same.
 */
export function learn(examples: Examples): (text: string) => Understanding {
  const known = [
    ...examples.questions.map(({ text, topics }) => ({ text, topics, wish: null })),
    ...examples.wishes.map(({ text, action, scope }) => ({ text, topics: [], wish: action === "none" ? null : { action, scope } })),
    ...examples.elsewhere.map((text) => ({ text, topics: [], wish: null })),
  ];
  const nearest = neighbours(known.map(({ text }) => text));
  return (text) => decide(nearest(text, 12).map(({ index, similarity }) => ({ ...at(known, index), similarity })));
}

function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new RangeError(`nothing at ${index}`);
  return found;
}

function decide(near: Neighbour[]): Understanding {
  const scores = new Map<string, number>();
  for (const { topics, similarity } of near) for (const id of topics) scores.set(id, Math.max(scores.get(id) ?? 0, similarity));
  const topics = [...scores].map(([id, score]) => ({ id, score })).sort((a, b) => b.score - a.score).slice(0, 5);
  const first = near[0];
  if (!first || first.similarity < perhaps) return { kind: "none", topics, wish: null };
  if (first.wish) return { kind: "wish", topics, wish: first.wish };
  if (first.topics.length === 0) return { kind: "none", topics, wish: null };
  return { kind: first.similarity >= sure ? "answer" : "choices", topics, wish: null };
}

function neighbours(texts: readonly string[]): (text: string, count: number) => { index: number; similarity: number }[] {
  const all = texts.map(featuresOf);
  const found = new Map<string, number>();
  for (const features of all) for (const name of features.keys()) found.set(name, (found.get(name) ?? 0) + 1);
  const weight = (name: string, count: number) => Math.sqrt(count) * Math.log(1 + texts.length / (found.get(name) ?? 0.5));
  const length = (features: Map<string, number>) => Math.sqrt([...features].reduce((sum, [name, count]) => sum + weight(name, count) ** 2, 0)) || 1;
  const postings = new Map<string, { index: number; weight: number }[]>();
  for (const [index, features] of all.entries()) {
    const norm = length(features);
    for (const [name, count] of features) {
      const list = postings.get(name) ?? [];
      if (list.length === 0) postings.set(name, list);
      list.push({ index, weight: weight(name, count) / norm });
    }
  }
  return (text, count) => {
    const features = featuresOf(text);
    const norm = length(features);
    const sums = new Float64Array(texts.length);
    for (const [name, amount] of features) for (const one of postings.get(name) ?? []) sums[one.index] = (sums[one.index] ?? 0) + (one.weight * weight(name, amount)) / norm;
    return [...sums.entries()].map(([index, similarity]) => ({ index, similarity })).sort((a, b) => b.similarity - a.similarity).slice(0, count);
  };
}
