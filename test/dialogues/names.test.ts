import { afterEach, expect, test } from "vitest";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

/** A second class of the same teacher, and a second child of the mother in it. */
const secondClass = (givenName: string, familyName: string) =>
  `klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;beide_zustimmen;kennung
5e;lehrkraft;Petra;Tafel;;;;;TAFE
5e;kind;${givenName};${familyName};01.05.2016;;;;
5e;erziehungsberechtigt;Nadja;Beispiel;;${givenName};${familyName};;E01
`;

test("two children of a teacher who begin alike are told apart, in the list and in every message", async () => {
  school = await School.open({ joined: ["mother", "teacher"] });
  const [mother, teacher] = [school.phone("mother"), school.phone("teacher")];
  await school.imports(secondClass("Mila", "Bauer").replace(/.*;E01\n/, ""));
  await mother.answers("Mila", "JA", "JA");
  expect(teacher.last).toContain("Klasse 3a: Mila Be.");
  expect(mother.last).toContain("Mila B. (3a)");
  teacher.forget();
  await teacher.says("/klasse");
  await teacher.presses("3a: Namen zeigen");
  await teacher.presses("5e: Namen zeigen");
  expect(
    teacher
      .transcript()
      .split("\n")
      .filter((line) => line.includes("Mila"))
      .map((line) => line.trim()),
  ).toEqual(["Mila Be.", "Mila Ba."]);
});

test("two children of one family who begin alike are told apart in buttons, questions and the proof", async () => {
  school = await School.open({ joined: ["mother"] });
  await school.imports(secondClass("Mila", "Bauer"));
  const mother = school.phone("mother");
  await mother.answers("Jonas", "NEIN", "NEIN");
  await mother.says("/einwilligung");
  expect(mother.labels()).toEqual(expect.arrayContaining(["Mila Be. (3a)", "Mila Ba. (5e)", "Jonas B. (1b)"]));
  await mother.says("Mila");
  expect(mother.last).toBe("Um welches Kind geht es?");
  await mother.says("Mila Ba.");
  await mother.presses("JA");
  await mother.presses("JA");
  await mother.presses("Absenden");
  expect(mother.last).toContain("Mila Ba. (5e)");
  const bauer = (await school.house.roster.everyChild()).find(({ familyName }) => familyName === "Bauer");
  const [event] = await school.house.ledger.eventsOf(bauer?.id ?? "");
  expect(event?.evidence).toContain("Mila Ba.");
  expect(event?.evidence).not.toContain("Mila Be.");
});

test("an import in the middle of a question changes no name in it: what was shown is what is kept", async () => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  await mother.says("/einwilligung Mila");
  await mother.presses("JA");
  await school.imports(secondClass("Mila", "Bauer"));
  await mother.presses("JA");
  await mother.presses("Absenden");
  const [event] = await school.house.ledger.eventsOf((await school.child("Mila")).id);
  expect(event?.evidence).toContain("⟨Kind⟩ = Mila B.");
});

test("full namesakes are told apart by their birthdays", async () => {
  school = await School.open({ joined: ["mother"] });
  await school.imports(secondClass("Mila", "Beispiel"));
  const mother = school.phone("mother");
  await mother.says("/status");
  expect(mother.last).toContain("Mila Beispiel (15.03.) (3a)");
  expect(mother.last).toContain("Mila Beispiel (01.05.) (5e)");
});

test("a name that brings markup or turns the writing is shown as letters", async () => {
  school = await School.open({ joined: ["grandfather"] });
  school.database.$client
    .prepare("UPDATE child SET given_name = ? WHERE given_name = 'Leon'")
    .run("Le<a href=x>on\u202e");
  const grandfather = school.phone("grandfather");
  for (const text of ["/einwilligung", "/status", "/datenschutz"]) {
    await grandfather.says(text);
    expect(grandfather.transcript()).toContain("Le<a href=x>on");
  }
  expect(grandfather.labels()).toContain("Für Le<a href=x>on N. antworten");
});
