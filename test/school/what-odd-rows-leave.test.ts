import { describe, expect, test } from "vitest";
import { Office } from "../support/office.ts";

/** A row that could not be read says nothing of anybody else: nobody leaves, and no guardianship ends, because of it. */

const own = (...rows: string[]) =>
  ["klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;kennung", ...rows].join("\n");
const mila = ["3a;kind;Mila;Probe;15.03.2018;;;", "3a;erziehungsberechtigt;Nadja;Probe;;Mila;Probe;"];
const father = "3a;erziehungsberechtigt;Tarek;Probe;;Mila;Probe;";
const tim = ["3a;kind;Tim;Muster;16.04.2018;;;", "3a;erziehungsberechtigt;Olaf;Muster;;Tim;Muster;"];
const stored = { "eins.csv": own(...mila, father, ...tim) };
const shifted = "3a;erziehungsberechtigt;Tarek;von;Probe;;Mila;Probe;x";

async function after(...imports: Record<string, string>[]) {
  const office = new Office();
  for (const given of imports) await office.imports(given);
  return office;
}

describe("no guardianship ends by a table of which a row could not be read", () => {
  test("a table that was read whole ends it", async () => {
    const office = await after(stored);
    expect((await office.plans({ "zwei.csv": own(...mila, ...tim) })).endedGuardianships).toHaveLength(1);
  });

  test.each([
    ["a line that has shifted", shifted],
    ["a role that nobody knows", "3a;eltern;Tarek;Probe;;Mila;Probe;"],
    ["a guardian whose child is not in the file", "3a;erziehungsberechtigt;Tarek;Probe;;Milla;Probe;"],
  ])("%s", async (_what, row) => {
    const office = await after(stored);
    expect((await office.plans({ "zwei.csv": own(...mila, row, ...tim) })).endedGuardianships).toEqual([]);
    const apart = { "mila.csv": own(mila[0] ?? "", row), "tim.csv": own(...tim) };
    expect((await office.plans(apart)).endedGuardianships).toEqual([]);
  });

  test("parents in a file of which none could be read, beside a table that is whole", async () => {
    const office = await after({ "eins.csv": own(...mila, father, ...tim).replace(";;;\n", ";;;7\n") });
    const parents = "Vorname;Nachname;Kind-ID\n-;Probe;7";
    const given = { "zwei.csv": own(mila[0]?.replace(/$/, "7") ?? "", ...tim), "eltern.csv": parents };
    expect((await office.plans(given)).endedGuardianships).toEqual([]);
  });
});

describe("whoever a row may mean that is set aside has not left", () => {
  const list = (...rows: string[]) => ["Interne ID-Nummer;Nachname;Vorname;Geburtsdatum;Klasse", ...rows].join("\n");
  const others = ["2;Muster;Tim;16.04.2018;3a", "3;Wort;Ole;17.05.2018;3a", "4;Fabel;Paul;18.06.2018;3a"];
  const known = { "liste.csv": list(";Çelik;İbrahim;15.03.2018;3a", ...others) };

  test.each([
    ["lost letters and no date that can be", ";?elik;?brahim;31.02.2018;3a"],
    ["lost letters and a class that can be none", ";?elik;?brahim;15.03.2018;<b>"],
    ["lost letters and a birth date in years to come", ";?elik;?brahim;15.03.2081;3a"],
  ])("%s", async (_what, row) => {
    const office = await after(known);
    const plan = await office.plans({ "liste.csv": list(row, ...others) });
    expect(plan.goneChildren.map(({ givenName }) => givenName)).toEqual([]);
  });

  test("a number of another program, in a row whose child is born in years to come", async () => {
    const office = await after({ "liste.csv": list("7001;Probe;Mila;15.03.2018;3a", ...others) });
    const iserv = "Vorname;Nachname;Klasse/Information;Import-ID\nMila Sophie;Anders;3a;7001";
    const given = { "liste.csv": list("9;Anders;Mila Sophie;15.03.2081;3a", ...others), "iserv.csv": iserv };
    expect((await office.plans(given)).goneChildren).toEqual([]);
  });
});

