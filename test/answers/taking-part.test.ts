import { describe, expect, test } from "vitest";
import { readPhrases } from "../../src/answers/phrases.ts";
import { texts } from "../support/school.ts";

const ofParent = { names: ["Mila Sophie", "Jonas"], pupil: false };
const asks = (text: string, asking = ofParent) => texts.asksWhatHolds(text, asking);

describe("asked whether one's own child may take part", () => {
  test.each([
    "darf Mila mitmachen?",
    "warum darf Mila nicht teilnehmen?",
    "warum darf mila nicht teilnehmen",
    "darf mila jetzt mitmachen?",
    "darf sie jetzt mit video dabei sein",
    "Darf mein Kind heute teilnehmen?",
    "wieso darf unsere Tochter denn noch nicht mitmachen",
    "Mila darf doch jetzt mitmachen, oder?",
    "kann Jonas heute mitmachen?",
    "warum darf er nicht mit Bild dabei sein?",
    "was fehlt denn noch?",
    "may mila take part?",
    "why can't Mila take part?",
    "why is my child not allowed to join?",
    "is my daughter allowed to join with video now?",
    "Mila katılabilir mi?",
    "Mila neden katılamıyor?",
    "çocuğum derse katılabilir mi",
    "kızım neden hâlâ katılamıyor",
    "هل يمكن لطفلي المشاركة؟",
    "لماذا لا يستطيع ابني المشاركة؟",
    "هل مسموح ل Mila المشاركة بالفيديو",
    "может ли мой ребёнок участвовать?",
    "почему моя дочь не может участвовать?",
    "почему Mila не участвует",
    "чи може моя дитина брати участь?",
    "чому Mila не може брати участь?",
    "czy Mila może brać udział?",
    "dlaczego moje dziecko nie może uczestniczyć?",
    "poate Mila să participe?",
    "de ce nu are voie copilul meu să participe?",
    "може ли Mila да участва?",
    "защо детето ми не може да участва?",
  ])("%s", (text) => expect(asks(text)).toBe(true));
});

describe("something else is asked, said or wanted", () => {
  test.each([
    "darf die Schule mein Kind filmen?",
    "dürfen Fotos gemacht werden?",
    "darf mein Kind auch ohne Einwilligung teilnehmen?",
    "muss mein Kind teilnehmen?",
    "darf mein Kind mit dem Handy teilnehmen?",
    "kann mein Kind teilnehmen, wenn ich NEIN sage?",
    "wer darf die Daten von meinem Kind sehen?",
    "dürfen Eltern dabei sein?",
    "darf die Oma zuschauen?",
    "Mila darf mitmachen",
    "ja, Mila darf mitmachen",
    "ich möchte, dass Mila mitmachen darf",
    "Mila soll nicht mehr mitmachen",
    "ich widerrufe, darf Mila dann noch mitmachen?",
    "wird das aufgezeichnet?",
    "may the school film my child?",
    "can my child join without video?",
    "okul çocuğumu kaydedebilir mi?",
    "onay vermezsem çocuğum katılabilir mi?",
    "هل يمكن للمدرسة تصوير طفلي؟",
    "может ли школа снимать моего ребёнка?",
    "может ли мой ребёнок участвовать без видео?",
    "czy szkoła może nagrywać moje dziecko?",
    "poate școala să înregistreze copilul meu?",
    "може ли училището да снима детето ми?",
    "darf ich mitmachen?",
  ])("%s", (text) => expect(asks(text)).toBe(false));

  test("none of the questions that the notice answers is taken for it", () => {
    const taken = texts.examples.questions.filter(({ text }) => asks(text)).map(({ text }) => text);
    expect(taken).toEqual([]);
  });
});

test("a pupil asks it in the own name", () => {
  const pupil = { names: ["Lena"], pupil: true };
  expect(
    ["darf ich mitmachen?", "why can't I take part?", "могу я участвовать?"].map((text) => asks(text, pupil)),
  ).toEqual([true, true, true]);
});

test("a class teacher asks for the class in many ways, and about data as everybody does", () => {
  const asking = { names: ["Mila", "Tim"], pupil: false };
  const forClass = (text: string) => texts.asksForClass(text, asking) !== null;
  for (const text of [
    "darf mila heute mitmachen?",
    "wer darf heute mit video",
    "liste für heute bitte",
    "klasse 3a",
    "wer hat noch nicht geantwortet?",
    "warum darf tim nicht",
    "welche Kinder dürfen heute mitmachen",
  ])
    expect({ text, forClass: forClass(text) }).toEqual({ text, forClass: true });
  for (const text of [
    "wer darf die daten sehen?",
    "wird das aufgezeichnet?",
    "wie lange gilt die einwilligung",
    "hallo",
  ])
    expect({ text, forClass: forClass(text) }).toEqual({ text, forClass: false });
});

test("a class teacher asks whom to mute, who has answered, and how many, with whatever word", () => {
  const asking = { names: ["Mila", "Tim"], pupil: false };
  const asked = [
    ...["wen", "bei wem"].flatMap((whom) => [`${whom} muss ich stumm schalten`, `${whom} soll die Kamera aus bleiben`]),
    ...["reagiert", "geantwortet", "unterschrieben", "zugestimmt", "abgelehnt"].flatMap((done) => [
      `haben alle ${done}`,
      `haben schon alle eltern ${done}`,
      `welche eltern haben noch nicht ${done}`,
      `wie viele haben ${done}`,
      `wieviel haben schon ${done}?`,
    ]),
    ...["Antworten", "Rückmeldungen", "Einwilligungen"].map((what) => `gibt es neue ${what}`),
    ...["ohne Einwilligung", "mit Bild", "ohne Kamera"].map((how) => `zeig mir die kinder ${how}`),
    ...["wieviel dürfen mit ton", "Namen bitte", "status 3a"],
  ];
  expect(asked.filter((text) => texts.asksForClass(text, asking) === null)).toEqual([]);
});

test("a line of phrases that is none is named", () => {
  expect(() => readPhrases("asks: a\n\nwrong", "may.txt", ["asks"])).toThrow("may.txt, line 3");
});
