import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Heard, inStory } from "../../src/answers/heard.ts";
import { halvesOf, piecesOf } from "../../src/answers/pieces.ts";

const words = (count: number, from = 0) => Array.from({ length: count }, (_, at) => `wort${from + at}`).join(" ");

describe("a story is cut", () => {
  test("into its sentences, without the short ones", () =>
    expect(piecesOf("Guten Tag. Wir waren gestern im Zoo. Wer sieht das eigentlich? Danke!")).toEqual([
      "Wir waren gestern im Zoo.",
      "Wer sieht das eigentlich?",
    ]));

  test("and one sentence is none", () => {
    expect(piecesOf("Wer sieht das eigentlich?")).toEqual([]);
    expect(piecesOf("")).toEqual([]);
  });

  test("what is dictated without a mark into windows that overlap", () => {
    const pieces = piecesOf(words(36));
    expect(pieces).toEqual([words(18), words(18, 9), words(18, 18)]);
  });

  test("no word of it is lost, and a long one has no more than two dozen pieces", () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 3, max: 40 }), { minLength: 2, maxLength: 6 }), (lengths) => {
        let from = 0;
        const sentences = lengths.map((count) => words(count, (from += 100)));
        const pieces = piecesOf(`${sentences.join(". ")}.`);
        const found = new Set(pieces.join(" ").replaceAll(".", "").split(" "));
        expect(pieces.length).toBeLessThanOrEqual(24);
        expect(sentences.flatMap((one) => one.split(" ")).filter((word) => !found.has(word))).toEqual([]);
      }),
    ));
});

describe("a message is cut in two", () => {
  const joins = (word: string) => word === "und";

  test("behind a mark, and before an and, with three words on each side", () =>
    expect(halvesOf("Wer sieht das? Wie lange und wie wird gespeichert", joins)).toEqual([
      ["Wer sieht das?", "Wie lange und wie wird gespeichert"],
      ["Wer sieht das? Wie lange", "und wie wird gespeichert"],
    ]));

  test("not where a half is too short, nor a story", () => {
    expect(halvesOf("Wer? Und wie lange das", joins)).toEqual([]);
    expect(halvesOf(`${words(30)}. ${words(30)}`, joins)).toEqual([]);
  });
});

describe("in a story", () => {
  const heard = (topics: number[], question: number): Heard => ({
    topics: Float32Array.from(topics),
    question,
    elsewhere: 1 - question,
    wishes: { give: 0, withdraw: 0, status: 0 },
  });

  test("without pieces the whole is heard", () => {
    const whole = heard([0.4, 0.6], 0.5);
    expect(inStory(whole, [])).toBe(whole);
  });

  test("the piece that asks says what it is about, wherever it stands", () => {
    const whole = heard([0.5, 0.5], 0.2);
    const [asks, tells] = [heard([0, 1], 0.95), heard([1, 0], 0.05)];
    for (const pieces of [
      [asks, tells, tells],
      [tells, asks, tells],
      [tells, tells, asks],
    ]) {
      const story = inStory(whole, pieces);
      expect(story.topics[1]).toBeGreaterThan(0.75);
      expect(story.question).toBeGreaterThan(whole.question);
    }
  });

  test("which only tells, nothing sounds more like a question than the whole did", () => {
    const whole = heard([0.5, 0.5], 0.3);
    expect(inStory(whole, [heard([1, 0], 0.1), heard([0, 1], 0.1)]).question).toBeCloseTo(0.3);
  });
});
