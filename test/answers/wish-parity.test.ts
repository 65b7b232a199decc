import { describe, expect, test } from "vitest";
import { readWish } from "../../src/answers/wish-reader.ts";
import { readWishWords } from "../../src/answers/wish-words.ts";
import { texts } from "../support/school.ts";

/** The yes and the no as things, as they stand behind what ends them; how they are ended, and are not. */
interface Parity {
  yes: string[];
  no: string[];
  /** {x} is ended. */
  ends: string[];
  /** {x} is not ended. */
  keeps: string[];
  /** Not only one, but also the other; not without. */
  also: string[];
  /** Anything but a yes. */
  anything: string[];
}

const languages: Record<string, Parity> = {
  de: {
    yes: ["meine Einwilligung", "mein Ja", "meine Zustimmung", "mein Einverständnis", "meine Erlaubnis"],
    no: [
      "mein Nein",
      "meinen Einspruch",
      "mein Verbot",
      "meine Ablehnung",
      "meinen Widerstand",
      "meine Sperre",
      "meinen Widerruf",
    ],
    ends: [
      "Ich ziehe {x} zurück",
      "Ich nehme {x} zurück",
      "Ich hebe {x} auf",
      "Ich gebe {x} auf",
      "Sie können {x} vergessen",
      "Ich möchte {x} weghaben",
      "Bitte {x} streichen",
    ],
    keeps: ["Ich ziehe {x} nicht zurück", "Ich nehme {x} nicht zurück", "Ich hebe {x} nicht auf"],
    also: [
      "Nicht nur Ton, auch Bild bitte",
      "Mila soll nicht mehr nur mit Ton dabei sein",
      "Ich möchte nicht nur Ton",
      "Ich will nicht, dass Mila ohne Bild dabei ist",
    ],
    anything: ["Ich bin alles andere als einverstanden", "Alles andere als ein Ja"],
  },
  en: {
    yes: ["my consent", "my yes", "my permission", "my agreement"],
    no: ["my no", "my objection", "my refusal", "my veto", "my ban", "my resistance"],
    ends: ["I withdraw {x}", "I take back {x}", "Please cancel {x}", "You can forget {x}", "I give up {x}"],
    keeps: ["I do not withdraw {x}", "I don't take back {x}"],
    also: [
      "Not only sound, picture too please",
      "I don't want only sound",
      "I don't want her to be there without picture",
    ],
    anything: ["I am anything but happy to allow this", "Anything but a yes"],
  },
  tr: {
    yes: ["onayımı", "iznimi", "rızamı", "evetimi"],
    no: ["hayırımı", "itirazımı", "reddimi", "yasağımı", "engelimi"],
    ends: ["{x} geri çekiyorum", "{x} geri alıyorum", "{x} iptal ediyorum", "{x} kaldırıyorum", "{x} unutun"],
    keeps: ["{x} geri çekmiyorum", "{x} geri almıyorum"],
    also: ["Sadece ses değil, görüntü de olsun", "Sadece ses değil görüntü de lütfen"],
    anything: ["Buna razı olmaktan çok uzağım"],
  },
  ru: {
    yes: ["своё согласие", "своё разрешение", "своё да"],
    no: ["своё нет", "свой отказ", "свой запрет", "своё возражение", "своё вето"],
    ends: ["Отзываю {x}", "Забираю {x} назад", "Отменяю {x}", "Снимаю {x}", "Можете забыть про {x}"],
    keeps: ["Не отзываю {x}", "Не отменяю {x}"],
    also: ["Не только звук, но и видео", "Хочу не только звук", "Не хочу, чтобы Мила была без видео"],
    anything: ["Я далеко не согласна", "Что угодно, только не да"],
  },
  uk: {
    yes: ["свою згоду", "свій дозвіл", "своє так"],
    no: ["своє ні", "свою відмову", "свою заборону", "своє заперечення", "своє вето"],
    ends: ["Відкликаю {x}", "Забираю {x}", "Скасовую {x}", "Знімаю {x}", "Можете забути про {x}"],
    keeps: ["Не відкликаю {x}", "Не скасовую {x}"],
    also: ["Не тільки звук, але й відео", "Хочу не лише звук", "Не хочу, щоб Міла була без відео"],
    anything: ["Я далеко не згодна", "Що завгодно, тільки не так"],
  },
  pl: {
    yes: ["moją zgodę", "swoje tak", "moje pozwolenie"],
    no: ["moje nie", "mój sprzeciw", "moją odmowę", "mój zakaz", "moje weto"],
    ends: ["Wycofuję {x}", "Cofam {x}", "Odwołuję {x}", "Proszę skreślić {x}", "Możecie zapomnieć o {x}"],
    keeps: ["Nie wycofuję {x}", "Nie cofam {x}"],
    also: ["Nie tylko dźwięk, obraz też", "Chcę nie tylko dźwięk", "Nie chcę, żeby Mila była bez obrazu"],
    anything: ["Daleko mi do zgody", "Wszystko, tylko nie zgoda"],
  },
  ro: {
    yes: ["acordul", "permisiunea", "consimțământul"],
    no: ["refuzul", "obiecția", "opoziția", "interdicția", "veto-ul"],
    ends: ["Îmi retrag {x}", "Retrag {x}", "Anulez {x}", "Revoc {x}", "Puteți uita {x}"],
    keeps: ["Nu îmi retrag {x}", "Nu anulez {x}"],
    also: ["Nu doar sunet, și imagine", "Nu vreau numai sunet", "Nu vreau ca Mila să fie fără imagine"],
    anything: ["Sunt departe de a fi de acord", "Orice, numai acord nu"],
  },
  bg: {
    yes: ["съгласието си", "разрешението си", "позволението си"],
    no: ["отказа си", "забраната си", "възражението си", "ветото си"],
    ends: ["Оттеглям {x}", "Отменям {x}", "Анулирам {x}", "Забравете за {x}"],
    keeps: ["Не оттеглям {x}", "Не отменям {x}"],
    also: ["Не само звук, но и картина", "Искам не само звук", "Не искам Мила да е без картина"],
    anything: ["Далеч не съм съгласна", "Всичко друго, но не и съгласие"],
  },
  ar: {
    yes: ["موافقتي", "إذني", "قبولي"],
    no: ["رفضي", "اعتراضي", "معارضتي", "منعي"],
    ends: ["أسحب {x}", "ألغي {x}", "أرجو إلغاء {x}", "انسوا {x}"],
    keeps: ["لا أسحب {x}", "لا ألغي {x}"],
    also: ["ليس فقط الصوت، الصورة أيضا", "لا أريد الصوت فقط", "لا أريد أن تكون بدون صورة"],
    anything: ["أنا أبعد ما أكون عن الموافقة"],
  },
};

describe.each(Object.entries(languages))("in %s", (language, { yes, no, ends, keeps, also, anything }) => {
  const words = readWishWords(texts.wording.wishes[language] ?? "");
  const wrong = (frames: readonly string[], things: readonly string[], right: readonly string[]) =>
    frames
      .flatMap((frame) => things.map((thing) => frame.replace("{x}", thing)))
      .map((text) => [text, readWish(text, words)?.action ?? "null"] as const)
      .filter(([, action]) => !right.includes(action));

  test("who ends a yes withdraws, who ends a no gives, and who ends neither changes nothing", () => {
    expect(wrong(ends, yes, ["withdraw"])).toEqual([]);
    expect(wrong(ends, no, ["give"])).toEqual([]);
    expect(wrong(keeps, [...yes, ...no], ["none"])).toEqual([]);
  });

  test("not only the one, and not without the other, gives both", () => {
    expect(wrong(also, [""], ["give"])).toEqual([]);
  });

  test("anything but a yes is none", () => {
    expect(wrong(anything, [""], ["withdraw", "none"])).toEqual([]);
  });
});
