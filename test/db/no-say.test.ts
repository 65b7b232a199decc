import { randomBytes } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

const rows = (sql: string, ...values: string[]) => school.database.$client.prepare(sql).all(...values);
const fatherOf = async (child: string) =>
  (await school.house.roster.peopleOf((await school.child(child)).id)).find(({ givenName }) => givenName === "Tarek")
    ?.id ?? "";
const ends = async () => {
  await school.house.periods.end("Frau Rektor", school.house.notice.number, school.house.now());
  await school.quiet();
};
const leaves = async (child: string, on: string, id = "left") =>
  school.house.changes.byHand(
    { what: "leave", childId: (await school.child(child)).id, on },
    { id, by: "Frau Schreiber" },
    school.house.now(),
  );

const own = "klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;beide_zustimmen;kennung\n";
const twoOfHis =
  `${own}3a;kind;Mila;Beispiel;15.03.2018;;;;\n3a;kind;Alma;Beispiel;15.03.2016;;;;\n` +
  "3a;erziehungsberechtigt;Nadja;Beispiel;;Mila;Beispiel;;E01\n" +
  "3a;erziehungsberechtigt;Tarek;Probe;;Mila;Beispiel;;E77\n3a;erziehungsberechtigt;Tarek;Probe;;Alma;Beispiel;;E77\n";

test("a child who has left opens nothing for a father who has no say for the one who is there", async () => {
  school = await School.open({ joined: ["mother"] });
  await school.imports(twoOfHis);
  const father = await fatherOf("Alma");
  await leaves("Alma", "2026-11-20");
  await school.decides("Mila", "Tarek", "neither");
  const { codeKey: key, now } = school.house;
  const { codes } = await school.house.accounts.newCodes([father], { key, days: 30, now: now(), randomBytes });
  expect([...codes.keys()]).toEqual([]);
});

test("whoever is dropped by a list while it is open whether they may declare is nobody's guardian, and hears nothing more", async () => {
  school = await School.open({ joined: ["mother"] });
  await school.imports(twoOfHis.replaceAll(/.*Alma.*\n/g, ""));
  const father = await fatherOf("Mila");
  const { codes } = await school.house.accounts.newCodes([father], {
    ...{ key: school.house.codeKey, days: 30, now: school.house.now(), randomBytes },
  });
  const phone = school.phone("father");
  await phone.says(`/start ${codes.get(father)}`);
  await phone.presses("Verbinden");
  school.database.$client
    .prepare(
      `insert into custody_fact (child_id, guardian_id, custody, since, paper, "by", at)
       values (?, ?, 'undecided', '2026-11-23', '', '', '2026-11-23T17:00:00.000Z')`,
    )
    .run((await school.child("Mila")).id, father);
  await school.imports(twoOfHis.replaceAll(/.*(Alma|E77).*\n/g, ""));
  await school.days(2);
  expect(rows("select gone_at is not null as gone from person where id = ?", father)).toEqual([{ gone: 1 }]);
  phone.forget();
  await ends();
  expect(phone.transcript()).toBe("");
});

test("what waits to be told of the period is not told to whom the school has decided meanwhile that they hear nothing", async () => {
  school = await School.open({ joined: ["mother", "grandfather"] });
  const [mother, grandfather] = [school.phone("mother"), school.phone("grandfather")];
  for (const phone of [mother, grandfather]) phone.forget();
  await school.house.periods.end("Frau Rektor", school.house.notice.number, school.house.now());
  await school.decides("Leon", "Heinz", "neither");
  await school.quiet();
  expect(mother.transcript()).toContain("Die Zeit der eingeschränkten Beschulung ist beendet.");
  expect(grandfather.transcript()).not.toContain("beendet");
});
