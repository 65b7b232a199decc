import type { Looked } from "./lights.ts";
import type { Lines } from "./lines.ts";
import type { Metrics } from "./metrics.ts";
import { type OpenSchool, openSchool, type Shared } from "./open-school.ts";
import type { Door } from "./school-doors.ts";
import { ownAddress } from "./in-common.ts";
import { alone, begun, isThere } from "./may-open-school.ts";
import { RoundsOfLooking } from "./rounds-of-looking.ts";
import { type Found, isKey } from "./schools.ts";
import { StandingBy, whyWaiting } from "./standing-by.ts";

/** A school that is open: what stands at its address, once that is known, and its bot, once that is on the line. */
interface Standing {
  school: OpenSchool;
  door: Door | null;
  lines: Lines | null;
}

type Counting = Pick<Metrics, "counting" | "finished">;

/** How often is looked which schools are here (ms). */
const lookEvery = 60_000;
/** How often is looked whether a school has become free, or was taken over (ms). */
const leaseEvery = 1000;
const notOpen = "the school cannot be opened; it is tried again every minute, and all others go on";
const notThere = "the school is closed: its settings are not there any more";

/**
 * All schools of this process. One that cannot be opened holds up no other: that is said, and it is tried again; where
 * it is the only one, that is an error.
 */
export class Town {
  /** Whether they are called by keys. */
  readonly isMany: boolean;
  private readonly found: () => readonly Found[];
  private readonly shared: Shared;
  private readonly every: number;
  private readonly standing = new Map<string | null, Standing>();
  /** Why those are not open that are not: each is said once; and whether a school is missed there. */
  private readonly shut = new Map<string, { why: string; isMissed: boolean }>();
  private readonly waiting: StandingBy;
  private address: string | null = null;
  private readonly rounds: RoundsOfLooking;

  private constructor(found: () => readonly Found[], isMany: boolean, shared: Shared, every: number) {
    [this.found, this.isMany, this.shared, this.every] = [found, isMany, shared, every];
    [this.waiting, this.rounds] = [new StandingBy(shared.log), new RoundsOfLooking(shared.log)];
  }

  /**
   * Opens all that are here. In: which schools there are, whenever it is asked.
   * Errors: whatever is wrong with the only one.
   */
  static async open(found: () => readonly Found[], shared: Shared, every = lookEvery): Promise<Town> {
    const all = found();
    const isMany = all.every(({ key }) => key !== null);
    const town = new Town(found, isMany, shared, every);
    try {
      for (const one of all) await town.tryOpen(one, all);
    } catch (error) {
      await town.close();
      throw error;
    }
    return town;
  }

  /** The schools that are open. */
  open(): readonly OpenSchool[] {
    return [...this.standing.values()].map(({ school }) => school);
  }

  /** The keys of those that are not, as it was seen last. */
  closed(): string[] {
    return [...this.shut].flatMap(([key, { isMissed }]) => (isMissed ? key : [])).toSorted();
  }

  /** The doors of those that are open, whenever they are asked for. In: where the port is. */
  standAt(address: string): () => readonly Door[] {
    this.address = address;
    for (const one of this.standing.values()) one.door = this.doorOf(one.school);
    return () => [...[...this.standing.values()].flatMap(({ door }) => door ?? []), ...this.waiting.doors()];
  }

  /**
   * Puts the bot of each on the line; from then on opens every minute what has come or could not be opened, and closes
   * what has gone.
   */
  async goOnLine(counting: Counting): Promise<void> {
    await Promise.all([...this.standing.values()].map((one) => this.putOnLine(one, counting)));
    if (this.isMany)
      this.rounds.every(this.every, "which schools are here is not known", () => this.lookAround(counting));
    this.rounds.every(leaseEvery, "who works on which school is not known", () => this.lookAtLeases(counting));
  }

  /** How many schools another process works on, or cannot be opened yet. */
  standingBy(): number {
    return this.waiting.size;
  }

  /** Settles when each has heard its messenger. */
  async ready(): Promise<void> {
    await Promise.all(this.bots().map((one) => one.ready));
  }

