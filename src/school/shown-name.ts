export const nameStyles = ["initial", "initials", "full"] as const;
export type NameStyle = (typeof nameStyles)[number];

/**
 * The name of a child as it may stand in a chat (Art. 25 GDPR: no more than needed).
 * In: the child and the school's setting.
 * Out: "Mia K." (initial, the default), "M. K." (initials), "Mia Kranich" (full).
 */
export function shownName(child: { givenName: string; familyName: string }, style: NameStyle = "initial"): string {
  const given = child.givenName.trim();
  const family = child.familyName.trim();
  if (style === "full") return `${given} ${family}`;
  const first = style === "initials" ? firstLetter(given) : given;
  return `${first} ${firstLetter(family)}`.trim();
}

function firstLetter(name: string): string {
  const [letter] = new Intl.Segmenter("de", { granularity: "grapheme" }).segment(name);
  return letter ? `${letter.segment.toUpperCase()}.` : "";
}
