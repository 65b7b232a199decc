import type { Part } from "./wish-parts.ts";

/** What a clause does; to take is to refuse what was given. */
export type Act = "give" | "refuse" | "take" | "keep";
/** Sound or picture, the two purposes of a consent. */
export type Purpose = "sound" | "picture";

/** One thought of a wish. */
export interface Clause {
  has: (part: Part) => boolean;
  act: Act | null;
  isMeant: boolean;
  /** Something is not wanted, but only for now. */
  isToday?: boolean;
  asks: boolean;
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
  const isBut = all[0] === "but";
  const parts: readonly Part[] = all.filter((part) => part !== "but");
  const has = hasIn(parts);
  const isQuestion =
    inQuestion ||
    (isFirst && (parts[0] === "begins" || parts[0] === "stands" || parts[0] === "may")) ||
    (has("asks") && !has("meant") && !has("please"));
  const only = onlyThis(has, parts, isQuestion);
  if (only) return { ...only, isFirst, isBut };
  const { named, denied, without, ...turns } = turnsIn(parts);
  const act = actOf(has, { ...turns, denies: denied.length > 0, lacks: without.length > 0 });
  // What is refused from now on is taken back: "nicht mehr".
  const lasting = act === "refuse" && has("longer") ? "take" : act;
  // "Ich nehme das Ja zurück, das ich früher gab" is no story of what was.
  const isPast = has("past") && !(lasting === "take" && has("consent"));
  // "Ich habe schon ja gesagt" gives nothing.
  const isDone = has("stands") && !["takes", "lets", "refuses", "wants"].some((part) => has(part as Part));
  const isDoubted = ((has("unsure") || has("if")) && !has("meant")) || has("says") || isPast || isDone;
  return {
    has,
    act: lasting,
    isMeant: !isQuestion && !isDoubted && !isAnothers(parts),
    asks: isQuestion,
    isBare: parts.every((part) => part === "consent" || part === "refusal"),
    isReporter: parts[0] === "says" && has("other") && lasting === null && !has("own"),
    isIf: parts[0] === "if" || (parts[0] === "unsure" && lasting === null && !has("meant")),
    isFirst,
    isBut,
    isContrary: parts.length === 2 && parts[0] === "own" && parts[1] === "not",
    ...{ named, denied, without },
  };
}

/** What is so from now on is meant. */
const hasIn = (parts: readonly Part[]) => (part: Part) =>
  parts.includes(part) || (part === "meant" && parts.includes("now"));

/**
 * "Nur noch mit Stimme" takes the picture back; "nur noch mit Ton und Bild" takes back nothing, and lets both.
 * Null: nothing is said of "only", or more than that.
 */
function onlyThis(has: Clause["has"], parts: readonly Part[], asks: boolean): Omit<Clause, "isFirst" | "isBut"> | null {
  const isNow = has("onlyNow") || (has("only") && (has("now") || has("longer")));
  if (!isNow && !has("only")) return null;
  const { named, denied, without } = turnsIn(parts);
  const purposes = [...new Set(named)];
  const isMeant = !asks && !has("unsure");
  const isAll = purposes.length === 2 || (isNow && purposes.length === 0 && has("both"));
  if (denied.length + without.length === 0 && isAll)
    return parts.some(isElse)
      ? null
      : { has, act: "give", isMeant, asks, ...plain, named: ["sound", "picture"], denied, without };
  if (!isNow) return null;
  const others: Purpose[] = purposes.length !== 1 ? [] : purposes[0] === "sound" ? ["picture"] : ["sound"];
  const act = others.length > 0 ? "take" : null;
  return { has, act, isMeant, asks, ...plain, named: [], denied: others, without: [] };
}

/** Something is done beside it: refused, taken back or denied. */
const isElse = (part: Part) => part === "takes" || part === "refuses" || part === "not" || part === "no";

const plain = { isBare: false, isIf: false, isReporter: false, isContrary: false };

/**
 * "Mein Mann will, dass ich widerrufe": who is named first does it; "mein Mann und ich" do it together, and whoever
 * does not want that somebody sees wants it without an I in many languages.
 */
function isAnothers(parts: readonly Part[]): boolean {
  const [other, own, that] = [parts.indexOf("other"), parts.indexOf("own"), parts.indexOf("that")];
  const isGoverned = that >= 0 && that < other && parts.slice(0, that).join(" ").endsWith("not wants");
  return other >= 0 && !parts.includes("besides") && !isGoverned && (own < 0 || other < own);
}

