import { beginningOf, oneLine } from "./shown.ts";

/** One act of a declaration: words as typed, or the label of a button as it was shown. */
export interface Act {
  how: "typed" | "button";
  words: string;
}

/** So many letters of an act stand in evidence: what the messenger lets anybody write, where a sign is two halves. */
const mostOfAct = 8192;

/** How an act stands in the evidence of an event (Art. 7(1) GDPR: the school must be able to show it). */
export function actOf(update: number, { how, words }: Act): string {
  return `update ${update}, ${how} „${beginningOf(oneLine(words), mostOfAct)}“`;
}

/** The acts that the evidence of an event holds, in their order. */
export function actsIn(evidence: string): Act[] {
  return [...evidence.matchAll(/update \d+, (typed|button) „(.*?)“(?=[,;] |$)/gu)].map(([, how, words = ""]) => ({
    how: how === "typed" ? "typed" : "button",
    words,
  }));
}