describe("whoever stands in a file and could not be read is left open with the child", () => {
  const children = "Vorname;Nachname;Klasse/Information;Import-ID\nMila;Probe;3a;7\nTim;Muster;3a;8";
  const twoRows =
    "Interne ID-Nummer;Nachname;Vorname;Geburtsdatum;Klasse;Erzieher 1: Nachname;Erzieher 1: Vorname\n" +
    "7;Probe;Mila;15.03.2018;3a;Probe;Nadja\n7;Probe;Mila;15.03.2018;3a;Probe;T4rek\n8;Muster;Tim;16.04.2018;3a;;";

  test.each<[string, Record<string, string>]>([
    ["in a second row of the child", { "liste.csv": twoRows }],
    ["in a file of parents", { "kinder.csv": children, "eltern.csv": "Vorname;Nachname;Kind-ID\nT4rek;Probe;7" }],
    [
      "in our own table, in a row whose number can be none",
      { "liste.csv": own(...mila, father.replace(/$/, "x".repeat(101)), ...tim) },
    ],
  ])("%s", async (_what, given) => {
    const plan = await new Office().plans(given);
    const milas = plan.newChildren.filter(({ givenName }) => givenName === "Mila").map(({ id }) => id);
    expect(plan.leftOpen).toEqual(milas.map((childId) => ({ childId, what: "guardianIncomplete" })));
  });
});

describe("what a row says of custody is told whatever becomes of the row", () => {
  const heading =
    "Interne ID-Nummer;Nachname;Vorname;Geburtsdatum;Klasse;Erzieher: Art (Klartext);" +
    "Erzieher 1: Nachname;Erzieher 1: Vorname;Bemerkungen";
  const list = (...rows: string[]) => ({ "liste.csv": [heading, ...rows].join("\n") });
  const others = ["Tim", "Ole", "Paul", "Ida", "Jan", "Eva"].map(
    (name, at) => `${at + 2};Muster;${name};16.04.2018;3a;Eltern;Muster;Olaf;`,
  );
  const known = list("1;Probe;Mila;15.03.2018;3a;Eltern;Probe;Nadja;", ...others);

  test.each([
    ["a date that is none", "1;Probe;Mila;31.02.2018;3a;Eltern;Probe;Nadja;Sorgerecht beim Vater", "custodyRemark"],
    ["a class that is none", "1;Probe;Mila;15.03.2018;<b>;Pflegeeltern;Probe;Nadja;", "custodyKind"],
    ["a father who has died", "1;Probe;Mila;31.02.2018;3a;Eltern;Probe;Udo (verstorben);", "guardianDead"],
    ["brackets behind the name", "1;Probe;Mila (Pflegekind);31.02.2018;3a;Eltern;;;", "custodyInName"],
    [
      "cells that have shifted",
      "1;Probe;Mila;15.03.2018;;3a;Eltern;Probe;Nadja;Sorgerecht beim Vater",
      "custodyRemark",
    ],
    ["a birth date in years to come", "1;Probe;Mila;15.03.2081;3a;Eltern;Probe;Nadja;lebt beim Vater", "custodyRemark"],
  ])("%s", async (_what, row, key) => {
    const office = new Office();
    await office.imports(known);
    const plan = await office.plans(list(row, ...others));
    const id = (await office.roster.roll()).children.find(({ givenName }) => givenName === "Mila")?.id;
    expect(plan.problems.map((one) => one.key)).toContain(key);
    expect(plan.custodyFlags.map(({ childId }) => childId)).toEqual([id]);
    expect(plan.openCustody).toMatchObject([{ childId: id, custody: "undecided" }]);
    expect((await new Office().plans(list(row, ...others))).problems.map((one) => one.key)).toContain(key);
  });

  test.each([
    ["a child that is there twice", [...mila, "3a;kind;Mila;Probe (Pflegekind);15.03.2018;;;"]],
    ["a guardian of nobody", [...mila, "3a;erziehungsberechtigt;Udo (kein Umgang);Probe;;Milla;Probe;"]],
    ["a role that nobody knows", [...mila, "3a;pflegemutter;Ute;Probe (Pflegemutter);;Mila;Probe;"]],
    [
      "a guardian with an endless number",
      [...mila, `3a;erziehungsberechtigt;Udo (Vormund);Wort;;Mila;Probe;${"1".repeat(101)}`],
    ],
    ["a child of no class", [...mila, ";kind;Tim;Muster (Pflegekind);16.04.2018;;;"]],
  ])("in our own table: %s", async (_what, rows) => {
    const plan = await new Office().plans({ "liste.csv": own(...rows) });
    expect(plan.problems.filter(({ weight }) => weight === "custody")).toHaveLength(1);
  });
});
