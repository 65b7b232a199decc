import { readFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { verifyProof } from "../../db/proof/verify.ts";
import { dailyRounds } from "../../src/house/rounds.ts";
import { onPostgres } from "../support/fresh-database.ts";
import { listed } from "../support/past-the-guards.ts";
import { freshDatabase } from "../support/process.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

const day = 24 * 60 * 60 * 1000;
const rows = (sql: string) => school.database.$client.prepare(sql).all();
const one = (sql: string) => school.database.$client.prepare(sql).pluck().get();
const list = (sql: string) => listed(school.database.$client, sql, ", ");
const sql = (text: string) => school.database.$client.exec(text);
/** Years pass in one step here: whoever runs the server says that the clock is right. */
const rounds = () => dailyRounds(school.house, 14, true);

/** The time goes on to this day. */
function until(date: string): void {
  school.clock.now = new Date(`${date}T03:00:00Z`);
}

/** The office takes a form about a child, with the name of whoever took it and words that identify. */
async function onPaper(child: string, person: string | null, answer: "yes" | "no", form: string): Promise<void> {
  const { id } = await school.child(child);
  const of = (await school.house.roster.peopleOf(id)).find(({ givenName }) => givenName === person);
  await school.house.ledger.recordDecision(
    {
      child: id,
      person: of?.id ?? null,
      role: of ? "guardian" : "office",
      answers: { audio: answer, video: answer },
      route: "paper",
      recordedBy: "Frau Schreiber",
      notice: 1,
      language: "de",
      shownText: null,
      evidence: form,
    },
    school.clock.now,
  );
}

const erasure = (at: string, endedBefore: string, events: string) =>
  `insert into erasure (at, events, children, people, ended_before, event_places)
   values ('${at}', 1, 0, 0, '${endedBefore}', '${events}')`;

/** The rows of the invented school without one child, as the office imports them at the end of the year. */
async function leaves(givenName: string): Promise<void> {
  await school.imports(
    schoolFile
      .split("\n")
      .filter((row) => !row.includes(`;${givenName};`))
      .join("\n"),
  );
}
const schoolFile = readFileSync(new URL("../../src/demo/invented-school.csv", import.meta.url), "utf8");

test("after the years what identifies is gone from the events that are over, what stands is the same, and the chain still verifies", async () => {
  school = await School.open();
  await onPaper("Leon", "Heinz", "yes", "Blatt 1");
  until("2027-03-01");
  await onPaper("Leon", "Heinz", "no", "Blatt 2");
  const { newest } = (await verifyProof(school.database)) as { newest: string };
  until("2030-12-31");
  expect(await rounds()).toMatchObject({ events: 0 });
  until("2031-01-01");
  expect(await rounds()).toMatchObject({ events: 2, children: 0 });
  expect(
    rows(
      "select child_id, person_id, recorded_by, evidence, salt, purpose || ' ' || kind as said from consent_event order by seq limit 3",
    ),
  ).toEqual([
    { child_id: null, person_id: null, recorded_by: "", evidence: "", salt: "", said: "audio given" },
    { child_id: null, person_id: null, recorded_by: "", evidence: "", salt: "", said: "video given" },
    expect.objectContaining({ recorded_by: "Frau Schreiber", evidence: "Blatt 2", said: "audio withdrawn" }),
  ]);
  expect(await verifyProof(school.database, { noted: newest })).toMatchObject({ events: 4, newest, notedSeen: true });
  expect(await school.events("Leon")).toBe("audio withdrawn, video withdrawn");
  expect(await rounds()).toMatchObject({ events: 0, children: 0, people: 0 });
  expect(await school.house.retention.log()).toMatchObject([
    { at: "2031-01-01T03:00:00.000Z", events: 2, children: 0, people: 0 },
  ]);
});

test("what is erased in the middle of a check is no fault of the record", async () => {
  school = await School.open();
  for (let form = 1; form <= 520; form += 1)
    await onPaper("Leon", "Heinz", form % 2 === 1 ? "yes" : "no", `Blatt ${form}`);
  until("2031-01-01");
  let erased: Promise<Record<string, number>> | undefined;
  const verified = await verifyProof(school.database, { walked: () => void (erased ??= rounds()) });
  expect(await erased).toMatchObject({ events: 1038 });
  expect(verified).toMatchObject({ events: 1040, lost: null });
  expect(await verifyProof(school.database)).toMatchObject({ events: 1040 });
});

test("a NEIN of a child who is at the school stays, however old, so that nobody is asked again", async () => {
  school = await School.open();
  await onPaper("Leon", "Heinz", "no", "Blatt 1");
  until("2049-01-01");
  expect(await rounds()).toMatchObject({ events: 0 });
  expect(await school.events("Leon")).toBe("audio refused, video refused");
});

test("the triggers let nothing through but the erasing of all that identifies at once", async () => {
  school = await School.open();
  await onPaper("Leon", "Heinz", "yes", "Blatt 1");
  await onPaper("Leon", "Heinz", "no", "Blatt 2");
  const all = "child_id = null, person_id = null, recorded_by = '', evidence = '', salt = ''".split(", ");
  const columns = Object.keys(school.database.$client.prepare("select * from consent_event").get() as object);
  expect(columns.length).toBeGreaterThan(15);
  const updates = [
    ...columns.map((name) => `${name} = ${["seq", "notice"].includes(name) ? `${name} + 7` : "'x'"}`),
    ...all,
    ...all.map((_, at) => all.toSpliced(at, 1).join(", ")),
    ...columns
      .filter((name) => !/child_id|person_id|recorded_by|evidence|salt/.test(name))
      .map((name) => `${all.join(", ")}, ${name} = ${["seq", "notice"].includes(name) ? `${name} + 7` : "'x'"}`),
  ];
  for (const update of updates)
    expect(() => sql(`update consent_event set ${update} where seq = 1`), update).toThrow(/append-only/);
  expect(() => sql(`update consent_event set ${all.join(", ")} where seq = 1`)).toThrow(/append-only/);
  // Only once an erasure is on record that reaches to it.
  const after = "2040-01-01T03:00:00.000Z";
  expect(() => sql(erasure(after, "2039-06-01T00:00:00.000Z", "1"))).toThrow(/shortest retention time/);
  sql(erasure(after, "2039-01-01T00:00:00.000Z", "1"));
  sql(`update consent_event set ${all.join(", ")} where seq = 1`);
  for (const update of [...all, "salt = 'x'", "evidence = 'x'", "child_id = (select id from child limit 1)"])
    expect(() => sql(`update consent_event set ${update} where seq = 1`), update).toThrow(/append-only/);
  expect(() => sql("delete from consent_event where seq = 1")).toThrow(/append-only/);
  expect(() => sql("update notice_version set text = 'x'")).toThrow(/stays as it was shown/);
  expect(await verifyProof(school.database)).toMatchObject({ events: 4 });
});

test("the steps of a request and the texts that were shown are never changed either", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.answers("Leon", "JA", "JA");
  await school.house.requests.receive(
    { id: "r1", right: "erasure", personId: (await school.house.accounts.personsOf(103))[0]?.id ?? "", words: "alles" },
    school.clock.now,
  );
  expect(one("select (select count(*) from shown_text) + (select count(*) from request_step)")).toBe(2);
  expect(() => sql("update shown_text set text = 'x'")).toThrow(/stays as it was shown/);
  expect(() => sql("update request_step set note = 'x'")).toThrow(/append-only/);
});

