import { existsSync } from "node:fs";
import type { ChildProcess } from "node:child_process";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freshDatabase, program, says } from "../support/process.ts";

const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) =>
  existsSync(path),
);
if (!executablePath)
  console.warn("No Chromium found: the browser test is left out. On Debian it is the package chromium.");

describe.skipIf(!executablePath)("the demo page in a browser", () => {
  let demo: ChildProcess;
  let browser: Browser;
  let address = "";
  beforeAll(async () => {
    demo = program(["start", "--demo"], { PORT: "0", LOG_LEVEL: "silent", DATABASE_PATH: freshDatabase() });
    [, address = ""] = await says(demo, /The demo is open: (\S+)/);
    browser = await chromium.launch({
      executablePath: executablePath ?? "",
      args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
    });
  });
  afterAll(async () => {
    await browser.close();
    demo.kill("SIGTERM");
  });

  async function open(
    options: Parameters<Browser["newPage"]>[0] = {},
  ): Promise<{ page: Page; one: Locator; two: Locator; errors: string[] }> {
    const page = await browser.newPage({ reducedMotion: "reduce", ...options });
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.setDefaultTimeout(15_000);
    await page.goto(address);
    return { page, one: page.locator("#phone-1"), two: page.locator("#phone-2"), errors };
  }

  test("in the first minute a visitor sees an answer with its source, a consent, and the teacher's phone reacting", async () => {
    const { page, one, two, errors } = await open();
    await one.getByRole("button", { name: "Link im Brief öffnen" }).click();
    await one.getByRole("button", { name: "Verbinden", exact: true }).click();
    await one.getByText("Guten Tag, Nadja Beispiel!").waitFor();
    await one.getByRole("button", { name: "wer sieht die daten von meinem kind?" }).click();
    await one.getByText("Alle Teilnehmer einer Videokonferenz haben je nach der Einwilligung Zugriff").last().waitFor();
    await one.getByText("Aus der Information der Schule (Fassung 1)").last().waitFor();
    await one.getByRole("button", { name: "Einwilligung erteilen oder ablehnen" }).click();
    await one.getByRole("button", { name: "Mila B. (3a)" }).last().click();
    await one.getByRole("button", { name: "JA", exact: true }).last().click();
    await one.getByText("Teilnahme per Video (Bild)?").waitFor();
    await one.getByLabel("Nachricht").fill("nein danke");
    await one.getByLabel("Nachricht").press("Enter");
    await one.getByRole("button", { name: "Absenden" }).click();
    await one.getByRole("log").getByText("Gespeichert am").waitFor();
    await two.getByText("Klasse 3a: Mila B.").waitFor();
    expect(await two.locator(".bubble").last().innerText()).toContain("Teilnahme nur mit Ton");
    expect(errors).toEqual([]);
    await page.close();
  });

  test("the keyboard is enough: type, reach a button with Tab, press it", async () => {
    const { page, one } = await open();
    await one.getByLabel("Dieses Telefon gehört").selectOption({ value: "103" });
    await one.getByRole("button", { name: "Link im Brief öffnen" }).focus();
    await page.keyboard.press("Enter");
    await one.getByRole("button", { name: "Verbinden", exact: true }).waitFor();
    await one.getByRole("log").focus();
    for (
      let tabs = 0;
      tabs < 5 && (await page.evaluate(() => document.activeElement?.textContent)) !== "Verbinden";
      tabs += 1
    )
      await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await one.getByText("Guten Tag, Opa Heinz Niemand!").waitFor();
    await page.close();
  });

  test("a screen reader is told what is where, and new messages are announced", async () => {
    const { page, one } = await open();
    expect(await one.getByRole("log").getAttribute("aria-live")).toBe("polite");
    for (const name of ["Telefon 1", "Telefon 2"]) expect(await page.getByRole("region", { name }).count()).toBe(1);
    const unnamed = await page
      .locator("button, input, select, summary")
      .evaluateAll(
        (all) =>
          all.filter(
            (one) =>
              !(
                (one.textContent ?? "").trim() ||
                one.getAttribute("aria-label") ||
                (one as HTMLInputElement).labels?.length
              ),
          ).length,
      );
    expect(unnamed).toBe(0);
    await page.close();
  });

  test.each([
    ["a phone's width", { width: 360, height: 700 }],
    ["a tablet's width", { width: 820, height: 1100 }],
  ])("nothing is cut off at %s", async (_name, viewport) => {
    const { page, one, two } = await open({ viewport });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    for (const name of ["Dieses Telefon gehört", "Nachricht"]) {
      const box = await one.getByLabel(name).boundingBox();
      expect({
        name,
        left: (box?.x ?? -1) >= 0,
        right: (box?.x ?? 0) + (box?.width ?? 0) <= viewport.width,
        low: (box?.y ?? 0) + (box?.height ?? 0) <= viewport.height,
      }).toEqual({ name, left: true, right: true, low: true });
    }
    if (viewport.width < 500) await page.getByRole("link", { name: "Telefon 2" }).click();
    await two.getByText("Klassenlehrerin der 3a").first().waitFor({ state: "attached" });
    for (const phone of viewport.width < 500 ? [two] : [one, two])
      expect(await phone.getByLabel("Nachricht").isVisible()).toBe(true);
    await page.close();
  });

  test("light and dark both have readable contrast", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      const { page } = await open({ colorScheme });
      await page.locator("#phone-2 .bubble").first().waitFor();
      const ratio = await page.evaluate(() => {
        const light = (color: string) => {
          const [r = 0, g = 0, b = 0] = (color.match(/[\d.]+/g) ?? [])
            .map(Number)
            .map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const bubble = document.querySelector("#phone-2 .bubble.bot");
        if (!bubble) return 0;
        const [ink, paper] = [light(getComputedStyle(bubble).color), light(getComputedStyle(bubble).backgroundColor)];
        return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
      });
      expect(ratio).toBeGreaterThan(7);
      await page.close();
    }
  });
});
