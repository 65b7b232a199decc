import { describe, expect, test } from "vitest";
import { type Given, Office, told } from "../support/office.ts";

const schildHeading =
  "Interne ID-Nummer;Nachname;Vorname;Geburtsdatum;Klasse;Status;Erzieher: Art (Klartext);" +
  "Erzieher 1: Nachname;Erzieher 1: Vorname;Erzieher 1: E-Mail;Erzieher 2: Nachname;Erzieher 2: Vorname;" +
  "Erzieher 2: E-Mail;Bemerkungen";
const schild = (...rows: string[]): Given => ({ "schild.csv": [schildHeading, ...rows].join("\n") });
const pupils = (...rows: string[]): Given => ({
  "kinder.csv": ["Nachname;Vorname;Geburtsdatum;Klasse", ...rows].join("\n"),
});
const numbered = (...rows: string[]): Given => ({
  "schild.csv": ["Interne ID-Nummer;Nachname;Vorname;Geburtsdatum;Klasse;Status", ...rows].join("\n"),
});
const iserv = (...rows: string[]): Given => ({
  "iserv.csv": ["Vorname;Nachname;Klasse/Information;Import-ID", ...rows].join("\n"),
});
/** A child with two guardians' cells and a remark. */
const ofGuardians = (cells: string, kind = "Eltern", remark = "") =>
  schild(`1;Probe;Mila;15.03.2018;3a;Aktiv;${kind};${cells};${remark}`);

async function after(...imports: Given[]) {
  const office = new Office();
  let plan = await office.plans({});
  for (const given of imports) plan = await office.imports(given);
  const keys = plan.problems.map(({ key, weight, row }) => `${weight} ${key} ${row}`);
  return { office, plan, list: await office.list(), keys };
}

describe("one class has one name", () => {
  test("03A in one program is 3a in the other: nobody moves, and the spelling that was there stays", async () => {
    const { office, list } = await after(
      iserv("Mila;Probe;3a;7001", "Tim;Muster;3a;7002"),
      numbered("7001;Probe;Mila;15.03.2018;03A;Aktiv", "7002;Muster;Tim;16.04.2018;03A;Aktiv"),
    );
    expect(list).toEqual(["3a Tim Muster 2018-04-16 –: ", "3a Mila Probe 2018-03-15 –: "]);
    expect((await office.roster.roll()).classes.map(({ name }) => name)).toEqual(["3a"]);
  });

  test("where both are stored already, the children come back to the one with a teacher", async () => {
    const office = new Office();
    await office.imports(pupils("Probe;Mila;15.03.2018;3a", "Wort;Ole;17.05.2018;3b"));
    const insert = "insert into school_class (id, name) values ('zwei', '03A')";
    office.database.$client.prepare(insert).run();
    office.database.$client.prepare("update child set class_id = 'zwei' where given_name = 'Mila'").run();
    const taught = { "e.csv": "klasse;rolle;vorname;nachname\n3a;lehrkraft;Petra;Tafel" };
    office.database.$client.prepare("update school_class set name = 'x' where id = 'zwei'").run();
    await office.imports(taught);
    office.database.$client.prepare("update school_class set name = '03A' where id = 'zwei'").run();
    await office.imports(pupils("Probe;Mila;15.03.2018;03A", "Wort;Ole;17.05.2018;3b"));
    expect(await office.list()).toEqual(["3a Mila Probe 2018-03-15 –: ", "3b Ole Wort 2018-05-17 –: "]);
  });

  test("a list of 1/2 says nothing of who is in 12", async () => {
    const { plan } = await after(
      pupils("Probe;Mila;15.03.2018;1/2", "Muster;Tim;16.04.2018;12"),
      pupils("Probe;Mila;15.03.2018;1/2"),
    );
    expect(plan.goneChildren).toEqual([]);
    expect(plan.untouchedClasses).toEqual(["12"]);
  });

  test.each([
    "Jahrgangsmischung 1/2 Igel",
    "Jahrgangsübergreifende Lerngruppe 1/2 Igel",
    "2024-a",
    "2024/25 b",
    "3.1",
    "E1",
  ])("%s is a class", async (name) => {
    const { list } = await after(pupils(`Probe;Mila;15.03.2018;${name}`));
    expect(list).toEqual([`${name} Mila Probe 2018-03-15 –: `]);
  });

  test.each(["01. Feb", "03. Jan", "2018-03-15", "15.03.2018", "44137", "0231 000001", "Feb 03"])(
    "%s is none, and stops nobody else",
    async (name) => {
      const { list, keys } = await after(pupils(`Probe;Mila;15.03.2018;${name}`, "Muster;Tim;16.04.2018;3a"));
      expect(list).toEqual(["3a Tim Muster 2018-04-16 –: "]);
      expect(keys).toEqual(["unclear classOdd 2"]);
    },
  );
});

