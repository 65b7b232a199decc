/**
 * A list by words that may be looked up with any word from outside: it holds its own words and nothing else,
 * where a plain object also answers to "constructor".
 */
export function dictionary<T>(own: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.assign(Object.create(null) as Record<string, T>, own);
}
