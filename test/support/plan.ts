/** One file imports another, or a package. */
export interface Arrow {
  from: string;
  to: string;
  typeOnly: boolean;
}

/** The room of a file: `consent` for src/consent/standing.ts, `texts` for src/texts.ts, a package's own name. */
export function roomOf(path: string): string {
  const [top = "", second = ""] = path.split("/");
  return top === "src" ? second.replace(/\.ts$/, "") : top;
}

/** The arrows out of a room that its law does not allow, as "from → to". `db types` allows db's types alone; "node:" all that begin so. */
export function forbidden(arrows: readonly Arrow[], room: string, may: readonly string[]): string[] {
  const allows = ({ to, typeOnly }: Arrow, one: string) => {
    if (one === "db types") return typeOnly && roomOf(to) === "db";
    return to === one || to.startsWith(one.endsWith(":") ? one : `${one}/`) || roomOf(to) === one;
  };
  return arrows
    .filter((arrow) => roomOf(arrow.to) !== room && !may.some((one) => allows(arrow, one)))
    .map(({ from, to }) => `${from} → ${to}`);
}

/** Files that reach each other by their imports: each ring once, by the names of its files. */
export function ringsIn(arrows: readonly Arrow[]): string[][] {
  const reached = new Map<string, Set<string>>();
  const reach = (from: string): Set<string> => {
    const known = reached.get(from);
    if (known) return known;
    const found = new Set<string>();
    const open = [from];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const next = arrows.filter(({ from, to }) => from === at && !found.has(to)).map(({ to }) => to);
      for (const to of next) found.add(to);
      open.push(...next);
    }
    reached.set(from, found);
    return found;
  };
  const inRing = [...new Set(arrows.map(({ from }) => from))].filter((file) => reach(file).has(file)).sort();
  const rings = inRing.map((file) => inRing.filter((other) => reach(file).has(other) && reach(other).has(file)));
  return [...new Map(rings.map((ring) => [ring.join(" "), ring])).values()];
}

/** How wide the widest line is. */
export function widest(text: string): number {
  return Math.max(...text.split("\n").map((line) => line.length));
}
