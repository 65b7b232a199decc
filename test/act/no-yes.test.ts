import fc from "fast-check";
import { expect, test } from "vitest";
import type { Step } from "../../src/answers/reply.ts";
import { texts } from "../support/school.ts";
import { languages, listOf } from "./lists.ts";

const steps: Step[] = ["audio", "video", "review", "withdraw"];

test.each(languages)("of more than a hundred sentences in %s that are no yes, none is one at any step", (language) => {
  const sentences = listOf(language, "no-yes");
  expect(sentences.length).toBeGreaterThanOrEqual(100);
  const taken = sentences.flatMap((sentence) =>
    steps
      .map((step) => ({ sentence, step, read: texts.readReply(sentence, step, language) }))
      .filter(({ read }) => ["yes", "send"].includes(read.meaning)),
  );
  expect(taken).toEqual([]);
});

test.each(languages)("of the clear ones in %s at least 95 of 100 are understood, and none is reversed", (language) => {
  for (const [list, meaning] of [
    ["clear-yes", "yes"],
    ["clear-no", "no"],
  ] as const) {
    const sentences = listOf(language, list);
    const read = sentences.map((sentence) => texts.readReply(sentence, "audio", language).meaning);
    const other = meaning === "yes" ? "no" : "yes";
    expect(sentences.filter((_, at) => read[at] === other)).toEqual([]);
    const missed = sentences.filter((_, at) => read[at] !== meaning);
    expect({ list, missed: missed.length <= sentences.length * 0.05 ? [] : missed }).toEqual({ list, missed: [] });
  }
});

test.each(languages)("one unknown word anywhere in a clear yes in %s makes it unclear", (language) => {
  const clear = listOf(language, "clear-yes").filter(
    (yes) => texts.readReply(yes, "audio", language).meaning === "yes",
  );
  for (const yes of clear) {
    const words = yes.split(" ");
    for (let at = 0; at <= words.length; at += 1) {
      const more = [...words.slice(0, at), "xqzw", ...words.slice(at)].join(" ");
      for (const step of steps)
        expect({ more, step, meaning: texts.readReply(more, step, language).meaning }).not.toMatchObject({
          meaning: expect.stringMatching(/^(yes|send|both)$/) as string,
        });
    }
  }
});

test("whatever is typed besides it, nothing outside the grammar is a yes", () => {
  const known = ["ja", "bitte", "danke", "gerne", "nein", "nicht", "ton", "bild", "nur", "und", "aber", "absenden"];
  const word = fc.oneof(fc.constantFrom(...known), fc.stringMatching(/^[a-zäöüß]{1,9}$/), fc.string({ maxLength: 5 }));
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), fc.constantFrom(...steps), (words, step) => {
      const text = words.join(" ");
      const { meaning } = texts.readReply(text, step, "de");
      if (/\b(nein|nicht)\b/.test(text) || /[?]/.test(text)) expect(["yes", "send"]).not.toContain(meaning);
    }),
    { numRuns: 2000 },
  );
});
