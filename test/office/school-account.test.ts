import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { secretHash } from "../../src/office/staff/secrets.ts";
import { openSchoolAccount } from "../../src/office/staff/school-account.ts";
import type { OfficeRole } from "../../src/school/office-roles.ts";
import { OfficeBrowser } from "../support/office-browser.ts";
import { OfficePages } from "../support/office-pages.ts";
import { client, SchoolSignIn, type Wrongs } from "../support/school-sign-in.ts";
import { School } from "../support/school.ts";

const publicUrl = "https://janein.example";
let school: School;
let pages: OfficePages;
let elsewhere: SchoolSignIn;
let links = 0;
beforeEach(async () => {
  school = await School.open();
  elsewhere = await SchoolSignIn.open();
  pages = opened();
});
afterEach(async () => {
  await elsewhere.close();
  await school.stop();
});

/** The pages, as after a start. */
const opened = () =>
  new OfficePages(school, {
    publicUrl,
    schoolAccount: openSchoolAccount({
      ...{ issuer: elsewhere.issuer, clientId: client.id, clientSecret: client.secret, publicUrl },
    }),
  });
const fresh = () => new OfficeBrowser(pages, publicUrl);
async function inside(name = "Frau Schreiber", role: OfficeRole = "office"): Promise<OfficeBrowser> {
  const secret = `a-secret-${(links += 1)}`;
  await school.house.office.invite({ name, role }, secretHash(secret), school.clock.now);
  const browser = fresh();
  await browser.uses(`/office/sign-in#${secret}`);
  return browser;
}
const pathOf = (address: URL | string) => new URL(address).pathname.replace(/^\/office/, "") + new URL(address).search;
/** Where the page leads that ties one's account. */
const tieLink = async (browser: OfficeBrowser) =>
  /href="([^"]*authorize[^"]*)"/.exec((await browser.post("/devices/account")).html)?.[1]?.replaceAll("&amp;", "&") ??
  "";

async function ties(browser: OfficeBrowser, sub = "a1b2c3") {
  elsewhere.sub = sub;
  return await browser.get(pathOf(elsewhere.visits(await tieLink(browser))));
}

/** Somebody signs in there and comes back. */
async function comesFrom(sub = "a1b2c3", browser = fresh()) {
  elsewhere.sub = sub;
  await browser.get("/sign-in");
  const begun = await browser.get("/sign-in/account");
  const back = pathOf(elsewhere.visits(begun.to ?? ""));
  return { browser, begun, back, answer: await browser.get(back) };
}

test("who has tied the account of the school comes in with it, and the database holds no name of it", async () => {
  const browser = await inside();
  expect((await ties(browser)).to).toBe("/office/devices?done=accountTied");
  const { begun, answer, browser: next } = await comesFrom();
  const query = new URL(begun.to ?? "").searchParams;
  expect(Object.fromEntries(query)).toMatchObject({
    ...{ scope: "openid", response_type: "code", code_challenge_method: "S256" },
    redirect_uri: `${publicUrl}/office/sign-in/account/back`,
  });
  expect([answer.status, answer.to, (await next.get("")).status]).toEqual([303, "/office", 200]);
  const rows = JSON.stringify(school.database.$client.prepare("select * from office_school_account").all());
  expect(rows).not.toContain("a1b2c3");
  const done = (await school.house.office.actions(0, 9)).actions.map(({ what, details }) => `${what} ${details ?? ""}`);
  expect(done).toEqual(['signIn {"how":"account"}', "accountTied ", 'signIn {"how":"link"}']);
});

test("an account that nobody has tied opens nothing, and makes nobody, whatever it is called", async () => {
  await inside();
  const { answer, browser } = await comesFrom("Frau Schreiber");
  expect([answer.status, answer.text.includes("mit niemandem im Schulbüro verbunden"), browser.session]).toEqual([
    403,
    true,
    "",
  ]);
  expect(await school.house.office.everybody(school.clock.now)).toHaveLength(1);
});

test("an account is tied once, to one person; neither another's account nor another person takes its place", async () => {
  const [one, other] = [await inside(), await inside("Herr Datenschutz", "officer")];
  await ties(one, "first");
  expect((await ties(one, "second")).to).toContain("accountTaken");
  expect((await ties(other, "first")).to).toContain("accountTaken");
  expect((await comesFrom("second")).answer.status).toBe(403);
  const { browser } = await comesFrom("first");
  expect((await browser.get("")).text).toContain("Frau Schreiber, Sekretariat");
  await one.post("/devices/account/untie");
  expect((await comesFrom("first")).answer.status).toBe(403);
});

test("an account is tied only by who has just signed in, in that session, and after signing in there anew", async () => {
  const browser = await inside();
  const to = await tieLink(browser);
  expect(new URL(to).searchParams.get("prompt")).toBe("login");
  // A link that ties, sent to somebody else: the account would be the sender's, the person the other.
  const other = await inside("Frau Rektor", "head");
  await other.get("/sign-in");
  expect((await other.get(pathOf(elsewhere.visits(to)))).status).toBe(403);
  const stranger = fresh();
  expect((await stranger.get(pathOf(elsewhere.visits(to)))).status).toBe(403);
  await browser.post("/devices/name", { name: "Rechner" });
  school.pass(60 * 60 * 1000);
  expect((await browser.post("/devices/account")).to).toContain("notFresh");
  expect((await comesFrom()).answer.status).toBe(403);
});

test("who wanted to a page comes to it, and the provider hears nothing of which; a page of others is none", async () => {
  await ties(await inside());
  const wanted = async (then: string) => {
    const browser = fresh();
    await browser.get("/sign-in");
    const begun = await browser.get(`/sign-in/account?then=${encodeURIComponent(then)}`);
    expect(begun.to).not.toContain("children");
    const { to } = await browser.get(pathOf(elsewhere.visits(begun.to ?? "")));
    expect([...browser.cookies.keys()]).toEqual(["__Host-janein-office"]);
    return to;
  };
  expect(await wanted("/office/children/c1")).toBe("/office/children/c1");
  expect(await wanted("https://evil.example/office")).toBe("/office");
  expect(await wanted("/office")).toBe("/office");
});

test("who came in through the school's account alone opens no lasting door: its provider may not have asked at all", async () => {
  await ties(await inside());
  const { browser } = await comesFrom();
  await browser.post("/devices/account/untie");
  expect((await browser.post("/devices/account")).to).toContain("notFresh");
  expect((await browser.post("/devices/passkeys/options")).status).toBe(403);
  expect((await browser.post("/devices/passkeys", { passkey: "Rechner" })).to).toContain("notFresh");
  const { html, text } = await browser.get("/devices");
  expect(text).toContain("mit Passkey oder Link");
  expect(html.includes('data-passkey="create"')).toBe(false);
});

test("a foreign page can begin no tie, for looking begins none", async () => {
  const browser = await inside();
  expect((await browser.get("/devices/account")).status).toBe(404);
  expect((await browser.post("/devices/account", {}, { origin: "https://evil.example" })).status).toBe(403);
});

describe("a word of the provider that does not hold lets nobody in", () => {
  const hour = 3600;
  const claims = (change: Record<string, unknown>): Wrongs => ({ claims: (right) => ({ ...right, ...change }) });
  const now = () => Math.floor(Date.now() / 1000);
  test.each<[string, () => Wrongs]>([
    ["another nonce", () => claims({ nonce: "another" })],
    ["no nonce", () => claims({ nonce: undefined })],
    ["another audience", () => claims({ aud: "another-program" })],
    ["several audiences, and meant for another", () => claims({ aud: ["janein", "other"], azp: "other" })],
    ["another issuer", () => claims({ iss: "https://evil.example" })],
    ["a token that is over", () => claims({ iat: now() - 2 * hour, exp: now() - hour })],
    ["a token without an end", () => claims({ exp: undefined })],
    ["nobody's name", () => claims({ sub: undefined })],
    ["a signature of another key", () => ({ foreignKey: true })],
    ["no signature", () => ({ algorithm: "none" })],
    ["a signature with the secret", () => ({ algorithm: "HS256" })],
    ["no token", () => ({ noToken: true })],
  ])("%s", async (_what, wrong) => {
    await ties(await inside());
    elsewhere.wrong = wrong();
    const { answer, browser } = await comesFrom();
    expect([answer.status, browser.session]).toEqual([403, ""]);
    elsewhere.wrong = {};
    expect((await comesFrom()).answer.status).toBe(303);
  });

  test.each<[string, number, number]>([
    ["fifty seconds behind", -50, 303],
    ["fifty seconds ahead", 50, 303],
    ["ten minutes ahead", 600, 403],
  ])("a clock that is %s", async (_what, by, status) => {
    await ties(await inside());
    elsewhere.wrong = claims({ iat: now() + by, nbf: now() + by, exp: now() + by + (by < 0 ? 0 : 300) });
    expect((await comesFrom()).answer.status).toBe(status);
  });
});

test("what came back once opens nothing a second time, nor in another browser, nor with another state", async () => {
  await ties(await inside());
  const { browser, back } = await comesFrom();
  const before = elsewhere.asked.length;
  const thief = browser.copy();
  thief.cookies.delete("__Host-janein-office");
  for (const one of [thief, fresh()]) expect((await one.get(back)).status).toBe(403);
  const other = fresh();
  await other.get("/sign-in/account");
  expect((await other.get(back)).status).toBe(403);
  expect((await other.get("/sign-in/account/back?code=x&state=y")).status).toBe(403);
  expect((await other.get("/sign-in/account/back")).status).toBe(403);
  // Nobody makes us ask the provider in vain.
  expect(elsewhere.asked.length).toBe(before);
});

test("a code that another browser was given is worth nothing with one's own state", async () => {
  await ties(await inside());
  const [mine, theirs] = [fresh(), fresh()];
  const [one, other] = [await mine.get("/sign-in/account"), await theirs.get("/sign-in/account")];
  const stolen = elsewhere.visits(one.to ?? "").searchParams.get("code") ?? "";
  const state = new URL(other.to ?? "").searchParams.get("state") ?? "";
  const query = new URLSearchParams({ code: stolen, state }).toString();
  expect((await theirs.get(`/sign-in/account/back?${query}`)).status).toBe(403);
});

test("who refuses there is told so, and what stands in the address is shown nowhere", async () => {
  const browser = fresh();
  const begun = await browser.get("/sign-in/account");
  const state = new URL(begun.to ?? "").searchParams.get("state") ?? "";
  const query = new URLSearchParams({ error: "access_denied", error_description: "<b>Rufen Sie 0900 an</b>", state });
  const answer = await browser.get(`/sign-in/account/back?${query.toString()}`);
  expect([answer.status, answer.text.includes("dort abgebrochen"), answer.html.includes("0900")]).toEqual([
    403,
    true,
    false,
  ]);
});

test.each<[string, Wrongs]>([
  ["answers with an error", { down: "500" }],
  ["is another than it is called", { issuer: "https://evil.example" }],
])("while the provider %s the door opens, says so, and the other ways are there", async (_what, wrong) => {
  elsewhere.wrong = wrong;
  const browser = fresh();
  expect((await browser.get("/sign-in")).text).toContain(`Weiter zu ${new URL(elsewhere.issuer).host}`);
  const answer = await browser.get("/sign-in/account");
  expect([answer.status, answer.text.includes("Mit Passkey oder Link geht es trotzdem")]).toEqual([503, true]);
  expect((await inside()).session).not.toBe("");
  elsewhere.wrong = {};
  expect((await browser.get("/sign-in/account")).status).toBe(302);
});

test("where it is gone while somebody comes back, they hear so and come again", async () => {
  await ties(await inside());
  elsewhere.wrong = { down: "token 500" };
  expect((await comesFrom()).answer.status).toBe(503);
  elsewhere.wrong = {};
  expect((await comesFrom()).answer.status).toBe(303);
});

test("a provider that is silent holds nobody up for long", async () => {
  elsewhere.wrong = { down: "silent" };
  const begun = performance.now();
  expect((await fresh().get("/sign-in/account")).status).toBe(503);
  expect(performance.now() - begun).toBeLessThan(12_000);
});

test("who signs out here is shown the way out there, if they came from there", async () => {
  const clerk = await inside();
  await ties(clerk);
  expect((await clerk.post("/sign-out")).html).not.toContain("/sign-out?");
  const { browser } = await comesFrom();
  const { html } = await browser.post("/sign-out");
  expect(html).toContain(`${elsewhere.issuer}/sign-out?`);
  expect((await browser.get("")).status).toBe(401);
});

test("who has left does not come in with the school's account either", async () => {
  await ties(await inside());
  const head = await inside("Frau Rektor", "head");
  const id = (await school.house.office.everybody(school.clock.now)).find(({ role }) => role === "office")?.id ?? "";
  expect((await head.get(`/people/${id}/devices`)).text).toContain("Schulkonto");
  await head.post(`/people/${id}/let-go`);
  expect((await comesFrom()).answer.status).toBe(403);
});

test("without the settings there is no such door", async () => {
  pages = new OfficePages(school, { publicUrl });
  const browser = fresh();
  expect((await browser.get("/sign-in")).html).not.toContain("/sign-in/account");
  for (const path of ["/sign-in/account", "/sign-in/account/back"])
    expect([401, 404, 410]).toContain((await browser.get(path)).status);
});
