import { afterEach, beforeEach, expect, test } from "vitest";
import { secretHash } from "../../src/office/staff/secrets.ts";
import type { OfficeRole } from "../../src/school/office-roles.ts";
import { OfficeBrowser } from "../support/office-browser.ts";
import { OfficePages } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

const hour = 60 * 60 * 1000;
const day = 24 * hour;
let school: School;
let pages: OfficePages;
let links = 0;
beforeEach(async () => {
  school = await School.open();
  pages = new OfficePages(school);
});
afterEach(() => school.stop());

async function link(name: string, role: OfficeRole): Promise<string> {
  const secret = `a-secret-${(links += 1)}`;
  await school.house.office.invite({ name, role }, secretHash(secret), school.clock.now);
  return `/office/sign-in#${secret}`;
}
async function inside(name = "Frau Schreiber", role: OfficeRole = "office"): Promise<OfficeBrowser> {
  const browser = new OfficeBrowser(pages);
  await browser.uses(await link(name, role));
  return browser;
}
async function named(name = "Frau Schreiber", role: OfficeRole = "office"): Promise<OfficeBrowser> {
  const browser = await inside(name, role);
  expect((await browser.post("/devices/name", { name: "Rechner im Sekretariat" })).to).toContain("deviceNamed");
  return browser;
}
const idOf = async (name: string) =>
  (await school.house.office.everybody(school.clock.now)).find((one) => one.name === name)?.id ?? "";
const log = async () =>
  (await school.house.office.actions(0, 50)).actions.map(({ by, what, details }) =>
    [by, what, details].join(" ").trim(),
  );

test("the secretary who goes home at half past two is still signed in the next morning, and after three weeks of holidays", async () => {
  const browser = await named();
  school.pass(17 * hour);
  expect((await browser.get("")).status).toBe(200);
  school.pass(21 * day);
  expect((await browser.get("")).status).toBe(200);
});

test.each<[OfficeRole, number]>([
  ["office", 30],
  ["officer", 30],
  ["head", 14],
])("a named device of the role %s is good for %i days without use, and each use renews them", async (role, days) => {
  const browser = await named("Jemand", role);
  for (const _ of [1, 2, 3]) {
    school.pass(days * day - 6 * 60_000);
    expect((await browser.get("")).status).toBe(200);
  }
  school.pass(days * day);
  expect((await browser.get("")).status).toBe(401);
});

test("a device that is not named is signed out in the evening, as ever", async () => {
  const browser = await inside();
  school.pass(12 * hour);
  expect((await browser.get("")).status).toBe(401);
});

test("the cookie of a named device lasts as long as it is good, and is another every day", async () => {
  const browser = await inside();
  const { response } = await browser.post("/devices/name", { name: "Rechner" });
  expect(response.headers.get("set-cookie")).toMatch(
    /^janein-office=[\w-]{32}; Max-Age=2678400; Path=\/; HttpOnly; SameSite=Lax$/,
  );
  const seen = new Set([browser.session]);
  for (let at = 1; at <= 5; at += 1) {
    school.pass(day);
    expect((await browser.get("")).status).toBe(200);
    seen.add(browser.session);
    expect((await browser.get("")).status).toBe(200);
  }
  expect(seen.size).toBe(6);
  const stored = JSON.stringify(school.database.$client.prepare("select * from office_session").all());
  for (const one of seen) expect(stored).not.toContain(one);
});

