import { afterEach, beforeEach, expect, test } from "vitest";
import { secretHash } from "../../src/office/staff/secrets.ts";
import type { OfficeRole } from "../../src/school/office-roles.ts";
import { mayLetIn } from "../../src/school/letting-in.ts";
import { OfficeBrowser } from "../support/office-browser.ts";
import { OfficePages } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

const hour = 60 * 60 * 1000;
let school: School;
let pages: OfficePages;
let links = 0;
const ids = new Map<string, string>();
beforeEach(async () => {
  school = await School.open();
  pages = new OfficePages(school);
  ids.clear();
});
afterEach(() => school.stop());

async function inside(name: string, role: OfficeRole): Promise<OfficeBrowser> {
  const secret = `a-secret-${(links += 1)}`;
  ids.set(name, await school.house.office.invite({ name, role }, secretHash(secret), school.clock.now));
  const browser = new OfficeBrowser(pages);
  await browser.uses(`/office/sign-in#${secret}`);
  return browser;
}
/** The usual school: two secretaries, a head, an officer. */
async function staff() {
  return {
    first: await inside("Frau Schreiber", "office"),
    second: await inside("Herr Tinte", "office"),
    head: await inside("Frau Rektor", "head"),
    officer: await inside("Herr Datenschutz", "officer"),
  };
}
const idOf = (name: string) => ids.get(name) ?? "";
const proposal = () =>
  String(school.database.$client.prepare("select id from office_letting_in order by proposed_at desc").pluck().get());
