/** Made when it is first asked for. */
export function once<T>(make: () => T): () => T {
  const known = remembering(make);
  return () => known("");
}

/** Looked for once for each key. */
export function remembering<T>(look: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    if (!known.has(key)) known.set(key, look(key));
    return known.get(key) as T;
  };
}
