import { describe, expect, test } from "vitest";
import { texts } from "../support/school.ts";

/** What a message is taken for, in each language. */
const said: Record<string, Record<string, string[]>> = {
  de: {
    greeting: ["hallo", "Guten Abend", "👋"],
    thanks: [
      "danke",
      "Danke schön!",
      "Danke für die schnelle Antwort!",
      "🙏",
      "liebe schule, vielen dank und viele grüße",
      "ok danke",
    ],
    help: ["?", "hilfe", "ich verstehe das nicht", "Was kannst du alles?", "wie funktioniert das hier"],
    menu: ["menü"],
    cancel: ["abbrechen", "abbruch"],
    start: ["start"],
    human: [
      "bist du ein mensch?",
      "bist du eine ki",
      "hallo, bist du ein Roboter?",
      "spreche ich hier mit einem menschen?",
      "bist du ChatGPT?",
      "Sind Sie eine echte Person oder eine Maschine?",
    ],
    who: ["wer bist du", "Guten Tag, wer sind Sie?", "wer hat dich programmiert"],
    stored: ["speicherst du was ich schreibe", "werden meine nachrichten gespeichert", "wird dieser chat gespeichert?"],
    reader: [
      "wer liest meine nachrichten hier",
      "wer liest das hier",
      "liest die Schule hier mit?",
      "liest hier jemand mit",
      "kann die lehrerin hier mitlesen?",
    ],
    messenger: [
      "was macht telegram mit meinen daten",
      "Was macht der Messenger mit meinen Daten?",
      "ist telegram sicher?",
    ],
    insult: ["du blöder bot", "so ein mist"],
    costs: ["Was kostet uns das?"],
    foster: ["Ich bin die Pflegemutter, darf ich zustimmen?"],
    offline: ["Wir haben kein Internet zuhause, verpasst sie dann was?"],
    alone: ["Bin alleinerziehend, muss der Vater trotzdem unterschreiben?"],
    "every child": ["beide", "alle", "für beide"],
    "some child": ["die Große", "mein sohn"],
    goodbye: ["tschüss und schönen tag noch"],
  },
  en: {
    greeting: ["hello", "Good morning!"],
    thanks: ["thanks a lot"],
    goodbye: ["bye"],
    help: ["help", "what can you do"],
    menu: ["menu"],
    cancel: ["cancel"],
    human: ["are you a human?", "are you a bot or a person", "are you an AI?"],
    who: ["who are you"],
    stored: ["do you store what I write", "do you save my messages?"],
    reader: ["who reads this", "does the school read my messages here?"],
    messenger: ["what does telegram do with my data", "is telegram safe?"],
    insult: ["you stupid bot"],
    costs: ["what does it cost?"],
    offline: ["we have no internet at home"],
    foster: ["I am a foster mother, may I consent?"],
    alone: ["I am a single mother, does the father have to sign too?"],
    "every child": ["both", "for both children"],
    "some child": ["my daughter", "the older one"],
  },
  tr: {
    greeting: ["merhaba", "iyi günler", "günaydın hocam"],
    thanks: ["çok teşekkür ederim", "sağolun"],
    goodbye: ["görüşürüz"],
    help: ["yardım", "ne yapabilirim burada"],
    menu: ["menü"],
    cancel: ["iptal"],
    human: ["sen insan mısın?", "bot musun yoksa insan mı", "yapay zeka mısın?"],
    who: ["sen kimsin"],
    stored: ["yazdıklarımı kaydediyor musun", "mesajlarımı saklıyor musunuz?"],
    reader: ["bunu kim okuyor", "mesajlarımı kim görüyor?", "öğretmen mesajlarımı okuyor mu"],
    messenger: ["telegram verilerimle ne yapıyor", "telegram güvenli mi?"],
    insult: ["aptal bot"],
    costs: ["bunun ücreti ne kadar"],
    offline: ["evde internetimiz yok"],
    foster: ["koruyucu anneyim, onay verebilir miyim?"],
    alone: ["yalnız anneyim, babasının da imzalaması gerekiyor mu?"],
    "every child": ["ikisi de"],
    "some child": ["kızım", "büyük"],
  },
  ar: {
    greeting: ["مرحبا", "السلام عليكم", "صباح الخير"],
    thanks: ["شكراً جزيلاً"],
    goodbye: ["مع السلامة"],
    help: ["مساعدة"],
    menu: ["القائمة"],
    cancel: ["إلغاء"],
    human: ["هل أنت إنسان؟", "هل أنت روبوت أم إنسان", "انت بوت؟"],
    who: ["من أنت؟", "مين انت"],
    stored: ["هل تحفظ ما أكتبه؟", "هل تحفظ رسائلي"],
    reader: ["من يقرأ هذا؟", "من يقرأ رسائلي هنا؟", "هل تقرأ المدرسة رسائلي"],
    messenger: ["ماذا يفعل تلغرام ببياناتي؟", "هل تلغرام آمن؟"],
    insult: ["غبي", "بوت غبي"],
    costs: ["كم يكلف هذا؟"],
    offline: ["ليس لدينا إنترنت في البيت"],
    foster: ["أنا أم حاضنة، هل يحق لي أن أوافق؟"],
    alone: ["أنا أم عزباء، هل يجب أن يوقع الأب أيضا؟"],
    "every child": ["كلاهما"],
    "some child": ["ابنتي", "الكبير"],
  },
  ru: {
    greeting: ["Здравствуйте!", "Добрый день"],
    thanks: ["спасибо большое"],
    goodbye: ["до свидания"],
    help: ["помощь", "что ты умеешь"],
    menu: ["меню"],
    cancel: ["отмена"],
    human: ["ты человек или бот?", "вы робот?", "это бот?"],
    who: ["кто ты?", "кто вы такие"],
    stored: ["ты сохраняешь то, что я пишу?", "вы сохраняете мои сообщения"],
    reader: ["кто это читает?", "кто читает мои сообщения здесь", "учитель читает мои сообщения?"],
    messenger: ["что телеграм делает с моими данными", "телеграм безопасен?"],
    insult: ["тупой бот"],
    costs: ["сколько это стоит?"],
    offline: ["у нас нет интернета дома"],
    foster: ["я приемная мать, могу ли я дать согласие?"],
    alone: ["я мать одиночка, отец тоже должен подписать?"],
    "every child": ["оба", "обе"],
    "some child": ["моя дочь", "старшая"],
  },
  uk: {
    greeting: ["Доброго дня", "привіт"],
    thanks: ["дуже дякую"],
    goodbye: ["до побачення"],
    help: ["допомога", "що ти вмієш"],
    menu: ["меню"],
    cancel: ["скасувати"],
    human: ["ти людина?", "ви робот?"],
    who: ["хто ти?"],
    stored: ["ти зберігаєш те, що я пишу?", "чи зберігаєте ви мої повідомлення"],
    reader: ["хто це читає?", "хто читає мої повідомлення", "вчителька читає мої повідомлення?"],
    messenger: ["що телеграм робить з моїми даними", "чи безпечний телеграм?"],
    insult: ["тупий бот"],
    costs: ["скільки це коштує?"],
    offline: ["у нас немає інтернету"],
    foster: ["я прийомна мати, чи можу я дати згоду?"],
    alone: ["я мати одиначка, чи має батько теж підписати?"],
    "every child": ["обоє"],
    "some child": ["моя донька", "старший"],
  },
  pl: {
    greeting: ["Dzień dobry", "cześć"],
    thanks: ["dziękuję bardzo"],
    goodbye: ["do widzenia"],
    help: ["pomoc", "co potrafisz"],
    menu: ["menu"],
    cancel: ["anuluj"],
    human: ["czy jesteś człowiekiem?", "jesteś botem czy człowiekiem", "czy to bot?"],
    who: ["kim jesteś"],
    stored: ["czy zapisujesz to, co piszę?", "zapisujesz moje wiadomości?"],
    reader: ["kto to czyta?", "kto czyta moje wiadomości", "czy nauczycielka czyta moje wiadomości?"],
    messenger: ["co telegram robi z moimi danymi", "czy telegram jest bezpieczny?"],
    insult: ["głupi bot"],
    costs: ["ile to kosztuje?"],
    offline: ["nie mamy internetu w domu"],
    foster: ["jestem matką zastępczą, czy mogę wyrazić zgodę?"],
    alone: ["samotna matka, czy ojciec też musi podpisać?"],
    "every child": ["oboje"],
    "some child": ["moja córka", "starszy"],
  },
  ro: {
    greeting: ["Bună ziua", "buna"],
    thanks: ["mulțumesc frumos", "multumesc"],
    goodbye: ["la revedere"],
    help: ["ajutor", "ce știi să faci"],
    menu: ["meniu"],
    cancel: ["anulează"],
    human: ["ești om sau robot?", "esti un bot?", "vorbesc cu o persoană reală?"],
    who: ["cine ești"],
    stored: ["salvezi ce scriu?", "păstrezi mesajele mele?"],
    reader: ["cine citește asta?", "cine citește mesajele mele aici", "profesoara citește mesajele mele?"],
    messenger: ["ce face telegram cu datele mele", "este telegram sigur?"],
    insult: ["bot prost"],
    costs: ["cât costă?"],
    offline: ["nu avem internet acasă"],
    foster: ["sunt asistent maternal, pot să îmi dau acordul?"],
    alone: ["sunt mamă singură, trebuie să semneze și tatăl?"],
    "every child": ["amândoi"],
    "some child": ["fiica mea", "cel mare"],
  },
  bg: {
    greeting: ["Здравейте", "добър ден"],
    thanks: ["благодаря много"],
    goodbye: ["довиждане"],
    help: ["помощ", "какво можеш"],
    menu: ["меню"],
    cancel: ["отмени"],
    human: ["човек ли си?", "ти бот ли си", "с човек ли говоря"],
    who: ["кой си ти"],
    stored: ["записваш ли това, което пиша?", "запазвате ли съобщенията ми"],
    reader: ["кой чете това?", "кой чете съобщенията ми", "чете ли учителката какво пиша?"],
    messenger: ["какво прави телеграм с моите данни", "сигурен ли е телеграм?"],
    insult: ["тъп бот"],
    costs: ["колко струва?"],
    offline: ["нямаме интернет вкъщи"],
    foster: ["аз съм приемна майка, мога ли да дам съгласие?"],
    alone: ["самотна майка съм, трябва ли и бащата да подпише?"],
    "every child": ["двамата"],
    "some child": ["дъщеря ми", "голямата"],
  },
};

