import { afterEach, beforeEach, expect, test } from "vitest";
import { OfficePages, type Visitor } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

let school: School;
let pages: OfficePages;
let head: Visitor;
beforeEach(async () => {
  school = await School.open();
  pages = new OfficePages(school);
  head = await pages.signedIn("head");
});
afterEach(() => school.stop());

const log = async () =>
  (await school.house.office.actions(0, 20)).actions
    .map(({ by, what, about }) => [by, what, about].join(" ").trim())
    .filter((line) => !line.includes(" signIn "));
const linkIn = (html: string) => /http:\/\/school\.invalid(\/office\/sign-in#[\w-]+)/.exec(html)?.[1] ?? "";
const idOf = async (name: string) =>
  (await school.house.office.everybody(school.clock.now)).find((one) => one.name === name)!.id;

test("whoever is invited signs in with a link that is shown once and works once", async () => {
  const { status, html, text } = await head.post("/people/invite", { name: "Herr Neu", role: "office" });
  expect([status, text.includes("Der Link steht nur jetzt hier.")]).toEqual([200, true]);
  const link = linkIn(html);
  expect((await head.get("/people")).html).not.toContain("/sign-in");
  expect((await head.get("/people")).text).toContain("Herr Neu , Sekretariat");
  const stored = school.database.$client.prepare("select hash from office_link").pluck().all();
  expect(stored.length > 0 && stored.every((hash) => !link.endsWith(String(hash)))).toBe(true);
  const invited = await pages.withLink(link);
  expect((await invited.get("")).status).toBe(200);
  expect((await invited.get("/people")).status).toBe(403);
  expect((await pages.uses(link)).status).toBe(410);
  expect(await log()).toEqual([`Frau Rektor invite ${await idOf("Herr Neu")}`]);
});

test("a form that lacks something, or names somebody who is there already, comes back as it was typed", async () => {
  const nothing = await head.post("/people/invite", { name: " ", role: "" });
  expect([
    nothing.status,
    ...["Geben Sie den Namen ein.", "Wählen Sie die Aufgabe aus.", "2 Angaben fehlen noch"].map((words) =>
      nothing.text.includes(words),
    ),
  ]).toEqual([422, true, true, true]);
  const taken = await head.post("/people/invite", { name: "Frau Rektor", role: "officer" });
  expect([
    taken.status,
    taken.html.includes('value="Frau Rektor"'),
    taken.html.includes('value="officer" checked'),
    taken.text.includes("Diese Person gibt es schon."),
  ]).toEqual([422, true, true, true]);
  expect((await head.post("/people/invite", { name: "Herr Neu", role: "janitor" })).status).toBe(422);
  expect(await log()).toEqual([]);
  expect((await head.get("/people")).status).toBe(200);
});

test("a new link makes the older one void", async () => {
  const first = linkIn((await head.post("/people/invite", { name: "Herr Neu", role: "office" })).html);
  const id = await idOf("Herr Neu");
  const second = linkIn((await head.post(`/people/${id}/link`)).html);
  expect((await pages.uses(first)).status).toBe(410);
  expect((await pages.uses(second)).status).toBe(303);
  expect(await log()).toEqual([`Frau Rektor newLink ${id}`, `Frau Rektor invite ${id}`]);
});

test("a lost device is signed out from elsewhere; whoever leaves is out at once, and what they did stays in the log", async () => {
  const office = await pages.signedIn("office");
  const id = await idOf("Frau Schreiber");
  expect((await head.does(`/people/${id}/end-sessions`)).text).toContain("Eine Anmeldung ist beendet.");
  expect((await office.get("")).status).toBe(401);
  const again = await pages.signedIn("office");
  const link = linkIn((await head.post(`/people/${id}/link`)).html);
  expect((await head.get(`/people/${id}/let-go`)).text).toContain(
    "Zugang von Frau Schreiber beenden? Frau Schreiber kann das Schulbüro dann nicht mehr öffnen. Was Frau Schreiber eingetragen hat, bleibt stehen. Eine Anmeldung endet sofort.",
  );
  expect((await again.get("")).status).toBe(200);
  expect((await head.does(`/people/${id}/let-go`)).text).toContain("Die Person hat keinen Zugang mehr.");
  expect([(await again.get("")).status, (await pages.uses(link)).status]).toEqual([401, 410]);
  expect((await head.get("/people")).text).not.toContain("Frau Schreiber");
  expect((await head.get("/actions")).text).toContain("Frau Schreiber angemeldet");
  expect(await log()).toEqual([
    `Frau Rektor letGo ${id}`,
    `Frau Rektor newLink ${id}`,
    `Frau Rektor endSessions ${id}`,
  ]);
});

test("nobody lets themselves go, so that the school keeps a head here", async () => {
  const own = await idOf("Frau Rektor");
  expect((await head.get("/people")).html).not.toContain(`/office/people/${own}/let-go`);
  expect([(await head.get(`/people/${own}/let-go`)).status, (await head.post(`/people/${own}/let-go`)).status]).toEqual(
    [404, 404],
  );
  expect((await head.get("/people")).status).toBe(200);
});

test("nobody is invited under a name that can be taken for another's, or that is longer than a name", async () => {
  await head.post("/people/invite", { name: "Frau Schreiber", role: "office" });
  const long = "x".repeat(100);
  await head.post("/people/invite", { name: long, role: "officer" });
  const before = await school.house.office.everybody(school.clock.now);
  for (const [name, words] of [
    ["FRAU  SCHREIBER", "sieht aus wie der einer Person, die es schon gibt"],
    ["Frau Schreiber\u200b", "Diese Person gibt es schon."],
    ["Frau \u0405chreiber", "Zeichen, die in keinem Namen vorkommen"],
    ["Frau Schreiber\u202e", "Diese Person gibt es schon."],
    [`${long}${"y".repeat(50)}`, "Kürzen Sie den Namen auf höchstens 100 Zeichen."],
  ]) {
    const { status, text } = await head.post("/people/invite", { name: name ?? "", role: "head" });
    expect({ name, status, says: text.includes(words ?? "") }).toEqual({ name, status: 422, says: true });
  }
  expect(await school.house.office.everybody(school.clock.now)).toEqual(before);
});