test("two tabs that ask at the same moment get the same new cookie, and neither is locked out, in whichever order the answers come", async () => {
  const browser = await named();
  school.pass(day);
  const answers = await Promise.all(["", "/devices", "/requests"].map((path) => browser.sends(path)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  const cookies = answers.map(({ response }) => response.headers.get("set-cookie"));
  expect(new Set(cookies).size).toBe(1);
  for (const answer of answers.toReversed()) {
    browser.keeps(answer);
    expect((await browser.get("")).status).toBe(200);
  }
});

test("what another tab has sent with the cookie before still arrives, for a minute", async () => {
  const browser = await named();
  school.pass(day);
  const tab = browser.copy();
  await browser.get("");
  await browser.get("");
  expect((await tab.get("")).status).toBe(200);
  expect(tab.session).not.toBe(browser.session);
  expect((await browser.get("")).status).toBe(200);
});

test("an answer with the new cookie that gets lost locks nobody out, however much later they come back", async () => {
  const browser = await named();
  school.pass(day);
  await browser.sends("");
  school.pass(9 * day);
  expect((await browser.get("")).status).toBe(200);
  school.pass(9 * day);
  expect((await browser.get("")).status).toBe(200);
});

test("also where JaNein was started anew in between", async () => {
  const browser = await named();
  school.pass(day);
  const lost = await browser.sends("");
  pages = new OfficePages(school);
  const after = new OfficeBrowser(pages, "http://school.invalid", new Map(browser.cookies));
  expect((await after.get("")).status).toBe(200);
  expect((await after.get("")).status).toBe(200);
  // The one that was lost is good no more.
  const late = new OfficeBrowser(pages);
  late.keeps(lost);
  expect((await late.get("")).status).toBe(401);
});

test("who has copied a cookie is out with the day's change, and both are: the log says so, and nobody stays in unseen", async () => {
  const browser = await named();
  const thief = browser.copy();
  school.pass(day);
  await browser.get("");
  await browser.get("");
  school.pass(2 * 60_000);
  expect([(await thief.get("")).status, (await browser.get("")).status]).toEqual([401, 401]);
  expect(await log()).toContain('JaNein cookieTwice {"device":"Rechner im Sekretariat"}');
  // And where the thief comes first.
  const again = await named();
  const other = again.copy();
  school.pass(day);
  await other.get("");
  await other.get("");
  school.pass(2 * 60_000);
  expect([(await again.get("")).status, (await other.get("")).status]).toEqual([401, 401]);
});

test("who signs out is out with every cookie of that device, the one before and the one to come", async () => {
  const browser = await named();
  const before = browser.copy();
  school.pass(day);
  await browser.get("");
  const next = browser.copy();
  expect((await before.post("/sign-out")).text).toContain("Sie sind abgemeldet");
  expect([(await next.get("")).status, (await browser.get("")).status]).toEqual([401, 401]);
});

test("a person sees the devices, with name and last use, and ends one or all others", async () => {
  const [desk, phone] = [await named(), await inside()];
  school.pass(hour);
  await phone.post("/devices/name", { name: "Handy" });
  const third = await inside();
  const { text, html } = await third.get("/devices");
  expect(text).toContain("Rechner im Sekretariat");
  expect(text).toMatch(/ein Gerät ohne Namen dieses hier mit einem Link angemeldet seit 23\.11\.2026, 19:00 Uhr/);
  const [, first = ""] = /action="\/office(\/devices\/[\w-]+\/end)"/.exec(html) ?? [];
  expect((await third.post(first)).to).toContain("deviceEnded");
  expect([(await desk.get("")).status, (await phone.get("")).status]).toEqual([401, 200]);
  expect((await third.post("/devices/end-others")).to).toContain("sessionsEnded");
  expect([(await phone.get("")).status, (await third.get("")).status]).toEqual([401, 200]);
  expect((await log()).filter((line) => line.includes("end"))).toEqual([
    'Frau Schreiber endSessions {"count":1}',
    'Frau Schreiber endSession {"device":"Rechner im Sekretariat"}',
  ]);
});

test("the head sees and ends the devices of others; nobody else does", async () => {
  const [desk, head] = [await named(), await inside("Frau Rektor", "head")];
  const path = `/people/${await idOf("Frau Schreiber")}`;
  const officer = await inside("Herr Datenschutz", "officer");
  expect((await officer.get(`${path}/devices`)).status).toBe(403);
  const { text, html } = await head.get(`${path}/devices`);
  expect(text).toContain("Rechner im Sekretariat");
  const [, end = ""] = /action="\/office(\/people\/[\w-]+\/devices\/[\w-]+\/end)"/.exec(html) ?? [];
  expect((await officer.post(end)).status).toBe(403);
  expect((await head.post(end)).to).toContain("deviceEnded");
  expect((await desk.get("")).status).toBe(401);
  expect((await head.post(end)).to).toContain("nothing");
});

test("nobody ends another's device by its number, nor names it", async () => {
  const [desk, officer] = [await named(), await inside("Herr Datenschutz", "officer")];
  const [id] = school.database.$client
    .prepare("select id from office_session where device is not null")
    .pluck()
    .all() as string[];
  expect((await officer.post(`/devices/${id ?? ""}/end`)).to).toContain("nothing");
  expect((await desk.get("")).status).toBe(200);
});

test("who signs in once more on a named device keeps its name; another person does not", async () => {
  const browser = await named();
  await browser.uses(await link("Frau Schreiber", "office"));
  expect((await browser.get("/devices")).text).toContain("Dieses Gerät heißt „Rechner im Sekretariat“");
  await browser.uses(await link("Herr Datenschutz", "officer"));
  expect((await browser.get("/devices")).text).toContain(
    "Hier sind Sie zwölf Stunden nach dem letzten Klick abgemeldet",
  );
  const { sessions } = (await school.house.office.everybody(school.clock.now)).find(
    ({ name }) => name === "Frau Schreiber",
  ) ?? { sessions: -1 };
  expect(sessions).toBe(0);
});

test("a cookie that somebody has put into the browser before is not the one of the session", async () => {
  const browser = new OfficeBrowser(pages);
  browser.cookies.set("janein-office", "x".repeat(32));
  browser.cookies.set("janein-door", "y".repeat(32));
  await browser.uses(await link("Frau Schreiber", "office"));
  expect(browser.session).not.toBe("x".repeat(32));
  // Whoever knows the mark that the door has left does not know what follows from it.
  const other = new OfficePages(school);
  const thief = new OfficeBrowser(other);
  thief.cookies.set("janein-office", "x".repeat(32));
  expect((await thief.get("")).status).toBe(401);
});

test("who becomes head while signed in is signed out, and is good for fourteen days from then on", async () => {
  const browser = await named();
  await browser.uses(await link("Frau Schreiber", "head"));
  await browser.post("/devices/name", { name: "Rechner" });
  school.pass(14 * day);
  expect((await browser.get("")).status).toBe(401);
});

test("a session that is over stays over, also where the clock is set back; one from a wrong clock is none", async () => {
  const browser = await named();
  school.pass(30 * day);
  expect((await browser.get("")).status).toBe(401);
  school.pass(-20 * day);
  expect((await browser.get("")).status).toBe(401);
  school.pass(400 * day);
  const ahead = await named("Frau Rektor", "head");
  const open = await link("Herr Datenschutz", "officer");
  school.pass(-400 * day);
  expect((await ahead.get("")).status).toBe(401);
  expect((await pages.uses(open)).status).toBe(410);
});

test("a link that is over stays over, also where the clock is set back", async () => {
  const open = await link("Frau Schreiber", "office");
  school.pass(day);
  expect((await pages.uses(open)).status).toBe(410);
  school.pass(-day);
  expect((await pages.uses(open)).status).toBe(410);
});

test.each([
  "//evil.example",
  "/\\evil.example",
  "https://evil.example",
  "/office/../evil",
  "/office//evil.example",
  "/office@evil.example",
  "javascript:alert(1)",
  "/office?x=1",
  "/office\n//evil.example",
  "/officeevil",
])("who signs in is sent to no other place than ours, such as %j", async (then) => {
  const browser = new OfficeBrowser(pages);
  expect((await browser.get(`/sign-in?then=${encodeURIComponent(then)}`)).html).toContain(
    'name="then" value="/office"',
  );
  expect((await browser.uses(await link("Frau Schreiber", "office"), then)).to).toBe("/office");
});

test("who wanted a page and was not signed in is led there afterwards", async () => {
  const browser = new OfficeBrowser(pages);
  const { html, status } = await browser.get("/requests");
  expect([status, html.includes('href="/office/sign-in?then=/office/requests"')]).toEqual([401, true]);
  expect((await browser.get("/sign-in?then=/office/requests")).html).toContain('value="/office/requests"');
  expect((await browser.uses(await link("Frau Schreiber", "office"), "/office/requests")).to).toBe("/office/requests");
});

test.each([
  ["", "Geben Sie einen Namen ein."],
  ["x".repeat(101), "Kürzen Sie den Namen"],
  ["<b>Rechner</b>", "Zeichen, die hier nicht gehen"],
])("a device is not called %.10j", async (name, words) => {
  const browser = await inside();
  const { status, text } = await browser.post("/devices/name", { name });
  expect([status, text.includes(words)]).toEqual([422, true]);
});

test("each page leads to one's own devices, and says what would be kinder", async () => {
  const browser = await inside();
  expect((await browser.get("")).text).toContain("Beim nächsten Mal ohne Link");
  await browser.post("/devices/name", { name: "Rechner" });
  expect((await browser.get("")).text).toContain("Meine Geräte und Passkeys");
});
