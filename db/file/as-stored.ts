/** A text as the database gives it back: half a sign is none, and PostgreSQL has no zero sign. */
export const asStored = (text: string): string => text.toWellFormed().replaceAll("\0", "\uFFFD");
