import { existsSync, readFileSync } from "node:fs";
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { formCodes, type Letter, lettersPage, readLetterTexts } from "../../src/office/letters/letters.ts";
import { lettersStylesheet } from "../../src/office/letters/stylesheet.ts";
import { secretHash } from "../../src/office/staff/secrets.ts";
import type { Gray } from "../../src/paper/gray.ts";
import { pagesOf } from "../../src/scan/pages.ts";
import { chanceOf } from "../support/chance.ts";
import { effortIn } from "../support/effort.ts";
import { jpegOf } from "../support/jpeg.ts";
import { OfficePages } from "../support/office-pages.ts";
import { type Mark, type Paper, photographed, put, still } from "../support/scans.ts";
import { School } from "../support/school.ts";
import { texts as schoolTexts } from "../support/texts.ts";

const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) =>
  existsSync(path),
);
if (!executablePath) console.warn("No Chromium found: no sheets are scanned. On Debian it is the package chromium.");

const axe = readFileSync(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
interface Axe {
  run(options: unknown): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}
const asked = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };

describe.skipIf(!executablePath)("sheets that came back, scanned", () => {
  let school: School;
  let server: Server;
  let browser: Browser;
  let address = "";
  let links = 0;
  let took: Awaited<ReturnType<typeof effortIn>> = () => ({ clicks: 0, fields: 0, keys: 0 });
  /** The printed forms as pictures, each the back of a letter: of Mila's mother, of Noah's. */
  let printed: { fronts: Buffer; backs: Gray[]; paper: Paper };

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: executablePath ?? "",
      args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
    });
  });
  afterAll(async () => browser.close());
  beforeEach(async () => {
    school = await School.open({ settings: { KEEP_SCANS: "yes" } });
    server = serve({ fetch: new OfficePages(school).pages.fetch, hostname: "127.0.0.1", port: 0 }) as Server;
    await once(server, "listening");
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/office`;
    printed = await print([await letterTo("Mila", "Nadja"), await letterTo("Noah", "Berfin")]);
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await school.stop();
  });

  async function letterTo(givenName: string, guardian: string): Promise<Letter> {
    const child = await school.child(givenName);
    const person = (await school.house.roster.peopleOf(child.id)).find((one) => one.givenName === guardian)!;
    return {
      ...{ id: person.id, name: `${guardian} ${person.familyName}`, code: "" },
      children: [{ id: child.id, givenName, familyName: child.familyName, className: "3a" }],
    };
  }

  /** Prints letters as the office does. */
  async function print(letters: readonly Letter[]): Promise<typeof printed> {
    const chance = chanceOf(1);
    const html = await lettersPage(letters, {
      ...{
        texts: readLetterTexts()(schoolTexts),
        messengers: [],
        version: 1,
        expires: null,
        timeZone: "Europe/Berlin",
      },
      printedFrom: { published: "01.08.2026", sha256: "ab12".repeat(16) },
      // Of the same commit the same sheets: how a code falls moves by a little where its crosses are looked for.
      formCodes: formCodes(school.house.codeKey, 1, (count) =>
        Uint8Array.from({ length: count }, () => 256 * chance()),
      ),
      ...{ now: school.clock.now, stylesheet: "" },
    });
    const page = await browser.newPage();
    await page.setContent(String(html));
    await page.addStyleTag({ content: lettersStylesheet() });
    await page.emulateMedia({ media: "print" });
    const [field] = await page.locator(".field-of-form").evaluateAll((all) =>
      all.map((one) => {
        const [box, sheet] = [one.getBoundingClientRect(), one.closest(".sheet")!.getBoundingClientRect()];
        return { x: ((box.left - sheet.left) / 96) * 25.4, y: ((box.top - sheet.top) / 96) * 25.4 };
      }),
    );
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    const fronts = await page.pdf({ preferCSSPageSize: true, printBackground: true, pageRanges: "1,3" });
    await page.close();
    const pages: Gray[] = [];
    for await (const one of pagesOf(pdf)) pages.push(one);
    const backs = pages.filter((_, at) => at % 2 === 1);
    return { fronts, backs, paper: { width: 210, height: 297, fields: [field!] } };
  }

  /** A photo of a printed form with these crosses. */
  function photoOf(back: Gray, marks: readonly Mark[], turned: number): Buffer {
    const sheet = { ...back, data: back.data.slice() };
    for (const mark of marks) put(sheet, printed.paper, 0, mark, { broad: 0.5, light: 60, chance: chanceOf(2) });
    const how = { ...still, ...{ turned, dots: 6, light: 0.75, uneven: 0.3, crumpled: 0.4, noise: 5 } };
    return Buffer.from(jpegOf(photographed(sheet, printed.paper, how, chanceOf(3)), 70));
  }

  async function signedIn(options: BrowserContextOptions = {}): Promise<Page> {
    const secret = `scans-${(links += 1)}`;
    await school.house.office.invite({ name: "Frau Schreiber", role: "office" }, secretHash(secret), school.clock.now);
    const context = await browser.newContext({ reducedMotion: "reduce", locale: "de-DE", ...options });
    context.setDefaultTimeout(60_000);
    if (options.javaScriptEnabled !== false) took = await effortIn(context);
    const page = await context.newPage();
    await page.goto(`${address}/sign-in`);
    await page.getByLabel("Schlüssel aus dem Link").fill(`${address}/sign-in#${secret}`);
    await page.getByRole("button", { name: "Anmelden" }).click();
    await page.getByRole("heading", { name: "Übersicht", level: 1 }).waitFor();
    await page.goto(`${address}/classes/${(await school.child("Mila")).classId}/paper`);
    took("signing in with a link that was copied");
    return page;
  }

  async function faults(page: Page): Promise<string[]> {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(
      (options) => (window as unknown as { axe: Axe }).axe.run(options),
      asked,
    );
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  }

  const said = (page: Page, name: RegExp) =>
    page
      .locator("[data-row]")
      .filter({ hasText: name })
      .locator("input:checked")
      .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));

  test.each<[string, BrowserContextOptions]>([
    ["on a screen", { colorScheme: "light", viewport: { width: 1100, height: 800 } }],
    ["dark, at 320 pixels", { colorScheme: "dark", viewport: { width: 320, height: 700 } }],
    ["without script", { javaScriptEnabled: false }],
  ])(
    "two photos of printed forms are chosen, compared, put right and confirmed: %s",
    { timeout: 300_000 },
    async (_, options) => {
      const page = await signedIn(options);
      const hasScript = options.javaScriptEnabled !== false;
      const mila = photoOf(
        printed.backs[0]!,
        [
          ["audio", "yes", "cross"],
          ["video", "no", "tick"],
        ],
        3,
      );
      const noah = photoOf(
        printed.backs[1]!,
        [
          ["audio", "yes", "large cross"],
          ["video", "yes", "cross"],
          ["video", "no", "cross"],
        ],
        181,
      );
      await page.getByLabel("Gescannte Bögen auswählen").setInputFiles([
        { name: "mila.jpg", mimeType: "image/jpeg", buffer: mila },
        { name: "noah.jpg", mimeType: "image/jpeg", buffer: noah },
        { name: "vorn.pdf", mimeType: "application/pdf", buffer: printed.fronts },
      ]);
      if (hasScript) expect(await faults(page)).toEqual([]);
      await page.getByRole("button", { name: "Bögen lesen" }).click();
      await page.getByRole("heading", { name: "Gelesen aus den Bildern" }).waitFor();
      await page.getByText("vorn.pdf: Auf den Seiten 1–2 ist kein Code eines Bogens zu lesen.").waitFor();
      expect((await said(page, /Beispiel, Mila/)).slice(1)).toEqual(["yes", "no"]);
      expect((await said(page, /Vorlage, Noah/)).slice(1)).toEqual(["yes", ""]);
      await page.getByText("Bild: beide Kästchen angekreuzt").waitFor();
      const picture = page.getByRole("img", { name: "Ausschnitt aus dem Bogen: Beispiel, Mila" });
      await picture.scrollIntoViewIfNeeded();
      await expect.poll(() => picture.evaluate((one) => (one as HTMLImageElement).naturalWidth)).toBeGreaterThan(900);
      if (hasScript) {
        expect(await faults(page)).toEqual([]);
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(Math.max(0, over)).toBe(0);
      }
      await page.screenshot({
        path: `${process.env.PICTURES ?? "/tmp"}/scans-${options.viewport?.width ?? 0}.png`,
        fullPage: true,
      });
      await page
        .locator("[data-row]")
        .filter({ hasText: /Vorlage, Noah/ })
        .getByRole("group", { name: /^Bild/ })
        .getByLabel("NEIN")
        .check();
      await page.getByRole("button", { name: "Ansehen, was eingetragen würde" }).click();
      await page.getByText("Noch ist nichts eingetragen.").waitFor();
      await page
        .getByRole("button", { name: /eintragen|Es gibt nichts/ })
        .first()
        .click();
      await page.getByText("2 Formulare sind eingetragen.").waitFor();
      if (hasScript) expect(took("two scanned sheets put down, one box by hand").clicks).toBe(4);
      expect([await school.participation("Mila"), await school.participation("Noah")]).toEqual([
        "audio_only",
        "audio_only",
      ]);
      await page.goto(`${address}/children/${(await school.child("Mila")).id}`);
      await page.getByRole("link", { name: "Bild ansehen" }).click();
      const kept = page.getByRole("img", { name: "Die eingescannte Seite" });
      await kept.waitFor();
      if (hasScript)
        expect(await kept.evaluate((one) => (one as HTMLImageElement).decode().then(() => true))).toBe(true);
      if (hasScript) expect(await faults(page)).toEqual([]);
      const wider = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (hasScript) expect(Math.max(0, await wider())).toBe(0);
      await page.context().close();
    },
  );
});
