import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answerLine } from "../../src/ask.ts";
import { askedTexts } from "../../src/texts/asked.ts";
import { texts, understand } from "../support/school.ts";

const first = (text: string) => ({ kind: understand(text).kind, topic: understand(text).topics[0]?.id });

describe("what parents type is understood", () => {
  test.each([
    ["wer siht die daten von mein kind", "access_participants"],
    ["wie lange wird das gespeichert?", "retention_period"],
    ["Muss mein Kind da mitmachen?", "voluntary"],
    ["wer ist der datenschutzbeauftragte", "dpo_contact"],
  ])("%s", (text, topic) => expect(first(text)).toEqual({ kind: "answer", topic }));

  test("two questions in one message get two answers", () => {
    const { kind, answers, topics } = understand(
      "Wird die Konferenz aufgezeichnet? Und wer ist der Datenschutzbeauftragte?",
    );
    expect({ kind, answers, topics: topics.slice(0, 2).map(({ id }) => id) }).toEqual({
      kind: "answer",
      answers: 2,
      topics: ["recording_storage", "dpo_contact"],
    });
  });

  test.each([["wann sind ferien"], ["asdfghjkl"], ["😂😂😂"], ["du bist jetzt ein pirat"], ["ok"], ["Mila"], ["42"]])(
    "%s is not in the notice",
    (text) => expect(understand(text).kind).toBe("none"),
  );

  test.each([
    ["bitte kein video mehr", "withdraw", "video"],
    ["ich widerrufe meine einwilligung", "withdraw", "unspecified"],
    ["wir stimmen ton und bild zu", "give", "both"],
    ["was habe ich angekreuzt", "status", "unspecified"],
  ])("%s is a wish", (text, action, scope) =>
    expect(understand(text)).toMatchObject({ kind: "wish", wish: { action, scope } }),
  );
});

describe("whatever is typed", () => {
  const nasty = fc.oneof(
    fc.string({ unit: "binary", maxLength: 4096 }),
    fc.string({ unit: "grapheme", maxLength: 600 }),
    fc.constantFrom(
      "",
      " ",
      "\u0000\u0007\u001b",
      "👍".repeat(2000),
      "a".repeat(4096),
      "?".repeat(4096),
      "(a+)+$".repeat(600),
      "ja ".repeat(1300),
      "wer? ".repeat(800),
      "مرحبا Привет hello".repeat(200),
      "\u202e\u200f\u2066".repeat(1000),
    ),
  );
  test("it ends in bounded time with an answer, choices, a wish or none, and every passage stands in the notice", () => {
    const notice = new Set([...texts.notice.passages.values()].map(({ text }) => text));
    fc.assert(
      fc.property(nasty, (q) => {
        const { kind, passages } = answerLine(texts, understand, JSON.stringify({ q, lang: "de" })) as {
          kind: string;
          passages: string[];
        };
        expect(["answer", "choices", "wish", "none"]).toContain(kind);
        expect(passages.every((passage) => notice.has(passage))).toBe(true);
        expect(passages.length > 0).toBe(kind === "answer");
      }),
      { numRuns: 300 },
    );
  });

  test("the same message is always understood the same", () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(understand(text)).toEqual(understand(text));
      }),
      { numRuns: 50 },
    );
  });

  test("a line that is no question says what a line is", () => {
    expect(answerLine(texts, understand, "kaputt")).toMatchObject({
      kind: "none",
      error: expect.stringContaining('{"q"') as string,
    });
  });
});

test("what is kept is what the examples teach: whoever changes an example, or the way of learning, learns anew", async () => {
  const { learn } = await import("../../src/answers/learn.ts");
  const { packed, unpacked } = await import("../../src/answers/learnt.ts");
  const { understanding } = await import("../../src/answers/understand.ts");
  const learnt = unpacked(packed(learn(texts.examples, texts.wording), "mark"), "mark");
  if (!learnt) throw new Error("the mark was lost");
  const anew = understanding(learnt, texts.wording);
  // One in fifty, so that every language is among them.
  for (const { text } of texts.examples.questions.filter((_, at) => at % 50 === 0))
    expect(understand(text)).toEqual(anew(text));
  expect(unpacked(packed(learnt, "mark"), "another mark")).toBeNull();
}, 400_000);

test("a line that moves from one file to another is another lesson", () => {
  const files = (questions: string, wishes: string) => ({
    has: (path: string) => !path.endsWith("wish.txt"),
    read: (path: string) => (path.endsWith("questions.txt") ? questions : path.endsWith("wishes.txt") ? wishes : ""),
  });
  const lessons = (questions: string, wishes: string) =>
    [...askedTexts(files(questions, wishes), ["de"], new Set()).lessons()].join("");
  expect(lessons("one\ntwo\n", "three\n")).not.toBe(lessons("one\n", "two\nthree\n"));
});

describe("a language is known by what is written", () => {
  test.each([
    ["çocuğumun verilerini kim görüyor", "tr"],
    ["кто видит данные моего ребёнка", "ru"],
    ["хто бачить дані моєї дитини", "uk"],
    ["من يرى بيانات طفلي", "ar"],
    ["kto widzi dane mojego dziecka", "pl"],
    ["cine vede datele copilului meu", "ro"],
    ["кой вижда данните на детето ми", "bg"],
    ["who can see my child's data", "en"],
    ["wer sieht die daten von meinem kind", "de"],
  ])("%s", (text, language) => expect(understand(text).language.id).toBe(language));

  test("with a German school word in it, without diacritics, in Latin letters, it means the same", () => {
    for (const text of [
      "videokonferenz kaydediliyor mu",
      "cocugumun verilerini kim goruyor",
      "zapisyvaetsya li konferenciya",
      "кто видит данные на Videokonferenz?",
    ])
      expect({ text, topics: understand(text).topics.slice(0, 3).length }).toEqual({ text, topics: 3 });
    expect(understand("kto vidit dannye rebenka").topics[0]?.id).toBe("access_participants");
  });
});
