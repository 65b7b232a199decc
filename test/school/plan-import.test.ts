import { describe, expect, test } from "vitest";
import { changeText, placeText } from "../../src/office/import/words.ts";
import { Office, preview, sample, saved, told, words } from "../support/office.ts";

const heading =
  "Interne ID-Nummer;Nachname;Vorname;Geburtsdatum;Klasse;Status;Verkehrssprache in der Familie;Erzieher 1: Nachname;Erzieher 1: Vorname;Erzieher 1: E-Mail;Erzieher 2: Nachname;Erzieher 2: Vorname;Erzieher 2: E-Mail";
const schild = (...rows: string[]) => ({ "schild.csv": [heading, ...rows].join("\n") });
/** Without numbers, as other programs have it. */
const pupils = (...rows: string[]) => ({
  "kinder.csv": ["Nachname;Vorname;Geburtsdatum;Klasse;Status", ...rows].join("\n"),
});
const accounts = (...rows: string[]) => ({
  "iserv.csv": ["Vorname;Nachname;Klasse/Information;Import-ID", ...rows].join("\n"),
});
const mila = "1;Beispiel;Mila;15.03.2018;3a;Aktiv;Deutsch;Beispiel;Nadja;n@example.org;Anders;Tarek;";

async function officeWith(given: Record<string, string | Uint8Array>): Promise<Office> {
  const office = new Office();
  await office.imports(given);
  return office;
}

describe("the same file again", () => {
  test.each(["schild-text.csv", "SchuelerBasisdaten.dat", "schuelerdaten.csv", "iserv-benutzer.csv"])(
    "%s changes nothing",
    async (name) => {
      const office = await officeWith({ [name]: sample(name) });
      const before = await office.roster.roll();
      const again = await office.imports({ [name]: sample(name) });
      expect({ rows: again.rows, gone: again.goneChildren, unchanged: again.unchangedChildren }).toEqual({
        rows: [],
        gone: [],
        unchanged: before.children.length,
      });
      expect(await office.roster.roll()).toEqual(before);
    },
  );
});

describe("what has changed is said, thing by thing", () => {
  test("class, name, language, birth date, guardians; a child who is missing is gone, one who is back has returned", async () => {
    const office = await officeWith(
      schild(mila, "2;Erfunden;Tim;17.01.2018;3a;Aktiv;;Erfunden;Julia;", "3;Fabel;Paul;12.12.2017;3a;Aktiv;;;;"),
    );
    const plan = await office.imports(
      schild(
        "1;Beispiel-Neu;Mila;15.03.2018;4a;Aktiv;Türkisch;Beispiel;Nadja;n@example.org;Neu;Nils;",
        "3;Fabel;Paul;21.12.2017;3a;Aktiv;;;;",
      ),
    );
    expect(preview(plan)).toMatchInlineSnapshot(`
      [
        "changed Mila Beispiel-Neu; row 2; name Mila Beispiel→Mila Beispiel-Neu, class 3a→4a, language de→tr, guardianJoined →Nils Neu",
        "changed Paul Fabel; row 3; birthDate 2017-12-12→2017-12-21",
        "gone Tim Erfunden",
      ]
    `);
    expect(plan.rows.flatMap(({ changes }) => changes.map((change) => changeText(change, words))))
      .toMatchInlineSnapshot(`
      [
        "Name: Mila Beispiel → Mila Beispiel-Neu",
        "Klasse: 3a → 4a",
        "Sprache der Familie: Deutsch → Türkisch",
        "neu erziehungsberechtigt: Nils Neu",
        "Geburtsdatum: 12.12.2017 → 21.12.2017",
      ]
    `);
    const back = await office.imports(
      schild("2;Erfunden;Tim;17.01.2018;3a;Aktiv;;Erfunden;Julia;", "3;Fabel;Paul;21.12.2017;3a;Aktiv;;;;"),
    );
    expect(preview(back)).toEqual(["changed Tim Erfunden; row 2; returned →"]);
  });

  test("who has left by the program's word is gone; who is on leave or not yet there stays as stored", async () => {
    const office = await officeWith(pupils("Beispiel;Mila;15.03.2018;3a;aktiv", "Erfunden;Tim;17.01.2018;3a;aktiv"));
    const plan = await office.plans(
      pupils(
        "Beispiel;Mila;15.03.2018;3a;beurlaubt",
        "Erfunden;Tim;17.01.2018;3a;Abgang",
        "Bald;Bruno;20.09.2020;1b;Warteliste",
      ),
    );
    expect(preview(plan)).toEqual(["gone Tim Erfunden; row 3"]);
    expect(plan.newChildren).toEqual([]);
  });

  test("children of a class that the file does not list are not gone, and the class is named", async () => {
    const office = await officeWith(pupils("Beispiel;Mila;15.03.2018;3a;aktiv", "Muster;Ben;02.06.2020;1b;aktiv"));
    const plan = await office.plans(pupils("Beispiel;Mila;15.03.2018;3a;aktiv"));
    expect({ gone: plan.goneChildren, untouched: plan.untouchedClasses }).toEqual({ gone: [], untouched: ["1b"] });
  });

  test("a file of guardians alone says nothing of who left", async () => {
    const office = await officeWith({ "schuelerdaten.csv": sample("schuelerdaten.csv") });
    const two = sample("schueler-erzieher.csv").split("\n").slice(0, 2).join("\n");
    expect(preview(await office.plans({ "schueler-erzieher.csv": two }))).toEqual([
      "changed Mila Beispiel; row 2; guardianJoined →Nadja Beispiel, guardianJoined →Tarek Beispiel-Anders",
    ]);
  });

  test("when most of a class would leave at once, somebody is asked to look at the export", async () => {
    const class3 = ["Mila", "Tim", "Paul", "Noah", "Sofia", "Olena", "Rania"].map(
      (name, at) => `Beispiel;${name};1${at}.03.2018;3a;aktiv`,
    );
    const office = await officeWith(pupils(...class3));
    expect(told((await office.plans(pupils(...class3.slice(0, 1)))).problems)).toEqual([
      "Zeile 1 In der Klasse 3a fehlen 6 von 7 gespeicherten Kindern. Bitte prüfen Sie, ob der Export vollständig ist.",
    ]);
  });
});

