import fc from "fast-check";
import { Bot } from "grammy";
import { describe, expect, test } from "vitest";
import { BotApiBox } from "../../src/bot-api/box.ts";
import { seenText } from "../../src/bot-api/html.ts";
import { boxAsFetch } from "../../src/bot-api/mounts.ts";

const refusal = (html: string) => {
  const seen = seenText(html);
  return "refusal" in seen ? seen.refusal : `accepted: ${seen.text}`;
};

describe("HTML as the messenger reads it", () => {
  test.each([
    ["<script>", 'Unsupported start tag "script" at byte offset 0'],
    ["ü<img src=x>", 'Unsupported start tag "img" at byte offset 2'],
    ["<b/onclick=x>a</b>", 'Unsupported start tag "b/onclick=x" at byte offset 0'],
    ["a <b", "Unclosed start tag at byte offset 2"],
    ["a < b", 'Unsupported start tag "" at byte offset 2'],
    ["<i =a>", 'Empty attribute name in the tag "i" at byte offset 0'],
    ['<i "a">', 'Empty attribute name in the tag "i" at byte offset 0'],
    ["<i a = ", 'Unclosed start tag "i" at byte offset 0'],
    ['<a href="x>', "Unclosed start tag at byte offset 0"],
    ["<a href=x/y>z</a>", "Unexpected end of name token at byte offset 8"],
    ["a</b>", "Unexpected end tag at byte offset 1"],
    ["<b>a</b", "Unclosed end tag at byte offset 4"],
    ["<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
    ["<b>a", `Can't find end tag corresponding to start tag "b"`],
    ["<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
    ['<span class="bubble">a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
    ['<tg-emoji emoji-id="x">a</tg-emoji>', "Invalid custom emoji identifier specified"],
    [
      "&#xDFDF;",
      "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units",
    ],
  ])("%s is refused in the messenger's words", (html, words) => {
    expect(refusal(html)).toBe(words);
  });

  test.each([
    ['<b style="animation:rise 1s" onanimationstart=alert(1)>a</b>', "style", "b"],
    ["<b onclick='x'>a</b>", "onclick", "b"],
    ["<B ONCLICK='x'>a</B>", "ONCLICK", "b"],
    ["<i hidden>a</i>", "hidden", "i"],
    ['<a href="https://example.org" onclick="x">a</a>', "onclick", "a"],
    ['<code class="bubble">a</code>', "class", "code"],
    ['<blockquote class="x">a</blockquote>', "class", "blockquote"],
    ['<tg-spoiler id="x">a</tg-spoiler>', "id", "tg-spoiler"],
    ['<pre class="language-x">a</pre>', "class", "pre"],
  ])("%s: an attribute that means nothing to the messenger is refused", (html, attribute, tag) => {
    expect(refusal(html)).toBe(`Unsupported attribute "${attribute}" in the tag "${tag}" at byte offset 0`);
  });

  test.each([
    ["<b>a</b> <STRONG >b</STRONG >", "a b", "<b>a</b> <strong>b</strong>"],
    ['<span class="tg-spoiler">a</span>', "a", "<tg-spoiler>a</tg-spoiler>"],
    ['<pre><code class="language-ts">a</code></pre>', "a", '<pre><code class="language-ts">a</code></pre>'],
    ["<blockquote expandable>a</blockquote>", "a", "<blockquote expandable>a</blockquote>"],
    ['<blockquote expandable="">a</>', "a", "<blockquote expandable>a</blockquote>"],
    [
      '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
      "👍",
      '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
    ],
    [
      "&lt;&gt;&amp;&quot;&#65;&#x42;&laquo;&#12345678;&#0;&",
      `<>&"AB&laquo;&#12345678;&#0;&`,
      `&lt;&gt;&amp;"AB&amp;laquo;&amp;#12345678;&amp;#0;&amp;`,
    ],
    ["a > b", "a > b", "a &gt; b"],
  ])("%s is read, and written down anew from what was read", (html, text, written) => {
    expect(seenText(html)).toEqual({ text, html: written });
  });

  test.each([
    ['<a href="https://example.org/?a=1&amp;b=%22">a</a>', '<a href="https://example.org/?a=1&amp;b=%22">a</a>'],
    ["<a href='HTTP://example.org'>a</a>", '<a href="http://example.org/">a</a>'],
    ['<a href="example.org/x">a</a>', '<a href="http://example.org/x">a</a>'],
    ['<a href="tg://user?id=1">a</a>', '<a href="tg://user?id=1">a</a>'],
    ['<a href="javascript:alert(1)">a</a>', "a"],
    ['<a href="JaVaScRiPt&#58;alert(1)">a</a>', "a"],
    ['<a href=" java&#10;script:alert(1)">a</a>', "a"],
    ['<a href="data:text/html,x">a</a>', "a"],
    ['<a href="vbscript:x">a</a>', "a"],
    ['<a href="file:///etc/passwd">a</a>', "a"],
    ["<a>a</a>", "a"],
  ])("%s is a link only where it leads to the web or to a person", (html, written) => {
    expect(seenText(html)).toEqual({ text: "a", html: written });
  });

  test("whatever is sent, what is written down has no tag and no attribute but the messenger's", () => {
    const piece = fc.constantFrom(
      "<",
      ">",
      "</",
      "b",
      "a",
      "i",
      "code",
      "span",
      "blockquote",
      " ",
      "\n",
      "=",
      "/",
      '"',
      "'",
      "href",
      "class",
      "onclick",
      "style",
      "https://x.de",
      "javascript:x",
      "tg-spoiler",
      "language-x",
      "expandable",
      "&",
      "&lt;",
      "&#60;",
      "&quot;",
      "&#x22",
      "script",
      "<b>",
      "</b>",
      '<a href="',
      '">',
      "</a>",
      "\0",
    );
    const tag =
      /<(?:\/?(?:b|i|code|tg-spoiler|blockquote|a)|blockquote expandable|code class="[^"<>]*"|a href="(?:https?|tg):[^"<>]*")>/g;
    let read = 0;
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 14 }).map((all) => all.join("")),
        (html) => {
          const seen = seenText(html);
          if ("refusal" in seen) return;
          read += 1;
          expect(seen.html.replaceAll(tag, "")).not.toMatch(/[<>]/);
        },
      ),
      { numRuns: 5_000, seed: 7 },
    );
    expect(read).toBeGreaterThan(100);
  });

  test("the box keeps only what was read, and refuses the rest as a bad request", async () => {
    const box = new BotApiBox();
    box.open({ id: 1, first_name: "Nadja" });
    const bot = new Bot("1:token", { client: { fetch: boxAsFetch(box) as never } });
    await bot.api.sendMessage(1, '<a href="javascript:alert(1)">a</a> <b>b</b>', { parse_mode: "HTML" });
    expect(box.place(1).messages.at(-1)).toMatchObject({ text: "a b", html: "a <b>b</b>" });
    const call = bot.api.sendMessage(1, "<b onclick='x'>a</b>", { parse_mode: "HTML" });
    await expect(call).rejects.toMatchObject({
      error_code: 400,
      description: `Bad Request: can't parse entities: Unsupported attribute "onclick" in the tag "b" at byte offset 0`,
    });
  });
});
