import { readFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { openChildFiles } from "../../db/school/child-file.ts";
import type { Answer, Purpose } from "../../src/consent/event.ts";
import { classOfOlder, School, type Who } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

const day = 24 * 60 * 60 * 1000;
const schoolFile = readFileSync(new URL("../../src/demo/invented-school.csv", import.meta.url), "utf8");
/** What the office does while the bot is off. */
const whileAway = async (work: () => Promise<void>) => {
  await school.bot.stop();
  await work();
  await school.start();
  await school.quiet();
};
/** The office puts down what came by telephone. */
const putDown = async (child: string, guardian: string, answers: Partial<Record<Purpose, Answer>>) => {
  const { ledger, roster, notice, now, newId } = school.house;
  const { id } = await school.child(child);
  const person = (await roster.peopleOf(id)).find((one) => one.givenName === guardian)?.id ?? "";
  const declared = {
    ...({ child: id, person, role: "guardian", route: "phone", recordedBy: "A. Schreiber", language: "de" } as const),
    ...{ answers, notice: notice.number, shownText: null, evidence: `phone, ${newId()}` },
  };
  await ledger.recordDecision(declared, now());
};
const areMistaken = async (child: string, which: Purpose[]) => {
  for (const { id, purpose } of await school.house.ledger.eventsOf((await school.child(child)).id))
    if (which.includes(purpose))
      await school.house.ledger.voidEvent(id, { recordedBy: "A. Schreiber", why: "falsches Kind" }, school.clock.now);
};
/** Who reads what, from here on. */
const phones = (...who: Who[]) =>
  who.map((one) => {
    const phone = school.phone(one);
    phone.forget();
    return phone;
  });
const tafel = "3a;lehrkraft;Petra;Tafel;;;;;TAFE";
const kreide = "3a;lehrkraft;Karl;Kreide;;;;;KREI";

test("a class gets another teacher: the new one hears once what stands, also of an answer that was still to be told; the old one that it is over", async () => {
  school = await School.open({ joined: ["mother", "teacher", "otherTeacher"] });
  const [mother, teacher, otherTeacher] = phones("mother", "teacher", "otherTeacher");
  await whileAway(async () => {
    await putDown("Mila", "Nadja", { audio: "yes", video: "yes" });
    await school.imports(schoolFile.replace(tafel, kreide));
  });
  expect(otherTeacher?.transcript()).toMatchInlineSnapshot(`
    "JaNein: Sie haben jetzt die Klasse 3a (ganze Liste: /klasse)
        Mila B. (3a): Teilnahme mit Ton und Bild"
  `);
  expect(teacher?.transcript()).toMatchInlineSnapshot(
    `"JaNein: Die Klasse 3a ist nicht mehr Ihre Klasse. Sie bekommen von ihr keine Nachrichten mehr."`,
  );
  await mother?.answers("Mila", "JA", "NEIN");
  expect(otherTeacher?.last).toContain("Teilnahme nur mit Ton");
  expect(teacher?.transcript()).toBe("");
});

test("a class that comes and goes again before it is told is not told", async () => {
  school = await School.open({ joined: ["teacher", "otherTeacher"] });
  const [teacher, otherTeacher] = phones("teacher", "otherTeacher");
  await whileAway(async () => {
    await school.imports(schoolFile.replace(tafel, `${tafel}\n${kreide}`));
    await school.imports(schoolFile);
  });
  expect([teacher?.transcript(), otherTeacher?.transcript()]).toEqual(["", ""]);
});

test("a new class is one message, no longer than the messenger takes", async () => {
  school = await School.open({ joined: ["otherTeacher"] });
  const [otherTeacher] = phones("otherTeacher");
  const letters = [..."abcdefghijkl"];
  const names = letters.flatMap((one) => letters.map((other) => `Konstantin${one}${other}`));
  const rows = names.flatMap((name) => [
    `2c;kind;${name};Kinderreich;01.02.2018;;;;`,
    `2c;erziehungsberechtigt;Heinz;Großfamilie;;${name};Kinderreich;;E99`,
  ]);
  await school.imports(schoolFile + rows.join("\n"));
  for (const name of names) await putDown(name, "Heinz", { audio: "yes" });
  await school.imports(schoolFile + [...rows, "2c;lehrkraft;Karl;Kreide;;;;;KREI"].join("\n"));
  await school.quiet();
  expect(otherTeacher?.transcript().split("JaNein: ")).toHaveLength(2);
  expect(otherTeacher?.last).toMatch(/… und \d+ weitere: \/klasse$/);
  expect(otherTeacher?.last.length).toBeLessThan(4000);
});

test("a birthday that an answer comes before is told once: to the teacher with the answer, every purpose by name", async () => {
  school = await School.open();
  await school.imports(classOfOlder.replace("01.09.2010", "25.11.2010"));
  const [gisela, teacher] = [await school.join("gisela"), await school.join("teacherOfOlder")];
  await gisela.answers("Lena", "JA", "JA");
  await school.days(1);
  for (const phone of [gisela, teacher]) phone.forget();
  await whileAway(async () => {
    school.pass(4 * day);
    await putDown("Lena", "Gisela", { video: "no" });
  });
  expect(teacher.transcript()).toMatchInlineSnapshot(`
    "JaNein: Klasse 10a: Lena L.
        Geändert: Ton – noch nicht erlaubt, Bild – widerrufen
        Jetzt erlaubt: keine Teilnahme an Videokonferenzen"
  `);
  expect(gisela.transcript()).toMatchInlineSnapshot(`
    "JaNein: Für Lena L. (10a) gilt jetzt: keine Teilnahme an Videokonferenzen. Grund: In diesem Alter muss auch das Kind selbst zustimmen. Es fehlt die Zustimmung einer weiteren Person.

        Sie können Ihre Antwort jederzeit ändern: /einwilligung oder /widerruf

        Fragen dazu? Rufen Sie das Sekretariat an, oder schreiben Sie: Paderborner Str. 109, 44143 Dortmund, Libori-Grundschule@stadtdo.de
    JaNein: Gespeichert am 28.11.2026, 18:00 Uhr

        Lena L. (10a)
        Bild: widerrufen
        (am Telefon, eingetragen von A. Schreiber)

        Es gilt: keine Teilnahme an Videokonferenzen. Sie können das jederzeit ändern: /einwilligung oder /widerruf

        Ihr Beleg: XXXXX-XXXXX-XXXXX"
  `);
  await school.days(1);
  expect([gisela.transcript(), teacher.transcript()]).toEqual(["", ""]);
});

test("a birthday that an import comes before is told once", async () => {
  school = await School.open();
  const file = classOfOlder.replace("01.09.2010", "25.11.2010");
  await school.imports(file);
  const [gisela, teacher] = [await school.join("gisela"), await school.join("teacherOfOlder")];
  await gisela.answers("Lena", "JA", "JA");
  await school.days(1);
  for (const phone of [gisela, teacher]) phone.forget();
  school.pass(day);
  await school.imports(file.replace("Lena;Luftschloss;25.11.2010;;;;", "Lena;Luftschloss;25.11.2010;;;ja;"));
  await school.quiet();
  expect(teacher.transcript()).toContain("Lena L. (10a): keine Teilnahme");
  expect(gisela.transcript()).toContain("Für Lena L. (10a) gilt jetzt: keine Teilnahme");
  await school.days(1);
  expect([gisela.transcript(), teacher.transcript()]).toEqual(["", ""]);
});

test("a guardian whose declaration was put aside hears when what may be done changes, and not by whom", async () => {
  school = await School.open({ joined: ["mother", "father", "teacher"] });
  await school.records("Mila", "Nadja", { audio: "no", video: "no" }, "in_person");
  await school.records("Mila", "Tarek", { audio: "yes", video: "yes" }, "phone");
  await school.settles("Mila", "Tarek");
  const [mother] = phones("mother");
  await school.phone("father").says("ich widerrufe meine Einwilligung");
  expect(mother?.transcript()).toMatchInlineSnapshot(
    `"JaNein: Für Mila B. (3a) gilt jetzt: keine Teilnahme an Videokonferenzen. Sie können Ihre Antwort jederzeit ändern: /einwilligung oder /widerruf"`,
  );
});

test("there and back before it was told: nobody reads what they know; there alone is told", async () => {
  school = await School.open({ joined: ["mother", "father", "teacher"] });
  await school.phone("mother").answers("Mila", "JA", "JA");
  const [mother, father, teacher] = phones("mother", "father", "teacher");
  const { id } = await school.child("Mila");
  const mark = (both: boolean) => openChildFiles(school.database, 16).mustBothAgree(id, both, school.house.now());
  await whileAway(async () => {
    await mark(true);
    await mark(false);
  });
  expect([mother, father, teacher].map((phone) => phone?.transcript())).toEqual(["", "", ""]);
  await whileAway(async () => {
    await mark(true);
    await mark(false);
    await mark(true);
  });
  expect(teacher?.transcript()).toContain("Mila B. (3a): keine Teilnahme");
  expect(mother?.transcript().split("JaNein: ")).toHaveLength(2);
});

test("an answer on paper that was a mistake before anybody heard of it: nobody hears of either", async () => {
  school = await School.open({ joined: ["grandfather", "lateTeacher"] });
  const [grandfather, teacher] = phones("grandfather", "lateTeacher");
  await whileAway(async () => {
    await putDown("Leon", "Heinz", { audio: "yes", video: "yes" });
    await areMistaken("Leon", ["audio", "video"]);
  });
  expect([grandfather?.transcript(), teacher?.transcript()]).toEqual(["", ""]);
});

test("of an answer that was half a mistake the other half is told, and nothing is said to be missing", async () => {
  school = await School.open({ joined: ["grandfather", "lateTeacher"] });
  const [grandfather, teacher] = phones("grandfather", "lateTeacher");
  await whileAway(async () => {
    await putDown("Leon", "Heinz", { audio: "yes", video: "yes" });
    await areMistaken("Leon", ["video"]);
  });
  expect(grandfather?.transcript()).toMatchInlineSnapshot(`
    "JaNein: Gespeichert am 23.11.2026, 18:00 Uhr

        Leon N. (2c)
        Ton: JA
        (am Telefon, eingetragen von A. Schreiber)

        Es gilt: Teilnahme nur mit Ton. Sie können das jederzeit ändern: /einwilligung oder /widerruf

        Ihr Beleg: XXXXX-XXXXX-XXXXX
        [Für Leon N. antworten]"
  `);
  expect(teacher?.transcript()).toMatchInlineSnapshot(`
    "JaNein: Klasse 2c: Leon N.
        Geändert: Ton – JA
        Jetzt erlaubt: Teilnahme nur mit Ton"
  `);
});

test("a mistake is told to whom the answer was told", async () => {
  school = await School.open({ joined: ["grandfather", "lateTeacher"] });
  await school.records("Leon", "Heinz", { audio: "yes" }, "phone");
  const [grandfather, teacher] = phones("grandfather", "lateTeacher");
  await areMistaken("Leon", ["audio"]);
  await school.quiet();
  expect(grandfather?.transcript()).toMatchInlineSnapshot(
    `"JaNein: Die Schule hat für Leon N. (2c) einen Eintrag als Irrtum vermerkt. Jetzt gilt: keine Teilnahme an Videokonferenzen. Stimmt das nicht? Antworten Sie neu: /einwilligung"`,
  );
  expect(teacher?.last).toContain("keine Teilnahme");
});

test("a JA on paper that has lapsed before its guardian joins is told as lapsed", async () => {
  school = await School.open({ joined: ["lateTeacher"] });
  await school.records("Leon", "Heinz", { audio: "yes", video: "yes" }, "paper");
  await school.house.periods.end("A. Schreiber", 1, school.clock.now);
  await school.quiet();
  const grandfather = school.phone("grandfather");
  await grandfather.says(`/start ${await school.letter("grandfather")}`);
  await grandfather.presses("Verbinden");
  expect(grandfather.last).toContain("Bild: JA\nDas gilt nicht mehr: Dieses JA ist abgelaufen.");
  expect(grandfather.last).not.toContain("Es fehlt");
});

test("that a consent is missing is said where one is: a pupil's of age", async () => {
  school = await School.open();
  await school.imports(classOfOlder);
  const gisela = await school.join("gisela");
  await school.records("Lena", "Gisela", { audio: "yes" }, "paper");
  expect(gisela.last).toContain("Es fehlt noch eine weitere Zustimmung.");
});

test("what a former version let count of a guardian who was gone counts no more: told once, at the first start", async () => {
  school = await School.open({ joined: ["mother", "father", "teacher"] });
  await school.phone("mother").answers("Mila", "JA", "JA");
  await school.phone("father").answers("Mila", "NEIN", "NEIN");
  const [mother, father, teacher] = phones("mother", "father", "teacher");
  const { id } = await school.child("Mila");
  // As a former version left the file.
  const tarek = "(select id from person where given_name = 'Tarek')";
  school.database.$client.exec(`delete from guardianship where child_id = '${id}' and guardian_id = ${tarek}`);
  school.database.$client.exec("delete from daily_round");
  await school.bot.stop();
  school.house = await school.furnished();
  await school.start();
  await school.quiet();
  expect(mother?.transcript()).toMatchInlineSnapshot(`
    "JaNein: Für Mila B. (3a) gilt jetzt: Teilnahme mit Ton und Bild. Grund: Es hat sich geändert, wer für das Kind antworten darf.

        Sie können Ihre Antwort jederzeit ändern: /einwilligung oder /widerruf"
  `);
  expect(teacher?.transcript()).toMatchInlineSnapshot(`
    "JaNein: Das hat sich auf Ihrer Liste geändert
        Mila B. (3a): Teilnahme mit Ton und Bild"
  `);
  expect(father?.transcript()).toBe("");
  await school.bot.stop();
  school.house = await school.furnished();
  await school.start();
  await school.days(1);
  expect([mother, father, teacher].map((phone) => phone?.transcript())).toEqual(["", "", ""]);
});

test("a NEIN that was put down while the clock went ahead by hours, and not told before it was set right, is told at once", async () => {
  school = await School.open({ joined: ["grandfather", "lateTeacher"] });
  const teacher = school.phone("lateTeacher");
  await school.phone("grandfather").answers("Leon", "JA", "JA");
  teacher.forget();
  await school.bot.stop();
  school.pass(5 * 60 * 60 * 1000);
  const { house } = school;
  const { id } = await school.child("Leon");
  const [person] = await house.roster.peopleOf(id);
  await house.ledger.recordDecision(
    {
      ...{ child: id, person: person?.id ?? "", role: "guardian", answers: { video: "no" }, route: "paper" },
      ...{ recordedBy: "Frau Schreiber", notice: 1, language: "de", shownText: null, evidence: "paper" },
    },
    house.now(),
  );
  school.pass(-4 * 60 * 60 * 1000);
  await school.start();
  await school.quiet();
  expect(teacher.transcript()).toContain("Geändert: Bild – widerrufen");
});
