import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { facts } from "../../src/demo/invented-facts.ts";
import { neededFacts } from "../../src/school/facts.ts";
import { executablePath, faultsAlsoNarrow, faultsUnfolded } from "../support/chromium.ts";
import { OfficeInBrowser } from "../support/office-in-browser.ts";
import { School } from "../support/school.ts";
import { lookingAt } from "../support/walk.ts";

if (!executablePath) console.warn("No Chromium found: no school begins in a browser. On Debian it is chromium.");

const longer = "Sicherungskopien dieser Daten werden dreißig Tage aufbewahrt.";

describe.skipIf(!executablePath)("the head of a school that has not begun", () => {
  let school: School;
  let office: OfficeInBrowser;
  let page: Page;

  const click = (what: Locator) => what.click();
  const { button, link, heading, says } = lookingAt(() => page);
  const versions = async () => (await school.house.notices.all()).map(({ change }) => change);

  /** From the overview to the draft, and a sentence of it changed and kept. */
  async function changes(section: string, passage: string, text: string): Promise<void> {
    await office.overview(page);
    await click(link("Information der Schule"));
    await heading("Information der Schule");
    await click(link("Entwurf: Angaben oder Sätze ändern"));
    await heading("Entwurf der Information");
    await click(page.locator("summary", { hasText: section }));
    await page.locator(`#draft-p-${passage}`).fill(text);
    await click(button("Entwurf speichern"));
    await says("Der Entwurf ist gespeichert.");
  }

  beforeAll(async () => {
    school = await School.open({ begun: false });
    office = await OfficeInBrowser.open(school);
    page = await office.signedIn(["Frau Rektor", "head"], { colorScheme: "dark" });
  });
  afterAll(async () => {
    await office.close();
    await school.stop();
  });

  test("sets it up: four clicks and the six facts that only it knows, until parents can answer", async () => {
    expect(await faultsUnfolded(page)).toEqual([]);
    await click(button("Weiter zur Information"));
    await click(page.getByRole("alert").getByRole("link", { name: /^E-Mail-Adresse der Schule: / }));
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("setup-mail");
    expect(await faultsUnfolded(page)).toEqual([]);
    await page.goto(office.address);
    await heading("Die Schule einrichten");
    office.took();
    for (const name of neededFacts) await page.locator(`#setup-${name}`).fill(facts[name]);
    await click(page.getByRole("radio", { name: "Frau (Schulleiterin)" }));
    await click(button("Weiter zur Information"));
    await heading("Entwurf der Information");
    expect(await versions()).toEqual([]);
    await click(button("In Kraft setzen"));
    await heading("Zeitraum");
    await says("Die Information ist in Kraft.");
    expect(await faultsAlsoNarrow(page)).toEqual([]);
    await click(button("Zeitraum beginnen"));
    await says("Der Zeitraum hat begonnen.");
    expect(office.took("a school set up, its notice in force, its period begun")).toMatchObject({
      clicks: 4,
      fields: 6,
    });
    expect(await versions()).toEqual(["first"]);
    expect(await school.house.periods.running()).toBe(true);
    expect((await school.house.notices.newest())?.text).toContain("Schulleiterin Edith Muster");
    expect(await faultsAlsoNarrow(page)).toEqual([]);
  });

  test("corrects a sentence: six clicks, with what is different before the last of them", async () => {
    await changes("wie lange", "no-backups", longer);
    const difference = page.getByRole("article").filter({ hasText: "[no-backups]" });
    expect(await difference.innerText()).toContain(longer);
    await click(page.getByRole("radio", { name: /eine Berichtigung/ }));
    await click(button("In Kraft setzen"));
    await says("Die neue Fassung ist in Kraft.");
    expect(office.took("a sentence of the notice corrected")).toMatchObject({ clicks: 6, fields: 1 });
    expect(await versions()).toEqual(["first", "correction"]);
    expect(await faultsAlsoNarrow(page)).toEqual([]);
  });

  test("makes a material change: six clicks, the sentence and the day; without the day it is asked for", async () => {
    await changes("wie lange", "no-backups", "Sicherungskopien dieser Daten werden sechzig Tage aufbewahrt.");
    expect(await faultsUnfolded(page)).toEqual([]);
    await click(page.getByRole("radio", { name: /eine wesentliche Änderung/ }));
    await page.locator("#draft-lapseOn").fill("2026-12-24");
    await click(button("In Kraft setzen"));
    await says("Die neue Fassung ist in Kraft.");
    expect(office.took("a material change of the notice")).toMatchObject({ clicks: 6, fields: 2 });
    expect(await versions()).toEqual(["first", "correction", "material"]);
    await click(link("Fassungen vergleichen"));
    await heading("Fassungen vergleichen");
    await page.getByRole("heading", { name: "Eine Stelle ist anders." }).waitFor();
    expect(office.took("two versions compared, from the list of versions")).toMatchObject({ clicks: 1, fields: 0 });
    expect(await faultsAlsoNarrow(page)).toEqual([]);
  });

  test("sees a draft as parents will, is asked for what is missing, and drops it: nothing has changed", async () => {
    await changes("wie lange", "no-backups", longer);
    office.took();
    await click(link("So sehen es die Eltern"));
    await heading(/So sehen es die Eltern/);
    expect(office.took("a draft seen as parents will, from the draft")).toMatchObject({ clicks: 1, fields: 0 });
    expect(await faultsUnfolded(page)).toEqual([]);
    await page.goto(`${office.address}/notice/draft`);
    await click(button("In Kraft setzen"));
    await page.getByRole("alert").waitFor();
    expect(await faultsUnfolded(page)).toEqual([]);
    await click(button("Entwurf verwerfen"));
    await says("Der Entwurf ist verworfen.");
    expect(await versions()).toEqual(["first", "correction", "material"]);
  });
});
