import { afterEach, expect, test } from "vitest";
import type { Phone } from "../support/phone.ts";
import { School } from "../support/school.ts";
import { testWithButtons } from "../support/with-buttons.ts";
import { until } from "../support/until.ts";

let school: School;
afterEach(() => school.stop());

async function gives(phone: Phone, child: string, audio: "JA" | "NEIN", video: "JA" | "NEIN"): Promise<void> {
  await phone.says(`/einwilligung ${child}`);
  await phone.presses(audio);
  await phone.presses(video);
  await phone.presses("Absenden");
  phone.forget();
}

test("status shows for each child what stands, since when and by which version", async () => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  await gives(mother, "Mila", "JA", "NEIN");
  await mother.says("was gilt gerade für mein kind");
  expect(mother.transcript()).toMatchInlineSnapshot(`
    "Nadja: was gilt gerade für mein kind
    JaNein: Das gilt zurzeit

        Mila B. (3a)
        Ton: JA seit 23.11.2026, Fassung 1 der Information
        Bild: NEIN seit 23.11.2026, Fassung 1 der Information
        → Teilnahme nur mit Ton

        Jonas B. (1b)
        Ton: noch keine Antwort
        Bild: noch keine Antwort
        → keine Teilnahme an Videokonferenzen
        [Für Mila B. antworten] [Mila B.: widerrufen]
        [Für Jonas B. antworten]"
  `);
});

test("two guardians who answer differently are a conflict: nobody is told what the other said, and the child stays out", async () => {
  school = await School.open({ joined: ["mother", "father", "teacher"] });
  const [mother, father, teacher] = [school.phone("mother"), school.phone("father"), school.phone("teacher")];
  await gives(mother, "Mila", "JA", "JA");
  await father.says("/einwilligung Mila");
  await father.presses("JA");
  await father.presses("NEIN");
  father.forget();
  await father.presses("Absenden");
  expect(father.transcript()).toMatchInlineSnapshot(`
    "JaNein: Gespeichert am 23.11.2026, 18:00 Uhr

        Mila B. (3a)
        Ton: JA
        Bild: NEIN

        Es gilt: Teilnahme nur mit Ton. Sie können das jederzeit ändern: /einwilligung oder /widerruf

        Ihr Beleg: XXXXX-XXXXX-XXXXX

        Zu Mila B. (3a) liegen verschiedene Erklärungen vor. Bis die Schule das geklärt hat, gilt: Teilnahme nur mit Ton. Die Schule meldet sich.
        Fragen dazu? Rufen Sie das Sekretariat an, oder schreiben Sie: Paderborner Str. 109, 44143 Dortmund, Libori-Grundschule@stadtdo.de
        [Für Jonas B. antworten]"
  `);
  expect(teacher.last).toMatchInlineSnapshot(`
    "Klasse 3a: Mila B.
    Geändert: Ton – JA, Bild – noch nicht erlaubt, die Schule klärt das
    Jetzt erlaubt: Teilnahme nur mit Ton"
  `);
  expect(mother.transcript()).toMatchInlineSnapshot(
    `
    "JaNein: Zu Mila B. (3a) liegen verschiedene Erklärungen vor. Bis die Schule das geklärt hat, gilt: Teilnahme nur mit Ton. Die Schule meldet sich.
        Ihre eigene Antwort: Ton JA, Bild JA
        Fragen dazu? Rufen Sie das Sekretariat an, oder schreiben Sie: Paderborner Str. 109, 44143 Dortmund, Libori-Grundschule@stadtdo.de"
  `,
  );
  expect(await school.participation("Mila")).toBe("audio_only");
});

test("where both must agree, one yes allows nothing yet", async () => {
  school = await School.open({ joined: ["frauke", "dirk"] });
  await gives(school.phone("frauke"), "Kira", "JA", "JA");
  expect(await school.participation("Kira")).toBe("none");
  await gives(school.phone("dirk"), "Kira", "JA", "JA");
  expect(await school.participation("Kira")).toBe("audio_and_video");
});

test("a teacher asks for the list for the lesson and gets the own class only", async () => {
  school = await School.open({ joined: ["mother", "teacher"] });
  await gives(school.phone("mother"), "Mila", "JA", "NEIN");
  const teacher = school.phone("teacher");
  teacher.forget();
  await teacher.says("/klasse");
  await teacher.presses("Namen zeigen");
  expect(teacher.transcript()).toMatchInlineSnapshot(`
    "Frau Tafel: /klasse
    JaNein: 3a: 1 von 7 – 0 Bild und Ton, 1 nur Ton, 6 nicht, davon 6 ohne Antwort
        [Namen zeigen]
    JaNein: Klasse 3a, Stand 23.11.2026, 18:00 Uhr

        Ton und Bild (0)
        –

        Nur Ton (1)
        Mila B.

        Gar nicht (6)
        Noah V.
        Olena V.
        Paul F.
        Rania C.
        Sofia F.
        Tim E."
  `);
});

