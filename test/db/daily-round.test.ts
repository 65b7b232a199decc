import { afterEach, expect, test } from "vitest";
import { plant } from "../support/past-the-guards.ts";
import { classOfOlder, School } from "../support/school.ts";
import { dailyRounds } from "../../src/house/rounds.ts";
import type { Log } from "../../src/house/house.ts";

let school: School;
afterEach(() => school.stop());

const run = (sql: string) => school.database.$client.exec(sql);

test.each(["nonsense", "", "1970-01-01T00:00:00Z", "+275760-09-13T00:00:00.000Z", "2199-01-01T00:00:00.000Z"])(
  "a last round at %j is read as now: answers are recorded, rounds go on, nothing from before is told, the operator reads of it",
  async (at) => {
    const warned: string[] = [];
    const log: Log = {
      info: () => undefined,
      warn: (_, outcome) => void warned.push(outcome),
      error: (_, outcome) => void warned.push(outcome),
    };
    school = await School.open({ log });
    await school.imports(classOfOlder);
    const [gisela, teacher] = [await school.join("gisela"), await school.join("teacherOfOlder")];
    run(`update daily_round set at = '${at}' where name = 'standing'`);
    await gisela.answers("Lena", "JA", "JA");
    expect(await school.events("Lena")).toBe("audio given, video given");
    expect(teacher.transcript()).toBe("");
    gisela.forget();
    run(`update daily_round set at = '${at}' where name = 'standing'`);
    await dailyRounds(school.house, 14);
    await school.quiet();
    expect([gisela.transcript(), teacher.transcript()]).toEqual(["", ""]);
    expect(warned).toEqual(["the time of the last daily round cannot be: birthdays before now are not told"]);
    await dailyRounds(school.house, 14);
    expect(warned).toHaveLength(1);
  },
);

test("a chat that stands beside an announcement is heeded only where a chat has lost a person", async () => {
  school = await School.open({ joined: ["mother", "otherTeacher"] });
  const stranger = school.phone("otherTeacher");
  const elsewhere = "update announcement set chat_id = '202' where id = new.id and kind <> 'account'";
  plant(school.database.$client, "elsewhere", "after", "announcement", elsewhere);
  await school.phone("mother").answers("Mila", "JA", "JA");
  expect(stranger.transcript()).toBe("");
  expect(school.phone("mother").transcript()).toContain("Gespeichert");
  run(
    "insert into announcement (kind, about, person_id, born_at, due_at) " +
      "select 'account', 'cut', person_id, '2026-11-23T00:00:00.000Z', '2026-11-23T00:00:00.000Z' from account where chat_id = '101'",
  );
  school.phone("mother").forget();
  await school.quiet();
  expect(school.phone("mother").transcript()).toBe("");
});

test("of what was put down to wait, the daily round erases what has had its effect, and nothing else", async () => {
  school = await School.open();
  await school.house.inbox.keep([7, 8].map((id) => ({ id, update: "{}" })));
  await school.house.talks.markSeen(7, school.clock.now);
  await dailyRounds(school.house, 14);
  expect((await school.house.inbox.kept()).map(({ id }) => id)).toEqual([8]);
});
