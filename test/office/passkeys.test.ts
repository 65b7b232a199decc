import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { secretHash } from "../../src/office/staff/secrets.ts";
import type { OfficeRole } from "../../src/school/office-roles.ts";
import { Authenticator } from "../support/authenticator.ts";
import { OfficeBrowser } from "../support/office-browser.ts";
import { type Answer, OfficePages } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

const origin = "https://janein.example";
const minute = 60 * 1000;
let school: School;
let pages: OfficePages;
let links = 0;
beforeEach(async () => {
  school = await School.open();
  pages = new OfficePages(school, { publicUrl: origin });
});
afterEach(() => school.stop());

async function link(name = "Frau Schreiber", role: OfficeRole = "office"): Promise<string> {
  const secret = `a-secret-${(links += 1)}`;
  await school.house.office.invite({ name, role }, secretHash(secret), school.clock.now);
  return `/office/sign-in#${secret}`;
}
const fresh = () => new OfficeBrowser(pages, origin);
async function inside(name?: string, role?: OfficeRole): Promise<OfficeBrowser> {
  const browser = fresh();
  await browser.uses(await link(name, role));
  return browser;
}
const asked = async (browser: OfficeBrowser, path: string) =>
  JSON.parse((await browser.post(path)).html) as { challenge: string; rp?: { id: string }; rpId?: string };
const json = (answer: Answer) => JSON.parse(answer.html) as Record<string, unknown>;

/** Makes a passkey on the page of one's own devices. */
async function makes(browser: OfficeBrowser, device: Authenticator, name = "Handy", otherwise = {}) {
  const options = await asked(browser, "/devices/passkeys/options");
  return await browser.post("/devices/passkeys", { passkey: name, response: device.make(options, otherwise) });
}

/** Opens the door and uses the passkey there. */
async function comesIn(device: Authenticator, otherwise = {}, browser = fresh(), then?: string) {
  await browser.get("/sign-in");
  const options = await asked(browser, "/sign-in/passkey/options");
  const response = device.use(options, otherwise);
  const values = { response, ...(then === undefined ? {} : { then }) };
  return { browser, options, response, answer: await browser.post("/sign-in/passkey", values) };
}

async function withPasskey(options = {}, name?: string, role?: OfficeRole) {
  const browser = await inside(name, role);
  const device = new Authenticator(origin, options);
  expect((await makes(browser, device)).to).toBe("/office/devices?done=passkeyAdded");
  return { browser, device };
}
const log = async () => (await school.house.office.actions(0, 50)).actions.map(({ by, what }) => `${by}: ${what}`);
const idOf = async (name: string) =>
  (await school.house.office.everybody(school.clock.now)).find((one) => one.name === name)?.id ?? "";

