import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { executablePath, faultsAlsoNarrow } from "../support/chromium.ts";
import { OfficeInBrowser } from "../support/office-in-browser.ts";
import { School } from "../support/school.ts";

if (!executablePath) console.warn("No Chromium found: entering requests is not walked. On Debian it is chromium.");

describe.skipIf(!executablePath)("the secretary puts down a request that came by letter", () => {
  let school: School;
  let office: OfficeInBrowser;
  let page: Page;

  const click = (what: Locator) => what.click();
  const heading = (name: string | RegExp) => page.getByRole("heading", { name, level: 1 });
  const requests = async () => (await school.house.requests.all()).map(({ right, name }) => `${right} ${name}`);

  beforeAll(async () => {
    school = await School.open();
    office = await OfficeInBrowser.open(school);
    page = await office.signedIn(["Frau Schreiber", "office"], { viewport: { width: 1100, height: 800 } });
  });
  afterAll(async () => {
    await office.close();
    await school.stop();
  });

  test("of a mother: five clicks from the overview, and what is typed; each page can be used by everybody", async () => {
    await page.goto(office.address);
    office.took();
    await click(page.getByRole("link", { name: "Anträge", exact: true }).first());
    expect(await faultsAlsoNarrow(page)).toEqual([]);
    await click(page.getByRole("link", { name: "Antrag eintragen (Brief, Telefon, Gespräch)" }));
    expect(await faultsAlsoNarrow(page)).toEqual([]);
    await page.locator("#asker").fill("Nadja");
    await page.locator("#asker").press("Enter");
    await page.getByRole("status").waitFor();
    expect(await faultsAlsoNarrow(page)).toEqual([]);
    await click(page.getByRole("link", { name: "Nadja Beispiel" }));
    await heading(/Nadja Beispiel/).waitFor();
    expect(await faultsAlsoNarrow(page)).toEqual([]);
    await page.locator("#entry-right").selectOption("access");
    await click(page.getByRole("radio", { name: "per Brief" }));
    await page.locator("#entry-place").fill("Ordner Datenschutz");
    await click(page.locator("form.boxed button.main"));
    await heading(/Auskunft.*Nadja Beispiel/).waitFor();
    expect(await faultsAlsoNarrow(page)).toEqual([]);
    expect(office.took("a request that came by letter")).toEqual({ clicks: 5, fields: 3, keys: 1 });
    expect(await requests()).toEqual(["access Nadja Beispiel"]);
  });

  test("with the keyboard alone, also what is missing is found and put right; pressed twice it is one request", async () => {
    await page.goto(`${office.address}/requests/enter`);
    await page.locator("#asker").focus();
    await page.keyboard.type("Tarek");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "Tarek Beispiel-Anders" }).press("Enter");
    await heading(/Tarek/).waitFor();
    await page.locator("form.boxed button.main").press("Enter");
    await page.getByRole("alert").waitFor();
    expect(await faultsAlsoNarrow(page)).toEqual([]);
    await page.getByRole("alert").getByRole("link").first().press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("entry-right");
    await page.keyboard.press("ArrowDown");
    expect(await page.locator("#entry-right").inputValue()).not.toBe("");
    await page.getByRole("radio", { name: "am Telefon" }).focus();
    await page.keyboard.press("Space");
    await page.locator("form.boxed button.main").dblclick();
    await page.getByRole("heading", { name: /Tarek Beispiel-Anders/, level: 1 }).waitFor();
    expect((await requests()).filter((one) => one.includes("Tarek"))).toHaveLength(1);
  });

  test("of somebody of whom nothing is stored: by name, with a word of what that means", async () => {
    await page.goto(`${office.address}/requests/enter?q=Zzniemand`);
    expect(await faultsAlsoNarrow(page)).toEqual([]);
    await page.locator("#unknown-name").fill("Zzora Zzfremd");
    await page.locator("#unknown-name").press("Enter");
    await heading(/Zzora Zzfremd/).waitFor();
    expect(await page.locator("p.warn").count()).toBe(1);
    expect(await faultsAlsoNarrow(page)).toEqual([]);
  });
});
