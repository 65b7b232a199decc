import { positionMarks, quietModules, qrSquare, type Square } from "../school/form-field.ts";
import { type Gray, laidFlat, type Rectangle } from "./gray.ts";
import { flatProjectionOf, onto, type Pair, type Point, type Projection, projectionOf } from "./plane.ts";
import { meanBetween, meansOf, percentile } from "./sums.ts";

/** The corners of a QR code in a picture, from its upper left one with the clock, and how many modules it is wide. */
export interface FoundCode {
  corners: readonly [Point, Point, Point, Point];
  modules: number;
}

/** Where the field of a child is in a picture. */
export interface FoundField {
  projection: Projection;
  /** How light what is printed black is there. */
  black: number;
}

/** How many dots a mm has where a mark is looked for. */
const dots = 5;
/** How far from its place a mark may be (mm): beside the code, at the far end, and once all is known. */
const reach = { near: 2, far: 11, again: 1.5 };

/**
 * Finds the field by its code and its marks: first what is beside the code, then the marks at the other end.
 * Out: null where one of the marks is not to be seen.
 */
export function foundField(gray: Gray, code: FoundCode): FoundField | null {
  const corners = cornersOf(code);
  const first = flatProjectionOf(corners);
  if (first === null) return null;
  const finders = findersOf(gray, first, code);
  const beside = nearMarks.map((mark) => seenMark(gray, first, mark, reach.near));
  const second = flatProjectionOf([...finders, ...pairsOf(beside)]);
  if (second === null || beside.includes(null)) return null;
  const third = projectionOf([...finders, ...pairsOf([...beside, ...farMarksIn(gray, second)])]);
  if (third === null) return null;
  const all = positionMarks.map((mark) => seenMark(gray, third, mark, reach.again));
  const projection = projectionOf([...finders, ...pairsOf(all)]);
  const blacks = all.flatMap((one) => one?.black ?? []);
  return projection && blacks.length === positionMarks.length ? { projection, black: Math.max(...blacks) } : null;
}

const [farMarks, nearMarks] = [positionMarks.filter(({ x }) => x === 0), positionMarks.filter(({ x }) => x > 0)];
const pairsOf = (marks: readonly (SeenMark | null)[]) => marks.flatMap((one) => (one === null ? [] : [one.pair]));

/** The middles of the three large squares of the code, which are known more exactly than its corners. */
function findersOf(gray: Gray, projection: Projection, { modules }: FoundCode): Pair[] {
  const { x, y, size } = qrSquare;
  const module = size / (modules + 2 * quietModules);
  const [low, high] = [quietModules + 3.5, quietModules + modules - 3.5];
  return [
    [low, low],
    [high, low],
    [low, high],
  ].flatMap(([right = 0, down = 0]): Pair[] => {
    const middle = { x: x + right * module, y: y + down * module };
    const side = 7 * module;
    const [left, top] = [middle.x - side / 2, middle.y - side / 2];
    const fine = 2 * dots;
    const flat = laidFlat(gray, projection, { x: left, y: top, width: side, height: side }, fine);
    const lights = [...flat.data];
    const limit = (percentile(lights, 10) + percentile(lights, 90)) / 2;
    const found = middleOfDark(flat, [flat.width / 2, flat.height / 2], 2.2 * module * fine, limit);
    return [[middle, onto(projection, { x: left + found.x / fine, y: top + found.y / fine })]];
  });
}

function cornersOf({ corners, modules }: FoundCode): Pair[] {
  const { x, y, size } = qrSquare;
  const quiet = (size * quietModules) / (modules + 2 * quietModules);
  const [low, high] = [quiet, size - quiet];
  const onPaper = [
    { x: x + low, y: y + low },
    { x: x + high, y: y + low },
    { x: x + high, y: y + high },
    { x: x + low, y: y + high },
  ];
  return onPaper.flatMap((paper, at) => (corners[at] ? [[paper, corners[at]] as const] : []));
}

interface SeenMark {
  pair: Pair;
  black: number;
}

