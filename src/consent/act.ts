import { beginningOf, oneLine } from "./shown.ts";

/** One act of a declaration: words as typed, or the label of a button as it was shown. */
export interface Act {
  how: "typed" | "button";
  words: string;
  /** Where a number was typed: the label that it stood before. */
  chose?: string;
}

/** So many letters of an act stand in evidence: what the messenger lets anybody write, where a sign is two halves. */
const mostOfAct = 8192;

/** How an act stands in the evidence of an event (Art. 7(1) GDPR: the school must be able to show it). */
export function actOf(update: number, { how, words, chose }: Act): string {
  const quoted = (text: string) => `„${beginningOf(oneLine(text), mostOfAct)}“`;
  return `update ${update}, ${how} ${quoted(words)}${chose === undefined ? "" : ` = ${quoted(chose)}`}`;
}

/** The acts that the evidence of an event holds, in their order. */
export function actsIn(evidence: string): Act[] {
  const acts = /update \d+, (typed|button) „(.*?)“(?: = „(.*?)“)?(?=[,;] |$)/gu;
  return [...evidence.matchAll(acts)].map(([, how, words = "", chose]) => ({
    how: how === "typed" ? "typed" : "button",
    words,
    ...(chose === undefined ? {} : { chose }),
  }));
}

/** The words of an act as they are read. */
export const wordsOf = ({ words, chose }: Act): string => (chose === undefined ? words : `${words} = ${chose}`);
