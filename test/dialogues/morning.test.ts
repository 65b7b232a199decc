import { afterEach, expect, test } from "vitest";
import type { Phone } from "../support/phone.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

/** Monday, 23 November 2026, so many hours and minutes on the school's clock (one hour before UTC). */
async function teacherAt(time: string): Promise<Phone> {
  school = await School.open({ joined: ["teacher"] });
  await at(`2026-11-23T${time}`);
  return school.phone("teacher");
}

/** That moment of the school's clock comes, and what is due is told. */
async function at(moment: string): Promise<void> {
  school.clock.now = new Date(`${moment}:00+01:00`);
  await school.quiet();
}

test("it is off until a teacher wants it; then a line comes before the first lesson, with the way to the names", async () => {
  const teacher = await teacherAt("20:00");
  await at("2026-11-24T07:30");
  expect(teacher.transcript()).toBe("");
  await at("2026-11-24T20:00");
  await teacher.says("/morgens");
  await at("2026-11-25T07:29");
  await at("2026-11-25T07:30");
  await teacher.presses("Namen zeigen");
  expect(teacher.transcript()).toMatchInlineSnapshot(`
    "Frau Tafel: /morgens
    JaNein: Gut, ich schreibe Ihnen an Schultagen (Montag bis Freitag) um 7:30 Uhr eine Zeile zu Ihrer Klasse, solange die eingeschränkte Beschulung dauert. Eine andere Zeit schreiben Sie einfach dahinter: /morgens 7:20. Mit /morgens allein schalten Sie es wieder ab.
        [7:00] [7:45] [8:00]
        [Abschalten]
    JaNein: Guten Morgen! So steht es heute:

        3a: 0 von 7 – 0 Bild und Ton, 0 nur Ton, 7 nicht, davon 7 ohne Antwort
        [Namen zeigen]
    JaNein: Klasse 3a, Stand 25.11.2026, 07:30 Uhr

        Ton und Bild (0)
        –

        Nur Ton (0)
        –

        Gar nicht (7)
        Mila B.
        Noah V.
        Olena V.
        Paul F.
        Rania C.
        Sofia F.
        Tim E."
  `);
});

test("it never comes twice a day, also where the time is set anew; and not on the day on which its time has passed", async () => {
  const teacher = await teacherAt("07:40");
  await teacher.says("/morgens 7:30");
  await at("2026-11-23T07:50");
  expect(teacher.last).not.toContain("Guten Morgen");
  await at("2026-11-24T07:30");
  await at("2026-11-24T07:31");
  await teacher.says("/morgens 8 Uhr");
  await at("2026-11-24T08:00");
  await school.restart();
  await at("2026-11-24T08:01");
  expect(teacher.messages.filter(({ text }) => text.startsWith("Guten Morgen"))).toHaveLength(1);
  await at("2026-11-25T08:00");
  expect(teacher.messages.filter(({ text }) => text.startsWith("Guten Morgen"))).toHaveLength(2);
});

test("it does not come on a Saturday or Sunday, hours too late, or while no period of restricted schooling runs", async () => {
  const teacher = await teacherAt("20:00");
  await teacher.says("/morgens");
  const mornings = () => teacher.messages.filter(({ text }) => text.startsWith("Guten Morgen")).length;
  await at("2026-11-28T07:30");
  await at("2026-11-29T07:30");
  await at("2026-11-30T10:00");
  expect(mornings()).toBe(0);
  await school.house.periods.end("Frau Schreiber", school.house.notice.number, school.clock.now);
  await at("2026-12-01T07:30");
  expect(mornings()).toBe(0);
  await school.house.periods.start("Frau Schreiber", school.clock.now);
  await at("2026-12-02T07:30");
  expect(mornings()).toBe(1);
});

test("what could not be sent in the morning is not sent in the afternoon", async () => {
  const teacher = await teacherAt("20:00");
  await teacher.says("/morgens");
  school.box.place(teacher.chatId).blocked = true;
  await at("2026-11-24T07:30");
  school.box.place(teacher.chatId).blocked = false;
  await at("2026-11-24T13:00");
  teacher.forget();
  await teacher.says("danke");
  expect(teacher.transcript()).not.toContain("Guten Morgen");
});

test("the same command switches it off, so does the button; another time is a tap or a word", async () => {
  const teacher = await teacherAt("20:00");
  await teacher.says("/morgens um acht");
  await teacher.says("/morgens 6.45");
  await teacher.presses("8:00");
  await teacher.says("/morgens");
  await teacher.says("/morgens");
  await teacher.presses("Abschalten");
  await at("2026-11-24T07:30");
  expect(teacher.transcript()).toMatchInlineSnapshot(`
    "Frau Tafel: /morgens um acht
    JaNein: Diese Uhrzeit verstehe ich nicht. Schreiben Sie zum Beispiel /morgens 7:30; möglich ist alles von 5:00 bis 11:59 Uhr.
    Frau Tafel: /morgens 6.45
    JaNein: Gut, ich schreibe Ihnen an Schultagen (Montag bis Freitag) um 6:45 Uhr eine Zeile zu Ihrer Klasse, solange die eingeschränkte Beschulung dauert. Eine andere Zeit schreiben Sie einfach dahinter: /morgens 7:20. Mit /morgens allein schalten Sie es wieder ab.
    JaNein: Gut, ich schreibe Ihnen an Schultagen (Montag bis Freitag) um 8:00 Uhr eine Zeile zu Ihrer Klasse, solange die eingeschränkte Beschulung dauert. Eine andere Zeit schreiben Sie einfach dahinter: /morgens 7:20. Mit /morgens allein schalten Sie es wieder ab.
        [7:00] [7:30] [7:45]
        [Abschalten]
    Frau Tafel: /morgens
    JaNein: Gut, morgens schreibe ich Ihnen nicht mehr. Wieder einschalten: /morgens
    Frau Tafel: /morgens
    JaNein: Gut, ich schreibe Ihnen an Schultagen (Montag bis Freitag) um 7:30 Uhr eine Zeile zu Ihrer Klasse, solange die eingeschränkte Beschulung dauert. Eine andere Zeit schreiben Sie einfach dahinter: /morgens 7:20. Mit /morgens allein schalten Sie es wieder ab.
    JaNein: Gut, morgens schreibe ich Ihnen nicht mehr. Wieder einschalten: /morgens"
  `);
});

test("who has no class gets no line, and a teacher who has left the bot neither", async () => {
  const teacher = await teacherAt("20:00");
  const mother = await school.join("mother");
  await mother.says("/morgens");
  expect(mother.last).toBe("Mit diesem Konto ist keine Klasse verbunden.");
  await teacher.says("/morgens");
  await teacher.says("/verlassen");
  await teacher.presses("Trennen");
  await school.join("teacher");
  await at("2026-11-24T07:30");
  expect(teacher.transcript()).not.toContain("Guten Morgen");
});

test("when the line is wanted is among what is stored about her, and given out with the rest", async () => {
  const teacher = await teacherAt("20:00");
  await teacher.says("/morgens 7:20");
  await teacher.says("/rechte");
  await teacher.presses("Auskunft");
  expect(new TextDecoder().decode(teacher.document(".json"))).toContain('"07:20"');
});
