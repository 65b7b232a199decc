import { afterEach, expect, test } from "vitest";
import type { Phone } from "../support/phone.ts";
import { classOfOlder, School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

/** Lena is sixteen; her mother has said JA to both and JA is not enough. */
async function motherSaidYes(): Promise<{ gisela: Phone; teacher: Phone }> {
  school = await School.open();
  await school.imports(classOfOlder);
  const [gisela, teacher] = [await school.join("gisela"), await school.join("teacherOfOlder")];
  await gisela.says("/einwilligung");
  await gisela.presses("JA");
  await gisela.presses("JA");
  gisela.forget();
  await gisela.presses("Absenden");
  return { gisela, teacher };
}

test("the mother's JA waits for the pupil's, and she is told so", async () => {
  const { gisela, teacher } = await motherSaidYes();
  expect(gisela.transcript()).toMatchInlineSnapshot(`
    "JaNein: Gespeichert am 23.11.2026, 18:00 Uhr

        Lena L. (10a)
        Ton: JA
        Bild: JA
        Es fehlt noch eine weitere Zustimmung. Bis dahin ist es nicht erlaubt.

        Es gilt: keine Teilnahme an Videokonferenzen. Sie können das jederzeit ändern: /einwilligung oder /widerruf

        Ihr Beleg: XXXXX-XXXXX-XXXXX

        Fragen dazu? Rufen Sie das Sekretariat an, oder schreiben Sie: Paderborner Str. 109, 44143 Dortmund, Libori-Grundschule@stadtdo.de"
  `);
  expect(teacher.transcript()).toBe("");
  expect(await school.participation("Lena")).toBe("none");
});

test("the pupil joins with a code of her own and answers for herself; then it is allowed", async () => {
  const { teacher } = await motherSaidYes();
  const { phone: lena, link } = await school.pupil("Lena");
  await lena.says(link);
  await lena.presses("Verbinden");
  expect(lena.transcript().replace(/^[^]*JaNein: Verbunden/, "JaNein: Verbunden")).toMatchInlineSnapshot(`
    "JaNein: Verbunden. Guten Tag, Lena Luftschloss!

        Ab Ihrem Alter entscheiden Sie mit: Sie nehmen an Videokonferenzen nur teil, wenn auch Sie zustimmen. Ein NEIN hat keine Nachteile.

        Fragen Sie mich alles zum Datenschutz der Videokonferenzen, zum Beispiel: Wer sieht meine Daten? Keine Zeit? Schreiben Sie „später“.

        Videokonferenzen mit IServ: Lena L. (10a)

        Das Wichtigste, wörtlich aus der Information der Schule (Fassung 1):

        • Die Verarbeitung ist erforderlich zur Nutzung des IServ Videokonferenztools, einer Videokonferenz-Plattform, zur Durchführung von Online-Unterrichtseinheiten in der Lerngruppe und individueller Betreuung und Beratung in Kleingruppen oder Einzeltreffen zwischen Schüler und Lehrkraft.
        • Alle Teilnehmer einer Videokonferenz haben je nach der Einwilligung Zugriff im Sinne von Sehen, Hören und Lesen auf Inhalte der Videokonferenz, Chats, geteilte Dateien, Bildschirmfreigaben und Beiträge auf Whiteboards.
        • Personenbezogene Daten werden frühestens zum Ende der Videokonferenz und spätestens nach Ablauf von sieben Tagen gelöscht.
        • Diese Einwilligung kann für die Zukunft jederzeit formlos bei der Schule widerrufen werden.
        • Im Falle einer Nichteinwilligung werden wir Ihrem Kind auf anderen Wegen in persönlichen Kontakt treten.
        • Die Einwilligung ist freiwillig.
        • Aus der Nichterteilung oder dem Widerruf der Einwilligung entstehen keine Nachteile.
        [Ganze Information lesen]
    JaNein: Lena L.: Teilnahme per Audio (Ton)?
        [JA] [NEIN]"
  `);
  await lena.presses("JA");
  await lena.presses("NEIN");
  lena.forget();
  await lena.presses("Absenden");
  expect(lena.transcript()).toMatchInlineSnapshot(`
    "JaNein: Gespeichert am 23.11.2026, 18:00 Uhr

        Lena L. (10a)
        Ton: JA
        Bild: NEIN

        Es gilt: Teilnahme nur mit Ton. Sie können das jederzeit ändern: /einwilligung oder /widerruf

        Ihr Beleg: XXXXX-XXXXX-XXXXX"
  `);
  expect(teacher.transcript()).toMatchInlineSnapshot(`
    "JaNein: Klasse 10a: Lena L.
        Geändert: Ton – JA, Bild – NEIN
        Jetzt erlaubt: Teilnahme nur mit Ton"
  `);
  expect(
    (await school.house.ledger.eventsOf((await school.child("Lena")).id)).map(
      ({ role, purpose, kind }) => `${role}: ${purpose} ${kind}`,
    ),
  ).toEqual(["guardian: audio given", "guardian: video given", "pupil: audio given", "pupil: video refused"]);
});

test("the pupil withdraws in a sentence, and it holds against the mother's JA", async () => {
  await motherSaidYes();
  const { phone: lena, link } = await school.pupil("Lena");
  await lena.says(link);
  await lena.presses("Verbinden");
  await lena.answers("Lena", "JA", "JA");
  expect(await school.participation("Lena")).toBe("audio_and_video");
  await lena.says("ich widerrufe die einwilligung");
  expect(await school.participation("Lena")).toBe("none");
});

test("at fifteen nobody asks the pupil: the office has no code to give", async () => {
  school = await School.open();
  await school.imports(classOfOlder.replace("01.09.2010", "01.09.2011"));
  const gisela = await school.join("gisela");
  await gisela.answers("Lena", "JA", "JA");
  expect(await school.participation("Lena")).toBe("audio_and_video");
  await expect(school.pupil("Lena")).rejects.toThrow("no pupil of age");
});
