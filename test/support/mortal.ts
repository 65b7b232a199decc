import type { House } from "../../src/house/house.ts";

const never = () => new Promise<never>(() => undefined);

/**
 * A life that ends at one step. A step is one call to the messenger or to the database;
 * at the fatal one it dies before the call has its effect, or after it. Nothing of a dead process goes on.
 */
export class Life {
  steps = 0;
  dead = false;
  private readonly end: { step: number; when: "before" | "after" } | null;

  constructor(end: Life["end"]) {
    this.end = end;
  }

  async live<T>(call: () => Promise<T>): Promise<T> {
    if (this.dead) return never();
    this.steps += 1;
    const last = this.end?.step === this.steps ? this.end.when : null;
    if (last === "before") return this.die();
    const result = await call();
    return last === "after" || this.dead ? this.die() : result;
  }

  fetch(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
    return (url, init) =>
      String(url instanceof Request ? url.url : url).endsWith("/getUpdates") && !this.dead
        ? fetch(url, init)
        : this.live(() => fetch(url, init));
  }

  house(house: House): House {
    const mortal = <Room extends object>(room: Room): Room =>
      Object.fromEntries(
        Object.entries(room).map(([name, call]) => [
          name,
          (...args: unknown[]) => this.live(() => (call as (...args: unknown[]) => Promise<unknown>)(...args)),
        ]),
      ) as Room;
    return {
      ...house,
      // What a process remembers dies with it.
      beingTold: new Set(),
      ledger: mortal(house.ledger),
      outbox: mortal(house.outbox),
      talks: mortal(house.talks),
      accounts: mortal(house.accounts),
      roster: mortal(house.roster),
    };
  }

  private die(): Promise<never> {
    this.dead = true;
    return never();
  }
}
