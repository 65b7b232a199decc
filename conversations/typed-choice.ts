/** What was written to choose, where a messenger has no buttons; null where one was tapped (Art. 4(11) GDPR). */
export function typedChoice(query: object | undefined): string | null {
  const { typed } = (query ?? {}) as { typed?: unknown };
  return typeof typed === "string" ? typed : null;
}
