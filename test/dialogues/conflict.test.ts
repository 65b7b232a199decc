import { afterEach, expect, test } from "vitest";
import type { Phone } from "../support/phone.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

/** Mila's mother has said JA to both, the father JA to sound and NEIN to picture. */
async function inConflict(): Promise<{ mother: Phone; father: Phone; teacher: Phone }> {
  school = await School.open({ joined: ["mother", "father", "teacher"] });
  const [mother, father, teacher] = [school.phone("mother"), school.phone("father"), school.phone("teacher")];
  await mother.answers("Mila", "JA", "JA");
  await father.answers("Mila", "JA", "NEIN");
  for (const phone of [mother, father, teacher]) phone.forget();
  return { mother, father, teacher };
}

test("the office settles it, and both hear what is allowed now, not who was right", async () => {
  const { mother, father, teacher } = await inConflict();
  await school.settles("Mila", "Tarek");
  expect(mother.transcript()).toMatchInlineSnapshot(
    `"JaNein: Zu Mila B. (3a) ist jetzt geklärt, was gilt: Teilnahme nur mit Ton. Sie können Ihre Antwort jederzeit ändern: /einwilligung oder /widerruf"`,
  );
  expect(father.transcript()).toBe(`JaNein: ${mother.last}`);
  expect(teacher.transcript()).toMatchInlineSnapshot(`
    "JaNein: Klasse 3a: Mila B.
        Geändert: Bild – NEIN
        Jetzt erlaubt: Teilnahme nur mit Ton"
  `);
  expect(await school.participation("Mila")).toBe("audio_only");
});

test("while it lasts, each sees the own answer and never the other's, and that the school settles it", async () => {
  const { mother, father } = await inConflict();
  await father.says("/status");
  await mother.says("/status");
  expect(father.transcript()).toMatchInlineSnapshot(`
    "Tarek: /status
    JaNein: Das gilt zurzeit

        Mila B. (3a)
        Ton: JA seit 23.11.2026, Fassung 1 der Information
        Bild: Ihre Antwort NEIN (seit 23.11.2026, Fassung 1 der Information)
        Das gilt noch nicht: Es liegen verschiedene Erklärungen vor. Bis die Schule das geklärt hat, ist es nicht erlaubt.
        → Teilnahme nur mit Ton
        Fragen dazu? Rufen Sie das Sekretariat an, oder schreiben Sie: Paderborner Str. 109, 44143 Dortmund, Libori-Grundschule@stadtdo.de

        Jonas B. (1b)
        Ton: noch keine Antwort
        Bild: noch keine Antwort
        → keine Teilnahme an Videokonferenzen
        [Für Mila B. antworten] [Mila B.: widerrufen]
        [Für Jonas B. antworten]"
  `);
  expect(mother.last).toBe(father.last.replace("Bild: Ihre Antwort NEIN", "Bild: Ihre Antwort JA"));
});

