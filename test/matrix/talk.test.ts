import { afterEach, expect, test } from "vitest";
import { MatrixSchool } from "../support/matrix-room.ts";

let school: MatrixSchool;
afterEach(() => school.end());

test("a mother opens a room, joins with the code of the letter, and answers with words and numbers", async () => {
  school = await MatrixSchool.open({ hasKeys: true });
  const teacher = await school.joined("teacher");
  const mother = await school.person("nadja");
  await mother.says(await school.code("mother"));
  expect(mother.transcript().replace(/\b[A-Z2-9]{4}(-[A-Z2-9]{4}){2}\b/g, "XXXX-XXXX-XXXX")).toMatchInlineSnapshot(`
    "JaNein: Guten Tag! Ich bin JaNein, der Datenschutz-Assistent der Schule.

        • Ich speichere die Nummer dieses Kontos, wer Sie für die Schule sind, und jede Antwort, die Sie geben: wann, wofür und welchen Text Sie dabei gesehen haben. Das braucht die Schule als Nachweis. Alles dazu: Schreiben Sie „datenschutz“.
        • Was Sie sonst schreiben, speichere ich nicht dauerhaft.
        • Dieser Messenger gehört der Schule. Was wir schreiben, liegt auf ihrem Server; wie lange, bestimmt die Schule.
        • Papier ist genauso gut: Sie können das Formular auch in der Schule abgeben. Niemand hat dadurch Nachteile.
    JaNein: Fragen zum Datenschutz beantworte ich gern sofort – schreiben Sie einfach. Für Einwilligungen brauche ich den Code aus dem Brief der Schule. Er sieht so aus: XXXX-XXXX-XXXX.
    nadja: XXXX-XXXX-XXXX
    JaNein: Guten Tag! Ich bin JaNein, der Datenschutz-Assistent der Schule.

        • Ich speichere die Nummer dieses Kontos, wer Sie für die Schule sind, und jede Antwort, die Sie geben: wann, wofür und welchen Text Sie dabei gesehen haben. Das braucht die Schule als Nachweis. Alles dazu: Schreiben Sie „datenschutz“.
        • Was Sie sonst schreiben, speichere ich nicht dauerhaft.
        • Dieser Messenger gehört der Schule. Was wir schreiben, liegt auf ihrem Server; wie lange, bestimmt die Schule.
        • Papier ist genauso gut: Sie können das Formular auch in der Schule abgeben. Niemand hat dadurch Nachteile.

        Ihr Code ist gültig. Soll ich dieses Konto verbinden?

        Bitte schreiben Sie Verbinden oder Lieber auf Papier (oder 1 / 2)."
  `);
  await mother.says("Verbinden");
  expect(mother.transcript()).toMatchInlineSnapshot(`
    "nadja: Verbinden
    JaNein: Verbunden. Guten Tag, Nadja Beispiel! Fragen Sie jederzeit, zum Beispiel: Wer sieht die Daten von meinem Kind? Keine Zeit? Schreiben Sie „später“.

        Videokonferenzen mit IServ: Mila B. (3a), Jonas B. (1b)

        Das Wichtigste, wörtlich aus der Information der Schule (Fassung 1):

        • Die Verarbeitung ist erforderlich zur Nutzung des IServ Videokonferenztools, einer Videokonferenz-Plattform, zur Durchführung von Online-Unterrichtseinheiten in der Lerngruppe und individueller Betreuung und Beratung in Kleingruppen oder Einzeltreffen zwischen Schüler und Lehrkraft.
        • Alle Teilnehmer einer Videokonferenz haben je nach der Einwilligung Zugriff im Sinne von Sehen, Hören und Lesen auf Inhalte der Videokonferenz, Chats, geteilte Dateien, Bildschirmfreigaben und Beiträge auf Whiteboards.
        • Personenbezogene Daten werden frühestens zum Ende der Videokonferenz und spätestens nach Ablauf von sieben Tagen gelöscht.
        • Diese Einwilligung kann für die Zukunft jederzeit formlos bei der Schule widerrufen werden.
        • Im Falle einer Nichteinwilligung werden wir Ihrem Kind auf anderen Wegen in persönlichen Kontakt treten.
        • Die Einwilligung ist freiwillig.
        • Aus der Nichterteilung oder dem Widerruf der Einwilligung entstehen keine Nachteile.

        Dafür schreiben Sie bitte: Ganze Information lesen
    JaNein: Mila B.: Teilnahme per Audio (Ton)?

        Bitte schreiben Sie JA oder NEIN (oder 1 / 2)."
  `);
  await mother.says("JA");
  await mother.says("2");
  await mother.says("nein");
  await mother.says("nein");
  mother.forget();
  await mother.says("1");
  expect(mother.transcript()).toMatchInlineSnapshot(`
    "nadja: 1
    JaNein: * Bitte prüfen Sie Ihre Antworten

        Mila B. (3a)
        Teilnahme per Audio (Ton): JA
        Teilnahme per Video (Bild): NEIN

        Jonas B. (1b)
        Teilnahme per Audio (Ton): NEIN
        Teilnahme per Video (Bild): NEIN

        Erst mit „Absenden“ wird Ihre Antwort gespeichert. Sie können sie jederzeit ändern oder widerrufen.

        ➡️ Absenden
    JaNein: Gespeichert am 23.11.2026, 18:00 Uhr

        Mila B. (3a)
        Ton: JA
        Bild: NEIN

        Es gilt: Teilnahme nur mit Ton. Sie können das jederzeit ändern: Schreiben Sie „einwilligung“ oder „widerruf“.

        Ihr Beleg: XXXXX-XXXXX-XXXXX
    JaNein: Beleg-XXXXX-XXXXX-XXXXX.pdf
    JaNein: Gespeichert am 23.11.2026, 18:00 Uhr

        Jonas B. (1b)
        Ton: NEIN
        Bild: NEIN

        Es gilt: keine Teilnahme an Videokonferenzen. Sie können das jederzeit ändern: Schreiben Sie „einwilligung“ oder „widerruf“.

        Ihr Beleg: XXXXX-XXXXX-XXXXX
    JaNein: Beleg-XXXXX-XXXXX-XXXXX.pdf"
  `);
  expect(teacher.last).toContain("Mila B.");
});

test("a family whose language the office knows is spoken to in it from joining on; what somebody writes comes before that", async () => {
  school = await MatrixSchool.open({ hasKeys: true });
  school.database.$client.exec("update child set family_language = 'tr'");
  const mother = await school.person("nadja");
  await mother.says(await school.code("mother"));
  mother.forget();
  await mother.says("1");
  expect(mother.transcript()).toContain("Lütfen");
  const father = await school.person("tarek");
  await father.says("Кто видит данные моего ребёнка и можно ли отказаться?");
  await father.says(await school.code("father"));
  father.forget();
  await father.says("1");
  expect(father.transcript()).toContain("Здравствуйте");
});
