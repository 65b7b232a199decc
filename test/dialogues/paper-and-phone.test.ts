import { extractText } from "unpdf";
import { afterEach, expect, test } from "vitest";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

test("a form on paper counts like an answer in chat: who gave it hears the route and who wrote it down, and gets the receipt", async () => {
  school = await School.open({ joined: ["mother", "father", "teacher"] });
  const [mother, father, teacher] = [school.phone("mother"), school.phone("father"), school.phone("teacher")];
  await school.records("Mila", "Nadja", { audio: "yes", video: "yes" }, "paper");
  expect(mother.transcript()).toMatchInlineSnapshot(`
    "JaNein: Gespeichert am 23.11.2026, 18:00 Uhr

        Mila B. (3a)
        Ton: JA
        Bild: JA
        (auf Papier, eingetragen von Frau Schreiber)

        Es gilt: Teilnahme mit Ton und Bild. Sie können das jederzeit ändern: /einwilligung oder /widerruf

        Ihr Beleg: XXXXX-XXXXX-XXXXX
        [Für Jonas B. antworten]"
  `);
  expect(mother.messages.at(-1)?.document?.name).toMatch(/^Beleg-.*\.pdf$/);
  expect(teacher.transcript()).toMatchInlineSnapshot(`
    "JaNein: Klasse 3a: Mila B.
        Geändert: Ton – JA, Bild – JA
        Jetzt erlaubt: Teilnahme mit Ton und Bild"
  `);
  expect(father.transcript()).toBe("");
});

test.each([
  ["initial", ["Mila B. (3a)", "Nadja B."], ["Beispiel"]],
  ["full", ["Mila Beispiel (3a)", "Nadja Beispiel"], []],
] as const)(
  "the receipt that goes through the messenger calls a child and who answered as the school has it: %s",
  async (style, names, others) => {
    school = await School.open({ joined: ["mother"], settings: { CHILD_NAMES: style } });
    const mother = school.phone("mother");
    await mother.answers("Mila", "JA", "NEIN");
    const { text } = await extractText(mother.document(".pdf"), { mergePages: true });
    for (const name of names) expect(text).toContain(name);
    for (const name of others) expect(text).not.toContain(name);
  },
);

test("a call to the office withdraws what was given in chat, at once", async () => {
  school = await School.open({ joined: ["grandfather", "lateTeacher"] });
  const [grandfather, teacher] = [school.phone("grandfather"), school.phone("lateTeacher")];
  await grandfather.answers("Leon", "JA", "JA");
  for (const phone of [grandfather, teacher]) phone.forget();
  await school.records("Leon", "Heinz", { video: "no" }, "phone");
  expect(grandfather.transcript()).toMatchInlineSnapshot(`
    "JaNein: Gespeichert am 23.11.2026, 18:00 Uhr

        Leon N. (2c)
        Bild: widerrufen
        (am Telefon, eingetragen von Frau Schreiber)

        Es gilt: Teilnahme nur mit Ton. Sie können das jederzeit ändern: /einwilligung oder /widerruf

        Ihr Beleg: XXXXX-XXXXX-XXXXX"
  `);
  expect(teacher.transcript()).toMatchInlineSnapshot(`
    "JaNein: Klasse 2c: Leon N.
        Geändert: Bild – widerrufen
        Jetzt erlaubt: Teilnahme nur mit Ton"
  `);
});

test("and the other way round: what was given on paper is withdrawn in chat, in one tap", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await school.records("Leon", "Heinz", { audio: "yes", video: "no" }, "paper");
  await grandfather.says("/widerruf");
  await grandfather.presses("Ton: NEIN");
  expect(await school.events("Leon")).toBe("audio given, video refused, audio withdrawn");
});

test("the same rules hold: a father's NEIN on paper and a mother's JA in chat are a conflict, and both hear of it", async () => {
  school = await School.open({ joined: ["mother", "father"] });
  const [mother, father] = [school.phone("mother"), school.phone("father")];
  await mother.answers("Mila", "JA", "JA");
  mother.forget();
  await school.records("Mila", "Tarek", { audio: "no", video: "no" }, "paper");
  expect(mother.transcript()).toMatchInlineSnapshot(
    `
    "JaNein: Zu Mila B. (3a) liegen verschiedene Erklärungen vor. Bis die Schule das geklärt hat, gilt: keine Teilnahme an Videokonferenzen. Die Schule meldet sich.
        Ihre eigene Antwort: Ton JA, Bild JA
        Fragen dazu? Rufen Sie das Sekretariat an, oder schreiben Sie: Paderborner Str. 109, 44143 Dortmund, Libori-Grundschule@stadtdo.de"
  `,
  );
  expect(father.transcript()).toMatchInlineSnapshot(`
    "JaNein: Gespeichert am 23.11.2026, 18:00 Uhr

        Mila B. (3a)
        Ton: NEIN
        Bild: NEIN
        (auf Papier, eingetragen von Frau Schreiber)

        Es gilt: keine Teilnahme an Videokonferenzen. Sie können das jederzeit ändern: /einwilligung oder /widerruf

        Ihr Beleg: XXXXX-XXXXX-XXXXX

        Zu Mila B. (3a) liegen verschiedene Erklärungen vor. Bis die Schule das geklärt hat, gilt: keine Teilnahme an Videokonferenzen. Die Schule meldet sich.
        Fragen dazu? Rufen Sie das Sekretariat an, oder schreiben Sie: Paderborner Str. 109, 44143 Dortmund, Libori-Grundschule@stadtdo.de
        [Für Jonas B. antworten]"
  `);
});

test("an entry for the wrong child is voided: it never counted, and who it was put down for hears of it", async () => {
  school = await School.open({ joined: ["grandfather", "lateTeacher"] });
  const [grandfather, teacher] = [school.phone("grandfather"), school.phone("lateTeacher")];
  await school.records("Leon", "Heinz", { audio: "yes", video: "yes" }, "paper");
  for (const phone of [grandfather, teacher]) phone.forget();
  const { ledger, now } = school.house;
  for (const { id } of await ledger.eventsOf((await school.child("Leon")).id))
    await ledger.voidEvent(id, { recordedBy: "Frau Schreiber", why: "Das Formular war für Lena." }, now());
  await school.quiet();
  expect(grandfather.transcript()).toMatchInlineSnapshot(
    `"JaNein: Die Schule hat für Leon N. (2c) einen Eintrag als Irrtum vermerkt. Jetzt gilt: keine Teilnahme an Videokonferenzen. Stimmt das nicht? Antworten Sie neu: /einwilligung"`,
  );
  expect(teacher.transcript()).toMatchInlineSnapshot(`
    "JaNein: Klasse 2c: Leon N.
        Geändert: Ton – noch keine Antwort, Bild – noch keine Antwort
        Jetzt erlaubt: keine Teilnahme an Videokonferenzen"
  `);
  expect(await school.events("Leon")).toBe("audio given, video given, audio voided, video voided");
  await grandfather.says("/status");
  expect(grandfather.last).toContain("Ton: noch keine Antwort");
});
