import type { Linear } from "./linear.ts";

/** What the examples have taught. */
export interface Learnt {
  /** A class for each topic, then each kind of message that belongs elsewhere, "none" and each action of a wish. */
  meaning: Linear;
  topics: string[];
  /** Which language it is written in. */
  language: Linear;
  languages: string[];
  /** How the words sound that several examples use. */
  known: Set<string>;
}

/**
 * The learnt as bytes: a line of JSON,
 * then of each classifier the rarities and biases as 32-bit floats and the weights as whole numbers of 8 bits.
 * In: the learnt; a mark of what it was learnt from.
 */
export function packed(learnt: Learnt, mark: string): Uint8Array {
  const models = [learnt.meaning, learnt.language].map((model) => ({
    ...model,
    scale: largest(model.weights) / 127 || 1,
  }));
  const head = {
    mark,
    topics: learnt.topics,
    languages: learnt.languages,
    known: [...learnt.known],
    models: models.map(({ classes, scale, rarity }) => ({ classes, scale, buckets: rarity.length })),
  };
  const parts = [
    new TextEncoder().encode(`${JSON.stringify(head)}\n`),
    ...models.flatMap(({ rarity, bias, weights, scale }) => [
      bytesOf(rarity),
      bytesOf(bias),
      bytesOf(Int8Array.from(weights, (weight) => Math.round(weight / scale))),
    ]),
  ];
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Reads what `packed` wrote. Out: null where the mark is another one: it was learnt from something else. */
export function unpacked(bytes: Uint8Array, mark: string): Learnt | null {
  const end = bytes.indexOf(10);
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))) as {
    mark: string;
    topics: string[];
    languages: string[];
    known: string[];
    models: { classes: number; scale: number; buckets: number }[];
  };
  if (head.mark !== mark) return null;
  let at = end + 1;
  const take = (length: number) => bytes.subarray(at, (at += length));
  // A copy of its own: numbers of 32 bits must begin at a multiple of four.
  // The weights are bytes and stay where they are.
  const floats = (count: number) => new Float32Array(Uint8Array.from(take(count * 4)).buffer);
  const whole = (part: Uint8Array) => new Int8Array(part.buffer, part.byteOffset, part.byteLength);
  const [meaning, language] = head.models.map(({ classes, scale, buckets }): Linear => ({
    classes,
    scale,
    rarity: floats(buckets),
    bias: floats(classes),
    weights: whole(take(buckets * classes)),
  }));
  return meaning && language
    ? { meaning, topics: head.topics, language, languages: head.languages, known: new Set(head.known) }
    : null;
}

function largest(numbers: Float32Array | Int8Array): number {
  let most = 0;
  for (const one of numbers) most = Math.max(most, Math.abs(one));
  return most;
}

const bytesOf = (numbers: Float32Array | Int8Array) =>
  new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
