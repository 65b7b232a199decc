import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readOfficeFile, readOfficeFiles } from "../../src/school/read-office-file.ts";
import { Office, read, told } from "../support/office.ts";

const own = (...rows: string[]) =>
  [
    "klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;beide_zustimmen;kennung;sprache",
    ...rows,
  ].join("\n");

describe("our own table", () => {
  test("the invented school: three classes, twenty children, nothing to repair", async () => {
    const plan = await new Office().plans({
      school: readFileSync(new URL("../../src/demo/invented-school.csv", import.meta.url)),
    });
    expect({
      classes: plan.newClasses.length,
      children: plan.newChildren.length,
      people: plan.newPeople.length,
      problems: plan.problems,
    }).toEqual({ classes: 3, children: 20, people: 28, problems: [] });
  });

  test("what is wrong is said with its row, and nothing is done for it", () => {
    const file = own(
      "3a;kind;;",
      "3a;kind;Mila;Beispiel;15.13.2018",
      "3a;hausmeister;Hans;Erdacht",
      "3a;erziehungsberechtigt;Nadja;Beispiel;;Mila;Beispiel",
      ";kind;Tim;Erfunden",
      "3a;kind;Tim;Erfunden;;;;vielleicht",
      "3a;kind;Ida;Erdacht",
      "3a;kind;Ida;Erdacht",
    );
    expect(told(read({ file }).problems)).toMatchInlineSnapshot(`
      [
        "Zeile 2 Der Name ist unvollständig („“). Bitte ergänzen Sie Vorname, Nachname und bei Lehrkräften das Kürzel.",
        "Zeile 3 „15.13.2018“ ist kein Datum. Bitte schreiben Sie Tag, Monat und Jahr so: 15.03.2018.",
        "Zeile 4 Die Rolle „hausmeister“ ist nicht bekannt. Möglich sind: kind, lehrkraft, erziehungsberechtigt.",
        "Zeile 5 Das Kind zu dieser Person (klasse, kind_vorname, kind_nachname) steht nicht in der Datei. Bitte prüfen Sie die Schreibweise.",
        "Zeile 6 Die Klasse fehlt. Bitte ergänzen Sie sie.",
        "Zeile 7 In der Spalte beide_zustimmen steht „vielleicht“. Möglich sind: ja, nein oder leer.",
        "Zeile 9 Dieses Kind steht schon in Zeile 8. Bitte löschen Sie eine der beiden Zeilen.",
      ]
    `);
  });

  test("it says the language of a family and whether both must agree; where it says nothing, what is stored stays", async () => {
    const office = new Office();
    await office.imports({ first: own("3a;kind;Mila;Beispiel;15.03.2018;;;ja;;türkisch") });
    await office.imports({ again: own("3a;kind;Mila;Beispiel;15.03.2018;;;;;") });
    expect((await office.roster.everyChild())[0]).toMatchObject({ language: "tr", bothMustAgree: true });
    await office.imports({ no: own("3a;kind;Mila;Beispiel;15.03.2018;;;nein;;ar") });
    expect((await office.roster.everyChild())[0]).toMatchObject({ language: "ar", bothMustAgree: false });
  });

  test("the same guardian's name twice is two persons with a letter each, and said, unless the office gives them one number", async () => {
    const families = (key: string) =>
      own(
        "3a;kind;Mila;Beispiel",
        "1b;kind;Jonas;Beispiel",
        `3a;erziehungsberechtigt;Nadja;Beispiel;;Mila;Beispiel;;${key}`,
        `1b;erziehungsberechtigt;Nadja;Beispiel;;Jonas;Beispiel;;${key}`,
      );
    const apart = await new Office().plans({ file: families("") });
    expect(apart.newPeople).toHaveLength(2);
    expect(told(apart.problems)).toEqual([
      "Zeile 5 Nadja Beispiel steht auch in Zeile 4. Ob es dieselbe Person ist, sagt die Datei nicht: Es werden zwei Personen mit je einem Brief.",
    ]);
    const one = await new Office().plans({ file: families("E01") });
    expect({ people: one.newPeople.length, problems: one.problems }).toEqual({ people: 1, problems: [] });
  });

  test("a guardian who is no longer in it no longer belongs to the child; a table of children alone ends nothing", async () => {
    const office = new Office();
    await office.imports({
      file: own(
        "3a;kind;Mila;Beispiel;15.03.2018",
        "3a;erziehungsberechtigt;Nadja;Beispiel;;Mila;Beispiel;;E01",
        "3a;erziehungsberechtigt;Tarek;Anders;;Mila;Beispiel;;E02",
      ),
    });
    expect((await office.plans({ file: own("3a;kind;Mila;Beispiel;15.03.2018") })).endedGuardianships).toEqual([]);
    await office.imports({
      file: own("3a;kind;Mila;Beispiel;15.03.2018", "3a;erziehungsberechtigt;Nadja;Beispiel;;Mila;Beispiel;;E01"),
    });
    expect(await office.list()).toEqual(["3a Mila Beispiel 2018-03-15 –: Nadja Beispiel"]);
  });
});

