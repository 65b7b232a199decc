import { difference, type Moment, standingAt } from "./changes.ts";

/** A child whose consents a plan concerns, as it is and as it would be. */
export interface WouldChange {
  childId: string;
  before: Moment;
  after: Moment;
}

/**
 * What a plan would change of what stands: somebody may not declare any more, both must agree or not any more, the
 * child leaves, comes back or changes class. Children of whom nobody has said anything are left out.
 * In: the children as they are, and as they would be. Out: those first for whom other things would be allowed.
 */
export function wouldChange(before: ReadonlyMap<string, Moment>, after: ReadonlyMap<string, Moment>): WouldChange[] {
  const changed = [...before].flatMap(([childId, was]) => {
    const becomes = after.get(childId);
    if (!becomes || !(isSaid(was) || isSaid(becomes))) return [];
    return isOther(was, becomes) || was.classId !== becomes.classId ? [{ childId, before: was, after: becomes }] : [];
  });
  return [...changed.filter(weighs), ...changed.filter((one) => !weighs(one))];
}

const isSaid = ({ standing }: Moment) => standing.audio.by !== null || standing.video.by !== null;

const isOther = (before: Moment, after: Moment) => difference(standingAt(before), standingAt(after)).stands;

const weighs = ({ before, after }: WouldChange) => isOther(before, after);
