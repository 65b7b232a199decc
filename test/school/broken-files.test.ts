import { expect, test } from "vitest";
import { mayCarryOut } from "../../src/school/plan-import.ts";
import { type Given, Office, sample, saved, told } from "../support/office.ts";

const heading =
  "Interne ID-Nummer;Nachname;Vorname;Geburtsdatum;Klasse;Status;Erzieher 1: Nachname;Erzieher 1: Vorname;Erzieher 1: E-Mail";
const rows = [
  "1;Beispiel;Mila;15.03.2018;3a;Aktiv;Beispiel;Nadja;n@example.org",
  "2;Müller;Jürgen;17.01.2018;3a;Aktiv;Müller;Hans;",
  "3;Fabel;Paul;12.12.2017;3a;Aktiv;Fabel;Ina;",
  "4;Probe;Ayşe;19.11.2019;1b;Aktiv;Probe;Murat;",
  "5;Muster;Ben;02.06.2020;1b;Aktiv;Muster;Sabine;",
];
const table = (...lines: string[]) => [heading, ...lines].join("\r\n");
const instead = (row: number, line: string) => table(...rows.map((one, at) => (at === row - 2 ? line : one)));
const joined = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
const zip = joined(
  saved("PK\u0003\u0004"),
  new Uint8Array([20, 0, 6, 0, 8, 0, 0, 0, 33, 0]),
  saved("[Content_Types].xml"),
  new Uint8Array(200),
);
const oldExcel = joined(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), new Uint8Array(500));

/** Files that cannot be imported as they are, as offices have them, and the first thing that is said. */
const broken: Record<string, string | Uint8Array | Given> = {
  "an empty file": "",
  "only a mark": new Uint8Array([0xef, 0xbb, 0xbf]),
  "only line ends": "\r\n\r\n",
  "only a heading": heading,
  "a workbook renamed to csv": zip,
  "an old workbook renamed to csv": oldExcel,
  "a PDF renamed to csv": saved("%PDF-1.7\n%âãÏÓ\n"),
  "a picture": new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
  "a web page that a program calls xls": "<html><table><tr><td>Nachname</td></tr></table></html>",
  "an XML export": '<?xml version="1.0" encoding="UTF-8"?>\n<schild></schild>',
  "binary noise": Uint8Array.from({ length: 2000 }, (_, at) => (at * at * 31) % 251),
  "NUL bytes in the middle": instead(3, "2;Erfunden;Tim\u0000\u0000;17.01.2018;3a;Aktiv;Erfunden;Julia;"),
  "UTF-16 without a mark that was cut in the middle of a letter": saved(table(...rows), "utf-16le").subarray(0, 301),
  "two encodings in one file": joined(
    saved(`${table(...rows)}\r\n`),
    saved("6;Märchen;Kira;21.07.2018;2c;Aktiv;Märchen;Götz;", "windows-1252"),
  ),
  "UTF-8 that was saved again as if it were Windows-1252": saved(
    new TextDecoder("windows-1252").decode(saved(table(...rows))),
  ),
  "a quotation mark that never closes": instead(3, '2;Erfunden;"Tim;17.01.2018;3a;Aktiv;Erfunden;Julia;'),
  "a quotation mark in the middle of a name": instead(4, '3;Fabel;Paul "Paulchen";12.12.2017;3a;Aktiv;Fabel;Ina;'),
  "a gigantic cell": instead(3, `2;Erfunden;Tim;17.01.2018;3a;Aktiv;Erfunden;${"Julia ".repeat(40_000)};`),
  "a heading with a column twice": `${heading.replace("Status", "Nachname")}\n${rows[0]}`,
  "a column that is needed is missing": "Interne ID-Nummer;Nachname;Vorname;Klasse;Status\n1;Beispiel;Mila;3a;Aktiv",
  "no heading at all": rows.join("\n"),
  "a list of something else": "Artikel;Menge;Preis\nKreide;12;3,50",
  "guardians of children of whom nobody knows the class": sample("schueler-erzieher.csv"),
  "one good file and one bad": { "gut.csv": table(...rows), "schlecht.csv": zip },
};

