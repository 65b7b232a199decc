import { expect, test } from "vitest";
import { planImport } from "../../src/school/plan-import.ts";
import { Office, preview, read, told } from "../support/office.ts";

const heading = "Nachname;Vorname;Geburtsdatum;Klasse;Status";
const list = (...lines: string[]) => ({ "schuelerdaten.csv": [heading, ...lines, ""].join("\n") });
const [kept, other] = ["Fabel;Paul;12.12.2017", "Fabel;Paul;23.06.2018"];

/** The plan of a list in which both change class, and of one of whom the data are only kept. */
async function planned(lines: string[], more: string[] = []) {
  const office = new Office();
  await office.imports(list(...more, `${kept};3a;aktiv`, `${other};3a;aktiv`, "Erfunden;Tim;17.01.2018;3a;aktiv"));
  const roll = await office.roster.roll();
  const children = roll.children.filter(({ birthDate }) => birthDate === "2017-12-12").map(({ id }) => id);
  const restricted = { people: [], children };
  return planImport(read(list(...lines)), { ...roll, restricted }, { today: "2026-11-25" }, () => "new");
}

test("of two children of one name the one whose data are only kept is left out, and the other is shown", async () => {
  const plan = await planned([`${kept};4a;aktiv`, `${other};4a;aktiv`, "Erfunden;Tim;17.01.2018;3a;aktiv"]);
  expect(plan.changedChildren.map(({ birthDate }) => birthDate)).toEqual(["2018-06-23"]);
  expect(preview(plan)).toEqual(["changed Paul Fabel; row 3; class 3a→4a"]);
  expect(told(plan.problems).join()).toContain("Paul Fabel");
});

test("a row of which it is not clear whom it means is asked, although one of the two is only kept", async () => {
  const plan = await planned(["Fabel;Paul;;3a;aktiv", `${kept};4a;aktiv`], ["Fabel;Paul;01.02.2018;3a;aktiv"]);
  expect(preview(plan).filter((line) => line.startsWith("unclear"))).toHaveLength(1);
});

test("who would be gone is shown where only a namesake is kept", async () => {
  const plan = await planned(["Erfunden;Tim;17.01.2018;3a;aktiv", "Neu;Nina;17.01.2018;3a;aktiv"]);
  expect(plan.goneChildren.map(({ birthDate }) => birthDate)).toEqual(["2018-06-23"]);
  expect(preview(plan).filter((line) => line.startsWith("gone"))).toEqual(["gone Paul Fabel"]);
  expect(plan.rows.find(({ fate }) => fate === "gone")?.birthDate).toBe("2018-06-23");
});

test("what is done all the same, a new guardian, is shown of a child whose data are only kept, and nothing else", async () => {
  const own = "klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;beide_zustimmen;kennung";
  const file = (className: string, ...more: string[]) => ({
    "liste.csv": [own, `${className};kind;Paul;Fabel;12.12.2017;;;;`, ...more, ""].join("\n"),
  });
  const office = new Office();
  await office.imports(file("3a"));
  const roll = await office.roster.roll();
  const restricted = { people: [], children: roll.children.map(({ id }) => id) };
  const given = read(file("4a", "4a;erziehungsberechtigt;Rita;Fabel;;Paul;Fabel;;E1"));
  const plan = planImport(given, { ...roll, restricted }, { today: "2026-11-25" }, () => "new");
  expect([plan.changedChildren.length, plan.newGuardianships.length]).toEqual([0, 1]);
  expect(preview(plan)).toEqual(["changed Paul Fabel; row 2; guardianJoined →Rita Fabel"]);
});
