import { isLeftOut, isNoun, isPurpose, type Part, purposeOf } from "./wish-parts.ts";

/**
 * "Ich möchte nicht, dass …" is one thought, and so is a purpose that is added ("Ton aus, und Bild") or denied.
 * In: the clauses until now, and the next one, at its place in all of them.
 */
export function governed(clauses: Part[][], clause: Part[], at: number, all: readonly Part[][]): Part[][] {
  const before = clauses.at(-1);
  const isDenial = clause.every((part) => part === "not") && before?.every(isPurpose);
  // "Ton: ja", "Kamera, nein danke": what is named first is what is answered.
  const isLabel = before !== undefined && before.length > 0 && before.every(isPurpose);
  if (isLabel && clause[0] !== undefined && isAnswer(clause[0]))
    return [...clauses.slice(0, -1), [...before, ...clause]];
  // "Ton: ja, Bild, nein": it belongs to the answer behind it.
  const next = all[at + 1]?.[0];
  const isAnswered = next !== undefined && isAnswer(next) && before !== undefined && before.some(isAnswer);
  const isObject = before?.includes("takes") && !before.some(isNoun) && isOwn(clause);
  // "Keine Einwände, weder beim Ton noch beim Bild" denies once.
  if (before && isOfDenial(before) && clause[0] === "neither" && clause.slice(1).every(isPurpose))
    return [...clauses.slice(0, -1), [...before, ...clause.slice(1)]];
  // "Uns wäre lieber, wenn …" is no condition.
  if (before && clause[0] === "if" && (before.includes("rather") || isSeenIf(before, clause)))
    return [...clauses.slice(0, -1), [...before, "that", ...clause.slice(1)]];
  const isMore =
    (clause[0] === "that" && !isLeftOut(clause.slice(1))) ||
    isObject ||
    (clause.length > 0 && ((clause.every(isPurpose) && !isAnswered) || isDenial));
  return before && isMore ? [...clauses.slice(0, -1), [...before, ...clause]] : [...clauses, clause];
}

/** "Keine Einwände", "dem steht nichts im Wege", and "keine Zustimmung": by a denial it is said of what. */
const isOfDenial = (parts: readonly Part[]) =>
  parts.some(isNoun) && parts.some((part) => part === "no" || part === "not" || part === "lets");

/** "Wir haben nichts dagegen, wenn ihn die anderen hören." */
const isSeenIf = (before: readonly Part[], clause: readonly Part[]) =>
  (before.includes("consent") || before.includes("lets")) &&
  clause.some((part) => part === "sees" || part === "hears") &&
  clause.slice(1).every((part) => isPurpose(part) || part === "own" || part === "other" || part === "wants");

/**
 * A "but" begins a new thought and stays before it, and so does what is all the same to it ("obwohl …"), and an
 * "and" before another deed, or before an I;
 * where people dictate, a "please" after a deed, and the next of "Bild ja Ton nein".
 */
export function atEachBut(parts: readonly Part[]): Part[][] {
  const clauses: Part[][] = [[]];
  for (const [at, part] of parts.entries()) {
    const [before, rest] = [clauses.at(-1) ?? [], parts.slice(at)];
    // "Ton, aber ohne Bild" is only sound.
    if (part === "but" && lacksOther(before, rest)) before.push("only");
    const isNew =
      (part === "but" && !isContrary(before, rest)) ||
      part === "though" ||
      before.at(-1) === "despite" ||
      (part === "and" && (before.includes("no") || before.includes("takes")) && rest.includes("not") && does(rest)) ||
      (part === "and" && before.some(isDeedOf) && (isAnother(rest.slice(1)) || before.includes("keeps"))) ||
      (part === "please" && does(before) && does(rest)) ||
      isDictated(before, rest) ||
      (stays(part) && refusesSome(before) && rest.some(isPurpose)) ||
      ((isPurpose(part) || isNoun(part)) && [before, rest].every((one) => one.some(isPurpose) && one.some(isAnswer))) ||
      (isPurpose(before[0]) && ((isLeftOut(rest) && before.some(isAnswer)) || isRefusedBeside(before, rest)));
    if (isNew) clauses.push([]);
    // "Ich habe nicht zugestimmt und werde nicht …" denies once.
    const isAgain = part === "not" && parts[at - 1] === "and" && before.includes("not");
    if (part !== "and" && !isAgain) clauses.at(-1)?.push(part);
  }
  return clauses.filter((clause) => clause.some((part) => part !== "but"));
}

