/** How much may be held together: what each weighs, and the most of it. */
export interface Room<Held> {
  weightOf: (held: Held) => number;
  most: number;
}

/**
 * What is held in memory only, each for a time from when it was put there: it is gone when its time is over, whether
 * anybody looks or not. In: for how long (ms); where there is a most that is held together, the oldest are gone as if
 * their time were over, never what was written just now.
 */
export class ForAWhile<Held> {
  private readonly all = new Map<string, { held: Held; until: number; end: NodeJS.Timeout }>();
  private readonly lasts: number;
  private readonly room: Room<Held> | null;

  constructor(lasts: number, room: Room<Held> | null = null) {
    [this.lasts, this.room] = [lasts, room];
  }

  /** Puts it there, for the whole time; whatever had this name is gone. Whoever came last stands last. */
  put(name: string, held: Held, now: Date): void {
    this.drop(name);
    // It keeps no program running that would end.
    const end = setTimeout(() => this.drop(name), this.lasts).unref();
    this.all.set(name, { held, until: now.getTime() + this.lasts, end });
    this.makeRoom(name, now);
  }

  /** Puts it in the place of what is there, for as long as that had; nothing where that is gone. */
  replace(name: string, held: Held, now: Date): void {
    this.forget(now);
    const there = this.all.get(name);
    if (!there) return;
    this.all.set(name, { ...there, held });
    this.makeRoom(name, now);
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

  private makeRoom(written: string, now: Date): void {
    if (this.room === null) return;
    const { weightOf, most } = this.room;
    const all = this.entries(now).map(({ name, held }) => ({ name, weight: weightOf(held) }));
    let weight = all.reduce((sum, one) => sum + one.weight, 0);
    for (const oldest of all.filter(({ name }) => name !== written)) {
      if (weight <= most) return;
      this.drop(oldest.name);
      weight -= oldest.weight;
    }
  }

  private forget(now: Date): void {
    for (const [name, { until }] of this.all) if (until <= now.getTime()) this.drop(name);
  }
}