describe("a child with one name", () => {
  test.each(["Aminfiktiv;-", "Aminfiktiv;.", "Aminfiktiv;", "-;Aminfiktiv", "Aminfiktiv;–"])(
    "written %s is taken in under it, and found again",
    async (cells) => {
      const list = pupils("Probe;Mila;15.03.2018;3a", `${cells};01.01.2018;3a`);
      const { office, list: stored, keys } = await after(list);
      expect(stored).toEqual(["3a Aminfiktiv  2018-01-01 –: ", "3a Mila Probe 2018-03-15 –: "]);
      expect(keys).toEqual(["look oneName 3"]);
      expect((await office.plans(list)).unchangedChildren).toBe(2);
    },
  );

  test("that the list has lost half of is neither doubled nor gone, and keeps its name", async () => {
    const whole = numbered("1;Probe;Mila;15.03.2018;3a;Aktiv", "2;Muster;Tim;16.04.2018;3a;Aktiv");
    const { plan, list } = await after(
      whole,
      numbered("1;;Mila;15.03.2018;3a;Aktiv", "2;Muster;Tim;16.04.2018;3a;Aktiv"),
    );
    expect({ gone: plan.goneChildren, list }).toEqual({
      gone: [],
      list: ["3a Tim Muster 2018-04-16 –: ", "3a Mila Probe 2018-03-15 –: "],
    });
    for (const half of [pupils("Probe;;15.03.2018;3a"), iserv("Mila;;3a;")]) {
      const { plan: next } = await after(pupils("Probe;Mila;15.03.2018;3a"), half);
      expect({ gone: next.goneChildren, made: next.newChildren }).toEqual({ gone: [], made: [] });
    }
  });

  test("called Dito keeps it", async () => {
    expect((await after(pupils("Santos;Dito;15.03.2018;3a"))).list).toEqual(["3a Dito Santos 2018-03-15 –: "]);
  });

  test("and a row without any is said, and stops nobody", async () => {
    const { list, keys } = await after(
      pupils("-;.;15.03.2018;3a", "N.N.;N.N.;01.02.2018;3a", "Muster;Tim;16.04.2018;3a"),
    );
    expect(list).toEqual(["3a Tim Muster 2018-04-16 –: "]);
    expect(keys).toEqual(["unclear nameIncomplete 2", "unclear nameIncomplete 3"]);
  });
});

