/** Things of which some belong together, and whatever belongs to one of them. */
export class Joined {
  private readonly towards = new Map<string, string>();

  /** From now on these two belong together. */
  join(one: string, other: string): void {
    const [first, second] = [this.sign(one), this.sign(other)];
    if (first !== second) this.towards.set(second, first);
  }

  /** One of those to which this belongs, the same for all of them. */
  sign(one: string): string {
    let found = one;
    for (let next = this.towards.get(found); next !== undefined; next = this.towards.get(found)) found = next;
    if (found !== one) this.towards.set(one, found);
    return found;
  }
}
