/** What stands around a wish: whether it is one, and whose. */
const around = [
  "stands",
  "keeps",
  "rest",
  "turns",
  "intent",
  "drops",
  "theirs",
  "besides",
  "now",
  "meant",
  "please",
  "other",
  "elsewhere",
  "passing",
  "today",
  "joke",
  "if",
  "unsure",
  "says",
  "past",
  "asks",
  "begins",
  "may",
  "to",
] as const;
/** What is done, and how it is turned. */
const doing = [
  "yes",
  "noes",
  "takes",
  "refuses",
  "lets",
  "wants",
  "neither",
  "no",
  "without",
  "not",
  "longer",
  "only",
  "onlyNow",
] as const;
/** What it is done to, by whom, and where a thought turns. */
const things = [
  "refusal",
  "consent",
  "sound",
  "picture",
  "hears",
  "sees",
  "both",
  "own",
  "but",
  "and",
  "that",
] as const;
/** All of them; where two phrases are as long, the first counts. */
export const kinds = [...around, ...doing, ...things] as const;

/** A part that wishes are made of, as `wish.txt` explains them. */
export type Part = (typeof kinds)[number];
