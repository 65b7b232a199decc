import type { Clause } from "./wish-clause.ts";

/** What stands before or behind a condition is not yet done. */
export function conditioned(clauses: readonly Clause[]): Clause[] {
  return clauses.map((clause, at) => {
    const next = clauses[at + 1];
    // "…, wenn die Kamera aus bleibt" is no condition, but what is given.
    const isOpen = (next?.isIf && next.act === null) || clauses.slice(0, at).some(({ isIf }) => isIf);
    return isOpen ? { ...clause, isMeant: false, isIf: true } : clause;
  });
}

/**
 * What follows a report is reported too, "ich nicht" refuses what others give, and "das nehme ich zurück" is
 * said of what was refused before it.
 */
export function inTheirPlace(clauses: readonly Clause[]): Clause[] {
  return clauses.map((clause, at) => {
    const before = clauses[at - 1];
    if (clauses[at + 1]?.isReporter || (clause.has("intent") && clauses[at + 1]?.isBut))
      return { ...clause, isMeant: false };
    if (!before) return clause;
    if (clause.has("turns")) return { ...clause, act: turned(clauses.slice(0, at)) };
    if (clause.isBare && before.asks && before.act === "take")
      return { ...clause, act: clause.has("refusal") ? "keep" : "take" };
    // "Die Kamera nehme ich zurück, das Mikro nicht"; "Kamera weg, Ton auch nicht" refuses both.
    if (clause.isLeftOut && before.isMeant && before.has("takes") && before.has("own")) return { ...clause, act: null };
    if (clause.isNoMore && before.has("past")) return { ...clause, act: noMore(before.act), isMeant: true };
    // "Ich wollte widerrufen, lasse es aber bleiben" drops what was meant.
    if (isOfIntent(before) && isDropping(clause)) return { ...clause, act: dropped(before.act), isMeant: true };
    // "Ich hatte vor zu widerrufen, habe mich aber umentschieden."
    if (isChange(clause) && !before.isMeant && before.has("unsure")) return { ...clause, act: "keep" };
    // "Ich stimme zu, ich habe es mir überlegt" says why.
    if (before.act !== null && isReason(clause)) return { ...clause, act: null };
    if (clause.isContrary && (before.has("other") || before.has("theirs")))
      return { ...clause, act: before.act === "give" || isOnlyTold(before) ? "refuse" : "keep" };
    if ((clause.isBut || clause.isFirst) && (clause.has("own") || !before.has("other"))) return clause;
    // "Bitte nichts ändern, das war ein Irrtum."
    if (clause.act === "take" && before.act === "keep" && !clause.has("own") && !clause.has("consent"))
      return { ...clause, act: "keep" };
    const isReport = before.has("says") && !before.has("own") && !clause.has("mind");
    if (isReport && (before.has("other") || !clause.has("own"))) return { ...clause, isMeant: false };
    const isOver = before.has("past") || before.has("says") || !before.isMeant;
    const isOfThat = clause.act === "take" && !clause.has("consent") && before.act === "refuse" && isOver;
    return isOfThat ? { ...clause, act: "give" } : clause;
  });
}

/** "Die anderen haben unterschrieben". */
const isOnlyTold = ({ act, has }: Clause) => act === null && has("other") && has("past");

/** Was meant, or nearly: of what was once given or refused for good only a withdrawal can be let be. */
const isOfIntent = ({ act, has }: Clause) =>
  has("intent") ? act !== null : act === "take" && (has("past") || has("unsure"));

/** Lets something be, without a word for what. */
const isDropping = ({ act, has, named, denied }: Clause) =>
  (act === "take" || act === "refuse" || act === "keep" || has("longer") || has("drops") || has("mind")) &&
  !has("consent") &&
  !has("refusal") &&
  !has("noes") &&
  named.length + denied.length === 0;

/** A changed mind, named behind what it was changed to. */
const isReason = (clause: Clause) => isChange(clause) && !clause.isFirst && !clause.isBut;

const isChange = ({ has, act }: Clause) => has("mind") && act === "take" && !has("takes");

/** "Erst war ich dafür, jetzt nicht mehr", and "… dagegen, jetzt nicht mehr". */
const noMore = (act: Clause["act"]): Clause["act"] => (act === "refuse" ? "give" : act === "keep" ? "keep" : "take");

const dropped = (act: Clause["act"]): Clause["act"] => (act === "give" ? "refuse" : "keep");

/** "Ich widerrufe … nein, doch nicht" leaves all as it is; behind anything else "doch nicht" refuses. */
function turned(before: readonly Clause[]): Clause["act"] {
  const last = before.findLast(({ act, isBare }) => act !== null && !isBare);
  return last?.act === "take" ? "keep" : "refuse";
}