test("an answer that makes a conflict or keeps it says to each the own answer, what holds meanwhile and whom to call", async () => {
  school = await School.open({ joined: ["mother", "father"] });
  const [mother, father] = [school.phone("mother"), school.phone("father")];
  await mother.answers("Mila", "JA", "JA");
  for (const phone of [mother, father]) phone.forget();
  await school.records("Mila", "Tarek", { video: "no" }, "paper");
  await mother.answers("Mila", "JA", "JA");
  expect(mother.transcript().split("Nadja: /einwilligung")[0]).toMatchInlineSnapshot(`
    "JaNein: Zu Mila B. (3a) liegen verschiedene Erklärungen vor. Bis die Schule das geklärt hat, gilt: Teilnahme nur mit Ton. Die Schule meldet sich.
        Ihre eigene Antwort: Ton JA, Bild JA
        Fragen dazu? Rufen Sie das Sekretariat an, oder schreiben Sie: Paderborner Str. 109, 44143 Dortmund, Libori-Grundschule@stadtdo.de
    "
  `);
  expect(mother.last).toMatchInlineSnapshot(`
    "Diese Antwort ist schon gespeichert. So steht es jetzt:

    Mila B. (3a)
    Ton: JA seit 23.11.2026, Fassung 1 der Information
    Bild: Ihre Antwort JA (seit 23.11.2026, Fassung 1 der Information)
    Das gilt noch nicht: Es liegen verschiedene Erklärungen vor. Bis die Schule das geklärt hat, ist es nicht erlaubt.
    → Teilnahme nur mit Ton
    Fragen dazu? Rufen Sie das Sekretariat an, oder schreiben Sie: Paderborner Str. 109, 44143 Dortmund, Libori-Grundschule@stadtdo.de"
  `);
  expect(father.transcript()).toMatchInlineSnapshot(`
    "JaNein: Gespeichert am 23.11.2026, 18:00 Uhr

        Mila B. (3a)
        Bild: NEIN
        (auf Papier, eingetragen von Frau Schreiber)

        Es gilt: Teilnahme nur mit Ton. Sie können das jederzeit ändern: /einwilligung oder /widerruf

        Ihr Beleg: XXXXX-XXXXX-XXXXX

        Zu Mila B. (3a) liegen verschiedene Erklärungen vor. Bis die Schule das geklärt hat, gilt: Teilnahme nur mit Ton. Die Schule meldet sich.
        Fragen dazu? Rufen Sie das Sekretariat an, oder schreiben Sie: Paderborner Str. 109, 44143 Dortmund, Libori-Grundschule@stadtdo.de
        [Für Jonas B. antworten]"
  `);
  for (const phone of [mother, father]) expect(phone.last).toContain("Libori-Grundschule@");
});

test("one of them gives way: it is no conflict any more, and the other hears that it is settled", async () => {
  const { mother, father, teacher } = await inConflict();
  await mother.says("bitte kein video mehr für mila");
  expect(mother.transcript()).toMatchInlineSnapshot(`
    "Nadja: bitte kein video mehr für mila
    JaNein: Ihr Widerruf ist gespeichert

        Mila B. (3a): Bild

        Er gilt ab sofort. Nachteile haben Sie dadurch nicht.
        [War nicht so gemeint]
    JaNein: Gespeichert am 23.11.2026, 18:00 Uhr

        Mila B. (3a)
        Bild: widerrufen

        Es gilt: Teilnahme nur mit Ton. Sie können das jederzeit ändern: /einwilligung oder /widerruf

        Ihr Beleg: XXXXX-XXXXX-XXXXX"
  `);
  expect(father.transcript()).toMatchInlineSnapshot(
    `"JaNein: Zu Mila B. (3a) ist jetzt geklärt, was gilt: Teilnahme nur mit Ton. Sie können Ihre Antwort jederzeit ändern: /einwilligung oder /widerruf"`,
  );
  expect(teacher.transcript()).toMatchInlineSnapshot(`
    "JaNein: Klasse 3a: Mila B.
        Geändert: Bild – widerrufen
        Jetzt erlaubt: Teilnahme nur mit Ton"
  `);
});

test("in a conflict one withdrawal takes back both, though only one of them stands", async () => {
  const { mother } = await inConflict();
  await mother.says("/widerruf");
  await mother.says("Mila");
  expect(mother.transcript()).toMatchInlineSnapshot(`
    "Nadja: /widerruf
    JaNein: Für welches Kind möchten Sie widerrufen?

        ➡️ Mila B. (3a)
    Nadja: Mila
    JaNein: Mila B. (3a)
        Was möchten Sie widerrufen? Der Widerruf gilt sofort. Sie müssen nichts begründen und haben keine Nachteile.
        [Bild: NEIN]
        [Ton und Bild: NEIN]
        [Nichts ändern]"
  `);
  await mother.presses("Ton und Bild: NEIN");
  expect(await school.events("Mila")).toBe(
    "audio given, video given, audio given, video refused, audio withdrawn, video withdrawn",
  );
  expect(await school.participation("Mila")).toBe("none");
});
