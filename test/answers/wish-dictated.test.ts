import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isOtherLanguage, readOtherLanguages } from "../../src/answers/other-language.ts";
import { texts, understand } from "../support/school.ts";

const means = (text: string) => {
  const { wish, undecided } = understand(text);
  return wish?.action ?? (undecided ? "asked" : "none");
};
const notMeaning = (action: string, said: readonly string[]) =>
  said.map((text) => [text, means(text)]).filter(([, one]) => one !== action);

test("whoever wants only the one, and not the other, gives the one; from now on it takes the other", () => {
  const only = [
    ...["bitte nur Ton ohne Kamera", "just audio please no camera", "yalnızca ses olsun kamera olmasın"],
    ...["only our voices no faces please", "само глас без картина"],
    ...["she may join but her camera has to be off", "może uczestniczyć ale kamera wyłączona"],
    ...["Er darf mitmachen, aber die Kamera bleibt aus", "katılabilir ama kamerası kapalı olsun"],
  ];
  const less = ["ab sofort nur noch Ton ohne Kamera", "Er darf mitmachen aber nicht mehr mit Video"];
  expect([notMeaning("give", only), notMeaning("withdraw", less)]).toEqual([[], []]);
  const perhaps = [
    "numai sunetul fără cameră",
    "лише звук без камери",
    "только звук без камеры",
    "صوت فقط بدون كاميرا",
  ];
  expect(perhaps.filter((text) => means(text) === "withdraw")).toEqual([]);
});

test("a no that is said twice is a no", () => {
  const noes = ["нет нет не разрешаю", "لا مو موافقة على الفيديو", "не не съм съгласен", "nein danke kein bedarf"];
  expect(notMeaning("withdraw", [...noes, "nie dziękujemy nie chcemy", "nu mersi nu vrem"])).toEqual([]);
  expect(notMeaning("give", ["не могу не согласиться"])).toEqual([]);
});

test("an apology for writing late, and what one did meanwhile, says nothing of the wish behind it", () => {
  const late = [
    "Entschuldigung dass ich so spät schreibe wir waren verreist Jonas darf mitmachen",
    "apologies for the delayed response we were on holiday jonas can take part",
    "przepraszam za opóźnienie byliśmy na wyjeździe jonas może brać udział",
    "scuze pentru întârziere am fost plecați jonas poate participa",
    "извинете за закъснението бяхме на път йонас може да участва",
    "عذرا على التأخير كنت مريضة يوناس يقدر يشارك",
    "вибачте за затримку були у відпустці йонас може брати участь",
    "извините за задержку были в отпуске йонас может участвовать",
  ];
  expect(notMeaning("give", late)).toEqual([]);
});

test("who regrets a consent takes it back, and what one once signed is no question", () => {
  const regrets = [
    ...["ich bereue das jetzt bitte streichen sie Jonas", "evet dedik ama pişmanız silin lütfen"],
    ...["напрасно мы подписали вычеркните милу", "даремно я підписала викресліть йонаса"],
    ...["сгреших че подписах махнете мила", "żałuję że się zgodziłam proszę wykreślić milę"],
    ...["cofam zgodę którą podpisałam", "anulez acordul pe care l-am semnat"],
  ];
  expect(notMeaning("withdraw", regrets)).toEqual([]);
});

test("a mind that was changed begins a new thought, with a mark before it or without", () => {
  const changed = ["i said no but forget that she may join", "раньше писала нет передумала разрешаю"];
  expect(notMeaning("give", [...changed, "nu spun ca sunt contra dimpotriva sunt de acord"])).toEqual([]);
});

test("one child is withdrawn where another one stays as it is, with a mark before it or without", () => {
  const apart = [
    ...["ich widerrufe für Jonas Mila bleibt so wie sie ist", "please withdraw for Jonas, Mila stays as she is"],
    ...["Jonas için iznimi geri çekiyorum, Mila böyle kalsın", "відкликаю згоду на Йонаса, Міла лишається як є"],
    ...["отзываю согласие на Йонаса, у Милы всё остаётся без изменений"],
    ...["оттеглям съгласието за Йонас, при Мила остава така", "retrag acordul pentru Jonas, Mila rămâne cum e"],
    ...["wycofuję zgodę dla Jonasa, Mila zostaje tak jak jest", "أسحب الموافقة ليوناس، ميلا تبقى كما هي"],
  ];
  expect(notMeaning("withdraw", apart)).toEqual([]);
  const whole = ["Ich ziehe zurück, ach was, es bleibt alles wie es ist", "chciałam cofnąć, ale zostaje jak jest"];
  expect(notMeaning("none", whole)).toEqual([]);
});

test("nobody but one child is neither given for all nor withdrawn for the one: it is asked", () => {
  const none = [
    ...["keiner von uns außer Mila darf", "no one except Jonas can take part", "никто кроме Йонаса не участвует"],
    ...["нікому крім Йонаса не можна", "никой освен Йонас не участва", "nikt oprócz Jonasa nie może uczestniczyć"],
    ...["nimeni cu excepția lui Jonas nu participă", "niemand außer Jonas", "Jonas hariç kimse katılamaz"],
    ...["ما حدا غير يوناس بيشارك"],
  ];
  expect(none.map(means).filter((one) => one === "give" || one === "withdraw")).toEqual([]);
});

test("an oath before a withdrawal leaves it one", () => {
  const sworn = ["Verdammt, ich möchte das widerrufen", "fuck, i want to withdraw my consent"];
  expect(notMeaning("withdraw", [...sworn, "kurwa, wycofuję zgodę", "Scheiße, ich will widerrufen"])).toEqual([]);
});

test("what sounds like a wish in a language that the bot does not speak is asked about", () => {
  const foreign = [
    ...["je retire mon autorisation pour ma fille", "nous ne sommes pas d'accord pour filmer notre fils"],
    ...["je suis d'accord", "retiro el permiso para mi hija", "ya no quiero que filmen a mi hijo"],
    ...["revoco il consenso al video", "non vogliamo il video", "e tërheq lejen për vajzën"],
    ...["ez destûrê nadim ku keça min were kişandin", "رضایت نمی‌دهم از دخترم فیلم بگیرند", "موافق نیستم"],
    ...["ik trek mijn akkoord in", "povlačim pristanak"],
  ];
  expect(foreign.map(means).filter((one) => one === "give" || one === "withdraw")).toEqual([]);
});

test("no wish of the examples is taken for a language that the bot does not speak", () => {
  const others = readOtherLanguages(texts.wording.others);
  const folder = new URL("../../locales/", import.meta.url);
  const wishes = readdirSync(folder)
    .filter((language) => texts.wording.wishes[language] !== undefined)
    .flatMap((language) =>
      readFileSync(new URL(`${language}/how-parents-ask/wishes.txt`, folder), "utf8")
        .split("\n")
        .map((line) => line.replace(/^[^:]*: /, "")),
    );
  expect(wishes.filter((wish) => isOtherLanguage(wish, others))).toEqual([]);
});

test("words of other languages in a line without a language are named", () =>
  expect(() => readOtherLanguages("fr: je mon\nje retire\n")).toThrow("other-languages.txt, line 2"));

test.each(["ich will nicht nein nein", "Wir sind dagegen wir wollen nicht", "Я не хочу нет нет", "لا لا لا"])(
  "two denials alone are no yes: „%s“ is asked about",
  (text) => {
    expect(understand(text)).toMatchObject({ wish: null, undecided: true });
  },
);
