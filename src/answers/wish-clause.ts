import { onlyIn, withoutNotOnly } from "./wish-only.ts";
import { isConceded, isLeftOut, isNoun, isPurpose, type Part, type Purpose } from "./wish-parts.ts";
import { type Turns, turnsIn } from "./wish-turns.ts";

/** What a clause does; to take is to refuse what was given. */
export type Act = "give" | "refuse" | "take" | "keep";
/** One thought of a wish. */
export interface Clause {
  has: (part: Part) => boolean;
  act: Act | null;
  isMeant: boolean;
  /** Something is not wanted, but only for now. */
  isToday?: boolean;
  asks: boolean;
  /** Stands in a sentence with a question mark. */
  isMarked: boolean;
  /** A yes or a no, and nothing else. */
  isBare: boolean;
  /** Names who said what stands beside it, and nothing else. */
  isReporter: boolean;
  /** A condition that is named before or behind what follows from it. */
  isIf: boolean;
  /** Begins a sentence. */
  isFirst: boolean;
  /** Begins with a "but": what was said before it is over. */
  isBut: boolean;
  /** The writer alone, who is of another mind than those before: "ich nicht". */
  isContrary: boolean;
  /** Asks with a question mark that somebody do it: "Könnten Sie uns bitte austragen?" */
  isRequest: boolean;
  /** Only that what was said is not said of a purpose: "das Mikro nicht". */
  isLeftOut: boolean;
  /** Only that it is so no more: "aber jetzt nicht mehr". */
  isNoMore: boolean;
  /** Purposes that are named; that are named with "no"; and that are named with "without". */
  named: readonly Purpose[];
  denied: readonly Purpose[];
  without: readonly Purpose[];
}

/**
 * What one clause does, with how many negations, and whether it is meant: here and now, in one's own name.
 * In: its parts; whether its sentence asks; whether it is the first of it.
 */
export function clauseOf(all: readonly Part[], inQuestion: boolean, isFirst: boolean): Clause {
  const isBut = all[0] === "but" || all[0] === "though";
  if (isConceded(all)) return { ...silent, isMarked: inQuestion, isFirst, isBut };
  const { parts, isAlso } = withoutNotOnly(all.filter((part) => part !== "but" && part !== "though"));
  const has = hasIn(parts);
  const isRequest = inQuestion && isFirst && asksFor(parts);
  const isQuestion =
    (inQuestion && !isRequest) ||
    (isFirst && (parts[0] === "begins" || parts[0] === "stands" || parts[0] === "may")) ||
    (has("asks") && !has("meant") && !has("please"));
  const only = onlyIn(has, parts, isAlso);
  const where = { isMarked: inQuestion, isFirst, isBut };
  if (only) return { ...plain, ...only, ...where, has, isMeant: !isQuestion && !has("unsure"), asks: isQuestion };
  const { named, denied, without, ...turns } = turnsIn(parts);
  const purposes = { denies: denied.length > 0, lacks: without.length > 0 };
  // Who only changes a mind takes back; what else is done tells to what it was changed.
  const changed = has("mind") ? (turns.odd ? "keep" : "take") : null;
  // "Wir sind dagegen wir wollen nicht" may be dictated, and "ablehnen will ich nicht" too.
  const isTorn = /refuses (own )?not wants/.test(parts.join(" "));
  const act = isTorn ? "keep" : (actOf(has, { ...turns, ...purposes, ofRefusal: takesRefusal(parts) }) ?? changed);
  // What is refused from now on is taken back: "nicht mehr".
  const lasting = act === "refuse" && has("longer") ? "take" : act;
  // "Ich nehme das Ja zurück, das ich früher gab" is no story of what was.
  const isOfThen = lasting === "take" ? has("consent") : has("takes") && has("refusal");
  const isPast = has("past") && !isOfThen;
  // "Ich habe schon ja gesagt" gives nothing.
  const isDone = has("stands") && !["takes", "lets", "refuses", "wants"].some((part) => has(part as Part));
  const isTold = has("says") || isHeardOf(parts);
  const isDoubted = ((has("unsure") || has("if")) && !has("meant")) || isTold || isPast || isDone;
  return {
    has,
    act: lasting,
    isMeant: !isQuestion && !isDoubted && !isAnothers(parts),
    asks: isQuestion,
    isBare: parts.every(isNoun),
    isReporter: parts[0] === "says" && has("other") && lasting === null && !has("own"),
    isIf: parts[0] === "if" || (parts[0] === "unsure" && lasting === null && !has("meant")),
    ...where,
    isContrary: parts.length === 2 && parts[0] === "own" && ["not", "noes", "refuses"].includes(parts[1] ?? ""),
    isRequest,
    isLeftOut: isLeftOut(parts.filter((part) => part !== "that")),
    isNoMore: !isQuestion && has("not") && has("longer") && parts.every(isOfNoMore),
    ...{ named, denied, without },
  };
}

