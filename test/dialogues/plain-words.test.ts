import { afterEach, describe, expect, test } from "vitest";
import { School, texts } from "../support/school.ts";
import { testWithButtons } from "../support/with-buttons.ts";

let school: School;
afterEach(() => school.stop());

const passage = (id: string) => texts.notice.passages.get(id)!.text;
const requests = async () => (await school.house.requests.all()).map(({ right, words }) => [right, words]);

describe("an answer is the one passage that answers, and the rest is a tap away", () => {
  test('a mother who asks "wird das aufgezeichnet?" reads one sentence, and the others when she wants them', async () => {
    school = await School.open({ joined: ["mother"] });
    const mother = school.phone("mother");
    await mother.says("wird das aufgezeichnet?");
    await mother.presses("Mehr dazu");
    expect(mother.transcript()).toMatchInlineSnapshot(`
      "Nadja: wird das aufgezeichnet?
      JaNein: Videokonferenzen und Chats werden nicht aufgezeichnet und weder durch Schule noch den Anbieter gespeichert.
          Aus der Information der Schule (Fassung 1), Abschnitt „An wen werden die Daten meines Kindes übermittelt und wie lange werden diese Daten gespeichert?“
          [Mehr dazu]
      JaNein: Im selben Text steht dazu auch:
          Die Schule speichert keine personenbezogenen Daten im Zusammenhang mit der Nutzung des IServ Videokonferenztools.
          Aus der Information der Schule (Fassung 1), Abschnitt „An wen werden die Daten meines Kindes übermittelt und wie lange werden diese Daten gespeichert?“
          Eine Speicherung von Videokonferenzen und Inhalten durch die Schule erfolgt nicht.
          Aus der Information der Schule (Fassung 1), Abschnitt „Welche personenbezogenen Daten meines Kindes werden bei Teilnahme an einer IServ Videokonferenz verarbeitet?“
          Es erfolgt keine Aufzeichnung oder Speicherung durch die Schule oder den Anbieter.
          Personenbezogene Daten werden frühestens zum Ende der Videokonferenz und spätestens nach Ablauf von sieben Tagen gelöscht.
          Aus der Information der Schule (Fassung 1)"
    `);
  });

  test("in the middle of a question the rest can be read too, and the question stands below it", async () => {
    school = await School.open({ joined: ["grandfather"] });
    const grandfather = school.phone("grandfather");
    await grandfather.says("/einwilligung");
    await grandfather.says("wird das aufgezeichnet?");
    await grandfather.presses("Mehr dazu");
    expect(grandfather.messages.at(-2)?.text).toContain(passage("school-keeps-nothing"));
    expect(grandfather.last).toBe("Leon N.: Teilnahme per Audio (Ton)?");
  });

  testWithButtons.each(texts.languages)(
    "the button and what it shows are in the language of the answer: %s",
    async (language) => {
      school = await School.open({ joined: ["mother"] });
      const mother = school.phone("mother");
      await school.house.languages.keep(mother.chatId, language, "chosen");
      school.box.presses(mother.chatId, 1, "show:topic:recording_storage");
      await school.quiet();
      const first = mother.messages.at(-1)!;
      expect(first.buttons.flat().map(({ text }) => text)).toEqual([texts.speak(language).plain("answer.more")]);
      const help = texts.help(language)?.notice.passages;
      if (help) expect(first.text).toContain(help.get("no-recording")?.text);
      await school.house.languages.keep(mother.chatId, "de", "chosen");
      await mother.presses(texts.speak(language).plain("answer.more"));
      expect(mother.last).toContain(passage("no-storage-by-school"));
      if (help) expect(mother.last).toContain(help.get("no-storage-by-school")?.text);
    },
  );

  test("no answer calls a salutation a section", async () => {
    school = await School.open({ joined: ["mother"] });
    const mother = school.phone("mother");
    for (const topic of Object.keys(texts.topics)) {
      for (const kind of ["topic", "more"]) {
        school.box.presses(mother.chatId, 1, `show:${kind}:${topic}${kind === "more" ? ":de" : ""}`);
        await school.quiet();
        expect(mother.last, topic).not.toContain("Sehr geehrte");
      }
    }
  });
});