describe.each(Object.entries(said))("%s", (language, kinds) => {
  test.each(Object.entries(kinds))("%s", (kind, messages) => {
    const heard = messages.map((text) => ({
      text,
      kind:
        texts.everydayIn(text, language)?.says.join() ??
        texts.circumstanceIn(text, [language])?.what ??
        texts.speaksOfChildren(text),
    }));
    expect(heard).toEqual(messages.map((text) => ({ text, kind })));
  });
});

test("a word that they do not explain makes it something else", () => {
  for (const text of [
    "hallo, wer sieht die daten von meinem kind?",
    "Hallo, ich möchte zustimmen",
    "danke, dann widerrufe ich",
    "nein danke",
    "ja danke",
    "stopp",
    "wird das gespeichert?",
    "wer sieht das",
    "merhaba, verileri kim görüyor?",
    "no thank you",
    "нет спасибо",
    "nie, dziękuję",
  ])
    expect({ text, said: texts.everydayIn(text, "de") }).toEqual({ text, said: null });
});

test("signs say what they say: a question mark asks for help, a heart thanks, a hand waves, and a no is none of these", () => {
  const said = ["?", "؟؟", "❤️", "👋🏽", "👎", "❌", ".", ""].map((text) => texts.everydayIn(text, "de")?.says.join());
  expect(said).toEqual(["help", "help", "thanks", "greeting", undefined, undefined, undefined, undefined]);
});

