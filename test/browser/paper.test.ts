import type { BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { executablePath, faultsFor } from "../support/chromium.ts";
import { OfficeInBrowser } from "../support/office-in-browser.ts";
import { saysEffort } from "../support/effort.ts";
import { School } from "../support/school.ts";

if (!executablePath)
  console.warn("No Chromium found: the sheets of a class are not typed in. On Debian it is the package chromium.");

const numbers = Array.from({ length: 25 }, (_, at) => at + 1);
const letters = (at: number) => `${String.fromCharCode(96 + at)}o`;

/** A class of 25, by the alphabet. In: how its children are called, and how many guardians each has. */
function classOf(name: string, given: string, guardians: (at: number) => number): string {
  const family = (at: number) => `${letters(at).replace(/^./, (first) => first.toUpperCase())}erfunden`;
  const day = (at: number) => `${String(at).padStart(2, "0")}.03.2018`;
  return `klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;beide_zustimmen;kennung
${numbers.map((at) => `${name};kind;${given}${letters(at)};${family(at)};${day(at)};;;;`).join("\n")}
${numbers
  .flatMap((at) =>
    ["Erste", "Zweite"]
      .slice(0, guardians(at))
      .map(
        (one) =>
          `${name};erziehungsberechtigt;${one};${family(at)};;${given}${letters(at)};${family(at)};;${name}${one}${at}`,
      ),
  )
  .join("\n")}
`;
}

describe.skipIf(!executablePath)("the sheets of a class, typed in", () => {
  let school: School;
  let office: OfficeInBrowser;
  let address = "";

  beforeAll(async () => {
    school = await School.open();
    await school.imports(classOf("4d", "Mi", () => 1));
    await school.imports(classOf("4e", "Lu", (at) => (at % 5 < 3 ? 2 : 1)));
    office = await OfficeInBrowser.open(school);
    address = office.address;
  });
  afterAll(async () => {
    await office.close();
    await school.stop();
  });

  async function signedIn(options: BrowserContextOptions = {}): Promise<{ context: BrowserContext; page: Page }> {
    const context = await office.browser.newContext({ reducedMotion: "reduce", locale: "de-DE", ...options });
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    await page.goto(`${address}/sign-in`);
    await page.getByLabel("Schlüssel aus dem Link").fill(await office.link("Frau Schreiber", "office"));
    await page.getByRole("button", { name: "Anmelden" }).click();
    await page.getByRole("heading", { name: "Übersicht", level: 1 }).waitFor();
    return { context, page };
  }

  /** Opens the grid of a class, by its link on the class's page. */
  async function openGrid(page: Page, className: string): Promise<void> {
    await page.goto(address);
    await page.getByRole("link", { name: className, exact: true }).first().click();
    await page.getByRole("link", { name: "Formulare auf Papier eintragen" }).click();
    await page.getByRole("heading", { name: `Formulare auf Papier: Klasse ${className}` }).waitFor();
    await page.waitForFunction(() => document.activeElement?.closest("[data-row]") !== null);
  }

  /** A keyboard that counts. */
  function keyboard(page: Page) {
    const counted = { presses: 0 };
    const press = async (...keys: string[]) => {
      for (const key of keys) {
        counted.presses += 1;
        await page.keyboard.press(key);
      }
    };
    return { counted, press };
  }

  const participations = async (className: string) => {
    const children = (await school.house.roster.everyChild()).filter((child) => child.className === className);
    const stands = await school.house.ledger.standings(
      children.map(({ id }) => id),
      school.clock.now,
    );
    return children.map(({ id }) => stands.get(id)?.participation);
  };

  test("25 sheets take 52 key presses where one person may declare for each child, on one page", async () => {
    const { context, page } = await signedIn();
    await openGrid(page, "4d");
    const { press, counted } = keyboard(page);
    const began = performance.now();
    let pages = 0;
    page.on("load", () => (pages += 1));
    for (const at of numbers) await press("j", at % 4 === 0 ? "n" : "j");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Ansehen, was eingetragen würde");
    await press("Enter");
    await page.getByText("Noch ist nichts eingetragen.").waitFor();
    expect(await faultsFor(page)).toEqual([]);
    await press("Enter");
    await page.getByText("25 Formulare sind eingetragen.").waitFor();
    saysEffort("25 sheets of a class, typed in", { clicks: 0, fields: 0, keys: counted.presses });
    expect({ presses: counted.presses, pages }).toEqual({ presses: 52, pages: 2 });
    expect(counted.presses).toBeLessThanOrEqual(60);
    expect(performance.now() - began).toBeLessThan(60_000);
    expect(await participations("4d")).toEqual(numbers.map((at) => (at % 4 === 0 ? "audio_only" : "audio_and_video")));
    await context.close();
  });

  test("and at most 60 where fifteen of them have two, whoever has signed is said by a number", async () => {
    const { context, page } = await signedIn();
    await openGrid(page, "4e");
    const { press, counted } = keyboard(page);
    for (const at of numbers) {
      const hasTwo = at % 5 < 3;
      if (hasTwo) await press(at % 2 === 0 ? "2" : "1");
      // Most sheets say the same twice.
      if (hasTwo || at % 10 !== 4) await press(at % 3 === 0 ? "k" : "b");
      else await press("j", "n");
    }
    await press("Enter");
    await page.getByText("Noch ist nichts eingetragen.").waitFor();
    await press("Enter");
    await page.getByText("25 Formulare sind eingetragen.").waitFor();
    expect(counted.presses).toBeLessThanOrEqual(60);
    const child = await school.child("Lubo");
    const [event] = await school.house.ledger.eventsOf(child.id);
    const people = await school.house.roster.peopleOf(child.id);
    expect(people.find(({ id }) => id === event?.person)?.givenName).toBe("Zweite");
    await context.close();
  });

  test("arrows and Enter move, O leaves open again, and what was pressed can be seen and changed", async () => {
    const { context, page } = await signedIn();
    await openGrid(page, "3a");
    const { press } = keyboard(page);
    const line = (name: string) => page.getByRole("row", { name: new RegExp(name) });
    const said = (name: string) =>
      line(name)
        .locator("[data-cell=audio] input:checked, [data-cell=video] input:checked")
        .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value).join(","));
    await press("1", "j", "n");
    expect(await said("Beispiel, Mila")).toBe("yes,no");
    await press("ArrowUp", "o");
    expect(await said("Beispiel, Mila")).toBe(",no");
    await press("ArrowLeft", "j", "ArrowDown", "j");
    expect(await said("Chayal, Rania")).toBe(",yes");
    await press("Enter");
    expect(await page.evaluate(() => document.activeElement?.closest("tr")?.textContent)).toContain("Fabel");
    expect(await line("Beispiel, Mila").getByLabel("Nadja Beispiel").isChecked()).toBe(true);
    // Nobody is said for Rania's sheet, and that is asked for.
    await page.getByRole("button", { name: "Ansehen, was eingetragen würde" }).click();
    await page.getByRole("alert").getByText("Wählen Sie aus, wer das Formular unterschrieben hat.").waitFor();
    expect(await said("Beispiel, Mila")).toBe("yes,no");
    expect(await faultsFor(page)).toEqual([]);
    await context.close();
  });

  test.each<[string, BrowserContextOptions]>([
    ["light, on a screen", { colorScheme: "light", viewport: { width: 1100, height: 800 } }],
    ["dark, at 320 pixels", { colorScheme: "dark", viewport: { width: 320, height: 700 } }],
  ])(
    "the grid can be used by everybody: %s",
    async (_name, options) => {
      const { context, page } = await signedIn(options);
      await page.goto(`${address}/classes/${(await school.child("Mila")).classId}/paper`);
      expect(await faultsFor(page)).toEqual([]);
      const over = () =>
        page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(Math.max(0, await over())).toBe(0);
      const inner = await page.locator(".scroll").evaluate((one) => Math.max(0, one.scrollWidth - one.clientWidth));
      if (options.viewport?.width === 320) expect(inner).toBe(0);
      await page.screenshot({ path: `${process.env.PICTURES ?? "/tmp"}/paper-grid-${options.viewport?.width}.png` });
      await page
        .getByRole("row", { name: /Vyhadana/ })
        .getByLabel("JA", { exact: true })
        .first()
        .check();
      await page.getByRole("button", { name: "Ansehen, was eingetragen würde" }).click();
      await page.getByText("Noch ist nichts eingetragen.").waitFor();
      expect(await faultsFor(page)).toEqual([]);
      expect(Math.max(0, await over())).toBe(0);
      await context.close();
    },
    60_000,
  );

  test("without script the same form is filled with the mouse", async () => {
    const { context, page } = await signedIn({ javaScriptEnabled: false });
    await page.goto(`${address}/classes/${(await school.child("Mila")).classId}/paper`);
    const line = page.getByRole("row", { name: /Fantasie, Sofia/ });
    await line.getByRole("group", { name: /^Ton/ }).getByLabel("JA").check();
    await line.getByRole("group", { name: /^Bild/ }).getByLabel("NEIN").check();
    await page.getByRole("button", { name: "Ansehen, was eingetragen würde" }).click();
    await page.getByRole("button", { name: "Zurück zum Ändern" }).click();
    await line.getByRole("group", { name: /^Bild/ }).getByLabel("JA").check();
    await page.getByRole("button", { name: "Ansehen, was eingetragen würde" }).click();
    await page.getByRole("button", { name: "Ein Formular eintragen" }).click();
    await page.getByText("Ein Formular ist eingetragen.").waitFor();
    expect(await school.participation("Sofia")).toBe("audio_and_video");
    await context.close();
  });
});