describe("what has no words", () => {
  const sent: [string, keyof typeof german, Record<string, unknown>][] = [
    ["a voice message", "voice", { voice: { file_id: "f", file_unique_id: "f", duration: 3 } }],
    ["a sticker", "sticker", { sticker: { file_id: "f", file_unique_id: "f", type: "regular", width: 1, height: 1 } }],
    ["a photo", "picture", { photo: [{ file_id: "f", file_unique_id: "f", width: 1, height: 1 }] }],
    ["a video", "picture", { video: { file_id: "f", file_unique_id: "f", width: 1, height: 1, duration: 3 } }],
    [
      "an animation",
      "picture",
      {
        animation: { file_id: "f", file_unique_id: "f", width: 1, height: 1, duration: 3 },
        document: { file_id: "f", file_unique_id: "f" },
      },
    ],
    ["a file", "file", { document: { file_id: "f", file_unique_id: "f" } }],
    ["a contact", "contact", { contact: { phone_number: "1", first_name: "Zz" } }],
    ["a place", "place", { location: { latitude: 1, longitude: 1 } }],
    ["a poll", "poll", { poll: { id: "p", question: "Zz?", options: [], total_voter_count: 0 } }],
    ["a die", "dice", { dice: { emoji: "🎲", value: 6 } }],
    ["something unheard of", "other", { checklist: { title: "Zz" } }],
  ];
  const german = {
    voice: "Sprachnachrichten",
    sticker: "Sticker",
    picture: "Bilder und Videos",
    file: "Dateien",
    contact: "Kontakte",
    place: "Standort",
    poll: "Umfragen",
    dice: "Würfel",
    other: "nicht lesen",
  };

  testWithButtons.each(sent)(
    "%s gets one sentence that fits, and in a question the question stays open",
    async (_, kind, content) => {
      school = await School.open({ joined: ["grandfather"] });
      const grandfather = school.phone("grandfather");
      await grandfather.sends(content);
      const sentence = grandfather.last;
      expect(sentence).toContain(german[kind]);
      await grandfather.says("/einwilligung");
      await grandfather.sends(content);
      expect(grandfather.messages.at(-2)?.text).toBe(sentence);
      expect(grandfather.last).toBe("Leon N.: Teilnahme per Audio (Ton)?");
      await grandfather.presses("NEIN");
      expect(grandfather.last).toBe("Leon N.: Teilnahme per Video (Bild)?");
    },
  );

  test.each(texts.languages)("each kind has its own sentence, and it is one: %s", (language) => {
    const { plain } = texts.speak(language);
    const said = Object.keys(german).map((kind) => plain(`wordless.${kind as keyof typeof german}`));
    expect(new Set(said).size).toBe(said.length);
    for (const one of said) expect(one.match(/[.!?؟]/g), one).toEqual(["."]);
  });
});

describe("of a question that is asked again only the newest has buttons", () => {
  const withChoices = (phone: ReturnType<School["phone"]>) =>
    phone.messages.filter(({ buttons }) => buttons.flat().some(({ text }) => text === "JA")).length;

  test.each([
    ["/einwilligung"],
    ["/widerruf"],
    ["/rechte"],
    ["/start"],
    ["/abbrechen"],
    ["/verlassen"],
    ["doch nicht, ich will alles widerrufen"],
  ])("the older JA and NEIN are gone after %s", async (said) => {
    school = await School.open({ joined: ["grandfather"] });
    const grandfather = school.phone("grandfather");
    await grandfather.says("/einwilligung");
    expect(withChoices(grandfather)).toBe(1);
    await grandfather.says(said);
    expect(withChoices(grandfather)).toBe(said === "/einwilligung" ? 1 : 0);
  });

  test("a button that begins something else takes them away too, and the summary keeps its own", async () => {
    school = await School.open({ joined: ["grandfather"] });
    const grandfather = school.phone("grandfather");
    await grandfather.says("hallo");
    await grandfather.says("/einwilligung");
    await grandfather.presses("Widerrufen");
    expect(withChoices(grandfather)).toBe(0);
    expect(grandfather.labels()).toContain("Ganze Information lesen");
  });
});

