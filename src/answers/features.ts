import type { ConceptsOf } from "./concepts.ts";
import { buckets, type Features } from "./buckets.ts";
import { betweenClauses } from "./scope.ts";
import type { WishReading } from "./wish-reader.ts";
import { sound, wordsOf } from "./words.ts";

/**
 * What a message is made of: words and pairs of neighbours as they sound,
 * the letter groups of each word (they survive typing errors and compounds),
 * the concepts and their pairs, and what it wishes by its words alone.
 */
export function featuresOf(text: string, conceptsOf: ConceptsOf, wish: WishReading | null = null): Features {
  const features: Features = new Map();
  const add = (feature: number, amount: number) => {
    const bucket = (feature ^ (feature >>> 16)) & (buckets - 1);
    features.set(bucket, (features.get(bucket) ?? 0) + amount);
  };
  const concepts = new Set<string>();
  if (text.includes("?")) add(hash("?", 7, 0, 1), 1);
  let before = hash("^", 7, 0, 1);
  for (const word of wordsOf(text)) {
    const heard = `_${sound(word)}_`;
    const name = hash(heard, 1, 0, heard.length);
    add(name, 1);
    add(mixed(before, name, 2), 0.5);
    before = name;
    for (const concept of conceptsOf(word)) concepts.add(concept);
    for (let from = 0; from + 3 <= heard.length; from += 1) {
      add(hash(heard, 3, from, from + 3), 0.4);
      if (from + 4 <= heard.length) add(hash(heard, 4, from, from + 4), 0.4);
      if (from + 5 <= heard.length) add(hash(heard, 13, from, from + 5), 0.4);
    }
  }
  for (const clause of text.split(betweenClauses)) addTurn(clause, conceptsOf, add);
  if (wish) for (const one of [wish.action, wish.action + wish.scope]) add(hash(one, 17, 0, one.length), 3);
  addConcepts(
    [...concepts]
      .sort()
      .slice(0, 16)
      .map((concept) => hash(concept, 5, 0, concept.length)),
    add,
  );
  return features;
}

/**
 * How often a clause says no, takes back and agrees, and in which order:
 * "nichts dagegen" and "nehme mein Nein zurück" turn twice, "von Nein auf Ja" is not "von Ja auf Nein".
 */
function addTurn(clause: string, conceptsOf: ConceptsOf, add: (feature: number, amount: number) => void): void {
  const counts = turning.map(() => 0);
  let order = "";
  for (const word of wordsOf(clause)) {
    const found = conceptsOf(word);
    for (const [at, concept] of turning.entries())
      if (found.includes(concept)) counts[at] = Math.min(2, (counts[at] ?? 0) + 1);
    const step = ordered.findIndex((concept) => found.includes(concept));
    if (step >= 0 && !order.endsWith(String(step))) order += step;
  }
  if (order.length > 1) add(hash(order, 9, 0, Math.min(order.length, 6)), 1.5);
  if (!counts.some((count) => count > 0)) return;
  const turn = counts.join("");
  add(hash(turn, 8, 0, turn.length), 2);
}

const turning = ["verneinung", "entziehen", "zusagen"];
const ordered = ["verneinung", "entziehen", "doch", "mehr", "zusagen", "ablehnen", "bild", "ton"];

function addConcepts(concepts: readonly number[], add: (feature: number, amount: number) => void): void {
  for (const [at, one] of concepts.entries()) {
    add(one, 2.5);
    for (const other of concepts.slice(at + 1)) add(mixed(one, other, 6), 0.25);
  }
}

/** What tells languages apart: letter groups as they are written, whole words among them. */
export function lettersOf(text: string): Features {
  const features: Features = new Map();
  for (const word of (
    text
      .normalize("NFC")
      .toLowerCase()
      .match(/[\p{L}\p{M}]+/gu) ?? []
  ).slice(0, 100)) {
    const written = `_${word}_`;
    const groups = [
      written,
      ...[2, 3].flatMap((length) =>
        Array.from({ length: Math.max(0, written.length - length + 1) }, (_, from) =>
          written.slice(from, from + length),
        ),
      ),
    ];
    for (const group of groups) {
      const place = hash(group, 11, 0, group.length);
      const bucket = (place ^ (place >>> 16)) & (buckets - 1);
      features.set(bucket, (features.get(bucket) ?? 0) + 1);
    }
  }
  return features;
}

/** FNV-1a over a part of a text; the kind keeps a word from its own letters. */
function hash(text: string, kind: number, from: number, to: number): number {
  let sum = 2166136261 ^ kind;
  for (let at = from; at < to; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 16777619);
  return sum;
}

const mixed = (one: number, other: number, kind: number) => Math.imul(Math.imul(one, 31) ^ other ^ kind, 16777619);
