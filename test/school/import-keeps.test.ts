import { expect, test } from "vitest";
import { planImport } from "../../src/school/plan-import.ts";
import { read, saved } from "../support/office.ts";
import { School } from "../support/school.ts";

const heading =
  "Interne ID-Nummer;Nachname;Vorname;Geburtsdatum;Klasse;Status;Verkehrssprache in der Familie;Erzieher 1: Nachname;Erzieher 1: Vorname;Erzieher 1: E-Mail";

/** The invented school was settled from our own table; now its office has found out about its program's export. */
test("an import from another program and its re-import keep consents, accounts and codes", async () => {
  const school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("/widerruf");
  await grandfather.presses("Ton und Bild: NEIN");
  const { roster } = school.house;
  const before = await roster.roll();
  const rows = before.children.map(({ familyName, givenName, birthDate, classId }, at) => {
    const guardianOf = before.guardianships
      .filter(({ childId }) => childId === before.children[at]?.id)
      .map(({ guardianId }) => before.people.find(({ id }) => id === guardianId));
    const [guardian] = guardianOf;
    return `${at + 1};${familyName};${givenName};${birthDate?.split("-").toReversed().join(".")};${before.classes.find(({ id }) => id === classId)?.name};Aktiv;de;${guardian?.familyName ?? ""};${guardian?.givenName ?? ""};${at}@example.org`;
  });
  const bytes = saved([heading, ...rows].join("\r\n"), "windows-1252");
  for (const round of ["first", "again"]) {
    const plan = planImport(read({ "schild.csv": bytes }), await roster.roll(), {}, school.house.newId);
    expect({
      round,
      children: plan.newChildren,
      people: plan.newPeople,
      gone: plan.goneChildren,
      ended: plan.endedGuardianships,
      unclear: plan.problems.filter(({ weight }) => weight === "unclear"),
    }).toEqual({ round, children: [], people: [], gone: [], ended: [], unclear: [] });
    await roster.carryOut(plan, school.clock.now);
  }
  const after = await roster.roll();
  expect(after.guardianships).toEqual(before.guardianships);
  expect(after.people).toEqual(before.people);
  expect(after.children).toEqual(
    before.children.map((child, at) => ({ ...child, key: String(at + 1), language: "de" })),
  );
  expect(await school.events("Leon")).toBe("audio refused, video refused");
  await grandfather.says("/status");
  expect(grandfather.last).toContain("Leon N. (2c)");
  await school.stop();
});

test("a child who was gone and comes back is its guardian's child again", async () => {
  const school = await School.open({ joined: ["grandfather"] });
  const { roster } = school.house;
  const list = (...rows: string[]) =>
    read({ "kinder.csv": ["Nachname;Vorname;Geburtsdatum;Klasse", ...rows].join("\n") });
  const class2 = (await roster.everyChild())
    .filter(({ className }) => className === "2c")
    .map((one) => `${one.familyName};${one.givenName};${one.birthDate};2c`);
  const leon = class2.find((row) => row.includes("Leon")) ?? "";
  await roster.carryOut(
    planImport(list(...class2.filter((row) => row !== leon)), await roster.roll(), {}, school.house.newId),
    school.clock.now,
  );
  expect((await roster.everyChild()).some(({ givenName }) => givenName === "Leon")).toBe(false);
  await roster.carryOut(planImport(list(...class2), await roster.roll(), {}, school.house.newId), school.clock.now);
  const grandfather = school.phone("grandfather");
  await grandfather.says("/status");
  expect(grandfather.last).toContain("Leon N. (2c)");
  await school.stop();
});
