import { existsSync, readFileSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";

/** Where the browser is; undefined where there is none. */
export const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  (path) => existsSync(path),
);

const args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"];

/** Begins a browser. Errors: where there is none. */
export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath: executablePath ?? "", args });

const axe = readFileSync(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
interface Axe {
  run(options: unknown): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>;
}
const rules = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };

/** What is wrong with a page, as it is now, for whoever cannot see it, or not well. */
export async function faultsFor(page: Page): Promise<string[]> {
  // A text can be there before the styles are: what is looked at is the page as it comes to stand.
  await page.waitForLoadState("load");
  await page.evaluate(axe);
  const { violations } = await page.evaluate((how) => (window as unknown as { axe: Axe }).axe.run(how), rules);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = "" }) => `${id}: ${html.slice(0, 200)} ${failureSummary.split("\n")[1] ?? ""}`),
  );
}

/** The same, also on a narrow screen, and whether that has to be pushed sideways. */
export async function faultsAlsoNarrow(page: Page): Promise<string[]> {
  const found = await faultsFor(page);
  await page.setViewportSize({ width: 320, height: 700 });
  const isWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  const narrow = (await faultsFor(page)).map((one) => `at 320 px: ${one}`);
  await page.setViewportSize({ width: 1100, height: 800 });
  return [...found, ...narrow, ...(isWide ? ["it scrolls sideways at 320 px"] : [])];
}

/** The same of a page with all that is folded on it unfolded. */
export async function faultsUnfolded(page: Page): Promise<string[]> {
  await page.locator("main details").evaluateAll((all) => all.forEach((one) => one.setAttribute("open", "")));
  return await faultsAlsoNarrow(page);
}
