/**
 * Sentences in which a withdrawal is named and not made: something is given before or behind it, a signed form comes
 * back, others withdraw, or it is a heading, a reference or thanks; and beside them withdrawals as they are made.
 */
interface Governing {
  /** Withdraws, in the writer's own name. */
  withdraws: string[];
  /** Gives all the same. */
  gives: string[];
  /** Names what is given, without a verb: behind a mark, or it is what is withdrawn. */
  lets: string[];
  /** Stands between the two. */
  joins: string[];
  /** A form or a signature on its way back. */
  handedBack: string[];
  /** {x} is who does it. */
  does: string[];
  others: string[];
  /** {x} is the withdrawal, as it is referred to. */
  refers: string[];
  named: string[];
  /** No sound where there is no picture. */
  oddly: string[];
  /** Around what withdraws, and changes nothing in it. */
  greets: string[];
  ends: string[];
}

/** Between two thoughts in every language. */
const marks = [", ", ". ", " - ", "; ", "\n"];

export const governing: Record<string, Governing> = {
  de: {
    withdraws: ["Ich widerrufe", "Ich widerrufe meine Einwilligung", "Wir ziehen unsere Zustimmung zurück"],
    gives: [
      "stimme jetzt doch zu",
      "ich stimme allem zu",
      "willige in beides ein",
      "bin jetzt mit Ton und Bild einverstanden",
      "erlaube nun beides",
    ],
    lets: ["ab sofort gern mit Ton und Bild", "jetzt alles bitte, Bild und Ton", "ab heute Ton und Bild"],
    joins: [" und ", ", aber ", " und dann "],
    handedBack: [
      "Einwilligungserklärung mit Unterschrift zurück. Danke",
      "Hier die Einwilligung unterschrieben zurück",
      "Unsere Einwilligung zurück, mit Unterschrift",
      "Die Einwilligungserklärung zurück an die Schule",
      "Meine Zustimmung kommt morgen zurück",
      "Anbei die Einwilligung zurück",
      "Einwilligung für Mila zurück",
      "Zurück: die Einwilligungserklärung",
    ],
    does: [
      "{x} wollen ihre Einwilligung widerrufen",
      "{x} möchten die Einwilligung zurückziehen",
      "{x} widerrufen hiermit die Einwilligung",
      "{x} widerrufen",
      "{x} sind nicht mehr einverstanden",
      "{x} ziehen ihre Zustimmung zurück",
      "Hiermit widerrufen {x} ihre Einwilligung",
    ],
    others: ["Beide", "Alle", "Die Eltern von Mila", "Die Klasse und die Schule", "Die zwei", "Sie"],
    refers: [
      "Danke für {x}",
      "Betreff: {x}",
      "Zu {x}",
      "Wegen {x}",
      "{x} ist angekommen",
      "Betr. {x}",
      "Es geht um {x}",
    ],
    named: ["den Widerruf", "den Widerruf der Einwilligung", "Ihren Widerruf", "Widerruf der Einwilligung"],
    oddly: ["Bitte kein Ton ohne Bild", "Kein Bild ohne Ton bitte", "Ab sofort kein Ton ohne Bild"],
    greets: ["Guten Tag, ", "Sehr geehrte Damen und Herren,\n", "Hallo! "],
    ends: [". Danke", ", ab sofort", " für Mila", " vollständig. Viele Grüße"],
  },
  en: {
    withdraws: ["I withdraw", "I withdraw my consent", "We revoke our permission"],
    gives: ["I consent to everything", "agree to sound and picture", "allow both now"],
    lets: [
      "consent to both",
      "now both please, sound and picture",
      "with sound and picture from now on",
      "from today sound and picture",
    ],
    joins: [" and ", ", but ", " and then "],
    handedBack: [
      "Consent back with signature. Thanks",
      "Here is our signed consent back",
      "Signed consent declaration back",
      "My consent back to the school",
      "Taking back the signed consent tomorrow",
      "Consent for Mila back",
    ],
    does: [
      "{x} want to withdraw their consent",
      "{x} would like to withdraw the consent",
      "{x} hereby withdraw consent",
      "{x} withdraw",
      "{x} no longer agree",
      "{x} take back their consent",
    ],
    others: ["Both", "All", "Both children", "The parents of Mila", "The class", "They both"],
    refers: [
      "Thank you for {x}",
      "Subject: {x}",
      "Regarding {x}",
      "About {x}",
      "{x} has arrived",
      "It is about {x}",
      "To {x}",
    ],
    named: ["the withdrawal", "the withdrawal of consent", "your withdrawal", "Withdrawal of consent"],
    oddly: ["Please no sound without picture", "No picture without sound please"],
    greets: ["Hello, ", "Dear Sir or Madam,\n", "Hi! "],
    ends: [". Thanks", " immediately", " for Mila", " completely. Kind regards"],
  },
  tr: {
    withdraws: ["Onayımı geri çekiyorum", "İznimi geri alıyorum", "İznimizi iptal ediyoruz"],
    gives: [
      "şimdi ikisine de izin veriyorum",
      "her şeyi kabul ediyorum",
      "artık ses ve görüntü olsun",
      "ikisine de onay veriyorum",
    ],
    lets: [
      "bundan sonra ses ve görüntü lütfen",
      "şimdi hepsi, hem video hem ses, lütfen",
      "bundan sonra sesli ve görüntülü",
    ],
    joins: [" ve ", ", ama ", " ve sonra "],
    handedBack: [
      "İmzalı onay geri. Teşekkürler",
      "İmzalı izin formu geri geldi",
      "Onayı imzalı geri gönderiyorum",
      "Mila için onay geri",
      "İmzalı iznimi geri getiriyorum",
    ],
    does: [
      "{x} onaylarını geri çekmek istiyor",
      "{x} izinlerini geri alıyorlar",
      "{x} onayı iptal ediyor",
      "{x} artık onaylamıyor",
      "{x} onayını geri çekti",
    ],
    others: ["İkisi de", "Hepsi", "Mila'nın annesi ve babası", "Sınıf", "Bütün çocuklar"],
    refers: ["{x} için teşekkürler", "Konu: {x}", "{x} hakkında", "{x} ile ilgili", "{x} geldi", "{x} konusunda"],
    named: ["Geri çekme", "Onay iptali", "Onayın geri alınması", "İznin iptali"],
    oddly: ["Lütfen görüntüsüz ses olmasın", "Sessiz görüntü olmasın lütfen"],
    greets: ["Merhaba, ", "Sayın öğretmenim,\n", "İyi günler. "],
    ends: [". Teşekkürler", ", hemen", ", Mila için", ". Saygılarımla"],
  },
  ru: {
    withdraws: ["Отзываю", "Я отзываю своё согласие", "Мы отзываем наше согласие"],
    gives: ["согласна на всё", "разрешаю и то и другое", "даю согласие на оба"],
    lets: [
      "теперь все, и видео, и звук, пожалуйста",
      "теперь видео и звук",
      "с сегодняшнего дня и звук и видео",
      "отныне со звуком и с видео",
    ],
    joins: [" и ", ", но ", " а потом "],
    handedBack: [
      "Согласие с подписью назад. Спасибо",
      "Вот подписанное согласие обратно",
      "Моё согласие с подписью обратно в школу",
      "Согласие на Милу назад",
      "Возвращаю согласие с подписью",
    ],
    does: [
      "{x} хотят отозвать своё согласие",
      "{x} отзывают согласие",
      "{x} больше не согласны",
      "{x} решили отозвать согласие",
      "{x} просят отозвать согласие",
    ],
    others: ["Оба", "Все", "Обе", "Родители Милы", "Весь класс", "Они"],
    refers: ["Спасибо за {x}", "Тема: {x}", "По поводу: {x}", "О том, что значит {x}", "{x} пришёл", "Касается: {x}"],
    named: ["отзыв", "отзыв согласия", "ваш отзыв", "отзыв данного согласия"],
    oddly: ["Пожалуйста, никакого звука без видео", "Без звука видео не надо, пожалуйста"],
    greets: ["Здравствуйте, ", "Добрый день!\n", "Привет. "],
    ends: [". Спасибо", ", сегодня же, немедленно", " полностью. С уважением"],
  },
  uk: {
    withdraws: ["Відкликаю", "Я відкликаю свою згоду", "Ми відкликаємо нашу згоду"],
    gives: ["згодна на все", "дозволяю і те і інше", "даю згоду на обидва"],
    lets: [
      "тепер усе, і відео, і звук, будь ласка",
      "тепер відео і звук",
      "від сьогодні і звук і відео",
      "відтепер зі звуком і з відео",
    ],
    joins: [" і ", ", але ", " а потім "],
    handedBack: [
      "Згода з підписом назад. Дякую",
      "Ось підписана згода назад",
      "Мою згоду з підписом назад до школи",
      "Згода на Мілу назад",
      "Повертаю згоду з підписом",
    ],
    does: [
      "{x} хочуть відкликати свою згоду",
      "{x} відкликають згоду",
      "{x} більше не згодні",
      "{x} вирішили відкликати згоду",
      "{x} просять відкликати згоду",
    ],
    others: ["Обидва", "Усі", "Обидві", "Батьки Міли", "Увесь клас", "Вони"],
    refers: ["Дякую за {x}", "Тема: {x}", "Щодо: {x}", "Про те, що означає {x}", "{x} прийшло", "Стосується: {x}"],
    named: ["відкликання", "відкликання згоди", "ваше відкликання", "відкликання даної згоди"],
    oddly: ["Будь ласка, ніякого звуку без відео", "Без звуку відео не треба, будь ласка"],
    greets: ["Добрий день, ", "Вітаю!\n", "Привіт. "],
    ends: [". Дякую", ", негайно", " повністю. З повагою"],
  },
  pl: {
    withdraws: ["Cofam zgodę", "Wycofuję moją zgodę", "Wycofujemy naszą zgodę"],
    gives: ["zgadzam się na wszystko", "pozwalam na oba", "wyrażam zgodę na oba"],
    lets: [
      "teraz wszystko, i obraz, i dźwięk, proszę",
      "teraz obraz i dźwięk",
      "od dzisiaj dźwięk i obraz",
      "od teraz z dźwiękiem i z obrazem",
    ],
    joins: [" i ", ", ale ", " a potem "],
    handedBack: [
      "Zgoda z podpisem z powrotem. Dziękuję",
      "Oto podpisana zgoda z powrotem",
      "Moja zgoda z podpisem do szkoły",
      "Odsyłam zgodę z podpisem",
      "Zabieram podpisaną zgodę do szkoły",
    ],
    does: [
      "{x} chcą wycofać swoją zgodę",
      "{x} wycofują zgodę",
      "{x} już się nie zgadzają",
      "{x} cofają zgodę",
      "{x} proszą o wycofanie zgody",
    ],
    others: ["Obie", "Wszyscy", "Oboje", "Rodzice Mili", "Cała klasa", "Oni"],
    refers: ["Dziękuję za {x}", "Temat: {x}", "W sprawie: {x}", "Dotyczy: {x}", "{x} dotarło", "Chodzi o {x}"],
    named: ["wycofanie", "wycofanie zgody", "cofnięcie zgody", "Państwa wycofanie zgody"],
    oddly: ["Proszę bez dźwięku bez obrazu", "Żadnego dźwięku bez obrazu, proszę"],
    greets: ["Dzień dobry, ", "Szanowni Państwo,\n", "Witam. "],
    ends: [". Dziękuję", ", natychmiast", " w całości. Pozdrawiam"],
  },
  ro: {
    withdraws: ["Îmi retrag acordul", "Retrag acordul meu", "Ne retragem acordul"],
    gives: ["sunt de acord cu tot", "permit ambele", "îmi dau acordul pentru ambele"],
    lets: [
      "acum totul, și video, și sunet, vă rog",
      "acum video și sunet",
      "de azi sunet și imagine",
      "de acum cu sunet și imagine",
    ],
    joins: [" și ", ", dar ", " și apoi "],
    handedBack: [
      "Acordul cu semnătură înapoi. Mulțumesc",
      "Iată acordul semnat înapoi",
      "Acordul meu semnat înapoi la școală",
      "Acordul pentru Mila înapoi",
      "Aduc înapoi acordul semnat",
    ],
    does: [
      "{x} vor să își retragă acordul",
      "{x} își retrag acordul",
      "{x} nu mai sunt de acord",
      "{x} retrag acordul",
      "{x} au decis să retragă acordul",
    ],
    others: ["Ambii", "Toți", "Amândoi", "Părinții Milei", "Toată clasa", "Ei"],
    refers: [
      "Mulțumesc pentru {x}",
      "Subiect: {x}",
      "Referitor la {x}",
      "Cu privire la {x}",
      "{x} a ajuns",
      "E vorba de {x}",
    ],
    named: ["retragere", "retragerea acordului", "retragerea", "revocarea acordului"],
    oddly: ["Vă rog fără sunet fără imagine", "Niciun sunet fără imagine, vă rog"],
    greets: ["Bună ziua, ", "Stimată doamnă învățătoare,\n", "Salut. "],
    ends: [". Mulțumesc", ", imediat", " în totalitate. Cu stimă"],
  },
  bg: {
    withdraws: ["Оттеглям съгласието си", "Аз оттеглям моето съгласие", "Оттегляме нашето съгласие"],
    gives: ["съгласна съм с всичко", "разрешавам и двете", "давам съгласие за двете"],
    lets: [
      "сега всичко, и видео, и звук, моля",
      "сега видео и звук",
      "от днес звук и картина",
      "отсега със звук и с картина",
    ],
    joins: [" и ", ", но ", " а после "],
    handedBack: [
      "Съгласието с подпис обратно. Благодаря",
      "Ето подписаното съгласие обратно",
      "Моето съгласие с подпис обратно в училището",
      "Съгласието за Мила обратно",
      "Връщам подписаното съгласие",
    ],
    does: [
      "{x} искат да оттеглят съгласието си",
      "{x} оттеглят съгласието си",
      "{x} вече не са съгласни",
      "{x} решиха да оттеглят съгласието",
      "{x} отменят съгласието",
    ],
    others: ["Двете", "Всички", "И двамата", "Родителите на Мила", "Целият клас", "Те"],
    refers: ["Благодаря за {x}", "Тема: {x}", "Относно: {x}", "Във връзка с {x}", "{x} пристигна", "Става дума за {x}"],
    named: ["оттегляне", "оттегляне на съгласието", "оттеглянето на даденото съгласие", "оттеглянето"],
    oddly: ["Моля без звук без картина", "Никакъв звук без картина, моля"],
    greets: ["Здравейте, ", "Уважаема госпожо,\n", "Добър ден. "],
    ends: [". Благодаря", ", веднага", " изцяло. С уважение"],
  },
  ar: {
    withdraws: ["أسحب موافقتي", "ألغي موافقتي", "نسحب موافقتنا"],
    gives: ["أوافق على كل شيء", "أسمح بالاثنين", "أعطي موافقتي على الاثنين"],
    lets: [
      "الآن كل شيء، الفيديو والصوت، من فضلكم",
      "الآن الفيديو والصوت",
      "من اليوم الصوت والصورة",
      "من الآن بالصوت والصورة",
    ],
    joins: [" و", "، لكن ", " ثم "],
    handedBack: [
      "الموافقة مع التوقيع. شكرا",
      "هذه الموافقة موقعة",
      "استرداد الموافقة الموقعة من المدرسة",
      "الموافقة لابنتي مع التوقيع",
      "أرجع الموافقة مع التوقيع",
    ],
    does: [
      "{x} يريدون سحب موافقتهم",
      "{x} يسحبون الموافقة",
      "{x} لم يعودوا موافقين",
      "{x} قرروا سحب الموافقة",
      "{x} يريدون سحب الموافقة",
    ],
    others: ["الاثنان", "الجميع", "كلهم", "والدا ميلا", "كل الصف", "هم"],
    refers: ["شكرا على {x}", "الموضوع: {x}", "بخصوص {x}", "حول {x}", "وصل {x}", "الأمر عن {x}"],
    named: ["السحب", "سحب الموافقة", "إلغاء الموافقة", "سحبكم للموافقة"],
    oddly: ["رجاء لا صوت بدون صورة", "لا صورة بدون صوت من فضلكم"],
    greets: ["مرحبا، ", "السلام عليكم\n", "صباح الخير. "],
    ends: [". شكرا", "، فورا", " بالكامل. مع التحية"],
  },
};

