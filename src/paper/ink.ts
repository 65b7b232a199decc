import { boxLine, type Square } from "../school/form-field.ts";
import { type Gray, laidFlat } from "./gray.ts";
import type { FoundField } from "./marks.ts";
import { strokesOf } from "./strokes.ts";
import { meanBetween, type MeanOf, meansOf, percentile } from "./sums.ts";

/** What is to be seen in a box, in shares (0 to 1) of its inside, and in mm. */
export interface Ink {
  /** How much is inked, and how much only looks a little darker than paper. */
  dark: number;
  faint: number;
  /** How far the ink reaches from side to side. */
  spread: number;
  /** What the lesser of two strokes has of the ink that the other has not, and what neither has. */
  lesser: number;
  rest: number;
  /** How much is inked around the box, and how many dots of it not at the corners, where a large cross goes out. */
  around: number;
  leaving: number;
}

/** How many dots a mm has where a box is looked at. */
const dots = 10;
/** How far around a box is looked at (mm); how far it, and each of its sides, may be from where it should be. */
const [margin, astray, bent] = [4, 2.2, 0.7];
/** How much darker than paper, of what black is darker, is ink; and what is not quite paper any more. */
const [inked, shaded] = [0.32, 0.18];
/** How much darker than what is beside it the line of a box is at least: a thin line is blurred. */
const lineSeen = 0.16;
/** How far inside its edge a box is not looked at (mm): its line, and what a little blurs of it. */
const edge = 0.8;
/** The ring around the box that is looked at (mm): beyond its line, and before the word that stands behind it. */
const ring = { from: 0.5, to: 1.2 };
/** Where, from the middle of a side (0) to its end (1), a corner begins. */
const corner = 0.75;

/** The ink in a box, or null where the box is not to be seen. */
export function inkIn(gray: Gray, { projection, black }: FoundField, { x, y, size }: Square): Ink | null {
  const side = size + 2 * margin;
  const flat = laidFlat(gray, projection, { x: x - margin, y: y - margin, width: side, height: side }, dots);
  const contrast = percentile([...flat.data], 85) - black;
  const sides = contrast < 20 ? null : sidesOf(flat, size, lineSeen * contrast);
  if (sides === null) return null;
  // Paper is not everywhere as light: a fold throws a shadow, and so does a hand. Beside the box is nearest to it.
  const around = dotsOf(flat, moved(sides, ring.to), moved(sides, ring.from));
  const inside = dotsOf(flat, moved(sides, -edge));
  const light = percentile(lightsOf([...around, ...inside]), 75);
  const isDarker = (share: number) => (one: Dot) => one.light < light - share * (light - black);
  const dark = inside.filter(isDarker(inked));
  const outside = around.filter(isDarker(inked));
  return {
    dark: dark.length / inside.length,
    faint: inside.filter(isDarker(shaded)).length / inside.length,
    spread: spreadOf(dark),
    ...strokesOf(dark),
    around: outside.length / around.length,
    leaving: outside.filter(isAtSide(sides)).length,
  };
}

const lightsOf = (all: readonly Dot[]) => all.map(({ light }) => light);

