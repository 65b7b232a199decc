import { afterEach, describe, expect, test } from "vitest";
import { OfficePages, type Visitor } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

const log = async () =>
  (await school.house.office.actions(0, 20)).actions
    .map(({ by, what, about }) => [by, what, about].join(" ").trim())
    .filter((line) => !line.includes(" signIn "));
const changed = [
  "Sicherungskopien dieser Daten werden nicht angelegt.",
  "Sicherungskopien dieser Daten werden dreißig Tage aufbewahrt.",
] as const;

async function visits(role: "head" | "office" = "head"): Promise<Visitor> {
  return new OfficePages(school).signedIn(role);
}

describe("the versions of the notice", () => {
  test("each can be read in full, and two stand side by side, only with what is different", async () => {
    school = await School.open();
    await school.changesNotice(...changed);
    const head = await visits("office");
    const list = await head.get("/notice");
    expect(list.text).toMatch(/Fassung 2 23\.11\.2026 noch nicht entschieden Fassung 1 23\.11\.2026 die erste/);
    const full = await head.get("/notice/2");
    for (const { text } of school.house.texts.notice.passages.values())
      if (text !== changed[0]) expect(full.text).toContain(text.replaceAll(/\s+/g, " "));
    const compared = await head.get("/notice/compare");
    expect(compared.text).toContain(`Eine Stelle ist anders.`);
    expect(compared.text).toContain(`Fassung 1 ${changed[0]} Fassung 2 ${changed[1]}`);
    expect(compared.text).not.toContain("Verantwortlich ist die Schule");
    expect((await head.get("/notice/compare?before=2&after=2")).text).toContain("Die beiden sagen dasselbe.");
    expect((await head.get("/notice/3")).status).toBe(404);
  });

  test("a day that has come is refused, and what was typed stays; a day ahead is put down, and parents are told", async () => {
    school = await School.open({ joined: ["mother", "teacher"] });
    await school.changesNotice(...changed);
    const head = await visits();
    expect((await head.post("/notice/2")).text).toContain("Fehler: Wählen Sie aus, was die neue Fassung ist.");
    for (const lapseOn of ["2026-11-23", "2025-01-01", "2026-02-30", "bald", ""]) {
      const { status, html, text } = await head.post("/notice/2", { kind: "material", lapseOn });
      expect({
        lapseOn,
        status,
        told: text.includes("Fehler: Geben Sie einen Tag in der Zukunft an."),
        kept: html.includes('value="material" checked') && html.includes(`value="${lapseOn}"`),
      }).toEqual({ lapseOn, status: 422, told: true, kept: true });
    }
    expect(await log()).toEqual([]);
    const done = await head.does("/notice/2", { kind: "material", lapseOn: "2026-12-24" });
    expect(done.text).toContain("Festgehalten, was die neue Fassung bedeutet.");
    expect(done.text).toContain(
      "wesentlich: frühere Einwilligungen laufen am 24.12.2026 ab (entschieden von Frau Rektor)",
    );
    expect(school.phone("mother").last).toContain("24.12.2026");
    expect(school.phone("teacher").last).not.toContain("24.12.2026");
    expect((await head.does("/notice/2", { kind: "correction" })).text).toContain("Es wurde nichts geändert.");
    expect(await log()).toEqual(["Frau Rektor publish 2"]);
  });

  test("a correction tells nobody", async () => {
    school = await School.open({ joined: ["mother"] });
    await school.changesNotice(...changed);
    await (await visits()).does("/notice/2", { kind: "correction" });
    expect(school.phone("mother").transcript()).toBe("");
    expect(await log()).toEqual(["Frau Rektor publish 2"]);
  });
});

describe("the period", () => {
  test("before it ends, a page says what that does; then all lapses, and everyone hears of it", async () => {
    school = await School.open({ joined: ["mother", "teacher"] });
    await school.phone("mother").answers("Mila", "JA", "JA");
    await school.records("Leon", "Heinz", { audio: "yes", video: "no" }, "paper");
    const head = await visits();
    const asked = await head.get("/period/end");
    expect(asked.text).toContain(
      "3 Einwilligungen laufen sofort ab (Ton und Bild zählen einzeln). Alle 2 verbundenen Personen bekommen eine Nachricht.",
    );
    expect(await school.participation("Mila")).toBe("audio_and_video");
    for (const who of ["mother", "teacher"] as const) school.phone(who).forget();
    const ended = await head.does("/period/end");
    expect(ended.text).toContain("Der Zeitraum ist beendet. 3 Einwilligungen sind abgelaufen.");
    expect(ended.text).toContain("Zurzeit läuft kein Zeitraum. Der letzte endete am 23.11.2026 (Frau Rektor).");
    expect(await school.participation("Mila")).toBe("none");
    for (const who of ["mother", "teacher"] as const) expect(school.phone(who).transcript()).not.toBe("");
    expect((await head.get("/period/end")).to).toBe("/office/period");
    expect((await head.does("/period/start")).text).toContain("Ein Zeitraum läuft seit dem 23.11.2026 (Frau Rektor).");
    expect((await head.does("/period/start")).text).toContain("Es wurde nichts geändert.");
    expect(await log()).toEqual(["Frau Rektor periodStart", "Frau Rektor periodEnd"]);
  });

  test("who is not the head sees it, and no way to change it", async () => {
    school = await School.open();
    const { text, html } = await (await visits("office")).get("/period");
    expect(text).toContain("Das kann nur die Schulleitung ändern.");
    expect(html).not.toMatch(/action="\/office\/period|href="\/office\/period\/end"/);
  });
});

describe("reminders", () => {
  test("first it is shown whom, and nothing is sent; then those are reminded, and the second time is the last", async () => {
    school = await School.open({ joined: ["mother", "grandfather"] });
    const office = await visits("office");
    const preview = await office.get("/reminders?class=all");
    expect(preview.text).toContain("3 Erinnerungen");
    for (const line of [
      "Nadja Beispiel – Mila Beispiel (3a)",
      "Nadja Beispiel – Jonas Beispiel (1b)",
      "Heinz Niemand – Leon Niemand (2c)",
    ])
      expect(preview.text).toContain(line);
    expect(school.phone("mother").transcript()).toBe("");
    const { classId } = await school.child("Mila");
    expect((await office.get(`/reminders?class=${classId}`)).text).not.toContain("Heinz");
    expect((await office.does("/reminders", { class: classId })).text).toContain(
      "Eine Erinnerung wird jetzt gesendet.",
    );
    expect(school.phone("mother").transcript()).toContain("Mila");
    expect(school.phone("grandfather").transcript()).toBe("");
    await office.does("/reminders", { class: classId });
    expect((await office.does("/reminders", { class: classId })).text).toContain("Es wurde nichts geändert.");
    expect(await log()).toEqual([`Frau Schreiber remind ${classId}`, `Frau Schreiber remind ${classId}`]);
  });

  test("after a NEIN nobody is to be reminded", async () => {
    school = await School.open({ joined: ["grandfather"] });
    await school.phone("grandfather").answers("Leon", "NEIN", "NEIN");
    const { text, html } = await (await visits("office")).get("/reminders?class=all");
    expect(text).toContain("Hier ist niemand zu erinnern.");
    expect(html).not.toContain('method="post" action="/office/reminders"');
  });
});
