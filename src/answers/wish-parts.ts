/** What stands around a wish: whether it is one, and whose. */
const around = [
  "aside",
  "stands",
  "keeps",
  "rest",
  "turns",
  "intent",
  "drops",
  "theirs",
  "besides",
  "now",
  "rather",
  "meant",
  "please",
  "other",
  "elsewhere",
  "passing",
  "today",
  "joke",
  "if",
  "though",
  "despite",
  "unsure",
  "says",
  "past",
  "asks",
  "begins",
  "may",
  "to",
  "nobody",
] as const;
/** What is done, and how it is turned. */
const doing = [
  "yes",
  "noes",
  "mind",
  "off",
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
  "unheard",
  "unseen",
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

/** Sound or picture, the two purposes of a consent. */
export type Purpose = "sound" | "picture";

/** Which of the purposes a part names, as a thing or as what is done; null where it names none. */
export function purposeOf(part: Part | undefined): Purpose | null {
  if (part === "sound" || part === "hears") return "sound";
  return part === "picture" || part === "sees" ? "picture" : null;
}

/** Whether a part names a purpose. */
export const isPurpose = (part: Part | undefined): boolean => purposeOf(part) !== null;

/** A yes or a no as a thing. */
export const isNoun = (part: Part | undefined): boolean => part === "consent" || part === "refusal";

/** "Obwohl alle zugestimmt haben": what the writer does against it counts; "ja, obwohl, nein" is a change of mind. */
export const isConceded = (parts: readonly Part[]): boolean => {
  const [first, next] = parts;
  return next !== undefined && ((first === "though" && !answering.includes(next)) || parts.at(-1) === "despite");
};

const answering: readonly Part[] = [
  "consent",
  "refusal",
  "yes",
  "noes",
  "not",
  "no",
  "meant",
  "rather",
  "keeps",
  "turns",
];

/** "…, das Mikro nicht": a purpose of which what was said before is not said. */
export const isLeftOut = (parts: readonly Part[]): boolean =>
  parts.includes("not") && parts.some(isPurpose) && parts.every((part) => part === "not" || isPurpose(part));

/** Whether anything is denied, whatever else is said. */
export const denies = (parts: readonly Part[]): boolean => parts.some((part) => denying.includes(part));

const denying: readonly Part[] = ["no", "not", "without", "neither"];
