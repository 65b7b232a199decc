import type { Gray } from "./gray.ts";

/** The mean of any rectangle of a picture, at once: in dots, from the corner up to and without the far one. */
export type MeanOf = (left: number, top: number, right: number, bottom: number) => number;

/** Adds a picture up once, so that any rectangle of it is four look-ups. */
export function meansOf({ width, height, data }: Gray): MeanOf {
  const across = width + 1;
  const sums = new Float64Array(across * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      row += data[y * width + x] ?? 0;
      sums[(y + 1) * across + x + 1] = (sums[y * across + x + 1] ?? 0) + row;
    }
  }
  const sum = (x: number, y: number) => sums[y * across + x] ?? 0;
  return (left, top, right, bottom) =>
    (sum(right, bottom) - sum(left, bottom) - sum(right, top) + sum(left, top)) / ((right - left) * (bottom - top));
}

/** The mean of what lies between an outer rectangle and an inner one with the same middle, both in dots. */
export function meanBetween(
  mean: MeanOf,
  [x, y]: readonly [x: number, y: number],
  outer: number,
  inner: number,
): number {
  const square = (side: number) => {
    if (side === 0) return 0;
    const [left, top] = [x - Math.floor(side / 2), y - Math.floor(side / 2)];
    return mean(left, top, left + side, top + side) * side * side;
  };
  return (square(outer) - square(inner)) / (outer * outer - inner * inner);
}

/** How light so many in a hundred of these dots are at most. */
export function percentile(dots: readonly number[], hundredth: number): number {
  const sorted = Float64Array.from(dots).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * hundredth) / 100))] ?? 255;
}