/** Lists with one odd row in them. */
const odd: Record<string, string> = {
  "a separator in a name": instead(3, "2;Erfunden;Tim;17.01.2018;3a;Aktiv;Erfunden;Julia;j@example.org;überzählig"),
  "a lost separator": table(
    ...rows,
    ...rows.map((row) => row.replace(/^./, "1$&")),
    "6;Erfunden;Tim 17.01.2018;3a;Aktiv;Erfunden;Julia;",
  ),
  "columns that have shifted to the right": instead(3, "2;;Erfunden;Tim;17.01.2018;3a;Aktiv;Erfunden;Julia"),
  "columns that have shifted to the left": instead(3, "Erfunden;Tim;17.01.2018;3a;Aktiv;Erfunden;Julia;j@example.org;"),
  "columns sorted apart from each other": instead(3, "2;Erfunden;Tim;3a;17.01.2018;Aktiv;Erfunden;Julia;"),
  "the heading again in the middle": table(rows[0] ?? "", heading, rows[1] ?? ""),
  "a date that is none": instead(3, "2;Erfunden;Tim;31.02.2018;3a;Aktiv;Erfunden;Julia;"),
  "an American date": instead(3, "2;Erfunden;Tim;3/15/2018;3a;Aktiv;Erfunden;Julia;"),
  "a year of three digits": instead(3, "2;Erfunden;Tim;15.03.118;3a;Aktiv;Erfunden;Julia;"),
  "a date that Excel has made a number": instead(3, "2;Erfunden;Tim;43174;3a;Aktiv;Erfunden;Julia;"),
  "a year that cannot be": instead(3, "2;Erfunden;Tim;15.03.0218;3a;Aktiv;Erfunden;Julia;"),
  "a birth date in the future": instead(3, "2;Erfunden;Tim;15.03.2028;3a;Aktiv;Erfunden;Julia;"),
  "a class that Excel has made a date": instead(3, "2;Erfunden;Tim;15.03.2018;01. Mrz 2026;Aktiv;Erfunden;Julia;"),
  "a name that is missing": instead(3, "2;;Tim;15.03.2018;3a;Aktiv;Erfunden;Julia;"),
};

test.each(Object.entries(broken))(
  "%s is refused with a clear sentence, and nothing is stored",
  async (_name, content) => {
    const office = new Office();
    const given = typeof content === "string" || content instanceof Uint8Array ? { "datei.csv": content } : content;
    const plan = await office.plans(given);
    expect(mayCarryOut(plan)).toBe(false);
    await expect(office.roster.carryOut(plan, new Date("2026-11-25T08:00:00Z"))).rejects.toThrow("repair");
    expect(await office.roster.roll()).toEqual({
      classes: [],
      children: [],
      people: [],
      guardianships: [],
      custody: [],
      classTeachers: [],
      restricted: { children: [], people: [] },
    });
  },
);

test.each(Object.entries(odd))(
  "%s is said with a clear sentence, and the others are taken in",
  async (_name, content) => {
    const office = new Office();
    const plan = await office.imports({ "datei.csv": content });
    expect(plan.problems.length).toBeGreaterThan(0);
    const names = (await office.roster.roll()).children.map(({ givenName }) => givenName);
    expect(names).toEqual(expect.arrayContaining(["Mila"]));
    expect(names.length).toBeGreaterThanOrEqual(content.split("\n").length - 3);
  },
);

