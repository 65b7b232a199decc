import fc from "fast-check";
import { expect, test } from "vitest";
import type { Step } from "../../src/answers/reply.ts";
import { texts } from "../support/school.ts";

const read = (text: string, step: Step = "audio", names: string[] = []) => texts.readReply(text, step, "de", names);

test.each([
  ...["ja", "JA", "Ja.", "jaa", "jo", "ja bitte", "jawohl!", "na klar", "einverstanden", "ja gerne", "ja 👍"],
  ...["ich bin einverstanden", "spricht nichts dagegen", "kein Problem", "von mir aus ja", "mein Kind darf mitmachen"],
])("%s is a yes", (text) => {
  expect(read(text)).toEqual({ meaning: "yes" });
});

test.each([
  ...["nein", "NEIN!", "nee", "nö", "nein danke", "auf keinen Fall", "lieber nicht", "nicht einverstanden"],
  ...["das möchte ich nicht", "nein, das ist uns zu viel"],
])("%s is a no", (text) => {
  expect(read(text).meaning).toBe("no");
});

test.each([
  ...[
    "ok",
    "👍",
    "✔️",
    "vielleicht",
    "ja und nein",
    "nein, doch ja",
    "weiß nicht",
    "was heißt das?",
    "",
    "Mila",
    "egal",
  ],
  ...[
    "jein",
    "12",
    "j",
    "n",
    "ja?",
    "ja ...",
    "ja,",
    "„ja“",
    "ja 😂",
    "ja ja",
    "gelesen",
    "passt",
    "ja aber",
    "ja/nein",
  ],
  ...[
    "ja wenn die Lehrerin dabei ist",
    "nur diese Woche ja",
    "mein Mann sagt ja",
    "ich will widerrufen",
    "kein, Problem",
  ],
])("%s is asked again", (text) => {
  expect(read(text)).toEqual({ meaning: "unclear" });
});

test("the child's name may stand in a yes, another child's may not", () => {
  expect(read("Ja, Mila darf mitmachen", "audio", ["Mila", "Beispiel"])).toEqual({ meaning: "yes" });
  expect(read("Ja, Jonas darf mitmachen", "audio", ["Mila", "Beispiel"])).toEqual({ meaning: "unclear" });
});

test("the purpose that is asked about may stand in a yes, the other one may not", () => {
  expect(read("ja, mit Ton", "audio")).toEqual({ meaning: "yes" });
  expect(read("ja, mit Ton", "video")).toEqual({ meaning: "unclear" });
  expect(read("kein Video", "video")).toEqual({ meaning: "no" });
  expect(read("kein Video", "audio")).toEqual({ meaning: "unclear" });
});

test.each([
  ["ja, aber nur Ton", { audio: "yes", video: "no" }],
  ["Ton ja, Bild nein", { audio: "yes", video: "no" }],
  ["nein zum Bild, ja zum Ton", { audio: "yes", video: "no" }],
  ["Ton und Bild ja", { audio: "yes", video: "yes" }],
  ["weder noch", null],
  ["Ton ja, Bild ja, Ton nein", null],
])("%s answers both purposes, or neither", (text, answers) => {
  for (const step of ["audio", "video", "review"] as const)
    expect(read(text, step)).toEqual(answers ? { meaning: "both", answers } : { meaning: "unclear" });
});

test.each([
  ["ja", "send"],
  ["ja bitte", "send"],
  ["absenden", "send"],
  ["Ja, bitte abschicken!", "send"],
  ["einverstanden", "unclear"],
  ["mein Kind darf mitmachen", "unclear"],
  ["passt", "unclear"],
  ["stimmt so nicht", "change"],
  ["nein", "change"],
  ["nicht absenden", "stop"],
  ["ich will widerrufen", "unclear"],
])("at the review %s is %s", (text, meaning) => {
  expect(read(text, "review")).toEqual({ meaning });
});

test.each([
  ["abbrechen", "stop"],
  ["ich möchte das lieber abbrechen", "stop"],
  ["stopp", "stop"],
  ["zurück", "back"],
  ["ich möchte das ändern", "change"],
  ["später", "later"],
  ["jetzt nicht", "later"],
  ["ich möchte lieber papier", "paper"],
])("%s leads elsewhere at every step", (text, meaning) => {
  for (const step of ["audio", "video", "review", "withdraw"] as const) expect(read(text, step)).toEqual({ meaning });
});

test.each([
  ["de", "Kamera aus"],
  ["de", "Kamera bleibt bitte aus"],
  ["en", "camera off"],
  ["tr", "kamera kapalı"],
  ["ar", "الكاميرا مغلقة"],
  ["ru", "камера выключена"],
  ["uk", "камера вимкнена"],
  ["pl", "kamera wyłączona"],
  ["ro", "camera închisă"],
  ["bg", "камерата изключена"],
])("in %s „%s“ is a no to the picture, and ends nothing", (language, text) => {
  const answers = (["audio", "video", "review"] as const).map((step) => texts.readReply(text, step, language, []));
  expect(answers).toEqual([{ meaning: "unclear" }, { meaning: "no" }, { meaning: "unclear" }]);
});

test("whatever is typed, a reply is read in bounded time, and a word of doubt beside it is never a yes", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 4096 }), (text) => {
      expect(typeof read(text).meaning).toBe("string");
      expect(read(`ja aber ${text}`.slice(0, 150)).meaning).not.toBe("yes");
    }),
  );
});