describe("/status offers only what can be done", () => {
  test("nobody is offered to withdraw what was never answered, or refused; who has said yes is", async () => {
    school = await School.open({ joined: ["mother"] });
    const mother = school.phone("mother");
    await mother.answers("Mila", "JA", "NEIN");
    mother.forget();
    await mother.says("/status");
    const labels = mother.messages.at(-1)!.buttons.map((row) => row.map(({ text }) => text));
    expect(labels).toEqual([["Für Mila B. antworten", "Mila B.: widerrufen"], ["Für Jonas B. antworten"]]);
  });

  test("a yes that waits for another person, or that another one contradicts, can be withdrawn", async () => {
    school = await School.open({ joined: ["mother", "father"] });
    const [mother, father] = [school.phone("mother"), school.phone("father")];
    await mother.answers("Mila", "JA", "JA");
    await father.answers("Mila", "NEIN", "NEIN");
    await mother.says("/status");
    expect(mother.button("Mila B.: widerrufen")).toBeDefined();
  });
});

describe("a complaint", () => {
  test("goes to the authority: she reads how, and what she writes goes to the officer only when she has seen it once more", async () => {
    school = await School.open({ joined: ["grandfather"] });
    const grandfather = school.phone("grandfather");
    await grandfather.says("/rechte");
    await grandfather.presses("Beschwerde");
    await grandfather.says("Auf dem Elternabend wurde die Liste gezeigt.");
    expect(await requests()).toEqual([]);
    await grandfather.says("Alle Namen waren zu sehen.");
    expect(await requests()).toEqual([]);
    await grandfather.presses("So weitergeben");
    expect(grandfather.transcript()).toMatchInlineSnapshot(`
      "Heinz: /rechte
      JaNein: Welches Recht möchten Sie nutzen?

          Auskunft und Datenübertragbarkeit bekommen Sie sofort. Beschweren können Sie sich bei der Aufsichtsbehörde; wie, das steht hinter „Beschwerde“. Alles andere geht an die Schule, die innerhalb eines Monats antworten muss.

          ➡️ Beschwerde
      JaNein: Beschwerde

          Zudem steht Ihnen ein Beschwerderecht bei der Datenschutzaufsichtsbehörde unseres Bundeslandes zu.
          Aus der Information der Schule (Fassung 1), Abschnitt „Formular“

          Bei der Behörde beschweren Sie sich selbst, ohne die Schule und ohne mich.

          Wenn Sie möchten, gebe ich Ihre Beschwerde auch an die oder den Datenschutzbeauftragten der Schule weiter; das Schulbüro sieht sie ebenfalls. Dann schreiben Sie jetzt, worum es geht. Weitergegeben wird erst, wenn Sie auf „So weitergeben“ tippen.
      Heinz: Auf dem Elternabend wurde die Liste gezeigt.
      JaNein: Beschwerde

          Das gebe ich mit:
          Auf dem Elternabend wurde die Liste gezeigt.
          Möchten Sie noch etwas dazu schreiben? Dann schreiben Sie es jetzt. Abgeschickt wird erst, wenn Sie auf „So weitergeben“ tippen.
      Heinz: Alle Namen waren zu sehen.
      JaNein: Beschwerde

          Das gebe ich mit:
          Auf dem Elternabend wurde die Liste gezeigt.
          Alle Namen waren zu sehen.
          Möchten Sie noch etwas dazu schreiben? Dann schreiben Sie es jetzt. Abgeschickt wird erst, wenn Sie auf „So weitergeben“ tippen.

          ➡️ So weitergeben
      JaNein: Ihre Beschwerde liegt jetzt bei der oder dem Datenschutzbeauftragten und im Schulbüro. Die Schule muss bis zum 23.12.2026 antworten. Ich sage Ihnen, sobald sich etwas tut.

          Bei der Datenschutzaufsichtsbehörde unseres Bundeslandes können Sie sich unabhängig davon jederzeit selbst beschweren."
    `);
    expect(await requests()).toEqual([
      ["complaint", "Auf dem Elternabend wurde die Liste gezeigt.\nAlle Namen waren zu sehen."],
    ]);
  });

  testWithButtons(
    "what was not sent is not kept, and after a restart the button still sends what its message shows",
    async () => {
      school = await School.open({ joined: ["grandfather"] });
      const grandfather = school.phone("grandfather");
      await grandfather.says("/rechte");
      await grandfather.presses("Beschwerde");
      await grandfather.says("Auf dem Elternabend wurde die Liste gezeigt.");
      await school.restart();
      await grandfather.presses("So weitergeben");
      expect(await requests()).toEqual([["complaint", "Auf dem Elternabend wurde die Liste gezeigt."]]);
    },
  );

  test.each(texts.languages)("it is said how in %s, with the passage", async (language) => {
    school = await School.open({ joined: ["grandfather"] });
    const grandfather = school.phone("grandfather");
    await school.house.languages.keep(grandfather.chatId, language, "chosen");
    await grandfather.says("/rechte");
    await grandfather.presses(texts.speak(language).plain("right.complaint"));
    expect(grandfather.last).toContain(passage("complaint"));
    const help = texts.help(language)?.notice.passages.get("complaint")?.text;
    if (help) expect(grandfather.last).toContain(help);
  });
});

