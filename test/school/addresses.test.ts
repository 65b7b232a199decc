import { expect, test } from "vitest";
import { findAddresses } from "../../src/school/find-addresses.ts";
import { type Given, Office, saved } from "../support/office.ts";

const secret = "the secret of a school in tests";
const heading = "Nachname;Vorname;Geburtsdatum;Klasse;nachname1;vorname1;email1;nachname2;vorname2;email2;bemerkungen";
const children = (rows: string[], more = ""): Given => ({ "kinder.csv": [heading + more, ...rows].join("\n") });
const mila = "Probe;Mila;15.03.2018;3a;Probe;Nadja;;Anders;Tarek;";

/** What is found in files, by name, after another import has made the school. */
async function found(given: Given, school: Given = children([`${mila};`])) {
  const office = new Office();
  await office.imports(school);
  const roll = await office.roster.roll();
  const files = Object.entries(given).map(([name, content]) => ({
    name,
    bytes: typeof content === "string" ? saved(content) : content,
  }));
  const { addresses, several, inFiles, problems } = findAddresses({ files, roll }, secret);
  const nameOf = (id: string) => roll.people.find((one) => one.id === id)?.givenName ?? id;
  return {
    addresses: Object.fromEntries([...addresses].map(([id, lines]) => [nameOf(id), lines.join(", ")])),
    several: [...several].map(nameOf),
    inFiles,
    problems: problems.map(({ key }) => key),
    count: addresses.size,
  };
}
const nothing = { addresses: {}, several: [], inFiles: 0, problems: [], count: 0 };

test("an address for the whole row is that of both guardians", async () => {
  const { addresses } = await found(children([`${mila};;Gedankenweg;1;44137;Traumstadt`], ";Straße;Hausnr.;PLZ;Ort"));
  const there = "Gedankenweg 1, 44137 Traumstadt";
  expect(addresses).toEqual({ Nadja: there, Tarek: there });
});

test("columns of one person's own are that person's alone", async () => {
  const columns = ";strasse1;plz1;ort1;strasse2;plz2;ort2";
  const { addresses } = await found(
    children([`${mila};;Gedankenweg 1;44137;Traumstadt;Luftallee 9;44139;Traumstadt`], columns),
  );
  expect(addresses).toEqual({ Nadja: "Gedankenweg 1, 44137 Traumstadt", Tarek: "Luftallee 9, 44139 Traumstadt" });
});

test("a row for each address of a child is separate envelopes", async () => {
  const rows = [
    "Probe;Mila;15.03.2018;3a;Probe;Nadja;;;;;;Gedankenweg 1;44137;Traumstadt",
    "Probe;Mila;15.03.2018;3a;Anders;Tarek;;;;;;Luftallee 9;44139;Traumstadt",
  ];
  const { addresses } = await found(children(rows, ";Straße;PLZ;Ort"));
  expect(addresses).toEqual({ Nadja: "Gedankenweg 1, 44137 Traumstadt", Tarek: "Luftallee 9, 44139 Traumstadt" });
});

test("of two who may live apart nobody gets the one address of their row", async () => {
  const { addresses, inFiles } = await found(
    children([`${mila};getrennt lebend;Gedankenweg 1;44137;Traumstadt`], ";Straße;PLZ;Ort"),
  );
  expect({ addresses, inFiles }).toEqual({ addresses: {}, inFiles: 2 });
});

test("whoever stands there with two addresses has none, but one in two spellings is one", async () => {
  const twice = (street: string) => [
    `${mila};;Gedankenstraße 1;44137;Traumstadt`,
    `Probe;Tim;16.04.2019;2b;Probe;Nadja;;Anders;Tarek;;;${street};44137;Traumstadt`,
  ];
  const both = children([`${mila};`, "Probe;Tim;16.04.2019;2b;Probe;Nadja;;Anders;Tarek;;"]);
  const one = await found(children(twice("Gedankenstr. 1"), ";Straße;PLZ;Ort"), both);
  expect(one).toMatchObject({ several: [], inFiles: 4 });
  expect(Object.keys(one.addresses)).toEqual(["Nadja", "Tarek"]);
  const rows = [`${mila};;Gedankenweg 1;44137;Traumstadt`, `${mila};;Luftallee 9;44139;Traumstadt`];
  const two = await found(children(rows, ";Straße;PLZ;Ort"));
  expect(two).toMatchObject({ addresses: {}, several: ["Nadja", "Tarek"] });
});

