import { afterEach, beforeEach, expect, test } from "vitest";
import { secretHash } from "../../src/office/staff/secrets.ts";
import { neighbourhood } from "../../src/office/staff/knocking.ts";
import { OfficePages } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

const hour = 60 * 60 * 1000;
const origin = "http://school.invalid";
let school: School;
let pages: OfficePages;
beforeEach(async () => {
  school = await School.open();
  pages = new OfficePages(school);
});
afterEach(() => school.stop());

async function link(name = "Frau Schreiber", secret = "a secret that only she has"): Promise<string> {
  await school.house.office.invite({ name, role: "office" }, secretHash(secret), school.clock.now);
  return `/office/sign-in#${secret}`;
}
const use = (link: string, headers?: Record<string, string>) => pages.uses(link, headers);

test("opening the link uses nothing up, as a preview in a mail program would; the button signs in, once", async () => {
  const path = await link();
  for (const _ of [1, 2]) expect((await pages.ask("/office/sign-in")).text).toContain("Schlüssel aus dem Link");
  const { status, to, response } = await use(path);
  expect({ status, to }).toEqual({ status: 303, to: "/office" });
  expect(response.headers.get("set-cookie")).toMatch(
    /^janein-office=[\w-]{32}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/,
  );
  const again = await use(path);
  expect({ status: again.status, text: again.text }).toEqual({
    status: 410,
    text: expect.stringContaining("Dieser Link geht nicht mehr") as string,
  });
});

/** A browser that opens the page of a link: what it keeps from it, and what comes of pressing the button. */
async function browser(path: string) {
  const { response } = await pages.ask("/office/sign-in");
  const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? "";
  const presses = async (more = "") => {
    const answer = await use(path, { origin, cookie: cookie + more });
    const session = answer.response.headers.getSetCookie().map((one) => one.split(";")[0] ?? "")[0] ?? "";
    return { status: answer.status, session, answer };
  };
  return { cookie, presses };
}

test("who taps twice, or whose connection was cut, is signed in once, with whichever answer arrives", async () => {
  const path = await link();
  const { presses } = await browser(path);
  const [first, second] = [await presses(), await presses()];
  expect([first.status, second.status]).toEqual([303, 303]);
  expect(second.session).toBe(first.session);
  // Also where the first answer has arrived before the second tap went out.
  school.pass(5000);
  const third = await presses(`; ${first.session}`);
  expect([third.status, third.session]).toEqual([303, first.session]);
  expect((await pages.ask("/office", { headers: { cookie: first.session } })).status).toBe(200);
  const { sessions } = (await school.house.office.everybody(school.clock.now))[0] ?? {};
  const signIns = (await school.house.office.actions(0, 9)).actions.filter(({ what }) => what === "signIn");
  expect([sessions, signIns.length]).toEqual([1, 1]);
  school.pass(60_000);
  expect((await presses()).status).toBe(410);
});

test("a used link is worthless to whoever has only the link, and to whoever has only the page", async () => {
  const path = await link();
  const mine = await browser(path);
  const { session } = await mine.presses();
  expect((await use(path)).status).toBe(410);
  expect((await (await browser(path)).presses()).status).toBe(410);
  expect((await use("/office/sign-in#wrong", { origin, cookie: mine.cookie })).status).toBe(410);
  await pages.ask("/office/sign-out", { method: "POST", headers: { origin, cookie: session } });
  expect((await mine.presses()).status).toBe(410);
});

test("once signed in the page's own mark is thrown away: the link opened again has gone", async () => {
  const path = await link();
  const { cookie, presses } = await browser(path);
  expect(cookie).toMatch(/^janein-door=[\w-]{32}$/);
  const { answer } = await presses();
  expect(answer.response.headers.getSetCookie()[1]).toMatch(/^janein-door=; Max-Age=0/);
  // Looking at the page again before pressing changes nothing.
  const again = await pages.ask("/office/sign-in", { headers: { cookie } });
  expect(again.response.headers.get("set-cookie")).toBeNull();
});

test("a link is over after a day, and a new one makes the old one void", async () => {
  const first = await link();
  school.pass(24 * hour - 1);
  expect((await use(first)).status).toBe(303);
  const late = await link();
  school.pass(24 * hour);
  expect((await use(late)).status).toBe(410);
  const [second, third] = [await link("Frau Schreiber", "second"), await link("Frau Schreiber", "third")];
  expect([(await use(second)).status, (await use(third)).status]).toEqual([410, 303]);
  expect(await school.house.office.everybody(school.clock.now)).toHaveLength(1);
});

