import { afterEach, describe, expect, test } from "vitest";
import { School, texts } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

const wall = "Das steht nicht in der Information";
const own = "Das sind meine eigenen Worte, nicht die der Information der Schule.";

test("a mother thanks, greets, asks for help and says goodbye, and is answered as people are", async () => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  await mother.answers("Mila", "JA", "NEIN");
  mother.forget();
  await mother.says("danke");
  await mother.says("Guten Abend");
  await mother.says("tschüss und schönen Abend noch");
  expect(mother.transcript()).toMatchInlineSnapshot(`
    "Nadja: danke
    JaNein: Gern.
    Nadja: Guten Abend
    JaNein: Guten Tag! Fragen Sie mich einfach alles zum Datenschutz der Videokonferenzen. Was ich sonst kann: /hilfe
        [Einwilligung erteilen oder ablehnen]
        [Widerrufen]
        [Was gilt gerade?]
    Nadja: tschüss und schönen Abend noch
    JaNein: Auf Wiedersehen! Schreiben Sie mir jederzeit wieder."
  `);
  for (const text of ["hilfe", "?", "ich verstehe das nicht", "help"]) {
    await mother.says(text);
    expect({ text, said: mother.last.slice(0, 24) }).toEqual({ text, said: "Das können Sie hier tun:" });
  }
  await mother.says("menü");
  expect(mother.last).toBe("Was möchten Sie tun?");
  await mother.says("abbrechen");
  expect(mother.last).toBe("Es ist keine Frage offen.");
  await mother.says("start");
  expect(mother.last).toBe("Was möchten Sie tun?");
  expect(mother.transcript()).not.toContain(wall);
  expect((await school.house.questions.unanswered()).length).toBe(0);
});

test("asked about itself it answers in its own words, says that they are, and says what /datenschutz says", async () => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  const answers: Record<string, string> = {
    "bist du ein mensch?": "Ich bin ein Programm, kein Mensch.",
    "bist du eine ki": "Ich bin ein Programm, kein Mensch.",
    "Hallo, sind Sie ein Roboter?": "Ich bin ein Programm, kein Mensch.",
    "wer bist du": "Ich bin JaNein",
    "speicherst du was ich schreibe": "speichere ich nicht dauerhaft",
    "wer liest meine nachrichten hier": "An der Schule liest hier niemand mit",
    "was macht telegram mit meinen daten": "Dieser Messenger gehört nicht zur Schule.",
  };
  for (const [text, answer] of Object.entries(answers)) {
    await mother.says(text);
    expect(mother.last, text).toContain(answer);
    expect(mother.last).toContain(own);
    expect(mother.last).not.toContain("Fassung");
  }
});

test("a greeting before a question is a question, and before a wish a wish", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("hallo, wer sieht die daten von meinem kind?");
  expect(grandfather.last).toContain("Alle Teilnehmer einer Videokonferenz");
  await grandfather.says("Guten Tag, ich möchte zustimmen");
  expect(grandfather.last).toContain("Teilnahme per Audio (Ton)?");
});

test("an insult gets one calm sentence, and is counted as nothing", async () => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  await mother.says("du blöder bot");
  expect(mother.last).toBe(texts.speak("de").plain("everyday.insult"));
});

test("in the middle of a question politeness changes nothing: the question stays, and nothing is recorded", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("/einwilligung");
  grandfather.forget();
  await grandfather.says("hallo");
  await grandfather.says("wer bist du?");
  await grandfather.says("danke");
  await grandfather.says("?");
  for (const text of ["hilfe", "menü", "start"]) await grandfather.says(text);
  expect(grandfather.last).toBe("Leon N.: Teilnahme per Audio (Ton)?");
  const said = grandfather.transcript();
  expect(said).toContain("Ich bin JaNein");
  expect(said).toContain("JaNein: Gern.");
  expect(await school.events("Leon")).toBe("");
  await grandfather.says("abbrechen");
  expect(grandfather.last).toBe("Gut, ich habe nichts geändert.");
});

test("a stranger who greets hears what the bot is for, and how one joins", async () => {
  school = await School.open();
  const mother = school.phone("mother");
  await mother.says("hallo");
  expect(mother.last).toContain("ABCD-EFGH-JKMN");
  await mother.says("start");
  expect(mother.transcript()).toContain("Ich bin JaNein, der Datenschutz-Assistent der Schule.");
});

describe("in the language in which it is written, whatever was set", () => {
  test.each([
    ["en", "thank you very much", "are you a human?"],
    ["tr", "teşekkürler", "sen insan mısın?"],
    ["ar", "شكرا", "هل أنت إنسان؟"],
    ["ru", "спасибо", "ты человек или бот?"],
    ["uk", "дякую", "ти людина?"],
    ["pl", "dziękuję", "czy jesteś człowiekiem?"],
    ["ro", "mulțumesc", "ești om sau robot?"],
    ["bg", "благодаря", "човек ли си?"],
  ])("%s", async (language, thanks, human) => {
    school = await School.open({ joined: ["mother"] });
    const mother = school.phone("mother");
    const plain = (key: Parameters<ReturnType<typeof texts.speak>["plain"]>[0]) => texts.speak(language).plain(key);
    await mother.says(thanks);
    expect(mother.last).toBe(plain("everyday.thanks"));
    await mother.says(human);
    expect(mother.last).toContain(plain("everyday.human"));
  });
});

test("what the notice says nothing of is said so: costs, foster parents, no internet, one parent alone", async () => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  await mother.says("Was kostet uns das?");
  expect(mother.last).toContain(wall);
  await mother.says("Wir haben kein Internet zuhause, verpasst sie dann was?");
  expect(mother.last).toContain(wall);
  await mother.says("Ich bin die Pflegemutter, darf ich zustimmen?");
  expect(mother.last).toBe(`${texts.speak("de").plain("everyday.foster")}\n\n${own}`);
  await mother.says("Bin alleinerziehend, muss der Vater trotzdem unterschreiben?");
  expect(mother.last).toBe(`${texts.speak("de").plain("everyday.alone")}\n\n${own}`);
});

test("words that are no everyday words stay what they are: no question that the notice answers is taken for them", () => {
  const taken = texts.examples.questions
    .filter(({ text, language }) => texts.everydayIn(text, language) !== null)
    .map(({ text }) => text);
  expect(taken).toEqual([]);
});

test("the words of a picture are read as a question", async () => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  const photo = [{ file_id: "p", file_unique_id: "p", width: 1, height: 1 }];
  await mother.sends({ photo, caption: "wer sieht die daten von meinem kind?" });
  expect(mother.last).toContain("Alle Teilnehmer einer Videokonferenz");
});

test("outside of a question „okay“ and a thumb begin nothing: one calm sentence says that nothing is recorded", async () => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  for (const text of ["okay", "ok", "👍"]) {
    await mother.says(text);
    expect(mother.last).toBe(texts.speak("de").plain("everyday.okay"));
  }
});
