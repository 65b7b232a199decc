import fc from "fast-check";
import { expect, test } from "vitest";
import type { Announcement } from "../../db/messenger/outbox.ts";
import { openChildFiles } from "../../db/school/child-file.ts";
import { type Answer, type Purpose } from "../../src/consent/event.ts";
import { isTheOffices } from "../../src/consent/mistake.ts";
import { childStanding, type Participation } from "../../src/consent/standing.ts";
import { dailyRounds } from "../../src/house/rounds.ts";
import { planImport } from "../../src/school/plan-import.ts";
import { readOfficeFile } from "../../src/school/read-office-file.ts";
import { furnish } from "../../src/wiring/furnish.ts";
import { beginInventedSchool } from "../../src/demo/invented-school.ts";
import { understand } from "../support/school.ts";
import { filesInMemory } from "../support/school-files.ts";
import { programTexts } from "../support/texts.ts";
import { howLong } from "../support/how-long.ts";
import { freshDatabase, onPostgres } from "../support/fresh-database.ts";

const day = 24 * 60 * 60 * 1000;
const heading = "klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;beide_zustimmen;kennung\n";
const settings = {
  ...({ CHILD_NAMES: "initial", TIME_ZONE: "Europe/Berlin" } as const),
  ...{ PUPIL_AGE: 16, ...howLong },
};
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The list says of nobody's answer something else than of a NEIN. */
type Told = Participation | "unasked" | "off the list";

/** What the office's table says of Lena. */
interface Table {
  className: "10a" | "10b";
  both: boolean;
  mother: boolean;
  father: boolean;
  there: boolean;
  /** Who teaches 10a; Bert always teaches 10b. */
  teach: "Frieda" | "Bert" | "both";
}

/** A school with one child, two guardians and a teacher of each class, who all have joined; no messenger. */
async function school() {
  const database = freshDatabase();
  const clock = { now: new Date("2026-11-20T12:00:00Z") };
  let ids = 0;
  const newId = () => `id${String((ids += 1)).padStart(6, "0")}`;
  const house = await furnish({
    ...{ database, texts: programTexts, files: filesInMemory(), understand, settings, codeKey: "a key", log, newId },
    now: () => clock.now,
  });
  await beginInventedSchool(house);
  const imports = async ({ className, both, mother, father, there, teach }: Table) => {
    const rows = [
      ...(teach === "Bert" ? ["10c;lehrkraft;Frieda;Feder;;;;;FEDE"] : ["10a;lehrkraft;Frieda;Feder;;;;;FEDE"]),
      ...(teach === "Frieda" ? [] : ["10a;lehrkraft;Bert;Bleistift;;;;;BLEI"]),
      "10b;lehrkraft;Bert;Bleistift;;;;;BLEI",
      ...["10a", "10b"].map((name, at) => `${name};kind;Otto;Immerda-${"xy"[at]};01.01.2012;;;;`),
      ...(there ? [`${className};kind;Lena;Luftschloss;24.11.2010;;;${both ? "ja" : "nein"};`] : []),
      ...(there && mother ? [`${className};erziehungsberechtigt;Gisela;Luftschloss;;Lena;Luftschloss;;E1`] : []),
      ...(there && father ? [`${className};erziehungsberechtigt;Gregor;Luftschloss;;Lena;Luftschloss;;E2`] : []),
    ];
    const file = readOfficeFile(Buffer.from(heading + rows.join("\n")));
    await house.roster.carryOut(planImport(file, await house.roster.roll(), {}, newId), clock.now);
  };
  await imports({ className: "10a", both: false, mother: true, father: true, there: true, teach: "Frieda" });
  // As the bot does when it starts.
  await dailyRounds(house, 14);
  const people = await house.roster.everybody();
  const join = database.$client.prepare("insert into account (person_id, chat_id, joined_at) values (?, ?, '')");
  people.forEach(({ id }, at) => join.run(id, String(100 + at)));
  const person = (name: string) => {
    const at = people.findIndex(({ givenName }) => givenName === name);
    return { id: people[at]?.id ?? "", chatId: 100 + at };
  };
  const lena = (await house.roster.everyChild()).find(({ givenName }) => givenName === "Lena")?.id ?? "";
  return { database, house, clock, imports, person, lena, files: openChildFiles(database, 16) };
}

