import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Custody } from "../../src/consent/custody.ts";
import { type AddressFiles, findAddresses } from "../../src/school/find-addresses.ts";
import { readOfficeFiles } from "../../src/school/read-office-file.ts";
import { type Given, Office, sample, saved } from "../support/office.ts";

const secret = "the secret of a school in tests";
const names = "Nachname;Vorname;Geburtsdatum;Klasse;nachname1;vorname1;email1;nachname2;vorname2;email2";
const there = "Gedankenweg 1;44137;Traumstadt";
const mila = "Probe;Mila;15.03.2018;3a;";
const tim = "Probe;Tim;16.04.2019;2b;";
const both = "Probe;Nadja;;Anders;Tarek;";
const list = (heading: string, ...rows: string[]) => [heading, ...rows].join("\n");
/** A list with an address for the whole row, and one more column. */
const withColumn = (column: string, ...rows: string[]) => list(`${names};Straße;PLZ;Ort;${column}`, ...rows);
const school: Given = { "kinder.csv": list(names, `${mila}${both}`, `${tim}${both}`) };

/** Whose letter carries what, by first name, after the school has been imported. */
async function found(given: Given, decided?: (roll: AddressFiles["roll"]) => AddressFiles["roll"]["custody"]) {
  const office = new Office();
  await office.imports(school);
  const stored = await office.roster.roll();
  const roll = decided ? { ...stored, custody: decided(stored) ?? [] } : stored;
  return foundIn(given, roll);
}

function foundIn(given: Given, roll: AddressFiles["roll"]) {
  const files = Object.entries(given).map(([name, content]) => ({
    name,
    bytes: typeof content === "string" ? saved(content) : content,
  }));
  const { addresses, held, inFiles } = findAddresses({ files, roll }, secret);
  const nameOf = (id: string) => roll.people.find((one) => one.id === id)?.givenName ?? id;
  return {
    addresses: Object.fromEntries([...addresses].map(([id, lines]) => [nameOf(id), lines.join(", ")])),
    held: [...new Set([...held].map(nameOf))].toSorted(),
    inFiles,
  };
}

const everyone = { Nadja: "Gedankenweg 1, 44137 Traumstadt", Tarek: "Gedankenweg 1, 44137 Traumstadt" };

test("where nothing speaks of it, both have the address of the row, whatever harmless columns stand beside it", async () => {
  const columns = "Telefon;Konfession;Staatsangehörigkeit;Geschlecht;Aufnahmedatum;anrede1;ortsteil;anschreiben";
  const row = `${mila}${both};${there};0231 000001;ohne Bekenntnis;deutsch;w;01.08.2024;Frau;;J`;
  expect(await found({ "a.csv": withColumn(columns, row) })).toEqual({ addresses: everyone, held: [], inFiles: 2 });
});

test.each([
  ["SVWS", ["schueler-erzieher.csv", "schuelerdaten.csv"], [6, 7, 8, 9, 10]],
  ["SchILD-NRW", ["SchuelerErzieher.dat", "SchuelerBasisdaten.dat"], [6, 8]],
  ["an export as text", ["schild-text.csv"], [8]],
  ["IServ", ["iserv-benutzer.csv", "iserv-eltern.csv"], []],
])("in the files of %s nothing speaks but what an office has written of custody", (_program, samples, rows) => {
  const files = samples.map((name) => ({ name, bytes: saved(sample(name)) }));
  const { speaking = [] } = readOfficeFiles(files, secret, [], { postal: true });
  expect(speaking.map(({ row }) => row)).toEqual(rows);
});

