/** Many ids, some at a time: as many as a statement takes well. */
export function* inPortions(ids: readonly string[], atOnce = 500): Generator<string[]> {
  for (let from = 0; from < ids.length; from += atOnce) yield ids.slice(from, from + atOnce);
}
