import { describe, expect, test } from "vitest";
import type { ImportPlan } from "../../src/school/plan-import.ts";
import { type Encoding, encodings, Office, sample, saved, told } from "../support/office.ts";

/** Each format with the encodings that its program or a table program saves it in. */
const unicode: readonly Encoding[] = encodings.filter((one) => one.startsWith("utf"));
const all: readonly Encoding[] = encodings;
const given = (names: readonly string[], encoding: Encoding) =>
  Object.fromEntries(names.map((name) => [name, saved(sample(name), encoding)]));
const formatsOf = (plan: ImportPlan) => plan.files.map(({ format }) => format);
/** Windows-1252 and ISO-8859-15 have no ı, ş, ś, ł: what is left of the name stands there. */
const plain = (lines: string[]) =>
  lines.map((line) => line.normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll("ı", "i").replaceAll("ł", "l"));
const poor = (encoding: Encoding) => !encoding.startsWith("utf");

async function settled(
  names: readonly string[],
  encoding: Encoding,
  className?: string,
): Promise<{ office: Office; plan: ImportPlan; list: string[] }> {
  const office = new Office();
  const plan = await office.imports(given(names, encoding), className === undefined ? {} : { className });
  return { office, plan, list: await office.list() };
}

describe("SVWS-Import: pupils, guardians, classes and teachers are one import", () => {
  const names = ["schuelerdaten.csv", "schueler-erzieher.csv", "klassen.csv", "lehrkraefte.csv"];
  const expected = [
    "1b Jonas Beispiel 2020-02-04 de: Nadja Beispiel, Tarek Beispiel-Anders",
    "1b Ayşe Yılmaz 2019-11-19 tr: Murat Yılmaz, Zeynep Yılmaz",
    "2c Greta Fiktion 2018-12-05 de: Gertrud Fiktion, Heinz Fiktion",
    "2c Leon Niemand 2019-05-01 –: Andreas Niemand",
    "2c Jakub Wiśniewski 2018-10-08 pl: Ewa Wiśniewska, Paweł Wiśniewski",
    "3a Mila Beispiel 2018-03-15 de: Nadja Beispiel, Tarek Beispiel-Anders",
    "3a Tim Erfunden 2018-01-17 de: Julia Erfunden, Sandra Kleinod",
    "3a Paul Fabel 2017-12-12 –: Martina Obhut, Ralf Obhut",
  ];

  test.each(all)("in %s", async (encoding) => {
    const { plan, list } = await settled(names, encoding);
    expect(formatsOf(plan)).toEqual(["pupils", "svws-guardians", "svws-classes", "svws-teachers"]);
    expect(poor(encoding) ? plain(list) : list).toEqual(poor(encoding) ? plain(expected) : expected);
  });

  test("siblings have one mother with one letter; the teachers of this term stand with their classes; nobody's address is stored", async () => {
    const { office, plan } = await settled(names, "utf-8");
    const roll = await office.roster.roll();
    expect(roll.people.filter(({ familyName }) => familyName.startsWith("Beispiel"))).toHaveLength(2);
    const classOf = new Map(roll.classes.map(({ id, name }) => [id, name]));
    const nameOf = new Map(roll.people.map(({ id, familyName }) => [id, familyName]));
    expect(
      roll.classTeachers.map(({ classId, teacherId }) => `${classOf.get(classId)} ${nameOf.get(teacherId)}`).sort(),
    ).toEqual(["1b Kreide", "2c Dornröschen", "2c Lineal", "3a Tafel"]);
    expect(JSON.stringify(roll)).not.toMatch(/example\.org|Gedankenweg|Sagenplatz|1988|0231|islamisch|Poznań|Zirkel/);
    expect(told(plan.problems)).toMatchInlineSnapshot(`
      [
        "Zeile 6 Zum Kürzel NEU1 (Klasse 4d) ist keine Lehrkraft bekannt. Bitte lesen Sie die Liste der Lehrkräfte zusammen mit der Liste der Klassen ein.",
        "Zeile 7 Die Bemerkung spricht vom Sorgerecht oder vom Umgang. Bitte lesen Sie sie im Schulprogramm und entscheiden Sie, wer für das Kind erklären darf und ob beide zustimmen müssen.",
        "Zeile 8 Als Art ist „Pflegeeltern“ angegeben. Bitte prüfen Sie, ob diese Personen für das Kind erklären dürfen, bevor Sie Briefe drucken.",
        "Zeile 9 Als Art ist „Großeltern“ angegeben. Bitte prüfen Sie, ob diese Personen für das Kind erklären dürfen, bevor Sie Briefe drucken.",
        "Zeile 7 Die Sprache „Romanes“ ist nicht bekannt (Zeilen: 1). Diese Familien bekommen den Brief auf Deutsch.",
        "Zeile 10 Nicht aufgenommen, weil der Status „abgegangen“ ist (Zeilen: 1).",
        "Zeile 11 Nicht aufgenommen, weil der Status „neuaufnahme“ ist (Zeilen: 1).",
        "Zeile 1 Lehrkräfte ohne Klasse werden nicht gespeichert (Zeilen: 1).",
      ]
    `);
  });

  test.each(all)("the guardians' file alone knows no class: it comes class by class, in %s", async (encoding) => {
    const office = new Office();
    const file = given(["schueler-erzieher.csv"], encoding);
    expect(told((await office.plans(file)).problems.filter(({ weight }) => weight === "stop"))).toEqual([
      "Zeile 2! Die Datei nennt keine Klassen, und die Kinder sind noch nicht gespeichert (Kinder ohne Klasse: 8). Bitte lesen Sie eine Liste mit Klassen zusammen mit dieser Datei ein, oder geben Sie die Klasse an.",
    ]);
    expect((await office.imports(file, { className: "3a" })).newChildren).toHaveLength(8);
  });
});

