import { afterEach, expect, test } from "vitest";
import { dailyRounds } from "../../src/house/rounds.ts";
import { OfficePages } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

const day = 24 * 60 * 60 * 1000;
const client = () => school.database.$client;
const isStored = (id: string) => client().prepare("select 1 from person where id = ?").pluck().get(id) === 1;

/** Mila and Jonas leave the school on this day, for good. */
function leave(goneAt: string): void {
  client().prepare("update child set gone_at = ? where given_name in ('Mila', 'Jonas')").run(goneAt);
}

/** Their mother asks to be erased, and it is carried out. Out: until when her name stays, as she is told (ISO). */
async function asksAndIsTold(): Promise<{ id: string; until: string }> {
  const id = String(client().prepare("select id from person where given_name = 'Nadja'").pluck().get());
  await school.house.requests.receive({ id: "r1", right: "erasure", personId: id, words: "" }, school.clock.now);
  const officer = await new OfficePages(school).signedIn("officer");
  const { html } = await officer.get("/requests/r1");
  await officer.does("/requests/r1/erase", { shown: /name="shown" value="([^"]+)"/.exec(html)?.[1] ?? "" });
  const told = (await school.house.requests.all()).find((one) => one.id === "r1")?.history.at(-1)?.note ?? "";
  const [, said = ""] = /Name \(1\): (\d\d\.\d\d\.\d{4})\./.exec(told) ?? [];
  return { id, until: said.split(".").toReversed().join("-") };
}

/** Each night on which something may be erased: those of the changes of years, and every one of some months. */
async function nights(from: string, count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    school.clock.now = new Date(Date.parse(`${from}T02:30:00Z`) + at * day);
    await dailyRounds(school.house, 14, true);
  }
}

/** She is there on the last night that she was told, and not on the next but one. */
async function isTrue({ id, until }: { id: string; until: string }): Promise<void> {
  expect(until).toMatch(/^\d{4}-\d\d-\d\d$/);
  const begun = new Date(Date.parse(`${until}T00:00:00Z`) - 130 * day).toISOString().slice(0, 10);
  for (let year = 2027; `${year}-01-01` < begun; year += 1) await nights(`${year}-01-01`, 2);
  await nights(begun, 131);
  expect({ until, stored: isStored(id) }).toEqual({ until, stored: true });
  await nights(until, 3);
  expect({ until, stored: isStored(id) }).toEqual({ until, stored: false });
}

test("a mother whose children have left and who has declared herself is told the day on which her name goes", async () => {
  school = await School.open({ joined: ["mother"] });
  await school.phone("mother").answers("Mila", "NEIN", "NEIN");
  leave("2026-11-20T10:00:00.000Z");
  await isTrue(await asksAndIsTold());
});

test("so is one for whose child only the father has declared, where requests are kept for a shorter time than proof", async () => {
  school = await School.open({ joined: ["mother", "father"], settings: { REQUEST_YEARS: 1 } });
  await school.phone("father").answers("Mila", "NEIN", "NEIN");
  leave("2026-11-20T10:00:00.000Z");
  await isTrue(await asksAndIsTold());
});

test("so is one whose children left without any declaration", async () => {
  school = await School.open({ joined: ["mother"], settings: { REQUEST_YEARS: 1, TRANSFER_DAY: "11-10" } });
  leave("2026-11-20");
  const told = await asksAndIsTold();
  expect(told.until).toBe("2028-02-11");
  await isTrue(told);
});

test("and one whose request alone is left: her name goes with it", async () => {
  school = await School.open({ joined: ["mother"] });
  client().exec("delete from guardianship where guardian_id = (select id from person where given_name = 'Nadja')");
  const told = await asksAndIsTold();
  expect(told.until).toBe("2029-12-31");
  await isTrue(told);
});
