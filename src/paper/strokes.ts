/** A place of ink. */
export interface Place {
  x: number;
  y: number;
}

/** A straight stroke: its direction (degrees from level, 0 to 179), and where across it it begins. */
interface Stroke {
  direction: number;
  from: number;
}

/** How broad a stroke is taken to be at most, with what a hand bends it, and in what steps its direction is tried. */
const [breadth, step] = [10, 5];
/** How often each stroke is looked for again without the other: where they meet each takes of the other's ink. */
const again = 2;

/**
 * What two straight strokes are in ink, which is all that a cross is, and a tick. In: its places, in dots of 0.1 mm.
 * Out, in shares of it (0 to 1): what the lesser stroke has that the other has not, and what neither has.
 */
export function strokesOf(ink: readonly Place[]): { lesser: number; rest: number } {
  let one = strokeIn(ink);
  let other = strokeIn(ink.filter(isBeside(one)));
  for (let time = 0; time < again; time += 1) {
    one = strokeIn(ink.filter(isBeside(other)));
    other = strokeIn(ink.filter(isBeside(one)));
  }
  const [besideOne, besideOther] = [ink.filter(isBeside(one)), ink.filter(isBeside(other))];
  const share = (some: readonly Place[]) => some.length / (ink.length || 1);
  return {
    lesser: Math.min(share(besideOne), share(besideOther)),
    rest: share(besideOne.filter(isBeside(other))),
  };
}

/** How much ink counts in a stroke: most in its middle, so that of many that cover as much it is the one along it. */
const weights = Array.from({ length: breadth }, (_, at) => 1 - ((2 * at + 1) / breadth - 1) ** 2);

/** The stroke that has most of the ink. */
function strokeIn(ink: readonly Place[]): Stroke {
  let best = { direction: 0, from: 0, weight: -1 };
  for (let direction = 0; direction < 180; direction += step) {
    const across = Map.groupBy(ink, (place) => acrossOf(place, direction));
    const [first, last] = [Math.min(...across.keys()), Math.max(...across.keys())];
    for (let from = first - breadth + 1; from <= last; from += 1) {
      const weight = weights.reduce((sum, one, at) => sum + one * (across.get(from + at)?.length ?? 0), 0);
      if (weight > best.weight) best = { direction, from, weight };
    }
  }
  return best;
}

/** How far across a direction a place is, in whole dots. */
function acrossOf({ x, y }: Place, direction: number): number {
  const angle = (direction * Math.PI) / 180;
  return Math.round(y * Math.cos(angle) - x * Math.sin(angle));
}

const isBeside =
  ({ direction, from }: Stroke) =>
  (place: Place): boolean => {
    const across = acrossOf(place, direction);
    return across < from || across >= from + breadth;
  };