type Step =
  | { who: "Gisela" | "Gregor"; answers: Partial<Record<Purpose, Answer>>; paper: boolean }
  | { table: Table }
  | { mark: boolean }
  | { born: string }
  | { voids: number }
  | { days: number; round: boolean }
  | { drains: true };

const said = fc.constantFrom<Answer>("yes", "yes", "no");
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      who: fc.constantFrom("Gisela", "Gregor"),
      answers: fc.record({ audio: said, video: said }, { requiredKeys: [] }),
      paper: fc.constantFrom(false, false, true),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      table: fc.record({
        className: fc.constantFrom("10a", "10a", "10b"),
        both: fc.boolean(),
        mother: fc.constantFrom(true, true, false),
        father: fc.boolean(),
        there: fc.constantFrom(true, true, true, false),
        teach: fc.constantFrom<Table["teach"]>("Frieda", "Frieda", "Bert", "both"),
      }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ mark: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ born: fc.constantFrom("2010-11-24", "2010-01-01", "2012-01-01") }) },
  { weight: 1, arbitrary: fc.record({ voids: fc.nat(9) }) },
  { weight: 3, arbitrary: fc.record({ days: fc.constantFrom(0, 1, 3, 400), round: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ drains: fc.constant<true>(true) }) },
);

const both = { audio: "yes", video: "yes" } as const;
const none = { audio: "no", video: "no" } as const;
const table = { className: "10a", both: false, mother: true, father: false, there: true, teach: "Frieda" } as const;

/** What once left a teacher with something that did not hold. */
const once: Step[][] = [
  // She comes of age between two answers that wait to be told.
  [
    { who: "Gisela", answers: both, paper: false },
    { drains: true },
    { who: "Gregor", answers: none, paper: false },
    { days: 4, round: false },
    { who: "Gregor", answers: both, paper: false },
  ],
  // A class comes to Bert, gives him Lena, and goes again.
  [
    { who: "Gisela", answers: { audio: "yes" }, paper: false },
    { table: { ...table, teach: "Bert" } },
    { table: { ...table, className: "10b" } },
  ],
  // Lena goes from Bert's class into one that is his for a moment.
  [{ table: { ...table, className: "10b" } }, { drains: true }, { table: { ...table, teach: "both" } }, { table }],
  // Bert hears of a class in which she is not, after what he has heard of her.
  [
    { table: { ...table, className: "10b" } },
    { who: "Gisela", answers: { audio: "yes" }, paper: false },
    { table: { ...table, className: "10b", teach: "both" } },
  ],
];

test("whatever happens in whatever order: nothing is recorded of who may not declare, it does not count, and each teacher was last told what holds", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 14 }), async (steps) => {
      const at = await school();
      const { house, clock, lena } = at;
      const told = new Map<string, Told>();
      for (const step of [...steps, { days: 1, round: true }, { drains: true } as const]) await takes(at, step, told);
      const agree = (await house.ledger.mustAgree([lena], clock.now)).get(lena);
      const now = (await house.ledger.standings([lena], clock.now)).get(lena);
      const events = await house.ledger.eventsOf(lena);
      const counting = events.filter(
        ({ person, role }) => role === "office" || agree?.mayDeclare?.includes(person ?? ""),
      );
      expect(now).toEqual(childStanding(counting, agree));
      for (const name of ["Frieda", "Bert"]) {
        const { id, chatId } = at.person(name);
        const read = told.get(id);
        const last = read === "unasked" ? "none" : read;
        if (await isOnList(at, chatId)) expect(last ?? "none").toBe(now?.participation);
        else expect(["off the list", undefined]).toContain(last ?? "off the list");
      }
      at.database.$client.close();
    }),
    // Each is a school of its own, which takes a second there.
    { numRuns: onPostgres ? 15 : 150, examples: once.map((steps) => [steps]) },
  );
});

async function takes(at: Awaited<ReturnType<typeof school>>, step: Step, told: Map<string, Told>): Promise<void> {
  const { house, clock, lena } = at;
  if ("who" in step) return await declares(at, step);
  if ("table" in step) return await at.imports(step.table);
  if ("mark" in step) return void (await at.files.mustBothAgree(lena, step.mark, clock.now));
  if ("born" in step) {
    const right = { givenName: "Lena", familyName: "Luftschloss", birthDate: step.born };
    return void (await at.files.correctChild(lena, right, clock.now));
  }
  if ("voids" in step) {
    const answers = (await house.ledger.eventsOf(lena)).filter(isTheOffices);
    const mistaken = answers[step.voids % answers.length];
    if (mistaken) await house.ledger.voidEvent(mistaken.id, { recordedBy: "A. Schreiber", why: "vertippt" }, clock.now);
    return;
  }
  if ("days" in step) {
    clock.now = new Date(clock.now.getTime() + step.days * day);
    if (step.round) await dailyRounds(house, 14);
    return;
  }
  await drains(at, told);
}