describe("the address of a row is held back from every guardian of the child, and told as held back, where", () => {
  const rows = (cell: string, text = both) => `${mila}${text};${there};${cell}`;
  test.each<[string, Given]>([
    ["the kind of guardian speaks", { "a.csv": withColumn("Erzieherart", rows("Mutter, getrennt lebend vom Vater")) }],
    [
      "each parent has a row with the remark",
      {
        "a.csv": withColumn(
          "bemerkungen",
          rows("getrennt lebend, Auskunftssperre", "Probe;Nadja;;;;"),
          rows("getrennt lebend, Auskunftssperre", "Anders;Tarek;;;;"),
        ),
      },
    ],
    [
      "only a sibling's row speaks",
      { "a.csv": withColumn("bemerkungen", rows("getrennt lebend"), `${tim}${both};${there};`) },
    ],
    [
      "the child's name has words in brackets",
      { "a.csv": list(`${names};Straße;PLZ;Ort`, `Probe;Mila (lebt bei Mutter);15.03.2018;3a;${both};${there}`) },
    ],
    [
      "another file speaks",
      {
        "a.csv": list(`${names};Straße;PLZ;Ort`, `${mila}${both};${there}`),
        "b.csv": list("Nachname;Vorname;Geburtsdatum;Klasse;Bemerkungen", `${mila}getrennt lebend`),
      },
    ],
    [
      "a row speaks of which nothing is read",
      {
        "a.csv": list(`${names};Straße;PLZ;Ort`, `${mila}${both};${there}`),
        "b.csv": list("Nachname;Vorname;Geburtsdatum;Klasse;Bemerkungen", "Probe;Mila;31.02.2018;3a;getrennt lebend"),
      },
    ],
    ["a column of blocks says ja", { "a.csv": withColumn("Auskunftssperre", rows("ja")) }],
    ["a column of blocks has a cross", { "a.csv": withColumn("Sperrvermerk", rows("x")) }],
    ["a column of hints speaks", { "a.csv": withColumn("Hinweis", rows("Auskunftssperre")) }],
    ["a column says where the child lives", { "a.csv": withColumn("Wohnt bei", rows("Mutter")) }],
    [
      "a column without a heading speaks",
      {
        "a.csv": list(`${names};Straße;PLZ;Ort`, `${mila}${both};${there}`),
        "b.csv": list("Nachname;Vorname;Geburtsdatum;Klasse;;Konfession", `${mila}siehe Akte;rk`),
      },
    ],
    [
      "a note below the list speaks",
      { "a.csv": list(`${names};Straße;PLZ;Ort`, `${mila}${both};${there}`, "Anmerkung: Probe siehe Akte") },
    ],
    [
      "a list of another file is one of blocks",
      {
        "a.csv": list(`${names};Straße;PLZ;Ort`, `${mila}${both};${there}`),
        "b.csv": list("Kinder mit Auskunftssperre", "Nachname;Vorname;Geburtsdatum;Klasse", mila.slice(0, -1)),
      },
    ],
    [
      "the father has columns that nobody knows",
      { "a.csv": withColumn("Vater Straße;Vater PLZ;Vater Ort", rows("Fernweg 2;50667;Weithin")) },
    ],
    [
      "the row has been left out of the list",
      {
        "a.csv": list(`${names};Straße;PLZ;Ort`, `${mila}${both};${there}`),
        "b.csv": list("Nachname;Vorname;Geburtsdatum;Klasse;Status;Bemerkungen", `${mila}9;getrennt lebend`),
      },
    ],
    ["a remark has words that nobody knows", { "a.csv": withColumn("bemerkungen", rows("Adresse geheim")) }],
    [
      "a remark is a whole sentence",
      { "a.csv": withColumn("bemerkungen", rows("Anschrift der Mutter nicht an Vater weitergeben")) },
    ],
    ["a harmless column speaks", { "a.csv": withColumn("Telefon", rows("0231 1 (nur Mutter)")) }],
    [
      "the address itself is blocked",
      { "a.csv": list(`${names};Straße;PLZ;Ort`, `${mila}${both};Gedankenweg 1 (ASR);44137;Traumstadt`) },
    ],
  ])("%s", async (_what, given) => {
    const { addresses, held, inFiles } = await found(given);
    expect({ addresses, held }).toEqual({ addresses: {}, held: ["Nadja", "Tarek"] });
    expect(inFiles).toBeGreaterThan(0);
  });

  test("the secret address stands in the row of a sibling whom nothing ties to these parents", async () => {
    const apart = withColumn(
      "bemerkungen",
      `${mila}${both};${there};Sperre`,
      `${tim}Probe;Nadia;;Andres;Tarik;;${there};`,
    );
    const office = new Office();
    await office.imports({ "kinder.csv": list(names, `${mila}${both}`, `${tim}Probe;Nadia;;Andres;Tarik;`) });
    expect(foundIn({ "a.csv": apart }, await office.roster.roll()).addresses).toEqual({});
  });

  test.each<Custody>(["declares", "informed", "neither", "undecided", "held_back"])(
    "the school has put down of one of them: %s",
    async (custody) => {
      const given = { "a.csv": list(`${names};Straße;PLZ;Ort`, `${tim}${both};${there}`) };
      const { addresses, held } = await found(given, ({ guardianships }) =>
        guardianships.slice(0, 1).map((one) => ({ ...one, custody })),
      );
      expect({ addresses, held }).toEqual({ addresses: {}, held: ["Nadja", "Tarek"] });
    },
  );
});

