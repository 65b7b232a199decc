import type { Config } from "./config.ts";
import type { Looked } from "./lights.ts";
import type { Lines } from "./lines.ts";
import type { Metrics } from "./metrics.ts";
import { type OpenSchool, openSchool, type Shared } from "./open-school.ts";
import type { Door } from "./school-doors.ts";
import { type SchoolHere, sharedWith } from "./schools.ts";

/** A school as it was found, or why its settings cannot be used. */
export type Found = SchoolHere | { key: string; why: Error };

type Counting = Pick<Metrics, "counting" | "finished">;

/** How often is looked which schools are here (ms). */
const lookEvery = 60_000;
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
  private readonly schools = new Map<string | null, OpenSchool>();
  private readonly pages = new Map<string | null, Door>();
  private readonly lines = new Map<string | null, Lines>();
  /** What was said of those that are not open: each is said once. */
  private readonly said = new Map<string, string>();
  private address: string | null = null;
  private looking: NodeJS.Timeout | undefined;

  private constructor(found: () => readonly Found[], shared: Shared, every: number) {
    [this.found, this.shared, this.every] = [found, shared, every];
    this.isMany = found().every(({ key }) => key !== null);
  }

  /**
   * Opens all that are here. In: which schools there are, whenever it is asked.
   * Errors: whatever is wrong with the only one.
   */
  static async open(found: () => readonly Found[], shared: Shared, every = lookEvery): Promise<Town> {
    const town = new Town(found, shared, every);
    try {
      for (const one of found()) await town.tryOpen(one);
    } catch (error) {
      await town.close();
      throw error;
    }
    return town;
  }

  /** The schools that are open. */
  open(): readonly OpenSchool[] {
    return [...this.schools.values()];
  }

  /** The keys of those that are not. */
  closed(): string[] {
    return this.found().flatMap(({ key }) => (key === null || this.schools.has(key) ? [] : [key]));
  }

  /** The doors of those that are open, whenever they are asked for. In: where the port is. */
  standAt(address: string): () => readonly Door[] {
    this.address = address;
    for (const school of this.schools.values()) this.stand(school);
    return () => [...this.pages.values()];
  }

  /**
   * Puts the bot of each on the line; from then on opens every minute what has come or could not be opened, and closes
   * what has gone.
   */
  async goOnLine(counting: Counting): Promise<void> {
    await Promise.all(this.open().map((school) => this.putOnLine(school, counting)));
    if (this.isMany) this.lookAgain(counting);
  }

  /** Settles when each has heard its messenger. */
  async ready(): Promise<void> {
    await Promise.all([...this.lines.values()].map((one) => one.ready));
  }

  /** What the bots are called in their messengers. */
  names(): string[] {
    return [...this.lines.values()].flatMap((one) => one.kinds.map((kind) => `@${one.username(kind)}`));
  }

  /** What is wrong with any of them. */
  async look(): Promise<Pick<Looked, "wrong">> {
    const seen = await Promise.all(this.open().map((school) => school.look()));
    const wrong = seen.flatMap((one) => one.wrong);
    return { wrong: this.closed().length > 0 ? [...wrong, "the database does not answer"] : wrong };
  }

  async close(): Promise<void> {
    clearTimeout(this.looking);
    await Promise.all(this.open().map((school) => school.close()));
  }

  private async tryOpen(found: Found): Promise<OpenSchool | null> {
    try {
      const school = await openSchool(alone(found, this.open()), this.shared);
      this.schools.set(school.key, school);
      this.stand(school);
      return school;
    } catch (error) {
      this.sayNotOpen(found.key, error);
      return null;
    }
  }

  private stand({ key, config, pages }: OpenSchool): void {
    if (this.address !== null) this.pages.set(key, { key, publicUrl: config.PUBLIC_URL, pages: pages(this.address) });
  }

  private async putOnLine(school: OpenSchool, counting: Counting): Promise<void> {
    try {
      this.lines.set(school.key, await school.goOnLine(counting));
      if (school.key !== null) this.said.delete(school.key);
    } catch (error) {
      this.sayNotOpen(school.key, error);
      await this.shut(school);
    }
  }

  private sayNotOpen(key: string | null, error: unknown): void {
    if (key === null) throw error;
    const why = error instanceof Error ? error.message : "unknown";
    if (this.said.get(key) !== why) this.shared.log.error({ school: key, why }, notOpen);
    this.said.set(key, why);
  }

  private async shut(school: OpenSchool): Promise<void> {
    for (const one of [this.schools, this.pages, this.lines]) one.delete(school.key);
    await school.close();
  }

  private lookAgain(counting: Counting): void {
    const again = () =>
      void this.lookAround(counting)
        .catch((error: unknown) => this.shared.log.error({ why: String(error) }, "which schools are here is not known"))
        .finally(() => this.lookAgain(counting));
    this.looking = setTimeout(again, this.every);
  }

  private async lookAround(counting: Counting): Promise<void> {
    const here = this.found();
    const isHere = (key: string | null) => here.some((found) => found.key === key && "config" in found);
    for (const school of this.open().filter(({ key }) => !isHere(key))) {
      await this.shut(school);
      this.shared.log.info({ school: school.key }, notThere);
    }
    for (const found of here.filter(({ key }) => !this.schools.has(key))) {
      const school = await this.tryOpen(found);
      if (school) await this.putOnLine(school, counting);
    }
  }
}

/** The school, where it has nothing in common with another. Errors: what is wrong with it. */
function alone(found: Found, others: readonly SchoolHere[]): SchoolHere {
  if ("why" in found) throw found.why;
  const shared = sharedWith(others, found);
  if (shared !== null) throw new Error(shared);
  if (!hasMessenger(found.config)) throw new Error("no messenger is set: BOT_TOKEN or MATRIX_HOMESERVER is needed");
  return found;
}

const hasMessenger = ({ BOT_TOKEN: token, MATRIX_HOMESERVER: server }: Config) =>
  token !== undefined || server !== undefined;
