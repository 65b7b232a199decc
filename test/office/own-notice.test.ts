import { afterEach, describe, expect, test } from "vitest";
import { facts } from "../../src/demo/invented-facts.ts";
import { OfficePages, type Visitor } from "../support/office-pages.ts";
import { realSchool } from "../support/real-school.ts";
import { School } from "../support/school.ts";
import { texts } from "../support/texts.ts";

let school: School;
afterEach(() => school.stop());

const markIn = (html: string) => /name="mark" value="(\w*)"/.exec(html)?.[1] ?? "";
const longer = "Sicherungskopien dieser Daten werden dreißig Tage aufbewahrt.";

async function head(name = "Frau Rektor"): Promise<Visitor> {
  return new OfficePages(school).signedIn("head", name);
}
/** Saves a draft as the page that is open has it. */
async function saves(visitor: Visitor, changed: Record<string, string>, mark?: string) {
  const open = (await visitor.get("/notice/draft")).html;
  return visitor.post("/notice/draft", { ...realSchool, ...changed, mark: mark ?? markIn(open) });
}
const publishes = async (visitor: Visitor, how: Record<string, string> = { kind: "correction" }) =>
  visitor.does("/notice/draft/publish", { ...how, mark: markIn((await visitor.get("/notice/draft")).html) });