describe("while the form of a request waits for words", () => {
  test.each([
    "was passiert dann?",
    "was passiert dann",
    "danke",
    "hallo",
    "wird das aufgezeichnet?",
    "Wer liest das eigentlich?",
    "In welchem Land stehen denn die Server?",
    "Und wann bekomme ich eine Antwort?",
    "bist du ein mensch",
  ])("%s is answered, and does not become a word of it", async (said) => {
    school = await School.open({ joined: ["grandfather"] });
    const grandfather = school.phone("grandfather");
    await grandfather.says("/rechte");
    await grandfather.presses("Löschung");
    const form = grandfather.last;
    const before = grandfather.messages.length;
    await grandfather.says(said);
    expect(grandfather.messages.length, "something is said to it").toBeGreaterThan(before + 2);
    expect(grandfather.last).toBe(form);
    await grandfather.presses("So beantragen");
    expect(await requests()).toEqual([["erasure", ""]]);
  });

  test.each([
    ["tr", "sonra ne olacak?", "teşekkürler"],
    ["ar", "ماذا يحدث بعد ذلك؟", "شكرا"],
    ["ru", "что будет потом", "спасибо"],
    ["uk", "що буде потім?", "дякую"],
    ["pl", "co się potem stanie", "dziękuję"],
    ["ro", "ce se întâmplă apoi?", "mulțumesc"],
    ["bg", "какво става после", "благодаря"],
    ["en", "what happens then", "thank you"],
  ])("the same in %s", async (language, ...words) => {
    school = await School.open({ joined: ["grandfather"] });
    const grandfather = school.phone("grandfather");
    const { plain } = texts.speak(language);
    await school.house.languages.keep(grandfather.chatId, language, "chosen");
    await grandfather.says("/rechte");
    await grandfather.presses(plain("right.erasure"));
    const form = grandfather.last;
    for (const said of words) {
      await grandfather.says(said);
      expect(grandfather.last).toBe(form);
    }
    await grandfather.presses(plain("request.send"));
    expect(await requests()).toEqual([["erasure", ""]]);
  });

  test("a statement with a question in it is what the person wants to say", async () => {
    school = await School.open({ joined: ["grandfather"] });
    const grandfather = school.phone("grandfather");
    await grandfather.says("/rechte");
    await grandfather.presses("Löschung");
    await grandfather.says("Leon ist weggezogen. Warum steht er noch in der Liste? Bitte löschen.");
    await grandfather.presses("So beantragen");
    expect(await requests()).toEqual([
      ["erasure", "Leon ist weggezogen. Warum steht er noch in der Liste? Bitte löschen."],
    ]);
  });
});

describe("who wants no picture only today", () => {
  test.each([
    ["de", "nur heute ohne Kamera"],
    ["en", "no camera today please"],
    ["ar", "اليوم بدون كاميرا لو سمحت"],
    ["ro", "azi fără cameră vă rog"],
  ])("%s: a mother is told that consent is not per day, and nothing changes", async (language, text) => {
    school = await School.open({ joined: ["mother"] });
    const mother = school.phone("mother");
    await mother.says(text);
    const { plain } = texts.speak(language);
    expect(mother.last).toContain(plain("answer.notPerDay"));
    expect(
      mother.messages
        .at(-1)!
        .buttons.flat()
        .map((button) => button.text),
    ).toContain(plain("menu.withdraw"));
    await mother.presses(plain("menu.withdraw"));
    expect(mother.last).not.toContain(plain("answer.notPerDay"));
  });
});