test("behind TLS the cookie never leaves it", async () => {
  pages = new OfficePages(school, { publicUrl: "https://school.invalid" });
  const { response } = await use(await link(), { origin: "https://school.invalid" });
  expect(response.headers.get("set-cookie")).toMatch(
    /^__Host-janein-office=[\w-]{32}; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
  expect(response.headers.get("strict-transport-security")).toBe("max-age=31536000");
});

test("a session ends twelve hours after the last page, and after seven days in any case", async () => {
  const [idle, busy] = [await pages.withLink(await link()), await pages.withLink(await link("Herr Fleißig", "his"))];
  for (let passed = 0; passed < 7 * 24; passed += 8) {
    expect({ passed, status: (await busy.get("")).status }).toEqual({ passed, status: 200 });
    school.pass(8 * hour);
  }
  expect([(await idle.get("")).status, (await busy.get("")).status]).toEqual([401, 401]);
  const another = await pages.withLink(await link());
  school.pass(12 * hour - 1);
  expect((await another.get("")).status).toBe(200);
  school.pass(12 * hour);
  expect((await another.get("")).status).toBe(401);
});

test("who signs out is out, and a copied cookie with them", async () => {
  const visitor = await pages.withLink(await link());
  expect((await visitor.post("/sign-out")).text).toContain("Sie sind abgemeldet");
  expect((await visitor.get("")).status).toBe(401);
});

test("who signs in anew on the same device ends the session before", async () => {
  const { response } = await use(await link());
  const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? "";
  await use(await link("Frau Schreiber", "new"), { origin, cookie });
  expect((await pages.ask("/office", { headers: { cookie } })).status).toBe(401);
});

test("the head ends every session of a person, and lets somebody go", async () => {
  const [clerk, head] = [await pages.signedIn("office"), await pages.signedIn("head")];
  const { id } = (await school.house.office.everybody(school.clock.now)).find(({ role }) => role === "office") ?? {
    id: "",
  };
  await head.post(`/people/${id}/end-sessions`);
  expect((await clerk.get("")).status).toBe(401);
  const [again, open] = [await pages.withLink(await link()), await link("Frau Schreiber", "open")];
  await head.post(`/people/${id}/let-go`);
  expect([(await again.get("")).status, (await use(open)).status, (await head.get("")).status]).toEqual([
    401, 410, 200,
  ]);
});

test("the database holds no link and no cookie that could be used", async () => {
  const path = await link();
  const { response } = await use(path);
  await link("Frau Schreiber", "another secret");
  const cookie = response.headers.get("set-cookie")?.match(/=([\w-]+)/)?.[1] ?? "nothing";
  const stored = JSON.stringify(
    ["office_link", "office_session", "office_action"].map((table) =>
      school.database.$client.prepare(`select * from ${table}`).all(),
    ),
  );
  for (const secret of ["a secret that only she has", "another secret", cookie]) expect(stored).not.toContain(secret);
});

test("whoever tries links must wait after ten from one address, and a right one passes from there all the same", async () => {
  let address = "192.0.2.7";
  pages = new OfficePages(school, { addressOf: () => address });
  const tries = async () => (await use("/office/sign-in#wrong")).status;
  for (let at = 1; at <= 10; at += 1) expect(await tries()).toBe(410);
  const slowed = await use("/office/sign-in#wrong");
  expect([slowed.status, slowed.response.headers.get("retry-after")]).toEqual([429, "900"]);
  expect((await use(await link())).status).toBe(303);
  address = "192.0.2.8";
  expect(await tries()).toBe(410);
  address = "192.0.2.7";
  school.pass(hour / 4);
  expect(await tries()).toBe(410);
});

test("thousands who try from everywhere shut the door for nobody", async () => {
  let address = "";
  pages = new OfficePages(school, { addressOf: () => address });
  for (let at = 0; at < 3000; at += 1) {
    address = `198.51.${100 + (at % 100)}.${at % 250}`;
    await use("/office/sign-in#wrong");
  }
  address = "203.0.113.1";
  expect((await use("/office/sign-in#wrong")).status).toBe(410);
  for (address of ["203.0.113.1", "198.51.100.0"]) expect((await use(await link())).status).toBe(303);
});

test("all addresses of one IPv6 network are one, and those of another are not", async () => {
  let address = "";
  pages = new OfficePages(school, { addressOf: () => address });
  const statuses: number[] = [];
  for (let at = 1; at <= 11; at += 1) {
    address = `2001:db8:0:7:${at}::${at}`;
    statuses.push((await use("/office/sign-in#wrong")).status);
  }
  expect(statuses).toEqual([...Array<number>(10).fill(410), 429]);
  address = "2001:db8:0:8::1";
  expect((await use("/office/sign-in#wrong")).status).toBe(410);
});

test.each([
  ["192.0.2.7", "192.0.2.7"],
  ["::ffff:192.0.2.7", "192.0.2.7"],
  ["2001:0db8:0000:0007:1:2:3:4", "2001:db8:0:7"],
  ["2001:db8:0:7::1", "2001:db8:0:7"],
  ["2001:DB8::1", "2001:db8:0:0"],
  ["::1", "0:0:0:0"],
  ["fe80::1%eth0", "fe80:0:0:0"],
  ["", ""],
])("%s stands for the network %s", (address, network) => {
  expect(neighbourhood(address)).toBe(network);
});

test("the secret of a link is in no address that is asked for; the whole link may be put in by hand", async () => {
  const path = await link();
  expect(path.split("#")[0]).toBe("/office/sign-in");
  const body = (secret: string) => new URLSearchParams({ secret });
  const sends = (secret: string) =>
    pages.ask("/office/sign-in", { method: "POST", headers: { origin }, body: body(secret) });
  const nothing = await sends(" ");
  expect([nothing.status, nothing.text.includes("Kopieren Sie den Link in dieses Feld.")]).toEqual([422, true]);
  expect((await sends(` http://school.invalid${path} `)).status).toBe(303);
});

test("a link with its secret in the path, as they once were, is over and uses nothing up", async () => {
  await link("Frau Schreiber", "old");
  for (const method of ["GET", "POST"])
    expect((await pages.ask("/office/sign-in/old", { method, headers: { origin } })).status).toBe(410);
  expect((await use("/office/sign-in#old")).status).toBe(303);
});

test.each([
  ["no word on where it comes from", {}],
  ["another site", { origin: "https://elsewhere.invalid" }],
  ["a sandboxed page", { origin: "null" }],
  ["our site on another port", { origin: "http://school.invalid:8080" }],
  ["our site without TLS's s", { origin: "https://school.invalid:80" }],
])("a form from %s changes nothing", async (_name, headers) => {
  const { response } = await use(await link());
  const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? "";
  const mila = await school.child("Mila");
  for (const path of [`/office/children/${mila.id}/both`, "/office/sign-out"]) {
    const body = new URLSearchParams({ both: "yes" });
    expect((await pages.ask(path, { method: "POST", headers: { cookie, ...headers }, body })).status).toBe(403);
  }
  expect((await school.child("Mila")).bothMustAgree).toBe(false);
  expect((await pages.ask("/office", { headers: { cookie } })).status).toBe(200);
});

test("behind TLS, a form from the same host without it changes nothing", async () => {
  pages = new OfficePages(school, { publicUrl: "https://school.invalid" });
  const path = await link();
  for (const headers of [
    { origin: "http://school.invalid", host: "school.invalid" },
    { origin: "http://127.0.0.1:3000", host: "127.0.0.1:3000" },
  ])
    expect((await use(path, headers)).status).toBe(403);
  expect((await use(path, { origin: "https://school.invalid", host: "school.invalid" })).status).toBe(303);
});

test.each([
  ["http://school.invalid", "school.invalid", 401],
  ["http://school.invalid", "127.0.0.1:3000", 401],
  ["http://school.invalid", "localhost:3000", 401],
  ["http://school.invalid", "[::1]:3000", 401],
  ["http://0.0.0.0:3000", "192.0.2.7:3000", 401],
  ["http://school.invalid", "elsewhere.invalid", 421],
  ["http://127.0.0.1:3000", "rebound.invalid:3000", 421],
  // A proxy may call us by a name of its own; what it is called outside stands in the settings.
  ["https://school.invalid", "janein:3000", 401],
])("of a site at %s, whoever calls it %s gets %i", async (publicUrl, host, expected) => {
  pages = new OfficePages(school, { publicUrl });
  const { status } = await pages.ask("/office", { headers: { host } });
  expect(status).toBe(expected);
});

test("a form that comes after the session has ended is not lost: it can be sent again as it was", async () => {
  const visitor = await pages.withLink(await link());
  school.pass(13 * hour);
  const { status, html } = await visitor.post("/children/k1/answer", {
    person: "p1",
    note: 'Ordner "3a" <links>',
    audio: "yes",
  });
  expect(status).toBe(401);
  expect(html).toContain('action="/office/children/k1/answer"');
  expect(html).toContain('name="note" value="Ordner &quot;3a&quot; &lt;links&gt;"');
  expect(html).toContain("Noch einmal absenden");
});

test("what nobody has signed in for is not held in memory, be it as large as a class list may be", async () => {
  const { status, html } = await pages.ask("/office/import", {
    method: "POST",
    headers: { origin },
    body: new URLSearchParams({ list: "x".repeat(5_000_000) }),
  });
  expect({ status, kept: html.includes("xxx") }).toEqual({ status: 401, kept: false });
});

test("a body that no form of ours sends is refused", async () => {
  const visitor = await pages.withLink(await link());
  const { status, text } = await visitor.post("/reminders", { class: "x".repeat(200_000) });
  expect({ status, text }).toEqual({ status: 413, text: expect.stringContaining("100 KB") as string });
});

test("when something breaks the person hears whose fault it is, and the log has no name in it", async () => {
  const lines: string[] = [];
  const keep = (what: object, outcome: string) => void lines.push(JSON.stringify({ ...what, outcome }));
  school.house.log = { info: keep, warn: keep, error: keep };
  const visitor = await pages.withLink(await link());
  school.house.requests.all = () => Promise.reject(new Error("database disk image is malformed near Mila"));
  const { status, text } = await visitor.get("");
  expect({ status, text }).toEqual({
    status: 500,
    text: expect.stringContaining("Der Fehler liegt bei uns") as string,
  });
  expect(text).not.toContain("malformed");
  expect(lines.join("\n")).toContain("stumbled");
  expect(lines.join("\n")).not.toMatch(/Schreiber|Mila/);
});
