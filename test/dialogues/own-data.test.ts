import { readFileSync } from "node:fs";
import { extractText } from "unpdf";
import { afterEach, expect, test } from "vitest";
import { dropChildren } from "../../db/proof/forgetting.ts";
import type { OwnData } from "../../src/consent/own-data.ts";
import { ownData } from "../../src/house/own-data.ts";
import { stored } from "../../src/school/stored.ts";
import { OfficePages } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

const schoolFile = readFileSync(new URL("../../src/demo/invented-school.csv", import.meta.url), "utf8");

/** Where in the export each table with a person's data has its place. */
const places: Record<string, (keyof OwnData)[] | { not: string }> = {
  school_class: ["classes", "children"],
  child: ["children"],
  person: ["persons"],
  guardianship: ["children"],
  custody_fact: ["custody"],
  class_teacher: ["classes"],
  join_code: ["codes"],
  failed_join: ["wrongCodes"],
  account: ["persons", "unreachableSince"],
  matrix_chat: ["chatAddress"],
  matrix_event: { not: "in which order messages came; of what was written nothing" },
  chat_language: ["chatLanguage"],
  morning_line: ["morningLines"],
  class_list_seen: { not: "what may be done for other people's children, as a teacher saw it last" },
  consent_event: ["children", "formerChildren"],
  shown_text: ["children", "formerChildren"],
  announcement: ["messages"],
  conversation_state: ["openConversation"],
  withdrawal_matter: ["unclearWithdrawals"],
  rights_request: ["requests"],
  request_step: ["requests"],
  request_entry: ["requests"],
  restriction_fact: ["restrictions"],
  passed_question: ["questionsPassedOn"],
  notice_version: { not: "the school's text, and who of the office decided about it" },
  journal: { not: "checksums of rows of the other tables, and their keys" },
  period: { not: "the school's, and who of the office began and ended it" },
  kept_scan: ["keptScans"],
  kept_scan_of: ["keptScans"],
  roll_change: ["beforeChanges"],
  child_look: ["looks"],
  left_open: { not: "that the office has something to look up for a child" },
  waiting_update: { not: "what waits in a chat is worked on, and erased, before the request behind it is" },
};

/** Tables in which no column leads to a parent, pupil or teacher. */
const ofNobody = [
  "daily_round",
  "erasure",
  "seen_update",
  "unanswered_question",
  "child_change",
  "suspect_update",
  "bot_run",
];

/** What is new, and of the office alone. */
const isOfOffice = (table: string) => stored[table]?.group === "office";

test("every table with a person's data has its place in the export, or a reason why not", async () => {
  school = await School.open({ joined: ["mother"] });
  const data = await ownData(school.house, 101);
  const about = Object.keys(stored).filter((table) => !ofNobody.includes(table) && !isOfOffice(table));
  const homeless = about.filter((table) => !Object.hasOwn(places, table));
  expect(homeless).toEqual([]);
  for (const table of ofNobody)
    expect({ table, identifies: stored[table]?.identifies }).toEqual({ table, identifies: [] });
  for (const place of Object.values(places))
    if (Array.isArray(place)) for (const key of place) expect(Object.keys(data)).toContain(key);
});

async function served(who: "mother" | "father" | "grandfather"): Promise<OwnData> {
  const phone = school.phone(who);
  await phone.says("/rechte");
  await phone.presses("Auskunft");
  return JSON.parse(new TextDecoder().decode(phone.document(".json"))) as OwnData;
}

test("whatever is stored about a person is in their export: codes, wrong codes, messages, language, questions, withdrawals", async () => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  await mother.answers("Mila", "JA", "JA");
  await mother.answers("Jonas", "JA", "JA");
  await mother.says("AB2D-EFGH-JKMN");
  await mother.says("/sprache");
  await mother.presses("English");
  await mother.says("/sprache");
  await mother.presses("Deutsch");
  await mother.says("Ich widerrufe die Einwilligung");
  await mother.says("Gibt es in der Mensa heute Spaghetti oder Pizza?");
  await mother.presses("Frage an die Schule weitergeben");
  const data = await served("mother");
  expect(data).toMatchObject({
    persons: [{ givenName: "Nadja", account: { chat: 101 } }],
    chatLanguage: { language: "de", how: "chosen" },
    codes: [{ usedAt: expect.any(String) as string }],
    wrongCodes: ["2026-11-23T17:00:00.000Z"],
    unclearWithdrawals: [{ text: "Ich widerrufe die Einwilligung", closedAt: null }],
    questionsPassedOn: [{ text: "Gibt es in der Mensa heute Spaghetti oder Pizza?" }],
    // It was asked for in the middle of the question for which right it is about.
    openConversation: { about: "request", answers: [] },
  });
  expect(data.messages.map(({ kind, sentAt }) => [kind, sentAt !== null])).toEqual([
    ["decision", true],
    ["decision", true],
  ]);
  const { text } = await extractText(mother.document(".pdf"), { mergePages: true });
  for (const said of ["Sprache im Chat", "Einmal-Code", "Falscher Code", "Nachrichten an Sie", "Ich widerrufe"])
    expect(text).toContain(said);
});

