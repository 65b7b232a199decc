import { describe, expect, test } from "vitest";
import { texts } from "../support/school.ts";

const insults: Record<string, string[]> = {
  de: [
    "A****loch",
    "du A***",
    "IHR VOLLIDIOTEN!!!",
    "du saublöder Drecksbot",
    "was für ein beschissenes Programm",
    "Sie sind ein dämlicher Versager",
    "ihr seid doch alle bekloppt",
    "Scheißverein",
    "du bist so strohdumm",
    "du damischer Depp",
    "du hirnloser Blechtrottel du",
    "fick dich doch du Arschgesicht",
  ],
  en: ["you are a f***ing moron", "stupid useless machine", "YOU PATHETIC IDIOTS", "what a shitty bot", "a**hole"],
  tr: ["salaksınız", "siz ne aptal heriflersiniz", "sen tam bir gerizekalısın", "APTAL BOT"],
  ru: ["вы просто дебилы", "тупорылый бот", "ты полный дурак", "да вы идиоты"],
  uk: ["ви ідіоти", "ти тупий бот", "який ти дурний"],
  bg: ["вие сте идиоти", "какъв тъпак си ти", "глупаво копеле"],
  pl: ["jesteście idiotami", "ty głupi dupku", "co za debilny program"],
  ro: ["sunteți niște idioți", "ești un tâmpit", "ce bot prost ești"],
  ar: ["انتم اغبياء يا كلاب", "يا كلب", "انت غبي جدا"],
};

describe.each(Object.entries(insults))("in %s", (language, all) => {
  test.each(all)("an insult is heard as one, in whatever form: %s", (text) => {
    expect(texts.everydayIn(text, language)?.says).toEqual(["insult"]);
  });
});

test.each([
  "so ein Scheiß, ich will das nicht",
  "scheiße, wie widerrufe ich?",
  "Ihr Idioten, ich widerrufe alles",
  "du bist nicht dumm",
  "wird mein kind dann gemobbt weil es blöd aussieht",
  "was für ein Mist, das Video ist aus",
  "f*** off I withdraw my consent",
  "das ist mir zu blöd, nein",
  "wer ist der Hund im Video",
  "Sind Sie behindert?  Gibt es Hilfe für behinderte Kinder",
  "wie dumm ist das denn geregelt",
  "это тупая идея, я против",
  "to jest głupie, nie zgadzam się",
  "bu çok saçma, istemiyorum",
  "тъпо е, отказвам се",
  "e o prostie, nu vreau",
  "Mila 3a*",
  "5 ** 3",
  "du",
  "der Hund",
  "Ist das eine App?",
  "die Sau",
])("a question, a refusal and anything else is none, whatever words stand in it: %s", (text) => {
  for (const language of Object.keys(insults))
    expect(texts.everydayIn(text, language)?.says ?? []).not.toContain("insult");
});