test("what the office reads", async () => {
  const sentences: Record<string, string | undefined> = {};
  for (const [name, content] of Object.entries({ ...broken, ...odd })) {
    const given = typeof content === "string" || content instanceof Uint8Array ? { "datei.csv": content } : content;
    sentences[name] = told((await new Office().plans(given)).problems)[0];
  }
  expect(sentences).toMatchInlineSnapshot(`
    {
      "NUL bytes in the middle": "Zeile 3! Hier stehen Zeichen, die in keinem Text vorkommen: Die Datei ist beschädigt. Bitte exportieren Sie sie noch einmal.",
      "UTF-16 without a mark that was cut in the middle of a letter": "Zeile 1! Die Schriftzeichen der Datei sind nicht lesbar. Bitte speichern Sie die Datei mit der Codierung UTF-8.",
      "UTF-8 that was saved again as if it were Windows-1252": "Zeile 3! Hier sind Umlaute verfälscht (zum Beispiel „Ã¼“ statt „ü“). Bitte exportieren Sie die Liste neu und lesen Sie sie ein, ohne sie vorher in Excel zu speichern.",
      "a PDF renamed to csv": "Zeile 1! Das ist keine Tabelle in Textform, sondern zum Beispiel ein PDF oder ein Bild. Bitte exportieren Sie die Liste als CSV- oder Textdatei.",
      "a birth date in the future": "Zeile 3 Das Geburtsdatum 15.03.2028 liegt in der Zukunft. Bitte verbessern Sie es.",
      "a class that Excel has made a date": "Zeile 3 „01. Mrz 2026“ kann keine Klasse sein. Vielleicht sind Spalten verrutscht. Bitte verbessern Sie die Zeile.",
      "a column that is needed is missing": "Zeile 1! Es fehlen Spalten, die gebraucht werden: Geburtsdatum. Bitte wählen Sie sie beim Export aus.",
      "a date that Excel has made a number": "Zeile 3 „43174“ ist kein Datum: Excel hat es in eine Zahl verwandelt (gemeint ist wohl 15.03.2018). Bitte exportieren Sie die Liste neu, oder stellen Sie die Spalte in Excel auf das Format „Datum“ und speichern Sie noch einmal.",
      "a date that is none": "Zeile 3 „31.02.2018“ ist kein Datum. Bitte schreiben Sie Tag, Monat und Jahr so: 15.03.2018.",
      "a gigantic cell": "Zeile 3! Diese Zeile ist viel zu lang. Vielleicht schließt ein Anführungszeichen nicht, oder die Datei ist beschädigt. Bitte exportieren Sie die Liste neu.",
      "a heading with a column twice": "Zeile 1! Diese Spalten stehen zweimal in der Überschrift: Nachname. Bitte löschen Sie die überzählige Spalte.",
      "a list of something else": "Zeile 1! Diese Spalten sind nicht bekannt: Artikel, Menge, Preis. Bitte ordnen Sie die Spalten zu, oder wählen Sie einen Export aus SchILD-NRW, SVWS oder IServ.",
      "a lost separator": "Zeile 12 Diese Zeile hat nur 8 von 9 Spalten: Vielleicht sind Angaben verrutscht. Die Zeile wurde nicht gelesen. Bitte ergänzen Sie das fehlende Trennzeichen, oder exportieren Sie die Liste neu.",
      "a name that is missing": "Zeile 3 Tim hat nur einen Namen und wird unter ihm aufgenommen. Bitte prüfen Sie, ob das stimmt.",
      "a picture": "Zeile 1! Das ist keine Tabelle in Textform, sondern zum Beispiel ein PDF oder ein Bild. Bitte exportieren Sie die Liste als CSV- oder Textdatei.",
      "a quotation mark in the middle of a name": "Zeile 4! Hier steht ein Anführungszeichen an einer Stelle, an der keines stehen darf. Bitte entfernen Sie es, oder exportieren Sie die Liste neu.",
      "a quotation mark that never closes": "Zeile 3! Hier beginnt ein Anführungszeichen, das nicht wieder schließt. Bitte ergänzen Sie es, oder exportieren Sie die Liste neu.",
      "a separator in a name": "Zeile 3 Diese Zeile hat 10 Spalten, die Überschrift nur 9. Vielleicht steht ein Trennzeichen in einem Namen oder einer Bemerkung. Die Zeile wurde nicht gelesen. Bitte setzen Sie den Text in Anführungszeichen, oder entfernen Sie das Zeichen.",
      "a web page that a program calls xls": "Zeile 1! Das ist eine Webseite oder eine XML-Datei. Bitte exportieren Sie die Liste als CSV- oder Textdatei.",
      "a workbook renamed to csv": "Zeile 1! Das ist eine Excel-Datei oder ein ZIP-Archiv, auch wenn der Name anders endet. Bitte öffnen Sie die Tabelle in Excel und wählen Sie „Speichern unter“ mit dem Dateityp „CSV UTF-8“.",
      "a year of three digits": "Zeile 3 „15.03.118“ ist kein Datum. Bitte schreiben Sie Tag, Monat und Jahr so: 15.03.2018.",
      "a year that cannot be": "Zeile 3 Das Jahr im Datum „15.03.0218“ kann nicht stimmen. Bitte verbessern Sie es.",
      "an American date": "Zeile 3 „3/15/2018“ ist kein Datum. Bitte schreiben Sie Tag, Monat und Jahr so: 15.03.2018.",
      "an XML export": "Zeile 1! Das ist eine Webseite oder eine XML-Datei. Bitte exportieren Sie die Liste als CSV- oder Textdatei.",
      "an empty file": "Zeile 1! Die Datei ist leer. Bitte exportieren Sie die Liste noch einmal.",
      "an old workbook renamed to csv": "Zeile 1! Das ist eine Excel-Datei oder ein ZIP-Archiv, auch wenn der Name anders endet. Bitte öffnen Sie die Tabelle in Excel und wählen Sie „Speichern unter“ mit dem Dateityp „CSV UTF-8“.",
      "binary noise": "Zeile 1! Das ist keine Tabelle in Textform, sondern zum Beispiel ein PDF oder ein Bild. Bitte exportieren Sie die Liste als CSV- oder Textdatei.",
      "columns sorted apart from each other": "Zeile 3 „3a“ ist kein Datum. Bitte schreiben Sie Tag, Monat und Jahr so: 15.03.2018.",
      "columns that have shifted to the left": "Zeile 3 „17.01.2018“ kann kein Name sein. Vielleicht sind Spalten verrutscht. Bitte verbessern oder löschen Sie die Zeile.",
      "columns that have shifted to the right": "Zeile 3 „Tim“ ist kein Datum. Bitte schreiben Sie Tag, Monat und Jahr so: 15.03.2018.",
      "guardians of children of whom nobody knows the class": "Zeile 2! Die Datei nennt keine Klassen, und die Kinder sind noch nicht gespeichert (Kinder ohne Klasse: 8). Bitte lesen Sie eine Liste mit Klassen zusammen mit dieser Datei ein, oder geben Sie die Klasse an.",
      "no heading at all": "Zeile 1! In der ersten Zeile stehen schon Angaben: Die Überschrift mit den Namen der Spalten fehlt. Bitte wählen Sie beim Export aus, dass eine Überschrift geschrieben wird.",
      "one good file and one bad": "Zeile 1! Das ist eine Excel-Datei oder ein ZIP-Archiv, auch wenn der Name anders endet. Bitte öffnen Sie die Tabelle in Excel und wählen Sie „Speichern unter“ mit dem Dateityp „CSV UTF-8“.",
      "only a heading": "Zeile 1! In der Datei steht nur die Überschrift. Bitte prüfen Sie beim Export, ob Schülerinnen und Schüler ausgewählt sind.",
      "only a mark": "Zeile 1! Die Datei ist leer. Bitte exportieren Sie die Liste noch einmal.",
      "only line ends": "Zeile 1! Die Datei ist leer. Bitte exportieren Sie die Liste noch einmal.",
      "the heading again in the middle": "Zeile 3 Hier steht die Überschrift noch einmal, wie bei einem Seitenumbruch. Die Zeile wurde übergangen (Zeilen: 1).",
      "two encodings in one file": "Zeile 7! Hier sind Umlaute anders gespeichert als in anderen Zeilen; vielleicht wurden zwei Dateien zusammengefügt. Bitte exportieren Sie die Liste neu, oder lesen Sie die beiden Dateien einzeln ein.",
    }
  `);
});
