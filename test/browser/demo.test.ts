import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { executablePath, faultsFor } from "../support/chromium.ts";
import { consents, DemoPage, joins, types } from "../support/demo-page.ts";
import { signsIn } from "../support/signs-in.ts";

if (!executablePath)
  console.warn("No Chromium found: the browser test is left out. On Debian it is the package chromium.");

const screens = [
  ["a screen, light", { viewport: { width: 1280, height: 800 }, colorScheme: "light" }],
  ["a screen, dark", { viewport: { width: 1280, height: 800 }, colorScheme: "dark" }],
  ["a telephone, light", { viewport: { width: 375, height: 667 }, colorScheme: "light", hasTouch: true }],
  ["a telephone, dark", { viewport: { width: 375, height: 667 }, colorScheme: "dark", hasTouch: true }],
] as const;

describe.skipIf(!executablePath)("the demo page in a browser", () => {
  let demo: DemoPage;
  beforeAll(async () => {
    demo = await DemoPage.open();
  });
  afterAll(() => demo.close());

  test("in the first minute a visitor asks, consents, sees the teacher's phone, withdraws, and reads the proof: five ticks", async () => {
    const { page, one, two, errors } = await demo.visit();
    const ticked = () =>
      page.locator(".guide li.done").evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.step));
    const now = () => page.locator('.guide [aria-current="step"]').getAttribute("data-step");
    expect([await ticked(), await now()]).toEqual([[], "asked"]);
    await joins(one);
    await one.getByRole("button", { name: "wer sieht die daten von meinem kind?" }).click();
    await one.getByText("Alle Teilnehmer einer Videokonferenz haben je nach der Einwilligung Zugriff").last().waitFor();
    await one.getByText("Aus der Information der Schule (Fassung 1)").last().waitFor();
    await page.locator('.guide [data-step="asked"].done').waitFor();
    await consents(one);
    await two.getByText("Klasse 3a: Mila B.").first().waitFor();
    expect(await two.locator(".bubble").last().innerText()).toContain("Teilnahme mit Ton und Bild");
    await page.locator('.guide [data-step="seen"].done').waitFor();
    await types(one, "ich widerrufe alles für beide Kinder");
    await page.locator('.guide [data-step="withdrawn"].done').waitFor();
    expect(await now()).toBe("proved");
    await page.getByRole("button", { name: "Was steht jetzt im Nachweis?" }).click();
    await page.getByText("von Ihrem Browser nachgerechnet: Die Kette hält.").waitFor();
    await page.locator(".guide .finish").waitFor({ state: "attached" });
    expect(await ticked()).toHaveLength(5);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test("whoever asks before opening the letter sees that it is done, and is led on to the letter, which is still there", async () => {
    const { page, one } = await demo.visit();
    await types(one, "wird das aufgezeichnet?");
    await page.locator('.guide [data-step="asked"].done').waitFor();
    expect(await page.locator('.guide [data-step="asked"] .state').innerText()).toBe("(erledigt)");
    expect(await page.locator('.guide [aria-current="step"] p').innerText()).toContain("mit dem Brief verbunden");
    await one.locator(".letter button").click();
    await one.getByRole("button", { name: "Verbinden" }).click();
    await one.getByText("Teilnahme per Audio (Ton)?").first().waitFor();
    await consents(one);
    await page.locator('.guide [data-step="answered"].done').waitFor();
    await page.context().close();
  });

  test("whoever loads the page anew finds the same people, the same school, and the same ticks", async () => {
    const { page, one } = await demo.visit();
    await one.getByLabel("Dieses Telefon gehört").selectOption({ value: "103" });
    await joins(one);
    await types(one, "wird das aufgezeichnet?");
    await page.locator('.guide [data-step="asked"].done').waitFor();
    await page.reload();
    await one.getByText("Guten Tag, Heinz Niemand!").waitFor();
    await page.locator('.guide [data-step="asked"].done').waitFor();
    await page.context().close();
  });

  test("from the beginning again: letters, phones, ticks and proof are as at first, of one's own school only", async () => {
    const [mine, other] = [await demo.visit(), await demo.visit()];
    for (const { one } of [mine, other]) {
      await joins(one);
      await types(one, "wird das aufgezeichnet?");
    }
    await mine.page.locator('.guide [data-step="asked"].done').waitFor();
    await mine.page.getByRole("button", { name: "Noch einmal von vorn" }).click();
    await mine.one.locator(".letter").waitFor();
    expect(await mine.one.locator(".said").count()).toBe(0);
    // The guide hears of the new school by itself, a moment later than the phone.
    await expect.poll(() => mine.page.locator(".guide li.done").count()).toBe(0);
    expect(await other.one.locator(".said").count()).toBeGreaterThan(2);
    await joins(mine.one);
    expect(mine.errors).toEqual([]);
    for (const { page } of [mine, other]) await page.context().close();
  });

  test("the office that opens is that of one's own school: the next visitor's knows nothing of it", async () => {
    const { page, one } = await demo.visit();
    await joins(one);
    await consents(one);
    const opened = page.context().waitForEvent("page");
    await page.getByRole("button", { name: "Das Schulbüro öffnen" }).click();
    const office = await opened;
    await signsIn(office);
    await office.getByRole("link", { name: "3a", exact: true }).first().click();
    const row = await office
      .getByRole("row", { name: /Beispiel, Mila/ })
      .getByRole("cell")
      .allInnerTexts();
    expect(row.join(" ")).toContain("JA");
    const other = await demo.visit();
    await other.page.goto(office.url());
    expect(await other.page.getByText("Beispiel, Mila").count()).toBe(0);
    for (const each of [page, other.page]) await each.context().close();
  });

  test("when the server is gone, what is typed stays, the page says so, and says when there is nothing to go back to", async () => {
    const own = await DemoPage.open();
    const { page, one } = await own.visit();
    await joins(one);
    await own.goes();
    await types(one, "wird das aufgezeichnet?");
    await page.getByText("Die Demo antwortet nicht.").waitFor();
    expect(await one.locator("input").inputValue()).toBe("wird das aufgezeichnet?");
    await own.comeBack();
    await page.getByText("Ihre Schule zum Ausprobieren gibt es nicht mehr").waitFor();
    expect(await one.locator("input").inputValue()).toBe("wird das aufgezeichnet?");
    await page.getByRole("button", { name: "Neu beginnen" }).click();
    await one.locator(".letter").waitFor();
    await page.locator(".trouble").waitFor({ state: "hidden" });
    await own.close();
  });

  test("when the line only breaks for a while, the text goes out by itself, once", async () => {
    const { page, one } = await demo.visit();
    await joins(one);
    await page.context().setOffline(true);
    await types(one, "wird das aufgezeichnet?");
    await page.getByText("es wird weiter versucht").waitFor();
    expect(await one.locator("input").inputValue()).toBe("wird das aufgezeichnet?");
    await page.context().setOffline(false);
    await one.locator(".said.person", { hasText: "wird das aufgezeichnet?" }).waitFor();
    await page.locator(".trouble").waitFor({ state: "hidden" });
    expect(await one.locator("input").inputValue()).toBe("");
    expect(await one.locator(".said.person", { hasText: "wird das aufgezeichnet?" }).count()).toBe(1);
    await page.context().close();
  });

  test.each(screens)("on %s the page can be used by everybody, also with everything open", async (_name, options) => {
    const { page, one, errors } = await demo.visit(options);
    await joins(one);
    await types(one, "wird das aufgezeichnet?");
    await one.getByText("Aus der Information der Schule").last().waitFor();
    expect(await faultsFor(page)).toEqual([]);
    await one.getByLabel("Befehle").click();
    expect(await faultsFor(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.locator(".open-proof").click();
    await page.locator(".proof li").first().waitFor();
    await page.locator(".proof summary").first().click();
    expect(await faultsFor(page)).toEqual([]);
    await page.locator(".proof .close").click();
    if (await page.locator(".step").isVisible()) {
      await page.locator(".step").click();
      expect(await faultsFor(page)).toEqual([]);
    }
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect([await overflow(), errors]).toEqual([0, []]);
    await page.context().close();
  });
});