/**
 * Where people dictate, a new thought begins before what takes the other purpose out ("nur Ton ohne Bild"), before
 * another child that stays as it is, before a mind that was changed ("habe nein gesagt hab es mir überlegt er darf"),
 * and behind "nicht mehr" before an I that acts.
 */
function isDictated(before: readonly Part[], rest: readonly Part[]): boolean {
  const [part, next] = rest;
  if (part === "rest") return does(before);
  if (part === "mind") return before.some(isReported) && (does(rest) || rest.some(isNoun));
  if (part === "own") return before.at(-1) === "longer" && (next === "takes" || next === "refuses");
  if (isRefusedAgain(before, rest)) return true;
  const other = isPurpose(part) ? part : part === "no" || part === "without" ? next : undefined;
  const isLess = part !== other || rest.some(isDenial);
  return isLess && isPurpose(other) && isOnlyOne(before, other);
}

/** "Wir möchten das nicht | sie soll nicht mitmachen", "wir stimmen nicht zu | die Antwort ist nein" refuse twice. */
function isRefusedAgain(before: readonly Part[], [part, ...rest]: readonly Part[]): boolean {
  const isRefused = before.includes("not") && !before.includes("that") && !before.includes("takes");
  if (!isRefused) return false;
  if (part === "lets") return before.at(-1) === "not" && before.includes("wants") && rest.includes("not");
  return (part === "noes" || part === "refusal") && before.includes("lets") && !rest.some(isDeedOf);
}

/** "Mikro ist ok Kamera nein", as it is dictated. */
const isRefusedBeside = (before: readonly Part[], [part, answer, ...more]: readonly Part[]) =>
  isPurpose(part) &&
  before.includes("lets") &&
  (answer === "noes" || answer === "refusal" || answer === "refuses") &&
  more.length === 0;

const isReported = (part: Part) => part === "says" || part === "past";

const isDenial = (part: Part) => ["not", "no", "without", "refuses", "takes", "refusal", "noes"].includes(part);

const lacksOther = (before: readonly Part[], [, lacks, other]: readonly Part[]) =>
  before.length > 0 &&
  before.every(isPurpose) &&
  (lacks === "no" || lacks === "without") &&
  isPurpose(other) &&
  before.every((part) => purposeOf(part) !== purposeOf(other));

/** "Nur Ton", which denies nothing itself, and names another purpose than this one. */
const isOnlyOne = (before: readonly Part[], other: Part | undefined) =>
  before.includes("only") &&
  before.some(isPurpose) &&
  !before.some((part) => isDenial(part) || (isPurpose(part) && purposeOf(part) === purposeOf(other)));

/** A yes or a no, as it answers. */
export const isAnswer = (part: Part) => isNoun(part) || part === "noes";

/** "Ich aber nicht" is one thought. */
const isContrary = (before: readonly Part[], rest: readonly Part[]) =>
  before.length === 1 && before[0] === "own" && rest[1] === "not" && rest.length === 2;

const isDeedOf = (part: Part) => does([part]) || isNoun(part) || part === "other" || part === "not" || part === "keeps";

const stays = (part: Part) => part === "lets" || part === "longer" || part === "keeps";

/** "Kamera aus …" before "Ton an". */
const refusesSome = (before: readonly Part[]) =>
  (before.includes("takes") || before.includes("refuses")) && before.some(isPurpose) && !before.includes("not");

/** "Und ich …", "und möchte …", "und verbiete …", but not "dass er spricht und mitmacht". */
const isAnother = (rest: readonly Part[]) => {
  const [first, second] = rest.filter((part) => part !== "please");
  return (
    (first === "own" && second !== undefined && does(rest)) ||
    first === "wants" ||
    (first === "meant" && does(rest)) ||
    first === "takes" ||
    first === "refuses"
  );
};

/** "Ich nehme das zurück, mein Ja." */
const isOwn = (clause: readonly Part[]) => clause[0] === "own" && clause.length === 2 && clause.slice(1).every(isNoun);

/** Whether something is done in these parts: given, refused, taken back or wanted. */
export const does = (parts: readonly Part[]) =>
  parts.some((one) => one === "takes" || one === "refuses" || one === "lets" || one === "wants");
