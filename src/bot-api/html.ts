const tags = new Set([
  "b",
  "strong",
  "i",
  "em",
  "u",
  "ins",
  "s",
  "strike",
  "del",
  "a",
  "code",
  "pre",
  "blockquote",
  "tg-spoiler",
]);
const entities: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"' };

/**
 * Reads a text the way the Bot API does with `parse_mode: "HTML"`.
 * Out: the text that a person sees (limits count this one), or what Telegram would refuse it with.
 */
export function seenText(html: string): { text: string } | { refusal: string } {
  const open: string[] = [];
  let text = "";
  for (const token of html.matchAll(/<([^>]*)>|&(#\d+|#x[0-9a-f]+|\w+);|[^<&]+|[<&]/gi)) {
    const [whole, tag, entity] = token;
    if (tag !== undefined) {
      const refusal = step(tag, open);
      if (refusal) return { refusal: `${refusal} at byte offset ${Buffer.byteLength(html.slice(0, token.index))}` };
    } else if (whole === "<") {
      return { refusal: `Unclosed start tag at byte offset ${Buffer.byteLength(html.slice(0, token.index))}` };
    } else text += entity === undefined ? whole : character(entity, whole);
  }
  const left = open.at(-1);
  return left ? { refusal: `Can't find end tag corresponding to start tag "${left}"` } : { text };
}

function step(tag: string, open: string[]): string | null {
  const name = tag.replace(/^\//, "").split(/\s/)[0]?.toLowerCase() ?? "";
  if (!tag.startsWith("/")) {
    if (!tags.has(name)) return `Unsupported start tag "${name}"`;
    open.push(name);
    return null;
  }
  const expected = open.pop();
  if (!expected) return "Unexpected end tag";
  return expected === name ? null : `Unmatched end tag, expected "</${expected}>", found "</${name}>"`;
}

function character(entity: string, whole: string): string {
  if (entity.startsWith("#x")) return String.fromCodePoint(Number.parseInt(entity.slice(2), 16));
  if (entity.startsWith("#")) return String.fromCodePoint(Number(entity.slice(1)));
  return entities[entity] ?? whole;
}
