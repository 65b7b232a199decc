import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { recordsOf } from "../../src/line/consents.ts";
import { OfficePages, type Visitor } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

let school: School;
let clerk: Visitor;
let path: string;
let people: Record<string, string>;
beforeEach(async () => {
  school = await School.open({ joined: ["mother", "father", "teacher"] });
  const { id } = await school.child("Mila");
  path = `/children/${id}`;
  people = Object.fromEntries((await school.house.roster.peopleOf(id)).map(({ givenName, id }) => [givenName, id]));
  clerk = await new OfficePages(school).signedIn("office");
});
afterEach(() => school.stop());

const paper = "Beschluss AG Musterstadt vom 12.11.2026, liegt im Büro";
const form = (who: string, more: Record<string, string> = {}) => ({
  ...{ guardian: people[who] ?? "", custody: "neither", since: "2026-11-12", paper },
  ...more,
});
/** Fills in the form, and then presses the button of the page that says what it will change. */
async function decides(who: string, more: Record<string, string> = {}) {
  const shown = await clerk.post(`${path}/custody`, form(who, more));
  const digest = /name="shown" value="([^"]+)"/.exec(shown.html)?.[1] ?? "";
  return { shown, done: await clerk.does(`${path}/custody`, form(who, { ...more, shown: digest })), digest };
}
const facts = async () => school.house.custody.factsOf((await school.child("Mila")).id);

describe("the child's page", () => {
  test("shows what a decision will change before anything changes, and then does just that", async () => {
    await school.phone("mother").answers("Mila", "JA", "JA");
    await school.phone("father").answers("Mila", "NEIN", "NEIN");
    const { shown, done } = await decides("Tarek");
    expect(shown.status).toBe(200);
    for (const line of [
      "Tarek Beispiel-Anders darf für Mila Beispiel nicht erklären und erfährt nichts.",
      `Gilt seit 12.11.2026: ${paper}`,
      "Die Erklärung von Tarek Beispiel-Anders zählt nicht mehr.",
      "Für Mila gilt bisher: keine Teilnahme. Danach gilt: mit Ton und Bild.",
      "Die Erklärungen unterscheiden sich dann nicht mehr.",
      "sieht Mila im Chat nicht mehr, erfährt nichts mehr und bekommt keinen Brief.",
    ])
      expect(shown.text).toContain(line);
    expect(done.text).toContain("Entschieden und festgehalten.");
    expect(done.text).toMatch(
      /Darf für dieses Kind nichts erklären Tarek Beispiel-Anders .* darf nicht erklären seit 12\.11\.2026: Beschluss AG/,
    );
    expect(done.text).toContain("Entscheidungen zum Sorgerecht");
    expect(await school.participation("Mila")).toBe("audio_and_video");
    const { actions } = await school.house.office.actions(0, 5);
    expect(actions[0]).toMatchObject({ by: "Frau Schreiber", what: "custody" });
  });

  test("looking at what it would change changes nothing, and a made-up or an old look carries nothing out", async () => {
    const { status } = await clerk.post(`${path}/custody`, form("Tarek"));
    expect({ status, facts: await facts() }).toEqual({ status: 200, facts: [] });
    const madeUp = await clerk.post(`${path}/custody`, form("Tarek", { shown: "x" }));
    expect({ status: madeUp.status, facts: await facts() }).toEqual({ status: 409, facts: [] });
  });

  test("in two windows: what has changed meanwhile is shown anew", async () => {
    const first = await clerk.post(`${path}/custody`, form("Tarek"));
    const shown = /name="shown" value="([^"]+)"/.exec(first.html)?.[1] ?? "";
    await school.phone("father").answers("Mila", "JA", "JA");
    const late = await clerk.post(`${path}/custody`, form("Tarek", { shown }));
    expect(late.status).toBe(409);
    expect(late.text).toContain("Inzwischen hat sich etwas geändert.");
    expect(late.text).toContain("Für Mila gilt bisher: mit Ton und Bild. Danach gilt: keine Teilnahme.");
    expect(await facts()).toEqual([]);
  });

  test("the button twice, or reloaded, is one decision", async () => {
    const { digest } = await decides("Tarek");
    const again = await clerk.does(`${path}/custody`, form("Tarek", { shown: digest }));
    expect(again.status).toBe(409);
    expect(await facts()).toHaveLength(1);
    const { done } = await decides("Tarek");
    expect(done.text).toContain("Genau so stand es schon.");
    expect(await facts()).toHaveLength(1);
  });

  test("says beside each field what is missing, and keeps what was typed", async () => {
    const { status, text, html } = await clerk.post(`${path}/custody`, {
      guardian: people.Tarek ?? "",
      since: "2026-11-24",
      paper: " ",
    });
    expect(status).toBe(422);
    for (const line of ["Wählen Sie, was die Person darf.", "der schon da war oder heute ist", "nach welchem Papier"])
      expect(text).toContain(line);
    expect(html).toContain('value="2026-11-24"');
    expect(await facts()).toEqual([]);
  });

  test("is for a guardian of this child, and for those who may", async () => {
    expect((await clerk.post(`${path}/custody`, form("Tarek", { guardian: "nobody" }))).status).toBe(404);
    const officer = await new OfficePages(school).signedIn("officer");
    expect((await officer.post(`${path}/custody`, form("Tarek"))).status).toBe(403);
    expect((await officer.get(path)).html).not.toContain(`action="/office${path}/custody"`);
  });

  test("offers nobody who may not declare where an answer is put down or a conflict is settled", async () => {
    await decides("Tarek");
    const { html } = await clerk.get(path);
    expect(html).not.toContain(`name="person" value="${people.Tarek}"> Tarek`);
    const answer = { act: "a", person: people.Tarek ?? "", audio: "no", route: "phone" };
    expect((await clerk.post(`${path}/answer`, answer)).status).toBe(422);
    expect(await school.events("Mila")).toBe("");
  });

  test("whose guardians have no say any more stands on the overview as one without anybody", async () => {
    const alone = async () => (await clerk.get("")).text.includes("Mila Beispiel");
    await school.decides("Mila", "Tarek", "neither");
    expect(await alone()).toBe(false);
    await school.decides("Mila", "Nadja", "informed");
    expect(await alone()).toBe(true);
  });

  test("every decision stays to be read, newest first, and the newest holds", async () => {
    await decides("Tarek");
    await decides("Tarek", { custody: "informed", since: "2026-11-20", paper: "Vergleich vom 20.11.2026, Akte 3" });
    const { text } = await clerk.get(path);
    const history = /Entscheidungen zum Sorgerecht (.*?) Antwort eintragen/.exec(text)?.[1];
    expect(history).toMatch(
      /^23\.11\.2026: Tarek .* wird nur informiert seit 20\.11\..* darf nicht erklären seit 12\./,
    );
    expect(await facts()).toHaveLength(2);
  });
});