const plain = {
  isBare: false,
  isIf: false,
  isReporter: false,
  isContrary: false,
  isNoMore: false,
  isRequest: false,
  isLeftOut: false,
};

const silent: Omit<Clause, "isMarked" | "isFirst" | "isBut"> = {
  ...{ ...plain, has: () => false, act: null, isMeant: false, asks: false },
  ...{ named: [], denied: [], without: [] },
};

/** What is so from now on is meant, and what one would rather have is wanted. */
const hasIn = (parts: readonly Part[]) => (part: Part) =>
  parts.includes(part) ||
  (part === "meant" && (parts.includes("now") || parts.includes("rather"))) ||
  (part === "wants" && parts.includes("rather"));

/** Begins or ends with a polite form, and wants to know nothing. */
const asksFor = (parts: readonly Part[]) =>
  [parts[0], parts.at(-1)].some((part) => part === "meant" || part === "please") &&
  !parts.some((part) => wanting.includes(part));

const wanting: readonly Part[] = ["asks", "begins", "may", "stands", "if", "unsure", "says", "past", "other", "theirs"];

const isOfNoMore = (part: Part) =>
  part === "not" || part === "longer" || part === "now" || part === "own" || part === "meant";

/**
 * "Mein Mann will, dass ich widerrufe": who is named first does it; "mein Mann und ich" do it together, and whoever
 * does not want that somebody sees wants it without an I in many languages.
 */
function isAnothers(parts: readonly Part[]): boolean {
  const [other, own, that] = [parts.indexOf("other"), parts.indexOf("own"), parts.indexOf("that")];
  const isGoverned = that >= 0 && that < other && parts.slice(0, that).join(" ").endsWith("not wants");
  if (parts.includes("theirs")) return true;
  return other >= 0 && !parts.includes("besides") && !isGoverned && (own < 0 || other < own);
}

/** "Ich habe gehört, dass …", "wir haben gesehen, dass …". */
function isHeardOf(parts: readonly Part[]): boolean {
  const before = parts.slice(0, Math.max(0, parts.indexOf("that")));
  return isPurpose(before.at(-1)) && before.every((part) => part === "hears" || part === "sees" || isOfTelling(part));
}

const isOfTelling = (part: Part) => part === "own" || part === "past" || part === "other";

/** "Ich widerrufe, dass ich abgelehnt habe." */
const takesRefusal = (parts: readonly Part[]) => {
  const [takes, that, refuses] = [parts.indexOf("takes"), parts.indexOf("that"), parts.lastIndexOf("refuses")];
  return takes >= 0 && that > takes && refuses > that;
};

function actOf(
  has: (part: Part) => boolean,
  { yes, no, last, odd, denies, lacks, ofRefusal }: Turns & { denies: boolean; lacks: boolean; ofRefusal: boolean },
): Act | null {
  const names = has("sound") || has("picture") || has("hears") || has("sees");
  if (has("keeps") || has("rest")) return "keep";
  if (has("turns")) return "refuse";
  // "Weder ja noch nein".
  if (has("neither") && yes && no && !names) return "keep";
  // "Ein Ja gibt es nicht", "das Kreuz bei Ja soll weg".
  if (has("yes") && !has("noes") && !no && (has("takes") || has("refuses"))) return odd ? "keep" : "refuse";
  if (has("yes") !== has("noes")) return has("yes") === odd ? "refuse" : "give";
  if (has("takes")) return odd ? "keep" : (no && !yes) || ofRefusal ? "give" : "take";
  if (has("refuses")) return odd ? "give" : "refuse";
  if (has("lets")) return (no || denies) === odd ? "give" : "refuse";
  // "Ich habe nie ja gesagt und nie nein".
  if (odd && yes && no && !names) return "keep";
  if (last === "no") return odd ? "give" : "refuse";
  if (denies || lacks) return "refuse";
  if (last === "yes") return odd ? "refuse" : "give";
  if (odd) return has("wants") || names ? "refuse" : null;
  return (has("wants") || has("only")) && names ? "give" : null;
}