describe("another program knows the same children", () => {
  test("SchILD after SVWS: nobody is doubled, and the children get their numbers", async () => {
    const office = await officeWith({
      "schuelerdaten.csv": sample("schuelerdaten.csv"),
      "schueler-erzieher.csv": sample("schueler-erzieher.csv"),
    });
    const plan = await office.imports({ "schild.csv": saved(sample("schild-text.csv"), "windows-1252") });
    expect(preview(plan)).toMatchInlineSnapshot(`
      [
        "changed Mila Beispiel; row 2; key →1001",
        "changed Jonas Beispiel; row 3; key →1002",
        "changed Ayşe Yılmaz; row 4; key →1003",
        "changed Jakub Wiśniewski; row 5; key →1004",
        "changed Leon Niemand; row 7; key →1005",
        "changed Paul Fabel; row 8; language →uk, key →1006",
        "new Paul Fabel; row 9; guardianJoined →Rania Fabel",
        "gone Tim Erfunden",
        "gone Greta Fiktion",
      ]
    `);
    expect(plan.newPeople.map(({ givenName }) => givenName)).toEqual(["Rania"]);
  });

  test("IServ after SchILD: by number, without a birth date and with a second given name", async () => {
    const office = await officeWith({ "schild.csv": sample("schild-text.csv") });
    const before = await office.roster.roll();
    const plan = await office.plans({
      "b.csv": saved(sample("iserv-benutzer.csv"), "iso-8859-15"),
      "e.csv": saved(sample("iserv-eltern.csv"), "iso-8859-15"),
    });
    expect({
      children: plan.newChildren,
      people: plan.newPeople,
      changed: plan.changedChildren,
      unchanged: plan.unchangedChildren,
    }).toEqual({ children: [], people: [], changed: [], unchanged: 4 });
    expect(before.children).toHaveLength(7);
    expect(told(plan.problems.filter(({ key }) => key === "guardianNotInFile"))).toEqual([
      "Zeile 4 Murat Yılmaz ist für Ayse Yilmaz gespeichert, steht aber nicht in der Datei, und bleibt gespeichert. Bitte prüfen Sie das.",
      "Zeile 5 Paweł Wiśniewski ist für Jakub Wisniewski gespeichert, steht aber nicht in der Datei, und bleibt gespeichert. Bitte prüfen Sie das.",
    ]);
  });

  test("two programs in one import are one list", async () => {
    const plan = await new Office().plans({
      "iserv.csv": sample("iserv-benutzer.csv"),
      "schild.csv": sample("schild-text.csv"),
      "eltern.csv": sample("iserv-eltern.csv"),
    });
    expect(plan.newChildren.map(({ givenName, key }) => `${key} ${givenName}`).sort()).toEqual(
      ["1001 Mila", "1002 Jonas", "1003 Ayşe", "1004 Jakub", "1005 Leon", "1006 Paul", "1007 Paul"].sort(),
    );
    expect(plan.newPeople.filter(({ familyName }) => familyName.startsWith("Beispiel"))).toHaveLength(2);
  });

  test("a guardian known by e-mail in one program and by address in the other is one person, also for a sibling who is new", async () => {
    const office = await officeWith({
      "kinder.csv": "Nachname;Vorname;Geburtsdatum;Klasse\nBeispiel;Mila;15.03.2018;3a\nBeispiel;Jonas;04.02.2020;1b",
      "schueler-erzieher.csv": sample("schueler-erzieher.csv").split("\n").slice(0, 2).join("\n"),
    });
    const plan = await office.plans({
      "SchuelerErzieher.dat": sample("SchuelerErzieher.dat")
        .split("\n")
        .slice(0, 3)
        .join("\n")
        .replaceAll("familie.beispiel@example.org", ""),
    });
    expect(plan.newPeople).toEqual([]);
    expect(plan.newGuardianships).toHaveLength(2);
  });
});

