import { readFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { School, type Who } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

const heading =
  "Interne ID-Nummer;Nachname;Vorname;Geburtsdatum;Klasse;Status;Erzieher: Art (Klartext);" +
  "Erzieher 1: Nachname;Erzieher 1: Vorname;Erzieher 2: Nachname;Erzieher 2: Vorname;Bemerkungen\n";
const milas = "1001;Beispiel;Mila;15.03.2018;3a;Aktiv;Eltern;Beispiel;Nadja;Beispiel-Anders;Tarek;";
/** The office's export, with what stands in the remarks of Mila. */
const remarks = (text: string) => `${heading}${milas}${text}\n`;

const phones = (...who: Who[]) =>
  who.map((one) => {
    const phone = school.phone(one);
    phone.forget();
    return phone;
  });
const standing = async () => {
  const { id } = await school.child("Mila");
  return (await school.house.ledger.standings([id], school.clock.now)).get(id)?.audio.standing;
};
const notForThisChild =
  "Für dieses Kind können Sie zurzeit nichts erklären, darum habe ich nichts gespeichert. Bei Fragen hilft das Sekretariat.";

test("the quarrelling father: his NEIN against the mother's JA is gone with the decision, class teacher and mother hear it, he hears nothing", async () => {
  school = await School.open({ joined: ["mother", "father", "teacher"] });
  await school.phone("mother").answers("Mila", "JA", "JA");
  await school.phone("father").answers("Mila", "NEIN", "NEIN");
  expect(await standing()).toBe("conflict");
  const [mother, father, teacher] = phones("mother", "father", "teacher");
  expect(await school.decides("Mila", "Tarek", "neither")).toBe("decided");
  expect(await school.participation("Mila")).toBe("audio_and_video");
  expect(teacher?.transcript()).toMatchInlineSnapshot(`
    "JaNein: Das hat sich auf Ihrer Liste geändert
        Mila B. (3a): Teilnahme mit Ton und Bild"
  `);
  expect(mother?.transcript()).toMatchInlineSnapshot(`
    "JaNein: Für Mila B. (3a) gilt jetzt: Teilnahme mit Ton und Bild. Grund: Es hat sich geändert, wer für das Kind antworten darf.

        Sie können Ihre Antwort jederzeit ändern: /einwilligung oder /widerruf"
  `);
  expect(father?.transcript()).toBe("");
});

test("he may declare no more by chat, typed words, an old button, paper or a letter, and cannot look the child up", async () => {
  school = await School.open({ joined: ["mother", "father"] });
  const father = school.phone("father");
  await school.phone("mother").answers("Mila", "JA", "JA");
  await father.says("/einwilligung Mila");
  await father.presses("JA");
  await father.presses("NEIN");
  await school.decides("Mila", "Tarek", "neither");
  expect(await school.house.talks.conversationOf(102)).toBe(undefined);
  father.forget();
  await father.presses("Absenden");
  expect(father.messages.at(-2)?.text).toBe(notForThisChild);
  for (const words of ["ich widerrufe meine Einwilligung für Mila", "/einwilligung Mila", "/widerruf Mila"])
    await father.says(words);
  await father.says("/abbrechen");
  father.forget();
  await father.says("/status");
  await father.says("Mila");
  await father.says("Darf Mila teilnehmen?");
  expect(father.transcript()).not.toContain("Mila B.");
  await expect(school.records("Mila", "Tarek", { audio: "no" }, "phone")).rejects.toThrow("may not declare");
  expect(await school.events("Mila")).toBe("audio given, video given");
  expect(await school.participation("Mila")).toBe("audio_and_video");
});

test("a father who is only informed hears what holds and may ask, and declares nothing", async () => {
  school = await School.open({ joined: ["mother", "father"] });
  await school.phone("father").answers("Mila", "JA", "JA");
  const [father] = phones("father");
  await school.decides("Mila", "Tarek", "informed");
  await school.phone("mother").answers("Mila", "JA", "NEIN");
  await father?.says("/status");
  expect(father?.transcript()).toMatchInlineSnapshot(`
    "JaNein: Für Mila B. (3a) gilt jetzt: keine Teilnahme an Videokonferenzen. Grund: Es hat sich geändert, wer für das Kind antworten darf.
    JaNein: Für Mila B. (3a) gilt jetzt: Teilnahme nur mit Ton.
    Tarek: /status
    JaNein: Das gilt zurzeit

        Jonas B. (1b)
        Ton: noch keine Antwort
        Bild: noch keine Antwort
        → keine Teilnahme an Videokonferenzen

        Mila B. (3a)
        → Teilnahme nur mit Ton
        Sie erfahren, was gilt. Erklären können es andere; Fragen dazu beantwortet das Sekretariat.
        [Für Jonas B. antworten]"
  `);
  father?.forget();
  await father?.says("/einwilligung Mila");
  expect(father?.last).toBe(notForThisChild);
  await father?.says("Werden die Videokonferenzen aufgezeichnet?");
  expect(father?.last).toContain("Aus der Information der Schule");
  expect(await school.events("Mila")).toBe("audio given, video given, audio given, video refused");
});

test("it is decided again that he declares: what he said counts again, and so does the conflict", async () => {
  school = await School.open({ joined: ["mother", "father", "teacher"] });
  await school.phone("mother").answers("Mila", "JA", "JA");
  await school.phone("father").answers("Mila", "NEIN", "NEIN");
  await school.decides("Mila", "Tarek", "neither");
  const [mother, father] = phones("mother", "father");
  await school.decides("Mila", "Tarek", "declares", "Beschluss vom 2.12., Akte 14");
  expect(await standing()).toBe("conflict");
  for (const phone of [mother, father]) expect(phone?.transcript()).toContain("liegen verschiedene Erklärungen vor");
});

test("a list speaks of custody: what stands stays, a withdrawal counts at once, and a new JA waits for the decision", async () => {
  school = await School.open({ joined: ["mother", "father"] });
  const [mother, father] = phones("mother", "father");
  await father?.answers("Mila", "JA", "JA");
  await school.imports(remarks("Sorgerecht allein bei der Mutter"));
  expect(await school.participation("Mila")).toBe("audio_and_video");
  await father?.says("ich widerrufe meine Einwilligung für Mila");
  expect(await school.participation("Mila")).toBe("none");
  father?.forget();
  await father?.says("/einwilligung Mila");
  expect(father?.transcript()).toMatchInlineSnapshot(`
    "Tarek: /einwilligung Mila
    JaNein: Mila B. (3a)
        Die Schule klärt gerade, wer für dieses Kind erklären darf. Bis dahin kann ich hier kein JA speichern. Was bisher gilt, bleibt so, und widerrufen können Sie jederzeit. Bei Fragen hilft das Sekretariat."
  `);
  await mother?.says("/einwilligung Mila");
  expect(mother?.last).toMatch(/klärt gerade, wer für dieses Kind erklären darf/);
  await school.decides("Mila", "Nadja", "declares");
  await mother?.answers("Mila", "JA", "NEIN");
  // His withdrawal stands until it is decided that he has no say.
  expect(await school.participation("Mila")).toBe("none");
  await school.decides("Mila", "Tarek", "neither");
  expect(await school.participation("Mila")).toBe("audio_only");
});

test("a JA whose question was open when the list came is not recorded, and one kind sentence says why", async () => {
  school = await School.open({ joined: ["father"] });
  const [father] = phones("father");
  await father?.says("/einwilligung Mila");
  await father?.presses("JA");
  await father?.presses("JA");
  await school.imports(remarks("getrennt lebend"));
  father?.forget();
  await father?.presses("Absenden");
  expect(father?.last).toMatch(/^Die Schule klärt gerade, wer für dieses Kind erklären darf\./);
  expect(await school.events("Mila")).toBe("");
});

test("where all must agree, the mother alone is enough once it is decided that the father has no say, and not before", async () => {
  school = await School.open({ joined: ["mother", "father"] });
  await school.phone("mother").answers("Mila", "JA", "JA");
  await school.imports(
    readFileSync(new URL("../../src/demo/invented-school.csv", import.meta.url), "utf8").replace(
      /^(3a;kind;Mila;Beispiel;15\.03\.2018;;;);/m,
      "$1ja;",
    ),
  );
  expect(await school.participation("Mila")).toBe("none");
  await school.imports(remarks("Umgang geregelt"));
  expect(await school.participation("Mila")).toBe("none");
  await school.decides("Mila", "Tarek", "informed");
  expect(await school.participation("Mila")).toBe("audio_and_video");
});

test("own data tell a father what is put down of him, on what paper not, and of the child only what he declared himself", async () => {
  school = await School.open({ joined: ["father"] });
  await school.phone("father").answers("Mila", "JA", "NEIN");
  await school.decides("Mila", "Tarek", "neither", "Anruf des Frauenhauses");
  const { ownData } = await import("../../src/house/own-data.ts");
  const data = await ownData(school.house, 102);
  const { id } = await school.child("Mila");
  expect(data.custody).toEqual([
    { child: id, custody: "neither", since: "2026-11-23", putDownAt: school.clock.now.toISOString() },
  ]);
  expect(data.children.map(({ givenName }) => givenName)).toEqual(["Jonas"]);
  expect(data.formerChildren).toMatchObject([{ id, shownAs: "Mila B.", declarations: [{}, {}] }]);
  expect(JSON.stringify(data)).not.toContain("Frauenhaus");
});

test("with a letter that was printed before, nobody joins of whom it is open; once it is decided, the same letter works", async () => {
  school = await School.open();
  await school.imports(remarks("Näherungsverbot Kindsvater, Jugendamt"));
  const jonas = await school.decides("Jonas", "Tarek", "neither");
  expect(jonas).toBe("decided");
  const father = school.phone("father");
  expect(await school.letter("father")).toBe("");
  await school.decides("Mila", "Tarek", "declares");
  const code = await school.letter("father");
  await school.decides("Mila", "Tarek", "neither");
  await father.says(`/start ${code}`);
  expect(father.labels()).not.toContain("Verbinden");
  await school.decides("Mila", "Tarek", "declares", "Irrtum, Akte 13");
  await father.says(`/start ${code}`);
  await father.presses("Verbinden");
  expect(father.transcript()).toContain("Mila B. (3a)");
  expect(father.transcript()).not.toContain("Jonas");
});
