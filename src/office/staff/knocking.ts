const quarter = 15 * 60 * 1000;
const freeForAddress = 10;
const freeForAll = 300;

/**
 * Wrong links at the door, by address and in all; kept in memory, for a restart forgets nothing that matters:
 * a link has 192 random bits.
 * The limit is there so that whoever tries costs nothing, not because trying could succeed.
 */
export class Knocking {
  private times: { address: string; at: number }[] = [];

  /** How many milliseconds this address must wait, or 0. */
  waitMs(address: string, now: number): number {
    this.times = this.times.filter(({ at }) => at > now - quarter);
    const own = this.times.filter((one) => one.address === address).at(-freeForAddress);
    const all = this.times.at(-freeForAll);
    return Math.max(0, ...[own, all].map((oldest) => (oldest ? oldest.at + quarter - now : 0)));
  }

  /** A link was wrong. */
  failed(address: string, now: number): void {
    this.times.push({ address, at: now });
  }
}