interface Turns {
  /** A consent and a refusal as nouns: "keine Einwände" is the one, "keine Einwilligung" the other. */
  yes: boolean;
  no: boolean;
  /** Which of the two was named last: "erst ja, dann nein". */
  last: "yes" | "no" | null;
  /** Whether what is done is negated. */
  odd: boolean;
}

/** "Kein" turns the noun behind it; before anything else it is a negation as "nicht" is. */
function turnsIn(all: readonly Part[]): Turns & Pick<Clause, "named" | "denied" | "without"> {
  const parts = isAnswerFirst(all) ? all.slice(1) : all;
  const named: Purpose[] = [];
  const denied: Purpose[] = [];
  const without: Purpose[] = [];
  const turns: Turns = { yes: false, no: false, last: null, odd: false };
  const neither = parts.includes("neither");
  // Many languages deny twice what they deny once: "никаких возражений нет".
  const isDenied = neither || parts.some((part, at) => part === "no" && isNoun(parts[at + 1]));
  if (neither && (parts.includes("refuses") || !parts.some((part) => purposeOf(part)))) turns.odd = true;
  for (const [at, part] of parts.entries()) {
    const turned = parts[at - 1] === "no" || parts[at - 1] === "without";
    if (part === "no" || part === "without") turns.odd = turns.odd !== !isTurned(parts[at + 1]);
    if (part === "not" && !isDenied && !isSaidAgain(parts, at) && !isSpent(parts, at)) turns.odd = !turns.odd;
    if (part === "consent" || part === "refusal") {
      turns.last = (part === "consent") !== turned ? "yes" : "no";
      turns[turns.last] = true;
    }
    const purpose = purposeOf(part);
    const isLacking = parts[at - 1] === "without";
    if (purpose) (isLacking ? without : turned || neither ? denied : named).push(purpose);
  }
  return { ...turns, named, denied, without };
}

/** "Ich bin nicht einverstanden und werde es auch nicht sein": behind what was denied it denies nothing else. */
function isSaidAgain(parts: readonly Part[], at: number): boolean {
  if (parts.slice(0, at).includes("noes")) return true;
  const last = parts.findLastIndex(isDone);
  return last >= 0 && at > last && parts.indexOf("not") < last;
}

/** "Wir sind nicht einverstanden tragen Sie Nein ein", as it is dictated: the no behind it is not denied too. */
function isSpent(parts: readonly Part[], at: number): boolean {
  const next = parts.indexOf("lets", at);
  if (next !== at + 1) return false;
  const rest = parts.slice(next + 1);
  return rest.includes("refuses") || rest.includes("refusal");
}

const isDone = (part: Part) =>
  part === "lets" || part === "takes" || part === "refuses" || part === "consent" || part === "refusal";

function purposeOf(part: Part): Purpose | null {
  if (part === "sound" || part === "hears") return "sound";
  return part === "picture" || part === "sees" ? "picture" : null;
}

const isNoun = (part: Part | undefined) => part === "consent" || part === "refusal";

const isTurned = (part: Part | undefined) => part !== undefined && (isNoun(part) || purposeOf(part) !== null);

/** "Nein, das will ich nicht", "nein nicht": an answer before the sentence, not what is taken back. */
function isAnswerFirst(parts: readonly Part[]): boolean {
  if (parts[0] === "refusal" && parts.length > 1 && parts.slice(1).every((part) => part === "not")) return true;
  const does = parts.includes("lets") || parts.includes("wants") || parts.includes("refuses");
  return parts[0] === "refusal" && does && !parts.includes("takes");
}

function actOf(
  has: (part: Part) => boolean,
  { yes, no, last, odd, denies, lacks }: Turns & { denies: boolean; lacks: boolean },
): Act | null {
  const names = has("sound") || has("picture") || has("hears") || has("sees");
  if (has("keeps") || has("rest")) return "keep";
  if (has("turns")) return "refuse";
  // "Weder ja noch nein".
  if (has("neither") && yes && no && !names) return "keep";
  if (has("yes") !== has("noes")) return has("yes") === odd ? "refuse" : "give";
  if (has("takes")) return odd ? "keep" : no && !yes ? "give" : "take";
  if (has("refuses")) return odd ? "give" : "refuse";
  if (has("lets")) return (no || denies) === odd ? "give" : "refuse";
  if (last === "no") return odd ? "give" : "refuse";
  if (denies || lacks) return "refuse";
  if (last === "yes") return odd ? "refuse" : "give";
  if (odd) return has("wants") || names ? "refuse" : null;
  return (has("wants") || has("only")) && names ? "give" : null;
}
