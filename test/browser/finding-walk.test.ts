import { readFileSync } from "node:fs";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { executablePath, faultsAlsoNarrow, faultsUnfolded } from "../support/chromium.ts";
import { OfficeInBrowser } from "../support/office-in-browser.ts";
import { School } from "../support/school.ts";
import { lookingAt } from "../support/walk.ts";

if (!executablePath) console.warn("No Chromium found: nothing is found in a browser. On Debian it is chromium.");

const list = `Interne ID-Nummer;Nachname;Vorname;Geburtsdatum;Klasse;Status
4711;Beispiel;Mila;15.03.2018;3a;Aktiv
4712;Neuling;Nele;30.06.2018;3a;Aktiv
`;

describe.skipIf(!executablePath)("the secretary looks for what is there", () => {
  let school: School;
  let office: OfficeInBrowser;
  let page: Page;

  const click = (what: Locator) => what.click();
  const { button, link, heading } = lookingAt(() => page);

  const fromOverview = () => office.overview(page);
  async function looksFor(typed: string): Promise<void> {
    await fromOverview();
    await page.locator("#search").fill(typed);
    await page.locator("#search").press("Enter");
  }

  beforeAll(async () => {
    // Monday, the 23rd of November, 18:00; it is looked at on the next morning.
    school = await School.open({ joined: ["mother", "father"] });
    await school.records("Sofia", "Elena", { audio: "yes", video: "no" }, "paper");
    await school.records("Mila", "Nadja", { audio: "yes", video: "yes" }, "paper");
    await school.records("Mila", "Tarek", { audio: "no" }, "paper");
    await school.records("Leon", "Heinz", { audio: "yes", video: "yes" }, "paper");
    await school.records("Leon", "Heinz", { audio: "no" }, "phone");
    school.pass(14 * 60 * 60 * 1000);
    office = await OfficeInBrowser.open(school);
    page = await office.signedIn(["Frau Schreiber", "office"], { acceptDownloads: true });
  });
  afterAll(async () => {
    await office.close();
    await school.stop();
  });

  test("in the morning, what has changed since yesterday: one click, and one more to the child", async () => {
    await fromOverview();
    await click(link("Heute früh"));
    await heading("Heute früh");
    await page.getByText("seit dem 23.11.2026, 0 Uhr").waitFor();
    expect(office.took("what has changed since yesterday")).toMatchObject({ clicks: 1, fields: 0 });
    const said = await page.locator("main").innerText();
    for (const one of ["Neue Antworten für 3 Kinder", "Widerruf für ein Kind", "Erklärungen jetzt verschieden"])
      expect(said).toContain(one);
    expect(await faultsUnfolded(page)).toEqual([]);
    await click(link("Leon Niemand"));
    await heading("Leon Niemand");
    expect(office.took("from there to the child")).toMatchObject({ clicks: 1, fields: 0 });
    await page.goBack();
    await page.getByLabel("Geändert seit").fill("2026-11-24");
    await click(button("Zeigen"));
    await page.getByText("Seitdem hat sich für kein Kind etwas geändert.").waitFor();
    expect(office.took("what has changed since another day")).toMatchObject({ clicks: 1, fields: 1 });
    expect(await faultsUnfolded(page)).toEqual([]);
  });

  test("the last import is undone with two clicks, and the child is not there any more", async () => {
    await fromOverview();
    await click(link("Klassenliste einlesen"));
    await heading("Klassenliste einlesen");
    const buffer = Buffer.from(list);
    await page.getByLabel("Dateien").setInputFiles({ name: "schild.csv", mimeType: "text/csv", buffer });
    await click(button("Ansehen, was sich ändern würde"));
    await page.getByRole("radio", { name: /nur ergänzen/ }).waitFor();
    expect(await faultsUnfolded(page)).toEqual([]);
    await click(button("Übernehmen"));
    await heading("Übernommen");
    expect(office.took("a part of a class list taken in")).toMatchObject({ clicks: 3, fields: 1 });
    expect(await faultsUnfolded(page)).toEqual([]);
    await school.child("Nele");
    await fromOverview();
    await click(link("Klassenliste einlesen"));
    await heading("Klassenliste einlesen");
    expect(await faultsUnfolded(page)).toEqual([]);
    await click(button("Rückgängig machen"));
    await page.getByRole("status").getByText("Es ist rückgängig gemacht.").first().waitFor();
    expect(office.took("the last import undone")).toMatchObject({ clicks: 2, fields: 0 });
    expect(await faultsUnfolded(page)).toEqual([]);
    await expect(school.child("Nele")).rejects.toThrow("no child Nele");
  });

  test.for([
    ["a parent", "Heinz Niemand", "Leon Niemand"],
    ["a birthday", "17.1.2018", "Tim Erfunden"],
    ["a number", "4711", "Mila Beispiel"],
  ] as const)("a child is found by %s: typed, and Enter", async ([what, typed, child]) => {
    const { id } = await school.child("Mila");
    school.database.$client.prepare("update child set key = '4711' where id = ?").run(id);
    await looksFor(typed);
    await heading(child);
    expect(office.took(`a child found by ${what}`)).toMatchObject({ clicks: 0, fields: 1, keys: 1 });
  });

  test("of several who are meant one is chosen; of nobody the page says so, and leads on", async () => {
    await looksFor("Nadja Beispiel");
    await heading("Kinder");
    await page.getByText("2 Kinder gefunden.").waitFor();
    expect(await faultsUnfolded(page)).toEqual([]);
    await click(link("Beispiel, Jonas"));
    await heading("Jonas Beispiel");
    expect(office.took("one of the children of a parent")).toMatchObject({ clicks: 1, fields: 1, keys: 1 });
    await looksFor("Zzniemand");
    await page.getByText("Kein Kind gefunden.").waitFor();
    expect(await faultsUnfolded(page)).toEqual([]);
  });

  test("the list of a class for Excel: three clicks", async () => {
    await fromOverview();
    await click(link("3a"));
    await heading("Klasse 3a");
    await click(link("Listen dieser Klasse"));
    await heading("Listen speichern");
    expect(await faultsAlsoNarrow(page)).toEqual([]);
    const saving = page.waitForEvent("download");
    await click(page.getByRole("button", { name: "Speichern Alles, was gilt" }));
    const saved = await saving;
    expect(office.took("the list of a class saved for Excel")).toMatchObject({ clicks: 3, fields: 0 });
    expect(saved.suggestedFilename()).toBe("janein-stand-3a-2026-11-24.csv");
    const text = readFileSync(await saved.path(), "utf8");
    expect(text.startsWith("\ufeff")).toBe(true);
    expect(text).toContain('"Mila"');
    expect(text).not.toContain('"Leon"');
  });
});
