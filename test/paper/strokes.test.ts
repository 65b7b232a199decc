import { expect, test } from "vitest";
import { type Place, strokesOf } from "../../src/paper/strokes.ts";

type Point = readonly [x: number, y: number];

/** The places that a pen of half a mm inks along these points, in dots of 0.1 mm. In: all of it turned by degrees. */
function inked(points: readonly Point[], turned: number): Place[] {
  const angle = (turned * Math.PI) / 180;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const lines = points
    .slice(1)
    .map((to, at) => [points[at]!, to].map(([x, y]) => [x * cos - y * sin, x * sin + y * cos]));
  const isInked = (x: number, y: number) =>
    lines.some(([[fromX = 0, fromY = 0] = [], [toX = 0, toY = 0] = []]) => {
      const [alongX, alongY] = [toX - fromX, toY - fromY];
      const along = ((x - fromX) * alongX + (y - fromY) * alongY) / (alongX ** 2 + alongY ** 2);
      const nearest = Math.max(0, Math.min(1, along));
      return Math.hypot(x - fromX - nearest * alongX, y - fromY - nearest * alongY) <= 2.5;
    });
  const all = Array.from({ length: 90 * 90 }, (_, at) => ({ x: (at % 90) - 45, y: Math.floor(at / 90) - 45 }));
  return all.filter(({ x, y }) => isInked(x, y));
}

const turns = Array.from({ length: 61 }, (_, at) => (at - 30) / 5);
const lessers = (points: readonly Point[]) => turns.map((turned) => strokesOf(inked(points, turned)).lesser);

test("the short leg of a tick has its share of the ink however the sheet lies", () => {
  const seen = lessers([
    [-9, 3],
    [-2, 12],
    [13, -14],
  ]);
  expect(Math.min(...seen)).toBeGreaterThan(0.15);
  expect(Math.max(...seen) - Math.min(...seen)).toBeLessThan(0.06);
});

test("a stroke that a hand has bent a little is one stroke however the sheet lies", () => {
  const bent: Point[] = [
    [-17, 16],
    [1.5, 1.5],
    [17, -17],
  ];
  expect(Math.max(...lessers(bent))).toBe(0);
});
