import { afterEach, expect, test } from "vitest";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

test("a mother joins with the link from the letter; first she hears what is stored and that the messenger is a third party", async () => {
  school = await School.open();
  const mother = school.phone("mother");
  await mother.says(`/start ${(await school.letter("mother")).replaceAll("-", "")}`);
  expect(mother.transcript().replace(/start \w+/, "start CODE")).toMatchInlineSnapshot(`
    "Nadja: /start CODE
    JaNein: Guten Tag! Ich bin JaNein, der Datenschutz-Assistent der Schule.

        • Ich speichere die Nummer dieses Kontos, wer Sie für die Schule sind, und jede Antwort, die Sie geben: wann, wofür und welchen Text Sie dabei gesehen haben. Das braucht die Schule als Nachweis. Alles dazu: /datenschutz
        • Was Sie sonst schreiben, speichere ich nicht dauerhaft.
        • Dieser Messenger gehört nicht zur Schule. Sein Betreiber ist ein anderes Unternehmen und sieht, dass und was wir schreiben.
        • Papier ist genauso gut: Sie können das Formular auch in der Schule abgeben. Niemand hat dadurch Nachteile.

        Ihr Code ist gültig. Soll ich dieses Konto verbinden?
        [Verbinden] [Lieber auf Papier]"
  `);
  await mother.presses("Verbinden");
  expect(mother.transcript()).toMatchInlineSnapshot(`
    "JaNein: Verbunden. Guten Tag, Nadja Beispiel! Fragen Sie jederzeit, zum Beispiel: Wer sieht die Daten von meinem Kind? Keine Zeit? Schreiben Sie „später“.

        Videokonferenzen mit IServ: Mila B. (3a), Jonas B. (1b)

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
});

test("she asks in her own words and gets the passage, with section and version", async () => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  await mother.says("wer sieht die daten von meinem kind?");
  await mother.says("In welchem Land stehen denn die Server?");
  expect(mother.transcript()).toMatchInlineSnapshot(`
    "Nadja: wer sieht die daten von meinem kind?
    JaNein: Alle Teilnehmer einer Videokonferenz haben je nach der Einwilligung Zugriff im Sinne von Sehen, Hören und Lesen auf Inhalte der Videokonferenz, Chats, geteilte Dateien, Bildschirmfreigaben und Beiträge auf Whiteboards.
        Aus der Information der Schule (Fassung 1), Abschnitt „Wer hat Zugriff auf die personenbezogenen Daten meines Kindes?“
        [Mehr dazu]
    Nadja: In welchem Land stehen denn die Server?
    JaNein: Das steht nicht in der Information der Schule, und ich erfinde nichts dazu. Hier hilft ein Mensch weiter:

        Fragen zum Datenschutz können Sie an den behördlich bestellten schulischen Datenschutzbeauftragten stellen: Bünyamin Demir, bünyamin.demir@libori-grundschule-edu.de

        Verantwortlich ist die Schule: Libori - Grundschule
        Schulleiterin Ulrike Poppinga
        Paderborner Str. 109, 44143 Dortmund
        Libori-Grundschule@stadtdo.de
        [Frage an die Schule weitergeben]"
  `);
});

test("what is not in the notice can be passed on to the school; only then is its text kept", async () => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  await mother.says("In welchem Land stehen denn die Server?");
  expect(await school.house.questions.passedOn()).toEqual([]);
  expect((await school.house.questions.unanswered()).map(({ count }) => count)).toEqual([1]);
  await mother.presses("Frage an die Schule weitergeben");
  expect(mother.last).toBe("Weitergegeben. Die Schule antwortet Ihnen auf ihrem üblichen Weg.");
  expect(await school.house.questions.passedOn()).toMatchObject([
    { name: "Nadja Beispiel", language: "de", text: "In welchem Land stehen denn die Server?" },
  ]);
});

test("who asks how to withdraw gets the passage and a button to do it; who asks for a right can ask the school for it", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("wie widerrufe ich die einwilligung?");
  await grandfather.presses("Widerrufen");
  expect(grandfather.last).toContain("Leon N. (2c)");
  grandfather.forget();
  await grandfather.says("bitte löscht alle daten von leon");
  expect(grandfather.transcript()).toMatchInlineSnapshot(`
    "Heinz: bitte löscht alle daten von leon
    JaNein: Gegenüber der Schule besteht ein Recht auf Auskunft über Ihre personenbezogenen Daten, ferner haben Sie ein Recht auf Berichtigung, Löschung oder Einschränkung, ein Widerspruchsrecht gegen die Verarbeitung und ein Recht auf Datenübertragbarkeit.
        Aus der Information der Schule (Fassung 1), Abschnitt „Formular“
        [Bei der Schule beantragen]
    JaNein: Leon N. (2c)
        Zurzeit gilt keine Einwilligung. Wenn Sie möchten, halte ich Ihr NEIN fest.
        [Bild: NEIN]
        [Ton und Bild: NEIN]
        [Nichts ändern]"
  `);
  grandfather.forget();
  await grandfather.presses("Bei der Schule beantragen");
  await grandfather.says("auch die geburtstage");
  expect(await school.house.requests.all()).toEqual([]);
  await grandfather.presses("So beantragen");
  expect(grandfather.transcript()).toMatchInlineSnapshot(`
    "JaNein: Löschung

        Das gebe ich mit:
        bitte löscht alle daten von leon
        Möchten Sie noch etwas dazu schreiben? Dann schreiben Sie es jetzt. Abgeschickt wird erst, wenn Sie auf „So beantragen“ tippen.
    Heinz: auch die geburtstage
    JaNein: Löschung

        Das gebe ich mit:
        bitte löscht alle daten von leon
        auch die geburtstage
        Möchten Sie noch etwas dazu schreiben? Dann schreiben Sie es jetzt. Abgeschickt wird erst, wenn Sie auf „So beantragen“ tippen.

        ➡️ So beantragen
    JaNein: Ihr Antrag auf Löschung ist eingegangen. Die Schule muss bis zum 23.12.2026 antworten. Ich sage Ihnen, sobald sich etwas tut."
  `);
  expect(await school.house.requests.all()).toMatchObject([
    {
      right: "erasure",
      name: "Heinz Niemand",
      words: "bitte löscht alle daten von leon\nauch die geburtstage",
      history: [{ step: "received" }],
    },
  ]);
});
