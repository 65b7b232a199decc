import { expect, test } from "vitest";
import { areAgreed, wishOf } from "../../src/answers/wish-decided.ts";
import { understand } from "../support/school.ts";

/** What is all the same to the writer, in each language: whoever it is of, the writer does something else. */
const allTheSame: Record<string, { gives: string[]; takes: string[] }> = {
  de: {
    gives: [
      "Ich sage ja, egal was die anderen Eltern ankreuzen.",
      "Auch wenn meine Mutter dagegen ist: ich erlaube es.",
    ],
    takes: ["Wir verweigern die Zustimmung, obwohl alle anderen mitmachen.", "mir egal was die sagen, kein Video"],
  },
  en: {
    gives: ["Although my mother is against it, I allow it.", "I say yes, no matter what the other parents tick."],
    takes: ["We refuse, even though all the others agreed."],
  },
  pl: {
    gives: ["Mimo że teściowa jest przeciw, wyrażam zgodę."],
    takes: ["Odmawiamy, chociaż wszyscy inni się zgodzili."],
  },
  ru: { gives: ["Хотя бабушка против, я разрешаю."], takes: ["Мы отказываемся, хотя все остальные согласились."] },
  uk: { gives: ["Я згодна, навіть якщо чоловік проти."], takes: ["Ми відмовляємось, хоча всі інші погодились."] },
  ro: { gives: ["Deși bunica e contra, eu permit."], takes: ["Refuzăm, deși toți ceilalți au fost de acord."] },
  bg: {
    gives: ["Макар че баба е против, аз разрешавам."],
    takes: ["Отказваме, въпреки че всички други се съгласиха."],
  },
  tr: {
    gives: ["Kocam karşı olsa da ben izin veriyorum.", "Kayınvalidem istemese de onaylıyorum."],
    takes: ["Herkes kabul etse bile biz reddediyoruz.", "Diğerleri istese de ben izin vermiyorum."],
  },
  ar: { gives: ["رغم أن جدته ترفض، أنا أوافق."], takes: ["نرفض حتى لو وافق الجميع."] },
};
const wished = (text: string) => ({ text, action: understand(text).wish?.action ?? null });

test.each(Object.entries(allTheSame))("in %s what is all the same to a wish turns it not", (_, { gives, takes }) => {
  expect(gives.map(wished)).toEqual(gives.map((text) => ({ text, action: "give" })));
  expect(takes.map(wished)).toEqual(takes.map((text) => ({ text, action: "withdraw" })));
});

test.each(["Ja. Obwohl, nein, lieber nicht.", "ja obwohl nein", "Yes, although no, actually not."])(
  "whoever changes a mind with an „obwohl“ refuses: %s",
  (text) => expect(understand(text).wish?.action).toBe("withdraw"),
);

test.each(["ja mir egal", "Trotz Bedenken stimmen wir zu.", "Evet, fark etmez."])("%s: is a yes", (text) =>
  expect(understand(text).wish?.action).toBe("give"),
);

test.each([
  "mir egal ich will kein Video mehr",
  "Ich bin raus, obwohl die anderen zugesagt haben.",
  "Danke für alles, obwohl ich widerrufe.",
  "Reddediyoruz, kabul etseler bile.",
  "Kamera weg, Ton auch nicht",
  "Ich verbiete das Video, den Ton auch nicht.",
])("a refusal is not lost beside what is all the same: %s", (text) =>
  expect(understand(text).wish?.action).toBe("withdraw"),
);

test("who refuses one purpose, and the other neither, keeps none", () => {
  expect(understand("Ich verbiete das Video, den Ton auch nicht.").wish?.scope).toBe("both");
  expect(understand("Kamera weg, Ton auch nicht").wish?.scope).toBe("both");
});

test.each([
  ["Das Bild nehme ich wieder zurück, den Ton nicht.", "video"],
  ["Den Ton ziehe ich zurück, das Bild nicht.", "audio"],
  ["I take back the camera, not the microphone.", "video"],
])("of two purposes the one that is left out stays: %s", (text, scope) => {
  expect(understand(text).wish).toEqual({ action: "withdraw", scope });
});

test.each([
  ["Ich gebe keine Zustimmung, weder für Ton noch für Bild.", "withdraw"],
  ["Sorry, wrong button, that was meant to be a no.", "withdraw"],
])("what is denied of both is denied once: %s", (text, action) => expect(understand(text).wish?.action).toBe(action));

test("no objections to either are no withdrawal", () => {
  const { wish } = understand("Wir haben keine Einwände, weder gegen den Ton noch gegen das Bild.");
  expect(wish?.action).not.toBe("withdraw");
});

test.each(["ich sag da nicht nein", "Nicht dass ich was dagegen hätte, macht ruhig."])("%s: gives", (text) =>
  expect(understand(text).wish?.action).toBe("give"),
);

test.each([
  "Ich bestreite, je abgelehnt zu haben.",
  "Ich kann mich nicht erinnern, abgelehnt zu haben.",
  "I deny ever having refused.",
  "Ich habe aus Versehen abgelehnt.",
  "Für die Schulfotos geben wir unser Einverständnis",
])("what is denied, told or of another matter wishes nothing: %s", (text) => {
  const { action } = wished(text);
  expect([null, "status"]).toContain(action);
});

test.each(["nee doch nicht mehr", "no not any more", "nie, już nie", "нет, больше не надо"])(
  "a no that is said again is one no: %s",
  (text) => expect(understand(text).wish?.action).toBe("withdraw"),
);

test("what the words say is asked about, and never recorded at once, where what was learnt hears it less", () => {
  const rest = { topics: new Float32Array(), question: 0, elsewhere: 0 };
  const heard = (give: number, withdraw: number) => ({ ...rest, wishes: { give, withdraw, status: 0 } });
  const refusal = { action: "withdraw", scope: "both" } as const;
  const read = (give: number, withdraw: number) => [
    wishOf(heard(give, withdraw), refusal),
    areAgreed(heard(give, withdraw), refusal),
  ];
  expect(read(0.2, 0.6)).toEqual(["withdraw", true]);
  expect(read(0.6, 0.4)).toEqual(["withdraw", false]);
  expect(read(0.7, 0.2)).toEqual(["undecided", false]);
});