const linkIn = (html: string) => /http:\/\/school\.invalid(\/office\/sign-in#[\w-]+)/.exec(html)?.[1] ?? "";
const log = async () =>
  (await school.house.office.actions(0, 50)).actions
    .filter(({ what }) => what.startsWith("letIn"))
    .map(({ by, what, about }) => `${by}: ${what} ${[...ids].find(([, id]) => id === about)?.[0] ?? ""}`);

test("two let a third back in: one proposes, the other sees a link that works once, and all three know", async () => {
  const { first, second, officer } = await staff();
  expect((await first.get("/let-in")).text).toContain("Herr Datenschutz, Datenschutz");
  expect((await first.post("/let-in", { whom: idOf("Herr Tinte") })).to).toContain("letInProposed");
  expect((await officer.get("/let-in")).text).toContain("vorgeschlagen von Frau Schreiber");
  const { status, html, text } = await officer.post(`/let-in/${proposal()}/confirm`);
  expect([status, text.includes("Link für Herr Tinte")]).toEqual([200, true]);
  const back = new OfficeBrowser(pages);
  expect((await back.uses(linkIn(html))).status).toBe(303);
  expect((await new OfficeBrowser(pages).uses(linkIn(html))).status).toBe(410);
  for (const browser of [back, second])
    expect((await browser.get("/devices")).text).toContain(
      "Frau Schreiber und Herr Datenschutz haben Ihnen am 23.11.2026",
    );
  expect(await log()).toEqual([
    "Herr Datenschutz: letInConfirmed Herr Tinte",
    "Frau Schreiber: letInProposed Herr Tinte",
  ]);
});

test("nobody confirms what they have proposed, nor for themselves, and the proposer sees no link", async () => {
  const { first, second } = await staff();
  const { html } = await first.post("/let-in", { whom: idOf("Herr Tinte") });
  expect(html).not.toContain("sign-in#");
  for (const browser of [first, second])
    expect((await browser.post(`/let-in/${proposal()}/confirm`)).to).toContain("letInOver");
  expect((await first.post("/let-in", { whom: idOf("Frau Schreiber") })).to).toContain("nothing");
  expect(school.database.$client.prepare("select count(*) from office_link").pluck().get()).toBe(0);
});

test("the same person at a second device is no second person", async () => {
  const { first } = await staff();
  await first.post("/let-in", { whom: idOf("Herr Tinte") });
  const elsewhere = await inside("Frau Schreiber", "office");
  expect((await elsewhere.post(`/let-in/${proposal()}/confirm`)).to).toContain("letInOver");
});

test.each<[OfficeRole, OfficeRole, OfficeRole, boolean]>([
  ["office", "office", "office", true],
  ["office", "officer", "office", true],
  ["officer", "officer", "office", true],
  ["office", "office", "head", false],
  ["officer", "officer", "head", false],
  ["office", "officer", "head", true],
  ["officer", "office", "head", true],
  ["head", "office", "head", true],
  ["office", "head", "head", true],
  ["head", "officer", "head", true],
  ["head", "head", "head", true],
  ["office", "office", "officer", false],
  ["officer", "office", "officer", true],
  ["head", "office", "officer", true],
])("%s and %s may let in a %s: %s", (one, other, whom, may) => {
  const [a, b, c] = [one, other, whom].map((role, at) => ({ id: String(at), role }));
  if (a && b && c) expect(mayLetIn(a, b, c)).toBe(may);
});

test("two secretaries do not become the head: not by the page, and not past it", async () => {
  const { first, second, officer } = await staff();
  await first.post("/let-in", { whom: idOf("Frau Rektor") });
  expect((await second.get("/let-in")).text).toContain("Bestätigen muss jemand anderes");
  expect((await second.post(`/let-in/${proposal()}/confirm`)).to).toContain("letInOver");
  expect(linkIn((await officer.post(`/let-in/${proposal()}/confirm`)).html)).not.toBe("");
});

test("what counts is the task that each has at that moment, and that each still belongs to the office", async () => {
  const { first, officer, head } = await staff();
  await first.post("/let-in", { whom: idOf("Frau Rektor") });
  // The officer becomes a secretary meanwhile.
  await inside("Herr Datenschutz", "office");
  const now = await inside("Herr Datenschutz", "office");
  expect((await officer.get("/let-in")).status).toBe(401);
  expect((await now.post(`/let-in/${proposal()}/confirm`)).to).toContain("letInOver");
  await first.post("/let-in", { whom: idOf("Herr Tinte") });
  const open = proposal();
  await head.post(`/people/${idOf("Frau Schreiber")}/let-go`);
  expect((await now.post(`/let-in/${open}/confirm`)).to).toContain("letInOver");
});

test("who taps twice, or proposes what is proposed, does it once", async () => {
  const { first, officer, head } = await staff();
  await first.post("/let-in", { whom: idOf("Herr Tinte") });
  for (const browser of [first, officer])
    expect((await browser.post("/let-in", { whom: idOf("Herr Tinte") })).to).toContain("nothing");
  const [one, other] = await Promise.all([1, 2].map(() => officer.post(`/let-in/${proposal()}/confirm`)));
  expect(linkIn(one?.html ?? "")).toBe(linkIn(other?.html ?? "other"));
  // A third who confirms at the same moment gets none, and takes none away.
  expect((await head.post(`/let-in/${proposal()}/confirm`)).to).toContain("letInOver");
  expect(await log()).toHaveLength(2);
  expect((await new OfficeBrowser(pages).uses(linkIn(one?.html ?? ""))).status).toBe(303);
  // Once used, it is shown no more.
  expect((await officer.post(`/let-in/${proposal()}/confirm`)).to).toContain("letInOver");
});

test("a proposal is over after a day, and the link after another", async () => {
  const { first, officer } = await staff();
  for (const browser of [first, officer]) await browser.post("/devices/name", { name: "Rechner" });
  await first.post("/let-in", { whom: idOf("Herr Tinte") });
  school.pass(24 * hour);
  expect((await officer.post(`/let-in/${proposal()}/confirm`)).to).toContain("letInOver");
  expect((await officer.get("/let-in")).text).not.toContain("vorgeschlagen von");
  await first.post("/let-in", { whom: idOf("Herr Tinte") });
  const { html } = await officer.post(`/let-in/${proposal()}/confirm`);
  school.pass(24 * hour);
  expect((await new OfficeBrowser(pages).uses(linkIn(html))).status).toBe(410);
});

test("from the page with the link everybody comes back to a page that is open to them", async () => {
  const { first, officer, head } = await staff();
  const leadsTo = (html: string) =>
    [...html.slice(html.indexOf("<main")).matchAll(/href="\/office([^"#]*)"/g)].map(([, path = ""]) => path);
  await first.post("/let-in", { whom: idOf("Herr Tinte") });
  const confirmed = leadsTo((await officer.post(`/let-in/${proposal()}/confirm`)).html);
  const invited = leadsTo((await head.post(`/people/${idOf("Herr Tinte")}/link`)).html);
  expect(confirmed).toContain("/let-in");
  expect(invited).toContain("/people");
  for (const path of confirmed) expect((await officer.get(path)).status, path).toBe(200);
  for (const path of invited) expect((await head.get(path)).status, path).toBe(200);
});

test("whoever is to be let in, and is there after all, refuses; nobody else but the proposer does", async () => {
  const { first, second, officer } = await staff();
  await first.post("/let-in", { whom: idOf("Herr Tinte") });
  expect((await officer.post(`/let-in/${proposal()}/refuse`)).to).toContain("nothing");
  expect((await second.get("/let-in")).text).toContain("Zurücknehmen");
  expect((await second.post(`/let-in/${proposal()}/refuse`)).to).toContain("letInRefused");
  expect(school.database.$client.prepare("select count(*) from office_letting_in").pluck().get()).toBe(0);
  await second.post("/let-in", { whom: idOf("Frau Rektor") });
  expect((await second.post(`/let-in/${proposal()}/refuse`)).to).toContain("letInRefused");
  expect(await log()).toEqual([
    "Herr Tinte: letInRefused Frau Rektor",
    "Herr Tinte: letInProposed Frau Rektor",
    "Herr Tinte: letInRefused Herr Tinte",
    "Frau Schreiber: letInProposed Herr Tinte",
  ]);
});

test("in a school of two the page says what helps, and offers nothing that nobody could confirm", async () => {
  const head = await inside("Frau Rektor", "head");
  const office = await inside("Frau Schreiber", "office");
  for (const browser of [head, office]) {
    const { text } = await browser.get("/let-in");
    expect(text).toContain(
      "Zurzeit gibt es niemanden, den Sie mit einer zweiten Person zusammen hereinlassen könnten.",
    );
    expect(text).toContain("Gehören nur zwei Personen zum Schulbüro");
    expect(text).toContain('janein office invite "A. Schreiber" --role head');
  }
});

test("what was proposed or confirmed is forgotten after a month, and what was done stays in the log", async () => {
  const { first, officer } = await staff();
  await first.post("/let-in", { whom: idOf("Herr Tinte") });
  await officer.post(`/let-in/${proposal()}/confirm`);
  await school.days(32);
  expect(school.database.$client.prepare("select count(*) from office_letting_in").pluck().get()).toBe(0);
  expect(await log()).toHaveLength(2);
});

test("what was typed as whom to let in, and is nobody of the office, is neither put down nor in the log", async () => {
  const lines: unknown[] = [];
  school.house.log = { ...school.house.log, info: (...line: unknown[]) => void lines.push(line) };
  const { first } = await staff();
  expect((await first.post("/let-in", { whom: "die Mutter von Zzvorname" })).to).toContain("nothing");
  expect((await first.post("/let-in", { whom: idOf("Herr Tinte") })).to).toContain("letInProposed");
  expect([await log(), JSON.stringify(lines).includes("Zzvorname")]).toEqual([
    ["Frau Schreiber: letInProposed Herr Tinte"],
    false,
  ]);
  expect(lines).toContainEqual([{ what: "letInProposed", about: idOf("Herr Tinte") }, "office"]);
});
