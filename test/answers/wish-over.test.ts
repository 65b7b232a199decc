import { describe, expect, test } from "vitest";
import { understand } from "../support/school.ts";

const wished = (text: string) => {
  const { wish } = understand(text);
  return { text, action: wish?.action ?? null, scope: wish?.scope ?? null };
};
const actionsOf = (texts: readonly string[]) => texts.map((text) => [text, wished(text).action]);
const all = (texts: readonly string[], action: "give" | "withdraw" | null) => texts.map((text) => [text, action]);

const over = {
  de: ["Die Erlaubnis für die Kamera ist vorbei.", "Meine Einwilligung zum Ton ist abgelaufen."],
  en: ["My permission for the camera is over.", "The consent for the picture has ended as of today."],
  tr: ["Kamera iznimiz bitti."],
  ru: ["Разрешение на камеру закончилось."],
  uk: ["Дозвіл на камеру скінчився."],
  pl: ["Zgoda na kamerę się skończyła."],
  ro: ["Acordul pentru cameră s-a terminat."],
  bg: ["Разрешението за камерата приключи."],
  ar: ["انتهى إذن الكاميرا."],
};
test.each(Object.entries(over))("in %s a consent that is over is none", (_, texts) => {
  expect(actionsOf(texts)).toEqual(all(texts, "withdraw"));
});

test("a signature that is to be torn up is none", () => {
  const texts = [
    ...["Meine Unterschrift dürfen Sie zerreißen.", "Мій підпис можете порвати.", "Подписа ми можете да го скъсате."],
    "İmzaladığım kağıdı yırtıp atabilirsiniz.",
  ];
  expect(actionsOf(texts)).toEqual(all(texts, "withdraw"));
});

test("a permission that is denied is no permission, however it is denied", () => {
  const texts = [
    ...[
      "Nei merci, s Mikrofon erlaub i em Mirwin nümme.",
      "أما الآن فلا أسمح به.",
      "إذن الكاميرا لميروين أسحبه من اليوم.",
    ],
    "Ich entziehe Ihnen die Erlaubnis, Vexelin ins Mikro sprechen zu lassen.",
    "Bardzo chętnie pomogę przy kiermaszu, ale kamery u Taldy już nie dopuszczam, tę zgodę odbieram.",
  ];
  expect(actionsOf(texts)).toEqual(all(texts, "withdraw"));
});

test("a no until something is over is no yes", () => {
  const texts = [
    ...["no camera until the exams are over", "no camera until the ban is lifted", "no my son has dropped his phone"],
    ...["nein bis die Prüfung vorbei ist", "nein das Schuljahr ist beendet"],
  ];
  expect(texts.map((text) => [text, wished(text).action === "give"])).toEqual(texts.map((text) => [text, false]));
});

test("a ban that is lifted is a yes", () => {
  const texts = [
    ...["Das Kameraverbot hebe ich auf.", "Mein Verbot für das Mikrofon nehme ich zurück."],
    ...["I lift the camera ban for Velmiri.", "Kamera yasağını kaldırıyorum.", "Снимаю свой запрет на камеру."],
    "Kameraya koyduğum itirazı geri çekiyorum, açılmasında sakınca görmüyorum.",
  ];
  expect(actionsOf(texts)).toEqual(all(texts, "give"));
});

