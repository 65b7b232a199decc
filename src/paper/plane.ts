/** A point: on the paper in mm, in a picture in dots. */
export interface Point {
  x: number;
  y: number;
}

/** Where each point of the paper is in a picture: nine numbers, row by row. */
export type Projection = readonly number[];

/** A point of the paper, and where it is in the picture. */
export type Pair = readonly [paper: Point, picture: Point];

/** Where a point of the paper is in the picture. */
export function onto(projection: Projection, { x, y }: Point): Point {
  const [a = 1, b = 0, c = 0, d = 0, e = 1, f = 0, g = 0, h = 0, i = 1] = projection;
  const depth = g * x + h * y + i;
  return { x: (a * x + b * y + c) / depth, y: (d * x + e * y + f) / depth };
}

/**
 * The projection that fits four points or more best, or null where they lie so that there is none.
 * Each side is moved to its middle and to a like size first, so that the sums stay exact.
 */
export function projectionOf(pairs: readonly Pair[]): Projection | null {
  if (pairs.length < 4) return null;
  return fitted(pairs, ({ x, y }, { x: u, y: v }) => [
    [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
    [0, 0, 0, x, y, 1, -v * x, -v * y, v],
  ]);
}

/**
 * The same for a sheet that is looked at from straight above: of points that lie near each other it says more exactly
 * where others are than one that knows of distance.
 */
export function flatProjectionOf(pairs: readonly Pair[]): Projection | null {
  if (pairs.length < 3) return null;
  return fitted(pairs, ({ x, y }, { x: u, y: v }) => [
    [x, y, 1, 0, 0, 0, u],
    [0, 0, 0, x, y, 1, v],
  ]);
}

/** In: the equations of a pair, each with its right side last. */
function fitted(pairs: readonly Pair[], equations: (from: Point, to: Point) => number[][]): Projection | null {
  const [paper, picture] = [frameOf(pairs.map(([one]) => one)), frameOf(pairs.map(([, one]) => one))];
  const rows = pairs.flatMap(([from, to]) => equations(paper.moved(from), picture.moved(to)));
  const unknown = (rows[0]?.length ?? 1) - 1;
  const sums = Array.from({ length: unknown }, (_, at) =>
    Array.from({ length: unknown + 1 }, (_, along) =>
      rows.reduce((sum, row) => sum + (row[at] ?? 0) * (row[along] ?? 0), 0),
    ),
  );
  const solved = solution(sums);
  return solved && between(paper, [...solved, 0, 0].slice(0, 8).concat(1), picture);
}

interface Frame {
  middle: Point;
  size: number;
  moved: (point: Point) => Point;
}

function frameOf(points: readonly Point[]): Frame {
  const mean = (of: (point: Point) => number) => points.reduce((sum, one) => sum + of(one), 0) / points.length;
  const middle = { x: mean(({ x }) => x), y: mean(({ y }) => y) };
  const size = mean(({ x, y }) => Math.hypot(x - middle.x, y - middle.y)) || 1;
  return { middle, size, moved: ({ x, y }) => ({ x: (x - middle.x) / size, y: (y - middle.y) / size }) };
}

/** From the paper as it is to the picture as it is, by way of the moved ones. */
function between(paper: Frame, inner: readonly number[], picture: Frame): Projection {
  const { middle: from, size } = paper;
  const to = picture.middle;
  const before = [1 / size, 0, -from.x / size, 0, 1 / size, -from.y / size, 0, 0, 1];
  const after = [picture.size, 0, to.x, 0, picture.size, to.y, 0, 0, 1];
  return times(after, times(inner, before));
}

function times(one: readonly number[], other: readonly number[]): number[] {
  return [0, 1, 2].flatMap((row) =>
    [0, 1, 2].map((column) =>
      [0, 1, 2].reduce((sum, at) => sum + (one[3 * row + at] ?? 0) * (other[3 * at + column] ?? 0), 0),
    ),
  );
}

/** Solves as many equations as unknowns, each with its right side last; null where they say too little. */
function solution(equations: readonly number[][]): number[] | null {
  const rows = equations.map((row) => [...row]);
  for (const at of rows.keys()) {
    const best = rows
      .map((row, index) => ({ index, size: Math.abs(row[at] ?? 0) }))
      .filter(({ index }) => index >= at)
      .reduce((most, one) => (one.size > most.size ? one : most));
    if (best.size < 1e-9) return null;
    const pivot = rows[best.index] as number[];
    rows[best.index] = rows[at] as number[];
    rows[at] = pivot;
    for (const [index, row] of rows.entries()) {
      if (index === at) continue;
      const factor = (row[at] ?? 0) / (pivot[at] ?? 1);
      for (const [column, value] of pivot.entries()) row[column] = (row[column] ?? 0) - factor * value;
    }
  }
  return rows.map((row, at) => (row.at(-1) ?? 0) / (row[at] ?? 1));
}
