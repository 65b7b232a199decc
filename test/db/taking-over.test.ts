import { expect, test } from "vitest";
import { forgetInFormer } from "../../db/school/former-roll.ts";
import { openRollChanges } from "../../db/school/roll-changes.ts";
import { Office } from "../support/office.ts";

const at = new Date("2026-11-25T08:00:00Z");
const by = { id: "import1", by: "Frau Schreiber" };
const heading = "klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;beide_zustimmen;kennung\n";

interface Cohort {
  /** In which year the children are, by when they came. */
  yearOf: (came: number) => number;
  came: number[];
  /** Whether teachers go up with their children, or stay with the year. */
  goesUp?: boolean;
}

/** Six classes a year: two children each, with a mother and a father each, and a teacher. */
function list({ yearOf, came, goesUp = true }: Cohort): string {
  const rows = came.flatMap((cohort) =>
    Array.from("abcdef").flatMap((letter) => {
      const name = `${yearOf(cohort)}${letter}`;
      const sign = `${letter}${"abcdefgh"[cohort]}`;
      const teacher = goesUp ? sign : `${letter}${"abcdefgh"[yearOf(cohort)]}`;
      const children = Array.from("xy", (one) => {
        const [given, family] = [`Kind${sign}${one}`, `Fabel${one}${sign}`];
        const guardian = (who: string) =>
          `${name};erziehungsberechtigt;${who}${sign}${one};${family};;${given};${family};;${who}${sign}${one}`;
        return [`${name};kind;${given};${family};01.02.201${cohort};;;;`, guardian("Nora"), guardian("Otto")];
      });
      return [`${name};lehrkraft;Lehre;Kreide${teacher};;;;;L${teacher}`, ...children.flat()];
    }),
  );
  return heading + rows.join("\n");
}

const before = list({ yearOf: (came) => came, came: [1, 2, 3, 4] });
/** The fourth years leave, all others go up, and in the first there are new children. */
const next = { yearOf: (came: number) => (came === 5 ? 1 : came + 1), came: [1, 2, 3, 5] };
const nextYear = list(next);

async function school(atOnce: number) {
  const office = new Office();
  await office.imports({ "": before });
  const { database } = office;
  for (const { id } of (await office.roster.roll()).people)
    database.$client
      .prepare("insert into account (chat_id, person_id, joined_at) values (?, ?, ?)")
      .run(`7${id.replace(/\D/g, "")}`, id, at.toISOString());
  return { office, changes: openRollChanges(database, () => "none", 16, atOnce) };
}

type Opened = Awaited<ReturnType<typeof school>>;

const rowsOf = ({ office }: Opened, words: string): string[] =>
  office.database.$client
    .prepare(words)
    .all()
    .map((row) => JSON.stringify(row))
    .toSorted();
const roll = (opened: Opened) =>
  ["school_class", "child", "person", "guardianship", "class_teacher"].map((table) =>
    rowsOf(opened, `select * from ${table}`),
  );
const told = (opened: Opened) => rowsOf(opened, "select kind, about, child_id, person_id from announcement");
const portions = (opened: Opened, state: string) =>
  rowsOf(opened, `select id from roll_change where detail = '"${state}"'`).length;

/** From now on the database is as that of a process that was killed after so many units of work; out: it lives again. */
function killedAfter({ office: { database } }: Opened, units: number): () => void {
  const [transaction, left] = [database.transaction.bind(database), { units }];
  database.transaction = ((...how: Parameters<typeof transaction>) => {
    if ((left.units -= 1) < 0) throw new Error("killed");
    return transaction(...how);
  }) as typeof database.transaction;
  return () => void (database.transaction = transaction);
}

const planned = ({ office }: Opened, file = nextYear) =>
  office.plans({ "": file }, { mode: "whole", leftClasses: Array.from("abcdef", (letter) => `4${letter}`) });

test.each([
  ["their teachers with them", nextYear],
  ["their teachers stay", list({ ...next, goesUp: false })],
])("children go up, %s: in portions it comes to the same as at once, and everybody hears the same", async (_, file) => {
  const [whole, inPortions] = [await school(1000), await school(10)];
  for (const one of [whole, inPortions]) await one.changes.takeOver(await planned(one, file), by, ["liste.csv"], at);
  expect(portions(inPortions, "done")).toBeGreaterThan(1);
  expect({ roll: roll(inPortions), told: told(inPortions) }).toEqual({ roll: roll(whole), told: told(whole) });
  expect(told(whole).length).toBeGreaterThan(0);
  expect(rowsOf(whole, "select * from child where gone_at is null")).toHaveLength(48);
});

