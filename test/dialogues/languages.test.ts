import { afterEach, expect } from "vitest";
import { School, texts } from "../support/school.ts";
import { testWithButtons } from "../support/with-buttons.ts";

let school: School;
afterEach(() => school.stop());

/** The mother's messenger is set to this language before she joins. */
async function motherIn(language: string, ...others: ("teacher" | "father")[]) {
  school = await School.open({ joined: others });
  const mother = school.phone("mother");
  const place = school.box.place(mother.chatId);
  place.user.language_code = language;
  await mother.says(`/start ${await school.letter("mother")}`);
  await mother.presses(texts.speak(language).plain("join.link"));
  await mother.says("/abbrechen");
  mother.forget();
  return mother;
}

testWithButtons(
  "a mother whose messenger is Turkish asks and decides in Turkish; the teacher reads German; the event says which language was shown",
  async () => {
    const mother = await motherIn("tr", "teacher");
    await mother.says("/einwilligung Mila");
    expect(mother.last).toBe(
      texts
        .speak("tr")
        .plain("give.audio", { child: "Mila B." })
        .replaceAll(/<[^>]+>/g, ""),
    );
    await mother.says("evet");
    await mother.says("hayır");
    await mother.presses(texts.speak("tr").plain("give.reviewed.send"));
    expect(mother.last).toContain(texts.speak("tr").plain("participation.audio_only"));
    expect(school.phone("teacher").last).toContain("Jetzt erlaubt: Teilnahme nur mit Ton");
    const [event] = await school.house.ledger.eventsOf((await school.child("Mila")).id);
    expect(event?.language).toBe("tr");
    const shown = await school.house.ledger.textShown(event?.shown ?? "");
    for (const text of [
      "Die Einwilligung ist freiwillig.",
      texts.help("tr")?.notice.passages.get("voluntary")?.text ?? "–",
    ])
      expect(shown).toContain(text);
  },
);

testWithButtons(
  "the answer comes in the language of the question, with the German passages above, whatever was set",
  async () => {
    const mother = await motherIn("de");
    await mother.says("кто видит данные моего ребёнка?");
    expect(mother.last).toContain("Alle Teilnehmer einer Videokonferenz haben je nach der Einwilligung Zugriff");
    expect(mother.last).toContain(texts.help("ru")?.notice.passages.get("access-participants")?.text);
    await mother.says("/status");
    expect(mother.last).toContain(texts.speak("ru").plain("standing.not_asked"));
  },
);

testWithButtons(
  "the language can change in the middle of a question, which is then asked again; what was chosen stays",
  async () => {
    const mother = await motherIn("pl");
    await mother.says("/einwilligung Mila");
    await mother.says("/sprache");
    await mother.presses("Українська");
    expect(mother.last).toBe(
      texts
        .speak("uk")
        .plain("give.audio", { child: "Mila B." })
        .replaceAll(/<[^>]+>/g, ""),
    );
    await mother.says("так");
    await mother.says("не знаю");
    expect(await school.events("Mila")).toBe("");
    await mother.says("ні");
    await mother.presses(texts.speak("uk").plain("give.reviewed.send"));
    expect(await school.events("Mila")).toBe("audio given, video refused");
    await mother.says("kto widzi dane mojego dziecka?");
    await mother.says("/hilfe");
    expect(mother.last).toBe(
      texts
        .speak("uk")("menu.help")
        .replaceAll(/<[^>]+>/g, ""),
    );
  },
);

testWithButtons(
  "a word that says yes in one language and no in another is read by the language in use, and otherwise asked back",
  async () => {
    const read = (text: string, language: string) => texts.readReply(text, "audio", language).meaning;
    expect([read("не", "bg"), read("ne", "bg"), read("nu", "ro"), read("nie", "pl")]).toEqual(["no", "no", "no", "no"]);
    const mother = await motherIn("de");
    await mother.says("/einwilligung Mila");
    await mother.says("po");
    expect(await school.events("Mila")).toBe("");
    expect(mother.last).toBe("Mila B.: Teilnahme per Audio (Ton)?");
  },
);

testWithButtons(
  "in Arabic every line runs from right to left, and names, dates and JA stand isolated in it",
  async () => {
    const mother = await motherIn("ar");
    await mother.says("/status");
    const lines = mother.last.split("\n").filter((line) => line !== "");
    expect(lines.filter((line) => !line.startsWith("\u200f"))).toEqual([]);
    expect(mother.last).toContain("\u2068Mila B.\u2069");
    await mother.says("/einwilligung Mila");
    expect(mother.labels().slice(-2)).toEqual([
      texts.speak("ar").plain("word.yes"),
      texts.speak("ar").plain("word.no"),
    ]);
    expect(mother.labels().at(-2)).toMatch(/JA · نعم/);
  },
);

testWithButtons("the whole notice is read in the own language, and one tap shows the German", async () => {
  const mother = await motherIn("en");
  await mother.says("/einwilligung Mila");
  await mother.presses(texts.speak("en").plain("give.fullText"));
  expect(mother.messages.map(({ text }) => text).join("\n")).toContain(
    texts.help("en")?.notice.passages.get("withdrawal")?.text,
  );
  mother.forget();
  await mother.presses(texts.speak("en").plain("answer.german"));
  expect(mother.transcript()).toContain(
    "Diese Einwilligung kann für die Zukunft jederzeit formlos bei der Schule widerrufen werden.",
  );
});

testWithButtons("plain German is chosen, stays chosen, and German still binds", async () => {
  const mother = await motherIn("de");
  await mother.says("/sprache");
  await mother.presses("Deutsch (einfach)");
  await mother.says("wer sieht die daten von meinem kind?");
  expect(mother.last).toContain("Alle Teilnehmer einer Videokonferenz haben je nach der Einwilligung Zugriff");
  expect(mother.last).toContain(texts.help("de-simple")?.notice.passages.get("access-participants")?.text);
});
