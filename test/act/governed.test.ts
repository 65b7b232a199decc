import { describe, expect, test } from "vitest";
import { withdrawalIn } from "../../src/messenger/withdrawal-in.ts";
import { texts, understand } from "../support/school.ts";
import { governing, made, notMade } from "./governing.ts";

const own = ["Mila", "Мила", "Міла", "ميلا"].map((givenName, at) => ({
  child: { id: String(at), givenName, familyName: "Zzbeispiel", className: "3a" },
}));

describe.each(Object.keys(governing))("in %s", (language) => {
  const isRecorded = (text: string) =>
    withdrawalIn({ texts, understand }, texts.speak(language), text, own as never) !== null;

  test.each(Object.entries(notMade(language)))("nothing is recorded at once where %s", (_, sentences) => {
    expect(sentences.filter(isRecorded)).toEqual([]);
  });

  test("who withdraws, and says nothing else, is clear by rule, and nearly always heard at once", () => {
    const all = made(language);
    const names = own.map(({ child }) => child.givenName);
    expect(all.filter((text) => !texts.withdrawsAtOnce(text, [language], names))).toEqual([]);
    expect(all.filter(isRecorded).length).toBeGreaterThanOrEqual(all.length * 0.85);
  });
});
