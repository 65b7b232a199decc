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

/** The stroke that has most of the ink. */
function strokeIn(ink: readonly Place[]): Stroke {
  let best = { direction: 0, from: 0, count: -1 };
  for (let direction = 0; direction < 180; direction += step) {
    const across = Map.groupBy(ink, (place) => acrossOf(place, direction));
    const [first, last] = [Math.min(...across.keys()), Math.max(...across.keys())];
    let count = 0;
    for (let at = first; at <= last; at += 1) {
      count += (across.get(at)?.length ?? 0) - (across.get(at - breadth)?.length ?? 0);
      if (count > best.count) best = { direction, from: at - breadth + 1, count };
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
