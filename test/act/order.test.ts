import { afterEach, expect, test } from "vitest";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

const minute = 60_000;

test("three JA typed while the bot was away answer the one question that stood there, and not those that came after", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("/einwilligung");
  await school.bot.stop();
  for (const word of ["ja", "ja", "Ja!!"]) {
    school.box.says(grandfather.chatId, word);
    school.pass(minute);
  }
  grandfather.forget();
  await school.start();
  await school.quiet();
  expect(await school.events("Leon")).toBe("");
  expect(grandfather.transcript()).toMatchInlineSnapshot(`
    "JaNein: Leon N.: Teilnahme per Video (Bild)?
    JaNein: Das kam, bevor meine Frage da stand. Bitte antworten Sie auf diese Frage:
    JaNein: Leon N.: Teilnahme per Video (Bild)?
        [JA] [NEIN]"
  `);
});

test("a reply to an older question is no answer to the open one", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("/einwilligung");
  const sound = grandfather.messages.findLast(({ from, buttons }) => from === "bot" && buttons.length > 0)!;
  await grandfather.presses("JA");
  grandfather.forget();
  await grandfather.repliesTo(sound.id, "nein");
  expect(grandfather.transcript()).toMatchInlineSnapshot(`
    "Heinz: 📎
    JaNein: Das war eine Antwort auf eine frühere Nachricht, darum zähle ich sie nicht. Offen ist diese Frage:
    JaNein: Leon N.: Teilnahme per Video (Bild)?
        [JA] [NEIN]"
  `);
});

test("what is forwarded, or made through another bot, is nobody's answer", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("/einwilligung");
  const origin = { type: "hidden_user", sender_user_name: "Oma Erna", date: 1 };
  const other = { id: 77, is_bot: true, first_name: "Andere" };
  for (const kind of [{ forward_origin: origin }, { via_bot: other }]) {
    await grandfather.sends({ text: "ja", ...kind });
    expect(grandfather.last).toBe("Leon N.: Teilnahme per Audio (Ton)?");
  }
  await grandfather.presses("JA");
  await grandfather.presses("JA");
  await grandfather.sends({ text: "absenden", forward_origin: origin });
  expect(await school.events("Leon")).toBe("");
  await grandfather.presses("Absenden");
  grandfather.forget();
  await grandfather.sends({ text: "Ich widerrufe die Einwilligung", forward_origin: origin });
  expect(grandfather.transcript()).toContain("Weitergeleitetes kann ich nicht als Ihre Erklärung nehmen.");
  expect(await school.events("Leon")).toBe("audio given, video given");
});

test("what is changed afterwards counts for nothing, and is answered once", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("/einwilligung");
  await grandfather.says("vielleicht");
  const typed = grandfather.messages.findLast(({ from }) => from === "person")!;
  grandfather.forget();
  await grandfather.edits(typed.id, "ja");
  await grandfather.edits(typed.id, "ja!");
  expect(grandfather.transcript()).toBe("JaNein: Geändertes zählt nicht. Bitte schreiben Sie es noch einmal neu.");
  await grandfather.presses("NEIN");
  expect(grandfather.last).toBe("Leon N.: Teilnahme per Video (Bild)?");
});

test("words under a picture are words: they answer, and they withdraw", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("/einwilligung");
  const photo = [{ file_id: "p", file_unique_id: "p", width: 1, height: 1 }];
  await grandfather.sends({ photo, caption: "ja" });
  await grandfather.sends({ photo, caption: "ja gerne" });
  await grandfather.presses("Absenden");
  expect(await school.events("Leon")).toBe("audio given, video given");
  await grandfather.sends({ photo, caption: "Ich widerrufe die Einwilligung" });
  expect(await school.participation("Leon")).toBe("none");
});

test("words that stop, go back, wait or want paper record nothing at any step, and begin no withdrawal", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  const steps = [[], ["JA"], ["JA", "JA"]];
  for (const taps of steps)
    for (const word of ["abbrechen", "ich möchte lieber papier", "später", "stopp"]) {
      await grandfather.says("/einwilligung");
      for (const tap of taps) await grandfather.presses(tap);
      grandfather.forget();
      await grandfather.says(word);
      expect(grandfather.transcript()).not.toContain("widerrufen?");
      await grandfather.says("ja");
      expect(await school.events("Leon")).toBe("");
    }
});

test("at the review the words of the review that went wrong are no JA", async () => {
  school = await School.open({ joined: ["grandfather", "lateTeacher"] });
  const grandfather = school.phone("grandfather");
  for (const word of [
    "ich will widerrufen",
    "ich möchte das ändern",
    "genau das will ich verhindern",
    "passt",
    "ok",
    "👍",
  ]) {
    await grandfather.says("/einwilligung");
    await grandfather.presses("JA");
    await grandfather.presses("JA");
    await grandfather.says(word);
    expect({ word, events: await school.events("Leon") }).toEqual({ word, events: "" });
    await grandfather.says("/abbrechen");
  }
});

test("one sentence answers both, and the review shows what was understood", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("/einwilligung");
  grandfather.forget();
  await grandfather.says("ja, aber nur Ton");
  expect(grandfather.last).toContain("Teilnahme per Audio (Ton): JA\nTeilnahme per Video (Bild): NEIN");
  await grandfather.says("zurück");
  expect(grandfather.last).toBe("Leon N.: Teilnahme per Audio (Ton)?");
  await grandfather.says("Ton ja, Bild ja");
  await grandfather.says("ja");
  expect(await school.events("Leon")).toBe("audio given, video given");
});
