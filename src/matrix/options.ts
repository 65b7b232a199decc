import { createHash } from "node:crypto";
import { bad } from "../bot-api/refusal.ts";
import { isObject, isText } from "./events.ts";
import { escaped, type Written } from "./html.ts";

/** What could be tapped elsewhere: here it is chosen by its number. */
export interface Option {
  label: string;
  leadsTo: string;
}

/** What the line itself says, in the language of a chat. */
export type LineKey = "options.yesNo" | "options.one" | "options.many" | "options.unreadable";
export type Say = (key: LineKey, values?: Record<string, string>) => string;

/** What a tap on a message whose options are closed leads to: nothing of ours is called so. */
export const closed = "closed";

/** The rows of a keyboard. In: `reply_markup` of the Bot API, as an object or as JSON. Errors: its refusal. */
export function optionsIn(markup: unknown): Option[][] {
  const read = isText(markup) && markup !== "" ? parsed(markup) : (markup ?? {});
  const rows = isObject(read) ? (read.inline_keyboard ?? []) : null;
  if (!Array.isArray(rows) || !rows.every(Array.isArray)) throw bad("inline keyboard must be an array of arrays");
  return (rows as unknown[][]).map((row) => row.map(optionIn));
}

function optionIn(button: unknown): Option {
  if (!isObject(button) || !isText(button.text) || !isText(button.callback_data))
    throw bad("can't parse inline keyboard button: here a button has a text and callback_data");
  return { label: button.text, leadsTo: button.callback_data };
}

function parsed(markup: string): unknown {
  try {
    return JSON.parse(markup);
  } catch {
    throw bad("can't parse reply keyboard markup JSON object");
  }
}

/**
 * A text with what can be chosen under it. Two answers side by side are said in words first: whoever writes JA has
 * said more than whoever writes 1. What can be chosen alone has no number: it may stand above a question that has.
 */
export function withOptions(text: Written, rows: readonly Option[][], say: Say): Written {
  const all = rows.flat();
  const [first, second] = all;
  if (!first) return text;
  const inWords = (asked: string) => ({
    body: `${text.body}\n\n${asked}`,
    formatted: `${text.formatted}<br><br>${escaped(asked)}`,
  });
  if (!second) return inWords(say("options.one", { option: first.label }));
  if (rows.length === 1 && all.length === 2)
    return inWords(say("options.yesNo", { yes: first.label, no: second.label }));
  const hint = say("options.many");
  const lines = all.map(({ label }, at) => `${at + 1}  ${label}`);
  const marked = all.map(({ label }, at) => `<b>${at + 1}</b>  ${escaped(label)}`);
  return {
    body: [text.body, "", ...lines, "", hint].join("\n"),
    formatted: [text.formatted, "", ...marked, "", `<i>${escaped(hint)}</i>`].join("<br>"),
  };
}

/** The number that a text is, and nothing else: "1", "1.", "(2)", "١"; null for every other text. */
export function numberIn(text: string): number | null {
  // A keycap is a digit with two signs behind it.
  const bare = text.trim().replaceAll(/[\uFE0F\u20E3\u200E\u200F]/g, "");
  const digits = /^\(?(\p{Nd}{1,2})[.)]?$/u.exec(bare)?.[1];
  return digits === undefined ? null : Number([...digits].map(digitOf).join(""));
}

/** Digits of all scripts stand in tens, each from its zero on. */
function digitOf(sign: string): number {
  const code = sign.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return code - zero;
}

/** Whether signs say that a word is asked about, crossed out or not meant: it chooses nothing then. */
export const isInDoubt = (text: string): boolean => /[?？؟⸮~❌✖✗✘🚫⛔🛑👎🙅]/u.test(text);

/** What a word is known by again, without being kept: however it is written, with or without signs around it. */
export function soundOf(word: string): string {
  const bare = word
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, " ");
  return createHash("sha256").update(bare.trim()).digest("base64url").slice(0, 12);
}