/** Where the outer edges of a box are, in dots. */
interface Sides {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A rectangle that is larger by so much on every side (mm), or smaller. */
const moved = ({ left, top, right, bottom }: Sides, mm: number): Sides => {
  const by = Math.round(mm * dots);
  return { left: left - by, top: top - by, right: right + by, bottom: bottom + by };
};

/** The sides of the box; null where no place near looks like one, with a line on every side. */
function sidesOf(flat: Gray, size: number, least: number): Sides | null {
  const mean = meansOf(flat);
  const [middle, reach] = [Math.round(flat.width / 2), Math.round(astray * dots)];
  const even = (mm: number) => 2 * Math.round((mm * dots) / 2);
  // The line is looked for a little broader than it is, so that one that is bent is found too.
  const [outside, outer, inner, inside] = [even(size + 1.2), even(size + 0.2), even(size - 1), even(size - 2)];
  let best = { score: -Infinity, x: 0, y: 0 };
  for (let y = middle - reach; y <= middle + reach; y += 1)
    for (let x = middle - reach; x <= middle + reach; x += 1) {
      const line = meanBetween(mean, [x, y], outer, inner);
      const beside = (meanBetween(mean, [x, y], outside, outer) + meanBetween(mean, [x, y], inner, inside)) / 2;
      if (beside - line > best.score) best = { score: beside - line, x, y };
    }
  const half = Math.round((size * dots) / 2);
  const lines = [lineAt(mean, best, -half), lineAt(mean, best, half), lineAt(turned(mean), flip(best), -half)];
  lines.push(lineAt(turned(mean), flip(best), half));
  if (lines.some(({ score }) => score < least)) return null;
  const [left, right, top, bottom] = lines.map(({ at }) => at);
  return { left: left ?? 0, right: right ?? 0, top: top ?? 0, bottom: bottom ?? 0 };
}

const flip = ({ x, y }: { x: number; y: number }) => ({ x: y, y: x });
const turned =
  (mean: MeanOf): MeanOf =>
  (left, top, right, bottom) =>
    mean(top, left, bottom, right);

/** Where near its place an upright line is darkest against what is beside it: its outer edge. In: half the box. */
function lineAt(mean: MeanOf, { x, y }: { x: number; y: number }, half: number): { at: number; score: number } {
  const [thick, long] = [Math.round(boxLine * dots), Math.round(Math.abs(half) * 0.8)];
  const strip = (left: number) => mean(left, y - long, left + thick, y + long);
  const reach = Math.round(bent * dots);
  const from = half < 0 ? x + half : x + half - thick;
  const scored = Array.from({ length: 2 * reach + 1 }, (_, step) => {
    const left = from + step - reach;
    const beside = (strip(left - 2 * thick) + strip(left + 2 * thick)) / 2;
    return { at: half < 0 ? left : left + thick, score: beside - strip(left) };
  });
  return scored.reduce((best, one) => (one.score > best.score ? one : best));
}

interface Dot {
  x: number;
  y: number;
  light: number;
}

/** The dots of a rectangle, without those of one inside of it. */
function dotsOf({ width, data }: Gray, { left, top, right, bottom }: Sides, without?: Sides): Dot[] {
  const found: Dot[] = [];
  for (let y = top; y < bottom; y += 1)
    for (let x = left; x < right; x += 1) {
      const isWithout = without && x >= without.left && x < without.right && y >= without.top && y < without.bottom;
      if (!isWithout) found.push({ x, y, light: data[y * width + x] ?? 255 });
    }
  return found;
}

/** Whether a place outside is beside the middle of a side. */
const isAtSide = ({ left, top, right, bottom }: Sides) => {
  const fromMiddle = (at: number, from: number, to: number) => Math.abs((2 * at - from - to) / (to - from));
  return ({ x, y }: Dot) => Math.min(fromMiddle(x + 0.5, left, right), fromMiddle(y + 0.5, top, bottom)) < corner;
};

/** How far ink reaches in the direction in which it reaches farthest (mm, as a deviation). */
function spreadOf(ink: readonly Dot[]): number {
  if (ink.length === 0) return 0;
  const mean = (of: (dot: Dot) => number) => ink.reduce((sum, one) => sum + of(one), 0) / ink.length;
  const [middleX, middleY] = [mean(({ x }) => x), mean(({ y }) => y)];
  const [xx, yy] = [mean(({ x }) => (x - middleX) ** 2), mean(({ y }) => (y - middleY) ** 2)];
  const xy = mean(({ x, y }) => (x - middleX) * (y - middleY));
  const [half, apart] = [(xx + yy) / 2, Math.hypot((xx - yy) / 2, xy)];
  return Math.sqrt(half + apart) / dots;
}