describe("a list with birth date and class is one of children", () => {
  test.each(["Kürzel", "Rolle", "Namenszusatz", "Klassenlehrer", "Kind-ID", "Benutzertyp"])(
    "whatever the column %s says beside it",
    async (column) => {
      const { list } = await after({
        "a.csv":
          `Nachname;Vorname;Geburtsdatum;Klasse;Kürzel;${column}x;${column}\nProbe;Mila;15.03.2018;3a;TAF;x;Klassensprecherin\nMuster;Tim;16.04.2018;3a;TAF;;`
            .replace(column === "Kürzel" ? ";Kürzel;" : "\u0000", ";")
            .replaceAll(column === "Kürzel" ? ";TAF" : "\u0000", ""),
      });
      expect(list).toEqual(["3a Tim Muster 2018-04-16 –: ", "3a Mila Probe 2018-03-15 –: "]);
    },
  );

  test("a list of teachers with birth dates and no class stays one", async () => {
    const { plan } = await after({
      "l.csv": "kuerzel;nachname;vorname;geburtsdatum\nTAF;Tafel;Petra;1980-01-01",
      "k.csv": "kuerzel;klassenlehrer\n3a;TAF",
    });
    expect([plan.newChildren.length, plan.newPeople.map(({ role }) => role)]).toEqual([0, ["teacher"]]);
  });
});

describe("accounts", () => {
  test("of staff, parents, offices and groups are no children: said once, with their number", async () => {
    const { list, plan } = await after(
      iserv(
        "Mila;Probe;3a;7001",
        "Petra;Tafel;Lehrer;L-17",
        "Lina;Lineal;Lehrkräfte;L-18",
        "Sigrid;Tipp;Sekretariat;V-1",
        "Nadja;Probe;Eltern;E-1",
        "Klasse;Igel;3a;G-1",
        "Olaf;Ganz;OGS;B-1",
        "Max;Werk;Hausmeister;H-1",
      ),
    );
    expect(list).toEqual(["3a Mila Probe ? –: "]);
    expect(told(plan.problems)).toEqual([
      "Zeile 3 Konten von Lehrkräften, Eltern, Sekretariat und Gruppen werden nicht als Kinder aufgenommen (Zeilen: 7).",
    ]);
  });

  test("of a teacher with a class is told by the kind of account or its groups", async () => {
    const { list } = await after({
      "i.csv":
        "Account;Vorname;Nachname;Benutzertyp;Import-ID;Klasse/Information;Gruppen\n" +
        'a;Mila;Probe;Schüler;1;3a;"Klasse 3a,Schüler"\nb;Petra;Tafel;Lehrer;2;3a;\nc;Lina;Lineal;;3;3a;"Kollegium,Klasse 3a"',
    });
    expect(list).toEqual(["3a Mila Probe ? –: "]);
  });

  test("of pupils without birth date come by number, name and class; 03a is 3a", async () => {
    const rows =
      'id,nachname,vorname,klasse,kurse,passwort\n6001,Probe,Mila,03a,"Jg03-Chor,Jahrgang 03",20180315\n' +
      '6002,Muster Wort,Tim,03a,"Jahrgang 03",20180416';
    const { list, plan } = await after(numbered("6001;Probe;Mila;15.03.2018;3a;Aktiv"), { "i.csv": rows });
    expect(list).toEqual(["3a Tim Muster Wort ? –: ", "3a Mila Probe 2018-03-15 –: "]);
    expect(JSON.stringify(plan)).not.toContain("20180416");
  });
});

