import { describe, expect, test } from "vitest";
import { readWish } from "../../src/answers/wish-reader.ts";
import { readWishWords } from "../../src/answers/wish-words.ts";
import { texts } from "../support/school.ts";

/** What was meant, and how it is let be; who else is for or against it. */
interface Minds {
  meant: string[];
  letBe: string[];
  others: string[];
}

const languages: Record<string, Minds> = {
  de: {
    meant: ["Ich wollte widerrufen", "Ich wollte die Einwilligung zurückziehen", "Wir wollten das Ja streichen"],
    letBe: [
      "lasse es aber bleiben",
      "aber ich lasse es doch",
      "habe mich aber anders entschieden",
      "das hat sich erledigt",
    ],
    others: [
      "Der Papa von Jonas ist dagegen",
      "Meine Tochter ist nicht einverstanden",
      "Mein Sohn ist dafür",
      "Die Oma ist dagegen",
      "Unser Großer hat keine Lust mehr",
    ],
  },
  en: {
    meant: ["I wanted to withdraw", "I was going to withdraw my consent", "I meant to cancel my yes"],
    letBe: ["but never mind", "but I changed my mind", "but I leave it as it is"],
    others: ["My daughter is against it", "My son isn't happy with it", "Her dad is against it"],
  },
  tr: {
    meant: ["Geri çekecektim", "İznimi iptal edecektim", "Onayımı geri almak istiyordum"],
    letBe: ["ama vazgeçtim", "ama gerek kalmadı", "ama böyle kalsın"],
    others: ["Kızım karşı", "Babası karşı", "Oğlum kabul etmiyor"],
  },
  ru: {
    meant: ["Хотела отозвать", "Собиралась отозвать согласие", "Хотел отозвать разрешение"],
    letBe: ["но передумала", "но пусть всё остаётся", "но не стала"],
    others: ["Дочь против", "Папа против", "Сын не согласен"],
  },
  uk: {
    meant: ["Хотіла відкликати", "Збирався відкликати згоду"],
    letBe: ["але передумала", "та нехай буде", "але нехай все лишається"],
    others: ["Донька проти", "Бабуся проти", "Син не згоден"],
  },
  pl: {
    meant: ["Chciałam wycofać zgodę", "Miałam cofnąć zgodę"],
    letBe: ["ale się rozmyśliłam", "ale zostawiam tak jak jest", "ale niech tak zostanie"],
    others: ["Mąż jest przeciwny", "Tata Mili się nie zgadza", "Córka się nie zgadza"],
  },
  ro: {
    meant: ["Voiam să retrag acordul", "Era să retrag acordul"],
    letBe: ["dar las așa", "dar m-am răzgândit", "dar rămâne așa"],
    others: ["Tatăl e împotrivă", "Soțul meu nu vrea", "Fiica mea nu e de acord"],
  },
  bg: {
    meant: ["Исках да оттегля", "Щях да оттегля съгласието"],
    letBe: ["но нека остане така", "но се отказах", "но реших да не го правя"],
    others: ["Бабата е против", "Мъжът ми е против", "Дъщеря ми не е съгласна"],
  },
  ar: {
    meant: ["كنت أريد سحب موافقتي", "كنت سأسحب موافقتي"],
    letBe: ["لكنني غيرت رأيي", "لكن فليبق كل شيء كما هو"],
    others: ["ابنتي ضد ذلك", "زوجي لا يريد ذلك", "والده يرفض"],
  },
};

describe.each(Object.entries(languages))("in %s", (language, { meant, letBe, others }) => {
  const words = readWishWords(texts.wording.wishes[language] ?? "");
  const action = (text: string) => readWish(text, words)?.action ?? "null";

  test("what was meant and is let be withdraws nothing, and gives nothing", () => {
    const all = meant.flatMap((one) => letBe.map((other) => `${one}, ${other}`));
    expect(all.map((text) => [text, action(text)]).filter(([, is]) => is !== "none")).toEqual([]);
  });

  test("what somebody else is for or against is nobody's wish", () =>
    expect(others.map((text) => [text, action(text)]).filter(([, is]) => is !== "none" && is !== "null")).toEqual([]));
});

describe("in German", () => {
  const words = readWishWords(texts.wording.wishes.de ?? "");
  const action = (text: string) => readWish(text, words)?.action ?? "null";

  test("of two who are of two minds the writer counts", () => {
    for (const who of ["Mein Mann", "Meine Frau", "Der Opa"]) {
      expect(action(`${who} ist einverstanden, ich aber nicht`)).toBe(who === "Der Opa" ? "none" : "withdraw");
      expect(action(`${who} ist dagegen, ich bin dafür`)).toBe("give");
    }
  });

  test("with the verb before whoever does it, it is asked, and „sollte“ is a condition", () => {
    const verbs = ["Darf", "Kann", "Muss", "Soll"].flatMap((verb) =>
      ["der Lehrer das erlauben", "die Schule das verlangen", "man das noch widerrufen"].map(
        (rest) => `${verb} ${rest}`,
      ),
    );
    const asked = [...verbs, "Zählt mein Ja noch", "Gilt meine Einwilligung"];
    const ifs = ["mein Kind ausgelacht werden", "das aufgezeichnet werden", "jemand filmen"].map(
      (what) => `Sollte ${what}, nehme ich die Einwilligung zurück`,
    );
    const wishes = [...asked, ...ifs].map((text) => [text, action(text)]);
    expect(wishes.filter(([, is]) => is === "give" || is === "withdraw")).toEqual([]);
  });
});
