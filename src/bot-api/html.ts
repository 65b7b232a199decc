import { HtmlReader, Unreadable } from "./html-reader.ts";

/** The tags of the messenger (https://core.telegram.org/bots/api#html-style), each with its attribute if it has one. */
const attributeOf: Record<string, string | null> = {
  ...Object.fromEntries(["b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "pre"].map((tag) => [tag, null])),
  "tg-spoiler": null,
  span: "class",
  a: "href",
  code: "class",
  blockquote: "expandable",
  "tg-emoji": "emoji-id",
};

interface OpenTag {
  name: string;
  /** What ends it where it is written down; empty: it is not. */
  end: string;
}

/**
 * Reads a text the way the Bot API does with `parse_mode: "HTML"`.
 * Out: the text that a person sees (limits count this one), and the same with markup,
 * written down anew from what was read, so that nothing else can be in it; or what Telegram would refuse it with.
 */
export function seenText(source: string): { text: string; html: string } | { refusal: string } {
  try {
    return read(new HtmlReader(source));
  } catch (error) {
    if (error instanceof Unreadable) return { refusal: error.message };
    throw error;
  }
}

function read(reader: HtmlReader): { text: string; html: string } {
  const open: OpenTag[] = [];
  let [text, html] = ["", ""];
  while (!reader.atEnd) {
    if (reader.sees("</")) html += endTag(reader, open);
    else if (reader.sees("<")) html += startTag(reader, open);
    else {
      const piece = reader.text();
      text += piece;
      html += escaped(piece);
    }
  }
  const left = open.at(-1);
  if (left) throw new Unreadable(`Can't find end tag corresponding to start tag "${left.name}"`);
  if (!text.isWellFormed())
    throw new Unreadable(
      "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units",
    );
  return { text, html };
}

function startTag(reader: HtmlReader, open: OpenTag[]): string {
  const at = reader.offset();
  const name = reader.startOfTag();
  const attribute = Object.hasOwn(attributeOf, name) ? attributeOf[name] : undefined;
  if (attribute === undefined) throw new Unreadable(`Unsupported start tag "${name}" at byte offset ${at}`);
  let value = "";
  for (const [found, given] of reader.attributes(name)) {
    // The real one reads others away without a word; here it shows that something was not escaped.
    if (found !== attribute || (name === "code" && !given.startsWith("language-")))
      throw new Unreadable(`Unsupported attribute "${found}" in the tag "${name}" at byte offset ${at}`);
    value = name === "blockquote" ? "expandable" : given;
  }
  if (name === "span" && value !== "tg-spoiler")
    throw new Unreadable(`Tag "span" must have class "tg-spoiler" at byte offset ${at}`);
  if (name === "tg-emoji" && !/^[1-9]\d{0,18}$/.test(value))
    throw new Unreadable("Invalid custom emoji identifier specified");
  const [start, end] = written(name, value);
  open.push({ name, end });
  return start;
}

/** A tag as it is written down: its start and its end. */
function written(name: string, value: string): [string, string] {
  if (name === "span") return ["<tg-spoiler>", "</tg-spoiler>"];
  if (name === "a") {
    const address = link(value);
    return address === null ? ["", ""] : [`<a href="${quoted(address)}">`, "</a>"];
  }
  const attribute =
    value === "" ? "" : name === "blockquote" ? " expandable" : ` ${attributeOf[name]}="${quoted(value)}"`;
  return [`<${name}${attribute}>`, `</${name}>`];
}

/** Where a link leads: to the web, or to a person of the messenger. Others are no links, only their words stay. */
function link(given: string): string | null {
  const address = given.trim();
  if (address === "") return null;
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `http://${address}`);
  return url && ["http:", "https:", "tg:"].includes(url.protocol) ? url.href : null;
}

function endTag(reader: HtmlReader, open: OpenTag[]): string {
  const at = reader.offset();
  const expected = open.pop();
  if (!expected) throw new Unreadable(`Unexpected end tag at byte offset ${at}`);
  const name = reader.endOfTag();
  if (name !== "" && name !== expected.name)
    throw new Unreadable(`Unmatched end tag at byte offset ${at}, expected "</${expected.name}>", found "</${name}>"`);
  return expected.end;
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const quoted = (text: string) => escaped(text).replaceAll('"', "&quot;");
