import { expect, test } from "vitest";
import { answerLine } from "../../src/ask.ts";
import { plausible } from "../../src/answers/plausible.ts";
import type { RankedTopic } from "../../src/answers/understanding.ts";
import { understandingOf } from "../../src/wiring/understanding-file.ts";
import { texts } from "../support/school.ts";

const understand = understandingOf(texts);

interface Line {
  kind: string;
  undecided?: true;
  topics: RankedTopic[];
  wish: { action: string; scope: string } | null;
  passages: string[];
}
const asked = (q: string, lang = "de") => answerLine(texts, understand, JSON.stringify({ q, lang })) as Line;

test.each([
  ["de", "Muss ich für die Videostunden etwas bezahlen?"],
  ["de", "Bei uns daheim gibt es kein Internet, was macht meine Tochter dann?"],
  ["de", "Ich bin die Pflegemutter, darf ich zustimmen?"],
  ["de", "Ich erziehe allein, muss der Vater trotzdem unterschreiben?"],
  ["en", "I am a single mother, does the father have to sign as well?"],
])("a line is answered as in the chat: a family's circumstance is not in the notice (%s: %s)", (lang, q) => {
  const { kind, wish, passages } = asked(q, lang);
  expect({ kind, wish, passages }).toEqual({ kind: "none", wish: null, passages: [] });
});

test("whoever asks something else besides is answered", () => {
  const { kind, topics } = asked("Müssen beide Eltern unterschreiben? Und was trage ich oben in die Felder ein?");
  expect([kind, topics[1]?.id]).toEqual(["answer", "form_fields"]);
});

test("words that the bot answers in its own are no answer of the notice", () => {
  for (const q of ["Hallo", "Bist du ein Mensch?", "Speicherst du, was ich schreibe?"])
    expect(asked(q)).toMatchObject({ kind: "none", passages: [] });
});

test("what withdraws by rule alone is a wish to do so", () => {
  expect(asked("Hiermit widerrufe ich die Einwilligung zum Ton.").wish).toEqual({ action: "withdraw", scope: "audio" });
});

test("where giving and withdrawing sound alike, that is asked, and no topics are offered", () => {
  expect(asked("ich will nicht nein nein")).toMatchObject({ kind: "choices", topics: [], undecided: true });
});

test("a choice has the topics that are offered, and only such as are plausible", () => {
  const beginnings = texts.examples.questions
    .filter((_, at) => at % 40 === 0)
    .map(({ text }) => text.split(" ").slice(0, 3).join(" "));
  const offered = beginnings.filter((q) => asked(q).kind === "choices" && !asked(q).undecided);
  expect(offered.length).toBeGreaterThan(20);
  for (const q of offered) expect(asked(q).topics).toEqual(plausible(understand(q).topics));
});
