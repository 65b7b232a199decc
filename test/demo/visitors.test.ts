import { expect, test } from "vitest";
import { type DemoSchool, openVisitors } from "../../src/demo/visitors.ts";

const minute = 60_000;
const at = (minutes: number) => new Date(Date.UTC(2026, 10, 23, 17) + minutes * minute);

/** Visitors of schools that are only numbered. */
function visitors(schools = 3) {
  const closed: string[] = [];
  let [made, secrets] = [0, 0];
  const open = async (): Promise<DemoSchool> => {
    const id = `school ${(made += 1)}`;
    return { id, close: async () => void closed.push(id) } as unknown as DemoSchool;
  };
  const all = openVisitors(open, () => `secret ${(secrets += 1)}`, {
    ...{ schools, idle: 60 * minute, spared: 10 * minute },
  });
  return { all, closed };
}

test("every visitor has a school, and finds it again by the secret alone", async () => {
  const { all } = visitors();
  const [one, two] = [await all.open(at(0)), await all.open(at(0))];
  expect(one?.school.id).not.toBe(two?.school.id);
  expect(all.of(one?.secret, at(1))).toBe(one?.school);
  for (const nobody of ["", "secret", "secret 9", undefined]) expect(all.of(nobody, at(1))).toBeNull();
});

test("an hour without use and the school is gone; whoever uses it keeps it", async () => {
  const { all, closed } = visitors();
  const [used, unused] = [await all.open(at(0)), await all.open(at(0))];
  all.of(used?.secret, at(30));
  expect(await all.sweep(at(59))).toBe(0);
  expect(await all.sweep(at(60))).toBe(1);
  expect(closed).toEqual([unused?.school.id]);
  expect(all.of(unused?.secret, at(60))).toBeNull();
  expect(all.of(used?.secret, at(60))).toBe(used?.school);
});

test("where all places are taken, who has just used theirs keeps it, and the longest unused makes room", async () => {
  const { all, closed } = visitors(2);
  const first = await all.open(at(0));
  await all.open(at(5));
  expect(await all.open(at(9))).toBeNull();
  const third = await all.open(at(12));
  expect(closed).toEqual([first?.school.id]);
  expect(all.of(first?.secret, at(12))).toBeNull();
  expect(all.of(third?.secret, at(12))).toBe(third?.school);
  expect(all.count()).toBe(2);
});

test("many who come at once do not open more schools than there is room for", async () => {
  const { all } = visitors(2);
  const came = await Promise.all(Array.from({ length: 6 }, () => all.open(at(0))));
  expect(came.filter((one) => one !== null)).toHaveLength(2);
  expect(new Set(came.flatMap((one) => one?.school.id ?? [])).size).toBe(2);
});

test("a school that cannot be opened takes nobody's place, and the next one is tried", async () => {
  let broken = true;
  const all = openVisitors(
    async () => {
      if (broken) throw new Error("no room on the disk");
      return { id: "whole", close: async () => undefined } as unknown as DemoSchool;
    },
    () => "secret",
    { schools: 1, idle: 60 * minute, spared: 10 * minute },
  );
  await expect(all.open(at(0))).rejects.toThrow("no room on the disk");
  broken = false;
  expect((await all.open(at(1)))?.school.id).toBe("whole");
});

test("at the end all are closed, the one that waits for the next visitor too", async () => {
  const { all, closed } = visitors();
  await all.ready();
  await all.open(at(0));
  await all.closeAll();
  expect(closed.toSorted()).toEqual(["school 1", "school 2"]);
});

test("one school that cannot be closed keeps no other one open, at the sweep and at the end", async () => {
  const closed: string[] = [];
  let made = 0;
  const open = async (): Promise<DemoSchool> => {
    const id = `school ${(made += 1)}`;
    const close = async () => {
      if (id === "school 1") throw new Error("the disk is gone");
      await Promise.resolve();
      closed.push(id);
    };
    return { id, close } as unknown as DemoSchool;
  };
  let secrets = 0;
  const all = openVisitors(open, () => `secret ${(secrets += 1)}`);
  for (let visitors = 0; visitors < 3; visitors += 1) await all.open(at(0));
  await expect(all.sweep(at(60))).rejects.toThrow("the disk is gone");
  expect(closed).toEqual(["school 2", "school 3"]);
  await all.closeAll();
  expect(closed).toEqual(["school 2", "school 3", "school 4"]);
});

test("who comes while all are closed gets none, and of who was let in before, none stays open", async () => {
  const { all, closed } = visitors();
  await all.ready();
  const before = all.open(at(0));
  const closing = all.closeAll();
  expect(await all.open(at(0))).toBeNull();
  await Promise.all([before, closing]);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(closed).toEqual(["school 1"]);
  expect([await all.open(at(1)), all.count()]).toEqual([null, 0]);
});
