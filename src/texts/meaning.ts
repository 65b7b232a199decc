import type { Circumstance } from "../answers/everyday.ts";
import { sentencesOf } from "../answers/pieces.ts";
import { plausible } from "../answers/plausible.ts";
import type { Understanding, Wish } from "../answers/understanding.ts";
import type { ProgramTexts } from "./program.ts";

type Withdrawing = Pick<ProgramTexts, "withdrawsPlainly" | "withdrawsAtOnce" | "readScope">;

const whoSigns = "student_16_signature";
/** What is no help to whoever has no net at all. */
const ofTheNet = ["network_advice", "technical_stability"];

/**
 * What a message from a person without children here means; "choices" has the topics that are offered, and no
 * others: none, where what is asked is whether to give or to withdraw.
 * In: what the text was understood as; the text; the language that is spoken with the person.
 */
export function meaningOf(
  texts: Withdrawing & Pick<ProgramTexts, "everydayIn" | "circumstanceIn">,
  understood: Understanding,
  text: string,
  spoken: string,
): Understanding {
  const { kind, topics, language, onlyToday, undecided } = understood;
  const languages = [spoken, language.id];
  const nothing: Understanding = { kind: "none", topics, answers: 0, wish: null, language };
  if (texts.everydayIn(text, spoken) || circumstanceOf(texts, understood, text, languages)) return nothing;
  if (kind === "wish" || onlyToday) return understood;
  const wish = plainWithdrawal(texts, text, languages, []);
  if (wish) return { kind: "wish", topics, answers: 0, wish, language };
  if (undecided) return { ...understood, topics: [] };
  if (kind !== "choices") return understood;
  const offered = plausible(topics);
  return offered.length > 0 ? { ...understood, topics: offered } : nothing;
}

/**
 * What is asked about costs, by a family without internet, by foster parents or by one parent alone, as far as the
 * notice does not answer it: of the first two it says nothing, of the others only where they sign.
 * In: what the text was understood as; the languages in which it may be written, the likeliest first.
 * Out: null where it is anything else: a wish, or a question that the notice answers.
 */
export function circumstanceOf(
  texts: Pick<ProgramTexts, "circumstanceIn">,
  { kind, topics, answers, onlyToday }: Understanding,
  text: string,
  languages: readonly string[],
): { what: Circumstance; language: string } | null {
  const found = texts.circumstanceIn(text, languages);
  if (!found || onlyToday || answers > 1 || (kind === "wish" && !/[?؟]/.test(text))) return null;
  if (found.what === "costs") return found;
  const topic = kind === "answer" ? topics[0]?.id : undefined;
  const isAnswered = topic !== undefined && !(found.what === "offline" ? ofTheNet : [whoSigns]).includes(topic);
  return isAnswered ? null : found;
}

/**
 * Words that withdraw by rule alone: the whole text, or one clear sentence beside anything else.
 * In: the languages in which it is read; names of children that may stand in it. Out: null where there are none.
 */
export function plainWithdrawal(
  { withdrawsPlainly, withdrawsAtOnce, readScope }: Withdrawing,
  text: string,
  languages: readonly string[],
  names: readonly string[],
): Wish | null {
  const said = withdrawsPlainly(text, languages, names)
    ? text
    : sentencesOf(text).findLast((sentence) => withdrawsAtOnce(sentence, languages, names));
  return said === undefined ? null : { action: "withdraw", scope: readScope(said) };
}
