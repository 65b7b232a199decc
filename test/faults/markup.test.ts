import fc from "fast-check";
import { expect, test } from "vitest";
import { inPieces } from "../../conversations/fitting.ts";
import { seenText } from "../../src/bot-api/html.ts";
import { withoutMarkup } from "../../src/consent/shown.ts";
import type { Phone } from "../support/phone.ts";
import { School } from "../support/school.ts";

const hostile = [
  'Mi<a href="https://evil.example/">la</a> & "x"',
  "Mi<x>la",
  "<b>Mi</b>la &amp; &lt;i&gt;",
  "Mila</b></blockquote><code>",
  "Mi`*_[la](https://evil.example/)",
  "$& $1 @lines @declared",
];
const name = fc.oneof(
  fc.constantFrom(...hostile),
  fc
    .string({ unit: fc.constantFrom(..."<>&\"'/=ab ;#x".split("")), minLength: 1, maxLength: 30 })
    .map((some) => `M${some}`),
);

/** Tags that our own texts bring; every other one would have come with a name or with typed words. */
const own = /<\/?(?:b|i|u|s|code|blockquote|blockquote expandable)>/g;

function expectNoForeignMarkup(phone: Phone): void {
  for (const { from, html } of phone.messages) {
    if (from !== "bot" || html === null) continue;
    expect(seenText(html)).toHaveProperty("text");
    expect(html.replaceAll(own, "")).not.toMatch(/[<>]/);
  }
}

test("whatever stands in a name, in typed words or in a note of the office reaches every chat as letters", async () => {
  await fc.assert(
    fc.asyncProperty(name, name, name, async (child, guardian, some) => {
      // Nothing that steers.
      const words = `zzwort ${some}`;
      const school = await School.open({ joined: ["mother", "teacher"] });
      const { $client: client } = school.database;
      client.prepare("update child set given_name = ? where given_name in ('Mila', 'Jonas')").run(child);
      client.prepare("update person set given_name = ? where given_name in ('Nadja', 'Petra')").run(guardian);
      client.prepare("update school_class set name = ? where name = '3a'").run(`3${child}`);
      const [mother, teacher] = [school.phone("mother"), school.phone("teacher")];
      const first = () => mother.labels().find((label) => label.includes("(3")) ?? "";
      await mother.says("/status");
      await mother.presses(mother.labels().find((label) => label.startsWith("Für ")) ?? "");
      await mother.presses("JA");
      await mother.says(words);
      await mother.presses("JA");
      await mother.presses("Absenden");
      expect(mother.last).toContain("Gespeichert");
      for (const text of ["/status", "/datenschutz", "/widerruf"]) await mother.says(text);
      await mother.presses(first());
      await mother.presses("Ton und Bild: NEIN");
      for (const text of ["/start", "Ich widerrufe alles", words]) await mother.says(text);
      await mother.says("/rechte");
      await mother.presses("Beschwerde");
      await mother.says(`Beschwerde ${words}`);
      if (mother.button("So weitergeben")) await mother.presses("So weitergeben");
      const [request] = await school.house.requests.all();
      if (request)
        await school.house.requests.step(request.id, "declined", "Frau Schreiber", words, school.house.now());
      await teacher.says("/klasse");
      await teacher.presses("Namen zeigen");
      await school.quiet();
      expect(teacher.transcript()).toContain("Klasse");
      expectNoForeignMarkup(mother);
      expectNoForeignMarkup(teacher);
      await school.stop();
    }),
    { numRuns: 12, examples: hostile.slice(0, 4).map((one) => [one, one, one] as [string, string, string]) },
  );
});

test("whatever is too long is cut into pieces that the messenger takes, and no letter is lost", () => {
  const line = fc.string({ unit: fc.constantFrom(...[..."ab<&😀é "]), maxLength: 90 });
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 40 }), fc.integer({ min: 20, max: 80 }), (lines, most) => {
      const html = lines.map((one) => one.replaceAll("&", "&amp;").replaceAll("<", "&lt;")).join("\n");
      const pieces = inPieces(`<b>${html}</b>`, most);
      const read = pieces.map((piece) => (seenText(piece) as { text: string }).text);
      for (const text of read) expect(text.length).toBeLessThanOrEqual(most);
      for (const text of read) expect(text.isWellFormed()).toBe(true);
      const letters = (text: string) => text.replaceAll(/\s/g, "");
      expect(letters(read.join(""))).toBe(letters(withoutMarkup(html)));
    }),
  );
});
