import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readWish } from "../../src/answers/wish-reader.ts";
import { readWishWords } from "../../src/answers/wish-words.ts";
import { texts, understand } from "../support/school.ts";

const locales = new URL("../../locales/", import.meta.url);
const languages = readdirSync(locales).filter((name) => texts.wording.wishes[name] !== undefined);
const words = new Map(languages.map((name) => [name, readWishWords(texts.wording.wishes[name] ?? "")]));
const read = (text: string, language = "de") => {
  const own = words.get(language);
  if (!own) throw new Error(`no words of wishes for ${language}`);
  const wish = readWish(text, own);
  return wish && `${wish.action} ${wish.scope}`;
};

describe("a wish is computed from its words", () => {
  test.each([
    ["Wir stimmen Ton und Bild zu.", "give both"],
    ["Ich ziehe meine Einwilligung zurück.", "withdraw unspecified"],
    ["Was habe ich angekreuzt?", "status unspecified"],
    // One negation turns it, two turn it back.
    ["Wir erteilen keine Einwilligung", "withdraw unspecified"],
    ["Ich erlaube kein Video", "withdraw video"],
    ["Ich nehme mein Nein zurück.", "give unspecified"],
    ["Gegen den Ton haben wir keine Einwände.", "give audio"],
    ["Ich ziehe nichts zurück.", "none unspecified"],
    ["Weder Bild noch Ton", "withdraw both"],
    // What was said last, and which purpose.
    ["Ich ziehe nix zurück, im Gegenteil, ich möchte jetzt zustimmen.", "give unspecified"],
    ["hören ja, sehen nein", "give audio"],
    ["kamera nein mikro ja", "withdraw video"],
    ["nur noch mit Stimme", "withdraw video"],
    ["Ohne Kamera darf er mitmachen.", "give audio"],
    ["Bild streichen bitte, Ton kann bleiben wie gehabt.", "withdraw video"],
    // Who speaks, and whether it is meant.
    ["Mein Mann würde am liebsten widerrufen", "none unspecified"],
    ["Ich habe nie gesagt, dass ich widerrufen will!", "none unspecified"],
    ["Wenn ich nein sagen würde, was wäre dann?", "none unspecified"],
    ["Oma meint, wir sollen das nicht unterschreiben.", "none unspecified"],
    ["Für die Klassenfahrt gebe ich mein Einverständnis.", "none unspecified"],
    ["Wir wollen doch nicht widerrufen, bitte alles so lassen, wie es ist.", "none unspecified"],
    ["Nur Stimme, kein Bild. Geht?", "none unspecified"],
    // What the clause before an infinitive, a condition or an answer to one's own question makes of it.
    ["Ich bin nicht bereit, dem zuzustimmen", "withdraw unspecified"],
    ["Ich denke darüber nach, die Einwilligung zurückzuziehen", "none unspecified"],
    ["Wenn das so weitergeht, widerrufe ich", "none unspecified"],
    ["Widerrufen? Ja, bitte.", "withdraw unspecified"],
    ["Ich ziehe die Einwilligung zurück? Nein!", "none unspecified"],
    ["Ich ziehe das Ja zurück. Nein, doch nicht.", "none unspecified"],
    ["Okay danke, dann lieber nicht", "withdraw unspecified"],
    ["Ich sage weder ja noch nein", "none unspecified"],
    ["Ich hab nein gesagt, war aber ein Fehler", "give unspecified"],
    // "Meinen" is here whose it is, and not what somebody thinks.
    ["Ich ziehe hiermit meinen Widerspruch zurück", "give unspecified"],
    // What is shown or reported is not said, and what has been done is not done again.
    ["„Ich widerrufe meine Einwilligung“", "none unspecified"],
    ["Muster: Hiermit widerrufe ich", "none unspecified"],
    ["mein Mann: ich widerrufe", "none unspecified"],
    ["Mein Sohn darf nicht mehr mitmachen, sagt der Trainer", "none unspecified"],
    ["Ich habe doch schon widerrufen", "status unspecified"],
    // Whoever asks whether one may does not ask what stands.
    ["Darf ich das später noch widerrufen?", "none unspecified"],
    ["Wird das aufgezeichnet?", null],
    // Other matters, and what is so only now.
    ["Ich widerrufe die Einzugsermächtigung", "none unspecified"],
    ["Ich ziehe meine Beschwerde zurück", "none unspecified"],
    ["bitte heute ohne Kamera, die ist kaputt", "none unspecified"],
    ["Ich höre keinen Ton", "none unspecified"],
    ["ab heute ohne Kamera", "withdraw video"],
    ["Weil Mila krank war, möchte ich, dass sie mit Ton mitmacht", "give audio"],
    // Another child, of whom nothing changes.
    ["Für Jonas widerrufe ich, bei Mila bleibt alles", "withdraw unspecified"],
    // What is dictated has no marks.
    ["ich will das nicht mehr bitte löschen sie mein ja", "withdraw unspecified"],
    ["Wer sieht die Daten meines Kindes?", null],
    // Thanks before a clear wish, and a long thought before it, change nothing of it.
    ["Danke für die Info! Dann stimme ich zu", "give unspecified"],
    ["Danke, aber nein danke.", "withdraw unspecified"],
    ["nach langem hin und her erlauben wir jetzt doch beides", "give both"],
    // Who is named first does it, whatever the writer is to do.
    ["Meine Tochter will unbedingt, dass ich zustimme.", "none unspecified"],
    ["Unser Anwalt rät uns zum Widerruf", "none unspecified"],
    ["Meine Frau sagt ja, aber ich als Vater lehne ab.", "withdraw unspecified"],
    ["Meine Frau und ich sind uns einig: Er darf.", "give unspecified"],
    // Whoever tells others to film says it in jest; a refusal in the same words is one.
    ["na klar, filmt mein kind ruhig den ganzen tag", "none unspecified"],
    ["Aber gern, dann sieht wenigstens jeder unser unaufgeräumtes Wohnzimmer", "none unspecified"],
    ["Ich will nicht, dass ihr mein Kind den ganzen Tag filmt, ich stimme nicht zu", "withdraw video"],
    // What stands before or behind a condition is not yet done.
    ["Nur wenn der Schulleiter das schriftlich zusichert, erlaube ich die Kamera.", "none unspecified"],
    ["Ich stimme zu, sofern nichts gespeichert wird", "none unspecified"],
    ["Solange der Datenschutz nicht geklärt ist, unterschreibe ich nichts", "none unspecified"],
    ["Er darf mitmachen, wenn es sein muss", "give unspecified"],
    // Today is no other day, but a word given today holds.
    ["bitte heute kein Video", "none unspecified"],
    ["nur heute ohne Kamera", "none unspecified"],
    ["Diese Stunde bitte ohne Kamera.", "none unspecified"],
    ["Heute widerrufe ich meine Einwilligung.", "withdraw unspecified"],
    ["Von heute an bitte ohne Kamera.", "withdraw video"],
    // What is taken back may be a no by any name, or a mistake.
    ["Hiermit hebe ich mein Verbot auf.", "give unspecified"],
    ["Ich nehme meine Absage vom Herbst zurück.", "give unspecified"],
    ["Streichen Sie bitte meine Erlaubnis.", "withdraw unspecified"],
    ["Ich habe ja geschrieben, gemeint war nein.", "withdraw unspecified"],
    ["Bitte ja statt nein eintragen", "give unspecified"],
    // Denied twice behind a deed is denied once.
    ["Ich bin nicht einverstanden und werde es auch nicht sein.", "withdraw unspecified"],
    // What is dictated denies the deed, and not the no behind it.
    ["wir stimmen nicht zu nein", "withdraw unspecified"],
    ["nicht einverstanden tragen Sie bitte nein ein", "withdraw unspecified"],
    // What stays is not taken back with the rest; a vote is no voice.
    ["Nehmen Sie das Bild wieder raus, der Ton kann bleiben.", "withdraw video"],
    ["Mein Mann und ich stimmen nicht zu.", "withdraw unspecified"],
  ])("%s", (text, wish) => expect(read(text)).toBe(wish));

  test.each([
    ["en", "I take back my no", "give unspecified"],
    ["en", "We do not give our consent", "withdraw unspecified"],
    ["en", "We never agreed to this and we don't now", "withdraw unspecified"],
    ["en", "I already withdrew my consent", "status unspecified"],
    ["en", "I withdraw my complaint", "none unspecified"],
    ["tr", "Onayımı geri çekiyorum", "withdraw unspecified"],
    ["tr", "Onayımı geri çekmeyeceğim", "none unspecified"],
    ["tr", "kamera evet mikrofon hayır", "give video"],
    ["ar", "أسحب موافقتي", "withdraw unspecified"],
    ["ru", "Согласия не даём.", "withdraw unspecified"],
    ["ru", "Я дала согласие, но передумала", "withdraw unspecified"],
    ["ru", "Сегодня без камеры, пожалуйста", "none unspecified"],
    ["uk", "Відкликаю скаргу", "none unspecified"],
    ["uk", "Відкликаю свою згоду", "withdraw unspecified"],
    ["pl", "Nie wyrażamy zgody", "withdraw unspecified"],
    ["ro", "Îmi retrag acordul", "withdraw unspecified"],
    ["ro", "Nu mai am sunet", "none unspecified"],
    ["bg", "Съгласни сме и за звук, и за картина.", "give both"],
    ["en", "My wife thinks we should withdraw", "none unspecified"],
    ["en", "Thanks for the info! I agree then.", "give unspecified"],
    ["en", "no camera today please", "none unspecified"],
    ["en", "Please turn off his sound, picture is fine.", "withdraw audio"],
    ["en", "Provided nobody else watches, then yes.", "none unspecified"],
    ["tr", "Kocam iptal etmemi istiyor.", "none unspecified"],
    ["tr", "bugün kamera olmasın lütfen", "none unspecified"],
    ["tr", "Hiçbir itirazımız yok.", "give unspecified"],
    ["ar", "المحامي ينصحنا بسحب الموافقة", "none unspecified"],
    ["ar", "ما فيني وافق على هالشي", "withdraw unspecified"],
    ["ar", "مو موافقين سجلونا رفض", "withdraw unspecified"],
    ["ar", "اليوم بدون كاميرا لو سمحت", "none unspecified"],
    ["ar", "غيروا جوابي من لا لنعم", "give unspecified"],
    ["pl", "Adwokat radzi nam wycofać zgodę.", "none unspecified"],
    ["pl", "dzisiaj bez kamery proszę", "none unspecified"],
    ["pl", "nie nie i jeszcze raz nie", "withdraw unspecified"],
    ["ro", "Sub nicio formă nu voi permite asta.", "withdraw unspecified"],
    ["ro", "nu sunt de acord nici cu sunetul nici cu imaginea", "withdraw both"],
    ["ro", "Fata mea vrea mult să fiu de acord.", "none unspecified"],
    ["ro", "azi fără cameră vă rog", "none unspecified"],
    ["ru", "Спасибо за информацию! Тогда соглашаюсь.", "give unspecified"],
    ["ru", "Никаких возражений у нас нет.", "give unspecified"],
    ["ru", "ага конечно, снимайте моего ребёнка целый день", "none unspecified"],
    ["uk", "За жодних умов не дозволю.", "withdraw unspecified"],
    ["uk", "Адвокат радить нам відкликати згоду.", "none unspecified"],
    ["bg", "Нямате моето съгласие.", "withdraw unspecified"],
    ["bg", "днес без камера моля", "none unspecified"],
  ])("%s: %s", (language, text, wish) => expect(read(text, language)).toBe(wish));

  test("every language that parents write in has its words", () =>
    expect(languages).toEqual(expect.arrayContaining(["de", "en", "tr", "ar", "ru", "uk", "pl", "ro", "bg"])));

  test("whatever is typed, it is read in bounded time, and always the same", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 4096 }),
      fc.constantFrom("nicht ".repeat(800), "ja, nein. ".repeat(400), "ich nehme ".repeat(400), "?".repeat(4096)),
    );
    fc.assert(
      fc.property(text, fc.constantFrom(...languages), (typed, language) => {
        const own = words.get(language);
        if (own) expect(readWish(typed, own)).toEqual(readWish(typed, own));
      }),
      { numRuns: 200 },
    );
  });
});

