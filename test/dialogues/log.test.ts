import { afterEach, expect, test } from "vitest";
import { OfficePages } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

let school: School;
let lines: string[] = [];
afterEach(() => school.stop());

const line = (what: object, outcome: string) => void lines.push(JSON.stringify({ ...what, outcome }));
async function open(wanted: Parameters<typeof School.open>[0] = {}) {
  lines = [];
  school = await School.open({ ...wanted, log: { info: line, warn: line, error: line } });
  lines = [];
}
const minute = 60_000;

test("a stranger who types wrong codes is one line a minute, with how often, and without the number of the chat", async () => {
  await open();
  const stranger = school.phone("mother");
  for (let at = 0; at < 30; at += 1) await stranger.says(`/start AAAA-BBBB-CC${String(at).padStart(2, "0")}`);
  expect(lines.length).toBeLessThan(4);
  school.pass(2 * minute);
  for (let at = 0; at < 3; at += 1) await stranger.says("/start AAAA-BBBB-CCCC");
  expect(lines.length).toBeLessThan(7);
  expect(lines.join("\n")).toMatch(/"times":[2-9],/);
  expect(lines.join("\n")).not.toContain("101");
});

test("what fails for a stranger is in the log without the chat, and for somebody who has joined with it", async () => {
  await open({ joined: ["father"] });
  school.house.languages.of = () => Promise.reject(new Error("the shelf is gone"));
  await school.phone("mother").says("/start");
  const faults = () => lines.filter((one) => !one.includes("the commands of a chat"));
  expect(faults().filter((one) => one.includes("the shelf is gone"))).toHaveLength(1);
  expect(lines.join("\n")).not.toContain("101");
  await school.phone("father").says("/start");
  expect(faults().at(-1)).toContain('"chat":102');
});

test("who has left is a stranger in the log from then on", async () => {
  await open({ joined: ["father"] });
  const father = school.phone("father");
  await father.says("/verlassen");
  await father.presses("Trennen");
  await father.says("/start AAAA-BBBB-CCCC");
  expect(lines.join("\n")).not.toContain("102");
});

test("wrong links at the office's door are one line a minute, from however many addresses, with how often", async () => {
  await open();
  let at = 0;
  const pages = new OfficePages(school, { addressOf: () => `192.0.2.${at}` });
  for (at = 0; at < 200; at += 1) await pages.uses("/office/sign-in#wrong");
  expect(lines).toHaveLength(1);
  school.pass(minute);
  await pages.uses("/office/sign-in#wrong");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('"times":200');
});
