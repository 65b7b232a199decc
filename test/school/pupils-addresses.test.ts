import { expect, test } from "vitest";
import { findAddresses } from "../../src/school/find-addresses.ts";
import { type Given, Office, saved } from "../support/office.ts";

const names = "Nachname;Vorname;Geburtsdatum;Klasse";
const both = "nachname1;vorname1;email1;nachname2;vorname2;email2";
const emre = "Probe;Emre;15.03.2007;13a";
const parents = "Probe;Nadja;;Anders;Tarek;";
const there = "Gedankenweg 1;44137;Traumstadt";
const list = (heading: string, ...rows: string[]) => [heading, ...rows].join("\n");
const address = "Gedankenweg 1, 44137 Traumstadt";

/** Whose letter carries what, where Emre is of age and Mila is not. */
async function found(given: Given) {
  const office = new Office();
  const mila = `Probe;Mila;15.03.2018;3a;${parents}`;
  await office.imports({ "kinder.csv": list(`${names};${both}`, `${emre};${parents}`, mila) });
  let ids = 0;
  await office.roster.bringPupilsOfAge(16, () => `pupil${(ids += 1)}`, new Date("2026-11-25T08:00:00Z"));
  const people = await office.roster.addressees();
  const pupils = people.flatMap(({ id, role, children }) =>
    role === "pupil" ? children.map((child) => ({ personId: id, childId: child.id })) : [],
  );
  expect(pupils).toHaveLength(1);
  const files = Object.entries(given).map(([name, text]) => ({ name, bytes: saved(String(text)) }));
  const { addresses, several, held, inFiles } = findAddresses(
    { files, roll: await office.roster.roll(), pupils },
    "key",
  );
  const nameOf = (id: string) => people.find((one) => one.id === id)?.givenName ?? id;
  return {
    addresses: Object.fromEntries([...addresses].map(([id, lines]) => [nameOf(id), lines.join(", ")])),
    byHand: [...several, ...held].map(nameOf).toSorted(),
    inFiles,
  };
}

test("a pupil of age has the address of the own row, as the parents beside have", async () => {
  const row = `${emre};${parents};${there}`;
  expect(await found({ "a.csv": list(`${names};${both};Straße;PLZ;Ort`, row) })).toEqual({
    addresses: { Nadja: address, Tarek: address, Emre: address },
    byHand: [],
    inFiles: 3,
  });
});

test("a list of pupils alone is enough, and of a child that is not of age it says nothing", async () => {
  const mila = "Probe;Mila;15.03.2018;3a";
  const given = { "a.csv": list(`${names};Straße;PLZ;Ort`, `${emre};${there}`, `${mila};${there}`) };
  expect(await found(given)).toEqual({ addresses: { Emre: address }, byHand: [], inFiles: 1 });
});

test("who has moved out has the own address, the parents have theirs", async () => {
  const given = {
    "eltern.csv": list(
      `${names};${both};strasse1;plz1;ort1;strasse2;plz2;ort2`,
      `${emre};${parents};${there};${there}`,
    ),
    "schueler.csv": list(`${names};Straße;PLZ;Ort`, `${emre};Luftallee 9;44139;Traumstadt`),
  };
  expect((await found(given)).addresses).toEqual({
    Nadja: address,
    Tarek: address,
    Emre: "Luftallee 9, 44139 Traumstadt",
  });
});

test("columns that are the pupil's are the pupil's, whatever parents who live apart have", async () => {
  const heading = `${names};${both};Schüler Straße;Schüler PLZ;Schüler Ort;strasse1;plz1;ort1;bemerkungen`;
  const given = { "a.csv": list(heading, `${emre};${parents};Luftallee 9;44139;Traumstadt;${there};getrennt lebend`) };
  expect((await found(given)).addresses).toEqual({ Nadja: address, Emre: "Luftallee 9, 44139 Traumstadt" });
});

test("in the school's own table the row of the pupil says it", async () => {
  const heading = "klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;Straße;PLZ;Ort";
  const given = { "own.csv": list(heading, `13a;kind;Emre;Probe;15.03.2007;;;${there}`) };
  expect((await found(given)).addresses).toEqual({ Emre: address });
});

test.each<[string, Given]>([
  [
    "it is that of a row with parents who may live apart",
    { "a.csv": list(`${names};${both};Straße;PLZ;Ort;bemerkungen`, `${emre};${parents};${there};getrennt lebend`) },
  ],
  ["it is blocked", { "a.csv": list(`${names};Straße;PLZ;Ort`, `${emre};Auskunftssperre;44137;Traumstadt`) }],
  [
    "two lists say two",
    {
      "a.csv": list(`${names};Straße;PLZ;Ort`, `${emre};${there}`),
      "b.csv": list(`${names};Straße;PLZ;Ort`, `${emre};Luftallee 9;44139;Traumstadt`),
    },
  ],
])("the pupil's letter goes by hand where %s", async (_where, given) => {
  const { addresses, byHand } = await found(given);
  expect(addresses).not.toHaveProperty("Emre");
  expect(byHand).toContain("Emre");
});