describe("the draft of the notice", () => {
  test("a new head teacher: nothing changes until it is put in force, then parents read it at once, in every language", async () => {
    school = await School.open({ joined: ["mother"] });
    const [mother, visitor] = [school.phone("mother"), await head()];
    expect((await saves(visitor, { head: "Konrad Neu", headForm: "Herr", signed: "" })).status).toBe(303);
    await mother.says("Wer ist verantwortlich?");
    expect(mother.last).toContain("Schulleiterin Ulrike Poppinga");
    const page = await visitor.get("/notice/draft");
    expect(page.text).toContain("Schulleiterin Ulrike Poppinga Spätere Schulleiter Konrad Neu");
    expect(page.text).toContain("U. Poppinga Spätere K. Neu");
    expect((await visitor.get("/notice/draft/preview")).text).toContain("Schulleiter Konrad Neu");
    expect((await visitor.get("/notice/draft/letter")).text).toContain("Schulleiter Konrad Neu");
    expect((await publishes(visitor)).text).toContain("Die neue Fassung ist in Kraft.");
    await mother.says("Wer ist verantwortlich?");
    expect(mother.last).toContain("Schulleiter Konrad Neu");
    expect(mother.last).toContain("Fassung 2");
    expect(school.house.texts.help("pl")?.notice.passages.get("controller-head")?.text).toBe(
      "Dyrektor szkoły Konrad Neu",
    );
    expect((await school.house.notices.all()).map(({ change }) => change)).toEqual(["first", "correction"]);
    expect((await visitor.get("/notice/draft")).text).toContain("Zurzeit gibt es keinen Entwurf.");
    expect(
      (await school.house.office.actions(0, 5)).actions.map(({ by, what, about }) => `${by} ${what} ${about}`),
    ).toContain("Frau Rektor inForce 2");
  });

  test("a material change: the day is needed, everybody is told, and an open question is closed kindly while the bot runs", async () => {
    school = await School.open({ joined: ["grandfather"] });
    const [grandfather, visitor] = [school.phone("grandfather"), await head()];
    await grandfather.says("/einwilligung");
    await grandfather.presses("JA");
    await saves(visitor, { "p-no-backups": longer, "p-letter-no-backups": longer });
    expect((await publishes(visitor, { kind: "material", lapseOn: "2026-11-01" })).text).toContain(
      "Geben Sie einen Tag in der Zukunft an.",
    );
    await publishes(visitor, { kind: "material", lapseOn: "2026-12-24" });
    expect(grandfather.last).toContain("24.12.2026");
    grandfather.forget();
    await grandfather.says("ja");
    expect(grandfather.transcript()).toContain("An der Schule hat sich inzwischen etwas geändert");
    expect(await school.events("Leon")).toBe("");
    await grandfather.answers("Leon", "JA", "JA");
    expect(await school.events("Leon")).toBe("audio given, video given");
    const [event] = await school.house.ledger.eventsOf((await school.child("Leon")).id);
    expect(event?.notice).toBe(2);
  });

  test("a sentence that answers point at cannot be emptied: it is named, with what needs it, and nothing is kept", async () => {
    school = await School.open();
    const visitor = await head();
    const lost = await saves(visitor, { "p-voluntary": "", "p-form-video": "" });
    expect(lost.status).toBe(422);
    expect(lost.text).toContain("[voluntary], gebraucht für: die Zusammenfassung vor JA und NEIN");
    expect(lost.text).toContain("[form-video], gebraucht für: den Brief mit dem Formular");
    expect(school.house.school.draft()).toBeNull();
    expect((await saves(visitor, { "p-purpose": "{{secret}}" })).text).toContain(
      "etwas in geschweiften Klammern, das kein Feld ist: {{secret}}",
    );
    expect((await saves(visitor, { mail: "none", head: "" })).text).toContain("Das darf nicht leer bleiben.");
    expect(school.house.school.draft()).toBeNull();
  });

  test("what is added stands behind its section with an id of its own, and lines in one field are one sentence", async () => {
    school = await School.open();
    const visitor = await head();
    await saves(visitor, {
      "p-legal-basis": "Die Verarbeitung erfolgt\r\nauf Grund Ihrer Einwilligung.",
      "more-legal-basis": "Art. 6 DSGVO.\n[x] Und mehr.",
    });
    await publishes(visitor);
    const { passages } = school.house.texts.notice;
    expect(passages.get("legal-basis")?.text).toBe("Die Verarbeitung erfolgt auf Grund Ihrer Einwilligung.");
    expect([passages.get("own-a")?.text, passages.get("own-b")?.text]).toEqual(["Art. 6 DSGVO.", "[x] Und mehr."]);
    expect(passages.size).toBe(texts.notice.passages.size + 2);
  });

  test("two heads, two windows: the second is told who was faster, what was typed stays, and only a second save replaces it", async () => {
    school = await School.open();
    const [one, other] = [await head("Frau Eins"), await head("Herr Zwei")];
    const open = markIn((await other.get("/notice/draft")).html);
    await saves(one, { head: "Eva Eins" });
    const refused = await saves(other, { head: "Zora Zwei" }, open);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain("von einer anderen Person gespeichert (Frau Eins");
    expect(refused.html).toContain('value="Zora Zwei"');
    expect(school.house.school.draft()?.draft.facts.head).toBe("Eva Eins");
    expect((await one.post("/notice/draft/publish", { kind: "correction", mark: open })).status).toBe(409);
    expect((await saves(other, { head: "Zora Zwei" }, markIn(refused.html))).status).toBe(303);
    await publishes(one);
    expect((await saves(other, { head: "Dritte" }, open)).status).toBe(303);
    expect((await school.house.notices.all()).length).toBe(2);
    await other.post("/notice/draft/drop", { mark: "another" });
    expect(school.house.school.draft()).not.toBeNull();
    await other.post("/notice/draft/drop", { mark: markIn((await other.get("/notice/draft")).html) });
    expect(school.house.school.draft()).toBeNull();
  });

  test("a field that somebody has broken by hand in the folder is named on every page, and parents read on", async () => {
    school = await School.open({ joined: ["mother"] });
    const [mother, visitor] = [school.phone("mother"), await head()];
    const lines = new TextDecoder().decode(school.files.read("notice.md") ?? new Uint8Array());
    school.files.write("notice.md", lines.replaceAll("{{head}}", "{{haed}}"));
    for (const path of ["/notice", "/notice/draft", "/notice/draft/preview", "/notice/draft/letter"]) {
      const { status, text } = await visitor.get(path);
      expect([path, status, text.includes("{{haed}}")]).toEqual([path, 200, true]);
    }
    expect((await visitor.get("/notice/translations")).status).toBe(200);
    await mother.says("/sprache");
    await mother.presses("Türkçe");
    await mother.says("Wer ist verantwortlich?");
    expect(mother.last).toContain("Schulleiterin Ulrike Poppinga");
    const { text } = await visitor.post("/notice/draft", { ...realSchool, "p-purpose": "{purpose}", mark: "" });
    expect(text).toContain("{purpose}");
    expect(school.house.school.draft()).toBeNull();
  });

  test("a draft that was broken by hand is not put in force, and the page says what to do", async () => {
    school = await School.open();
    const visitor = await head();
    await saves(visitor, { "p-purpose": "Zweck." });
    const draft = new TextDecoder().decode(school.files.read("draft.json") ?? new Uint8Array());
    school.files.write("draft.json", draft.replaceAll("{{head}}", "{{haed}}"));
    const { text } = await publishes(visitor);
    expect(text).toContain("{{haed}}");
    expect((await school.house.notices.all()).length).toBe(1);
  });

  test("is the head's alone", async () => {
    school = await School.open();
    for (const role of ["office", "officer"] as const) {
      const visitor = await new OfficePages(school).signedIn(role);
      for (const path of ["/notice/draft", "/notice/draft/preview", "/notice/translations"])
        expect((await visitor.get(path)).status).toBe(403);
      expect((await visitor.post("/notice/draft/publish", {})).status).toBe(403);
    }
  });
});

