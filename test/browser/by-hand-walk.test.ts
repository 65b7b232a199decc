import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { executablePath, faultsUnfolded } from "../support/chromium.ts";
import { OfficeInBrowser } from "../support/office-in-browser.ts";
import { School } from "../support/school.ts";

if (!executablePath) console.warn("No Chromium found: the acts by hand are not walked. On Debian it is chromium.");

describe.skipIf(!executablePath)("the secretary changes by hand", () => {
  let school: School;
  let office: OfficeInBrowser;
  let page: Page;
  let address = "";

  const click = (what: Locator) => what.click();
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  const folded = (name: string) => page.locator("summary", { hasText: name });

  /** Finds a child as whoever telephones names it: typed, and Enter. */
  async function opens(child: string): Promise<void> {
    await page.goto(address);
    office.took();
    await page.locator("#search").fill(child);
    await page.locator("#search").press("Enter");
    await page
      .getByRole("heading", { level: 1 })
      .filter({ hasText: child.split(" ")[0] ?? "" })
      .waitFor();
  }

  const faults = () => faultsUnfolded(page);

  beforeAll(async () => {
    school = await School.open({ joined: ["mother", "teacher", "otherTeacher"] });
    office = await OfficeInBrowser.open(school);
    address = office.address;
    page = await office.signedIn(["Frau Schreiber", "office"], { colorScheme: "dark" });
  });
  afterAll(async () => {
    await office.close();
    await school.stop();
  });

  test("a new pupil with its mother: three clicks and what is typed, from the overview", async () => {
    await page.goto(address);
    office.took();
    await click(page.getByRole("link", { name: "3a" }).first());
    await click(page.getByRole("link", { name: "Kind aufnehmen" }));
    await page.locator("#new-familyName").fill("Neu");
    await page.locator("#new-givenName").fill("Nele");
    await page.locator("#new-birthDate").fill("2018-05-02");
    await page.locator("#new-familyName1").fill("Neu");
    await page.locator("#new-givenName1").fill("Nora");
    expect(await page.locator("#new-className").inputValue()).toBe("3a");
    await click(button("Aufnehmen"));
    await page.getByText("Das Kind ist aufgenommen.").waitFor();
    expect(office.took("a new pupil with the mother")).toMatchObject({ clicks: 3, fields: 5 });
    expect(await faults()).toEqual([]);
    expect((await school.child("Nele")).className).toBe("3a");
  });

  test("a change of class: two clicks, for the class is chosen and pressed", async () => {
    await opens("Mila Beispiel");
    await click(folded("Klasse wechseln"));
    await page.locator("#move-className").selectOption("1b");
    await click(button("Klasse wechseln"));
    await page.getByText("Klasse: 3a → 1b").waitFor();
    expect(office.took("a change of class")).toMatchObject({ clicks: 2, fields: 2 });
    await click(button("Rückgängig machen"));
    await page.getByText("Es ist rückgängig gemacht.").waitFor();
    expect((await school.child("Mila")).className).toBe("3a");
  });

  test("a leaver: two clicks, the day is there; the page says so, and the child comes back with one", async () => {
    await opens("Paul Fabel");
    await click(folded("Kind abmelden"));
    expect(await page.locator("#leave-on").inputValue()).toBe("2026-11-23");
    await click(button("Kind abmelden"));
    await page.getByText("Das Kind ist abgemeldet.").waitFor();
    expect(office.took("a leaver")).toMatchObject({ clicks: 2, fields: 1 });
    await click(page.getByRole("link", { name: "Zum Kind" }));
    await page.getByText("Hat die Schule am 23.11.2026 verlassen").waitFor();
    expect(await faults()).toEqual([]);
    await click(button("Wieder aufnehmen"));
    await page.getByText("Das Kind ist wieder da.").waitFor();
    expect((await school.child("Paul")).className).toBe("3a");
  });

  test("whoever has typed a name that is stored chooses, with the keyboard alone", async () => {
    await opens("Tim Erfunden");
    await folded("Erziehungsberechtigte Person hinzufügen").press("Enter");
    await page.locator("#guardian-familyName").fill("Beispiel");
    await page.locator("#guardian-familyName").press("Enter");
    await page.getByRole("heading", { name: "Wer ist gemeint?" }).waitFor();
    expect(await faults()).toEqual([]);
    await page.getByRole("radio", { name: /Nadja Beispiel/ }).focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Enter");
    await page.getByText("Die Person darf jetzt für dieses Kind antworten.").waitFor();
    const { id } = await school.child("Tim");
    expect((await school.house.roster.peopleOf(id)).map(({ givenName }) => givenName)).toEqual([
      "Gabi",
      "Nadja",
      "Rolf",
    ]);
  });

  test("a file that is a part of a list, the counts that are confirmed, and the way back can be used by everybody", async () => {
    await page.goto(`${address}/import`);
    const buffer = Buffer.from("Klasse;Vorname;Nachname;Geburtsdatum\n3a;Enna;Neu;02.05.2018\n");
    await page.getByLabel("Dateien").setInputFiles({ name: "neu.csv", mimeType: "text/csv", buffer });
    await button("Ansehen, was sich ändern würde").click();
    expect(await page.getByRole("radio", { name: /nur ergänzen/ }).isChecked()).toBe(true);
    expect(await faults()).toEqual([]);
    await page.getByRole("radio", { name: /stehen ganz darin/ }).check();
    await button("So noch einmal ansehen").click();
    await button("Übernehmen").click();
    await page.getByRole("alert").getByText("Bestätigen Sie").waitFor();
    expect(await faults()).toEqual([]);
    await page.getByRole("radio", { name: /nur ergänzen/ }).check();
    await button("So noch einmal ansehen").click();
    await button("Übernehmen").click();
    await page.getByRole("heading", { name: "Übernommen" }).waitFor();
    await page.goto(`${address}/import`);
    expect(await faults()).toEqual([]);
    await button("Rückgängig machen").click();
    await page.getByText("Es ist rückgängig gemacht.").waitFor();
    await expect(school.child("Enna")).rejects.toThrow("no child Enna");
  });

  test("the forms of the class page and an empty form of a new child can be used by everybody", async () => {
    await page.goto(`${address}/classes/${(await school.child("Mila")).classId}`);
    expect(await faults()).toEqual([]);
    await page.goto(`${address}/children/new`);
    await button("Aufnehmen").click();
    await page.getByRole("alert").waitFor();
    expect(await faults()).toEqual([]);
  });
});