describe("columns", () => {
  test("what is not needed is dropped, what only tells people apart is not stored, and both are said", async () => {
    const office = new Office();
    const plan = await office.imports({
      "kinder.csv":
        "Nachname;Vorname;Geburtsdatum;Klasse;Status;Telefon;Religion\nBeispiel;Mila;15.03.2018;3a;aktiv;0231;keine",
    });
    expect(plan.columns.map(({ name, use }) => `${name}: ${use}`)).toEqual([
      "Nachname: kept",
      "Vorname: kept",
      "Geburtsdatum: kept",
      "Klasse: kept",
      "Status: read",
      "Telefon: dropped",
      "Religion: dropped",
    ]);
    const whole = JSON.stringify([await office.roster.roll(), plan.newChildren]);
    expect(whole).toContain("Mila");
    expect(whole).not.toMatch(/0231|keine|aktiv/);
  });

  test("the office can say what a column is that nobody knows", () => {
    const bytes = new TextEncoder().encode("Familie,Ruf,Gruppe,geboren\nBeispiel,Mila,3a,15.03.2018\n");
    expect(readOfficeFile(bytes).problems).toHaveLength(1);
    const { children, problems } = readOfficeFiles([
      {
        name: "liste.csv",
        bytes,
        columns: { Familie: "familyName", Ruf: "givenName", Gruppe: "className", geboren: "birthDate" },
      },
    ]);
    expect({ problems, child: children[0] }).toMatchObject({
      problems: [],
      child: { familyName: "Beispiel", givenName: "Mila", className: "3a", birthDate: "2018-03-15" },
    });
  });

  test.each([";", ",", "|", "\t"])("separated by %j", (sign) => {
    const file = ["Nachname;Vorname;Geburtsdatum;Klasse", "Beispiel;Mila;15.03.2018;3a", "Yılmaz;Ayşe;19.11.2019;1b"]
      .join("\n")
      .replaceAll(";", sign);
    expect(read({ file }).children.map(({ givenName, className }) => `${givenName} ${className}`)).toEqual([
      "Mila 3a",
      "Ayşe 1b",
    ]);
  });

  test("line ends of Windows, Unix and of old Macs, empty lines, the separator line of Excel and the last sign of old programs are no data", () => {
    for (const end of ["\r\n", "\n", "\r"]) {
      const { children, problems } = read({
        file: [
          "sep=;",
          "Nachname;Vorname;Geburtsdatum;Klasse",
          "",
          "Beispiel;Mila;15.03.2018;3a",
          ";;;",
          "\u001a",
        ].join(end),
      });
      expect({ problems, children: children.map(({ row, givenName }) => `${row} ${givenName}`) }).toEqual({
        problems: [],
        children: ["4 Mila"],
      });
    }
  });

  test("a remark over several lines is one cell, and the rows behind it keep their numbers", () => {
    const { children, problems } = read({
      file: 'Nachname;Vorname;Geburtsdatum;Klasse;Bemerkungen\n"Beispiel";"Mila";"15.03.2018";"3a";"Erste Zeile\nZweite Zeile\nUmgang nur samstags"\nErfunden;Tim;17.01.2018;3a;',
    });
    expect(children.map(({ row }) => row)).toEqual([2, 5]);
    expect(problems.map(({ key, row }) => `${key} ${row}`)).toEqual(["custodyRemark 2"]);
  });
});

test("whatever the bytes, reading ends with a file and never an error", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
      expect(readOfficeFile(noise).children).toBeInstanceOf(Array);
    }),
  );
});

test("whatever stands in the cells, planning ends with a plan and never an error", async () => {
  const office = new Office();
  await office.imports({ school: readFileSync(new URL("../../src/demo/invented-school.csv", import.meta.url)) });
  const cell = fc.oneof(
    fc.constantFrom(
      "Mila",
      "Beispiel",
      "15.03.2018",
      "3a",
      "Aktiv",
      "2",
      "Nadja und Tarek",
      "Yılmaz",
      "Y?lmaz",
      "1001",
      "türkisch",
    ),
    fc.string(),
  );
  const headings = fc.constantFrom(
    "Interne ID-Nummer;Nachname;Vorname;Geburtsdatum;Klasse;Status;Erzieher 1: Nachname;Erzieher 1: Vorname",
    "nachname;vorname;geburtsdatum;erzieherart;nachname1;vorname1;email1;bemerkungen",
    "Vorname;Nachname;Kind-ID;E-Mail",
    "klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;beide_zustimmen",
    "kuerzel;nachname;vorname",
    "schuljahr;abschnitt;kuerzel;klassenlehrer",
  );
  await fc.assert(
    fc.asyncProperty(
      headings,
      fc.array(fc.array(cell, { minLength: 8, maxLength: 8 }), { maxLength: 6 }),
      async (heading, rows) => {
        const wide = heading.split(";").length;
        const plan = await office.plans({
          file: [
            heading,
            ...rows.map((row) =>
              row
                .slice(0, wide)
                .map((one) => `"${one.replaceAll('"', '""')}"`)
                .join(";"),
            ),
          ].join("\n"),
        });
        expect(plan.rows).toBeInstanceOf(Array);
        expect(told(plan.problems)).toHaveLength(plan.problems.length);
      },
    ),
    { numRuns: 300 },
  );
});

test.each(["constructor", "toString", "__proto__", "hasOwnProperty"])(
  "a status called %s is one that nobody knows, and so the child is not taken in",
  (status) => {
    const { children, problems } = read({
      "pupils.csv": `Nachname;Vorname;Geburtsdatum;Klasse;Status\nBeispiel;Mila;15.03.2018;3a;${status}\n`,
    });
    expect(children.map(({ presence }) => presence)).toEqual(["away"]);
    expect(problems.map(({ key }) => key)).toContain("unknownStatus");
  },
);
