/** Many, some at a time, in their order: as many as a statement takes well. */
export function inPortions<One>(all: readonly One[], atOnce = 500): One[][] {
  return Array.from({ length: Math.ceil(all.length / atOnce) }, (_, at) => all.slice(at * atOnce, (at + 1) * atOnce));
}