describe("spelling", () => {
  const turkish = "7;Yılmaz;Ayşe;19.11.2019;1b;Aktiv;;Yılmaz;Zeynep;";

  test("the poorer spelling of an export never overwrites the better one", async () => {
    const office = await officeWith(schild(turkish, "8;Müller;Jörg;01.02.2019;1b;Aktiv;;Müller;Inge;"));
    for (const poor of [
      saved(schild(turkish, "8;Mueller;Joerg;01.02.2019;1b;Aktiv;;Mueller;Inge;")["schild.csv"], "windows-1252"),
      schild("7;Y?lmaz;Ay?e;19.11.2019;1b;Aktiv;;Y?lmaz;Zeynep;", "8;MÜLLER;JÖRG;01.02.2019;1b;Aktiv;;Müller;Inge;")[
        "schild.csv"
      ],
    ]) {
      const plan = await office.plans({ "schild.csv": poor });
      expect({
        rows: plan.rows,
        people: [...plan.newPeople, ...plan.changedPeople],
        unchanged: plan.unchangedChildren,
      }).toEqual({ rows: [], people: [], unchanged: 2 });
    }
  });

  test("the better spelling replaces the poorer one, and that is said", async () => {
    const office = await officeWith({ "schild.csv": saved(schild(turkish)["schild.csv"], "windows-1252") });
    expect(await office.list()).toEqual(["1b Ayse Yilmaz 2019-11-19 –: Zeynep Yilmaz"]);
    const plan = await office.imports(schild(turkish));
    expect(preview(plan)).toEqual([
      "changed Ayşe Yılmaz; row 2; name Ayse Yilmaz→Ayşe Yılmaz, guardianName Zeynep Yilmaz→Zeynep Yılmaz",
    ]);
    expect(await office.list()).toEqual(["1b Ayşe Yılmaz 2019-11-19 –: Zeynep Yılmaz"]);
  });

  test("without a number too, letters that were lost to question marks are found by the birth date", async () => {
    const office = await officeWith(pupils("Yılmaz;Ayşe;19.11.2019;1b;aktiv"));
    const plan = await office.plans(pupils("Y?lmaz;Ay?e;19.11.2019;1b;aktiv"));
    expect({ new: plan.newChildren, unchanged: plan.unchangedChildren }).toEqual({ new: [], unchanged: 1 });
    expect(told(plan.problems)).toEqual([
      "Zeile 2 In „Ay?e Y?lmaz“ ist ein Buchstabe verloren gegangen. Bitte exportieren Sie die Liste in UTF-8, sonst steht der Name so im Brief.",
    ]);
  });
});