  /** What the bots are called in their messengers. */
  names(): string[] {
    return this.bots().flatMap((one) => one.kinds.map((kind) => `@${one.username(kind)}`));
  }

  /** What is wrong with any of them. */
  async look(): Promise<Pick<Looked, "wrong">> {
    const seen = await Promise.all(this.open().map((school) => school.look()));
    const wrong = seen.flatMap((one) => one.wrong);
    return { wrong: this.closed().length > 0 ? [...wrong, "the database does not answer"] : wrong };
  }

  /** Closes all; what is being opened meanwhile is closed too. */
  async close(): Promise<void> {
    await this.rounds.end();
    await Promise.all(this.open().map((school) => school.close()));
  }

  private bots(): Lines[] {
    return [...this.standing.values()].flatMap(({ lines }) => lines ?? []);
  }

  private doorOf({ key, config, pages }: OpenSchool): Door | null {
    return this.address === null ? null : { key, own: ownAddress(config), pages: pages(this.address) };
  }

  /** Opens one of those that are here, where it has nothing in common with another that stands, or could. */
  private async tryOpen(found: Found, here: readonly Found[]): Promise<Standing | null> {
    const others = here.filter((one) => one !== found && !this.standing.has(one.key)).flatMap(begun);
    try {
      const school = await openSchool(alone(found, [...this.open(), ...others]), this.shared);
      const standing: Standing = { school, door: this.doorOf(school), lines: null };
      this.standing.set(school.key, standing);
      return standing;
    } catch (error) {
      const outcome = whyWaiting(error);
      if (outcome !== null && "config" in found) this.waiting.add(found, outcome);
      else this.sayNotOpen(found.key, error, "config" in found || found.isThere || isKey(found.key));
      return null;
    }
  }

  private async putOnLine(one: Standing, counting: Counting): Promise<void> {
    const { school } = one;
    try {
      one.lines = await school.goOnLine(counting);
      // Where that fails, it is tried again.
      this.waiting.delete(school.key);
      if (school.key !== null) this.shut.delete(school.key);
    } catch (error) {
      this.standing.delete(school.key);
      await school.close();
      this.sayNotOpen(school.key, error);
    }
  }

  /** Lets go of what another process has taken over, and takes over what it has let go of. */
  private async lookAtLeases(counting: Counting): Promise<void> {
    for (const school of this.open().filter((one) => one.isTaken())) {
      this.standing.delete(school.key);
      this.waiting.add(school, "taken over");
      await school.close();
    }
    const free = this.waiting.free();
    if (free.size > 0) await this.openEach(this.found(), ({ key }) => free.has(key), counting);
  }

  private async openEach(here: readonly Found[], isWanted: (found: Found) => boolean, counting: Counting) {
    for (const found of here) {
      if (this.rounds.isOver || !isWanted(found)) continue;
      const one = await this.tryOpen(found, here);
      if (one) await this.putOnLine(one, counting);
    }
  }

  private sayNotOpen(key: string | null, error: unknown, isMissed = true): void {
    this.waiting.shut(key);
    if (key === null) throw error;
    const why = error instanceof Error ? error.message : "unknown";
    if (this.shut.get(key)?.why !== why) this.shared.log.error({ school: key, why }, notOpen);
    this.shut.set(key, { why, isMissed });
  }

  private async lookAround(counting: Counting): Promise<void> {
    const here = this.found();
    // Settings are read when a school opens: one that runs goes on, whatever is being written into them.
    for (const school of this.open().filter(({ key }) => !isThere(here, key))) {
      this.standing.delete(school.key);
      await school.close();
      this.shared.log.info({ school: school.key }, notThere);
    }
    for (const key of this.shut.keys()) if (!here.some((found) => found.key === key)) this.shut.delete(key);
    for (const key of this.waiting.keys()) if (!isThere(here, key)) this.waiting.delete(key);
    await this.openEach(here, ({ key }) => !this.standing.has(key) && !this.waiting.has(key), counting);
  }
}