test("who has signed in with a link makes a passkey, and comes in with it from then on, typing nothing", async () => {
  const { browser, device } = await withPasskey();
  expect((await browser.get("/devices")).text).toContain("Handy eingerichtet");
  const { browser: next, answer, options } = await comesIn(device);
  expect([answer.status, answer.to]).toEqual([303, "/office"]);
  expect(options).toMatchObject({ rpId: "janein.example", userVerification: "required" });
  expect(options).not.toHaveProperty("allowCredentials.0");
  expect((await next.get("")).text).toContain("Frau Schreiber, Sekretariat");
  expect(answer.response.headers.getSetCookie()[0]).toMatch(
    /^__Host-janein-office=[\w-]{32}; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
  expect(await log()).toEqual(["Frau Schreiber: signIn", "Frau Schreiber: passkeyAdded", "Frau Schreiber: signIn"]);
});

test("a new passkey is one that is found without a name, is unlocked by its person, and says nothing of its device", async () => {
  const options = json(await (await inside()).post("/devices/passkeys/options"));
  expect(options).toMatchObject({
    rp: { id: "janein.example" },
    attestation: "none",
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
});

test("several passkeys each have a name, and each is taken away by itself", async () => {
  const { browser, device } = await withPasskey();
  const other = new Authenticator(origin);
  await makes(browser, other, "Rechner im Sekretariat");
  const known = json(await browser.post("/devices/passkeys/options")).excludeCredentials as { id: string }[];
  expect(known.map(({ id }) => id).toSorted()).toEqual([device.id, other.id].toSorted());
  expect((await browser.post(`/devices/passkeys/${device.id}/remove`)).to).toContain("passkeyRemoved");
  expect((await comesIn(device)).answer.text).toContain("hier nicht oder nicht mehr bekannt");
  expect((await comesIn(other)).answer.status).toBe(303);
  expect((await makes(browser, other, "Noch einmal")).to).toContain("passkeyNotMade");
});

test.each([
  ["without being unlocked", { verifies: false }],
  ["for another page", { origin: "https://janein.evil.example" }],
  ["for the same page without TLS", { origin: "http://janein.example" }],
  ["for another site", { rpId: "evil.example" }],
  ["for a question that nobody asked", { challenge: Buffer.alloc(56, 7).toString("base64url") }],
  ["as if it were being made", { type: "webauthn.create" }],
  ["inside a page of somebody else", { crossOrigin: true, origin: "https://evil.example" }],
  ["for somebody else", { userHandle: Buffer.from("somebody").toString("base64url") }],
])("a passkey that was used %s opens nothing", async (_how, otherwise) => {
  const { device } = await withPasskey();
  const { answer, browser } = await comesIn(device, otherwise);
  expect([answer.status, browser.session]).toEqual([403, ""]);
});

test.each([
  ["not unlocked", { verifies: false }],
  ["for another page", { origin: "https://evil.example" }],
  ["for another site", { rpId: "evil.example" }],
  ["for another question", { challenge: Buffer.alloc(56, 7).toString("base64url") }],
])("a passkey that was made %s is not taken", async (_how, otherwise) => {
  const browser = await inside();
  expect((await makes(browser, new Authenticator(origin), "Handy", otherwise)).to).toContain("passkeyNotMade");
  expect((await browser.get("/devices")).text).toContain("Noch keiner.");
});

test("who knows a passkey's name and has not its key does not come in", async () => {
  const { device } = await withPasskey();
  expect((await comesIn(device.forged())).answer.status).toBe(403);
});

test.each([
  "",
  "null",
  "[]",
  "{",
  '{"id":7}',
  '{"id":"x","rawId":"x","type":"public-key"}',
  `{"id":"${"x".repeat(5000)}"}`,
])("an answer that is none (%.20s) is refused, and nothing breaks", async (response) => {
  const browser = fresh();
  await browser.get("/sign-in");
  expect((await browser.post("/sign-in/passkey", { response })).status).toBe(403);
});

test("what a device has signed once opens nothing a second time, nor in another browser, nor too late", async () => {
  const { device } = await withPasskey({ counts: false });
  const { browser, response } = await comesIn(device);
  const thief = browser.copy();
  thief.cookies.delete("__Host-janein-office");
  expect((await thief.post("/sign-in/passkey", { response })).status).toBe(403);
  const victim = fresh();
  await victim.get("/sign-in");
  const options = await asked(victim, "/sign-in/passkey/options");
  const other = fresh();
  await other.get("/sign-in");
  expect((await other.post("/sign-in/passkey", { response: device.use(options) })).status).toBe(403);
  school.pass(5 * minute + 1);
  expect((await victim.post("/sign-in/passkey", { response: device.use(options) })).status).toBe(403);
});

test("a form that is sent again by who has come in with it leads where it led", async () => {
  const { device } = await withPasskey();
  const { browser, response } = await comesIn(device);
  const again = await browser.post("/sign-in/passkey", { response, then: "/office/devices" });
  expect([again.status, again.to]).toEqual([303, "/office/devices"]);
});

test("a question from before the clock was set back is over", async () => {
  const { device } = await withPasskey();
  const browser = fresh();
  await browser.get("/sign-in");
  const options = await asked(browser, "/sign-in/passkey/options");
  school.pass(-60 * minute);
  expect((await browser.post("/sign-in/passkey", { response: device.use(options) })).status).toBe(403);
});

describe("a passkey of which there are two", () => {
  test("is refused from the moment that its counter goes back, for both, and the head and the officer see it", async () => {
    const { browser, device } = await withPasskey();
    await comesIn(device);
    const clone = device.clone();
    await comesIn(device);
    const { answer, browser: thief } = await comesIn(clone);
    expect([answer.status, answer.text.includes("als gäbe es ihn zweimal"), thief.session]).toEqual([403, true, ""]);
    expect((await comesIn(device)).answer.status).toBe(403);
    expect((await browser.get("/devices")).text).toContain("Gesperrt seit");
    expect(await log()).toContain("JaNein: passkeyTwice");
  });

  test("without a counter, as those that are kept in a cloud have none, it stays good", async () => {
    const { device } = await withPasskey({ counts: false });
    for (const _ of [1, 2, 3]) expect((await comesIn(device)).answer.status).toBe(303);
  });

  test("a counter is only believed of what was signed: nobody shuts a passkey for another", async () => {
    const { device } = await withPasskey();
    await comesIn(device);
    const forged = device.forged();
    await comesIn(forged);
    expect((await comesIn(device)).answer.status).toBe(303);
  });
});

test("who has left does not come in with a passkey, and who comes back under the same name not with the old one", async () => {
  const { browser, device } = await withPasskey();
  const head = await inside("Frau Rektor", "head");
  await head.post(`/people/${await idOf("Frau Schreiber")}/let-go`);
  expect([(await comesIn(device)).answer.status, (await browser.get("")).status]).toEqual([403, 401]);
  await inside("Frau Schreiber");
  expect((await comesIn(device)).answer.status).toBe(403);
});

test("who has another task now is signed out everywhere, and comes in with the same passkey as what they are now", async () => {
  const { browser, device } = await withPasskey();
  await link("Frau Schreiber", "officer");
  expect((await browser.get("")).status).toBe(401);
  const { browser: again } = await comesIn(device);
  expect((await again.get("")).text).toContain("Frau Schreiber, Datenschutz");
  expect((await again.get("/import")).status).toBe(403);
});

test("a passkey is made only by who has just signed in: not at a computer that was left open", async () => {
  const { browser, device } = await withPasskey();
  await browser.post("/devices/name", { name: "Rechner" });
  school.pass(60 * minute);
  expect((await browser.post("/devices/passkeys/options")).status).toBe(403);
  const options = { challenge: Buffer.alloc(56).toString("base64url"), rp: { id: "janein.example" } };
  const response = new Authenticator(origin).make(options);
  expect((await browser.post("/devices/passkeys", { passkey: "Dieb", response })).to).toContain("notFresh");
  expect((await browser.get("/devices")).text).toContain("mit Passkey oder Link angemeldet haben");
  const { answer } = await comesIn(device, {}, browser, "/office/devices");
  expect(answer.to).toBe("/office/devices");
  expect((await makes(browser, new Authenticator(origin), "Zweiter")).to).toContain("passkeyAdded");
  // The device keeps its name, and its person stays signed in there.
  expect((await browser.get("/devices")).text).toContain("Dieses Gerät heißt „Rechner“");
});

test("what was asked of one person makes no passkey for another", async () => {
  const [mine, theirs] = [await inside(), await inside("Frau Rektor", "head")];
  const options = await asked(mine, "/devices/passkeys/options");
  const response = new Authenticator(origin).make(options);
  expect((await theirs.post("/devices/passkeys", { passkey: "x", response })).to).toContain("passkeyNotMade");
});

test("nobody takes away another's passkey but the head", async () => {
  const { device } = await withPasskey();
  const id = await idOf("Frau Schreiber");
  const officer = await inside("Herr Datenschutz", "officer");
  expect((await officer.post(`/devices/passkeys/${device.id}/remove`)).to).toContain("nothing");
  expect((await officer.post(`/people/${id}/passkeys/${device.id}/remove`)).status).toBe(403);
  expect((await comesIn(device)).answer.status).toBe(303);
  const head = await inside("Frau Rektor", "head");
  expect((await head.get(`/people/${id}/devices`)).text).toContain("Handy");
  expect((await head.post(`/people/${id}/passkeys/${device.id}/remove`)).to).toContain("passkeyRemoved");
  expect((await comesIn(device)).answer.status).toBe(403);
});

test.each([
  "/sign-in/passkey/options",
  "/sign-in/passkey",
  "/devices/passkeys/options",
  "/devices/passkeys",
  "/devices/name",
  "/devices/end-others",
  "/devices/passkeys/x/remove",
  "/let-in",
  "/let-in/x/confirm",
])("a foreign page that sends a form to %s is refused, whoever is signed in", async (path) => {
  const browser = await inside();
  for (const from of ["https://evil.example", "null", "http://janein.example"])
    expect((await browser.post(path, {}, { origin: from })).status).toBe(403);
  const { status } = await browser.sends(path, { method: "POST", body: new URLSearchParams() });
  expect(status).toBe(403);
});

test.each([
  ["http://127.0.0.1:3000", "http://localhost:3000", "localhost"],
  ["http://localhost:3000", "http://localhost:3000", "localhost"],
  ["https://janein.example", "https://janein.example", "janein.example"],
  ["https://janein.example:8443", "https://janein.example:8443", "janein.example"],
])("at %s passkeys are for %s", async (publicUrl, at, rpId) => {
  pages = new OfficePages(school, { publicUrl });
  const browser = new OfficeBrowser(pages, publicUrl);
  const { html } = await browser.get("/sign-in");
  expect(html).toContain(`data-origin="${at}"`);
  expect(await asked(browser, "/sign-in/passkey/options")).toMatchObject({ rpId });
});

test("under another name than its own each page leads to the school's own door, also where that has a path", async () => {
  pages = new OfficePages(school, { publicUrl: `${origin}/s/nord` });
  const own = `href="${origin}/s/nord/office/sign-in"`;
  const browser = new OfficeBrowser(pages, origin);
  expect((await browser.get("/sign-in")).html).toContain(own);
  await browser.uses(await link());
  expect((await browser.get("/devices")).html).toContain(own);
});

test.each(["http://janein.example", "http://192.0.2.7:3000", "https://192.0.2.7", "https://[2001:db8::1]"])(
  "at %s no browser gives any, and none are offered",
  async (publicUrl) => {
    pages = new OfficePages(school, { publicUrl });
    const browser = new OfficeBrowser(pages, publicUrl);
    expect((await browser.get("/sign-in")).html).not.toContain("data-passkey");
    expect((await browser.post("/sign-in/passkey", { response: "{}" })).status).toBe(410);
    await browser.uses(await link());
    expect((await browser.get("/devices")).text).toContain("Passkeys gehen hier nicht");
  },
);

test("whoever tries passkeys must wait after ten from one address, and a right one passes from there all the same", async () => {
  const { device } = await withPasskey();
  const statuses: number[] = [];
  for (let at = 0; at < 11; at += 1) statuses.push((await comesIn(device.forged())).answer.status);
  expect(statuses).toEqual([...Array<number>(10).fill(403), 429]);
  expect((await comesIn(device)).answer.status).toBe(303);
});

test("who only asks fills no memory, and a large answer is not read", async () => {
  const browser = fresh();
  await browser.get("/sign-in");
  expect((await browser.post("/sign-in/passkey", { response: "x".repeat(20_000) })).status).toBe(413);
});

test("the database holds no key with which anybody could come in", async () => {
  const { device } = await withPasskey();
  await comesIn(device);
  const row = school.database.$client.prepare("select * from office_passkey").get() as Record<string, unknown>;
  expect(Object.keys(row).sort()).toEqual(
    ["counter", "id", "made_at", "name", "person_id", "public_key", "refused_at", "site", "used_at"].sort(),
  );
  expect(row).toMatchObject({ counter: 1, site: "janein.example" });
});