describe("guardians", () => {
  test.each([
    "Probe;Tarek (verstorben)",
    "Probe;† Olaf",
    "Probe;verst. Olaf",
    "Probe (gest.);Olaf",
    "Probe †;Olaf",
    "Probe;Olaf +",
    "Probe;+ Olaf",
  ])("%s is dead: no person, and for somebody to decide", async (cells) => {
    const { list, keys } = await after(ofGuardians(`Probe;Nadja;;${cells};`));
    expect({ list, keys }).toEqual({
      list: ["3a Mila Probe 2018-03-15 –: Nadja Probe"],
      keys: ["custody guardianDead 2"],
    });
  });

  test.each(["Vater 2025 verstorben", "Mutter †", "Halbwaise", "verst. Vater", "Mutter verwitwet"])(
    "the remark “%s” is for somebody to decide, and is not kept",
    async (remark) => {
      const { plan, keys } = await after(ofGuardians("Probe;Nadja;;Probe;Udo;", "Eltern", remark));
      expect(keys).toEqual(["custody deathRemark 2"]);
      expect(JSON.stringify(plan)).not.toContain(remark);
    },
  );

  test("a widow is not dead", async () => {
    const { list } = await after(ofGuardians("Probe;Witwe Nadja;;;;"));
    expect(list).toEqual(["3a Mila Probe 2018-03-15 –: Nadja Probe"]);
  });

  test.each([
    "unbekannt;unbekannt",
    "N.N.;N.N.",
    "keine Angabe;keine Angabe",
    "s.o.;Udo",
    "k.A.;k. A.",
    "Probe;N. N.",
    "XXX;xxx",
    "siehe Mutter;siehe Mutter",
    "Vater;Mutter",
    "Mutter;Mutter",
    "Probe;Ehefrau",
    "Probe;Kindsvater",
  ])("%s is nobody, and shown", async (cells) => {
    const { list, keys } = await after(ofGuardians(`Probe;Nadja;;${cells};`));
    expect({ list, keys }).toEqual({
      list: ["3a Mila Probe 2018-03-15 –: Nadja Probe"],
      keys: ["look standsForNobody 2"],
    });
  });

  test.each([
    ["Probe;Nadja, Tarek", "Nadja Probe, Tarek Probe", "twoInOneField"],
    ["Probe;Nadja und Tarek", "Nadja Probe, Tarek Probe", "twoInOneField"],
    ["Probe;Nadja u. Tarek", "Nadja Probe, Tarek Probe", "twoInOneField"],
    ["Probe;Nadja u Tarek", "Nadja Probe, Tarek Probe", "twoInOneField"],
    ["Probe;Nadja & Tarek", "Nadja Probe, Tarek Probe", "twoInOneField"],
    ["Probe;Nadja/Tarek", "Nadja Probe, Tarek Probe", "twoInOneField"],
    ["Probe;Nadja + Tarek", "Nadja Probe, Tarek Probe", "twoInOneField"],
    ["Probe und Anders;Nadja und Tarek", "Nadja Probe, Tarek Anders", "twoInOneField"],
    ["Probe;Frau Nadja und Herr Tarek", "Nadja Probe, Tarek Probe", "twoInOneField"],
    ["Eheleute Probe;Nadja und Tarek", "Nadja Probe, Tarek Probe", "twoInOneField"],
    ["Muster;Eheleute", "", "guardianCouple"],
    ["Familie Fabel;Familie", "", "guardianCouple"],
    ["Fabel;Fam.", "", "guardianCouple"],
    ["Fabel;Herr und Frau", "", "guardianCouple"],
    ["Fabel;Herrn u. Frau", "", "guardianCouple"],
    ["Probe und Tarek Anders;Nadja", "", "guardianCouple"],
    ["Familie Fabel;Ina", "Ina Fabel", "guardianCouple"],
  ])("%s", async (cells, stored, key) => {
    const { list, keys } = await after(ofGuardians(`${cells};;;;`));
    const people = list[0]?.split(": ")[1]?.split(", ").sort().join(", ");
    expect({ people, keys }).toEqual({ people: stored.split(", ").sort().join(", "), keys: [`look ${key} 2`] });
  });

  test.each([
    "Dr. Probe;Nadja",
    "Probe;Dr. Nadja",
    "Probe;Nadja, Dr.",
    "Prof. Dr. Probe;Nadja",
    "Dr.Probe;Nadja",
    "Probe;Dipl.-Ing. Nadja",
    "Probe;Frau Dr. med. Nadja",
    "Probe, M.A.;Nadja",
    "Probe (geb. Meier);Nadja",
    "Probe;Nadja Dr.",
  ])("%s is Nadja Probe, whom the other program knows without", async (cells) => {
    const { list, plan } = await after(ofGuardians("Probe;Nadja;;;;"), {
      "e.csv": `nachname;vorname;geburtsdatum;klasse;erzieherart;nachname1;vorname1;email1\nProbe;Mila;15.03.2018;3a;Mutter;${cells};`,
    });
    expect({ list, people: plan.newPeople }).toEqual({ list: ["3a Mila Probe 2018-03-15 –: Nadja Probe"], people: [] });
  });

  test.each([
    "von Probe;Nadja",
    "van der Probe;Nadja",
    "Herr;Michael",
    "de la Probe;Ana María",
    "Al-Probe;Drita",
    "Müller/Meier;Nadja",
    "Freifrau von Probe;Ida",
    "Haus;Ina",
    "Heim;Ina",
    "Sorge;Reinhard",
    "Stadt;Anna",
  ])("%s stays the whole name", async (cells) => {
    const { list, keys } = await after(ofGuardians(`${cells};;;;`));
    expect(list[0]?.split(": ")[1]).toBe(cells.split(";").toReversed().join(" "));
    expect(keys).toEqual([]);
  });

  test("who was stored with a title by an older version is the same person", async () => {
    const office = new Office();
    await office.imports(ofGuardians("Probe;Nadja;;;;"));
    office.database.$client.prepare("update person set family_name = 'Dr. Probe'").run();
    const plan = await office.imports(ofGuardians("Dr. Probe;Nadja;;;;"));
    expect(plan.newPeople).toEqual([]);
    expect(await office.list()).toEqual(["3a Mila Probe 2018-03-15 –: Nadja Probe"]);
  });

  test("who was stored with a word of kinship by an older version is the same person", async () => {
    const office = new Office();
    await office.imports(ofGuardians("Probeo;Ina;;;;"));
    office.database.$client.prepare("update person set given_name = 'Oma Ina'").run();
    const plan = await office.imports(ofGuardians("Probeo;Oma Ina;;;;"));
    expect(plan.newPeople).toEqual([]);
    expect(await office.list()).toEqual(["3a Mila Probe 2018-03-15 –: Ina Probeo"]);
  });

  test.each([
    ["Jugendamt", "Jugendamt Traumstadt;", ""],
    ["", "Jugendamt Traumstadt;Amtsvormundschaft", ""],
    ["Eltern", "Wohngruppe Sonnenfiktion;Frau Haus", ""],
    ["Eltern", "Caritas;Ruhr", ""],
    ["Eltern", "Haus Sonnenschein;Träumer gGmbH", ""],
    ["Eltern", "Stadt Traumstadt;Amt für Jugend", ""],
    ["Eltern", "Jugendhilfe e.V.;Traum", ""],
    ["Jugendamt", ";", ""],
  ])("%s %s is no person, and for somebody to decide", async (kind, cells) => {
    const { plan, keys } = await after(ofGuardians(`${cells};;;;`.replace(";;;;;", ";;;;"), kind));
    expect(plan.newPeople).toEqual([]);
    expect(keys.every((key) => key.startsWith("custody ") && key.endsWith(" 2"))).toBe(true);
    expect(keys.length).toBeGreaterThan(0);
  });

  test.each([
    "Unna;Kreis",
    "Traumstadt;Landkreis",
    "Traumstadt;Stadt",
    "Traumstadt;Gemeinde",
    "Traumstadt;Amt",
    "Kreis;Märkischer",
    "Träumer;Rhein-Kreis",
    "Traumstadt;Landratsamt",
    "Traumstadt;Amtsgericht",
    "Traumstadt;Bezirksamt",
    "Aachen;Städteregion",
    "Traumstadt;Kirchengemeinde",
    "Traumstadt;Klinikum",
    "St. Traum;Krankenhaus",
    "Traumstadt;Polizei",
    ";Kreis Unna",
  ])("%s is a place of authority and no person, and for somebody to decide", async (cells) => {
    const { plan, keys } = await after(ofGuardians(`${cells};;;;`));
    expect(plan.newPeople).toEqual([]);
    expect(keys).toEqual(["custody guardianOffice 2"]);
  });

  const parents = ["Mutter", "Vater", "Mama", "Papa", "Mutti", "Kindsmutter", "leibliche Mutter", "Elternteil"];
  const others = [
    "Oma",
    "Opa",
    "Tante",
    "Onkel",
    "Großmutter",
    "Groß-Vater",
    "Stiefmama",
    "Schwiegermutter",
    "Schwester",
  ];
  test.each([
    ...parents.map((word) => [word, `Probeo;${word} Ina`, []] as const),
    ...others.map((word) => [word, `Probeo;${word} Ina`, ["custody custodyInName 2"]] as const),
    ["Oma", "Oma Probeo;Ina", ["custody custodyInName 2"]],
    ["Mutter:", "Probeo;Mutter: Ina", []],
    ["die Oma", "Probeo;die Oma Ina", ["custody custodyInName 2"]],
  ] as const)("%s before a name is a relation, and no name (%s)", async (_, cells, wanted) => {
    const { list, keys } = await after(ofGuardians(`${cells};;;;`));
    expect({ list, keys }).toEqual({ list: ["3a Mila Probe 2018-03-15 –: Ina Probeo"], keys: wanted });
  });

  test.each(["Probeo;Mama von Mila", "Probeo;Oma", "Probeo;Großvater", "Probeo;Stiefmama"])(
    "%s names nobody",
    async (cells) => {
      const { list, keys } = await after(ofGuardians(`${cells};;;;`));
      expect({ list, keys: keys.filter((key) => key.startsWith("look")) }).toEqual({
        list: ["3a Mila Probe 2018-03-15 –: "],
        keys: ["look standsForNobody 2"],
      });
    },
  );

  test.each(["Omar;Papadopoulos", "Tantel;Ina", "Vater;Ina", "Opalka;Jan"])("%s is called so", async (cells) => {
    const { list, keys } = await after(ofGuardians(`${cells};;;;`));
    expect(list[0]?.split(": ")[1]).toBe(cells.split(";").toReversed().join(" "));
    expect(keys).toEqual([]);
  });

  test.each(["Probeo;lebt bei Tante Ina", "Probeo;Kind bei Tante", "bei der Oma;", "Kind wohnt beim Vater;Udo"])(
    "%s says where the child lives, names nobody and is for somebody to decide",
    async (cells) => {
      const { plan, keys } = await after(ofGuardians(`${cells};;;;`));
      expect({ people: plan.newPeople, keys }).toEqual({ people: [], keys: ["custody custodyInName 2"] });
    },
  );

  test("words on custody behind a name are for somebody to decide, and are not stored", async () => {
    for (const cells of ["Probe;Udo (kein Umgang)", "Probe (Stiefvater);Udo", "Probe;Pflegevater Udo"]) {
      const { office, list, keys } = await after(ofGuardians(`${cells};;;;`));
      expect({ cells, list, keys }).toEqual({
        cells,
        list: ["3a Mila Probe 2018-03-15 –: Udo Probe"],
        keys: ["custody custodyInName 2"],
      });
      expect(JSON.stringify(await office.roster.roll())).not.toMatch(/Umgang|Stief|Pflege/);
    }
    const { list, keys } = await after(pupils("Probe;Mila (Pflegekind);15.03.2018;3a"));
    expect({ list, keys }).toEqual({ list: ["3a Mila Probe 2018-03-15 –: "], keys: ["custody custodyInName 2"] });
  });

  test("a question of custody belongs to the child also where it stands in another file and nobody was taken in", async () => {
    const children = "Vorname;Nachname;Klasse/Information;Import-ID\nTim;Muster;3a;7\nMila;Probe;3a;8";
    const guardians =
      "nachname;vorname;geburtsdatum;klasse;erzieherart;nachname1;vorname1\nProbe;Mila;;3a;Eltern;Jugendamt;";
    for (const given of [
      { "k.csv": children, "e.csv": "Vorname;Nachname;Kind-ID\nTraumstadt;Jugendamt;8" },
      { "k.csv": children, "e.csv": guardians },
      { "k.csv": children, "e.csv": guardians.replace("Jugendamt;", "Probe;Udo (verstorben)") },
    ]) {
      const { plan } = await after(given);
      const mila = plan.newChildren.find(({ givenName }) => givenName === "Mila")?.id;
      expect(plan.custodyFlags).toEqual([{ file: "e.csv", row: 2, childId: mila }]);
    }
  });

  test("whom the file names and nobody could read is left open with the child", async () => {
    for (const cells of ["Muster;Eheleute", "Probe;N4dja", "Probe;-"]) {
      const { plan } = await after(ofGuardians(`${cells};;;;`));
      expect(plan.leftOpen.map(({ childId }) => childId)).toEqual(plan.newChildren.map(({ id }) => id));
    }
  });

  test("a placeholder of an address tells nobody apart", async () => {
    const heading =
      "Interne ID-Nummer;Nachname;Vorname;Geburtsdatum;Klasse;Erzieher 1: Nachname;Erzieher 1: Vorname;" +
      "Erzieher 1: E-Mail;Erzieher: Straße;Erzieher: Postleitzahl;Erzieher: Ort\n";
    const annas = (mail: string, ...streets: [string, string]) =>
      `1;Müller;Mila;15.03.2018;3a;Müller;Anna;${mail};${streets[0]}\n2;Müller;Tim;16.04.2019;2b;Müller;Anna;${mail};${streets[1]}\n`;
    const [here, there] = ["Gedankenweg 1;44137;Traumstadt", "Luftallee 9;44139;Traumstadt"] as const;
    const people = async (rows: string) => (await after({ "a.csv": heading + rows })).plan.newPeople.length;
    expect(await people(annas("familie@example.org", here, here))).toBe(1);
    expect(await people(annas("familie@example.org", here, there))).toBe(2);
    expect(await people(annas("familie@example.org", ";;", ";;"))).toBe(1);
    expect(await people(annas("keine@example.org", ";;", ";;"))).toBe(2);
    const stranger = "3;Probe;Ida;16.04.2019;2b;Probe;Nadja;familie@example.org;;;\n";
    expect(await people(annas("familie@example.org", ";;", ";;") + stranger)).toBe(3);
  });
});

