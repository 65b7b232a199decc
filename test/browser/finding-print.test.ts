import { mkdirSync, writeFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { extractText, getDocumentProxy } from "unpdf";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { executablePath } from "../support/chromium.ts";
import { OfficeInBrowser } from "../support/office-in-browser.ts";
import { School } from "../support/school.ts";

if (!executablePath) console.warn("No Chromium found: nothing is printed. On Debian it is the package chromium.");

/** Where the prints and pictures are left for whoever wants to look at them; nowhere without it. */
const kept = process.env["KEEP_PRINTS"];

const letter = (at: number) => "abcdefghijklmnopqrstuvwxyzß"[at];

describe.skipIf(!executablePath)("what the office prints", () => {
  let school: School;
  let office: OfficeInBrowser;
  let page: Page;
  let address = "";
  let classId = "";

  beforeAll(async () => {
    school = await School.open({ joined: ["mother", "teacher"] });
    const rows = Array.from(
      { length: 27 },
      (_, at) => `4b;kind;Kind${letter(at)};Muster${letter(at)};0${(at % 9) + 1}.03.2017`,
    );
    await school.imports(`klasse;rolle;vorname;nachname;geburtsdatum\n${rows.join("\n")}\n`);
    for (const [name, who, audio, video] of [
      ["Mila", "Nadja", "yes", "yes"],
      ["Sofia", "Elena", "yes", "no"],
      ["Tim", "Gabi", "no", "no"],
      ["Leon", "Heinz", "yes", "yes"],
    ] as const)
      await school.records(name, who, { audio, video }, "paper");
    await school.records("Leon", "Heinz", { audio: "no", video: "no" }, "phone");
    await school.records("Mila", "Tarek", { audio: "no", video: "yes" }, "paper");
    classId = (await school.child("Kindb")).classId;
    school.database.$client.exec(
      `insert into child (id, given_name, family_name, birth_date, class_id, gone_at)
       select 'gone', 'Abgang', 'Fortgezogen', birth_date, class_id, '2026-11-20T08:00:00.000Z'
       from child where given_name = 'Mila'`,
    );
    office = await OfficeInBrowser.open(school);
    address = office.address;
    page = await office.signedIn(["Frau Rektor", "head"]);
  });
  afterAll(async () => {
    await office.close();
    await school.stop();
  });

  /** The text of each page of the print. */
  async function printed(path: string, name: string): Promise<string[]> {
    await page.goto(`${address}${path}`);
    const bytes = await page.pdf({ format: "A4" });
    if (kept) {
      mkdirSync(kept, { recursive: true });
      writeFileSync(`${kept}/${name}.pdf`, bytes);
    }
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: false });
    return text;
  }

  test("a class begins on page one, and has no empty page", async () => {
    const [first = "", ...more] = await printed(`/classes/${classId}`, "class");
    expect(first).toContain("Mustera, Kinda");
    expect(more.every((text) => text.trim() !== "")).toBe(true);
    expect(more.length).toBeLessThanOrEqual(1);
  });

  test("the overview has its classes on page one", async () => {
    const [first = ""] = await printed("", "overview");
    expect(first).toContain("4b");
    expect(first).toMatch(/J = JA zu Ton und Bild/);
  });

  test("a list of the school is a page for each class, and of a class it is one page", async () => {
    const whole = await printed("/export/stand", "stand");
    expect(whole).toHaveLength(4);
    expect(whole[0]).toContain("Klasse 1b");
    expect(whole[3]).toContain("Musterz, Kindz");
    const missing = await printed(`/export/missing?class=${classId}`, "missing");
    expect(missing).toHaveLength(1);
    expect(missing[0]).toContain("Musterz, Kindz");
  });

  test("on a telephone no page that shows a class scrolls sideways", async () => {
    await page.setViewportSize({ width: 320, height: 800 });
    for (const [path, name] of pagesOf()) {
      await page.goto(`${address}${path}`);
      expect({ path, wide: await page.evaluate("document.documentElement.scrollWidth > innerWidth") }).toEqual({
        path,
        wide: false,
      });
      await picture(`${name}-320`);
    }
    // As wide as a sheet is between its margins.
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: 680, height: 1000 });
    for (const [path, name] of kept ? pagesOf().slice(0, 2).concat(pagesOf().slice(-2)) : []) {
      await page.goto(`${address}${path}`);
      await picture(`${name}-print`);
    }
    await page.emulateMedia({ media: "screen" });
    await page.setViewportSize({ width: 1280, height: 900 });
    for (const scheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      for (const [path, name] of kept ? pagesOf() : []) {
        await page.goto(`${address}${path}`);
        await picture(`${name}-${scheme}`);
      }
    }
  });

  const pagesOf = () =>
    [
      ["", "overview"],
      [`/classes/${classId}`, "class"],
      ["/children?q=nadja", "search"],
      ["/children?state=former", "former"],
      ["/children?q=Abgang", "left"],
      [`/export?class=${classId}`, "export"],
      ["/export/stand", "stand"],
      ["/export/missing", "missing"],
    ] as const;

  async function picture(name: string): Promise<void> {
    if (kept) await page.screenshot({ path: `${kept}/${name}.png`, fullPage: true });
  }
});