describe("of two purposes", () => {
  test.each([
    ["de", "Wir wollen keine Kamera. Den Ton erlauben wir, das Bild nicht."],
    ["de, limited", "Wir willigen ein, jedoch beschränkt auf die Stimme; ein Bild wird nicht gestattet."],
    ["de, left out", "Reden darf er, das Bild lassen wir weg."],
    ["de, without marks", "mikrofohn ja gerne bild liber nich für quendla danke"],
    ["en, limited", "We consent, but limited to the sound; a picture is not permitted."],
    ["en, left out", "He may talk, but leave the picture out."],
    ["en, with dashes", "Sound - yes, picture - no."],
    ["tr", "Kamera istemiyoruz. Mikrofona izin veriyoruz."],
    ["ru", "Камеру не хотим. На микрофон даём добро."],
    ["uk", "Камери не хочемо. На мікрофон даємо добро."],
    ["pl", "Kamery nie chcemy. Na mikrofon ma nasze błogosławieństwo."],
    ["bg, with dashes", "Звук – да, картина – не."],
    ["ar, without marks", "المايك مقبول والكاميرا مرفوضة."],
    ["de, as dictated", "mikro ist ok kamera nein"],
    ["bg, against it", "За видеото не искам и да чувам, но микрофона на Мирвин го разрешавам."],
    ["de, against it", "Ein Bild gibt es nicht, aber der Ton ist in Ordnung."],
  ])("the one that is allowed is given, though the other was refused before it: %s", (_, text) => {
    expect(wished(text)).toEqual({ text, action: "give", scope: "audio" });
  });

  test("what is no longer allowed is taken back, though the other stays", () => {
    const texts = ["Wir wollen kein Bild mehr, den Ton erlauben wir weiter.", "Kein Bild mehr, Ton ist ok."];
    expect(texts.map(wished)).toEqual(texts.map((text) => ({ text, action: "withdraw", scope: "video" })));
  });
});

describe("a form that is copied with its boxes", () => {
  test.each([
    ["☒ Ich bin einverstanden ☐ Ich bin nicht einverstanden", "give", "unspecified"],
    ["☑ Ja ☐ Nein", "give", "unspecified"],
    ["☐ Ja ☒ Nein", "withdraw", "unspecified"],
    ["[x] Ton [ ] Bild", "give", "audio"],
    ["☐ Ton ☑ Bild", "give", "video"],
    ["Ton ☒ Ja ☐ Nein Bild ☐ Ja ☒ Nein", "give", "audio"],
    ["Teilnahme per Audio: [x] JA [ ] NEIN, Teilnahme per Video: [ ] JA [x] NEIN", "give", "audio"],
  ])("says what is ticked: %s", (text, action, scope) => {
    expect(wished(text)).toEqual({ text, action, scope });
  });

  test("is asked about where a box stands behind its words, or a cross may be a no", () => {
    const texts = ["Ton ☑ Bild ☐", "Ja ☐ Nein ☑", "Ton: Ja ☐ Nein ☒, Bild: Ja ☐ Nein ☒", "✅ Chat ❌ Bild ☐ Fotos"];
    expect(texts.map((text) => [text, wished(text).action === "give"])).toEqual(texts.map((text) => [text, false]));
    expect(wished("☑ Ton ☒ Bild ☐ Chat")).toMatchObject({ action: "give", scope: "audio" });
  });

  test("says nothing while nothing is ticked", () => {
    const texts = [
      "☐ Ich bin einverstanden ☐ Ich bin nicht einverstanden (Zutreffendes bitte ankreuzen)",
      "Ton ☐ Ja ☐ Nein, Bild ☐ Ja ☐ Nein",
      "[ ] Ja",
    ];
    expect(actionsOf(texts)).toEqual(all(texts, null));
  });
});

test("what a mother allows her child, who writes it, and what was done at another school, is no wish", () => {
  const texts = [
    "hallo ich bin mirwin mama hat erlaubt dass ich das mikro anmache",
    "hi its me mirwin mum said i can turn my camera on",
    "ben mirwin annem kamerayı açmama izin verdi",
    "это мирвин мне мама разрешила камеру включить",
    "tu mirwin mama mi pozwoliła włączyć kamerę",
    "Rok temu w starej szkole wycofaliśmy zgodę na wideo.",
    "Zorbin's dad is dead against the video lessons. I haven't made my mind up.",
    "verdigim izni sonradan geri alabiliyormuyum",
  ];
  expect(actionsOf(texts)).toEqual(all(texts, null));
});

test("a story that gives the one and refuses the other is asked about", () => {
  const story =
    "Biz üç odalı evde altı kişiyiz, arkadan hep biri geçiyor, geçen gün dedesi az kalsın pijamayla ekrana giriyordu. " +
    "O yüzden kamera istemiyoruz. Ama Oskwin konuşmayı çok seviyor, derste susup oturması bize de dokunuyor. " +
    "Mikrofona bizden izin çıktı, sadece sesiyle katılsın.";
  expect(understand(story)).toMatchObject({ wish: null, undecided: true });
});