/** Whatever any table holds. */
function allRows(): string {
  const tables = rows("select tablename as name from pg_tables where schemaname = current_schema()");
  return JSON.stringify((tables as { name: string }[]).map(({ name }) => rows(`select * from "${name}"`)));
}

test("a child who left is forgotten after the years, with whoever belongs to it alone, and nothing of it is left in the file", async () => {
  const path = freshDatabase();
  school = await School.open({ joined: ["grandfather", "lateTeacher"], ...(onPostgres ? {} : { path }) });
  await school.phone("grandfather").answers("Leon", "JA", "NEIN");
  // The files of PostgreSQL are the server's; what its tables hold is all that can be asked.
  const files = () =>
    onPostgres ? allRows() : ["", "-wal"].map((ending) => readFileSync(path + ending, "latin1")).join("");
  expect(files()).toMatch(/Leon[^]*Heinz|Heinz[^]*Leon/);
  await leaves("Leon");
  expect(await rounds()).toMatchObject({ lapsedWithLeaving: 1 });
  expect(await rounds()).toMatchObject({ lapsedWithLeaving: 0 });
  expect(list("select purpose || ' ' || kind from consent_event order by seq")).toBe(
    "audio given, video refused, audio lapsed",
  );
  until("2029-12-31");
  expect(await rounds()).toMatchObject({ events: 0, children: 0, people: 0 });
  until("2030-01-01");
  expect(await rounds()).toMatchObject({ events: 3, children: 1, people: 0 });
  expect(one("select count(*) from person where given_name = 'Heinz'")).toBe(1);
  until("2030-04-03");
  expect(await rounds()).toMatchObject({ events: 0, children: 0, people: 1 });
  expect(one("select count(*) from account where chat_id = '103'")).toBe(0);
  expect(await verifyProof(school.database)).toMatchObject({ events: 3 });
  expect(files()).not.toMatch(/Leon|Heinz|Niemand/);
  expect(files()).toMatch(/Lineal/);
});