test("messages for a teacher who has not joined wait for her", async () => {
  school = await School.open({ joined: ["grandfather"] });
  await gives(school.phone("grandfather"), "Leon", "JA", "JA");
  const teacher = school.phone("lateTeacher");
  expect(teacher.messages).toHaveLength(0);
  await school.join("lateTeacher");
  expect(teacher.messages.at(-1)?.text).toContain("Klasse 2c: Leon N.");
});

test("privacy shows the data that is stored, not a description of it, and never the other guardian's", async () => {
  school = await School.open({ joined: ["mother", "father"] });
  await gives(school.phone("father"), "Mila", "NEIN", "NEIN");
  const mother = school.phone("mother");
  await gives(mother, "Jonas", "JA", "JA");
  await mother.says("/datenschutz");
  expect(mother.transcript()).toMatchInlineSnapshot(`
    "Nadja: /datenschutz
    JaNein: Was über Sie gespeichert ist

        Verantwortlich ist die Schule. Zweck: Ihre Einwilligungen einholen, nachweisen und der Klassenlehrkraft mitteilen. Rechtsgrundlage: Ihre Einwilligung für die Teilnahme, die Nachweispflicht der Schule für das Aufbewahren (Art. 6 Abs. 1 Buchst. a, c, Art. 7 Abs. 1 DSGVO). Automatisch entschieden wird nichts.

        Freiwillig: Teilnahme und Messenger. Ein NEIN hat keine Nachteile, Papier gilt genauso. Jede Einwilligung können Sie jederzeit formlos widerrufen, so leicht, wie Sie sie geben; was bis dahin geschah, bleibt rechtmäßig. Beschweren können Sie sich bei der Aufsichtsbehörde.

        Woher: Namen, Klasse, Geburtsdatum, Familiensprache und Erziehungsberechtigte aus dem Verwaltungsprogramm der Schule.

        Wer es erhält: Klassenlehrkraft, Sekretariat, Schulleitung, Datenschutzbeauftragte und wer für die Schule den Server betreibt.

        Messenger: Telegram gehört nicht zur Schule. Die Telegram FZ-LLC sitzt in Dubai (Vereinigte Arabische Emirate), außerhalb der EU und ohne Angemessenheitsbeschluss (die EU hat den Datenschutz dort nicht als gleichwertig anerkannt), und kann lesen, was wir schreiben.

        Das alles kann der Bot speichern:

        Namen von Kindern, Erziehungsberechtigten und Lehrkräften, Klasse, Geburtsdatum, Sprache der Familie
        Wozu: damit jede Antwort zum richtigen Kind gehört und die richtige Klassenlehrkraft sie erfährt
        Wie lange: solange das Kind an der Schule ist; danach so lange wie der Nachweis, ohne jede Erklärung bis zum Stichtag der Schule im folgenden Schuljahr

        Nummer des Kontos im Messenger, Sprache im Chat, Einmal-Codes (nur als Prüfsumme), falsche Versuche, bei Lehrkräften: wie sie die Liste ihrer Klasse zuletzt gesehen haben und wann sie morgens eine Zeile möchten
        Wozu: damit nur die richtige Person antwortet
        Wie lange: das Konto und die Sprache, bis Sie es mit /verlassen trennen; falsche Versuche einen Tag; war ein anderes Konto verbunden, dessen Nummer einen Monat

        Erklärungen: wer, für welches Kind, was, wann, auf welchem Weg, mit welchen Worten oder welchem Knopf, und der Text, der gezeigt wurde; wer für ein Kind erklären darf, seit wann und nach welchem Papier; wenn die Schule es so eingestellt hat, auch das Bild eines eingescannten Bogens
        Wozu: weil die Schule jede Einwilligung nachweisen muss (Art. 7 Abs. 1 DSGVO)
        Wie lange: 3 Jahre nach dem Ende des Jahres, in dem die Erklärung endet; dann wird gelöscht, was auf Sie hinweist

        Welche Nachricht an wen noch zu senden ist oder gesendet wurde, ohne ihren Wortlaut
        Wozu: damit keine Nachricht verloren geht und niemand öfter als zweimal erinnert wird
        Wie lange: 3 Monate nach dem Senden, Erinnerungen zwölf Monate

        Welche Frage offen ist und was Sie darauf schon geantwortet haben, ohne Namen; welche Nachrichten schon bearbeitet sind; was Sie geschrieben haben nur, solange der Messenger den Chat aufhält und es warten muss
        Wozu: damit das Gespräch nach einer Unterbrechung weitergeht
        Wie lange: bis die Frage beantwortet oder geschlossen ist, höchstens 14 Tage

        Anträge zu Ihren Rechten, Ihre Worte dazu und was daraus wurde; Worte eines Widerrufs, bei dem noch unklar ist, für welches Kind er gilt
        Wozu: weil die Schule innerhalb eines Monats antworten muss (Art. 12 Abs. 3 DSGVO)
        Wie lange: 3 Jahre nach dem Ende des Jahres der Antwort; die Worte eines solchen Widerrufs einen Monat, nachdem er geklärt ist

        Fragen, die Sie an die Schule weitergeben lassen; sonst wird nur gezählt, ohne Text und ohne Person
        Wozu: damit die Schule sie beantwortet
        Wie lange: 12 Monate nach der Frage
    JaNein: Person: Nadja Beispiel, Erziehungsberechtigte Person
        Konto im Messenger: Nummer 101, verbunden seit 23.11.2026

        Kind: Mila Beispiel, Klasse 3a, geboren am 15.03.2018

        Kind: Jonas Beispiel, Klasse 1b, geboren am 04.02.2020

        Ihre Erklärungen:
        • 23.11.2026, 18:00 Uhr, Jonas B., Ton: JA (Fassung 1)
        • 23.11.2026, 18:00 Uhr, Jonas B., Bild: JA (Fassung 1)

        Offene Frage: keine

        Auskunft, Berichtigung, Löschung, Einschränkung, Widerspruch, Datenübertragbarkeit und Beschwerde: /rechte

        Fragen beantwortet auch die oder der Datenschutzbeauftragte der Schule.
        [Auskunft]"
  `);
});

