import { readFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { openChildFiles } from "../../db/school/child-file.ts";
import { classOfOlder, School, type Who } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

const schoolFile = readFileSync(new URL("../../src/demo/invented-school.csv", import.meta.url), "utf8");
const files = () => openChildFiles(school.database, 16);
const bothMustAgree = async (child: string, both: boolean) => {
  await files().mustBothAgree((await school.child(child)).id, both, school.house.now());
  await school.quiet();
};
/** The office imports its own table, changed. */
const imports = async (...changes: [RegExp, string][]) => {
  await school.imports(changes.reduce((file, [from, to]) => file.replace(from, to), schoolFile));
  await school.quiet();
};
/** Who reads what, from here on. */
const phones = (...who: Who[]) =>
  who.map((one) => {
    const phone = school.phone(one);
    phone.forget();
    return phone;
  });

test("the office marks that both must agree: the teacher hears what stands, the mother what is missing; lifted, both hear it again", async () => {
  school = await School.open({ joined: ["mother", "father", "teacher"] });
  await school.phone("mother").answers("Mila", "JA", "JA");
  const [mother, father, teacher] = phones("mother", "father", "teacher");
  await bothMustAgree("Mila", true);
  expect(teacher?.transcript()).toMatchInlineSnapshot(`
    "JaNein: Das hat sich auf Ihrer Liste geändert
        Mila B. (3a): keine Teilnahme an Videokonferenzen"
  `);
  expect(mother?.transcript()).toMatchInlineSnapshot(`
    "JaNein: Für Mila B. (3a) gilt jetzt: keine Teilnahme an Videokonferenzen. Grund: Alle Erziehungsberechtigten müssen jetzt zustimmen. Es fehlt die Zustimmung einer weiteren Person.

        Sie können Ihre Antwort jederzeit ändern: /einwilligung oder /widerruf

        Fragen dazu? Rufen Sie das Sekretariat an, oder schreiben Sie: Paderborner Str. 109, 44143 Dortmund, Libori-Grundschule@stadtdo.de"
  `);
  expect(father?.transcript()).toMatchInlineSnapshot(`
    "JaNein: Für Mila B. (3a) gilt jetzt: keine Teilnahme an Videokonferenzen. Grund: Alle Erziehungsberechtigten müssen jetzt zustimmen.

        Sie können Ihre Antwort jederzeit ändern: /einwilligung oder /widerruf"
  `);
  await bothMustAgree("Mila", false);
  expect(teacher?.transcript()).toMatchInlineSnapshot(`
    "JaNein: Das hat sich auf Ihrer Liste geändert
        Mila B. (3a): Teilnahme mit Ton und Bild"
  `);
  expect(mother?.transcript()).toMatchInlineSnapshot(`
    "JaNein: Für Mila B. (3a) gilt jetzt: Teilnahme mit Ton und Bild. Grund: Die Zustimmung einer erziehungsberechtigten Person genügt jetzt.

        Sie können Ihre Antwort jederzeit ändern: /einwilligung oder /widerruf"
  `);
});

test("who agreed first hears when the last missing consent arrives, and not whose it was", async () => {
  school = await School.open({ joined: ["frauke", "dirk", "lateTeacher"] });
  await school.phone("frauke").answers("Kira", "JA", "JA");
  const [frauke, teacher] = phones("frauke", "lateTeacher");
  await school.phone("dirk").answers("Kira", "JA", "JA");
  expect(frauke?.transcript()).toMatchInlineSnapshot(
    `"JaNein: Für Kira M. (2c) gilt jetzt: Teilnahme mit Ton und Bild. Sie können Ihre Antwort jederzeit ändern: /einwilligung oder /widerruf"`,
  );
  expect(teacher?.transcript()).toMatchInlineSnapshot(`
    "JaNein: Klasse 2c: Kira M.
        Geändert: Ton – JA, Bild – JA
        Jetzt erlaubt: Teilnahme mit Ton und Bild"
  `);
});

test("who has declared nothing hears nothing of another's answer", async () => {
  school = await School.open({ joined: ["mother", "father"] });
  const [father] = phones("father");
  await school.phone("mother").answers("Mila", "JA", "JA");
  expect(father?.transcript()).toBe("");
});

test("a guardianship ends: neither JA nor NEIN of that guardian counts, those who stay hear what it changes, the other one nothing", async () => {
  school = await School.open({ joined: ["mother", "father", "teacher"] });
  await school.phone("mother").answers("Mila", "JA", "JA");
  await school.phone("father").answers("Mila", "NEIN", "NEIN");
  const [mother, father, teacher] = phones("mother", "father", "teacher");
  await imports([/^3a;.*;Tarek;.*;Mila;.*\n/m, ""]);
  expect(await school.participation("Mila")).toBe("audio_and_video");
  expect(mother?.transcript()).toMatchInlineSnapshot(`
    "JaNein: Für Mila B. (3a) gilt jetzt: Teilnahme mit Ton und Bild. Grund: Es hat sich geändert, wer für das Kind antworten darf.

        Sie können Ihre Antwort jederzeit ändern: /einwilligung oder /widerruf"
  `);
  expect(teacher?.transcript()).toMatchInlineSnapshot(`
    "JaNein: Das hat sich auf Ihrer Liste geändert
        Mila B. (3a): Teilnahme mit Ton und Bild"
  `);
  expect(father?.transcript()).toBe("");
  await imports();
  expect(await school.participation("Mila")).toBe("none");
  expect(mother?.transcript()).toContain("verschiedene Erklärungen");
  expect(father?.transcript()).toContain("verschiedene Erklärungen");
});

test("a child changes class: the new teacher hears what stands, the old one that it is off the list, the parents nothing", async () => {
  school = await School.open({ joined: ["mother", "teacher", "otherTeacher"] });
  await school.phone("mother").answers("Mila", "JA", "NEIN");
  const [mother, teacher, otherTeacher] = phones("mother", "teacher", "otherTeacher");
  await imports(
    [/^3a;kind;Mila;/m, "1b;kind;Mila;"],
    [/^3a;kind;Noah;/m, "1b;kind;Noah;"],
    [/^3a;(erz.*;Mila;)/gm, "1b;$1"],
    [/^3a;(erz.*;Noah;)/gm, "1b;$1"],
  );
  expect(otherTeacher?.transcript()).toMatchInlineSnapshot(`
    "JaNein: Das hat sich auf Ihrer Liste geändert
        Mila B. (1b), neu in Ihrer Klasse: Teilnahme nur mit Ton
        Noah V. (1b), neu in Ihrer Klasse: noch keine Antwort"
  `);
  expect(teacher?.transcript()).toMatchInlineSnapshot(`
    "JaNein: Das hat sich auf Ihrer Liste geändert
        Mila B.: nicht mehr in Ihrer Klasse 3a
        Noah V.: nicht mehr in Ihrer Klasse 3a"
  `);
  expect(mother?.transcript()).toBe("");
});

test("a child leaves: its teacher and its parents hear it once, also when the consent lapses with it; it comes back, and they hear that", async () => {
  school = await School.open({ joined: ["mother", "teacher"] });
  await school.phone("mother").answers("Mila", "JA", "JA");
  const [mother, teacher] = phones("mother", "teacher");
  await imports([/^3a;kind;Mila;.*\n/m, ""], [/^3a;erz.*;Mila;.*\n/gm, ""]);
  expect(teacher?.transcript()).toMatchInlineSnapshot(`
    "JaNein: Das hat sich auf Ihrer Liste geändert
        Mila B.: nicht mehr in Ihrer Klasse 3a"
  `);
  expect(mother?.transcript()).toMatchInlineSnapshot(`
    "JaNein: Für Mila B. (3a) gilt jetzt: keine Teilnahme an Videokonferenzen. Grund: Das Kind steht nicht mehr auf der Liste der Schule."
  `);
  await school.days(1);
  expect([teacher?.transcript(), mother?.transcript()]).toEqual(["", ""]);
  await imports();
  expect(teacher?.transcript()).toMatchInlineSnapshot(`
    "JaNein: Das hat sich auf Ihrer Liste geändert
        Mila B. (3a), neu in Ihrer Klasse: keine Teilnahme an Videokonferenzen"
  `);
  expect(mother?.transcript()).toBe("");
});

test("a sixteenth birthday is told on the day, also when the bot was away; a birth date that was wrong as well", async () => {
  school = await School.open();
  await school.imports(classOfOlder.replace("01.09.2010", "25.11.2010"));
  const [gisela, teacher] = [await school.join("gisela"), await school.join("teacherOfOlder")];
  await gisela.answers("Lena", "JA", "NEIN");
  for (const phone of [gisela, teacher]) phone.forget();
  await school.days(1);
  expect([gisela.transcript(), teacher.transcript()]).toEqual(["", ""]);
  await school.bot.stop();
  school.pass(5 * 24 * 60 * 60 * 1000);
  await school.start();
  await school.quiet();
  expect(gisela.transcript()).toMatchInlineSnapshot(`
    "JaNein: Für Lena L. (10a) gilt jetzt: keine Teilnahme an Videokonferenzen. Grund: In diesem Alter muss auch das Kind selbst zustimmen. Es fehlt die Zustimmung einer weiteren Person.

        Sie können Ihre Antwort jederzeit ändern: /einwilligung oder /widerruf

        Fragen dazu? Rufen Sie das Sekretariat an, oder schreiben Sie: Paderborner Str. 109, 44143 Dortmund, Libori-Grundschule@stadtdo.de"
  `);
  expect(teacher.transcript()).toMatchInlineSnapshot(`
    "JaNein: Das hat sich auf Ihrer Liste geändert
        Lena L. (10a): keine Teilnahme an Videokonferenzen"
  `);
  await school.days(1);
  expect([gisela.transcript(), teacher.transcript()]).toEqual(["", ""]);
  const { id, givenName, familyName } = await school.child("Lena");
  await files().correctChild(id, { givenName, familyName, birthDate: "2011-11-25" }, school.house.now());
  await school.quiet();
  expect(gisela.transcript()).toMatchInlineSnapshot(`
    "JaNein: Für Lena L. (10a) gilt jetzt: Teilnahme nur mit Ton. Grund: Die Schule hat das Geburtsdatum berichtigt.

        Sie können Ihre Antwort jederzeit ändern: /einwilligung oder /widerruf"
  `);
  expect(teacher.last).toContain("Teilnahme nur mit Ton");
});

test("a birthday that is answered before the round is told of with the answer", async () => {
  school = await School.open();
  await school.imports(classOfOlder.replace("01.09.2010", "24.11.2010"));
  const [gisela, teacher] = [await school.join("gisela"), await school.join("teacherOfOlder")];
  await school.records("Lena", "Gisela", { audio: "yes", video: "yes" }, "paper");
  for (const phone of [gisela, teacher]) phone.forget();
  school.pass(24 * 60 * 60 * 1000);
  const [event] = await school.house.ledger.eventsOf((await school.child("Lena")).id);
  await school.house.ledger.voidEvent(
    event?.id ?? "",
    { recordedBy: "A. Schreiber", why: "vertippt" },
    school.clock.now,
  );
  await school.quiet();
  expect(teacher.last).toContain("keine Teilnahme");
});

test("a new school year is one message to each teacher, and no longer than the messenger takes", async () => {
  school = await School.open({ joined: ["teacher", "otherTeacher"] });
  const [teacher, otherTeacher] = phones("teacher", "otherTeacher");
  await imports([/^3a;(kind|erz)/gm, "1b;$1"]);
  expect(otherTeacher?.transcript()).toMatchInlineSnapshot(`
    "JaNein: Das hat sich auf Ihrer Liste geändert
        Mila B. (1b), neu in Ihrer Klasse: noch keine Antwort
        Noah V. (1b), neu in Ihrer Klasse: noch keine Antwort
        Olena V. (1b), neu in Ihrer Klasse: noch keine Antwort
        Paul F. (1b), neu in Ihrer Klasse: noch keine Antwort
        Rania C. (1b), neu in Ihrer Klasse: noch keine Antwort
        Sofia F. (1b), neu in Ihrer Klasse: noch keine Antwort
        Tim E. (1b), neu in Ihrer Klasse: noch keine Antwort"
  `);
  expect(teacher?.transcript().split("JaNein: ")).toHaveLength(2);
  const letters = [..."abcdefghijkl"];
  const names = letters.flatMap((one) => letters.map((other) => `Kinderreich${one}${other}`));
  const many = names.map((name) => `2c;kind;Konstantin;${name};01.02.2018;;;;`).join("\n");
  await imports([/$/, many]);
  await imports([/$/, many.replaceAll("2c;", "1b;")]);
  expect(otherTeacher?.last).toMatch(/… und \d+ weitere: \/klasse$/);
  expect(otherTeacher?.last.length).toBeLessThan(4000);
});

test("a teacher who goes up with the class hears nothing of it", async () => {
  school = await School.open({ joined: ["teacher"] });
  const [teacher] = phones("teacher");
  await imports([/^3a;/gm, "4a;"]);
  expect(teacher?.transcript()).toBe("");
});

test("what waits for somebody who is no longer concerned is put away", async () => {
  school = await School.open({ joined: ["grandfather", "mother", "father"] });
  await school.phone("grandfather").answers("Leon", "JA", "JA");
  await imports([/^2c;lehrkraft;.*\n/m, ""]);
  const late = await school.join("lateTeacher");
  expect(late.transcript()).toBe("");
  await school.phone("mother").answers("Mila", "JA", "JA");
  school.box.place(102).blocked = true;
  await school.records("Mila", "Tarek", { audio: "no" }, "paper");
  await imports([/^.*;Tarek;.*\n/gm, ""]);
  const [father] = phones("father");
  school.box.place(102).blocked = false;
  await school.house.outbox.reachable(102);
  await school.quiet();
  expect(father?.transcript()).toBe("");
});