test("a child who left with a brother at the school is forgotten alone", async () => {
  school = await School.open({ joined: ["mother"] });
  await onPaper("Mila", "Nadja", "no", "Blatt 1");
  await leaves("Mila");
  until("2030-01-01");
  expect(await rounds()).toMatchObject({ events: 2, children: 1, people: 0 });
  until("2031-01-01");
  expect(await rounds()).toMatchObject({ people: 0 });
  await school.phone("mother").says("/status");
  expect(school.phone("mother").last).toContain("Jonas B. (1b)");
});

test("whoever belongs to nobody any more is marked, and forgotten after three months, a teacher without a class as well; who comes back in time stays", async () => {
  school = await School.open();
  const people = () =>
    list(
      "select given_name || case when gone_at is null then '' else ' (gone)' end from person " +
        "where key in ('E16', 'E17', 'KREI') order by key",
    );
  await school.imports(schoolFile.replace(/^.*;E1[67]$/gm, "").replace(/^.*;KREI$/m, "1b;lehrkraft;Nele;Neu;;;;;NEU"));
  await rounds();
  expect(people()).toBe("Dirk (gone), Heinz (gone), Karl (gone)");
  school.pass(80 * day);
  await school.imports(schoolFile.replace(/^.*;E16$/m, ""));
  await rounds();
  expect(people()).toBe("Dirk (gone), Heinz, Karl");
  school.pass(20 * day);
  expect(await rounds()).toMatchObject({ people: 1 });
  expect(people()).toBe("Heinz, Karl");
});