describe("namesakes and doubtful children are never guessed", () => {
  test("two of one name in a class are told apart by birth date, and in one file by number", async () => {
    const twins = schild(
      "1;Fabel;Paul;12.12.2017;3a;Aktiv;;;;",
      "2;Fabel;Paul;23.06.2018;3a;Aktiv;;;;",
      "3;Fabel;Paul;23.06.2018;3a;Aktiv;;;;",
    );
    const office = await officeWith(twins);
    expect(await office.roster.everyChild()).toHaveLength(3);
    expect((await office.plans(twins)).unchangedChildren).toBe(3);
  });

  test("more than one stored child fits: nothing is done, nobody is gone, and the office can say which it is", async () => {
    const office = await officeWith(
      schild("1;Fabel;Paul;23.06.2018;3a;Aktiv;;;;", "2;Fabel;Paul;23.06.2018;3a;Aktiv;;;;"),
    );
    const file = pupils("Fabel;Paul;23.06.2018;4a;aktiv");
    const plan = await office.plans(file);
    expect(preview(plan)).toEqual(["unclear Paul Fabel; row 2; ? Paul Fabel, Paul Fabel"]);
    expect({ gone: plan.goneChildren, told: told(plan.problems) }).toMatchInlineSnapshot(`
      {
        "gone": [],
        "told": [
          "Zeile 2 Paul Fabel passt zu mehr als einem gespeicherten Kind oder mehr als einer Zeile (Paul Fabel, 3a, 23.06.2018; Paul Fabel, 3a, 23.06.2018). Bitte sagen Sie, welches Kind gemeint ist, oder ergänzen Sie das Geburtsdatum.",
        ],
      }
    `);
    const chosen = await office.plans(file, { chosen: { "kinder.csv:2": plan.rows[0]?.candidates[1]?.id ?? "" } });
    expect(preview(chosen)).toEqual(["changed Paul Fabel; row 2; class 3a→4a"]);
    expect((await office.plans(file, { chosen: { "kinder.csv:2": "new" } })).newChildren).toHaveLength(1);
  });

  test("the same name and class with another birth date may be a corrected date or another child: somebody says", async () => {
    const office = await officeWith(pupils("Beispiel;Mila;15.03.2018;3a;aktiv"));
    const plan = await office.plans(pupils("Beispiel;Mila;13.05.2018;3a;aktiv"));
    expect({ new: plan.newChildren, gone: plan.goneChildren, told: told(plan.problems) }).toMatchInlineSnapshot(`
      {
        "gone": [],
        "new": [],
        "told": [
          "Zeile 2 Mila Beispiel ist vielleicht schon gespeichert (Mila Beispiel, 3a, 15.03.2018), aber Geburtsdatum oder Klasse passen nicht. Bitte sagen Sie, ob es dasselbe Kind ist.",
        ],
      }
    `);
    const [row] = plan.rows;
    expect(
      preview(
        await office.plans(pupils("Beispiel;Mila;13.05.2018;3a;aktiv"), {
          chosen: { [`${row?.file}:${row?.row}`]: row?.candidates[0]?.id ?? "" },
        }),
      ),
    ).toEqual(["changed Mila Beispiel; row 2; birthDate 2018-03-15→2018-05-13"]);
  });

  test("the same name in another class without a birth date is not taken for the same child", async () => {
    const office = await officeWith(pupils("Beispiel;Mila;15.03.2018;3a;aktiv"));
    expect(preview(await office.plans(accounts("Mila;Beispiel;1b;")))).toEqual([
      "unclear Mila Beispiel; row 2; ? Mila Beispiel",
    ]);
    expect(preview(await office.plans(accounts("Mila;Beispiel;3a;")))).toEqual([]);
  });

  test("a number that belongs to another child is not taken for a new name", async () => {
    const office = await officeWith(schild("1;Beispiel;Mila;15.03.2018;3a;Aktiv;;;;"));
    const plan = await office.plans(schild("1;Erfunden;Tim;17.01.2018;3a;Aktiv;;;;"));
    expect({ new: plan.newChildren, gone: plan.goneChildren, told: told(plan.problems) }).toMatchInlineSnapshot(`
      {
        "gone": [],
        "new": [],
        "told": [
          "Zeile 2 Tim Erfunden hat die Nummer 1, unter der ein anderes Kind gespeichert ist (Mila Beispiel, 3a, 15.03.2018). Bitte sagen Sie, ob es dasselbe Kind ist.",
        ],
      }
    `);
  });

  test("a child whose program knows one more given name is the same child and keeps the name it had", async () => {
    const office = await officeWith(pupils("Beispiel;Mila;15.03.2018;3a;aktiv"));
    expect(preview(await office.plans(pupils("Beispiel;Mila Sophie;15.03.2018;3a;aktiv")))).toEqual([]);
    expect((await office.plans(pupils("Beispiel;Mia;15.03.2018;3a;aktiv"))).newChildren).toHaveLength(1);
  });

  test("a child without a class is not taken in, and is named", async () => {
    expect(
      told(
        (await new Office().plans(pupils("Beispiel;Mila;15.03.2018;;aktiv", "Erfunden;Tim;17.01.2018;3a;aktiv")))
          .problems,
      ),
    ).toEqual(["Zeile 2 Mila Beispiel hat keine Klasse und wird nicht aufgenommen."]);
  });
});

