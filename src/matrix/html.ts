import { seenText } from "../bot-api/html.ts";
import { bad } from "../bot-api/refusal.ts";
import type { Content } from "./events.ts";

/** A text as a Matrix client reads it: whole without markup, for those that show none, and with it. */
export interface Written {
  body: string;
  formatted: string;
}

/**
 * A text with the Bot API's markup, as a Matrix client shows it. Nothing folds up there, so a folded quotation is one.
 * Errors: the Bot API's refusal of what is no such markup.
 */
export function written(source: string, isHtml: boolean): Written {
  const seen = isHtml ? seenText(source) : { text: source, html: escaped(source) };
  if ("refusal" in seen) throw bad(`can't parse entities: ${seen.refusal}`);
  if (seen.text.trim() === "") throw bad("message text is empty");
  const formatted = seen.html
    .replaceAll("<blockquote expandable>", "<blockquote>")
    .replaceAll("</blockquote>\n", "</blockquote>")
    .replaceAll("<tg-spoiler>", "<span data-mx-spoiler>")
    .replaceAll("</tg-spoiler>", "</span>")
    .replaceAll("\n", "<br>");
  return { body: seen.text, formatted };
}

/** The content of a message. It is a text and never a notice: those wake nobody's phone. */
export function contentOf({ body, formatted }: Written): Content {
  return { msgtype: "m.text", body, format: "org.matrix.custom.html", formatted_body: formatted };
}

export const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