/** Everything in a language that only names a withdrawal, by what stands against it. */
export function notMade(language: string): Record<string, string[]> {
  const { withdraws, gives, lets, joins, handedBack, does, others, refers, named, oddly, greets } = wordsOf(language);
  const between = [...joins, ...marks];
  const both = (one: string, other: string, join: string) => [
    `${one}${join}${other}`,
    `${begun(other)}${join}${ended(one)}`,
  ];
  const given = withdraws.flatMap((one) => [
    ...[...gives, ...lets].flatMap((other) => between.flatMap((join) => both(one, other, join))),
    ...gives.flatMap((other) => both(one, other, " ")),
  ]);
  return {
    "something is given": given,
    "a form comes back": [...handedBack, ...greets.flatMap((greeting) => handedBack.map((one) => greeting + one))],
    "others withdraw": [...greets, ""].flatMap((greeting) => filled(does, others).map((one) => greeting + one)),
    "it is referred to": [...greets, ""].flatMap((greeting) => filled(refers, named).map((one) => greeting + one)),
    "one is not wanted without the other": oddly,
  };
}

/** Withdrawals as they are made in a language. */
export function made(language: string): string[] {
  const { withdraws, greets, ends } = wordsOf(language);
  return ["", ...greets].flatMap((greeting) =>
    withdraws.flatMap((one) => ["", ...ends].map((end) => `${greeting}${one}${end}`)),
  );
}

const wordsOf = (language: string) => governing[language] as Governing;

const filled = (frames: readonly string[], whom: readonly string[]) =>
  frames.flatMap((frame) => whom.map((one) => begun(frame.replace("{x}", one))));

const begun = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const ended = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
