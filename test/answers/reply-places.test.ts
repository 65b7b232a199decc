import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readReplyGrammar, type ReplyGrammar } from "../../src/answers/reply-grammar.ts";

const folder = new URL("../../locales/", import.meta.url);

type Place = ReplyGrammar["start"];

/** How many places there are from here on, each counted once. */
function placesFrom(start: Place): number {
  const seen = new Set<Place>();
  const look = (one: Place) => {
    if (seen.has(one)) return;
    seen.add(one);
    for (const next of [...one.aside, ...[...one.next.values()].flat()]) look(next);
  };
  look(start);
  return seen.size;
}

test("a phrase that is said in many ways is laid once for what they have in common", () => {
  const one = readReplyGrammar("{who}: he | she | my child\n{how}: may | can\nyes: {who} {how} take part");
  const more = readReplyGrammar(
    "{who}: he | she | my child\n{how}: may | can\nyes: {who} {how} take part | yes, {who} {how} take part",
  );
  expect(placesFrom(more.start) - placesFrom(one.start)).toBe(1);
});

test("the phrases of all languages need less than 40,000 places: they lie in the memory for good", () => {
  const files = readdirSync(folder)
    .map((language) => new URL(`${language}/how-parents-ask/replies.txt`, folder))
    .flatMap((file) => {
      try {
        return [readFileSync(file, "utf8")];
      } catch {
        return [];
      }
    });
  expect(files.length).toBeGreaterThan(8);
  const places = files.map((file) => placesFrom(readReplyGrammar(file).start));
  expect(places.reduce((sum, one) => sum + one, 0)).toBeLessThan(40_000);
});
