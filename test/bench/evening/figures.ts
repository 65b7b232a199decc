/** The value that so many (0 to 1) do not exceed; NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** A time as it is read: "82 ms", "4.1 s". */
export function time(ms: number): string {
  if (Number.isNaN(ms)) return "–";
  return ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** Median, 99 of 100, longest. */
export function spread(values: readonly number[]): string {
  return `p50 ${time(quantile(values, 0.5))}, p99 ${time(quantile(values, 0.99))}, max ${time(quantile(values, 1))}`;
}

/** A figure beside its goal: nothing fails here, a reader judges. */
export function against(
  what: string,
  figure: number,
  goal: { atMost: number } | { atLeast: number },
  unit = "",
): string {
  const [sign, bound, met] =
    "atMost" in goal ? ["≤", goal.atMost, figure <= goal.atMost] : ["≥", goal.atLeast, figure >= goal.atLeast];
  const shown = unit === "ms" ? time(figure) : `${figure.toFixed(2)}${unit}`;
  const wanted = unit === "ms" ? time(bound) : `${bound}${unit}`;
  return `${met ? "met    " : "NOT MET"}  ${what}: ${shown} (goal ${sign} ${wanted})`;
}
