import { afterEach, expect, test } from "vitest";
import type { Phone } from "../support/phone.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

async function gives(phone: Phone, audio: "JA" | "NEIN", video: "JA" | "NEIN"): Promise<void> {
  await phone.says("/einwilligung");
  await phone.presses(audio);
  await phone.presses(video);
  await phone.presses("Absenden");
}

test("a tired sentence is enough to withdraw the picture; the teacher hears it at once", async () => {
  school = await School.open({ joined: ["grandfather", "lateTeacher"] });
  const grandfather = school.phone("grandfather");
  await gives(grandfather, "JA", "JA");
  grandfather.forget();
  await grandfather.says("bitte kein video mehr");
  expect(grandfather.transcript()).toMatchInlineSnapshot(`
    "Heinz: bitte kein video mehr
    JaNein: Ihr Widerruf ist gespeichert

        Leon N. (2c): Bild

        Er gilt ab sofort. Nachteile haben Sie dadurch nicht.
        [War nicht so gemeint]
    JaNein: Gespeichert am 23.11.2026, 18:00 Uhr

        Leon N. (2c)
        Bild: widerrufen

        Es gilt: Teilnahme nur mit Ton. Sie können das jederzeit ändern: /einwilligung oder /widerruf

        Ihr Beleg: XXXXX-XXXXX-XXXXX"
  `);
  expect(await school.events("Leon")).toBe("audio given, video given, video withdrawn");
  expect(school.phone("lateTeacher").last).toMatchInlineSnapshot(`
    "Klasse 2c: Leon N.
    Geändert: Bild – widerrufen
    Jetzt erlaubt: Teilnahme nur mit Ton"
  `);
});

test("withdrawing takes no more messages than giving, by command, by button and by free text", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  const acts = () =>
    grandfather.messages.length + school.box.calls.filter(({ method }) => method === "answerCallbackQuery").length;
  const count = async (work: () => Promise<void>) => {
    const before = acts();
    await work();
    return acts() - before;
  };
  const giving = await count(() => gives(grandfather, "JA", "JA"));
  for (const first of ["/widerruf", "ich widerrufe alles"]) {
    const withdrawing = await count(async () => {
      await grandfather.says(first);
      if (first === "/widerruf") await grandfather.presses("Ton und Bild: NEIN");
    });
    expect(withdrawing).toBeLessThanOrEqual(giving);
    expect(await school.participation("Leon")).toBe("none");
    await gives(grandfather, "JA", "JA");
  }
});

test("a wish in the middle of a consent is followed, and nothing of the open question is recorded", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await gives(grandfather, "JA", "JA");
  await grandfather.says("/einwilligung");
  await grandfather.says("ich will nicht mehr dass man ihn sieht");
  await grandfather.presses("Bild: NEIN");
  expect(await school.events("Leon")).toBe("audio given, video given, video withdrawn");
});

test("withdrawing before anything was given records the no", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("/widerruf");
  await grandfather.presses("Ton und Bild: NEIN");
  expect(await school.events("Leon")).toBe("audio refused, video refused");
});

test("a clear withdrawal between two questions is asked about, and recorded only then", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await gives(grandfather, "JA", "JA");
  await grandfather.says(
    "Wann werden die Daten gelöscht? Ich bin nicht mehr einverstanden. Wer ist der Datenschutzbeauftragte?",
  );
  expect(await school.events("Leon")).toBe("audio given, video given");
  expect(grandfather.last).toContain("Was möchten Sie widerrufen?");
});