let act = 0;
async function declares({ house, clock, lena, person }: Awaited<ReturnType<typeof school>>, step: Step): Promise<void> {
  if (!("who" in step)) return;
  const { id, chatId } = person(step.who);
  const before = (await house.ledger.eventsOf(lena)).length;
  const may = (await house.roster.peopleOf(lena)).some((one) => one.id === id);
  const there = (await house.roster.everyChild()).some((one) => one.id === lena);
  const declared = {
    ...({ child: lena, person: id, role: "guardian", recordedBy: id, notice: 1, language: "de" } as const),
    ...{ shownText: null, evidence: `act ${(act += 1)}`, answers: step.answers },
  };
  if (step.paper) {
    const put = house.ledger.recordDecision({ ...declared, route: "paper" }, clock.now);
    if (!may) return await expect(put).rejects.toThrow("may not declare");
    const isNone = !there && Object.values(step.answers).includes("yes");
    return isNone ? await expect(put).rejects.toThrow("the child has left the school") : void (await put);
  }
  const [recorded] = await house.ledger.recordInChat([{ ...declared, chatId, route: "chat" }], clock.now);
  expect(recorded && "refused" in recorded).toBe(!may || !there);
  if (recorded && "refused" in recorded) expect((await house.ledger.eventsOf(lena)).length).toBe(before);
}

const isOnList = async ({ house, lena }: Awaited<ReturnType<typeof school>>, chatId: number) => {
  const taught = (await house.roster.classesOf(chatId)).map(({ id }) => house.roster.childrenIn(id));
  return (await Promise.all(taught)).flat().some(({ id }) => id === lena);
};

const classOf = async ({ house, lena }: Awaited<ReturnType<typeof school>>) =>
  (await house.roster.everyChild()).find(({ id }) => id === lena)?.className;

/** Tells all that waits, as the notifier does; remembers what each teacher has read last of Lena. */
async function drains(at: Awaited<ReturnType<typeof school>>, told: Map<string, Told>) {
  const { house, clock } = at;
  const claim = () => house.outbox.claim(clock.now, { chats: [], persons: [] }, 3);
  for (let claimed = await claim(); claimed.length > 0; claimed = await claim()) {
    // At once only to different people, and nothing twice.
    expect(new Set(claimed.map(({ personId }) => personId)).size).toBe(claimed.length);
    expect(new Set(claimed.flatMap(({ ids }) => ids)).size).toBe(claimed.flatMap(({ ids }) => ids).length);
    for (const next of claimed) await tells(at, told, next);
  }
}

async function tells(
  at: Awaited<ReturnType<typeof school>>,
  told: Map<string, Told>,
  { news, personId, role, ids, chatId }: Announcement,
) {
  const { house, clock, lena } = at;
  if (role === "teacher" && news.kind === "decision") told.set(personId, news.now.participation);
  if (role === "teacher" && news.kind === "change")
    for (const one of news.children)
      if (one.to === "teacher" && one.child.id === lena) {
        const isUnasked = "now" in one && one.now.audio.by === null && one.now.video.by === null;
        const read = !("now" in one) ? "off the list" : isUnasked ? "unasked" : one.now.participation;
        // Nobody reads on a list what was read last.
        if (!isUnasked && read !== "off the list" && told.has(personId) && "isNew" in one && !one.isNew)
          expect(told.get(personId)).not.toBe(read);
        told.set(personId, read);
      }
  if (news.kind === "class") {
    const read = news.children.find((one) => one.child.id === lena)?.now.participation;
    if (read) told.set(personId, read);
    // Of a class that is not Lena's the message says nothing of her.
    else if (news.isOwn && news.className === (await classOf(at))) told.delete(personId);
    else if (!(await isOnList(at, chatId))) told.set(personId, "off the list");
  }
  await house.outbox.told(ids, clock.now);
}
