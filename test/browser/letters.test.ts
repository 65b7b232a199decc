import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import jsQR from "jsqr";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formCodes, type Letter, lettersPage, readLetterTexts } from "../../src/office/letters/letters.ts";
import type { SchoolMessenger } from "../../src/school/messenger.ts";
import { lettersStylesheet } from "../../src/office/letters/stylesheet.ts";
import { texts as schoolTexts } from "../support/texts.ts";

const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) =>
  existsSync(path),
);
if (!executablePath)
  console.warn("No Chromium found: the browser test is left out. On Debian it is the package chromium.");

const texts = readLetterTexts()(schoolTexts);
const css = lettersStylesheet();
const languages = [null, "tr", "ar", "ru", "uk", "pl", "ro", "bg", "en", "de-simple"];
const child = (givenName: string, language: string | null) => ({
  id: "00112233445566aa",
  givenName,
  familyName: "Beispiel",
  className: "3a",
  language,
});
const oneEach: Letter[] = languages.map((language, at) => ({
  id: "00112233445566bb",
  name: `Nadja Beispiel ${at}`,
  code: `K7QM-2345-ABC${at}`,
  children: [child("Mila", language), child("Jonas", language)].slice(0, language === "de-simple" ? 1 : 2),
}));
const telegram = (bot: string): SchoolMessenger => ({ kind: "telegram", bot, server: null });
const matrix = (server: string): SchoolMessenger => ({ kind: "matrix", bot: `@janein:${server}`, server });
const longServer = "messenger.libori-grundschule-dortmund.de";
const longest = "Maximiliana-Alexandra Freifrau von und zu Hohenwaldau-Wittgenstein-Beispiel";
const crowded: Letter[] = languages.map((language) => ({
  id: "00112233445566bb",
  name: longest,
  code: "WWWW-WWWW-WWWW",
  children: ["Maximilian-Alexander", "Mila", "Jonas", "Rania", "Olena"].map((name) => ({
    ...child(name, language),
    familyName: "von und zu Hohenwaldau-Wittgenstein",
  })),
}));

const addressed: Letter[] = crowded.map((one, at) => ({
  ...one,
  number: 100 + at,
  address: [
    "bei Hohenwaldau-Wittgenstein, Hinterhaus",
    "Am Alten Hohenwaldauer Schlosspark 123a",
    "44137 Traumstadt-Hohenwaldau",
  ],
}));
const reminding: Letter[] = crowded.map((one) => ({
  ...one,
  ...{ code: "", number: 123, children: one.children.map((child, at) => ({ ...child, id: `00112233445566c${at}` })) },
  reminder: {
    open: new Map([0, 1, 2, 3, 4].map((at) => [`00112233445566c${at}`, ["audio", "video"] as const])),
    returnBy: "09.12.2026",
  },
}));

