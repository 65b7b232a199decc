import { afterEach, expect, test } from "vitest";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

test("a mother gives consent for sound, refuses picture, asks in between, and the class teacher hears what is allowed now", async () => {
  school = await School.open({ joined: ["mother", "teacher", "otherTeacher"] });
  const [mother, teacher, otherTeacher] = [
    school.phone("mother"),
    school.phone("teacher"),
    school.phone("otherTeacher"),
  ];
  await mother.says("/einwilligung Mila");
  expect(mother.transcript()).toMatchInlineSnapshot(`
    "Nadja: /einwilligung Mila
    JaNein: Videokonferenzen mit IServ: Mila B. (3a)

        Das Wichtigste, wörtlich aus der Information der Schule (Fassung 1):

        • Die Verarbeitung ist erforderlich zur Nutzung des IServ Videokonferenztools, einer Videokonferenz-Plattform, zur Durchführung von Online-Unterrichtseinheiten in der Lerngruppe und individueller Betreuung und Beratung in Kleingruppen oder Einzeltreffen zwischen Schüler und Lehrkraft.
        • Alle Teilnehmer einer Videokonferenz haben je nach der Einwilligung Zugriff im Sinne von Sehen, Hören und Lesen auf Inhalte der Videokonferenz, Chats, geteilte Dateien, Bildschirmfreigaben und Beiträge auf Whiteboards.
        • Personenbezogene Daten werden frühestens zum Ende der Videokonferenz und spätestens nach Ablauf von sieben Tagen gelöscht.
        • Diese Einwilligung kann für die Zukunft jederzeit formlos bei der Schule widerrufen werden.
        • Im Falle einer Nichteinwilligung werden wir Ihrem Kind auf anderen Wegen in persönlichen Kontakt treten.
        • Die Einwilligung ist freiwillig.
        • Aus der Nichterteilung oder dem Widerruf der Einwilligung entstehen keine Nachteile.
        [Ganze Information lesen]
    JaNein: Mila B.: Teilnahme per Audio (Ton)?
        [JA] [NEIN]"
  `);
  await mother.says("wie lange werden die daten gespeichert?");
  expect(mother.transcript()).toMatchInlineSnapshot(`
    "Nadja: wie lange werden die daten gespeichert?
    JaNein: Personenbezogene Daten werden frühestens zum Ende der Videokonferenz und spätestens nach Ablauf von sieben Tagen gelöscht.
        Aus der Information der Schule (Fassung 1)
        [Mehr dazu]
    JaNein: Mila B.: Teilnahme per Audio (Ton)?
        [JA] [NEIN]"
  `);
  await mother.says("Ja.");
  await mother.says("ok");
  await mother.says("nein danke");
  expect(await school.events("Mila")).toBe("");
  await mother.presses("Absenden");
  expect(mother.transcript()).toMatchInlineSnapshot(`
    "Nadja: Ja.
    JaNein: Mila B.: Teilnahme per Video (Bild)?
    Nadja: ok
    JaNein: Das habe ich nicht sicher verstanden. Bitte antworten Sie mit JA oder NEIN – tippen oder schreiben, beides geht.
    JaNein: Mila B.: Teilnahme per Video (Bild)?

        ➡️ NEIN
    Nadja: nein danke
    JaNein: Bitte prüfen Sie Ihre Antworten

        Mila B. (3a)
        Teilnahme per Audio (Ton): JA
        Teilnahme per Video (Bild): NEIN

        Erst mit „Absenden“ wird Ihre Antwort gespeichert. Sie können sie jederzeit ändern oder widerrufen.

        ➡️ Absenden
    JaNein: Gespeichert am 23.11.2026, 18:00 Uhr

        Mila B. (3a)
        Ton: JA
        Bild: NEIN

        Es gilt: Teilnahme nur mit Ton. Sie können das jederzeit ändern: /einwilligung oder /widerruf

        Ihr Beleg: XXXXX-XXXXX-XXXXX
        [Für Jonas B. antworten]"
  `);
  expect(await school.events("Mila")).toBe("audio given, video refused");
  expect(teacher.transcript()).toMatchInlineSnapshot(`
    "JaNein: Klasse 3a: Mila B.
        Geändert: Ton – JA, Bild – NEIN
        Jetzt erlaubt: Teilnahme nur mit Ton"
  `);
  expect(otherTeacher.transcript()).toBe("");
});

test("picture without sound is asked back, and until it is clear nothing is allowed", async () => {
  school = await School.open({ joined: ["mother", "otherTeacher"] });
  const mother = school.phone("mother");
  await mother.says("/einwilligung Jonas");
  await mother.presses("NEIN");
  mother.forget();
  await mother.presses("JA");
  expect(mother.transcript()).toMatchInlineSnapshot(`
    "JaNein: Sie haben für Jonas B. beim Ton NEIN und beim Bild JA gewählt. Das Formular der Schule kennt nur „nicht“ oder „nur über Ton“. Solange es so steht, nimmt Jonas B. nicht an Videokonferenzen teil.

        Was soll gelten?
        [Ton JA, Bild JA]
        [Ton NEIN, Bild NEIN]
        [So lassen: Ton NEIN, Bild JA]"
  `);
  await mother.presses("So lassen: Ton NEIN, Bild JA");
  await mother.presses("Absenden");
  expect(await school.events("Jonas")).toBe("audio refused, video given");
  expect(await school.participation("Jonas")).toBe("none");
  expect(school.phone("otherTeacher").last).toContain("Jetzt erlaubt: keine Teilnahme");
});

test("changing at the review asks again; leaving records nothing", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("Leon darf mitmachen");
  await grandfather.presses("JA");
  await grandfather.presses("JA");
  await grandfather.presses("Ändern");
  await grandfather.presses("NEIN");
  await grandfather.presses("NEIN");
  await grandfather.says("/abbrechen");
  expect(grandfather.last).toBe("Gut, ich habe nichts geändert.");
  expect(await school.events("Leon")).toBe("");
  await grandfather.says("/abbrechen");
  expect(grandfather.last).toBe("Es ist keine Frage offen.");
});

test("yes twice is yes once: the same answers again make no event and no message", async () => {
  school = await School.open({ joined: ["grandfather", "lateTeacher"] });
  const grandfather = school.phone("grandfather");
  for (let round = 1; round <= 2; round += 1) {
    await grandfather.says("/einwilligung");
    await grandfather.presses("JA");
    await grandfather.presses("JA");
    await grandfather.presses("Absenden");
  }
  expect(grandfather.last).toBe("Genau so steht es für Leon N. schon. Es bleibt dabei.");
  expect(await school.events("Leon")).toBe("audio given, video given");
  expect(
    school
      .phone("lateTeacher")
      .transcript()
      .match(/Klasse 2c/g),
  ).toHaveLength(1);
});

test("a thumb, a sticker, an emoji or silence is never a yes", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("/einwilligung");
  grandfather.forget();
  await grandfather.says("👍");
  await grandfather.says("okay");
  school.box.sends(grandfather.chatId, {
    sticker: {
      file_id: "s",
      file_unique_id: "s",
      type: "regular",
      width: 1,
      height: 1,
      is_animated: false,
      is_video: false,
    },
  });
  await school.quiet();
  const said = grandfather.transcript();
  expect(said.match(/Das habe ich nicht sicher verstanden/g)).toHaveLength(2);
  expect(said).toContain("Sticker verstehe ich leider nicht");
  expect(grandfather.last).toBe("Leon N.: Teilnahme per Audio (Ton)?");
});