test("an open question is in the export: what it is about, since when, what was answered so far", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  await grandfather.says("/einwilligung");
  school.pass(60_000);
  const sound = grandfather.button("JA");
  for (let tap = 0; tap < 2; tap += 1) school.box.presses(103, sound?.message ?? 0, sound?.data ?? "");
  await school.quiet();
  await grandfather.says("wer sieht die daten?");
  await grandfather.says("nein danke");
  const { id } = await school.child("Leon");
  const { openConversation } = await ownData(school.house, 103);
  expect(openConversation).toEqual({
    about: "give",
    since: "2026-11-23T17:00:00.000Z",
    touchedAt: "2026-11-23T17:01:00.000Z",
    children: [id],
    answers: [
      { answer: "yes", typed: null },
      { answer: "no", typed: "nein danke" },
    ],
  });
  const print = await school.house.print.ownData(await ownData(school.house, 103));
  const { text } = await extractText(print, { mergePages: true });
  expect(text.replaceAll(/\s+/g, " ")).toContain("Zurzeit ist eine Frage offen (Einwilligung)");
  expect(text).toContain("„nein danke“");
});

test("whoever was removed from a child still gets what he has declared, under the name that he knew, and nothing newer of the child", async () => {
  school = await School.open({ joined: ["father", "mother"] });
  const [father, mother] = [school.phone("father"), school.phone("mother")];
  await father.answers("Mila", "JA", "NEIN");
  await mother.answers("Mila", "NEIN", "NEIN");
  await school.imports(schoolFile.replace(/^.*;Tarek;.*;Mila;.*\n/m, ""));
  school.database.$client.exec(
    "update child set given_name = 'Milena', family_name = 'Neuname' where given_name = 'Mila'; " +
      "update school_class set name = '9z' where name = '3a'",
  );
  const data = await served("father");
  expect(data.children.map(({ givenName }) => givenName)).toEqual(["Jonas"]);
  expect(data.formerChildren).toMatchObject([
    {
      shownAs: "Mila B.",
      declarations: [
        { purpose: "audio", kind: "given" },
        { purpose: "video", kind: "refused" },
      ],
    },
  ]);
  expect(JSON.stringify(data)).not.toMatch(/Milena|Neuname|9z|Nadja|"101"/);
  const { text } = await extractText(father.document(".pdf"), { mergePages: true });
  expect(text).toContain("Mila B.");
  expect(text).not.toContain("Milena");
});

test("a child that has left is still in the export of its guardian", async () => {
  school = await School.open({ joined: ["grandfather"] });
  await school.phone("grandfather").answers("Leon", "JA", "JA");
  school.database.$client.exec("update child set gone_at = '2026-11-23T00:00:00.000Z' where given_name = 'Leon'");
  const data = await served("grandfather");
  expect(data.children).toMatchObject([
    { givenName: "Leon", leftSchool: true, declarations: [{ kind: "given" }, { kind: "given" }] },
  ]);
});

test("how a child stood before the office changed it, and when somebody looked at it, is in the export of its own", async () => {
  school = await School.open({ joined: ["mother", "grandfather"] });
  const mila = await school.child("Mila");
  const moved = { what: "moveChild", childId: mila.id, className: "1b" } as const;
  await school.house.changes.byHand(moved, { id: "change-1", by: "Frau Schreiber" }, school.clock.now);
  const clerk = await new OfficePages(school).signedIn("office");
  await clerk.get(`/children/${mila.id}`);
  const data = await served("mother");
  expect(data.beforeChanges).toMatchObject([
    { what: "moveChild", before: [{ id: mila.id, classId: mila.classId }], after: [{ id: mila.id }] },
  ]);
  expect(data.looks).toEqual([{ child: mila.id, at: school.clock.now.toISOString() }]);
  expect(JSON.stringify(data)).not.toContain("Schreiber");
  const { text } = await extractText(school.phone("mother").document(".pdf"), { mergePages: true });
  for (const said of ["vor Änderungen der Schule", "angesehen hat"])
    expect(text.replaceAll(/\s+/g, " ")).toContain(said);
  expect(await served("grandfather")).toMatchObject({ beforeChanges: [], looks: [] });
});

test("whoever is forgotten is forgotten also in what was before a change; the others can still be taken back", async () => {
  school = await School.open();
  const [tim, mila] = [await school.child("Tim"), await school.child("Mila")];
  for (const [at, { id: childId }] of [tim, mila].entries())
    await school.house.changes.byHand(
      { what: "moveChild", childId, className: "1b" },
      { id: `change-${at}`, by: "Frau Schreiber" },
      school.clock.now,
    );
  school.database.transaction((tx) => dropChildren(tx, [tim.id]));
  const former = school.database.$client
    .prepare("select former from roll_change order by id")
    .pluck()
    .all() as string[];
  expect(former.map((one) => [one.includes(tim.id), one.includes("Erfunden"), one.includes(mila.id)])).toEqual([
    [false, false, false],
    [false, false, true],
  ]);
  expect(await school.house.changes.takeBack("change-1", school.clock.now)).toEqual([]);
  expect((await school.child("Mila")).className).toBe("3a");
});