test("parents who are called the same are told by nothing here, so that neither gets the other's letter", async () => {
  const same = (rows: string[]): Given => ({
    "own.csv": ["klasse;rolle;vorname;nachname;kind_vorname;kind_nachname;kennung;Straße;PLZ;Ort", ...rows].join("\n"),
  });
  const child = "3a;kind;Mila;Probe;;;;;;";
  const parent = (key: string, street: string) => `3a;erziehungsberechtigt;Kim;Probe;Mila;Probe;${key};${street}`;
  const school = same([child, parent("K1", ";;"), parent("K2", ";;")]);
  const addressed = ["Gedankenweg 1;44137;Traumstadt", "Luftallee 9;44139;Traumstadt"] as const;
  const numbered = await found(same([child, parent("K1", addressed[0]), parent("K2", addressed[1])]), school);
  expect(numbered).toMatchObject({ inFiles: 2, several: [], count: 2 });
  const bare = await found(same([child, parent("", addressed[0]), parent("", addressed[1])]), school);
  expect(bare.addresses).toEqual({});
});

test("in the school's own table, where a row is one person, columns may say that they are that person's own", async () => {
  const table = (...rows: string[]): Given => ({
    "own.csv": [
      "klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;eigene Straße;eigene PLZ;eigener Ort",
      ...rows,
    ].join("\n"),
  });
  const of = (name: string, where: string) => `3a;erziehungsberechtigt;${name};;Mila;Probe;${where}`;
  const given = table(
    "3a;kind;Mila;Probe (getrennt lebend);15.03.2018;;;;;",
    of("Nadja;Probe", "Gedankenweg 1;44137;Traumstadt"),
    of("Tarek;Anders", "Luftallee 9;44139;Traumstadt"),
  );
  const { addresses } = await found(given);
  expect(addresses).toEqual({ Nadja: "Gedankenweg 1, 44137 Traumstadt", Tarek: "Luftallee 9, 44139 Traumstadt" });
});

test("IServ's parents are found by the number of their child", async () => {
  const school: Given = {
    "a.csv": "Interne ID-Nummer;Nachname;Vorname;Geburtsdatum;Klasse\n7;Probe;Mila;15.03.2018;3a",
    "b.csv": "Vorname;Nachname;Kind-ID\nNadja;Probe;7",
  };
  const { addresses } = await found(
    { "b.csv": "Vorname;Nachname;Kind-ID;Straße;PLZ;Ort\nNadja;Probe;7;Gedankenweg 1;44137;Traumstadt" },
    school,
  );
  expect(addresses).toEqual({ Nadja: "Gedankenweg 1, 44137 Traumstadt" });
});

test("a file of another school, one without addresses and a broken one find nobody", async () => {
  const other = children(["Fremd;Ole;01.02.2017;4c;Fremd;Olga;;;;;;Fernweg 2;50667;Weithin"], ";Straße;PLZ;Ort");
  expect(await found(other)).toEqual({ ...nothing, inFiles: 1 });
  expect(await found(children([`${mila};`]))).toEqual(nothing);
  expect(await found({ "kaputt.csv": "\u0000\u0001" })).toMatchObject({ addresses: {}, problems: [expect.anything()] });
});

test.each([
  ["an incomplete one", "Gedankenweg 1;;Traumstadt"],
  ["a blocked one", "Auskunftssperre 1;44137;Traumstadt"],
  ["a word for none", "unbekannt;44137;Traumstadt"],
  ["a pointer", "s.o.;44137;Traumstadt"],
])("%s is no address", async (_what, cells) => {
  expect((await found(children([`${mila};;${cells}`], ";Straße;PLZ;Ort"))).addresses).toEqual({});
});

test("an address in one cell is parted, and columns of somebody else's are left alone", async () => {
  const whole = await found(children([`${mila};;"Gedankenweg 1, 44137 Traumstadt"`], ";Anschrift"));
  expect(whole.addresses).toMatchObject({ Nadja: "Gedankenweg 1, 44137 Traumstadt" });
  const columns = ";Arbeitgeber Straße;Arbeitgeber PLZ;Arbeitgeber Ort;Geburtsort;Ortsteil;E-Mail-Adresse";
  const others = await found(children([`${mila};;Werkhof 5;44137;Traumstadt;Hier;Dort;x`], columns));
  expect(others).toEqual(nothing);
});
