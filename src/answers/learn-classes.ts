import { classify, type Linear, rowOf, type Row } from "./linear.ts";
import { buckets } from "./buckets.ts";
import type { Features } from "./buckets.ts";

/** An example as the classifier learns it. */
export interface Learnable {
  features: Features;
  /** The classes it belongs to, at least one. */
  classes: readonly number[];
}

/** How often all examples are gone through; what is learnt is the mean of the later rounds, for each ends by chance. */
const [rounds, firstRounds] = [6, 2];
const rate = 0.3;
/** An error below this needs no correction: most of the work is saved here. */
const rightEnough = 0.01;

/**
 * Learns a linear classifier (multinomial logistic regression, AdaGrad).
 * In: examples; how many classes there are. Out: the classifier; the same examples always give the same one.
 */
export function learnClasses(examples: readonly Learnable[], classes: number): Linear {
  const linear: Linear = {
    classes,
    rarity: rarityOf(examples),
    weights: new Float32Array(buckets * classes),
    bias: new Float32Array(classes),
  };
  const speeds = new Float32Array(buckets * classes).fill(1e-3);
  const weights = new Float32Array(buckets * classes);
  const rows = examples.map(({ features }) => rowOf(features, linear.rarity));
  for (let round = 0; round < rounds; round += 1) {
    for (const at of order(examples.length, round)) {
      const [row, example] = [rows[at], examples[at]];
      if (row && example) correct(linear, speeds, row, example.classes);
    }
    if (round >= firstRounds) addTo(weights, linear.weights, rounds - firstRounds);
  }
  return { ...linear, weights };
}

/** Adds one of so many to their mean. */
function addTo(mean: Float32Array, one: Linear["weights"], of: number): void {
  for (const [at, value] of one.entries()) if (value !== 0) (mean[at] as number) += value / of;
}

/** Rare features say more (inverse document frequency); what stands in one example only says nothing about others. */
function rarityOf(examples: readonly Learnable[]): Float32Array {
  const counts = new Float32Array(buckets);
  for (const { features } of examples) for (const feature of features.keys()) (counts[feature] as number) += 1;
  return counts.map((count) => (count < 2 ? 0 : Math.log(1 + examples.length / count)));
}

function correct(linear: Linear, speeds: Float32Array, row: Row, wanted: readonly number[]): void {
  const { weights, bias, classes } = linear;
  const error = classify(linear, row);
  for (const one of wanted) error[one] = (error[one] ?? 0) - 1 / wanted.length;
  const felt = [...error.keys()].filter((one) => Math.abs(error[one] as number) > rightEnough);
  for (const one of felt) (bias[one] as number) -= 0.01 * (error[one] as number);
  for (let at = 0; at < row.places.length; at += 1) {
    const from = (row.places[at] as number) * classes;
    const value = row.values[at] as number;
    for (const one of felt) {
      const slope = (error[one] as number) * value;
      (speeds[from + one] as number) += slope * slope;
      (weights[from + one] as number) -= (rate * slope) / Math.sqrt(speeds[from + one] as number);
    }
  }
}

/** Every example once, far from its neighbours, another way each round. */
function* order(count: number, round: number): Generator<number> {
  let stride = Math.max(1, Math.floor(count * 0.618) - round * 7);
  while (gcd(stride, count) !== 1) stride += 1;
  for (let turn = 0, at = 0; turn < count; turn += 1, at = (at + stride) % count) yield at;
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
