import { afterEach, beforeEach, expect, test } from "vitest";
import type { Anchors } from "../../src/anchor/anchors.ts";
import { sealNow, verifyAll } from "../../src/wiring/proof.ts";
import type { School } from "../support/school.ts";
import { endSealed, sealedIn, sealedSchool } from "../support/sealed-school.ts";
import { programTexts } from "../support/texts.ts";
import { withoutGuards } from "../support/without-guards.ts";

let folder: string;
let path: string;
let school: School;
let anchors: Anchors;
let advice: string[];
const settings = () => sealedIn(folder, path);
beforeEach(async () => {
  ({ folder, path, school, anchors, advice } = await sealedSchool("grandfather", "lateTeacher"));
  await phone().answers("Leon", "JA", "JA");
  await sealNow(school.database, anchors, school.clock.now);
  teacher().forget();
});
afterEach(() => endSealed(folder, school));

const phone = () => school.phone("grandfather");
const teacher = () => school.phone("lateTeacher");
/** What was tapped comes again behind the sentence that asks to try again. */
const lastTwo = () => JSON.stringify(phone().messages.slice(-2));
const rows = () =>
  school.database.$client
    .prepare("select purpose || ' ' || kind from consent_event where seq > 2 order by seq")
    .pluck()
    .all();
const verified = () => verifyAll({ database: school.database, anchors, settings: settings() });

/** Another program, without any guard; the guards are put back. */
const shell = (change: string) => withoutGuards(path, change);
const breakRow = () => shell("update consent_event set recorded_by = 'somebody' where seq = 1");
const setRight = () => shell("update consent_event set recorded_by = person_id where seq = 1");

test("a recorded row was changed: a withdrawal in free words counts, is sealed, and is told when all holds again", async () => {
  const before = teacher().messages.length;
  breakRow();
  await phone().says("Ich widerrufe alles");
  expect(phone().last).toMatch(/widerruf/i);
  expect(rows()).toEqual(["audio withdrawn", "video withdrawn"]);
  expect(advice.join("\n")).not.toMatch(/undefined/);
  expect(await sealNow(school.database, anchors, school.clock.now)).toBe(false);
  expect(anchors.newest()).toMatchObject({ events: 4 });
  expect(await verified()).toMatchObject({ broken: { where: "event", seq: 1 } });
  expect(teacher().messages.length).toBe(before);
  setRight();
  school.pass(60_000);
  await school.bot.tellAll();
  expect(teacher().last).toMatch(/keine|nicht|NEIN/);
  expect(await verified()).toMatchObject({ lost: null });
  expect(await school.participation("Leon")).toBe("none");
});

test("what was withdrawn in doubt is not taken back in doubt", async () => {
  breakRow();
  await phone().says("Ich widerrufe alles");
  await phone().presses("War nicht so gemeint");
  expect(lastTwo()).toMatch(/noch einmal/);
  expect(rows()).toEqual(["audio withdrawn", "video withdrawn"]);
});

test("in the questions a NEIN counts, a JA beside it is refused, and the parent hears which", async () => {
  breakRow();
  await phone().answers("Leon", "JA", "NEIN");
  expect(rows()).toEqual(["video withdrawn"]);
  expect(phone().last).toMatch(/wozu Sie NEIN gesagt haben/);
  await phone().answers("Leon", "JA", "JA");
  expect(rows()).toEqual(["video withdrawn"]);
  expect(lastTwo()).toMatch(/noch einmal/);
});

test("of two children answered in one Absenden the NEIN is kept, the JA is not, and one sentence says so of both", async () => {
  const mother = await school.join("mother");
  breakRow();
  await mother.says("/einwilligung");
  for (const label of ["JA", "JA", "NEIN", "NEIN"]) await mother.presses(label);
  mother.forget();
  await mother.presses("Absenden");
  expect(rows()).toEqual(["audio refused", "video refused"]);
  expect(mother.transcript()).toBe(`JaNein: Mila B. (3a)\n    Jonas B. (1b)\n    ${mother.last.split("\n").at(-1)}`);
  expect(mother.last).toMatch(/nur, wozu Sie NEIN gesagt haben/);
});

test("a withdrawal by choice counts, also where the rows say that nothing stands", async () => {
  shell("update consent_event set kind = 'refused'");
  await phone().says("/widerruf");
  await phone().presses("Ton und Bild: NEIN");
  expect(rows()).toEqual(["audio refused", "video refused"]);
  expect(phone().last).toMatch(/NEIN gesagt/);
});

test("on paper a NEIN is put down, a JA is not; nothing is allowed meanwhile", async () => {
  breakRow();
  const { roster, ledger } = school.house;
  const child = await school.child("Leon");
  const [person] = await roster.peopleOf(child.id);
  const paper = (answer: "yes" | "no") =>
    ledger.takeDown(
      {
        ...{ day: "2026-11-23", today: "2026-11-23", dayOf: (at: string) => at.slice(0, 10) },
        declaration: {
          ...{ child: child.id, person: person?.id ?? "", role: "guardian", answers: { video: answer } },
          ...{ route: "paper", recordedBy: "Frau Schreiber", notice: 1, language: "de", shownText: null },
          evidence: `paper, ${answer}`,
        },
      },
      school.clock.now,
    );
  await expect(paper("yes")).rejects.toThrow(/not as it was entered/);
  expect(await paper("no")).toEqual({ events: 1, later: {} });
  expect(await paper("no")).toEqual({ events: 1, later: {} });
  expect(rows()).toHaveLength(1);
  await teacher().says("/klasse");
  expect(teacher().last).toMatch(/noch einmal/);
});

test("the newest time was set ahead: a NEIN counts all the same", async () => {
  shell("update consent_event set at = '2099-01-01T00:00:00.000Z' where seq = 2");
  await phone().says("Ich widerrufe alles");
  expect(rows()).toHaveLength(2);
});

test.each([
  ["a trigger is planted", () => shell("create trigger planted before insert on consent_event begin select 1; end")],
  ["the newest events were cut off", () => shell("delete from consent_event where seq = 2")],
])("%s: nothing is recorded, also no NEIN", async (_what, change) => {
  breakRow();
  change();
  await phone().says("Ich widerrufe alles");
  expect(rows()).toEqual([]);
  expect(phone().last).toMatch(/noch einmal/);
});

test.each([
  ["a row was changed", breakRow],
  ["a trigger is planted", () => shell("create trigger planted before insert on consent_event begin select 1; end")],
])(
  "%s: JaNein starts all the same, with the notice in force, and says why it records nothing",
  async (_what, change) => {
    change();
    const before = school.house.notice.number;
    await school.comesWith(programTexts);
    expect(school.house.notice.number).toBe(before);
    expect(advice.join("\n")).toMatch(/changed by somebody else/);
    await phone().says("/hilfe");
    expect(phone().last).not.toMatch(/noch einmal/);
  },
);