test("somebody of whom an event still speaks, or whose request is on file, is not forgotten before it", async () => {
  school = await School.open();
  const id = one("select id from person where key = 'E16'") as string;
  await onPaper("Kira", "Dirk", "no", "Blatt 1");
  await onPaper("Kira", "Dirk", "yes", "Blatt 2");
  await onPaper("Kira", "Dirk", "no", "Blatt 3");
  await school.house.requests.receive(
    { id: "r1", right: "rectification", personId: id, words: "Bitte alles löschen" },
    school.clock.now,
  );
  await school.imports(schoolFile.replace(/^.*;E16$/m, ""));
  await leaves("Kira");
  await rounds();
  until("2030-06-01");
  await rounds();
  until("2031-06-01");
  await rounds();
  expect(one(`select count(*) from person where id = '${id}'`)).toBe(1);
  expect(one("select count(*) from consent_event where child_id is not null")).toBe(0);
  await school.house.requests.step("r1", "answered", "Frau Schreiber", "gelöscht", school.clock.now);
  until("2034-12-31");
  await rounds();
  expect(one("select words from rights_request")).toBe("Bitte alles löschen");
  until("2035-01-01");
  expect(await rounds()).toMatchObject({ people: 1 });
  expect(one("select (select count(*) from rights_request) + (select count(*) from request_step)")).toBe(0);
});

test("a message that never reached anybody does not say later whose erased event it was", async () => {
  school = await School.open();
  await onPaper("Leon", "Heinz", "yes", "Blatt 1");
  until("2027-03-01");
  await onPaper("Leon", "Heinz", "no", "Blatt 2");
  const open = () => list("select distinct about from announcement where sent_at is null and kind = 'decision'");
  expect(open().split(", ")).toHaveLength(2);
  until("2031-01-01");
  await rounds();
  expect(rows("select decision from consent_event where child_id is not null group by decision")).toEqual([
    { decision: open() },
  ]);
});

test("messages, reminders, questions and wrong codes are kept for their time and no longer", async () => {
  school = await School.open({ joined: ["grandfather", "mother"] });
  await onPaper("Leon", "Heinz", "yes", "Blatt 1");
  await school.quiet();
  await school.house.reminders.send(null, school.clock.now);
  await school.quiet();
  await school.house.questions.passOn(
    {
      id: "q1",
      text: "Gibt es ein Formular?",
      personId: (await school.house.accounts.personsOf(103))[0]?.id ?? "",
      language: "de",
    },
    school.clock.now,
  );
  await school.phone("father").says("ABCD-EFGH-JKMN");
  const kept = () => {
    const told = listed(
      school.database.$client,
      "select distinct kind from announcement where sent_at is not null order by kind",
      " ",
    );
    const [questions, codes] = ["passed_question", "failed_join"].map((table) =>
      Number(one(`select count(*) from ${table}`)),
    );
    return told ? `${told}, ${questions} question, ${codes} wrong code` : `no messages, ${questions} question`;
  };
  expect(kept()).toBe("decision reminder, 1 question, 1 wrong code");
  school.pass(2 * day);
  await rounds();
  expect(kept()).toBe("decision reminder, 1 question, 0 wrong code");
  school.pass(95 * day);
  await rounds();
  expect(kept()).toBe("reminder, 1 question, 0 wrong code");
  school.pass(275 * day);
  await rounds();
  expect(kept()).toBe("no messages, 0 question");
});

test("the texts that are kept for good carry no name and no class", async () => {
  school = await School.open({ joined: ["mother", "grandfather", "frauke"] });
  await school.phone("mother").answers("Mila", "JA", "NEIN");
  await school.phone("mother").answers("Jonas", "JA", "JA");
  await school.phone("grandfather").answers("Leon", "NEIN", "NEIN");
  await school.phone("frauke").says("/widerruf");
  await school.phone("frauke").presses("Ton und Bild: NEIN");
  await school.phone("mother").says("ich widerrufe für Mila");
  const texts = rows("select text from shown_text")
    .map((row) => (row as { text: string }).text)
    .join("\n");
  const names = rows(
    "select given_name, family_name from child union select given_name, family_name from person",
  ).flatMap((row) => Object.values(row as object) as string[]);
  expect(texts).toContain("⟨Kind⟩");
  expect(names.length).toBeGreaterThan(60);
  expect(names.filter((name) => texts.includes(name))).toEqual([]);
  expect(texts).not.toMatch(/\b(1b|2c|3a)\b/);
});