test.each(["bitte heute kein Video", "nur heute ohne Kamera", "Geht es heute ohne Bild?"])(
  "%s: it is known that only today is meant",
  (text) => expect(understand(text)).toMatchObject({ wish: null, onlyToday: true }),
);

test.each(["Ab heute kein Video mehr", "Ist heute Video?", "Heute keine Hausaufgaben"])(
  "%s: more, or something else, is meant than only today",
  (text) => expect(understand(text).onlyToday).toBeUndefined(),
);

describe("what was learnt and the words together", () => {
  const clear = [
    ["Wir erteilen keine Einwilligung", "withdraw"],
    ["hiermit ziehn wir unsre einwiligung zurük", "withdraw"],
    ["Ich erlaube kein Video", "withdraw"],
    ["I take back my no", "give"],
    ["Ich nehme mein Nein zurück", "give"],
  ] as const;
  test.each(clear)("%s is never taken for its contrary", (text, action) =>
    expect([action, undefined]).toContain(understand(text).wish?.action),
  );

  test.each([
    "Mein Mann würde am liebsten widerrufen, ich aber nicht",
    "Ich habe nie gesagt, dass ich widerrufen will!",
    "Wenn ich nein sagen würde, was wäre dann?",
  ])("%s: nothing is wished", (text) => expect(understand(text).wish).toBeNull());

  test("of unseen wishes none in fifty is exchanged, and nine of ten are understood", () => {
    const unseen = readFileSync(new URL("../bench/unseen/wishes.de.jsonl", import.meta.url), "utf8")
      .trim()
      .split("\n");
    const wishes = unseen.map((line) => JSON.parse(line) as { q: string; action: string; alt?: { action: string }[] });
    const got = wishes.map(({ q, action, alt = [] }) => {
      const said = understand(q).wish?.action ?? "none";
      return {
        exchanged: [said, action].toSorted().join() === "give,withdraw",
        right: [action, ...alt.map((one) => one.action)].includes(said),
      };
    });
    expect(got.filter(({ exchanged }) => exchanged).length / got.length).toBeLessThan(0.02);
    expect(got.filter(({ right }) => right).length / got.length).toBeGreaterThan(0.9);
  });
});
