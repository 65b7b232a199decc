import { expect, test } from "vitest";
import { withdrawalIn } from "../../src/messenger/withdrawal-in.ts";
import { texts, understand } from "../support/school.ts";
import { languages, listOf } from "./lists.ts";

const reads = (language: string) => (text: string) =>
  withdrawalIn({ texts, understand }, texts.speak(language), text, []) !== null;

test.each(languages)("nothing in %s that only looks like a withdrawal is recorded as one", (language) => {
  const near = [...listOf(language, "no-withdrawal"), ...listOf(language, "clear-yes")];
  expect(near.filter(reads(language))).toEqual([]);
});

test.each(languages)(
  "of clear withdrawals in %s more than half are recorded at once; the others are asked about",
  (language) => {
    const clear = listOf(language, "withdraws");
    expect(clear.filter(reads(language)).length).toBeGreaterThanOrEqual(clear.length * 0.5);
  },
);