describe("dates", () => {
  test.each([
    "00.00.2018",
    "00.03.2018",
    "??.??.2018",
    "xx.xx.2018",
    "2018",
    "03.2018",
    "unbekannt",
    "2018-00-00",
    "01.01.1900",
  ])("of %s the child is taken in without a birth date, and that is said", async (date) => {
    const { list, keys } = await after(pupils(`Muster;Tim;${date};3a`));
    expect({ list, keys }).toEqual({ list: ["3a Tim Muster ? –: "], keys: ["look dateUnknown 2"] });
  });

  test.each([
    "2018-03-15 00:00:00.000",
    "2018-03-15T00:00:00Z",
    "2018-03-15T00:00:00+01:00",
    "2018-03-14T23:00:00Z",
    "2018-03-14T23:00:00.000Z",
    "15. 03. 2018",
    "15. 3. 2018",
    "15.03.2018 00:00",
    "15. März 2018",
    "15. Mrz. 2018",
    "15-03-2018",
    "2018/03/15",
    "2018/3/15",
  ])("%s is the 15th of March", async (date) => {
    const { list, keys } = await after(pupils(`Muster;Tim;${date};3a`));
    expect({ list, keys }).toEqual({ list: ["3a Tim Muster 2018-03-15 –: "], keys: [] });
  });

  test.each([
    ["########", "columnTooNarrow", "zu schmal"],
    ["#NV", "formulaFailed", "Formel"],
    ["43174", "dateMangled", "15.03.2018"],
    ["2018-03-14T21:00:00Z", "dateWrong", "15.03.2018"],
    ["30.02.2018", "dateWrong", "15.03.2018"],
  ])("%s is said for what it is, and the others are taken in", async (date, key, words) => {
    const { plan, list } = await after(pupils(`Probe;Mila;${date};3a`, "Muster;Tim;16.04.2018;3a"));
    expect(list).toEqual(["3a Tim Muster 2018-04-16 –: "]);
    expect(plan.problems.map((one) => one.key)).toEqual([key]);
    expect(told(plan.problems).join()).toContain(words);
  });

  test("a column that was too narrow is said wherever it is", async () => {
    for (const row of ["####;Mila;15.03.2018;3a", "Probe;####;15.03.2018;3a", "Probe;Mila;15.03.2018;###"])
      expect((await after(pupils(row))).keys).toEqual(["unclear columnTooNarrow 2"]);
  });

  test("numbers that Excel has rounded make nobody of two children one", async () => {
    const { list, keys } = await after(
      numbered("4,28E+11;Probe;Mila;15.03.2018;3a;Aktiv", "4,28E+11;Muster;Tim;16.04.2018;3a;Aktiv"),
    );
    expect(list).toHaveLength(2);
    expect(keys).toEqual(["look keyRounded 2"]);
  });
});

