import { describe, expect, test } from "vitest";
import { Office } from "../support/office.ts";

/** A number or short code tells people apart in every file alike. */

const own = (...rows: string[]) => ({
  "liste.csv": ["klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;kennung", ...rows].join("\n"),
});
const child = (name: string, key: string) => `3a;kind;${name};Probe;15.03.2018;;;${key}`;
const guardian = (name: string, of: string, key: string) => `3a;erziehungsberechtigt;${name};Probe;;${of};Probe;${key}`;
const keysOf = (problems: readonly { key: string; row: number }[]) => problems.map(({ key, row }) => `${key} ${row}`);

describe("what stands where a number should stand", () => {
  test("a dash is none: two children and two mothers who have one are not the same", async () => {
    const plan = await new Office().plans(
      own(child("Mila", "-"), child("Tim", "-"), guardian("Nadja", "Mila", "–"), guardian("Nadja", "Tim", "–")),
    );
    expect(plan.newChildren.map(({ key }) => key)).toEqual([null, null]);
    expect(plan.newPeople.map(({ key }) => key)).toEqual([null, null]);
  });

  test("one that Excel has rounded is none, and that is said once", async () => {
    const rounded = "4,28E+11";
    const plan = await new Office().plans(
      own(
        ...[child("Mila", rounded), child("Tim", rounded), guardian("Nadja", "Mila", rounded)],
        `3a;lehrkraft;Petra;Tafel;;;;${rounded}`,
      ),
    );
    expect([...plan.newChildren, ...plan.newPeople].map(({ key }) => key)).toEqual([null, null, null, null]);
    expect(keysOf(plan.problems)).toEqual(["keyRounded 2"]);
  });

  test("in the files of parents, teachers and classes as well", async () => {
    const plan = await new Office().plans({
      "kinder.csv": "Vorname;Nachname;Klasse/Information;Import-ID\nMila;Probe;3a;4\nTim;Muster;3a;428000000001",
      "eltern.csv": "Vorname;Nachname;Kind-ID\nNadja;Probe;4,28E+11\nOlaf;Muster;-",
    });
    expect(plan.newPeople).toEqual([]);
    expect(keysOf(plan.problems).sort()).toEqual(["keyRounded 2", "parentWithoutChild 2", "parentWithoutChild 3"]);
    const classes = "schuljahr;abschnitt;kuerzel;beschreibung;jahrgang;klassenlehrer\n2026;1;3a;;3;DORN, -\n";
    const teachers = "kuerzel;nachname;vorname;lehrkraftstatus\ndorn;Dorn;Rosa;\n-;Heck;Emil;\n";
    const taught = await new Office().plans({ "klassen.csv": classes, "lehrer.csv": teachers });
    expect(taught.newPeople.map(({ familyName }) => familyName)).toEqual(["Dorn"]);
    expect(keysOf(taught.problems)).toEqual(["nameIncomplete 3"]);
  });
});

test("a short code in small letters is the one that is stored in capitals", async () => {
  const office = new Office();
  await office.imports(own(child("Mila", "1"), "3a;lehrkraft;Rosa;Dorn;;;;DORN"));
  const classes = "schuljahr;abschnitt;kuerzel;beschreibung;jahrgang;klassenlehrer\n2026;1;3b;;3;dorn\n";
  const plan = await office.plans({ "klassen.csv": classes });
  expect({ made: plan.newPeople, taught: plan.newClassTeachers.length }).toEqual({ made: [], taught: 1 });
  const again = await office.plans(own(child("Mila", "1"), "3a;lehrkraft;Rosa;Dorn-Strauch;;;;Dorn"));
  expect(again.newPeople).toEqual([]);
});

describe("the cells of a guardian are read as in every file", () => {
  test.each([
    ["Nadja (Tel. 0231 000001)", ["Nadja Probe"], []],
    ["Dr. Nadja", ["Nadja Probe"], []],
    ["Nadja (alleiniges Sorgerecht)", ["Nadja Probe"], ["custodyInName 3"]],
    ["N4dja", [], ["guardianOdd 3"]],
  ])("%s", async (name, people, problems) => {
    const plan = await new Office().plans(own(child("Mila", "1"), guardian(name, "Mila", "")));
    expect(plan.newPeople.map((one) => `${one.givenName} ${one.familyName}`)).toEqual(people);
    expect(keysOf(plan.problems)).toEqual(problems);
    expect(plan.leftOpen.length).toBe(people.length === 0 ? 1 : 0);
  });
});
