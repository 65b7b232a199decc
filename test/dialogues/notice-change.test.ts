import { afterEach, expect, test } from "vitest";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

const longer = () =>
  school.changesNotice(
    "Personenbezogene Daten werden frühestens zum Ende der Videokonferenz und spätestens nach Ablauf von sieben Tagen",
    "Personenbezogene Daten werden spätestens nach Ablauf von dreißig Tagen",
  );

async function decides(change: { kind: "correction" } | { kind: "material"; lapseOn: string }): Promise<void> {
  await school.house.notices.decide(2, change, "Frau Schreiber", school.house.now());
  await school.quiet();
}

test("a material change: parents are told and asked again, and on the day that was set the old consents lapse", async () => {
  school = await School.open({ joined: ["mother", "father", "frauke", "teacher"] });
  const [mother, father, frauke, teacher] = [
    school.phone("mother"),
    school.phone("father"),
    school.phone("frauke"),
    school.phone("teacher"),
  ];
  await mother.answers("Mila", "JA", "JA");
  await frauke.answers("Kira", "NEIN", "NEIN");
  for (const phone of [mother, frauke, teacher]) phone.forget();
  await longer();
  await decides({ kind: "material", lapseOn: "2026-12-15" });
  expect(mother.transcript()).toMatchInlineSnapshot(`
    "JaNein: Die Information der Schule hat sich geändert (jetzt Fassung 2).

        Einwilligungen zu einer älteren Fassung laufen am 15.12.2026 ab. Haben Sie eingewilligt? Dann lesen Sie bitte die neue Fassung und antworten Sie neu: /einwilligung

        Es bleibt freiwillig, und ein NEIN hat keine Nachteile. Wer NEIN gesagt hat, muss nichts tun: Dabei bleibt es."
  `);
  for (const phone of [father, frauke]) expect(phone.last).toBe(mother.last);
  await school.days(21);
  expect(await school.participation("Mila")).toBe("audio_and_video");
  await school.days(1);
  expect(mother.transcript()).toMatchInlineSnapshot(
    `"JaNein: Für Mila B. (3a) ist die Einwilligung abgelaufen. Jetzt gilt: keine Teilnahme an Videokonferenzen. Wenn Sie möchten, antworten Sie neu: /einwilligung"`,
  );
  expect(teacher.transcript()).toMatchInlineSnapshot(`
    "JaNein: Klasse 3a: Mila B.
        Geändert: Ton – abgelaufen, Bild – abgelaufen
        Jetzt erlaubt: keine Teilnahme an Videokonferenzen"
  `);
  expect([father.transcript(), frauke.transcript()].join("\n")).not.toContain("abgelaufen");
  expect(await school.events("Mila")).toBe("audio given, video given, audio lapsed, video lapsed");
  expect(await school.events("Kira")).toBe("audio refused, video refused");
});

test("who has agreed to the new version before that day, has seen it, and keeps the consent", async () => {
  school = await School.open({ joined: ["grandfather", "lateTeacher"] });
  const [grandfather, teacher] = [school.phone("grandfather"), school.phone("lateTeacher")];
  await grandfather.answers("Leon", "JA", "JA");
  await longer();
  await decides({ kind: "material", lapseOn: "2026-12-15" });
  for (const phone of [grandfather, teacher]) phone.forget();
  await grandfather.says("/einwilligung");
  expect(grandfather.transcript()).toMatchInlineSnapshot(`
    "Heinz: /einwilligung
    JaNein: Videokonferenzen mit IServ: Leon N. (2c)

        Das Wichtigste, wörtlich aus der Information der Schule (Fassung 2):

        • Die Verarbeitung ist erforderlich zur Nutzung des IServ Videokonferenztools, einer Videokonferenz-Plattform, zur Durchführung von Online-Unterrichtseinheiten in der Lerngruppe und individueller Betreuung und Beratung in Kleingruppen oder Einzeltreffen zwischen Schüler und Lehrkraft.
        • Alle Teilnehmer einer Videokonferenz haben je nach der Einwilligung Zugriff im Sinne von Sehen, Hören und Lesen auf Inhalte der Videokonferenz, Chats, geteilte Dateien, Bildschirmfreigaben und Beiträge auf Whiteboards.
        • Personenbezogene Daten werden spätestens nach Ablauf von dreißig Tagen gelöscht.
        • Diese Einwilligung kann für die Zukunft jederzeit formlos bei der Schule widerrufen werden.
        • Im Falle einer Nichteinwilligung werden wir Ihrem Kind auf anderen Wegen in persönlichen Kontakt treten.
        • Die Einwilligung ist freiwillig.
        • Aus der Nichterteilung oder dem Widerruf der Einwilligung entstehen keine Nachteile.
        [Ganze Information lesen]
    JaNein: Leon N.: Teilnahme per Audio (Ton)?
        [JA] [NEIN]"
  `);
  await grandfather.presses("JA");
  await grandfather.presses("JA");
  await grandfather.presses("Absenden");
  await school.days(30);
  expect(grandfather.last).toContain("Gespeichert am 23.11.2026");
  expect(await school.participation("Leon")).toBe("audio_and_video");
  expect(
    (await school.house.ledger.eventsOf((await school.child("Leon")).id)).map(
      ({ kind, notice }) => `${kind} ${notice}`,
    ),
  ).toEqual(["given 1", "given 1", "given 2", "given 2"]);
  expect(teacher.transcript()).toBe("");
});

test("a correction of spelling does nothing: nobody is told, nothing lapses", async () => {
  school = await School.open({ joined: ["mother", "teacher"] });
  const [mother, teacher] = [school.phone("mother"), school.phone("teacher")];
  await mother.answers("Mila", "JA", "JA");
  for (const phone of [mother, teacher]) phone.forget();
  await school.changesNotice("IP Nummer", "IP-Nummer");
  await decides({ kind: "correction" });
  await school.days(60);
  expect(mother.transcript() + teacher.transcript()).toBe("");
  expect(await school.participation("Mila")).toBe("audio_and_video");
});

test("a notice that changes under an open question closes it: nobody answers a text that was not shown", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("/einwilligung");
  await grandfather.presses("JA");
  await longer();
  grandfather.forget();
  await grandfather.presses("JA");
  expect(grandfather.transcript()).toMatchInlineSnapshot(`
    "JaNein: An der Schule hat sich inzwischen etwas geändert, darum musste ich die offene Frage schließen. Gespeichert ist davon nichts. Bitte beginnen Sie noch einmal.
    JaNein: Was möchten Sie tun?
        [Einwilligung erteilen oder ablehnen]
        [Widerrufen]
        [Was gilt gerade?]"
  `);
  expect(await school.events("Leon")).toBe("");
});
