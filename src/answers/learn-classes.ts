import type { Features } from "./features.ts";

/** An example as the classifier learns it. */
export interface Learnt {
  features: Features;
  /** The classes it belongs to, at least one. */
  classes: readonly number[];
}

export type Classify = (features: Features) => Float32Array;

const rounds = 6;
const rate = 0.6;
/** An error below this needs no correction: most of the work is saved here. */
const rightEnough = 0.01;

/**
 * Learns a linear classifier (multinomial logistic regression, AdaGrad).
 * In: examples; how many classes there are. Out: features → probability of each class. The same examples always give the same classifier.
 */
export function learnClasses(examples: readonly Learnt[], classes: number): Classify {
  const { index, rarity } = vocabulary(examples);
  const rows = examples.map(({ features }) => rowOf(features, index, rarity));
  const model = { weights: new Float32Array(index.size * classes), speeds: new Float32Array(index.size * classes).fill(1e-3), bias: new Float32Array(classes), classes };
  for (let round = 0; round < rounds; round += 1) {
    for (const at of order(examples.length, round)) {
      const [row, example] = [rows[at], examples[at]];
      if (row && example) learn(model, row, example.classes);
    }
  }
  const { weights, bias } = model;
  return (features) => probabilities({ weights, bias, classes }, rowOf(features, index, rarity));
}

interface Linear { weights: Float32Array; bias: Float32Array; classes: number }
/** Features as places in the vocabulary, with weights; the whole of length one, for a long story must not outshout two words. */
interface Row { places: Int32Array; values: Float32Array }

/** What stands in more than one example, and how rare it is: rare features say more (inverse document frequency). */
function vocabulary(examples: readonly Learnt[]): { index: Map<number, number>; rarity: number[] } {
  const counts = new Map<number, number>();
  for (const { features } of examples) for (const feature of features.keys()) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const index = new Map<number, number>();
  const rarity: number[] = [];
  for (const [feature, count] of counts) {
    if (count < 2) continue;
    index.set(feature, rarity.length);
    rarity.push(Math.log(1 + examples.length / count));
  }
  return { index, rarity };
}

function rowOf(features: Features, index: ReadonlyMap<number, number>, rarity: readonly number[]): Row {
  const places: number[] = [];
  const values: number[] = [];
  let square = 0;
  for (const [feature, amount] of features) {
    const place = index.get(feature);
    if (place === undefined) continue;
    const value = Math.sqrt(amount) * (rarity[place] ?? 0);
    places.push(place);
    values.push(value);
    square += value * value;
  }
  const length = Math.sqrt(square) || 1;
  return { places: Int32Array.from(places), values: Float32Array.from(values, (value) => value / length) };
}

/* The two loops below are where the time goes; places come from the vocabulary, so they are within the arrays. */

function probabilities({ weights, bias, classes }: Linear, { places, values }: Row): Float32Array {
  const sums = Float32Array.from(bias);
  for (let at = 0; at < places.length; at += 1) {
    const from = (places[at] as number) * classes;
    const value = values[at] as number;
    for (let one = 0; one < classes; one += 1) (sums[one] as number) += (weights[from + one] as number) * value;
  }
  const most = Math.max(...sums);
  let total = 0;
  for (let one = 0; one < classes; one += 1) total += sums[one] = Math.exp((sums[one] as number) - most);
  return sums.map((sum) => sum / total);
}

function learn({ speeds, ...model }: Linear & { speeds: Float32Array }, row: Row, wanted: readonly number[]): void {
  const { weights, bias, classes } = model;
  const error = probabilities(model, row);
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