describe("SchILD-NRW, text export", () => {
  const expected = [
    "1b Jonas Beispiel 2020-02-04 de: Nadja Beispiel, Tarek Beispiel-Anders",
    "1b Ayşe Yılmaz 2019-11-19 tr: Murat Yılmaz, Zeynep Yılmaz",
    "2c Leon Niemand 2019-05-01 –: Andreas Niemand",
    "2c Jakub Wiśniewski 2018-10-08 pl: Ewa Wiśniewska, Paweł Wiśniewski",
    "3a Mila Beispiel 2018-03-15 de: Nadja Beispiel, Tarek Beispiel-Anders",
    "3a Paul Fabel 2017-12-12 uk: Martina Obhut, Ralf Obhut",
    "3a Paul Fabel 2018-06-23 ar: Rania Fabel",
  ];

  test.each(all)("in %s", async (encoding) => {
    const { plan, list } = await settled(["schild-text.csv"], encoding);
    expect(formatsOf(plan)).toEqual(["schild-text"]);
    expect(poor(encoding) ? plain(list) : list).toEqual(poor(encoding) ? plain(expected) : expected);
  });

  test("the number of the child is kept, who is not active is not there, and what needs a person is said", async () => {
    const { office, plan } = await settled(["schild-text.csv"], "windows-1252");
    expect((await office.roster.roll()).children.map(({ key }) => key)).toEqual([
      "1001",
      "1002",
      "1003",
      "1004",
      "1005",
      "1006",
      "1007",
    ]);
    expect(told(plan.problems)).toMatchInlineSnapshot(`
      [
        "Zeile 8 Als Art ist „Pflegeeltern“ angegeben. Bitte prüfen Sie, ob diese Personen für das Kind erklären dürfen, bevor Sie Briefe drucken.",
        "Zeile 8 „Martina und Ralf Obhut“ sind zwei Personen in einem Feld. Sie werden als zwei Personen aufgenommen und bekommen je einen Brief.",
        "Zeile 10 Nicht aufgenommen, weil der Status „Abgang“ ist (Zeilen: 1).",
        "Zeile 11 Nicht aufgenommen, weil der Status „Neuaufnahme“ ist (Zeilen: 1).",
        "Zeile 12 Nicht aufgenommen, weil der Status „Beurlaubt“ ist (Zeilen: 1).",
      ]
    `);
  });
});

