const quarter = 15 * 60 * 1000;
const free = 10;
const mostNeighbourhoods = 10_000;

/**
 * Wrong links at the door, by where they come from; kept in memory, for a restart forgets nothing that matters:
 * a link has 192 random bits. The limit is there so that whoever tries costs nothing, not because trying could
 * succeed, so it is never in the way of a right link, and nobody's tries are in another's way.
 */
export class Knocking {
  private readonly times = new Map<string, number[]>();

  /** A link was wrong. In: the address it came from. Out: how many milliseconds it must wait now, or 0. */
  failed(address: string, now: number): number {
    const from = neighbourhood(address);
    const recent = (this.times.get(from) ?? []).filter((at) => at > now - quarter);
    const [oldest] = recent;
    if (oldest !== undefined && recent.length >= free) return oldest + quarter - now;
    // Whoever knocked last stands last: the first to be forgotten is who has been quiet longest.
    this.times.delete(from);
    this.times.set(from, [...recent, now]);
    const [first] = this.times.keys();
    if (first !== undefined && this.times.size > mostNeighbourhoods) this.times.delete(first);
    return 0;
  }
}

/**
 * What one visitor can choose an address from: in IPv6 the first 64 bits are the network (RFC 4291, 2.5.4),
 * and the rest is anybody's own. Out: an IPv4 address as it is, also where it is written as an IPv6 one.
 */
export function neighbourhood(address: string): string {
  if (!address.includes(":")) return address;
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const [head = "", tail = ""] = address.replace(/%.*$/, "").toLowerCase().split("::");
  const [start, end] = [head, tail].map((part) => part.split(":").filter((group) => group !== ""));
  const groups = [...(start ?? []), ...Array<string>(8).fill("0")].slice(0, 8 - (end?.length ?? 0));
  return [...groups, ...(end ?? [])]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":");
}