describe("what files say differently is said", () => {
  test("another class in another file, a status that nobody knows, and one name in two rows without a date or a number", async () => {
    const plan = await new Office().plans({
      ...pupils(
        "Beispiel;Mila;15.03.2018;3a;aktiv",
        "Erfunden;Tim;17.01.2018;3a;Gast",
        "Fabel;Paul;;3a;aktiv",
        "Fabel;Paul;;3a;aktiv",
      ),
      ...accounts("Mila;Beispiel;3b;"),
      "guardians.csv":
        "nachname;vorname;geburtsdatum;klasse;nachname1;vorname1\nBeispiel;Mila;15.03.2018;3c;Beispiel;Nadja",
    });
    expect(told(plan.problems)).toMatchInlineSnapshot(`
      [
        "Zeile 2 Mila Beispiel steht auch in der Datei kinder.csv, Zeile 2. Ohne Geburtsdatum oder Nummer ist nicht zu erkennen, ob es dasselbe Kind ist. Bitte sagen Sie es, oder ergänzen Sie das Geburtsdatum.",
        "Zeile 3 Nicht aufgenommen, weil der Status „Gast“ nicht bekannt ist (Zeilen: 1).",
        "Zeile 5 Paul Fabel steht auch in Zeile 4. Ohne Geburtsdatum und Nummer gelten beide Zeilen als ein Kind. Sind es zwei Kinder, ergänzen Sie bitte das Geburtsdatum.",
        "Zeile 2 Mila Beispiel ist hier in der Klasse 3c, in der anderen Datei in der Klasse 3a. Es gilt die Klasse 3a.",
      ]
    `);
    expect(plan.newChildren.map(({ givenName, familyName }) => `${givenName} ${familyName}`)).toMatchInlineSnapshot(`
      [
        "Mila Beispiel",
        "Paul Fabel",
      ]
    `);
  });
});

