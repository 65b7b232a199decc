/** Signs that go with a friendly answer and change nothing in it. */
const friendly = /[👍👌✅✔☑🙂😊😀😄😃☺🙏❤💕💛💚💙🥰🎉💯👏🤗💪🌸🌹🌷⭐\u{1F3FB}-\u{1F3FF}\u200d\ufe0f]/gu;
/** Signs that say yes, and no, by themselves. */
export const signsOf = { yes: "✅✔👍☑", no: "❌🚫👎🙅⛔✖" };
const affirming = new RegExp(`[${signsOf.yes}]`, "u");
const refusing = new RegExp(`[${signsOf.no}]`, "u");
/** Also the bare bracket with which a smile is written in Russian. */
const smileys = /(?:^|\s|(?<=\p{L}))[:=]-?[)D](?=\s|$)|(?<=^[^(]*\p{L}\s?)\)+$/gu;

/**
 * Whether a text is written as somebody writes who has made up their mind: no question, no hesitating dots,
 * nothing quoted or in brackets, not broken off, and no sign that could be irony.
 */
export function clearlyWritten(text: string): boolean {
  const plain = text
    .replaceAll(smileys, " ")
    .replaceAll(friendly, "")
    .replaceAll(/\p{Cf}/gu, "")
    .trim();
  // Struck through, letter by letter.
  if (/[\u0334-\u0338]/u.test(text)) return false;
  const letters = /^[\p{L}\p{M}\p{N}\s.,;:!،؛。’'`´ʼ‘–—-]+$/u;
  const hesitates = /\.\s*\.|…|[,;:–—-]\s*$|^\s*[,;:–—-]/u;
  return letters.test(plain) && !hesitates.test(plain);
}

/** Whether signs alone say no: nothing else in the text, and no sign that says yes. */
export const noSigns = (text: string): boolean => answerOfSigns(text) === "no";

/** What the signs in a text answer; "both" where they speak against each other. */
export function answerOfSigns(text: string): "yes" | "no" | "both" | null {
  const [yes, no] = [affirming.test(text), refusing.test(text)];
  return yes && no ? "both" : yes ? "yes" : no ? "no" : null;
}
