import { afterEach, expect, test } from "vitest";
import type { Phone } from "../support/phone.ts";
import { School, texts } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

const reads = (text: string, language = "de") => texts.readReply(text, "audio", language).meaning;

test("a yes of one language that is a no of another is neither, and a question without its mark is none", async () => {
  school = await School.open();
  for (const text of ["yo", "yoo", "ja, ja", "Ja. Ja.", "ja ja ja", "darf Mila mitmachen", "darf sie auch", "j̶a̶"])
    expect({ text, read: reads(text) }).not.toMatchObject({ read: "yes" });
  for (const [language, text] of [
    ["ru", "можно"],
    ["pl", "może uczestniczyć"],
    ["ro", "are voie"],
    ["en", "allowed"],
  ])
    expect({ text, read: reads(text ?? "", language) }).toEqual({ text, read: "unclear" });
  expect(reads("да, может участвовать", "ru")).toBe("yes");
});

test("a no that another no turns, and a sentence about something else, refuse nothing", async () => {
  school = await School.open();
  const sentences = ["Ich bin nicht dagegen", "nicht verboten", "Ich sage nicht nein", "Ich verstehe das nicht"];
  for (const text of [...sentences, "Mein Handy geht nicht", "Ton geht nicht", "ne demek", "no objections"])
    expect({ text, read: reads(text) }).toEqual({ text, read: "unclear" });
});

test("a withdrawal for one child, or for a child that nobody here has, takes nothing from the other", async () => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  await mother.answers("Jonas", "JA", "JA");
  for (const words of ["Ich widerrufe meine Einwilligung für Mila", "ich widerrufe für Lukas"]) {
    await mother.says(words);
    await mother.says("/abbrechen");
    expect({ words, jonas: await school.participation("Jonas") }).toEqual({ words, jonas: "audio_and_video" });
  }
});

test.each([
  "Mila darf nicht mehr mitmachen, Jonas schon",
  "kein Video mehr für Mila, kein Ton mehr für Jonas",
  "Wir widerrufen den Ton für Mila und das Bild für Jonas",
])("%s: what is said of each of two children apart is asked about, and takes nothing at once", async (words) => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  for (const child of ["Mila", "Jonas"]) await mother.answers(child, "JA", "JA");
  await mother.says(words);
  for (const child of ["Mila", "Jonas"])
    expect({ child, holds: await school.participation(child) }).toEqual({ child, holds: "audio_and_video" });
});

test.each([
  ...["bitte heute kein Video", "Heute bitte nur noch Ton", "Bitte kein Ton im Unterricht heute"],
  ...["Bitte keine Bilder an die Klasse", "Ich bin nicht mehr einverstanden mit der Schule"],
  ...["Ich nehme alles zurück, entschuldigung", "ich stimme ihnen nicht mehr zu"],
])("%s: what is so only today, or about something else, takes nothing back for good", async (words) => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.answers("Leon", "JA", "JA");
  await grandfather.says(words);
  expect(await school.events("Leon")).toBe("audio given, video given");
});

test.each([
  ...["Ich widerrufe nichts", "Im Notfall ziehe ich die Einwilligung zurück", "Gilt unsere Einwilligung nicht mehr"],
  ...["Ich gebe die Einwilligung morgen zurück", "Ich widerrufe die Einwilligung für WhatsApp", "Ich widerrufe haha"],
  ...[
    "Ich nehme das Buch zurück",
    "Wir ziehen zurück nach Polen",
    "Wir haben keine Kamera mehr",
    "Ich widerrufe nicht",
  ],
  ...["Ich will nicht mehr ohne Kamera", "ich will nicht mehr warten", "Tarek will die Einwilligung widerrufen"],
])("%s takes nothing back", async (words) => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.answers("Leon", "JA", "JA");
  await grandfather.says(words);
  expect(await school.events("Leon")).toBe("audio given, video given");
});

async function withdrawn(): Promise<Phone> {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.answers("Leon", "JA", "JA");
  await grandfather.says("Ich widerrufe die Einwilligung");
  expect(await school.participation("Leon")).toBe("none");
  return grandfather;
}

test("the way back does not lead to a notice that was never shown", async () => {
  const grandfather = await withdrawn();
  await school.changesNotice("Die Einwilligung ist freiwillig.", "Die Einwilligung ist ganz freiwillig.");
  await grandfather.presses("War nicht so gemeint");
  expect(await school.participation("Leon")).toBe("none");
  expect(grandfather.last).toContain("Das lässt sich so nicht mehr zurückholen.");
});

test("the way back does not lead across the end of a period, nor past a day", async () => {
  const grandfather = await withdrawn();
  await school.house.periods.end("Frau Schreiber", 1, school.house.now());
  await school.house.periods.start("Frau Schreiber", school.house.now());
  await school.quiet();
  await grandfather.presses("War nicht so gemeint");
  expect(await school.participation("Leon")).toBe("none");
});

test("there is no way back from a withdrawal that was made with a button", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.answers("Leon", "JA", "JA");
  await grandfather.says("/widerruf");
  await grandfather.presses("Ton und Bild: NEIN");
  const { id } = await school.child("Leon");
  const update = /update (\d+)/.exec((await school.house.ledger.eventsOf(id)).at(-1)?.evidence ?? "")?.[1] ?? "";
  const message = grandfather.messages.findLast(({ from }) => from === "bot")!;
  school.box.presses(grandfather.chatId, message.id, `undo:${update}`);
  await school.quiet();
  expect(await school.participation("Leon")).toBe("none");
});

test("a reply into another chat, and what is struck through or quoted, answer nothing", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("/einwilligung");
  const entity = (type: string) => [{ type, offset: 0, length: 2 }];
  for (const content of [
    { external_reply: { origin: { type: "hidden_user" } } },
    { entities: entity("strikethrough") },
    { entities: entity("blockquote") },
  ]) {
    await grandfather.sends({ text: "ja", ...content });
    expect(grandfather.last).toBe("Leon N.: Teilnahme per Audio (Ton)?");
  }
});

test("an old button of a child who is no longer theirs becomes no question about another child", async () => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  const { id } = await school.child("Leon");
  const message = mother.messages.findLast(({ from }) => from === "bot")!;
  school.box.presses(mother.chatId, message.id, `start:give:${id}`);
  await school.quiet();
  expect(mother.last).toBe(texts.speak().plain("refused.child"));
});