test("taken back, all portions are", async () => {
  const opened = await school(10);
  const then = roll(opened);
  await opened.changes.takeOver(await planned(opened), by, [], at);
  expect(await opened.changes.lastImport(at)).toMatchObject({ id: by.id });
  expect(await opened.changes.takeBack(by.id, at)).toEqual([]);
  expect(roll(opened)).toEqual(then);
  expect(await opened.changes.takeBack(by.id, at)).toBeNull();
  expect(rowsOf(opened, "select id from roll_change where former <> ''")).toEqual([]);
});

test("whoever is killed after any unit of work goes on where it was, and nobody is half there meanwhile", async () => {
  const whole = await school(1000);
  await whole.changes.takeOver(await planned(whole), by, [], at);
  let [units, wasKilled] = [0, true];
  for (; wasKilled; units += 1) {
    const opened = await school(10);
    const [plan, then] = [await planned(opened), roll(opened)];
    const alive = killedAfter(opened, units);
    wasKilled = await opened.changes.takeOver(plan, by, [], at).then(
      () => false,
      () => true,
    );
    alive();
    const families = rowsOf(opened, "select child_id, count(*) as n from guardianship group by child_id");
    expect(families.filter((row) => !row.includes(":2}"))).toEqual([]);
    const hasBegun = rowsOf(opened, "select id from roll_change where about = ''").length > 0;
    // The next process.
    const next = openRollChanges(opened.office.database, () => "none", 16, 10);
    await next.goOn(at);
    expect(roll(opened)).toEqual(hasBegun ? roll(whole) : then);
    expect(portions(opened, "ahead")).toBe(0);
    if (hasBegun) expect(await next.takeBack(by.id, at)).toEqual([]);
    expect(roll(opened)).toEqual(then);
  }
  expect(units).toBeGreaterThan(6);
});

test("two that take over the same at once are one, and the second waits for the first", async () => {
  const opened = await school(10);
  const plan = await planned(opened);
  await Promise.all([
    opened.changes.takeOver(plan, by, [], at),
    opened.changes.takeOver(plan, by, [], at).then(() => expect(portions(opened, "ahead")).toBe(0)),
  ]);
  expect(rowsOf(opened, "select id from roll_change where about = ''")).toHaveLength(1);
});

test("taken back in the middle, it is carried out first and then taken back whole", async () => {
  const opened = await school(10);
  const [plan, then] = [await planned(opened), roll(opened)];
  const alive = killedAfter(opened, 5);
  await expect(opened.changes.takeOver(plan, by, [], at)).rejects.toThrow("killed");
  alive();
  expect(portions(opened, "ahead")).toBeGreaterThan(0);
  expect(await opened.changes.takeBack(by.id, at)).toEqual([]);
  expect(roll(opened)).toEqual(then);
});

test("of whom is erased before their portion comes nothing is written, and the others are", async () => {
  const opened = await school(10);
  const plan = await planned(opened);
  const alive = killedAfter(opened, 5);
  await expect(opened.changes.takeOver(plan, by, [], at)).rejects.toThrow("killed");
  alive();
  const { $client: client } = opened.office.database;
  const ahead = String(client.prepare(`select max(former) from roll_change where detail = '"ahead"'`).pluck().get());
  const { portion } = JSON.parse(ahead) as { portion: typeof plan };
  const [child] = portion.changedChildren;
  for (const words of ["delete from guardianship where child_id = ?", "delete from child where id = ?"])
    client.prepare(words).run(child?.id ?? "");
  await opened.changes.goOn(at);
  expect(portions(opened, "ahead")).toBe(0);
  expect(rowsOf(opened, "select id from child where gone_at is null")).toHaveLength(47);
});

test("whoever is forgotten stands no longer in what is still to be done", async () => {
  const opened = await school(10);
  const plan = await planned(opened);
  const alive = killedAfter(opened, 5);
  await expect(opened.changes.takeOver(plan, by, [], at)).rejects.toThrow("killed");
  alive();
  const { database } = opened.office;
  const words = `select former from roll_change where detail = '"ahead"'`;
  const laidReady = () => database.$client.prepare(words).pluck().all().join();
  const child = plan.changedChildren.find(({ id }) => laidReady().includes(`"${id}"`));
  expect(child).toBeDefined();
  database.transaction((tx) => forgetInFormer(tx, { children: [child?.id ?? ""], people: [] }));
  expect(laidReady()).not.toContain(`"${child?.id}"`);
  await opened.changes.goOn(at);
  expect(portions(opened, "ahead")).toBe(0);
});
