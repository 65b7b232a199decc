import { describe, expect, test } from "vitest";
import { withdrawalIn } from "../../src/messenger/withdrawal-in.ts";
import { texts, understand } from "../support/school.ts";
import { stories } from "./stories.ts";

describe.each(Object.entries(stories))("in a story in %s", (language, { withdraws, gives, none }) => {
  const actions = (all: readonly string[]) => all.map((text) => understand(text).wish?.action ?? "none");

  test("a wish in one clear sentence is heard, wherever it stands", () => {
    expect(actions(withdraws)).toEqual(withdraws.map(() => "withdraw"));
    expect(actions(gives)).toEqual(gives.map(() => "give"));
  });

  test("it is asked about, and never recorded at once", () => {
    const recorded = withdraws.filter((text) => withdrawalIn({ texts, understand }, texts.speak(language), text, []));
    expect(recorded).toEqual([]);
  });

  test("what others wish, what was once and what is asked is none", () => {
    expect(actions(none)).toEqual(none.map(() => "none"));
    expect(none.filter((text) => understand(text).undecided)).toEqual([]);
  });
});
