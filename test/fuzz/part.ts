/** How a batch is thrown. */
export interface How {
  seed: number;
  numRuns: number;
  interruptAfterTimeLimit: number;
  markInterruptAsFailure: false;
}

/** What came of a batch; where it failed, the smallest input that does. */
export interface Found {
  failed: boolean;
  numRuns: number;
  errorInstance: unknown;
  counterexample: unknown;
}

/** One of the things that hostile input is thrown at. */
export interface Part {
  name: string;
  /** How many inputs are one batch. */
  runs: number;
  check: (how: How) => Promise<Found> | Found;
  /** What has been seen so far, to be printed: a fuzz that reaches nothing finds nothing. */
  counts: Record<string, number>;
}

export function counter(): { counts: Record<string, number>; count: (what: string, by?: number) => void } {
  const counts: Record<string, number> = {};
  return { counts, count: (what, by = 1) => void (counts[what] = (counts[what] ?? 0) + by) };
}
