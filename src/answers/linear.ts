import type { Features } from "./buckets.ts";

/** A linear classifier over the buckets. */
export interface Linear {
  classes: number;
  /** How much a bucket says; 0: nothing. */
  rarity: Float32Array;
  /** Bucket by bucket, one weight a class; times `scale`, where they are kept as whole numbers. */
  weights: Float32Array | Int8Array;
  scale?: number;
  bias: Float32Array;
}

/** A message as buckets and their weights, of length one: a long story must not outshout two words. */
export interface Row {
  places: Int32Array;
  values: Float32Array;
}

export function rowOf(features: Features, rarity: Float32Array): Row {
  const places: number[] = [];
  const values: number[] = [];
  let square = 0;
  for (const [place, amount] of features) {
    const says = rarity[place] ?? 0;
    if (says === 0) continue;
    const value = Math.sqrt(amount) * says;
    places.push(place);
    values.push(value);
    square += value * value;
  }
  const length = Math.sqrt(square) || 1;
  return { places: Int32Array.from(places), values: Float32Array.from(values, (value) => value / length) };
}

/** The probability of each class. */
export function classify({ weights, scale = 1, bias, classes }: Linear, { places, values }: Row): Float32Array {
  const sums = Float32Array.from(bias);
  for (let at = 0; at < places.length; at += 1) {
    const from = (places[at] as number) * classes;
    const value = (values[at] as number) * scale;
    for (let one = 0; one < classes; one += 1) (sums[one] as number) += (weights[from + one] as number) * value;
  }
  let most = -Infinity;
  for (const sum of sums) most = Math.max(most, sum);
  let total = 0;
  for (let one = 0; one < classes; one += 1) total += sums[one] = Math.exp((sums[one] as number) - most);
  for (let one = 0; one < classes; one += 1) (sums[one] as number) /= total;
  return sums;
}
