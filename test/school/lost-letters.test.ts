import { describe, expect, test } from "vitest";
import { Office, saved, told } from "../support/office.ts";

const heading =
  "Nachname;Vorname;Geburtsdatum;Klasse;Interne ID-Nummer;Erzieher 1: Nachname;Erzieher 1: Vorname;Erzieher 2: Nachname;Erzieher 2: Vorname\n";
const whole =
  heading +
  "Petrenko;İbrahim;15.03.2018;3a;;Petrenko;İbrahim;Wiśniewska;Gülşah\n" +
  "Wiśniewski;Łukasz;16.03.2018;3a;;Wiśniewski;Iwo;Yıldız;Ayşe\n";
/** As programs leave it that know no such letters: a question mark, or the letter without its mark. */
const marks = whole.replaceAll(/[İśŁşı]/g, "?");
const plain = whole.normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll("Ł", "L").replaceAll("ı", "i");

describe.each([
  ["question marks", marks],
  ["letters without their marks", plain],
])("a list with %s and a whole one are of the same people", (_what, spoilt) => {
  test.each([
    ["whole first", whole, spoilt],
    ["spoilt first", spoilt, whole],
  ])("one after the other, %s", async (_order, first, second) => {
    const office = new Office();
    await office.imports({ "eins.csv": saved(first) });
    const plan = await office.plans({ "zwei.csv": saved(second) });
    expect(plan.newChildren).toEqual([]);
    expect(plan.newPeople).toEqual([]);
    expect(plan.goneChildren).toEqual([]);
    await office.imports({ "zwei.csv": saved(second) });
    const { people, children } = await office.roster.roll();
    expect(people.map(({ givenName, familyName }) => `${givenName} ${familyName}`).sort()).toEqual(
      ["Ayşe Yıldız", "Gülşah Wiśniewska", "Iwo Wiśniewski", "İbrahim Petrenko"].sort(),
    );
    expect(children.map(({ givenName }) => givenName).sort()).toEqual(["Łukasz", "İbrahim"].sort());
  });

  test.each([
    ["whole first", whole, spoilt],
    ["spoilt first", spoilt, whole],
  ])("two files of one import, each in its own letters, %s", async (_order, first, second) => {
    const office = new Office();
    await office.imports({ "eins.csv": saved(first), "zwei.csv": saved(second, "utf-16le") });
    const { people, children } = await office.roster.roll();
    expect(children.map(({ givenName }) => givenName).sort()).toEqual(["Łukasz", "İbrahim"].sort());
    expect(people.map(({ givenName, familyName }) => `${givenName} ${familyName}`).sort()).toEqual(
      ["Ayşe Yıldız", "Gülşah Wiśniewska", "Iwo Wiśniewski", "İbrahim Petrenko"].sort(),
    );
  });
});

test("a name that fits two is put before a person", async () => {
  const office = new Office();
  const two = "Nachname;Vorname;Geburtsdatum;Klasse\nKaya;Işıl;15.03.2018;3a\nKaya;Ipıl;15.03.2018;3a\n";
  await office.imports({ "eins.csv": saved(two) });
  const plan = await office.plans({
    "zwei.csv": saved(two.replaceAll(/[şpı]/g, "?").split("\n").slice(0, 2).join("\n")),
  });
  expect(plan.newChildren).toEqual([]);
  expect(told(plan.problems).join(" ")).toContain("Bitte sagen Sie");
});

describe("letters come back from another file, never from another row of the same one", () => {
  test("two children of one birth date are two, though one name fits the other", async () => {
    const office = new Office();
    const list = `${heading}Kaya;?an;15.03.2018;3a;1;;;;\nKaya;Can;15.03.2018;3a;2;;;;\n`;
    const plan = await office.imports({ "eins.csv": saved(list) });
    expect(plan.newChildren.map(({ givenName }) => givenName)).toEqual(["?an", "Can"]);
    expect(told(plan.problems).join(" ")).toContain("?an Kaya");
  });

  test("two guardians of one row are two", async () => {
    const office = new Office();
    await office.imports({ "eins.csv": saved(`${heading}Kaya;Ela;15.03.2018;3a;1;Kaya;?an;Kaya;Can\n`) });
    expect((await office.roster.roll()).people.map(({ givenName }) => givenName).sort()).toEqual(["?an", "Can"]);
  });
});
