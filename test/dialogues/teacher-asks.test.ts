import { afterEach, beforeEach, expect, test } from "vitest";
import { School } from "../support/school.ts";

let school: School;
beforeEach(async () => {
  school = await School.open({ joined: ["teacher", "mother"] });
});
afterEach(() => school.stop());

test.each([
  "wer darf heute mit video",
  "liste für 3a",
  "klasse 3a",
  "3a",
  "wer hat noch nicht geantwortet",
  "wer hat noch nicht abgegeben",
  "wer darf heute",
  "dürfen heute alle kinder teilnehmen",
  "schick mir bitte die liste",
  "was gilt gerade",
  "status",
])("a class teacher writes „%s“ and gets the list, with a question mark and without", async (text) => {
  const teacher = school.phone("teacher");
  for (const written of [text, `${text}?`]) {
    teacher.forget();
    await teacher.says(written);
    expect(teacher.transcript()).toContain("JaNein: 3a: 0 von 7 – ");
    expect(teacher.transcript()).not.toContain("Das steht nicht in der Information");
  }
});

test("asked about one child, a class teacher gets one line; asked why, also that reasons are not shown", async () => {
  const [mother, teacher] = [school.phone("mother"), school.phone("teacher")];
  await mother.answers("Mila", "JA", "NEIN");
  teacher.forget();
  await teacher.says("darf Mila heute?");
  await teacher.says("Haben Milas Eltern schon zugestimmt");
  await teacher.says("warum darf Tim nicht");
  expect(teacher.transcript()).toMatchInlineSnapshot(`
    "Frau Tafel: darf Mila heute?
    JaNein: Klasse 3a, Stand 23.11.2026, 18:00 Uhr
        Mila B.: Teilnahme nur mit Ton
    Frau Tafel: Haben Milas Eltern schon zugestimmt
    JaNein: Klasse 3a, Stand 23.11.2026, 18:00 Uhr
        Mila B.: Teilnahme nur mit Ton
    JaNein: Warum ein Kind nicht teilnimmt, steht hier nicht, auch nicht, wer noch nicht geantwortet hat: Das weiß das Sekretariat.
    Frau Tafel: warum darf Tim nicht
    JaNein: Klasse 3a, Stand 23.11.2026, 18:00 Uhr
        Tim E.: keine Teilnahme an Videokonferenzen
    JaNein: Warum ein Kind nicht teilnimmt, steht hier nicht, auch nicht, wer noch nicht geantwortet hat: Das weiß das Sekretariat."
  `);
});

test("a class teacher who speaks of consenting hears what a teacher can do, and nothing of children of their own", async () => {
  const teacher = school.phone("teacher");
  await teacher.says("ich möchte zustimmen");
  expect(teacher.last).toContain("/klasse – wer mit Ton und Bild");
  await teacher.says("hallo");
  expect(teacher.last).toContain("Die Liste Ihrer Klasse: /klasse");
  await teacher.says("/status");
  expect(teacher.last).toContain("3a: 0 von 7 – ");
});

test("a class teacher asks about data as everybody does", async () => {
  const teacher = school.phone("teacher");
  await teacher.says("wer sieht die daten von den kindern?");
  expect(teacher.last).toContain("Alle Teilnehmer einer Videokonferenz");
});

test.each(["klasse 4b", "liste für die 4b bitte"])(
  "who asks for a class that is not theirs, „%s“, hears so before the own ones",
  async (text) => {
    const teacher = school.phone("teacher");
    teacher.forget();
    await teacher.says(text);
    const said = teacher.transcript();
    expect(said).toContain("Die Klasse 4b gehört nicht zu diesem Konto.");
    expect(said).toContain("3a: 0 von 7 – ");
  },
);

test.each(["Klasse 3a", "03A", "3 a"])(
  "of a class that the school calls „%s“ its teacher never hears that it is another's",
  async (name) => {
    school.database.$client.prepare("update school_class set name = ? where name = '3a'").run(name);
    const teacher = school.phone("teacher");
    await teacher.says("liste für 3a");
    expect(teacher.transcript()).not.toContain("gehört nicht zu diesem Konto");
    teacher.forget();
    await teacher.says("liste für 4b");
    expect(teacher.transcript()).toContain("gehört nicht zu diesem Konto");
  },
);
