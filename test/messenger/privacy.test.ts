import { describe, expect, test } from "vitest";
import { fits, mostLetters } from "../../conversations/fitting.ts";
import { type HowLong, inWords, usually } from "../../src/consent/how-long.ts";
import { aboutBot } from "../../src/messenger/privacy.ts";
import { texts } from "../support/school.ts";

const all = (number: number): HowLong => ({
  ...{ years: number, requests: number, log: number, questions: number, messages: number, looks: number, days: number },
  transferDay: "08-31",
});

describe.each(texts.languages)("what is stored, told in the chat, %s", (language) => {
  test.each(["telegram", "matrix"] as const)("fits into one message of %s, however long it is kept", (messenger) => {
    const speak = texts.in(messenger).speak(language);
    for (const limits of [usually, all(1), all(365)])
      expect({ fits: fits(aboutBot(limits, speak), mostLetters.message) }).toEqual({ fits: true });
  });

  test("says of each kind how long it is kept, as the language counts it, and no day of the year", () => {
    const limits = { ...usually, years: 1, requests: 2, questions: 5, messages: 1, days: 21 };
    const { years, requests, questions, messages, days } = inWords(limits, language);
    const read = aboutBot(limits, texts.speak(language)).replaceAll(/[\u2068\u2069]/g, "");
    for (const howLong of [years, requests, questions, messages, days]) expect(read).toContain(howLong);
    expect(read).not.toMatch(/\{\{|08-31/);
  });

  test("names the company behind Telegram and its place in Telegram, and only there", () => {
    const [telegram, matrix] = (["telegram", "matrix"] as const).map((messenger) =>
      texts.in(messenger).speak(language)("privacy.about"),
    );
    expect(telegram).toContain("Telegram FZ-LLC");
    expect(matrix).not.toContain("Telegram");
  });

  test("has the same parts in each messenger: responsible, voluntary, from where, for whom, the messenger", () => {
    for (const messenger of ["telegram", "matrix"] as const) {
      const parts = texts.in(messenger).speak(language)("privacy.about").split("\n\n");
      expect(parts.filter((part) => /^\u200f?<b>/.test(part))).toHaveLength(5);
    }
  });
});