describe.skipIf(!executablePath)("letters in the office's browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: executablePath ?? "",
      args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
    });
  });
  afterAll(async () => browser.close());

  /** The page as the office serves it, under a policy that allows its own files and nothing else, laid out as for paper. */
  async function open(
    letters: Letter[],
    messengers: SchoolMessenger[] = [telegram("@SchuleBeispielBot")],
  ): Promise<{ page: Page; complaints: string[] }> {
    const html = String(
      await lettersPage(letters, {
        texts,
        messengers,
        version: 1,
        printedFrom: { published: "01.08.2026", sha256: "ab12".repeat(16) },
        formCodes: formCodes("a key for tests, thirty-two characters long", 1, (count) => randomBytes(count)),
        now: new Date("2026-11-25T09:00:00Z"),
        expires: new Date("2026-12-25T09:00:00Z"),
        timeZone: "Europe/Berlin",
        stylesheet: "/office/letters.css",
      }),
    );
    const page = await browser.newPage({ deviceScaleFactor: 2 });
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    await page.route("**/*", (route) =>
      route.fulfill(
        /\.(css|js)$/.test(route.request().url())
          ? route.request().url().endsWith(".css")
            ? { contentType: "text/css", body: css }
            : { contentType: "text/javascript", body: "" }
          : {
              contentType: "text/html; charset=utf-8",
              body: html,
              headers: {
                "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:",
              },
            },
      ),
    );
    await page.goto("http://office.invalid/office/letters");
    await page.emulateMedia({ media: "print" });
    return { page, complaints };
  }

  /** Where an element lies on its sheet, in millimetres. */
  const onPaper = (page: Page, selector: string) =>
    page.locator(selector).evaluateAll((all) =>
      all.map((one) => {
        const [box, sheet] = [one.getBoundingClientRect(), one.closest(".sheet")!.getBoundingClientRect()];
        const mm = (pixels: number) => Math.round((pixels / 96) * 254) / 10;
        return {
          left: mm(box.left - sheet.left),
          top: mm(box.top - sheet.top),
          right: mm(box.right - sheet.left),
          bottom: mm(box.bottom - sheet.top),
        };
      }),
    );

  test("print as two A4 pages each, under a policy without inline style and script", async () => {
    const { page, complaints } = await open(oneEach);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(2 * oneEach.length);
    for (const [, width, height] of pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g))
      expect([(Number(width) / 72) * 25.4, (Number(height) / 72) * 25.4]).toEqual([
        expect.closeTo(210, 0),
        expect.closeTo(297, 0),
      ]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test("what is for the office's eyes stays on the screen", async () => {
    const { page } = await open(oneEach.slice(0, 1));
    expect(await page.locator(".for-the-office").isVisible()).toBe(false);
    await page.emulateMedia({ media: "screen" });
    expect(await page.locator(".for-the-office").innerText()).toContain("Briefe: 1. Seiten: 2.");
    await page.close();
  });

  test.each([
    ["ordinary names", oneEach],
    ["the longest names and many children", crowded],
    ["the longest addresses", addressed],
    ["reminders", reminding],
  ])("keep name and sender inside the DIN window, with %s", async (_names, letters) => {
    const { page } = await open(letters);
    const lines = await onPaper(page, ".window p, .window p *");
    expect(lines.length).toBeGreaterThanOrEqual(3 * letters.length);
    for (const { left, top, right, bottom } of lines)
      expect({ left: left >= 20, top: top >= 45, right: right <= 105, bottom: bottom <= 90 }).toEqual({
        left: true,
        top: true,
        right: true,
        bottom: true,
      });
    expect(new Set((await onPaper(page, ".mark")).map(({ top }) => top))).toEqual(new Set([105, 148.5, 210]));
    for (const [other] of [
      await onPaper(page, ".sender"),
      await onPaper(page, ".information"),
      await onPaper(page, ".letter"),
    ])
      expect(other!.bottom <= 45 || other!.top >= 90 || other!.left >= 105).toBe(true);
    await page.close();
  });

  test.each([
    ["ordinary names", oneEach, [telegram("@SchuleBeispielBot")]],
    ["the longest names and many children", crowded, [telegram("@A2345678901234567890123456789_Bot")]],
    ["the longest addresses", addressed, [telegram("@SchuleBeispielBot")]],
    ["reminders of many children", reminding, [telegram("@SchuleBeispielBot")]],
    ["the school's own messenger", oneEach, [matrix("schule.example")]],
    ["the school's own messenger and the longest names", crowded, [matrix(longServer)]],
    ["both messengers", oneEach, [telegram("@SchuleBeispielBot"), matrix("schule.example")]],
    [
      "both messengers and the longest names",
      crowded,
      [telegram("@A2345678901234567890123456789_Bot"), matrix(longServer)],
    ],
  ])("nothing runs off the paper or into something else in any language, with %s", async (_names, letters, both) => {
    const { page } = await open(letters, both);
    for (const { left, right, bottom } of await onPaper(page, ".sheet p, .sheet li, .sheet h2, .sheet dd, .sheet svg"))
      expect({ left: left >= 20, right: right <= 200, bottom: bottom <= 292 }).toEqual({
        left: true,
        right: true,
        bottom: true,
      });
    const cut = await page
      .locator(".window, .information, .value, .filled")
      .evaluateAll(
        (all) =>
          all.filter((one) => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1).length,
      );
    expect(cut).toBe(0);
    const [ends, origins] = [await onPaper(page, ".back > .languages:last-of-type"), await onPaper(page, ".origin")];
    expect(ends.filter(({ bottom }, at) => bottom > (origins[at]?.top ?? 0))).toEqual([]);
    await page.close();
  });

  test.each([
    ["an only child", [oneEach[9]!]],
    ["German alone, and beside each language", oneEach],
    ["long names", crowded],
  ])("each word stands on the line of its own box, right behind it: %s", async (_, letters) => {
    const { page } = await open(letters);
    const [boxes, words] = [await onPaper(page, ".box"), await onPaper(page, ".word")];
    expect(words).toHaveLength(boxes.length);
    for (const [at, word] of words.entries()) {
      const box = boxes[at]!;
      expect(Math.abs(word.top + word.bottom - box.top - box.bottom) / 2, `word ${at}`).toBeLessThan(0.6);
      expect(word.left - box.right, `word ${at}`).toBeGreaterThan(0);
      expect(word.left - box.right, `word ${at}`).toBeLessThan(3);
    }
    await page.close();
  });

  test("JA and NEIN have boxes of one size, large enough for a pen", async () => {
    const { page } = await open(oneEach);
    const sizes = (await onPaper(page, ".box")).map(
      ({ left, right, top, bottom }) => `${Math.round(right - left)} × ${Math.round(bottom - top)}`,
    );
    expect(new Set(sizes)).toEqual(new Set(["5 × 5"]));
    await page.close();
  });

  test("a phone reads the QR code: the link with the letter's own code", async () => {
    const { page } = await open(oneEach);
    for (const at of [0, 9]) {
      const picture = (await page.locator(".qr").nth(at).screenshot()).toString("base64");
      const blank = await browser.newPage();
      const { dots, width, height } = await blank.evaluate(async (base64) => {
        const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
        const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d")!;
        canvas.drawImage(image, 0, 0);
        const red = canvas.getImageData(0, 0, image.width, image.height).data.filter((_, channel) => channel % 4 === 0);
        return {
          dots: Array.from(red, (light) => (light < 128 ? "#" : " ")).join(""),
          width: image.width,
          height: image.height,
        };
      }, picture);
      const pixels = Uint8ClampedArray.from(
        [...dots].flatMap((dot) => (dot === "#" ? [0, 0, 0, 255] : [255, 255, 255, 255])),
      );
      expect(jsQR.default(pixels, width, height)?.data).toBe(`https://t.me/SchuleBeispielBot?start=K7QM2345ABC${at}`);
      await blank.close();
    }
    await page.close();
  });

  test("the Arabic column reads from the right, with the bot's name and the code in their own direction", async () => {
    const { page } = await open(oneEach.filter((_, at) => languages[at] === "ar"));
    expect(
      await page
        .locator('[lang="ar"]')
        .first()
        .evaluate((one) => getComputedStyle(one).direction),
    ).toBe("rtl");
    expect(await page.locator(".value").evaluate((one) => getComputedStyle(one).direction)).toBe("ltr");
    const column = page.locator('.letter div[lang="ar"]').first();
    expect(
      await column.evaluate(
        (one) =>
          one.getBoundingClientRect().left >
          document.querySelector('.letter div[lang="de"]')!.getBoundingClientRect().right,
      ),
    ).toBe(true);
    expect(await page.locator('.steps [lang="ar"] bdi').last().innerText()).toBe("@SchuleBeispielBot");
    await page.close();
  });
});
