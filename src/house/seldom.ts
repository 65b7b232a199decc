const pause = 60 * 1000;

/** How often something has happened since a line last said so; kept in memory. In: kinds of a fixed few. */
export class Seldom {
  private readonly kinds = new Map<string, { saidAt: number; since: number }>();

  /** It has happened once more. In: the time (ms). Out: how often since the last line; null: too early for another. */
  again(kind: string, now: number): number | null {
    const kept = this.kinds.get(kind);
    const times = (kept?.since ?? 0) + 1;
    // A clock that was set back holds no line back.
    const early = kept !== undefined && Math.abs(now - kept.saidAt) < pause;
    this.kinds.set(kind, early ? { saidAt: kept.saidAt, since: times } : { saidAt: now, since: 0 });
    return early ? null : times;
  }
}
