/**
 * All the sentences that a line stands for: `(a|b)` is one of them, `[a]` may be left out; no bracket stands in another.
 */
export function sentencesOf(line: string): string[] {
  const [, before = "", one, optional, rest = ""] = /^([^([]*)(?:\(([^)]*)\)|\[([^\]]*)\])(.*)$/su.exec(line) ?? [];
  const ways = one?.split("|") ?? (optional === undefined ? null : [optional, ""]);
  if (ways === null) return [line.replaceAll(/\s+/g, " ").trim()];
  return ways.flatMap((way) => sentencesOf(before + way + rest));
}
