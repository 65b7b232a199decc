import type { Answers } from "../src/consent/event.ts";

/** What a question can be answered with: a word of ours, an id, several ids, or an answer to each purpose. */
export type Value = string | string[] | Answers;

/**
 * One question of a conversation.
 * Its buttons carry flow, child, step and run, so that a tap answers exactly this question.
 */
export interface Question<Given extends Value = Value> {
  /** `flow:child:step:run`, short: callback data may have 64 bytes. */
  id: string;
  html: string;
  /** `key`: how the button calls its value. */
  choices: { key: string; value: Given; label: string }[];
  /** Buttons beside each other instead of below each other. */
  beside?: boolean;
  /** The answer is part of a declaration: its words are kept until it is recorded, for the proof. */
  declares?: true;
  /** The message of the person that it answers, and shows. */
  toQuestion?: number;
  read(text: string): Typed<Given>;
  /** What is said where the words are not clear. */
  unclear: string;
}

/** Whether a button is one of a question, which reads words itself, with all its care. In: what it leads to. */
export const isOfQuestion = (data: string): boolean => /^(give|withdraw|request):/.test(data);

/** What typed words are to a question: an answer, a way out of it, a reason to ask again, or none of these. */
export type Typed<Given> = { value: Given; loose?: true } | { leads: WayOut } | { says: string } | null;
export type WayOut = "stop" | "later" | "paper";