describe("a help translation", () => {
  test("whose German has changed is shown no more: not in answers, not before JA and NEIN, until it is translated anew", async () => {
    school = await School.open({ joined: ["mother"] });
    const [mother, visitor] = [school.phone("mother"), await head()];
    await mother.says("/sprache");
    await mother.presses("Türkçe");
    const turkish = texts.help("tr")?.notice.passages.get("letter-seven-days")?.text ?? "–";
    const german = "Personenbezogene Daten werden spätestens nach dreißig Tagen gelöscht.";
    await saves(visitor, { "p-letter-seven-days": german });
    await publishes(visitor);
    expect((await visitor.get("/notice")).text).toContain("Neu zu übersetzen (9)");
    mother.forget();
    await mother.says("/einwilligung");
    const shown = mother.transcript();
    expect(shown).toContain(german);
    expect(shown).not.toContain(turkish);
    expect(shown).toContain("Bunun henüz çevirisi yok");
    await mother.says("/abbrechen");
    const page = await visitor.get("/notice/translations?language=tr");
    expect(page.text).toContain("[letter-seven-days]");
    const of = /name="of" value="(\w+)"/.exec(page.html)?.[1] ?? "";
    const sent = { language: "tr", key: "letter-seven-days", of };
    expect((await visitor.post("/notice/translations", { ...sent, text: " " })).status).toBe(422);
    expect((await visitor.post("/notice/translations", { ...sent, text: "{{head}} otuz gün" })).status).toBe(422);
    expect((await visitor.post("/notice/translations", { ...sent, of: "another", text: "Otuz gün." })).status).toBe(
      409,
    );
    expect((await visitor.post("/notice/translations", { ...sent, language: "xx", text: "Otuz gün." })).status).toBe(
      404,
    );
    expect(
      (await visitor.does("/notice/translations", { ...sent, text: "Kişisel veriler otuz gün sonra silinir." })).text,
    ).toContain("Die Übersetzung ist gespeichert.");
    const done = (await school.house.office.actions(0, 1)).actions.map(
      ({ by, what, about }) => `${by} ${what} ${about}`,
    );
    expect(done).toEqual(["Frau Rektor translate tr"]);
    mother.forget();
    await mother.says("/einwilligung");
    const anew = mother.transcript();
    expect(anew).toContain("Kişisel veriler otuz gün sonra silinir.");
    expect(anew).not.toContain("Bunun henüz çevirisi yok");
  });
});

describe("a school that has not begun", () => {
  test("answers parents kindly in their language, and leads the office to the set-up; a consent needs a period besides", async () => {
    school = await School.open({ begun: false });
    const mother = school.phone("mother");
    await mother.says("/start");
    await mother.says("wer ist verantwortlich?");
    expect(mother.last).toContain("Die Schule hat hier noch nicht begonnen");
    const secretary = await new OfficePages(school).signedIn("office");
    for (const path of ["", "/children", "/letters", "/notice"])
      expect((await secretary.get(path)).to).toBe("/office/setup");
    for (const path of ["/devices", "/let-in"]) expect([path, (await secretary.get(path)).status]).toEqual([path, 200]);
    expect((await secretary.get("/setup")).text).toContain("Das macht die Schulleitung");
    expect((await secretary.post("/setup", { ...facts })).status).toBe(403);
    const visitor = await head();
    const lacking = await visitor.post("/setup", { ...facts, school: "", mail: "" });
    for (const name of ["Name der Schule", "E-Mail-Adresse der Schule"])
      expect(lacking.text).toContain(`${name}: Das darf nicht leer bleiben.`);
    // What leads back to the set-up is offered to nobody.
    const leads = [...lacking.html.matchAll(/<li><a href="(\/office[^"#]*)"/g)].map(([, path]) => path);
    expect([...new Set(leads)]).toEqual(["/office/setup", "/office/actions", "/office/people"]);
    expect(lacking.html).not.toContain('role="search"');
    const draft = await visitor.does("/setup", { ...facts, signed: "" });
    expect(draft.text).toContain("Es ist die erste Fassung.");
    expect(draft.html).toContain('href="#publish"');
    expect(await school.house.notices.all()).toEqual([]);
    expect((await publishes(visitor, {})).text).toContain("Es hat noch kein Zeitraum begonnen.");
    await school.join("mother");
    await mother.says("wer ist verantwortlich?");
    expect(mother.last).toContain("Schulleiterin Edith Muster");
    await mother.says("/einwilligung");
    expect(mother.last).toContain("Zurzeit braucht die Schule keine Einwilligung");
    await visitor.does("/period/start");
    expect(mother.last).toContain("/einwilligung");
    await mother.answers("Mila", "JA", "JA");
    expect(await school.events("Mila")).toBe("audio given, video given");
    expect((await visitor.get("/setup")).to).toBe("/office/notice");
  });
});