describe("columns of one's own", () => {
  const own = (tarek: string, more = ";;", nadja = "Luftallee 9;44139;Traumstadt") => ({
    "a.csv": list(
      `${names};strasse1;plz1;ort1;strasse2;plz2;ort2;Straße;PLZ;Ort;bemerkungen`,
      `${mila}${both};${nadja};${tarek};${more}`,
    ),
  });
  const hers = { Nadja: "Luftallee 9, 44139 Traumstadt" };

  test("are printed though the parents live apart", async () => {
    const { addresses } = await found(own("Fernweg 2;50667;Weithin", `${there};getrennt lebend`));
    expect(addresses).toEqual({ ...hers, Tarek: "Fernweg 2, 50667 Weithin" });
  });

  test.each([
    ["unbekannt verzogen", "unbekannt verzogen;;"],
    ["an address without a postcode", "Rue de la Paix 3;;Paris"],
    ["nothing, where the other's are filled", ";;"],
    ["a word for nothing", "-;;"],
  ])("that say %s give no address, and never somebody else's", async (_what, tarek) => {
    expect((await found(own(tarek, `${there};`))).addresses).toEqual(hers);
  });

  test.each(["Gedankenweg 1 (ASR)", "Sperre 1", "Anschrift geheim 1", "c/o Frauenhaus 3", "Schutzwohnung 1"])(
    "with a block in them are never printed: %s",
    async (street) => {
      const { addresses, held } = await found(own("Fernweg 2;50667;Weithin", ";;;", `${street};44139;Traumstadt`));
      expect({ addresses, held }).toEqual({ addresses: { Tarek: "Fernweg 2, 50667 Weithin" }, held: ["Nadja"] });
    },
  );
});

test("every sheet of a workbook is read for addresses", async () => {
  const office = new Office();
  await office.imports(school);
  const sheet = (name: string, row: string) => ({
    ...{ name, hidden: false, hiddenRows: [], wrongRows: [] },
    lines: [`${names};Straße;PLZ;Ort`, row].map((line, at) => ({ row: at + 1, cells: line.split(";") })),
  });
  const sheets = [sheet("3a", `${mila}${both};${there}`), sheet("2b", `${tim}${both};${there}`)];
  const file = { name: "", bytes: new Uint8Array([0]), workbook: { sheets } };
  const roll = await office.roster.roll();
  const { addresses, problems } = findAddresses({ files: [file], roll }, secret);
  const parents = roll.guardianships.map(({ guardianId }) => guardianId).toSorted();
  expect({ ids: [...addresses.keys()].toSorted(), problems }).toEqual({ ids: parents, problems: [] });
});

test("a sheet that is no list, or is hidden, speaks too", async () => {
  const office = new Office();
  await office.imports(school);
  const roll = await office.roster.roll();
  const sheet = (name: string, hidden: boolean, ...rows: string[]) => ({
    ...{ name, hidden, hiddenRows: [], wrongRows: [] },
    lines: rows.map((line, at) => ({ row: at + 1, cells: line.split(";") })),
  });
  const first = sheet("3a", false, `${names};Straße;PLZ;Ort`, `${mila}${both};${there}`);
  const sheets = [
    sheet("Sperren", false, "Probe;Mila"),
    sheet("Notizen", true, "Mila Probe;Adresse geheim"),
    sheet("alt", true, `${names};bemerkungen`, `${mila}${both};getrennt`),
  ];
  for (const second of sheets) {
    const file = { name: "", bytes: new Uint8Array([0]), workbook: { sheets: [first, second] } };
    expect(findAddresses({ files: [file], roll }, secret).addresses.size, second.name).toBe(0);
  }
});

test("whatever is remarked, in whatever column, no letter of one carries the address of both", async () => {
  const office = new Office();
  await office.imports(school);
  const roll = await office.roster.roll();
  const word = fc.stringMatching(/^[A-Za-zÄÖÜäöüß0-9 ,.()/:-]{0,30}$/).map((text) => text.trim());
  const column = fc.constantFrom("bemerkungen", "Hinweis", "Notiz", "Sonstiges", "Merkmal 3", "Wohnt bei", "Kommentar");
  const rows = fc.constantFrom(`${mila}${both}`, `${mila}Probe;Nadja;;;;`, `${mila}Anders;Tarek;;;;`, `${tim}${both}`);
  const cells = fc.array(fc.record({ row: rows, text: fc.oneof(fc.constant(""), word) }), {
    minLength: 1,
    maxLength: 4,
  });
  const isNothing = (text: string) => /^[^\p{L}\p{N}]*$|^(?:nein|n|0|false|falsch|no|keine)$/iu.test(text);
  fc.assert(
    fc.property(column, cells, (heading, lines) => {
      const given = { "a.csv": withColumn(heading, ...lines.map(({ row, text }) => `${row};${there};${text}`)) };
      const { addresses } = foundIn(given, roll);
      expect(lines.every(({ text }) => isNothing(text)) || Object.keys(addresses).length === 0).toBe(true);
    }),
    { numRuns: 150 },
  );
});