/** A black square with nothing around it. In: how far from its place it may be (mm). */
function seenMark(gray: Gray, projection: Projection, { x, y, size }: Square, within: number): SeenMark | null {
  const middle = { x: x + size / 2, y: y + size / 2 };
  const side = 2 * (within + size);
  const around = { x: middle.x - side / 2, y: middle.y - side / 2, width: side, height: side };
  const [best] = squaresIn(gray, projection, around, size);
  return best ? { pair: [middle, onto(projection, best)], black: best.dark } : null;
}

/**
 * The marks at the far end. Where they are is not known well, and the next field has some too: only these two are so
 * far from each other, one above the other.
 */
function farMarksIn(gray: Gray, projection: Projection): SeenMark[] {
  const [upper, lower] = farMarks;
  if (!upper || !lower) return [];
  const half = upper.size / 2;
  const around = {
    x: upper.x + half - reach.far,
    y: upper.y + half - reach.far,
    width: 2 * reach.far,
    height: 2 * reach.far + lower.y - upper.y,
  };
  const squares = squaresIn(gray, projection, around, upper.size);
  const couples = squares.flatMap((one) => squares.map((other) => ({ one, other, score: one.score + other.score })));
  const best = couples
    .filter(({ one, other }) => Math.abs(other.y - one.y - (lower.y - upper.y)) < 3.5 && Math.abs(other.x - one.x) < 5)
    .toSorted((a, b) => b.score - a.score)[0];
  if (!best) return [];
  const seen = (mark: Square, at: FoundSquare): SeenMark => ({
    pair: [{ x: mark.x + half, y: mark.y + half }, onto(projection, at)],
    black: at.dark,
  });
  return [seen(upper, best.one), seen(lower, best.other)];
}

interface FoundSquare extends Point {
  score: number;
  dark: number;
}

/** The most squares of which it is looked whether they are marks. */
const mostSquares = 8;

/** Where on the paper (mm) black squares with nothing around them are, the clearest first. */
function squaresIn(gray: Gray, projection: Projection, where: Rectangle, size: number): FoundSquare[] {
  const flat = laidFlat(gray, projection, where, dots);
  const mean = meansOf(flat);
  // A little less than the mark, and a ring a little outside of it, so that neither is on its edge.
  const even = (mm: number) => 2 * Math.round((mm * dots) / 2);
  const [inner, from, to] = [even(0.8 * size), even(1.3 * size), even(1.75 * size)];
  const seen: { at: [number, number]; score: number; light: number; dark: number }[] = [];
  for (let row = to / 2; row <= flat.height - to / 2; row += 1)
    for (let column = to / 2; column <= flat.width - to / 2; column += 1) {
      const dark = meanBetween(mean, [column, row], inner, 0);
      const light = meanBetween(mean, [column, row], to, from);
      if (dark < 0.6 * light) seen.push({ at: [column, row], score: light - dark, light, dark });
    }
  const found: typeof seen = [];
  for (const one of seen.toSorted((a, b) => b.score - a.score)) {
    const isApart = ({ at: [x, y] }: typeof one) => Math.hypot(x - one.at[0], y - one.at[1]) > size * dots;
    if (found.length < mostSquares && found.every(isApart)) found.push(one);
  }
  return found.map(({ at, score, light, dark }) => {
    const middle = middleOfDark(flat, at, (1.3 * size * dots) / 2, (light + dark) / 2);
    return { x: where.x + middle.x / dots, y: where.y + middle.y / dots, score, dark };
  });
}

/** The middle of what is dark around a place. */
function middleOfDark(flat: Gray, [x, y]: [number, number], within: number, limit: number): Point {
  let [sum, sumX, sumY] = [0, 0, 0];
  for (let row = Math.max(0, Math.floor(y - within)); row < Math.min(flat.height, y + within); row += 1)
    for (let column = Math.max(0, Math.floor(x - within)); column < Math.min(flat.width, x + within); column += 1) {
      const dark = Math.max(0, limit - (flat.data[row * flat.width + column] ?? 255));
      [sum, sumX, sumY] = [sum + dark, sumX + dark * (column + 0.5), sumY + dark * (row + 0.5)];
    }
  return sum === 0 ? { x, y } : { x: sumX / sum, y: sumY / sum };
}
