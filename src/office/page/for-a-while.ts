/**
 * What is held in memory only, each for a time from when it was put there: it is gone when its time is over, whether
 * anybody looks or not. In: for how long (ms).
 */
export class ForAWhile<Held> {
  private readonly all = new Map<string, { held: Held; until: number; end: NodeJS.Timeout }>();
  private readonly lasts: number;

  constructor(lasts: number) {
    this.lasts = lasts;
  }

  /** Puts it there, for the whole time; whatever had this name is gone. Whoever came last stands last. */
  put(name: string, held: Held, now: Date): void {
    this.drop(name);
    // It keeps no program running that would end.
    const end = setTimeout(() => this.drop(name), this.lasts).unref();
    this.all.set(name, { held, until: now.getTime() + this.lasts, end });
  }

  /** Puts it in the place of what is there, for as long as that had; nothing where that is gone. */
  replace(name: string, held: Held, now: Date): void {
    this.forget(now);
    const there = this.all.get(name);
    if (there) this.all.set(name, { ...there, held });
  }

  get(name: string, now: Date): Held | null {
    this.forget(now);
    return this.all.get(name)?.held ?? null;
  }

  /** All that is there, the oldest first, each with when it was put there. */
  entries(now: Date): { name: string; held: Held; at: Date }[] {
    this.forget(now);
    return [...this.all].map(([name, { held, until }]) => ({ name, held, at: new Date(until - this.lasts) }));
  }

  drop(name: string): void {
    clearTimeout(this.all.get(name)?.end);
    this.all.delete(name);
  }

  private forget(now: Date): void {
    for (const [name, { until }] of this.all) if (until <= now.getTime()) this.drop(name);
  }
}
