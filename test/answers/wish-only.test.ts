import { describe, expect, test } from "vitest";
import { readWish } from "../../src/answers/wish-reader.ts";
import { readWishWords } from "../../src/answers/wish-words.ts";
import { withdrawalIn } from "../../src/messenger/withdrawal-in.ts";
import { texts, understand } from "../support/school.ts";

/** How a language says "only", from now on or not, with {x} for what; what that may be, and how two are joined. */
interface Only {
  now: string[];
  plain: string[];
  sound: string[];
  picture: string[];
  and: string;
}

const languages: Record<string, Only> = {
  de: {
    now: ["Ab sofort bitte nur noch mit {x}", "Ab heute nur {x}", "Künftig nur noch per {x}", "Nur noch {x} ab jetzt"],
    plain: ["Nur mit {x}", "Bitte nur {x}", "Wir erlauben nur {x}", "Ausschließlich {x} bitte"],
    sound: ["Ton", "Mikrofon", "Stimme"],
    picture: ["Bild", "Video", "Kamera"],
    and: " und ",
  },
  en: {
    now: ["From now on only with {x}", "Only {x} from now on", "As of today just {x} please"],
    plain: ["Only {x} please", "Just with {x}", "We allow only {x}"],
    sound: ["sound", "audio", "microphone"],
    picture: ["picture", "video", "camera"],
    and: " and ",
  },
  tr: {
    now: ["Bundan sonra sadece {x} olsun", "Artık yalnızca {x}", "Bundan böyle sadece {x} lütfen"],
    plain: ["Sadece {x} olsun", "Yalnızca {x} lütfen", "Sadece {x} izin veriyoruz"],
    sound: ["ses", "mikrofon", "sesli"],
    picture: ["görüntü", "kamera", "görüntülü"],
    and: " ve ",
  },
  ru: {
    now: ["Отныне только {x}", "С сегодняшнего дня только {x}", "Впредь пожалуйста только {x}"],
    plain: ["Только {x} пожалуйста", "Разрешаем только {x}", "Лишь {x}"],
    sound: ["звук", "голос", "микрофон"],
    picture: ["видео", "камера", "картинка"],
    and: " и ",
  },
  uk: {
    now: ["Відтепер тільки {x}", "З сьогоднішнього дня лише {x}", "Надалі будь ласка тільки {x}"],
    plain: ["Тільки {x} будь ласка", "Дозволяємо лише {x}", "Лише {x}"],
    sound: ["звук", "голос", "мікрофон"],
    picture: ["відео", "камера", "зображення"],
    and: " і ",
  },
  pl: {
    now: ["Od teraz tylko {x}", "Odtąd wyłącznie {x}", "Od dzisiaj proszę tylko {x}"],
    plain: ["Tylko {x} proszę", "Pozwalamy tylko na {x}", "Wyłącznie {x}"],
    sound: ["dźwięk", "głos", "mikrofon"],
    picture: ["obraz", "wideo", "kamera"],
    and: " i ",
  },
  ro: {
    now: ["De acum doar {x}", "De azi numai {x}", "De acum înainte vă rog doar {x}"],
    plain: ["Doar {x} vă rog", "Permitem numai {x}", "Numai {x}"],
    sound: ["sunet", "voce", "microfon"],
    picture: ["imagine", "video", "cameră"],
    and: " și ",
  },
  bg: {
    now: ["Отсега само {x}", "Занапред само с {x}", "От днес моля само {x}"],
    plain: ["Само {x} моля", "Разрешаваме само {x}", "Само с {x}"],
    sound: ["звук", "глас", "микрофон"],
    picture: ["картина", "видео", "камера"],
    and: " и ",
  },
  ar: {
    now: ["من الآن فقط {x}", "من اليوم {x} فقط", "ابتداء من الآن فقط {x} من فضلكم"],
    plain: ["فقط {x} من فضلكم", "نسمح فقط {x}", "{x} فقط"],
    sound: ["صوت", "الصوت", "ميكروفون"],
    picture: ["صورة", "فيديو", "كاميرا"],
    and: " و",
  },
};

const filled = (frames: readonly string[], whats: readonly string[]) =>
  frames.flatMap((frame) => whats.map((what) => frame.replace("{x}", what)));

describe.each(Object.entries(languages))("only, in %s", (language, { now, plain, sound, picture, and }) => {
  const words = readWishWords(texts.wording.wishes[language] ?? "");
  const read = (text: string) => {
    const wish = readWish(text, words);
    return wish && `${wish.action} ${wish.scope}`;
  };
  const wrong = (sentences: readonly string[], ...right: (string | null)[]) =>
    sentences.map((text) => [text, read(text)] as const).filter(([, wish]) => !right.includes(wish));
  const both = sound.flatMap((one, at) => [`${one}${and}${picture[at]}`, `${picture[at]}${and}${one}`]);

  test("with sound and picture lets both stand, from now on or not", () => {
    const sentences = filled([...now, ...plain], both);
    expect(wrong(sentences, "give both")).toEqual([]);
    expect(
      sentences.filter((text) => withdrawalIn({ texts, understand }, texts.speak(language), text, []) !== null),
    ).toEqual([]);
  });

  test("with one of them from now on takes the other back, and never gives both", () => {
    expect(wrong(filled(now, sound), "withdraw video", "give audio")).toEqual([]);
    expect(wrong(filled(now, picture), "withdraw audio", "give video")).toEqual([]);
  });

  test("with one of them gives that one", () => {
    expect(wrong(filled(plain, sound), "give audio", "withdraw video")).toEqual([]);
    expect(wrong(filled(plain, picture), "give video", "withdraw audio")).toEqual([]);
  });
});
