import { describe, expect, test } from "vitest";
import { passagesOf } from "../../src/answers/notice.ts";
import { players } from "../../src/demo/cast.ts";
import { texts, understand } from "../support/school.ts";

/** The ids of the passages that a question is answered with; a word for what it is, where it is no answer. */
function answeredWith(question: string): string[] | string {
  const { kind, topics, answers } = understand(question);
  if (kind !== "answer") return kind;
  return topics.slice(0, answers).flatMap(({ id }) => {
    const topic = texts.topics[id];
    return topic ? passagesOf(texts.notice, topic).says.map((passage) => passage.id) : [];
  });
}

/** What stands in the welcome as an example: the words in italics. */
function shown(language: string): { guardian: string; pupil: string } {
  const example = (key: "join.welcomeGuardian" | "join.welcomePupil") =>
    /<i>(.+)<\/i>/.exec(texts.speak(language)(key, { name: "", children: "" }))?.[1] ?? "";
  return { guardian: example("join.welcomeGuardian"), pupil: example("join.welcomePupil") };
}

/** The chips of the demo page, as whoever is asked in each language would see them. */
const chips: Record<string, Record<string, string>> = {
  "wer sieht die daten von meinem kind?": {
    tr: "çocuğumun verilerini kim görüyor?",
    ar: "من يرى بيانات طفلي؟",
    ru: "кто видит данные моего ребёнка?",
    uk: "хто бачить дані моєї дитини?",
    pl: "kto widzi dane mojego dziecka?",
    ro: "cine vede datele copilului meu?",
    bg: "кой вижда данните на моето дете?",
    en: "who sees my child’s data?",
  },
  "wird das aufgezeichnet?": {
    tr: "kayıt yapılıyor mu?",
    ar: "هل يتم التسجيل؟",
    ru: "это записывается?",
    uk: "це записується?",
    pl: "czy to jest nagrywane?",
    ro: "se înregistrează?",
    bg: "записва ли се това?",
    en: "is this being recorded?",
  },
  "Hat Nein sagen Nachteile?": {
    tr: "Hayır demenin dezavantajı var mı?",
    ar: "هل لقول لا أضرار؟",
    ru: "Есть ли недостатки, если сказать нет?",
    uk: "Чи є негативні наслідки, якщо сказати ні?",
    pl: "Czy odmowa ma jakieś niekorzystne skutki?",
    ro: "Are dezavantaje dacă spun nu?",
    bg: "Има ли неблагоприятни последици, ако кажа не?",
    en: "Does saying no have disadvantages?",
  },
};

describe("what the bot shows as an example gets the same passages in every language", () => {
  const german = shown("de");
  const asked = [
    ...texts.languages.flatMap((language) => [
      [german.guardian, shown(language).guardian] as const,
      [german.pupil, shown(language).pupil] as const,
    ]),
    ...Object.entries(chips).flatMap(([german, others]) => Object.values(others).map((one) => [german, one] as const)),
  ];

  test.each(asked)("%s → %s", (german, question) => {
    const wanted = answeredWith(german);
    expect(wanted).toEqual(expect.arrayContaining([expect.any(String)]));
    expect(answeredWith(question)).toEqual(wanted);
  });

  test("every question that the demo offers is among them", () => {
    const known = new Set(Object.entries(chips).flatMap(([german, others]) => [german, ...Object.values(others)]));
    const offered = players.flatMap(({ suggestions }) => suggestions).filter((text) => /[?؟]$/.test(text));
    expect(offered.filter((text) => !known.has(text))).toEqual([]);
  });

  test("whoever asks who sees the data hears of the participants", () => {
    for (const question of [german.guardian, german.pupil])
      expect(answeredWith(question)).toContain("access-participants");
  });
});