test("two questions to the bot itself are two", () => {
  expect(texts.everydayIn("Bist du ein Mensch? Und wer liest das hier?", "de")?.says).toEqual(["human", "reader"]);
});

describe("a greeting goes to anybody, and thanks are for anything", () => {
  const greets: Record<string, { greetings: string[]; whom: string[] }> = {
    de: { greetings: ["Servus", "Hallo", "Guten Abend"], whom: ["beinand", "zusammen", "allerseits", "liebes Team"] },
    en: { greetings: ["Hello", "Good afternoon", "Hi"], whom: ["everyone", "all", "team"] },
    tr: { greetings: ["Merhaba", "İyi günler"], whom: ["herkese", "hocam"] },
    ru: { greetings: ["Здравствуйте", "Добрый день"], whom: ["всем", "коллеги"] },
    uk: { greetings: ["Вітаю", "Добрий день"], whom: ["всім", "колеги"] },
    pl: { greetings: ["Dzień dobry", "Witam"], whom: ["wszystkim", "państwu"] },
    ro: { greetings: ["Bună ziua", "Salut"], whom: ["tuturor", "la toată lumea"] },
    bg: { greetings: ["Здравейте", "Добър ден"], whom: ["всички", "на всички"] },
    ar: { greetings: ["مرحبا", "السلام عليكم"], whom: ["جميعا", "للجميع"] },
  };

  test.each(Object.entries(greets))("in %s", (language, { greetings, whom }) => {
    const all = greetings.flatMap((one) => whom.map((who) => `${one} ${who}`));
    expect(all.filter((text) => texts.everydayIn(text, language)?.says[0] !== "greeting")).toEqual([]);
  });

  test("in German, for whatever it is", () => {
    const all = ["Vielen Dank", "Lieben Dank", "Danke"].flatMap((thanks) =>
      ["die Antwort", "Ihre schnelle Auskunft", "das nette Gespräch"].map((what) => `${thanks} für ${what}`),
    );
    expect(all.filter((text) => texts.everydayIn(text, "de")?.says[0] !== "thanks")).toEqual([]);
  });

  test("who has no code, or one that does not work, says so in every language", () => {
    const without: Record<string, string[]> = {
      de: ["habe keinen code", "Ich habe leider keinen Code bekommen", "der code geht nicht", "wo steht der Code?"],
      en: ["I have no code", "the code doesn't work", "where is the code?"],
      tr: ["kodum yok", "kod çalışmıyor"],
      ru: ["у меня нет кода", "код не работает"],
      uk: ["у мене немає коду", "код не працює"],
      pl: ["nie mam kodu", "kod nie działa"],
      ro: ["nu am cod", "codul nu merge"],
      bg: ["нямам код", "кодът не работи"],
      ar: ["ليس لدي رمز", "الرمز لا يعمل"],
    };
    for (const [language, all] of Object.entries(without))
      expect(all.filter((text) => texts.everydayIn(text, language)?.says[0] !== "code")).toEqual([]);
  });

  test("a word of somebody who does not get on asks for help", () => {
    const said = {
      de: ["was", "hä?", "keine Ahnung", "test"],
      en: ["huh", "I'm lost"],
      ru: ["не понял"],
      ar: ["ما فهمت"],
    };
    for (const [language, all] of Object.entries(said))
      expect(all.filter((text) => texts.everydayIn(text, language)?.says[0] !== "help")).toEqual([]);
  });
});
