import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Draft, Drafts } from "../../src/office/import/drafts.ts";
import { MadeBefore, type MadeReminders } from "../../src/office/letters/made.ts";
import { ForAWhile } from "../../src/office/page/for-a-while.ts";
import { OfficePages, type Visitor } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school?.stop());

const hour = 60 * 60 * 1000;
const way = (to: string | null) => (to ?? "").replace(/^\/office/, "");
const actIn = (html: string, action = "/office/letters") =>
  new RegExp(`method="post" action="${action}"[^]*?name="act" value="([^"]+)"`).exec(html)?.[1] ?? "";

async function secretary(): Promise<Visitor> {
  school = await School.open();
  return new OfficePages(school).signedIn("office");
}

/** A letter for the father, from the page of Mila. */
async function forFather(visitor: Visitor) {
  const child = (await school.child("Mila")).id;
  const person = (await school.house.roster.peopleOf(child)).find(({ givenName }) => givenName === "Tarek")?.id ?? "";
  const form = { act: actIn((await visitor.get(`/children/${child}`)).html), person, child };
  return { child, form, to: (await visitor.post("/letters", form)).to };
}

describe("what a form has made and nobody can show any more", () => {
  test("codes that were made before a restart are said to be there, and the older ones to be void", async () => {
    const visitor = await secretary();
    const form = { act: "a form of the class", class: await school.classId("3a"), whom: "everybody" };
    const { to } = await visitor.post("/letters", form);
    const restarted = await new OfficePages(school).signedIn("office", "Frau Nachmittag");
    for (const { status, text, html } of [await restarted.get(way(to)), await restarted.does("/letters", form)]) {
      expect(status).toBe(410);
      expect(text).toContain(
        "Mit diesem Formular hat Frau Schreiber am 23.11.2026, 18:00 Uhr Codes erzeugt. " +
          "Ältere Codes dieser Personen gelten seitdem nicht mehr.",
      );
      expect(text).not.toContain("Neue Codes sind nicht entstanden");
      expect(html).toContain(`href="/office/letters?class=${form.class}"`);
    }
  });

  test("where the form has made nothing, nothing is said to be void", async () => {
    const visitor = await secretary();
    const { status, text } = await visitor.get("/letters/made/0123456789abcdef");
    expect({ status, says: text.includes("Neue Codes sind nicht entstanden.") }).toEqual({ status: 410, says: true });
    expect(text).not.toContain("Ältere Codes");
  });

  test("reminders have no codes, and make none void", async () => {
    const visitor = await secretary();
    const chosen = await school.classId("3a");
    const form = { act: "reminders of the class", class: chosen, returnBy: "2026-12-09" };
    const { to } = await visitor.post("/letters/reminders", form);
    school.pass(hour + 1000);
    const { text } = await visitor.get(way(to));
    expect(text).toContain("hat Frau Schreiber am 23.11.2026, 18:00 Uhr Erinnerungen auf Papier erzeugt.");
    expect(text).not.toMatch(/Ältere Codes|Neue Codes/);
  });

  test("of a letter for one person the way leads to the child, whose page can make a new one", async () => {
    const visitor = await secretary();
    const { child, form, to } = await forFather(visitor);
    school.pass(hour + 1000);
    const { status, html, text } = await visitor.does("/letters", form);
    expect(status).toBe(410);
    expect(html).toContain(`href="/office/children/${child}"`);
    expect(text).toContain("Mila Beispiel");
    const anew = { ...form, act: actIn((await visitor.get(`/children/${child}`)).html) };
    const newer = await visitor.post("/letters", anew);
    expect(newer.to).not.toBe(to);
    expect((await visitor.get(way(newer.to))).status).toBe(200);
  });

  test("a letter for one person whose code is used leads there too", async () => {
    const visitor = await secretary();
    const { child, to } = await forFather(visitor);
    await school.join("father");
    const { text, html } = await visitor.get(way(to));
    expect(text).toContain("Von diesen Briefen ist keiner mehr zu drucken");
    expect(html).toContain(`href="/office/children/${child}"`);
  });

  test("the form on the child's page says for how long it shows what it has made", async () => {
    const visitor = await secretary();
    const { html } = await visitor.get(`/children/${(await school.child("Mila")).id}`);
    expect(html.match(/<form method="post" action="\/office\/letters" target="_blank" data-lasts="60">/g)).toHaveLength(
      2,
    );
  });
});

describe("what is held for a while", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const now = () => new Date();
  const made: MadeReminders = {
    ...{ kind: "reminders", act: "a1", about: "all", people: new Set(["p1"]), numbers: new Map() },
    ...{ returnBy: "2026-12-09", addressed: null },
  };
  const addressed = {
    addresses: new Map([["p1", ["Zzgedankenweg 1"]]]),
    several: new Set<string>(),
    held: new Set<string>(),
  };

  test("is gone when its time is over, although nobody looks", () => {
    const held = new ForAWhile<object>(hour);
    const begun = now();
    held.put("a", {}, begun);
    vi.advanceTimersByTime(hour - 1);
    expect(held.get("a", begun)).not.toBeNull();
    vi.advanceTimersByTime(1);
    // By the clock of that time it would still be there.
    expect({ held: held.get("a", begun), timers: vi.getTimerCount() }).toEqual({ held: null, timers: 0 });
  });

  test("letters, reminders and drafts of an import are held so", () => {
    const [before, drafts, begun] = [new MadeBefore(), new Drafts(), now()];
    before.keep("s1", made, begun);
    drafts.keep("s1", { id: "d1", files: [] } as unknown as Draft, begun);
    expect([before.of("s1", "a1", begun), drafts.of("s1", "d1", begun)]).not.toContain(null);
    vi.advanceTimersByTime(hour);
    expect([before.of("s1", "a1", begun), drafts.of("s1", "d1", begun)]).toEqual([null, null]);
  });

  test("addresses are kept with letters that are there, not for longer, and for none that are gone", () => {
    const [before, begun] = [new MadeBefore(), now()];
    before.keep("s1", made, begun);
    vi.advanceTimersByTime(hour / 2);
    before.keep("s1", { ...made, addressed }, now());
    expect(before.of("s1", "a1", now())).toMatchObject({ addressed });
    vi.advanceTimersByTime(hour / 2);
    expect(before.of("s1", "a1", begun)).toBeNull();
    before.keep("s1", { ...made, addressed }, now());
    expect({ held: before.of("s1", "a1", now()), timers: vi.getTimerCount() }).toEqual({ held: null, timers: 0 });
  });
});
