import { afterEach, expect, test } from "vitest";
import { lettersOf } from "../../src/office/letters/letters.ts";
import { receiptOf } from "../../src/house/receipt-of.ts";
import { OfficePages } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

/** Two children of one class with the same whole name. */
async function twoLeons(): Promise<void> {
  school = await School.open({ joined: ["grandfather"] });
  await school.imports(
    `klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;beide_zustimmen;kennung
5e;kind;Leon;Niemand;01.02.2016;;;;
5e;kind;Leo;Niemand;01.03.2016;;;;
`,
  );
}

test("the office's lists tell full namesakes apart by their birthdays, and add nothing to other names", async () => {
  await twoLeons();
  const visitor = await new OfficePages(school).signedIn("officer");
  const { text } = await visitor.get("/children?name=niemand");
  const leon = await school.child("Leon");
  expect(leon.birthDate?.slice(5)).not.toBe("02-01");
  expect(text).toContain("Niemand, Leon (01.02.)");
  expect(text).toContain(`Niemand, Leon (${leon.birthDate?.split("-").toReversed().join(".").slice(0, 6)})`);
  expect(text).toMatch(/Niemand, Leo(?! \()/);
});

test("what waits for the office tells full namesakes apart: alone, with somebody left open, with custody to be decided", async () => {
  await twoLeons();
  const [one, other] = (await school.house.roster.everyChild()).filter(({ givenName }) => givenName === "Leon");
  const [alone, related] = one?.birthDate === "2016-02-01" ? [one, other] : [other, one];
  const [guardian] = await school.house.roster.peopleOf(related?.id ?? "");
  const { $client } = school.database;
  $client
    .prepare(
      `insert into custody_fact (child_id, guardian_id, custody, since, paper, "by", at)
       values (?, ?, 'undecided', '2026-11-23', '', '', '2026-11-23T08:00:00.000Z')`,
    )
    .run(related?.id, guardian?.id);
  $client
    .prepare("insert into left_open (child_id, what, at) values (?, 'guardianIncomplete', '2026-11-23')")
    .run(alone?.id);
  const { text } = await (await new OfficePages(school).signedIn("officer")).get("");
  const day = related?.birthDate?.split("-").toReversed().join(".").slice(0, 6) ?? "";
  expect(text.match(/Leon Niemand \(01\.02\.\) \(5e\)/g)).toHaveLength(2);
  expect(text).toContain(`Leon Niemand (${day}) (${related?.className}): ${guardian?.givenName}`);
});

test("the list for the lesson and the teacher's list in the chat tell namesakes apart, whatever holds for each", async () => {
  await twoLeons();
  school.database.$client.exec(
    `insert into child (id, given_name, family_name, birth_date, class_id)
     select 'twin', given_name, family_name, '2016-02-01', class_id from child where given_name = 'Mila'`,
  );
  await school.join("teacher");
  const [one] = (await school.house.roster.everyChild()).filter(({ givenName }) => givenName === "Mila");
  const heirs = (await school.house.roster.everyChild()).filter(({ givenName }) => givenName === "Mila");
  expect(heirs.map(({ className }) => className)).toEqual(["3a", "3a"]);
  const visitor = await new OfficePages(school).signedIn("officer");
  const day = ({ birthDate }: { birthDate: string | null }) => birthDate?.split("-").toReversed().join(".").slice(0, 6);
  const lesson = await visitor.get(`/classes/${one?.classId ?? ""}/lesson`);
  const teacher = school.phone("teacher");
  await teacher.says("/klasse");
  await teacher.presses("Namen zeigen");
  for (const mila of heirs) {
    expect(lesson.text).toContain(`Mila Beispiel (${day(mila)})`);
    expect(teacher.last).toContain(`Mila Beispiel (${day(mila)})`);
  }
});

test("a receipt names a child so that the office cannot take it for a namesake", async () => {
  await twoLeons();
  const [one, other] = (await school.house.roster.everyChild()).filter(({ givenName }) => givenName === "Leon");
  const grandfather = school.phone("grandfather");
  await grandfather.answers("Leon", "JA", "JA");
  const events = (await Promise.all([one, other].map((child) => school.house.ledger.eventsOf(child?.id ?? "")))).flat();
  const receipt = await receiptOf(school.house, { decision: events[0]?.decision ?? "" });
  expect(receipt?.child.name).toMatch(/^Leon Niemand \(\d\d\.\d\d\.\)$/);
});

test("letters name a child apart from a namesake, and the same child in two letters alike", () => {
  const leon = (id: string, birthDate: string) => ({
    id,
    birthDate,
    givenName: "Leon",
    familyName: "Niemand",
    className: "2c",
  });
  const to = (id: string, child: ReturnType<typeof leon>) => ({
    id,
    role: "guardian" as const,
    givenName: id,
    familyName: "N",
    children: [child],
  });
  const [first, second] = [leon("1", "2018-05-01"), leon("2", "2018-06-01")];
  const codes = new Map(["a", "b", "c"].map((id) => [id, "K7QM-2345-ABCD"]));
  const marks = (people: ReturnType<typeof to>[]) =>
    lettersOf(people, codes).map(({ name, children }) => `${name}${children[0]?.mark ?? ""}`);
  expect(marks([to("a", first), to("b", first)])).toEqual(["a N", "b N"]);
  expect(marks([to("a", first), to("b", first), to("c", second)])).toEqual([
    "a N (01.05.)",
    "b N (01.05.)",
    "c N (01.06.)",
  ]);
});

test("who gets no letter, and who stays as it is when a change is taken back, is told from full namesakes", async () => {
  await twoLeons();
  const related = (await school.house.roster.everyChild()).find(
    ({ givenName, birthDate }) => givenName === "Leon" && birthDate !== "2016-02-01",
  );
  const [guardian] = await school.house.roster.peopleOf(related?.id ?? "");
  school.database.$client
    .prepare(
      `insert into custody_fact (child_id, guardian_id, custody, since, paper, "by", at)
       values (?, ?, 'undecided', '2026-11-23', '', '', '2026-11-23T08:00:00.000Z')`,
    )
    .run(related?.id, guardian?.id);
  const head = await new OfficePages(school).signedIn("office");
  const day = related?.birthDate?.split("-").toReversed().join(".").slice(0, 6) ?? "";
  const named = `Leon Niemand (${day})`;
  expect((await head.get(`/letters?class=${related?.classId}`)).text).toContain(`noch nicht entschieden, ${named}`);
  const files = new FormData();
  const rows = "klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;kennung\n".concat(
    "5e;kind;Zoe;Zzneu;03.04.2016;;;\n5f;kind;Zoe;Zzneu;05.06.2016;;;\n5e;erziehungsberechtigt;Fenja;Zzneu;;Zoe;Zzneu;E88\n",
  );
  files.append("files", new File([rows], "neu.csv"));
  const draft = ((await head.post("/import", files)).to ?? "").replace(/^\/office/, "");
  const done = await head.does(`${draft}/apply`);
  expect(done.text).toContain("Übernommen");
  school.database.$client.exec(
    "insert into account (person_id, chat_id, joined_at) select id, '909', '2026-11-23' from person where key = 'E88'",
  );
  expect((await head.get("/import")).text).toContain(
    "Zoe Zzneu (03.04.) : Für dieses Kind ist schon etwas eingetragen",
  );
});
