import type { ConceptsOf } from "./concepts.ts";
import type { Scope, Wish } from "./understanding.ts";
import { wordsOf } from "./words.ts";

/** Where one thought ends and another may say the opposite: "nicht mehr sehen, Stimme ist ok". */
export const betweenClauses = new RegExp(
  String.raw`[,.;:!?()\n،؛؟]|\s(?:aber|sondern|weil|wenn|but|because|instead|ama|fakat|çünkü|` +
    String.raw`но|потому|але|тому|ale|bo|dar|fiindcă|pentru că|защото|لكن|ولكن|بس)\s`,
  "iu",
);

interface Clause {
  audio: boolean;
  video: boolean;
  denies: boolean;
  only: boolean;
}

/**
 * Which purpose a text names.
 * In: the text; what is wished, if that is known: a withdrawal is about what is denied, a consent about what is not.
 * Out: "unspecified" where it names none.
 */
export function readScope(text: string, conceptsOf: ConceptsOf, action?: Wish["action"]): Scope {
  const naming = text
    .split(betweenClauses)
    .map((clause) => clauseOf(clause, conceptsOf))
    .filter(({ audio, video }) => audio || video);
  const meant =
    action === "withdraw" || action === "give"
      ? naming.filter(({ denies }) => denies === (action === "withdraw"))
      : naming;
  const clauses = meant.length > 0 ? meant : naming;
  // "Nur noch mit Stimme" takes the picture back.
  if (
    action === "withdraw" &&
    meant.length === 0 &&
    clauses.every((one) => one.only && one.audio && !one.video) &&
    clauses.length > 0
  )
    return "video";
  const [audio, video] = [clauses.some((one) => one.audio), clauses.some((one) => one.video)];
  if (audio !== video) return audio ? "audio" : "video";
  return audio ||
    wordsOf(text).some((word) => conceptsOf(word).includes("beides")) ||
    /(?<!\p{L})gar n(ich|ed)t?(?!\p{L})/iu.test(text)
    ? "both"
    : "unspecified";
}

function clauseOf(clause: string, conceptsOf: ConceptsOf): Clause {
  const found = wordsOf(clause).map(conceptsOf);
  // "Videokonferenz" is where it happens, not what is seen; "zustimmen" is no voice.
  const other = ["konferenz", "einwilligung", "ablehnen", "widerspruch"];
  const named = (...concepts: string[]) =>
    found.some(
      (one) => concepts.some((concept) => one.includes(concept)) && !other.some((concept) => one.includes(concept)),
    );
  const turns = found.filter((one) => one.includes("verneinung") || one.includes("entziehen")).length;
  return {
    audio: named("ton", "hören"),
    video: named("bild", "sehen"),
    denies: turns % 2 === 1,
    only: found.some((one) => one.includes("lediglich")),
  };
}
