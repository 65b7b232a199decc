import type { SeenMessage } from "../../src/bot-api/chat.ts";
import { readTexts } from "../../src/texts.ts";

const texts = await readTexts();
const speaks = texts.languages.map((language) => texts.speak(language).plain);
const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&");
const hints = new Set(speaks.map((plain) => plain("options.many")));
const alone = speaks.map((plain) => plain("options.one", { option: "" }).replaceAll(/[\u2068\u2069]/g, ""));
const yesNo = speaks.map((plain) => {
  const [before = "", between = "", after = ""] = plain("options.yesNo", { yes: "\u0001", no: "\u0001" })
    .replaceAll(/[\u2068\u2069]/g, "")
    .split("\u0001");
  return new RegExp(`^${escaped(before)}(.+)${escaped(between)}(.+)${escaped(after)}$`, "u");
});

/** What can be chosen under a text, and how many of its lines say so. */
export function optionsUnder(body: string): { list: string[]; lines: number } {
  const parts = body.split("\n\n");
  const last = (parts.at(-1) ?? "").replaceAll(/[\u2068\u2069]/g, "");
  const asked = yesNo.map((one) => one.exec(last)).find((one) => one !== null);
  if (asked) return { list: asked.slice(1), lines: 2 };
  const single = alone.find((words) => last.startsWith(words));
  if (single !== undefined) return { list: [last.slice(single.length)], lines: 2 };
  if (!hints.has(parts.at(-1) ?? "")) return { list: [], lines: 0 };
  const list = (parts.at(-2) ?? "").split("\n").map((line) => line.replace(/^\d+ {2}/, ""));
  return { list, lines: list.length + 3 };
}

/** A text as it was meant, without what can be chosen. */
export function textIn(content: Record<string, unknown> | object): Pick<SeenMessage, "text" | "html"> {
  const { body, formatted_body: formatted } = content as { body: string; formatted_body: string };
  const { lines } = optionsUnder(body);
  const without = (all: string[]) => (lines === 0 ? all : all.slice(0, -lines)).join("\n");
  return { text: without(body.split("\n")), html: without(formatted.split("<br>")) };
}
