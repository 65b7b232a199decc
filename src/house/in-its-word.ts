/** What was wrong, in the word of the network or of whoever answered, never with an address or what was sent. */
export function inItsWord(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return codeIn(error.cause) ?? codeIn(error) ?? error.name;
}

const codeIn = (error: unknown): string | null =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
