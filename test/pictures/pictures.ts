/** Takes the pictures of the README from the real pages: `npm run pictures`. They are in docs/, each under 200 KB. */
import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { executablePath } from "../support/chromium.ts";
import { consents, DemoPage, joins, types } from "../support/demo-page.ts";

const folder = resolve(import.meta.dirname, "../../docs");
const most = 200 * 1024;

async function take(page: Page, name: string): Promise<void> {
  const path = join(folder, `${name}.jpg`);
  await page.screenshot({ path, type: "jpeg", quality: 82 });
  const { size } = statSync(path);
  if (size > most) throw new Error(`${name}.jpg has ${size} bytes: more than a page needs for a picture`);
  console.log(`${path}: ${Math.round(size / 1024)} KB`);
}

if (!executablePath) throw new Error("There is no Chromium here. On Debian it is the package chromium.");
const demo = await DemoPage.open();
try {
  const { page, one, two } = await demo.visit({ viewport: { width: 1280, height: 800 }, colorScheme: "light" });
  await joins(one);
  await types(one, "wer sieht die daten von meinem kind?");
  await one.getByText("Aus der Information der Schule").last().waitFor();
  await consents(one);
  await two.getByText("Klasse 3a: Mila B.").first().waitFor();
  await types(one, "bitte kein video mehr");
  await two.getByText("Teilnahme nur mit Ton").last().waitFor();
  await page.locator(".open-proof").click();
  await page.locator(".proof li").first().waitFor();
  await page.mouse.move(0, 0);
  await page.waitForTimeout(1500);
  await take(page, "demo");
  const opened = page.context().waitForEvent("page");
  await page.locator(".proof .close").click();
  await page.getByRole("button", { name: "Das Schulbüro öffnen" }).click();
  const office = await opened;
  await office.setViewportSize({ width: 1280, height: 800 });
  await office.getByRole("button", { name: "Anmelden" }).click();
  await office.getByRole("link", { name: "3a", exact: true }).first().click();
  await office.getByRole("row", { name: /Beispiel, Mila/ }).waitFor();
  await take(office, "office");
} finally {
  await demo.close();
}
