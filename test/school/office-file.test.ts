import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { planImport, type SchoolRoll } from "../../src/school/plan-import.ts";
import { readOfficeFile } from "../../src/school/read-office-file.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const own = (...rows: string[]) => bytes(["klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;beide_zustimmen;kennung", ...rows].join("\n"));
const svwsHeader = `"nachname";"vorname";"geburtsdatum";"erzieherart";"anrede1";"titel1";"nachname1";"vorname1";"email1";"anrede2";"titel2";"nachname2";"vorname2";"email2";"anschreiben";"bemerkungen"`;
const svws = (...rows: string[]) => bytes([svwsHeader, ...rows].join("\r\n"));
const nobody: SchoolRoll = { classes: [], children: [], people: [], guardianships: [], classTeachers: [] };
let ids = 0;
const newId = () => `id${(ids += 1)}`;
const problems = (file: Uint8Array) => readOfficeFile(file).problems.map(({ row, text, stops }) => `${row}${stops ? "!" : ""} ${text}`);

describe("our own file", () => {
  test("the invented school: three classes, twenty children, nothing to repair", () => {
    const file = readOfficeFile(readFileSync(new URL("../../src/demo/invented-school.csv", import.meta.url)));
    const plan = planImport(file, nobody, {}, newId);
    expect({ classes: plan.newClasses.length, children: plan.newChildren.length, people: plan.newPeople.length, problems: plan.problems }).toEqual({ classes: 3, children: 20, people: 28, problems: [] });
  });

  test("what is wrong is said with its row and stops the import", () => {
    expect(problems(own("3a;kind;Mila;", "3a;kind;Mila;Beispiel;15.13.2018", "3a;hausmeister;Hans;Erdacht", "3a;erziehungsberechtigt;Nadja;Beispiel;;Mila;Beispiel"))).toMatchInlineSnapshot(`
      [
        "2! The name is not complete (vorname, nachname).",
        "3! geburtsdatum "15.13.2018" is no date (15.03.2018 or 2018-03-15).",
        "4! Unknown rolle "hausmeister"; it is kind, lehrkraft or erziehungsberechtigt.",
        "5! The child of this guardian (klasse, kind_vorname, kind_nachname) is not in the file.",
      ]
    `);
  });

  test("columns that are not needed are dropped, and said", () => {
    const file = readOfficeFile(bytes("klasse;rolle;vorname;nachname;telefon;religion\n3a;kind;Mila;Beispiel;0231;keine"));
    expect(file.droppedColumns).toEqual(["telefon", "religion"]);
    expect(JSON.stringify(file.children)).not.toContain("0231");
  });

  test("the same file again changes nothing; a child who is missing is gone, not deleted", () => {
    const first = planImport(readOfficeFile(own("3a;kind;Mila;Beispiel;15.03.2018", "3a;kind;Tim;Erfunden;17.01.2018")), nobody, {}, newId);
    const roll: SchoolRoll = { ...nobody, classes: first.newClasses, children: first.newChildren.map((child) => ({ ...child, gone: false })) };
    const again = planImport(readOfficeFile(own("3a;kind;Mila;Beispiel;15.03.2018")), roll, {}, newId);
    expect({ new: again.newChildren.length, unchanged: again.unchangedChildren, gone: again.goneChildren.map((child) => child.givenName) }).toEqual({ new: 0, unchanged: 1, gone: ["Tim"] });
  });

  test("letters that another code page has lost still find the child", () => {
    const first = planImport(readOfficeFile(own("1b;kind;Ayşe;Yılmaz;19.11.2019")), nobody, {}, newId);
    const roll: SchoolRoll = { ...nobody, classes: first.newClasses, children: first.newChildren.map((child) => ({ ...child, gone: false })) };
    expect(planImport(readOfficeFile(own("1b;kind;Ayse;Yilmaz;19.11.2019")), roll, {}, newId).unchangedChildren).toBe(1);
  });
});

describe("the SVWS-Import file", () => {
  const mila = `"Beispiel";"Mila";"15.03.2018";"Eltern";"Frau";"";"Beispiel";"Nadja";"n@example.org";"Herr";"";"Beispiel-Anders";"Tarek";"";"ja";"Sorgerecht beim Vater"`;
  test("two guardians in one row; e-mail addresses are dropped; custody in words is for a person to read", () => {
    const file = readOfficeFile(svws(mila));
    expect(file.children[0]?.guardians.map(({ givenName }) => givenName)).toEqual(["Nadja", "Tarek"]);
    expect(JSON.stringify(file.children)).not.toContain("example.org");
    expect(file.problems.map(({ text }) => text).join()).toContain("custody");
  });

  test("it knows no class: the office names one, or nothing is imported", () => {
    expect(planImport(readOfficeFile(svws(mila)), nobody, {}, newId).problems.some(({ stops }) => stops)).toBe(true);
    expect(planImport(readOfficeFile(svws(mila)), nobody, { className: "3a" }, newId).newChildren).toHaveLength(1);
  });
});

describe("bad files", () => {
  test("each gets one clear sentence", () => {
    expect([bytes(""), bytes("PK\u0003\u0004\u0000\u0000"), bytes("a;b\n1;2"), own('3a;kind;"Mila;Beispiel')].map((file) => problems(file)[0])).toMatchInlineSnapshot(`
      [
        "1! The file is empty.",
        "1! This is not a text file. Export the list as CSV.",
        "1! Unknown columns (a, b). Known are JaNein's own file (klasse, rolle, vorname, nachname, …) and the SVWS-Import file (nachname, vorname, geburtsdatum, erzieherart, nachname1, vorname1, …).",
        "2! The table cannot be read here: CSV_QUOTE_NOT_CLOSED. Look for a quotation mark that is not closed.",
      ]
    `);
  });

  test("whatever the bytes, reading ends with a file and never an error", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
      expect(readOfficeFile(noise).children).toBeInstanceOf(Array);
    }));
  });
});