test("leaving unlinks the account, the answers stay and the bot says so", async () => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  await gives(mother, "Mila", "JA", "JA");
  await mother.says("/verlassen");
  await mother.presses("Trennen");
  expect(mother.transcript()).toMatchInlineSnapshot(`
    "Nadja: /verlassen
    JaNein: Soll ich dieses Konto trennen? Ich vergesse dann, dass es zu Ihnen gehört, und schreibe Ihnen nicht mehr. Ihre Antworten bleiben, wie sie sind. Widerrufen können Sie weiterhin jederzeit formlos bei der Schule.
    JaNein: Das Konto ist getrennt. Ihre Antworten bleiben, wie sie sind; widerrufen können Sie sie jederzeit formlos bei der Schule. Alles Gute!"
  `);
  expect(await school.participation("Mila")).toBe("audio_and_video");
  await mother.says("/status");
  expect(mother.last).toContain("noch kein Kind verbunden");
});

testWithButtons("in a group the bot says one polite sentence and goes", async () => {
  school = await School.open();
  const place = school.box.open({ id: 77, first_name: "Klassengruppe" }, "group");
  school.box.says(place.chat.id, "wer sieht die daten?");
  await school.quiet();
  expect(place.messages.filter((message) => message.from === "bot").map((message) => message.text)).toEqual([
    "Ich spreche nur in privaten Chats, damit niemand mitliest. Bitte schreiben Sie mir direkt: @janein_bot",
  ]);
  expect(school.box.chats.has(place.chat.id)).toBe(false);
});

testWithButtons("commands are set in the language of the person and without one", async () => {
  school = await School.open();
  const languages = ["", "ar", "bg", "de", "en", "pl", "ro", "ru", "tr", "uk"];
  await until(() => expect([...school.box.commands.keys()].sort()).toEqual(languages));
  expect(school.box.commands.get("de")).toContainEqual({
    command: "hilfe",
    description: "Was ich hier tun kann",
  });
});

testWithButtons.each(["constructor", "__proto__", "toString", "hasOwnProperty"])(
  "a button about %s, which only a forged message has, is answered as what the notice does not know",
  async (word) => {
    const stumbles: string[] = [];
    const put = (what: object, outcome: string) => void stumbles.push(JSON.stringify({ ...what, outcome }));
    school = await School.open({ joined: ["mother"], log: { info: () => undefined, warn: put, error: put } });
    const mother = school.phone("mother");
    await mother.says("/status");
    const [message] = school.box.chats.get(mother.chatId)?.messages.slice(-1) ?? [];
    school.box.presses(mother.chatId, message?.id ?? 0, `show:topic:${word}`);
    await school.quiet();
    expect(mother.last).toContain("Das steht nicht in der Information der Schule");
    expect(stumbles).toEqual([]);
  },
);
