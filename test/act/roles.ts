/**
 * Sentences whose words withdraw, but not from the writer to the school: somebody else does it; it is somebody or
 * something else with whom one no longer agrees; or a sound or a picture no longer arrives.
 */
interface Roles {
  /** {x} is who does it. */
  does: string[];
  others: string[];
  /** {x} is with whom, or with what. */
  disagrees: string[];
  partners: string[];
  /** {x} is from where something no longer comes. */
  misses: string[];
  senders: string[];
}

const roles: Record<string, Roles> = {
  de: {
    does: [
      "Hiermit widerruft {x} die Einwilligung",
      "{x} widerruft hiermit die Zusage",
      "{x} macht nicht mehr mit",
      "{x} nimmt nicht mehr teil",
      "{x} ist nicht mehr einverstanden",
      "{x} zieht hiermit die Erlaubnis zurück",
    ],
    others: ["die Schule", "die Klasse", "das Sekretariat", "die Schulleitung", "Mila", "mein Sohn", "meine Tochter"],
    disagrees: [
      "Mit {x} bin ich nicht mehr einverstanden",
      "Ich bin mit {x} nicht mehr einverstanden",
      "Wir sind nicht mehr einverstanden mit {x}",
      "Ab sofort bin ich mit {x} nicht mehr einverstanden",
    ],
    partners: [
      "Ihnen",
      "der Klasse",
      "der Schule",
      "dem Unterricht",
      "der Schulleitung",
      "Frau Lehrerin",
      "dem Datenschutz",
    ],
    misses: [
      "Kein Ton mehr von {x}",
      "Seit heute kein Bild mehr von {x}",
      "Ich möchte kein Video mehr von {x}",
      "Bitte kein Ton mehr aus {x}",
    ],
    senders: ["der Klasse", "der Schule", "dem Unterricht", "der Konferenz"],
  },
  en: {
    does: [
      "{x} hereby withdraws the consent",
      "{x} is hereby withdrawing consent",
      "{x} no longer agrees",
      "{x} is no longer taking part",
    ],
    others: ["The school", "The teacher", "My son", "My daughter", "Mila"],
    disagrees: [
      "I no longer agree with {x}",
      "I no longer agree to {x}",
      "I am no longer in agreement with {x}",
      "I no longer approve of {x}",
    ],
    partners: ["you", "the school", "the teacher", "the lesson", "the class"],
    misses: [
      "No more sound from {x}",
      "I no longer want video from {x}",
      "No more video of {x} please",
      "No more picture since today from {x}",
    ],
    senders: ["the school", "the teacher", "the lesson", "the class"],
  },
  tr: {
    does: ["{x} onayını geri çekiyor", "{x} iznini iptal ediyor", "{x} artık kabul etmiyor", "{x} artık katılmıyor"],
    others: ["Okul", "Öğretmen", "Sınıf", "Kızım", "Oğlum", "Mila"],
    disagrees: [
      "Artık {x} kabul etmiyorum",
      "Artık {x} onaylamıyorum",
      "{x} artık istemiyorum",
      "Artık {x} razı değilim",
    ],
    partners: ["okulu", "öğretmeni", "sizi", "derse", "derslere", "sınıfı"],
    misses: ["{x} artık ses yok", "Artık {x} video istemiyorum", "Bundan sonra {x} görüntü yok"],
    senders: ["okuldan", "dersten", "sınıftan", "öğretmenden", "bizim ekranda"],
  },
  ru: {
    does: [
      "{x} отзывает согласие",
      "Настоящим {x} отзывает разрешение",
      "{x} больше не участвует",
      "{x} больше не согласна",
    ],
    others: ["Школа", "Учительница", "Класс", "Дочь", "Мила"],
    disagrees: ["Больше не согласна {x}", "Я {x} больше не согласна", "С сегодняшнего дня не согласен {x}"],
    partners: ["с учителем", "с вами", "со школой", "с уроком", "на такие уроки", "с классом"],
    misses: [
      "Больше нет звука {x}",
      "Больше не хочу видео {x}",
      "Больше никакого видео {x}",
      "Больше не хочу картинку {x}",
    ],
    senders: ["от школы", "с урока", "от класса", "из школы", "от учителя"],
  },
  uk: {
    does: ["{x} відкликає згоду", "Цим {x} відкликає дозвіл", "{x} більше не бере участі", "{x} більше не згодна"],
    others: ["Школа", "Вчителька", "Донька", "Міла", "Клас"],
    disagrees: ["Більше не згодна {x}", "Я {x} більше не згодна", "Відтепер не згоден {x}"],
    partners: ["з учителем", "з вами", "зі школою", "з уроком", "на такі уроки", "з класом"],
    misses: ["Більше немає звуку {x}", "Більше не хочу відео {x}", "Більше ніякого відео {x}"],
    senders: ["від школи", "з уроку", "від класу", "зі школи", "від учителя"],
  },
  pl: {
    does: [
      "{x} wycofuje zgodę",
      "Niniejszym {x} wycofuje zgodę",
      "{x} już się nie zgadza",
      "{x} już nie bierze udziału",
    ],
    others: ["Szkoła", "Nauczycielka", "Klasa", "Córka", "Mila"],
    disagrees: ["Nie zgadzam się już {x}", "Już się {x} nie zgadzam", "Od dziś nie zgadzam się {x}"],
    partners: ["z panią", "z państwem", "ze szkołą", "z lekcją", "na takie lekcje", "z klasą"],
    misses: [
      "Od dzisiaj brak dźwięku {x}",
      "Nie chcę już wideo {x}",
      "Nie ma już obrazu {x}",
      "Żadnego wideo więcej {x}",
    ],
    senders: ["ze szkoły", "z lekcji", "od klasy", "od nauczycielki"],
  },
  ro: {
    does: [
      "{x} își retrage acordul",
      "Prin prezenta {x} retrage acordul",
      "{x} nu mai participă",
      "{x} nu mai este de acord",
    ],
    others: ["Școala", "Doamna", "Clasa", "Fiica mea", "Mila"],
    disagrees: ["Nu mai sunt de acord {x}", "De azi nu mai sunt de acord {x}", "{x} nu mai sunt de acord"],
    partners: ["cu doamna", "cu dumneavoastră", "cu școala", "cu lecția", "cu lecțiile", "cu clasa"],
    misses: ["De azi nu mai este sunet {x}", "Nu mai vreau video {x}", "Fără imagine {x} de azi"],
    senders: ["de la școală", "de la lecție", "de la clasă", "de la doamna"],
  },
  bg: {
    does: [
      "{x} оттегля съгласието",
      "С настоящото {x} оттегля съгласието",
      "{x} вече не участва",
      "{x} вече не е съгласна",
    ],
    others: ["Училището", "Учителката", "Класът", "Дъщеря ми", "Мила"],
    disagrees: ["Вече не съм съгласна {x}", "{x} вече не съм съгласна", "От днес не съм съгласен {x}"],
    partners: ["с госпожата", "с вас", "с училището", "с урока", "с уроците", "с класа"],
    misses: ["От днес няма звук {x}", "Вече няма картина {x}", "Не искам повече видео {x}"],
    senders: ["от училището", "от урока", "от класа", "от учителката"],
  },
  ar: {
    does: ["{x} تسحب الموافقة", "بموجب هذا {x} تسحب الموافقة", "{x} لم تعد موافقة", "{x} لم تعد تشارك"],
    others: ["المدرسة", "المعلمة", "الإدارة", "ابنتي", "ميلا"],
    disagrees: ["لم أعد أوافق {x}", "من اليوم لا أوافق {x}", "ما عدت موافق {x}"],
    partners: ["المعلمة", "على الدرس", "على الدروس", "معكم", "مع المدرسة", "على الحصة"],
    misses: ["من اليوم لا يوجد صوت {x}", "لم أعد أريد فيديو {x}", "من الآن لا صورة {x}"],
    senders: ["من المدرسة", "من الدرس", "من المعلمة", "عندنا"],
  },
};

export const languagesWithRoles = Object.keys(roles);

/** All of these sentences in a language. */
export function otherRolesIn(language: string): string[] {
  const { does, others, disagrees, partners, misses, senders } = roles[language] as Roles;
  const filled = (frames: readonly string[], whom: readonly string[]) =>
    frames.flatMap((frame) => whom.map((one) => begun(frame.replace("{x}", one))));
  return [...filled(does, others), ...filled(disagrees, partners), ...filled(misses, senders)];
}

const begun = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
