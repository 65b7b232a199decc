import type { Answer, Purpose } from "../consent/event.ts";
import type { Saying } from "./reply-grammar.ts";

/** The question that was on the screen when somebody typed. */
export type Step = "audio" | "video" | "review" | "withdraw";

/** A yes or a no to the purpose that was asked about, or an answer to each that is named. Null: neither clearly. */
export function answersIn(bare: readonly Saying[], step: Step): Answer | Partial<Record<Purpose, Answer>> | null {
  if (bare.every((one) => one === "yes")) return "yes";
  if (bare.every((one) => one === "no")) return "no";
  const answers = pairs(bare, step);
  const named = answers && Object.entries(answers);
  if (!answers || !named || named.length === 0) return null;
  const [[purpose, answer] = [], ...others] = named;
  if (others.length > 0 || step === "withdraw") return answers;
  return purpose === step && answer ? answer : null;
}

const letters: Partial<Record<Saying, string>> = { yes: "Y", no: "N", audio: "A", video: "V", both: "B", only: "O" };

/**
 * "Ton ja, Bild nein", "nein zum Bild", "ja, aber nur Ton": which purpose has which answer.
 * A yes to one purpose alone says no to the other; "ja, aber ohne Bild" is a yes to the sound that was asked about.
 */
function pairs(bare: readonly Saying[], step: Step): Partial<Record<Purpose, Answer>> | null {
  const said = bare
    .map((one) => letters[one] ?? "?")
    .join("")
    .replaceAll("B", "AV")
    .replaceAll(/Y+/g, "Y")
    .replaceAll(/N+/g, "N");
  const alone = /^(?:YO([AV])|O([AV])Y)$/.exec(said);
  if (alone) return only(purposeOf(alone[1] ?? alone[2] ?? ""));
  if (said === "YNV" && step === "audio") return { audio: "yes", video: "no" };
  if (step === "withdraw" && /^N?O?[AV]{1,2}N?$/.test(said))
    return Object.fromEntries([...said].filter((one) => "AV".includes(one)).map((one) => [purposeOf(one), "no"]));
  const groups = /^[AV]/.test(said)
    ? [/^(?:[AV]{1,2}[YN])+$/, /([AV]+)([YN])/g]
    : [/^(?:[YN]O?[AV]{1,2})+$/, /([YN])O?([AV]+)/g];
  const [whole, each] = groups as [RegExp, RegExp];
  if (!whole.test(said)) return null;
  const answers: Partial<Record<Purpose, Answer>> = {};
  for (const [, one = "", other = ""] of said.matchAll(each)) {
    const [named, answer] = /[YN]/.test(one) ? [other, one] : [one, other];
    for (const letter of named) {
      if (answers[purposeOf(letter)]) return null;
      answers[purposeOf(letter)] = answer === "Y" ? "yes" : "no";
    }
  }
  return answers;
}

const purposeOf = (letter: string): Purpose => (letter === "A" ? "audio" : "video");
const only = (purpose: Purpose): Record<Purpose, Answer> => ({
  audio: purpose === "audio" ? "yes" : "no",
  video: purpose === "video" ? "yes" : "no",
});