describe("one child in two rows", () => {
  test("left in the old class and active in the new one, she stays, in the new class", async () => {
    const before = numbered("1;Probe;Mila;15.03.2018;3a;Aktiv", "2;Muster;Tim;16.04.2018;3a;Aktiv");
    const tim = "2;Muster;Tim;16.04.2018;3a;Aktiv";
    for (const [old, now] of [
      ["1;Probe;Mila;15.03.2018;3a;Abgang", "1;Probe;Mila;15.03.2018;3b;Aktiv"],
      ["1;Probe;Mila;15.03.2018;3a;Abgang", "9;Probe;Mila;15.03.2018;3b;Aktiv"],
      [";Probe;Mila;15.03.2018;3a;Abgang", ";Probe;Mila;15.03.2018;3b;Aktiv"],
    ] as const)
      for (const rows of [
        [old, now, tim],
        [now, old, tim],
        [tim, now, old],
      ]) {
        const { plan, list } = await after(before, numbered(...rows));
        expect({ rows, gone: plan.goneChildren, made: plan.newChildren, list }).toEqual({
          rows,
          gone: [],
          made: [],
          list: ["3a Tim Muster 2018-04-16 –: ", "3b Mila Probe 2018-03-15 –: "],
        });
      }
  });

  test("in two classes of one list it is asked, and only the one who is stored goes on", async () => {
    const both = pupils("Probe;Mila;15.03.2018;3a", "Probe;Mila;15.03.2018;3b");
    const first = await after(both);
    expect(first.list).toEqual(["3a Mila Probe 2018-03-15 –: "]);
    expect(first.keys).toEqual(["unclear twoClasses 3"]);
    const stored = await after(pupils("Probe;Mila;15.03.2018;3b"), both);
    expect({ list: stored.list, keys: stored.keys }).toEqual({
      list: ["3b Mila Probe 2018-03-15 –: "],
      keys: ["unclear twoClasses 2"],
    });
    const office = new Office();
    await office.imports(both, { chosen: { "kinder.csv:3": "new" } });
    expect(await office.list()).toEqual(["3a Mila Probe 2018-03-15 –: ", "3b Mila Probe 2018-03-15 –: "]);
  });

  test("two children in one row are said, and neither is taken in as one", async () => {
    const { list, keys } = await after(pupils("Probe;Mila und Tim;15.03.2018;3a"));
    expect({ list, keys }).toEqual({ list: [], keys: ["unclear twoChildren 2"] });
  });
});