describe("guardians", () => {
  test("parents with one e-mail address are two persons; two names in one field are two persons, and said", async () => {
    const office = await officeWith(
      schild(
        "1;Beispiel;Mila;15.03.2018;3a;Aktiv;;Beispiel;Nadja;f@example.org;Beispiel;Tarek;f@example.org",
        "2;Erfunden;Tim;17.01.2018;3a;Aktiv;;Erfunden;Julia und Olaf;;;;",
        "3;Fabel;Paul;12.12.2017;3a;Aktiv;;Fabel / Obhut;Ina & Udo;;;;",
      ),
    );
    expect((await office.list()).map((line) => line.split(": ")[1]).sort()).toEqual([
      "Ina Fabel, Udo Obhut",
      "Julia Erfunden, Olaf Erfunden",
      "Nadja Beispiel, Tarek Beispiel",
    ]);
  });

  test("the same name at another address is another person; at the same one it is the same", async () => {
    const dat = (town: string) => ({
      "kinder.csv": "Nachname;Vorname;Geburtsdatum;Klasse\nBeispiel;Mila;15.03.2018;3a\nBeispiel;Jonas;04.02.2020;1b",
      "SchuelerErzieher.dat": [
        "Nachname|Vorname|Geburtsdatum|Erzieherart|Nachname 1.Person|Vorname 1.Person|Straße|PLZ|Ort",
        "Beispiel|Mila|15.03.2018|Mutter|Beispiel|Nadja|Gedankenweg 12|44137|Traumstadt",
        `Beispiel|Jonas|04.02.2020|Mutter|Beispiel|Nadja|${town}`,
      ].join("\n"),
    });
    expect((await new Office().plans(dat("Gedankenweg 12|44137|Traumstadt"))).newPeople).toHaveLength(1);
    expect((await new Office().plans(dat("Luftstraße 1|44139|Traumstadt"))).newPeople).toHaveLength(2);
  });

  test.each([
    "Sorgerecht beim Vater",
    "Umgang nur begleitet",
    "Beschluss vom 03.02.",
    "Kontaktverbot",
    "Eltern leben getrennt",
  ])("a remark like “%s” is for a person to read, and is not repeated", async (remark) => {
    const plan = await new Office().plans({
      "a.csv": `nachname;vorname;geburtsdatum;klasse;erzieherart;nachname1;vorname1;bemerkungen\nBeispiel;Mila;15.03.2018;3a;Vater;Beispiel;Tarek;${remark}`,
    });
    expect(plan.problems.map(({ key, weight, row }) => `${key} ${weight} ${row}`)).toEqual(["custodyRemark custody 2"]);
    expect(JSON.stringify(plan)).not.toContain(remark);
  });

  test.each(["Pflegeeltern", "Großeltern", "Vormund", "Jugendamt", "Sonstige"])(
    "%s are taken in and flagged",
    async (kind) => {
      const plan = await new Office().plans({
        "a.csv": `nachname;vorname;geburtsdatum;klasse;erzieherart;nachname1;vorname1\nBeispiel;Mila;15.03.2018;3a;${kind};Obhut;Martina`,
      });
      expect({ people: plan.newPeople.length, problems: plan.problems.map(({ key }) => key) }).toEqual({
        people: 1,
        problems: ["custodyKind"],
      });
    },
  );

  test("a pupil of age is not its own guardian", async () => {
    const plan = await new Office().plans({
      "a.csv":
        "nachname;vorname;geburtsdatum;klasse;erzieherart;nachname1;vorname1\nBeispiel;Lena;15.03.2008;10a;Schülerin ist volljährig;Beispiel;Lena",
    });
    expect({ people: plan.newPeople, problems: plan.problems.map(({ key }) => key) }).toEqual({
      people: [],
      problems: ["adultPupil"],
    });
  });
});

describe("teachers", () => {
  test("a new class teacher is said, the one before leaves the class; a code that nobody knows ends nothing", async () => {
    const office = await officeWith({
      "klassen.csv": sample("klassen.csv"),
      "lehrkraefte.csv": sample("lehrkraefte.csv"),
    });
    const changed = sample("klassen.csv").replace('"TAFE"', '"KREI"').replace('"LINE,DORN"', '"XYZ"');
    const plan = await office.plans({ "klassen.csv": changed });
    expect(preview(plan)).toEqual([
      "changed Karl Kreide; row 3; classJoined →3a",
      "changed Petra Tafel; classLeft 3a→",
    ]);
    expect(told(plan.problems)).toEqual([
      "Zeile 4 Zum Kürzel XYZ (Klasse 2c) ist keine Lehrkraft bekannt. Bitte lesen Sie die Liste der Lehrkräfte zusammen mit der Liste der Klassen ein.",
      "Zeile 6 Zum Kürzel NEU1 (Klasse 4d) ist keine Lehrkraft bekannt. Bitte lesen Sie die Liste der Lehrkräfte zusammen mit der Liste der Klassen ein.",
    ]);
  });
});

test("the plan is plain data, and every problem and row has its place in a file", async () => {
  const plan = await new Office().plans({
    "schild.csv": sample("schild-text.csv"),
    "klassen.csv": sample("klassen.csv"),
  });
  expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  expect(
    [...plan.problems, ...plan.rows]
      .map((one) => placeText(one, words))
      .every((place) => /^(schild|klassen)\.csv, Zeile \d+$/.test(place)),
  ).toBe(true);
});