describe("letters", () => {
  const chosen = async (text: "class" | "all") => (text === "all" ? "all" : (await school.child("Mila")).classId);
  test("leave out whoever has no say for any child, and say so with the way there", async () => {
    await decides("Tarek");
    const { html, text } = await clerk.get(`/letters?class=${await chosen("class")}`);
    expect(text).toContain(
      "Kein Brief geht an eine Person Tarek Beispiel-Anders: darf nicht erklären, Mila Beispiel (3a)",
    );
    expect(html).toContain(`href="/office${path}"`);
    const letters = await clerk.does("/letters", { class: await chosen("class"), whom: "everybody" });
    expect(letters.text).toContain("Nadja Beispiel");
    expect(letters.text).not.toContain("Tarek");
  });

  test("to a father of two are about the child for whom he declares", async () => {
    await decides("Tarek");
    const letters = await clerk.does("/letters", { class: "all", whom: "everybody" });
    const his = /Tarek Beispiel-Anders(.*?)Formular/s.exec(letters.text)?.[1] ?? letters.text;
    expect(his).toContain("Jonas");
    expect(his).not.toContain("Mila");
  });

  test("nobody without a say gets one by asking for it; who is informed gets a code without a form", async () => {
    await decides("Tarek");
    const jonas = await school.child("Jonas");
    const ask = (child: string) => clerk.does("/letters", { person: people.Tarek ?? "", child });
    const { id } = await school.child("Mila");
    await school.decides("Jonas", "Tarek", "neither");
    expect((await ask(id)).status).toBe(404);
    await school.decides("Jonas", "Tarek", "informed");
    const slip = await ask(jonas.id);
    expect(slip.status).toBe(200);
    expect(slip.text).toContain("Code ohne Formular");
    expect(slip.text).toContain("Tarek Beispiel-Anders (1b)");
    expect((await ask(id)).status).toBe(404);
  });
});

test("the record of the standard says who may declare, since when and on what paper", async () => {
  await school.phone("mother").answers("Mila", "JA", "JA");
  await decides("Tarek");
  const [audio] = await recordsOf(school.house, (await school.child("Mila")).id);
  expect(audio?.representatives).toEqual([
    {
      party_id: people.Tarek,
      may_declare: "no",
      is_informed: "no",
      since: "2026-11-12",
      evidence: paper,
      decided_by: "Frau Schreiber",
      put_down_at: school.clock.now.toISOString(),
    },
  ]);
});