describe("SchILD-NRW, .dat: pupils and guardians in two files", () => {
  const names = ["SchuelerBasisdaten.dat", "SchuelerErzieher.dat"];
  const expected = [
    "1b Jonas Beispiel 2020-02-04 de: Nadja Beispiel, Tarek Beispiel-Anders",
    "1b Ayse Yilmaz 2019-11-19 tr: Murat Yilmaz, Zeynep Yilmaz",
    "2c Leon Niemand 2019-05-01 de: ",
    "2c Jakub Wisniewski 2018-10-08 pl: Ewa Wisniewska, Pawel Wisniewski",
    "3a Mila Beispiel 2018-03-15 de: Nadja Beispiel, Tarek Beispiel-Anders",
    "3a Paul Fabel 2017-12-12 uk: Martina Obhut, Ralf Obhut",
    "3a Paul Fabel 2018-06-23 ar: Rania Fabel",
  ];

  test.each(all)("in %s", async (encoding) => {
    const { plan, list } = await settled(names, encoding);
    expect(formatsOf(plan)).toEqual(["schild-dat-pupils", "schild-dat-guardians"]);
    expect(plain(list)).toEqual(expected);
  });

  test("a column with another heading is found where the interface description has it", async () => {
    const dat = sample("SchuelerBasisdaten.dat").replace("|Verkehrssprache|", "|Sprache (Fam.)|");
    const office = new Office();
    await office.imports({ "SchuelerBasisdaten.dat": saved(dat, "windows-1252") });
    expect((await office.list())[1]).toBe("1b Ayse Yilmaz 2019-11-19 tr: ");
  });

  test("what needs a person is said, and namesakes whom the program tells apart by their class stay two children", async () => {
    const { plan } = await settled(names, "windows-1252");
    expect(told(plan.problems)).toMatchInlineSnapshot(`
      [
        "Zeile 8 Als Art ist „Pflegeeltern“ angegeben. Bitte prüfen Sie, ob diese Personen für das Kind erklären dürfen, bevor Sie Briefe drucken.",
        "Zeile 9 Nicht aufgenommen, weil der Status „Abgang“ ist (Zeilen: 1).",
        "Zeile 10 Nicht aufgenommen, weil der Status „Neuaufnahme“ ist (Zeilen: 1).",
        "Zeile 11 Nicht aufgenommen, weil der Status „Beurlaubt“ ist (Zeilen: 1).",
        "Zeile 7 Von einer erziehungsberechtigten Person ist nur „Niemand“ angegeben. Sie wird nicht aufgenommen, weil Vorname oder Nachname fehlt.",
      ]
    `);
    const twins =
      sample("SchuelerErzieher.dat")
        .replaceAll("Niemand|Leon|01.05.2019|Vater", "Niemand#2c|Leon|01.05.2019|Vater")
        .replaceAll("Niemand|||||", "Niemand|Andreas||||") +
      "Niemand#3a|Leon|01.05.2019|Mutter|Frau||Niemand|Berta|||||Nirgendwo 2|44141|Traumstadt|||J|\n";
    const office = new Office();
    await office.imports({ "SchuelerErzieher.dat": twins }, { className: "1b" });
    expect((await office.list()).filter((line) => line.includes("Leon"))).toEqual([
      "2c Leon Niemand 2019-05-01 –: Andreas Niemand",
      "3a Leon Niemand 2019-05-01 –: Berta Niemand",
    ]);
  });
});

describe("IServ: users and parents", () => {
  const names = ["iserv-benutzer.csv", "iserv-eltern.csv"];
  const expected = [
    "1b Jonas Beispiel ? –: Nadja Beispiel, Tarek Beispiel-Anders",
    "1b Ayşe Yılmaz ? –: Zeynep Yılmaz",
    "2c Jakub Wiśniewski ? –: Ewa Wiśniewska",
    "3a Mila Sophie Beispiel ? –: Nadja Beispiel, Tarek Beispiel-Anders",
  ];

  test.each([...unicode, "windows-1252", "iso-8859-15"] as const)("in %s", async (encoding) => {
    const { plan, list } = await settled(names, encoding);
    expect(formatsOf(plan)).toEqual(["iserv-users", "iserv-parents"]);
    expect(poor(encoding) ? plain(list) : list).toEqual(poor(encoding) ? plain(expected) : expected);
  });

  test("teachers' accounts are no children, a parent without a child is said, and the parents may come later alone", async () => {
    const { office, plan } = await settled(["iserv-benutzer.csv"], "utf-8");
    expect(told(plan.problems)).toEqual([
      "Zeile 6 Konten ohne Klasse werden nicht als Kinder aufgenommen (Zeilen: 1).",
    ]);
    const parents = await office.imports(given(["iserv-eltern.csv"], "utf-8"));
    expect(told(parents.problems)).toEqual([
      "Zeile 8 Zu Otto Verirrt gehört die Kind-ID „9999“, aber kein Kind hat diese Nummer. Bitte lesen Sie die Liste der Kinder zusammen mit der Liste der Eltern ein.",
    ]);
    expect(await office.list()).toEqual(expected);
  });
});
