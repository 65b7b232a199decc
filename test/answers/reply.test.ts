import fc from "fast-check";
import { expect, test } from "vitest";
import { texts } from "../support/school.ts";

const { readReply } = texts;

test.each([
  "ja",
  "JA",
  "Ja.",
  "jaa",
  "jo",
  "ja bitte",
  "jawohl!",
  "na klar",
  "einverstanden",
  "ja gerne",
  "j",
  "ich bin einverstanden",
  "spricht nichts dagegen",
  "kein Problem",
  "von mir aus ja",
])("%s is a yes", (text) => {
  expect(readReply(text)).toBe("yes");
});
test.each([
  "nein",
  "NEIN!",
  "nee",
  "nö",
  "nein danke",
  "n",
  "auf keinen Fall",
  "lieber nicht",
  "nicht einverstanden",
  "das möchte ich nicht",
])("%s is a no", (text) => {
  expect(readReply(text)).toBe("no");
});
test.each([
  "ok",
  "👍",
  "✔️",
  "vielleicht",
  "ja aber nur audio",
  "ja und nein",
  "nein, doch ja",
  "weiß nicht",
  "was heißt das?",
  "später",
  "",
  "Mila",
  "egal",
  "jein",
  "12",
])("%s is asked again", (text) => {
  expect(readReply(text)).toBe("unclear");
});
test("whatever is typed, a reply is read in bounded time, and a word of doubt beside it is never a yes", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 4096 }), (text) => {
      expect(["yes", "no", "unclear"]).toContain(readReply(text));
      expect(readReply(`ja aber ${text}`.slice(0, 150))).not.toBe("yes");
    }),
  );
});
