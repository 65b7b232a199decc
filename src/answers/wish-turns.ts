import { isNoun, isPurpose, type Part, type Purpose, purposeOf } from "./wish-parts.ts";

/** Purposes that are named; that are named with "no"; and that are named with "without". */
export interface Named {
  named: readonly Purpose[];
  denied: readonly Purpose[];
  without: readonly Purpose[];
}

/** What the negations of a clause turn. */
export interface Turns {
  /** A consent and a refusal as nouns: "keine Einwände" is the one, "keine Einwilligung" the other. */
  yes: boolean;
  no: boolean;
  /** Which of the two was named last: "erst ja, dann nein". */
  last: "yes" | "no" | null;
  /** Whether what is done is negated. */
  odd: boolean;
}

/** "Kein" turns the noun behind it; before anything else it is a negation as "nicht" is. */
export function turnsIn(all: readonly Part[]): Turns & Named {
  // "Nein, nein, ich will nicht" answers once.
  const once = all.slice(Math.max(0, all.findIndex((part) => part !== "refusal") - 1));
  const parts = isAnswerAlone(once) ? once.slice(0, 1) : isAnswerFirst(once) ? once.slice(1) : once;
  const named: Purpose[] = [];
  const denied: Purpose[] = [];
  const without: Purpose[] = [];
  const withs: boolean[] = [];
  const turns: Turns = { yes: false, no: false, last: null, odd: false };
  const neither = parts.includes("neither");
  // Many languages deny twice what they deny once: "никаких возражений нет".
  const isDenied = neither || parts.some((part, at) => part === "no" && isNoun(parts[at + 1]));
  if (neither && (parts.includes("refuses") || !parts.some(isPurpose))) turns.odd = true;
  for (const [at, part] of parts.entries()) {
    const turned = parts[at - 1] === "no" || parts[at - 1] === "without";
    if (part === "no" || part === "without") turns.odd = turns.odd !== !isTurned(parts[at + 1]);
    // "Ich will nicht, dass sie ohne Bild dasitzt" wants the picture.
    const isWith = part === "without" && turns.odd && isPurpose(parts[at + 1]);
    if (isWith) turns.odd = false;
    withs.push(isWith);
    if (part === "not" && !isDenied && !isSaidAgain(parts, at) && !isSpent(parts, at)) turns.odd = !turns.odd;
    if (isNoun(part)) {
      turns.last = (part === "consent") !== turned ? "yes" : "no";
      turns[turns.last] = true;
    }
    const purpose = purposeOf(part);
    const isLacking = parts[at - 1] === "without";
    if (purpose)
      (isLacking && !withs[at - 1] ? without : (turned && !withs[at - 1]) || neither ? denied : named).push(purpose);
  }
  return { ...turns, named, denied, without };
}

/** "Ich bin nicht einverstanden und werde es auch nicht sein": behind what was denied it denies nothing else. */
function isSaidAgain(parts: readonly Part[], at: number): boolean {
  if (parts.slice(0, at).includes("noes") || isEmphasis(parts, at) || isOfThatToo(parts, at)) return true;
  const last = parts.findLastIndex(isDone);
  return last >= 0 && at > last && parts.indexOf("not") < last;
}

/** "Wir wollen nicht, dass er gefilmt wird, auf keinen Fall": at the end of the thought that is governed. */
function isEmphasis(parts: readonly Part[], at: number): boolean {
  const [first, that] = [parts.indexOf("not"), parts.indexOf("that")];
  return at === parts.length - 1 && first < that && that < at - 1 && parts[at - 1] !== "wants";
}

/** "Wir sind nicht einverstanden tragen Sie Nein ein", as it is dictated: the no behind it is not denied too. */
function isSpent(parts: readonly Part[], at: number): boolean {
  const next = parts.indexOf("lets", at);
  if (next !== at + 1) return false;
  const rest = parts.slice(next + 1);
  return rest.includes("refuses") || rest.includes("refusal");
}

/** "Ich lehne den Ton ab, nein zum Mikro": behind one word of refusing, before a purpose that ends the thought. */
const isOfThatToo = (parts: readonly Part[], at: number) =>
  at === parts.length - 2 && isPurpose(parts.at(-1)) && parts.slice(0, at).includes("refuses");

const isDone = (part: Part) => part === "lets" || part === "takes" || part === "refuses" || isNoun(part);

const isTurned = (part: Part | undefined) => isNoun(part) || isPurpose(part);

/** "Nein nicht", "nee, nicht mehr", "nein danke, kein Interesse": a no that is said once more. */
const isAnswerAlone = (parts: readonly Part[]) =>
  parts[0] === "refusal" && parts.length > 1 && parts.slice(1).every((part) => said.includes(part));

const said: readonly Part[] = ["not", "no", "longer"];

/** "Nein, das will ich nicht": an answer before the sentence, not what is taken back. */
function isAnswerFirst(parts: readonly Part[]): boolean {
  const does = parts.includes("lets") || parts.includes("wants") || parts.includes("refuses");
  return parts[0] === "refusal" && does && !parts.includes("takes");
}
