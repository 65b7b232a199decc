import { afterEach, describe, expect, test } from "vitest";
import { School, texts } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

/** The mother of two children, in a language; nothing has been answered yet. */
async function motherOfTwo(language = "de") {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  await school.house.languages.keep(mother.chatId, language, "chosen");
  return mother;
}

/** How somebody refuses, a bare no, and a word that leads away, by language; plain German is German. */
const refusals: Record<string, { refuses: string[]; bare: string[] }> = {
  de: { refuses: ["Wir sind dagegen", "Ich stimme nicht zu"], bare: ["nein", "Nein danke", "stop", "zurück"] },
  "de-simple": { refuses: ["Wir sind dagegen", "Ich stimme nicht zu"], bare: ["nein", "zurück"] },
  en: { refuses: ["We are against it", "I do not agree"], bare: ["no", "No thanks", "stop", "back"] },
  tr: { refuses: ["Biz karşıyız", "İzin vermiyoruz"], bare: ["hayır", "geri"] },
  ru: { refuses: ["Мы против", "Я не согласна"], bare: ["нет", "нет спасибо", "назад"] },
  uk: { refuses: ["Ми проти", "Я не згодна"], bare: ["ні", "назад"] },
  pl: { refuses: ["Jesteśmy przeciw", "Nie zgadzam się"], bare: ["nie", "wstecz"] },
  ro: { refuses: ["Suntem împotrivă", "Nu sunt de acord"], bare: ["nu", "înapoi"] },
  bg: { refuses: ["Ние сме против", "Не съм съгласна"], bare: ["не", "назад"] },
  ar: { refuses: ["نحن ضد ذلك", "أنا غير موافق"], bare: ["لا", "رجوع"] },
};

describe.each(Object.entries(refusals))("in %s", (language, { refuses, bare }) => {
  const speak = texts.speak(language);

  test("who refuses what was never given is asked whose NEIN it is, and not what is to be withdrawn", async () => {
    const mother = await motherOfTwo(language);
    for (const text of refuses) {
      mother.forget();
      await mother.says(text);
      expect(mother.last, text).toBe(speak.plain("child.whichToRefuse"));
      await mother.says("/abbrechen");
    }
  });

  test("a bare no, and a word that leads away, withdraw nothing outside of a question", async () => {
    const mother = await motherOfTwo(language);
    for (const text of bare) {
      mother.forget();
      await mother.says(text);
      expect(mother.transcript(), text).toContain(speak.plain("menu.give"));
      expect(await school.house.talks.conversationOf(mother.chatId), text).toBeFalsy();
    }
  });
});

test("once something stands, who refuses is asked what is to be withdrawn", async () => {
  const mother = await motherOfTwo();
  await mother.answers("Mila", "JA", "JA");
  await mother.says("Wir sind dagegen");
  expect(mother.last).toContain("Für welches Kind möchten Sie widerrufen?");
});
