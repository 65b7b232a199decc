import { expect, test } from "vitest";
import { understand } from "../support/school.ts";

const wished = (text: string) => {
  const { wish } = understand(text);
  return { text, action: wish?.action ?? null, scope: wish?.scope ?? null };
};
const meant = (texts: string[], action: "give" | "withdraw", scope: string) =>
  texts.map((text) => ({ text, action, scope }));

const allAre = (texts: string[], action: "give" | "withdraw" | null) =>
  expect(texts.map((text) => [text, wished(text).action])).toEqual(texts.map((text) => [text, action]));

/** Each purpose with its answer, as people fill in a form: the sound is given, the picture is not. */
const soundOnly = {
  de: ["Ton: ja, Bild: nein", "Ton: ja. Bild: nein.", "Ton: ja Bild: nein", "Mikro an, Kamera aus"],
  signs: ["Stimme: ✅ Gesicht: ❌", "✅ Ton ❌ Bild", "mikrofon ✅ kamera ❌"],
  en: ["Audio: yes, video: no", "mic: yep. webcam: nope."],
  tr: ["Ses: evet, görüntü: hayır"],
  ar: ["الصوت: نعم، الصورة: لا"],
  ru: ["Звук: да. Видео: нет.", "микрофон ок, камера стоп"],
  uk: ["Звук: так, відео: ні", "мікрофон так, камера зась"],
  pl: ["Dźwięk: tak, obraz: nie", "mikrofon ok, kamerka odpada"],
  ro: ["Sunet: da, imagine: nu", "Sunetul da, fața nu."],
  bg: ["Звук: да, картина: не"],
};

test.each(Object.entries(soundOnly))("in %s an answer belongs to the purpose that is named before it", (_, texts) => {
  expect(texts.map(wished)).toEqual(meant(texts, "give", "audio"));
});

test("where the refusal stands first it is a refusal of that purpose", () => {
  const texts = ["Bild: nein, Ton: ja", "video: no, audio: yes", "Kamera: auf keinen Fall, Mikro: gern"];
  expect(texts.map(wished)).toEqual(meant(texts, "withdraw", "video"));
});

test("a sign refuses beside any words that decide nothing, and no yes is read where signs speak against one", () => {
  const refused = ["Bisher Ton ✅ Bild ✅, ab jetzt Bild ❌", "bitte Bild 🙅‍♀️", "Kein Video ❌", "nicht Bild ✅"];
  expect(refused.map(wished)).toEqual(meant(refused, "withdraw", "video"));
  allAre(["Ton 👍👎", "Ton ja ❌", "Ich stimme zu ❌", "Ton: ja? Bild: nein?"], null);
});

test("a sign beside a declared wish only decorates it", () => {
  expect(wished("Ich widerrufe ❌").action).toBe("withdraw");
  expect(wished("Ich stimme zu ✅").action).toBe("give");
});

test("the lessons are no picture", () => {
  expect(wished("Ich erlaube die Teilnahme am Videounterricht.").scope).toBe("unspecified");
  expect(wished("Kein Videounterricht mit meinem Kind!")).toMatchObject({ action: "withdraw", scope: "unspecified" });
  expect(wished("An der Videokonferenz darf sie teilnehmen, aber ohne Kamera.")).toMatchObject({
    action: "give",
    scope: "audio",
  });
});

test("who refuses twice in one breath refuses", () => {
  const texts = [
    "wir möchten das nicht also sie soll nicht an diesen konferenzen teilnehmen danke",
    "nu suntem de acord cu conferințele deci răspunsul e nu",
    "Wiem, że inni rodzice podpisali, ale my odmawiamy.",
  ];
  allAre(texts, "withdraw");
});

test("a mind that was made up today, and what stood before it, take no wish back", () => {
  const texts = [
    "Für beide hatten wir unterschrieben, beide Zusagen nehmen wir hiermit zurück.",
    "Eigentlich wollte ich heute zusagen, nun lehne ich ab.",
    "Вчера склонялись к «да», но сегодня решили окончательно: отказываемся.",
  ];
  allAre(texts, "withdraw");
});

test("what was heard of somebody else, or done long ago for another child, is no wish", () => {
  const texts = [
    "Ich hab gehört, dass Frau Talda widerrufen hat.",
    "Чух, че сестрата на Пешо си оттеглила съгласието.",
    "Słyszałam, że tata Taldy cofnął zgodę.",
    "Vor drei Jahren haben wir beim Großen mal widersprochen, das lief problemlos.",
  ];
  allAre(texts, null);
});
