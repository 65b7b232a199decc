import { existsSync, readFileSync } from "node:fs";
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { secretHash } from "../../src/office/staff/secrets.ts";
import { OfficePages } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) =>
  existsSync(path),
);
if (!executablePath) console.warn("No Chromium found: the acts by hand are not walked. On Debian it is chromium.");

const axe = readFileSync(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
interface Axe {
  run(options: unknown): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}
const asked = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };

describe.skipIf(!executablePath)("the secretary changes by hand", () => {
  let school: School;
  let server: Server;
  let browser: Browser;
  let page: Page;
  let address = "";
  let clicks = 0;

  const click = async (what: Locator) => {
    clicks += 1;
    await what.click();
  };
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  const folded = (name: string) => page.locator("summary", { hasText: name });

  /** Finds a child as whoever telephones names it: typed, and Enter. */
  async function opens(child: string): Promise<void> {
    await page.goto(address);
    clicks = 0;
    await page.locator("#search").fill(child);
    await page.locator("#search").press("Enter");
    await page
      .getByRole("heading", { level: 1 })
      .filter({ hasText: child.split(" ")[0] ?? "" })
      .waitFor();
  }

  /** What is wrong with the page for whoever cannot see it, or has a narrow screen. */
  async function faults(): Promise<string[]> {
    await page.locator("main details").evaluateAll((all) => all.forEach((one) => one.setAttribute("open", "")));
    await page.evaluate(axe);
    const { violations } = await page.evaluate(
      (options) => (window as unknown as { axe: Axe }).axe.run(options),
      asked,
    );
    await page.setViewportSize({ width: 320, height: 700 });
    const isWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    await page.setViewportSize({ width: 1100, height: 800 });
    const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
    return isWide ? [...found, "it scrolls sideways at 320 px"] : found;
  }

  beforeAll(async () => {
    school = await School.open({ joined: ["mother", "teacher", "otherTeacher"] });
    const pages = new OfficePages(school);
    server = serve({ fetch: pages.pages.fetch, hostname: "127.0.0.1", port: 0 }) as Server;
    await once(server, "listening");
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/office`;
    browser = await chromium.launch({
      executablePath: executablePath ?? "",
      args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
    });
    const context = await browser.newContext({ reducedMotion: "reduce", locale: "de-DE", colorScheme: "dark" });
    context.setDefaultTimeout(15_000);
    page = await context.newPage();
    await school.house.office.invite({ name: "Frau Schreiber", role: "office" }, secretHash("s"), school.clock.now);
    await page.goto(`${address}/sign-in#s`);
    await button("Anmelden").click();
    await page.getByRole("heading", { name: "Übersicht", level: 1 }).waitFor();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
    await school.stop();
  });

  test("a new pupil with its mother: three clicks and what is typed, from the overview", async () => {
    await page.goto(address);
    clicks = 0;
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
    expect(clicks).toBe(3);
    expect(await faults()).toEqual([]);
    expect((await school.child("Nele")).className).toBe("3a");
  });

  test("a change of class: two clicks, for the class is chosen and pressed", async () => {
    await opens("Mila Beispiel");
    await click(folded("Klasse wechseln"));
    await page.locator("#move-className").selectOption("1b");
    await click(button("Klasse wechseln"));
    await page.getByText("Klasse: 3a → 1b").waitFor();
    expect(clicks).toBe(2);
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
    expect(clicks).toBe(2);
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
