import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { executablePath, faultsAlsoNarrow } from "../support/chromium.ts";
import { saysEffort } from "../support/effort.ts";
import { OfficeInBrowser } from "../support/office-in-browser.ts";
import { School } from "../support/school.ts";

if (!executablePath) console.warn("No Chromium found: the letters are not walked. On Debian it is chromium.");

const list =
  "Nachname;Vorname;Geburtsdatum;Klasse;nachname1;vorname1;email1;nachname2;vorname2;email2;" +
  "strasse1;plz1;ort1;strasse2;plz2;ort2\n" +
  "Beispiel;Mila;15.03.2018;3a;Beispiel;Nadja;;Beispiel-Anders;Tarek;;" +
  "Gedankenweg 1;44137;Traumstadt;Luftallee 9;44139;Traumstadt\n";

describe.skipIf(!executablePath)("the secretary prints letters", () => {
  let school: School;
  let office: OfficeInBrowser;
  let page: Page;
  let address = "";
  const file = join(mkdtempSync(join(tmpdir(), "letters-")), "klassenliste.csv");

  const button = (name: string | RegExp) => page.getByRole("button", { name });
  const codes = async () => new Set((await page.content()).match(/\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b/g));
  const printed = () => page.evaluate(() => (window as unknown as { printed?: number }).printed ?? 0);

  beforeAll(async () => {
    writeFileSync(file, list);
    school = await School.open();
    office = await OfficeInBrowser.open(school);
    address = office.address;
    page = await office.signedIn(
      ["Frau Schreiber", "office"],
      { viewport: { width: 1100, height: 800 }, reducedMotion: null },
      (opened) =>
        opened.addInitScript(() => {
          const counting = window as unknown as { printed?: number; print: () => void };
          counting.print = () => (counting.printed = (counting.printed ?? 0) + 1);
        }),
    );
  });
  afterAll(async () => {
    await office.close();
    await school.stop();
  });

  test("by a button, with the same codes after loading again, going back and pressing once more", async () => {
    await page.goto(`${address}/letters`);
    office.took();
    await page.getByLabel("Für welche Klasse?").selectOption({ label: "Klasse 3a" });
    await button("Auswählen").click();
    expect(await faultsAlsoNarrow(page)).toEqual([]);
    const chosen = office.took();
    expect(chosen).toMatchObject({ clicks: 1, fields: 1 });
    // Pressed twice where once is enough: the second press may land on the page that comes.
    await button("Briefe erzeugen").dblclick();
    await page.getByRole("heading", { name: "Briefe an die Familien", level: 1 }).waitFor();
    const first = await codes();
    expect(first.size).toBe(11);
    office.took();
    await button("Drucken").click();
    expect(await printed()).toBe(1);
    expect(office.took()).toMatchObject({ clicks: 1, fields: 0 });
    saysEffort("letters of a class, made and printed", { ...chosen, clicks: 3 });
    expect(await faultsAlsoNarrow(page)).toEqual([]);
    await page.reload();
    expect(await codes()).toEqual(first);
    await page.goBack();
    expect(await button("Briefe erzeugen").count()).toBe(0);
    expect(await faultsAlsoNarrow(page)).toEqual([]);
    await page.getByRole("link", { name: "Was erzeugt ist, noch einmal zeigen" }).click();
    await page.getByRole("heading", { name: "Briefe an die Familien", level: 1 }).waitFor();
    expect(await codes()).toEqual(first);
    const { actions } = await school.house.office.actions(0, 20);
    expect(actions.filter(({ what }) => what === "letters")).toHaveLength(1);
  });

  test("with addresses from a file, and the others with a list that is signed", async () => {
    office.took();
    await page.getByRole("link", { name: "Mit Anschriften für Fensterumschläge drucken" }).click();
    expect(await faultsAlsoNarrow(page)).toEqual([]);
    await button("Briefe mit Anschriften zeigen").click();
    await page.getByRole("alert").getByText("Wählen Sie mindestens eine Datei aus.").waitFor();
    expect(await faultsAlsoNarrow(page)).toEqual([]);
    await page.getByLabel("Dateien", { exact: false }).setInputFiles(file);
    await button("Briefe mit Anschriften zeigen").click();
    await page.getByText("Ohne Anschrift, zur Übergabe: 9").waitFor();
    expect(await faultsAlsoNarrow(page)).toEqual([]);
    expect(await page.getByText("Gedankenweg 1").count()).toBe(1);
    await page.getByRole("link", { name: "Übergabeliste mit Unterschriften" }).click();
    await page.getByRole("heading", { name: "Übergabeliste für Briefe", level: 1 }).waitFor();
    expect(await faultsAlsoNarrow(page)).toEqual([]);
    expect(await page.locator("tbody tr").count()).toBe(9);
    const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
    await button("Drucken").click();
    expect(await printed()).toBe(1);
    // Once without a file, which is told.
    office.took("addresses from a file, and the list that is signed");
    await page.getByRole("link", { name: "Zurück zu den Briefen" }).click();
    await page.getByRole("link", { name: "Zurück zur Auswahl der Briefe" }).click();
    await page.getByRole("heading", { name: "Briefe", level: 1 }).waitFor();
  });

  test("as a reminder, until a day, two pages each", async () => {
    await page.goto(`${address}/letters?class=all`);
    office.took();
    await page.getByLabel("Rückgabe bis").fill("2026-12-11");
    await button(/Erinnerungen erzeugen/).click();
    await page.getByRole("heading", { name: "Erinnerungen auf Papier", level: 1 }).waitFor();
    expect(office.took("reminders on paper for the school")).toMatchObject({ clicks: 1, fields: 1 });
    expect(await faultsAlsoNarrow(page)).toEqual([]);
    const count = await page.locator(".sheet.front").count();
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(2 * count);
    expect((await codes()).size).toBe(0);
  });

  test("for one person from the page of a child that stays open, the same for an hour, then a new one", async () => {
    await page.goto(`${address}/children/${(await school.child("Mila")).id}`);
    const letter = button(/^Neuer Brief für Tarek/);
    const shown = async () => {
      const opened = page.context().waitForEvent("page");
      await letter.click();
      const other = await opened;
      await other.getByRole("heading", { name: "Briefe an die Familien", level: 1 }).waitFor();
      const found = (await other.content()).match(/\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b/)?.[0];
      await other.close();
      return found;
    };
    const first = await shown();
    expect(first).toBeDefined();
    expect(await shown()).toBe(first);
    school.pass(61 * 60 * 1000);
    await page.evaluate(() => {
      const real = Date.now;
      Date.now = () => real() + 61 * 60 * 1000;
    });
    const newer = await shown();
    expect(newer).toBeDefined();
    expect(newer).not.toBe(first);
    expect(await shown()).toBe(newer);
  });
});
